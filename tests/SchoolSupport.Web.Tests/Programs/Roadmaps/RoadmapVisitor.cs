using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SchoolSupport.Application.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs.Roadmaps;

/// <summary>A person at the roadmap page: posts its forms as a browser does, and what its script sends.</summary>
internal sealed class RoadmapVisitor(RoadmapSample sample, TestBrowser browser)
{
    private string? token;

    public string Path { get; } = $"/programs/{sample.ProgramId}/roadmap";

    public TestBrowser Browser => browser;

    public static async Task<RoadmapVisitor> OfAsync(RoadmapSample sample, string role, Guid? school = null) => new(sample, await sample.Tenant.BrowserAsync(role, school));

    public Task<IHtmlDocument> PageAsync(string query = "") => browser.GetPageAsync(Path + query);

    public string Of(MeasureNode measure, string action = "") => $"{Path}/measures/{measure.Row.LineId}{(action.Length > 0 ? "/" + action : "")}";

    /// <summary>Posts as a form; the answer is not followed.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(path, false, fields);

    /// <summary>Posts as the script does.</summary>
    public Task<HttpResponseMessage> FetchAsync(string path, params (string Name, string Value)[] fields) => SendAsync(path, true, fields);

    /// <summary>One cell, as the script saves it.</summary>
    public Task<HttpResponseMessage> SaveCellAsync(MeasureNode measure, string column, string text, string was, uint? version = null) => FetchAsync(Of(measure, "cell"),
        ("Form.VersionId", $"{sample.VersionId}"), ("Form.RowVersion", $"{version ?? measure.Row.Version}"), ("Form.Column", column), ("Form.Text", text), ("Form.Was", was), ("Form.HasWas", "true"));

    /// <summary>Posts a form of a page with some of its fields written anew.</summary>
    public Task<HttpResponseMessage> SubmitAsync(IElement form, params (string Name, string Value)[] changed)
    {
        var fields = from element in form.QuerySelectorAll("input[name], select[name], textarea[name]")
                     where element.GetAttribute("name") != "__RequestVerificationToken"
                     where element is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } and not IHtmlInputElement { Type: "submit" }
                     select (element.GetAttribute("name")!, element switch
                     {
                         IHtmlInputElement input => input.Value,
                         IHtmlSelectElement list => list.Value ?? "",
                         IHtmlTextAreaElement text => text.Value,
                         _ => "",
                     });
        return PostAsync(form.GetAttribute("action")!, [.. fields.Where(field => changed.All(c => c.Name != field.Item1)), .. changed]);
    }

    public static async Task<IHtmlDocument> PartAsync(HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"answered {(int)answer.StatusCode}: {html[..Math.Min(html.Length, 1500)]}");
        return new HtmlParser().ParseDocument(html);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, bool isScript, (string Name, string Value)[] fields)
    {
        token ??= await TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", token)]),
        };
        if (isScript)
        {
            request.Headers.Add("X-Requested-With", "fetch");
            request.Headers.Add("X-Roadmap-Table", $"{(await sample.TreeAsync()).Row.LineId}");
        }
        return await browser.Client.SendAsync(request);
    }

    private async Task<string> TokenAsync()
    {
        using var page = await browser.GetAsync("/account");
        browser.Remember(page);
        return (await TestBrowser.PageOfAsync(page, "/account", HttpStatusCode.OK)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }
}
