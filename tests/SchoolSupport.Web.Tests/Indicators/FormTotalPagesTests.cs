using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

using static SchoolSupport.Web.Tests.Indicators.FormSteps;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>Sums of a form and the order of its sections, on the page of its draft.</summary>
[Collection(AppCollection.Name)]
public sealed class FormTotalPagesTests(TestHost host)
{
    [Fact]
    public async Task Sum_IsAddedChangedPutIntoForce_AndHoldsASchoolToIt()
    {
        var tenant = await host.NewTenantAsync();
        var school = (await OzerskySamples.AddSchoolsAsync(tenant))["oz01"];
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "risk-matrix");
        Assert.Null((await methodist.GetPageAsync(draft)).QuerySelector("section[aria-labelledby=h-totals] li"));
        var key = await AddTotalAsync(methodist, draft, "teachers", "teachers-36h", "teachers-no-diploma");
        var edit = await PostedAsync(methodist, $"{draft}/totals/{key}");
        Assert.Equal(["teachers-36h", "teachers-no-diploma"], edit.Where(f => f.Key == "Form.Parts").Select(f => f.Value));
        await PostAsync(methodist, $"{draft}/totals/{key}", [.. edit.Where(f => f.Key != "Form.Kind"), new("Form.Kind", "most")]);
        var page = await methodist.GetPageAsync(draft);
        var words = Plain(Assert.Single(page.QuerySelectorAll("section[aria-labelledby=h-totals] li")));
        Assert.Matches("^«.+» \\+ «.+» — не больше чем «.+»$", words);
        Assert.Contains($"новая сумма: {words}", Plain(page.QuerySelector("section[aria-labelledby=h-changes]")!), StringComparison.Ordinal);
        // What a sum needs stays until the sum is gone.
        var part = $"{draft}/questions/teachers-36h";
        Assert.Contains($"Вопрос входит в сумму {words}", await RefusedAsync(methodist, $"{part}/retire", new() { ["knows"] = "true" }, part), StringComparison.Ordinal);
        await PublishAsync(methodist, draft);
        Assert.Contains(words, Plain((await methodist.GetPageAsync($"{List}/risk-matrix")).QuerySelector("section[aria-labelledby=h-totals]")!), StringComparison.Ordinal);

        var campaign = await tenant.OpenCampaignAsync([school], "Сбор с суммой");
        await tenant.AsSchoolAsync(school, s => s.GetRequiredService<SubmissionService>().SaveAsync(campaign, school,
            [.. new[] { ("teachers", "10"), ("teachers-36h", "6"), ("teachers-no-diploma", "5") }.Select(a => new TypedAnswer(new AnswerKey(a.Item1), a.Item2, false, null))], CancellationToken.None));
        var check = Plain((await (await tenant.BrowserAsync(Roles.SchoolDirector, school)).GetPageAsync($"/monitoring/campaigns/{campaign}/form/check")).QuerySelector("main")!);
        Assert.Contains("11, а может быть не больше 10", check, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SumOfTheSystem_IsComparedInWords_RemovedTwice_AndItsQuestionIsFreeThen()
    {
        var tenant = await host.NewTenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "contingent");
        var link = Assert.Single((await methodist.GetPageAsync(draft)).QuerySelectorAll("section[aria-labelledby=h-totals] li a"));
        var path = link.GetAttribute("href")!.Split('?')[0];
        foreach (var _ in new[] { 1, 2 })
            await DoneAsync(methodist, $"{path}/remove", [], draft);
        var page = await methodist.GetPageAsync(draft);
        Assert.Contains($"больше не проверяется сумма: {Plain(link)}", Plain(page.QuerySelector("section[aria-labelledby=h-changes]")!), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("section[aria-labelledby=h-totals] li"));
        Assert.Equal(HttpStatusCode.NotFound, (await methodist.GetAsync(path)).StatusCode);
        var part = $"{draft}/questions/pupils-secondary";
        await DoneAsync(methodist, $"{part}/retire", new() { ["knows"] = "true" }, part);
    }

