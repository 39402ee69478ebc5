using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

using static SchoolSupport.Web.Tests.Indicators.FormSteps;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>A department changes the questions of its forms: drafts, versions, and collections that ask by them.</summary>
[Collection(AppCollection.Name)]
public sealed class FormPagesTests(TestHost host)
{
    private const string Question = "Учителей, прошедших обучение по наставничеству";

    [Fact]
    public async Task NewQuestion_FromTheDraftToTheFrozenCollection()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var running = await tenant.OpenCampaignAsync([schools["oz01"]], "Прежний сбор");
        var draft = await StartAsync(methodist, "risk-matrix");

        var added = await AddAsync(methodist, draft, Question, form => (form["Form.Unit"], form["Form.PartOf"]) = ("человек", "teachers"));
        var edit = await FieldsAsync(methodist, $"{draft}/questions/teachers", "/questions/teachers");
        edit["Form.Text"] = "Педагогов в школе, кроме совместителей";
        await DoneAsync(methodist, $"{draft}/questions/teachers", edit);
        var changes = Plain((await methodist.GetPageAsync($"{draft}/publish")).QuerySelector("section[aria-labelledby=h-changes]")!);
        Assert.Contains($"добавлен {Question}", changes, StringComparison.Ordinal);
        Assert.Contains("стало «Педагогов в школе, кроме совместителей»", changes, StringComparison.Ordinal);
        await PublishAsync(methodist, draft);
        Assert.Contains("Редакция 2, действует", Plain((await methodist.GetPageAsync($"{List}/risk-matrix")).QuerySelector(".lead")!), StringComparison.Ordinal);

