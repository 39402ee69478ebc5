using AngleSharp.Html.Dom;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>What a person does with uploads, through the pages.</summary>
internal static class UploadPages
{
    public const string List = "/results/uploads";
    public const string New = "/results/uploads/new";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Posts a file and answers the path of its page.</summary>
    public static async Task<string> UploadAsync(this TestBrowser browser, string fileName, byte[] content, string from = New)
    {
        using var response = await browser.PostFileAsync(from, "Form.File", fileName, content);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    /// <summary>Reads the page again, as its refresh does, until the background work is over.</summary>
    public static async Task<IHtmlDocument> ReadyPageAsync(this TestBrowser browser, string path)
    {
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            var page = await browser.GetPageAsync(path);
            if (page.QuerySelector("meta[http-equiv=refresh]") is null)
                return page;
            Assert.True(DateTime.UtcNow < end, $"{path} is still at work: {page.QuerySelector(".work")?.TextContent}");
            await Task.Delay(100);
        }
    }

    /// <summary>The value of a hidden field of the form that posts to an address ending so.</summary>
    public static string Hidden(this IHtmlDocument page, string actionEnd, string name) =>
        page.QuerySelectorAll("form").First(f => f.GetAttribute("action")!.Split('?')[0].EndsWith(actionEnd, StringComparison.Ordinal))
            .QuerySelector($"input[name='{name}']")!.GetAttribute("value")!;

    public static Task<HttpResponseMessage> ConfirmAsync(this TestBrowser browser, string path, IHtmlDocument page) =>
        browser.PostFormAsync($"{path}/confirm", [new("version", page.Hidden("/confirm", "version"))], path);

    public static Guid IdOf(string path) => Guid.Parse(path.Split('?')[0].Split('/')[^1]);

    /// <summary>A small methodologist's table, exactly as people make it.</summary>
    public static byte[] Table(params (string School, string Procedure, int Participants, int Failed)[] rows) =>
        System.Text.Encoding.UTF8.GetBytes("Учебный год;Школа;Процедура;Участников;Не справились\n"
            + string.Concat(rows.Select(r => $"2024/2025;{r.School};{r.Procedure};{r.Participants};{r.Failed}\n")));

    /// <summary>The page's text with ordinary spaces.</summary>
    public static string Text(this IHtmlDocument page) => Plain(page.QuerySelector("main")!.TextContent);

    public static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    public static Task<Upload> UploadOfAsync(this TestTenant tenant, string path) =>
        tenant.WithDbAsync(async db => (await db.Uploads.FindAsync(IdOf(path)))!);
}