    [Fact]
    public async Task SumChangedInTwoWindows_ShowsBothAndCanWriteMine()
    {
        var tenant = await host.NewTenantAsync();
        var (mine, theirs) = (await tenant.BrowserAsync(Roles.Methodist), await tenant.BrowserAsync(Roles.Coordinator));
        var draft = await StartAsync(mine, "contingent");
        var path = $"{draft}/totals/pupils";
        var (first, second) = (await PostedAsync(mine, path), await PostedAsync(theirs, path));
        await PostAsync(theirs, path, [.. second.Where(f => f.Key != "Form.Kind"), new("Form.Kind", "most")]);
        using var answer = await mine.PostFormAsync(path, [.. first.Where(f => f.Value != "pupils-secondary")], path);
        var conflict = await TestBrowser.PageOfAsync(answer, path, HttpStatusCode.Conflict);
        Assert.Contains("не больше чем", Plain(conflict.QuerySelector("tbody tr")!), StringComparison.Ordinal);
        var again = conflict.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name!.StartsWith("Form.", StringComparison.Ordinal)).Select(i => new KeyValuePair<string, string>(i.Name!, i.Value));
        await PostAsync(mine, path, [.. again]);
        var words = Plain((await theirs.GetPageAsync(draft)).QuerySelector("section[aria-labelledby=h-totals] li")!);
        Assert.Contains(" = ", words, StringComparison.Ordinal);
        Assert.DoesNotContain("10–11", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "teachers-36h,teachers-no-diploma", "equal", "Выберите целое")]
    [InlineData("teachers", "", "equal", "Отметьте вопросы")]
    [InlineData("teachers", "teachers-36h", "equal", "хотя бы два")]
    [InlineData("teachers", "teachers,teachers-36h", "equal", "своим слагаемым")]
    [InlineData("teachers", "teachers-36h,internet", "equal", "только числовые")]
    [InlineData("teachers", "teachers-36h,teachers-no-diploma", "about", "Выберите, как сравнивать")]
    public async Task WrongSum_IsRefusedInWords(string whole, string parts, string kind, string words)
    {
        var tenant = await host.NewTenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "risk-matrix");
        var fields = (await PostedAsync(methodist, $"{draft}/totals/new")).Where(f => f.Key is "Form.Code" or "Form.Was").ToList();
        fields.AddRange([new("Form.Whole", whole), new("Form.Kind", kind), .. parts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => new KeyValuePair<string, string>("Form.Parts", code))]);
        using var answer = await methodist.PostFormAsync($"{draft}/totals/new", fields, $"{draft}/totals/new");
        Assert.Contains(words, Plain((await TestBrowser.PageOfAsync(answer, draft, HttpStatusCode.BadRequest)).QuerySelector("[role=alert]")!), StringComparison.Ordinal);
        Assert.Null((await methodist.GetPageAsync(draft)).QuerySelector("section[aria-labelledby=h-totals] li"));
    }

    [Fact]
    public async Task Section_GoesUpByItsButton_OncePerPress_AndIsToldOnce()
    {
        var tenant = await host.NewTenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "contingent");
        var page = await methodist.GetPageAsync(draft);
        var titles = Titles(page);
        Assert.Equal(2 * (titles.Length - 1), page.QuerySelectorAll("form[action$='/sections/move']").Length);
        var up = page.QuerySelectorAll("form[action$='/sections/move']").Where(f => f.QuerySelector("[name=section]")!.GetAttribute("value") == titles[^1]).Single();
        var fields = up.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name is "section" or "beside" or "after").ToDictionary(i => i.Name!, i => i.Value);
        foreach (var _ in new[] { 1, 2 })
            await DoneAsync(methodist, $"{draft}/sections/move", fields, draft);
        page = await methodist.GetPageAsync(draft);
        Assert.Equal([.. titles[..^2], titles[^1], titles[^2]], Titles(page));
        var changes = page.QuerySelectorAll("section[aria-labelledby=h-changes] tbody tr");
        Assert.Contains($"порядок разделов: теперь {string.Join(", ", Titles(page).Select(t => $"«{t}»"))}", Plain(Assert.Single(changes)), StringComparison.Ordinal);
        using var gone = await methodist.PostFormAsync($"{draft}/sections/move", With(fields, "section", "Нет такого"), draft);
        Assert.Equal(HttpStatusCode.Conflict, gone.StatusCode);

        static string[] Titles(IHtmlDocument page) => [.. page.QuerySelectorAll("h2[id^=h-part-]").Select(Plain)];
    }

    /// <returns>The key of the sum.</returns>
    private static async Task<string> AddTotalAsync(TestBrowser browser, string draft, string whole, params string[] parts)
    {
        List<KeyValuePair<string, string>> fields = [.. (await PostedAsync(browser, $"{draft}/totals/new")).Where(f => f.Key != "Form.Whole"), new("Form.Whole", whole), .. parts.Select(part => new KeyValuePair<string, string>("Form.Parts", part))];
        foreach (var _ in new[] { 1, 2 })
            await PostAsync(browser, $"{draft}/totals/new", fields, draft);
        return Assert.Single((await browser.GetPageAsync(draft)).QuerySelectorAll("section[aria-labelledby=h-totals] li")).Id![2..];
    }

    /// <summary>What a browser would post of the sum's form, marked parts one by one.</summary>
    private static async Task<List<KeyValuePair<string, string>>> PostedAsync(TestBrowser browser, string path) =>
        [.. (await browser.GetPageAsync(path)).QuerySelector("main form.form-wide")!.QuerySelectorAll("[name^='Form.']")
            .Where(e => e is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false })
            .Select(e => new KeyValuePair<string, string>(e.GetAttribute("name")!, e is IHtmlSelectElement select ? select.Value ?? "" : ((IHtmlInputElement)e).Value))];

    private static async Task PostAsync(TestBrowser browser, string path, IEnumerable<KeyValuePair<string, string>> fields, string? tokenPage = null)
    {
        using var answer = await browser.PostFormAsync(path, fields, tokenPage ?? path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