        // A collection that was opened before keeps its version, the next one asks the new question.
        Assert.DoesNotContain(Question, await FormOfAsync(tenant, running, schools["oz01"]), StringComparison.Ordinal);
        var campaign = await tenant.OpenCampaignAsync([schools["oz01"], schools["oz02"]], "Новый сбор");
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, schools["oz01"]);
        var path = $"/monitoring/campaigns/{campaign}/form";
        var questions = await tenant.WithDbAsync(async db => (await db.FormVersions.AsNoTracking().SingleAsync(f => f.Code == "risk-matrix" && f.Number == 2)).Definition.Questions.ToDictionary(q => q.Code));
        using var template = await director.GetAsync($"{path}/file/template");
        var filled = CollectionSamples.Fill(await template.Content.ReadAsByteArrayAsync(), code => code == added ? "4" : questions[code].Kind == QuestionKind.YesNo ? "да" : questions[code].PartOf is null ? "30" : "3");
        using (var answer = await director.PostFileAsync($"{path}/file", "Form.File", "анкета.xlsx", filled))
        {
            var preview = await TestBrowser.PageOfAsync(answer, path, HttpStatusCode.OK);
            var row = preview.QuerySelectorAll("section[aria-labelledby=h-change] tbody tr").Single(r => Plain(r).Contains(Question, StringComparison.Ordinal));
            Assert.Equal("4", Plain(row.QuerySelector("[data-label='Станет'] b")!));
            using var saved = await director.PostFormAsync($"{path}/file/save", new Dictionary<string, string> { ["Form.Answers"] = preview.QuerySelector("input[name='Form.Answers']")!.GetAttribute("value")! }, $"{path}/file");
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }
        // In the browser's form it stands with its share of the whole, and can be corrected there.
        var section = await SectionWithAsync(director, path, added);
        Assert.Contains("4 из 30 (13,3 %)", Plain(section.Page.QuerySelector($".field[data-question='{added}']")!), StringComparison.Ordinal);
        using (var corrected = await director.PostFormAsync(section.Path, Answer(added, "5", "4"), section.Path))
            Assert.True((int)corrected.StatusCode is 302 or 400);
        using (var submitted = await director.PostFormAsync($"{path}/submit", [], $"{path}/check"))
            Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        var department = Plain((await methodist.GetPageAsync($"/monitoring/campaigns/{campaign}/schools/{schools["oz01"]}")).QuerySelector("main")!);
        Assert.Contains(Question, department, StringComparison.Ordinal);
        var version = await tenant.CampaignVersionAsync(campaign);
        using (var closed = await methodist.PostFormAsync($"/monitoring/campaigns/{campaign}/close", new Dictionary<string, string> { ["version"] = $"{version}" }, $"/monitoring/campaigns/{campaign}"))
            Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        var frozen = await tenant.WithDbAsync(async db => (Snapshot: (await db.Campaigns.SingleAsync(c => c.Id == campaign)).Frozen!,
            Answer: (await db.FormAnswers.AsNoTracking().SingleAsync(a => a.Question == added)).Number));
        Assert.Equal((1, questions.Count, 5m), (frozen.Snapshot.Forms, frozen.Snapshot.Answers, frozen.Answer));
    }

    [Fact]
    public async Task LastYearsAnswer_IsOfferedToAReworedQuestion_AndNotToAReplacedOne()
    {
        var tenant = await host.NewTenantAsync();
        var school = (await OzerskySamples.AddSchoolsAsync(tenant))["oz01"];
        var last = await SubmittedLastYearAsync(tenant, school, ("teachers", "14"), ("internet", "да"));
        Assert.NotEqual(Guid.Empty, last);
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "risk-matrix");
        var edit = await FieldsAsync(methodist, $"{draft}/questions/teachers", "/questions/teachers");
        (edit["Form.Text"], edit["Form.Max"]) = ("Учителей всего", "500");
        await DoneAsync(methodist, $"{draft}/questions/teachers", edit);
        // Another unit is another question: refused, explained, and replaced.
        var kind = await FieldsAsync(methodist, $"{draft}/questions/internet", "/questions/internet");
        kind["Form.Kind"] = nameof(QuestionKind.Count);
        var refused = await RefusedAsync(methodist, $"{draft}/questions/internet", kind);
        Assert.Contains("Вид ответа изменить нельзя: раньше это было да или нет", refused, StringComparison.Ordinal);
        var unit = await FieldsAsync(methodist, $"{draft}/questions/teachers", "/questions/teachers");
        unit["Form.Unit"] = "ставок";
        Assert.Contains("Единицу изменить нельзя: раньше отвечали в единицах «человек»", await RefusedAsync(methodist, $"{draft}/questions/teachers", unit), StringComparison.Ordinal);
        var page = await methodist.GetPageAsync($"{draft}/questions/internet");
        Assert.Contains("строка «Устойчивый доступ в Интернет»", Plain(page.QuerySelector("details.calc")!), StringComparison.Ordinal);
        var code = page.QuerySelector("form[action$='/replace'] input[name=code]")!.GetAttribute("value")!;
        Assert.Contains("не войдёт в расчёты", await RefusedAsync(methodist, $"{draft}/questions/internet/replace", new() { ["code"] = code }, $"{draft}/questions/internet"), StringComparison.Ordinal);
        await DoneAsync(methodist, $"{draft}/questions/internet/replace", new() { ["code"] = code, ["knows"] = "true" }, $"{draft}/questions/internet");
        var changed = await FieldsAsync(methodist, $"{draft}/questions/{code}", $"/questions/{code}");
        (changed["Form.Kind"], changed["Form.Unit"], changed["Form.Text"]) = (nameof(QuestionKind.Number), "Мбит/с", "Скорость доступа в Интернет");
        await DoneAsync(methodist, $"{draft}/questions/{code}", changed);
        Assert.Contains("Сняты вопросы, по которым ведутся расчёты", Plain((await methodist.GetPageAsync($"{draft}/publish")).QuerySelector("main")!), StringComparison.Ordinal);
        await PublishAsync(methodist, draft, ("Form.Knows", "true"));

        var campaign = await tenant.OpenCampaignAsync([school], "Новый год");
        var director = await tenant.BrowserAsync(Roles.SchoolDirector, school);
        using (await director.GetAsync($"/monitoring/campaigns/{campaign}/form")) { }
        var answers = await tenant.WithDbAsync(db => (from answer in db.FormAnswers join submission in db.Submissions on answer.SubmissionId equals submission.Id where submission.CampaignId == campaign select answer).ToDictionaryAsync(a => a.Question));
        Assert.Equal((14m, true), (answers["teachers"].Number, answers["teachers"].IsPrefilled));
        Assert.False(answers.ContainsKey("internet") || answers.ContainsKey(code));
    }

    [Fact]
    public async Task Retired_NeedsToBeKnown_KeepsItsPlaceAndComesBack()
    {
        var tenant = await host.NewTenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "risk-matrix");
        var path = $"{draft}/questions/registry-any";
        Assert.Contains("ведутся расчёты", await RefusedAsync(methodist, $"{path}/retire", [], path), StringComparison.Ordinal);
        Assert.Contains("От этого вопроса зависит вопрос", await RefusedAsync(methodist, $"{draft}/questions/teachers/retire", new() { ["knows"] = "true" }, $"{draft}/questions/teachers"), StringComparison.Ordinal);
        await DoneAsync(methodist, $"{path}/retire", new() { ["knows"] = "true" }, path);
        // The button pressed twice.
        await DoneAsync(methodist, $"{path}/retire", new() { ["knows"] = "true" }, draft);
        var page = await methodist.GetPageAsync(draft);
        Assert.Single(page.QuerySelectorAll("section[aria-labelledby=h-retired] tbody tr"));
        Assert.Contains("снят", Plain(page.QuerySelector("section[aria-labelledby=h-changes]")!), StringComparison.Ordinal);
        await DoneAsync(methodist, $"{path}/restore", [], draft);
        page = await methodist.GetPageAsync(draft);
        Assert.Null(page.QuerySelector("#h-retired"));
        // It came back to the end of its section: only its place is another one.
        Assert.All(page.QuerySelectorAll("section[aria-labelledby=h-changes] td[data-label='Изменение']"), cell => Assert.Equal("переставлен", Plain(cell)));
    }

    [Fact]
    public async Task QuestionChangedInTwoWindows_ShowsBothAndCanWriteMine()
    {
        var tenant = await host.NewTenantAsync();
        var (mine, theirs) = (await tenant.BrowserAsync(Roles.Methodist), await tenant.BrowserAsync(Roles.Coordinator));
        var draft = await StartAsync(mine, "staff");
        var path = $"{draft}/questions/teachers";
        var (first, second) = (await FieldsAsync(mine, path, "/questions/teachers"), await FieldsAsync(theirs, path, "/questions/teachers"));
        (first["Form.Hint"], second["Form.Hint"]) = ("без совместителей", "с совместителями");
        await DoneAsync(theirs, path, second);
        using var answer = await mine.PostFormAsync(path, first, path);
        var conflict = await TestBrowser.PageOfAsync(answer, path, HttpStatusCode.Conflict);
        Assert.Equal(["Подсказка", "с совместителями", "без совместителей"], conflict.QuerySelectorAll("tbody tr > *").Select(Plain));
        Assert.Contains("координатор", Plain(conflict.QuerySelector(".lead")!), StringComparison.Ordinal);
        var again = conflict.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name!.StartsWith("Form.", StringComparison.Ordinal)).Select(i => new KeyValuePair<string, string>(i.Name!, i.Value));
        using (var written = await mine.PostFormAsync(path, again, path))
            Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        Assert.Equal("без совместителей", (await FieldsAsync(theirs, path, "/questions/teachers"))["Form.Hint"]);
        // Another question changed meanwhile is no conflict.
        var other = await FieldsAsync(theirs, $"{draft}/questions/positions", "/questions/positions");
        await DoneAsync(mine, path, (await FieldsAsync(mine, path, "/questions/teachers")) is var fresh ? With(fresh, "Form.Hint", "все") : fresh);
        await DoneAsync(theirs, $"{draft}/questions/positions", With(other, "Form.Text", "Ставок всего"));
        // The heading goes the same way.
        var heading = await FieldsAsync(mine, draft, draft);
        await DoneAsync(theirs, draft, With(heading, "Form.Title", "Кадры школы"));
        using var stale = await mine.PostFormAsync(draft, With(heading, "Form.Title", "Учителя"), draft);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Кадры школы", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ChangedSinceItWasLookedAt_IsShownAnew_AndTwiceMakesOneVersion()
    {
        var tenant = await host.NewTenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "staff");
        Assert.EndsWith(draft, await LocationAsync(methodist, $"{List}/staff/draft", [], $"{List}/new"), StringComparison.Ordinal);
        var publish = await FieldsAsync(methodist, $"{draft}/publish", "/publish");
        Assert.Contains("нет изменений", await RefusedAsync(methodist, $"{draft}/publish", publish), StringComparison.Ordinal);
        await AddAsync(methodist, draft, Question);
        using (var stale = await methodist.PostFormAsync($"{draft}/publish", publish, $"{draft}/publish"))
        {
            var page = await TestBrowser.PageOfAsync(stale, draft, HttpStatusCode.Conflict);
            Assert.Contains(Question, Plain(page.QuerySelector("section[aria-labelledby=h-changes]")!), StringComparison.Ordinal);
            publish["Form.Version"] = page.QuerySelector("input[name='Form.Version']")!.GetAttribute("value")!;
        }
        await DoneAsync(methodist, $"{draft}/publish", publish);
        await DoneAsync(methodist, $"{draft}/publish", publish, $"{List}/new");
        Assert.Equal([1, 2], await tenant.WithDbAsync(db => db.FormVersions.Where(f => f.Code == "staff").OrderBy(f => f.Number).Select(f => f.Number).ToListAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await methodist.GetAsync(draft)).StatusCode);
        var compared = await methodist.GetPageAsync($"{List}/staff/changes?number=2");
        Assert.Contains($"добавлен {Question}", Plain(compared.QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnForm_BeginsLater_TakesAQuestionOfAnotherForm_AndIsAskedFromItsDay()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await tenant.AddSchoolsAsync(2);
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var form = await FieldsAsync(methodist, $"{List}/new", $"{List}/new");
        Assert.Contains("Введите название анкеты", await RefusedAsync(methodist, $"{List}/new", form), StringComparison.Ordinal);
        form["Form.Title"] = "Наставничество";
        var draft = await LocationAsync(methodist, $"{List}/new", form);
        Assert.Equal(draft, await LocationAsync(methodist, $"{List}/new", form));
        Assert.Contains("В анкете нет вопросов", Plain((await methodist.GetPageAsync($"{draft}/publish")).QuerySelector("main")!), StringComparison.Ordinal);
        await DoneAsync(methodist, $"{draft}/questions/take", new() { ["code"] = "teachers", ["section"] = "Учителя" }, $"{draft}/questions/new");
        var added = await AddAsync(methodist, draft, Question, fields => fields["Form.PartOf"] = "teachers");
        // Moved above its whole; twice the same step is one step.
        foreach (var _ in new[] { 1, 2 })
            await DoneAsync(methodist, $"{draft}/questions/{added}/move", new() { ["beside"] = "teachers", ["after"] = "false" }, draft);
        Assert.Equal([added, "teachers"], (await methodist.GetPageAsync(draft)).QuerySelectorAll("tr[id^='q-']").Select(r => r.Id![2..]));
        await PublishAsync(methodist, draft, ("Form.From", "day"), ("Form.StartsOn", $"{ProgramSamples.Today.AddDays(30):dd.MM.yyyy}"));

        var code = form["Form.Code"];
        var today = ProgramSamples.Today;
        var campaign = new Dictionary<string, string>
        {
            ["Form.Title"] = "Сбор о наставничестве", ["Form.Period"] = CollectionSamples.ThisMonth.Key, ["Form.OpensOn"] = $"{today:dd.MM.yyyy}", ["Form.Deadline"] = $"{today.AddDays(60):dd.MM.yyyy}",
            ["Form.Forms"] = code, ["Form.Schools"] = schools[0].ToString(),
        };
        Assert.Contains("действует с более позднего дня", await RefusedAsync(methodist, "/monitoring/campaigns/new", campaign), StringComparison.Ordinal);
        campaign["Form.OpensOn"] = $"{today.AddDays(31):dd.MM.yyyy}";
        Assert.StartsWith("/monitoring/campaigns/", await LocationAsync(methodist, "/monitoring/campaigns/new", campaign), StringComparison.Ordinal);
        // Nobody else sees it: not another department, not a school.
        var foreign = await (await host.NewTenantAsync()).BrowserAsync(Roles.Methodist);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"{List}/{code}")).StatusCode);
        using var stolen = await foreign.PostFormAsync($"{List}/{code}/draft", [], $"{List}/new");
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);
        Assert.DoesNotContain("Наставничество", await (await foreign.GetAsync(List)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PreparedCollection_AsksByTheVersionOfTheDayOfItsOpening()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await tenant.AddSchoolsAsync(1);
        await using var scope = tenant.Scope(Roles.Methodist);
        var service = scope.ServiceProvider.GetRequiredService<CampaignService>();
        var today = ProgramSamples.Today;
        var campaign = await service.CreateAsync(new NewCampaign("Сбор", null, CollectionSamples.ThisMonth, today, today.AddDays(9), true, "", ["staff"], schools, false), CancellationToken.None);
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "staff");
        await AddAsync(methodist, draft, Question);
        Assert.Contains("Готовятся и возьмут редакцию дня открытия: Сбор", Plain((await methodist.GetPageAsync($"{draft}/publish")).QuerySelector("main")!), StringComparison.Ordinal);
        await PublishAsync(methodist, draft);
        await DoneAsync(methodist, $"/monitoring/campaigns/{campaign}/open", new() { ["version"] = $"{await tenant.CampaignVersionAsync(campaign)}" }, $"/monitoring/campaigns/{campaign}");
        Assert.Contains(Question, await FormOfAsync(tenant, campaign, schools[0]), StringComparison.Ordinal);
        Assert.Contains("редакция 2", Plain((await methodist.GetPageAsync($"/monitoring/campaigns/{campaign}")).QuerySelector("section[aria-labelledby=h-forms]")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarded_LeavesTheFormAsItWas_AndCannotBeChanged()
    {
        var tenant = await host.NewTenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "staff");
        var stale = await FieldsAsync(methodist, $"{draft}/questions/new", "/questions/new");
        (stale["Form.Text"], stale["Form.NewSection"]) = (Question, "Ещё");
        foreach (var _ in new[] { 1, 2 })
            await DoneAsync(methodist, $"{draft}/discard", [], $"{List}/new");
        using var late = await methodist.PostFormAsync($"{draft}/questions/new", stale, $"{List}/new");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Equal(1, await tenant.WithDbAsync(db => db.FormVersions.CountAsync(f => f.Code == "staff")));
        Assert.NotEqual(draft, await StartAsync(methodist, "staff"));
    }

    /// <summary>What can be wrong with a question is said at its page, and nothing is stored.</summary>
    [Theory]
    [InlineData("Form.Text", "", "Введите вопрос.")]
    [InlineData("Form.Max", "-1", "Наименьшее значение больше наибольшего")]
    [InlineData("Form.Max", "много", "число")]
    [InlineData("Form.Kind", "Choice", "Вид ответа изменить нельзя")]
    [InlineData("Form.Scope", "Municipality", "Вопрос")]
    [InlineData("Form.CommentOnChange", "0", "от 1 до 1000")]
    [InlineData("Form.After", "teachers-36h", "сылается на вопрос")]
    public async Task WrongQuestion_IsRefusedInWords(string field, string value, string words)
    {
        var tenant = await host.NewTenantAsync();
        var methodist = await tenant.BrowserAsync(Roles.Methodist);
        var draft = await StartAsync(methodist, "risk-matrix");
        var path = $"{draft}/questions/teachers";
        var before = await tenant.WithDbAsync(db => db.AuditEntries.CountAsync());
        Assert.Contains(words, await RefusedAsync(methodist, path, With(await FieldsAsync(methodist, path, "/questions/teachers"), field, value)), StringComparison.Ordinal);
        Assert.Equal(before, await tenant.WithDbAsync(db => db.AuditEntries.CountAsync()));
    }
}
