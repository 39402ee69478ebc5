using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>What people do with forms and with the collections that ask by them, through pages.</summary>
internal static class FormSteps
{
    public const string List = "/monitoring/forms";

    public static async Task<string> StartAsync(TestBrowser browser, string code) => await LocationAsync(browser, $"{List}/{code}/draft", [], $"{List}/new");

    /// <returns>The code of the question.</returns>
    public static async Task<string> AddAsync(TestBrowser browser, string draft, string text, Action<Dictionary<string, string>>? fill = null)
    {
        var form = await FieldsAsync(browser, $"{draft}/questions/new", "/questions/new");
        form["Form.Text"] = text;
        var sections = (await browser.GetPageAsync($"{draft}/questions/new")).QuerySelectorAll("select[name='Form.Section'] option").OfType<IHtmlOptionElement>().Select(o => o.Value).Where(v => v.Length > 0).ToList();
        form["Form.Section"] = sections.Contains("Кадровые условия") ? "Кадровые условия" : sections[^1];
        fill?.Invoke(form);
        foreach (var _ in new[] { 1, 2 })
            await DoneAsync(browser, $"{draft}/questions/new", form);
        var page = await browser.GetPageAsync(draft);
        return Assert.Single(page.QuerySelectorAll("tr[id^='q-']"), row => Plain(row.QuerySelector("th a")!) == text).Id![2..];
    }

    public static async Task PublishAsync(TestBrowser browser, string draft, params (string Name, string Value)[] fields)
    {
        var form = await FieldsAsync(browser, $"{draft}/publish", "/publish");
        foreach (var (name, value) in fields)
            form[name] = value;
        await DoneAsync(browser, $"{draft}/publish", form);
    }

    public static async Task<Guid> SubmittedLastYearAsync(TestTenant tenant, Guid school, params (string Question, string Typed)[] answers)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        var service = scope.ServiceProvider.GetRequiredService<CampaignService>();
        var today = ProgramSamples.Today;
        var id = await service.CreateAsync(new NewCampaign("Прошлый год", null, MonitoringPeriod.OfMonth(today.Year - 1, today.Month), today, today.AddDays(9), true, "", ["risk-matrix"], [school], false), CancellationToken.None);
        await service.OpenAsync(id, await tenant.CampaignVersionAsync(id), CancellationToken.None);
        await tenant.AsSchoolAsync(school, s => s.GetRequiredService<SubmissionService>().SaveAsync(id, school, [.. answers.Select(a => new TypedAnswer(new AnswerKey(a.Question), a.Typed, false, null))], CancellationToken.None));
        return await tenant.WithDbAsync(async db =>
        {
            (await db.Submissions.SingleAsync(s => s.CampaignId == id)).State = SubmissionState.Accepted;
            await db.SaveAsync("test.accepted", CancellationToken.None);
            return id;
        });
    }

    public static async Task<(string Path, IHtmlDocument Page)> SectionWithAsync(TestBrowser browser, string path, string question)
    {
        for (var step = 1; ; step++)
            if (await browser.GetPageAsync($"{path}/sections/{step}") is var page && page.QuerySelector($".field[data-question='{question}']") is not null)
                return ($"{path}/sections/{step}", page);
    }

    public static Task<string> FormOfAsync(TestTenant tenant, Guid campaign, Guid school) => tenant.AsSchoolAsync(school, async s =>
        string.Join('\n', (await s.GetRequiredService<SubmissionReader>().ReadAsync(campaign, school, CancellationToken.None))!.Forms.SelectMany(f => f.Questions).Select(q => q.Text)));

    public static Dictionary<string, string> Answer(string question, string typed, string was) => new()
    {
        ["Form.Answers[0].Question"] = question, ["Form.Answers[0].Class"] = "", ["Form.Answers[0].Typed"] = typed, ["Form.Answers[0].Was"] = was,
    };

    public static Dictionary<string, string> With(Dictionary<string, string> fields, string name, string value) => new(fields) { [name] = value };

    /// <summary>What a browser would post of the form with this address without a change.</summary>
    public static async Task<Dictionary<string, string>> FieldsAsync(TestBrowser browser, string path, string action)
    {
        var fields = new Dictionary<string, string>();
        var form = (await browser.GetPageAsync(path)).QuerySelectorAll("main form.form").First(f => f.GetAttribute("action")!.Split('?')[0].EndsWith(action, StringComparison.Ordinal));
        foreach (var element in form.QuerySelectorAll("[name^='Form.']"))
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }: break;
                case IHtmlInputElement input: fields.TryAdd(input.Name!, input.Value); break;
                case IHtmlSelectElement select: fields[select.Name!] = select.Value ?? ""; break;
                case IHtmlTextAreaElement text: fields[text.Name!] = text.Value; break;
                default: throw new InvalidOperationException(element.OuterHtml);
            }
        return fields;
    }

    public static async Task<string> LocationAsync(TestBrowser browser, string path, Dictionary<string, string> fields, string? tokenPage = null)
    {
        using var answer = await browser.PostFormAsync(path, fields, tokenPage ?? path);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            Assert.Fail($"{path} answered {(int)answer.StatusCode}: {Plain((await TestBrowser.PageOfAsync(answer, path, answer.StatusCode)).QuerySelector("main")!)}");
        return answer.Headers.Location!.ToString().Split('#')[0].Split('?')[0];
    }

    public static Task DoneAsync(TestBrowser browser, string path, Dictionary<string, string> fields, string? tokenPage = null) => LocationAsync(browser, path, fields, tokenPage);

    public static async Task<string> RefusedAsync(TestBrowser browser, string path, Dictionary<string, string> fields, string? tokenPage = null)
    {
        using var answer = await browser.PostFormAsync(path, fields, tokenPage ?? path);
        return Plain((await TestBrowser.PageOfAsync(answer, path, HttpStatusCode.BadRequest)).QuerySelector("[role=alert]")!);
    }

    public static string Plain(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
