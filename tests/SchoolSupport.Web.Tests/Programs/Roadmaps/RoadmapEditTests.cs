using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs.Roadmaps;

/// <summary>Every change through its address: as the script sends it and as a form without script does.</summary>
[Collection(AppCollection.Name)]
public sealed class RoadmapEditTests(TestHost host)
{
    private const int EditBudget = 8;

    [Fact]
    public async Task Cell_SavedByTheScript_ComesBackAsItsRowWithTheState()
    {
        var (sample, visitor) = await StartAsync();
        var measure = await sample.MeasureAsync("Мониторинг");
        using var answer = await visitor.SaveCellAsync(measure, "deadline", "до 15 августа 2025 года", "октябрь декабрь 2025");
        var part = (await RoadmapVisitor.PartAsync(answer)).QuerySelector("table#part")!;
        Assert.Equal($"m-{measure.Row.LineId:N}", Assert.Single(part.QuerySelectorAll("tr")).Id);
        Assert.Equal("до 15 августа 2025 года", part.QuerySelector("td:nth-child(4) .t")!.TextContent);
        Assert.Null(part.QuerySelector(".flag"));
        Assert.Contains("изменение срока мероприятия 2.2", part.GetAttribute("data-undo"));
        Assert.Matches("^[0-9]{2}:[0-9]{2}$", part.GetAttribute("data-time")!);
        Assert.Equal(new DateOnly(2025, 8, 15), (await sample.MeasureAsync("Мониторинг")).Deadline.Schedules[0].To);
    }

    [Fact]
    public async Task Cell_OfThreeHundred_IsSavedByFewCommands()
    {
        var sample = await RoadmapSample.AddLargeAsync(await host.NewTenantAsync(), 300);
        var visitor = await RoadmapVisitor.OfAsync(sample, Roles.Methodist);
        var measure = (await sample.TreeAsync()).Measures[100];
        using (await visitor.SaveCellAsync((await sample.TreeAsync()).Measures[7], "indicator", "Сначала", "Предложения направлены всем школам программы, справка подготовлена")) { }
        var table = (await sample.TreeAsync()).Row.LineId;
        var commands = await SqlCounter.CountAsync(async () =>
        {
            using var answer = await visitor.SaveCellAsync(measure, "indicator", "Справка", measure.Row.IndicatorText!);
            await RoadmapVisitor.PartAsync(answer);
        });
        // What the test itself reads to name the table is not the server's.
        var own = commands.Count - (await SqlCounter.CountAsync(() => sample.TreeAsync())).Count;
        Assert.True(own is > 3 and <= EditBudget, $"{own} commands:\n{string.Join("\n---\n", commands)}");
        Assert.NotEqual(Guid.Empty, table);
    }

    [Fact]
    public async Task Cell_ThatSomebodyChanged_ComesBackWithBothValues()
    {
        var (sample, visitor) = await StartAsync();
        var other = await RoadmapVisitor.OfAsync(sample, Roles.Coordinator);
        var measure = await sample.MeasureAsync("Семинары");
        using (var first = await other.SaveCellAsync(measure, "result", "Чужое", "Учителя обучены"))
            await RoadmapVisitor.PartAsync(first);
        using var refused = await visitor.SaveCellAsync(measure, "result", "Моё", "Учителя обучены");
        var conflict = (await RoadmapVisitor.PartAsync(refused, HttpStatusCode.Conflict)).QuerySelector("#conflict")!;
        Assert.Equal(("Моё", "Чужое"), (conflict.QuerySelector("p")!.GetAttribute("data-mine"), conflict.QuerySelector("p")!.GetAttribute("data-stored")));
        Assert.Equal("координатор", conflict.GetAttribute("data-who"));
        using var chosen = await visitor.SaveCellAsync(measure, "result", "Моё", "Чужое", uint.Parse(conflict.GetAttribute("data-version")!));
        await RoadmapVisitor.PartAsync(chosen);
        Assert.Equal("Моё", (await sample.MeasureAsync("Семинары")).Row.ResultText);
    }

    [Fact]
    public async Task Cell_ClearedAndFilledAgain_KnowsWhatWasThere()
    {
        var (sample, visitor) = await StartAsync();
        var stale = await sample.MeasureAsync("Семинары");
        using (await visitor.SaveCellAsync(stale, "result", "", "Учителя обучены")) { }
        Assert.Equal("", (await sample.MeasureAsync("Семинары")).Row.ResultText);
        using var again = await visitor.SaveCellAsync(stale, "result", "Снова", "");
        await RoadmapVisitor.PartAsync(again);
        Assert.Equal("Снова", (await sample.MeasureAsync("Семинары")).Row.ResultText);
    }

    [Fact]
    public async Task Cell_WithoutTokenOrOfAColumnThatIsNotThere_ChangesNothing()
    {
        var (sample, visitor) = await StartAsync();
        var measure = await sample.MeasureAsync("Семинары");
        using (var forged = await visitor.Browser.Client.PostAsync(visitor.Of(measure, "cell"), new FormUrlEncodedContent([new("Form.VersionId", $"{sample.VersionId}"), new("Form.Column", "result"), new("Form.Text", "Подделка")])))
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using (var missing = await visitor.SaveCellAsync(measure, "poem", "Стих", ""))
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using (var hidden = await visitor.SaveCellAsync(measure, "form", "Семинар", ""))
            Assert.Equal(HttpStatusCode.Conflict, hidden.StatusCode);
        Assert.Equal(0, await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.CountAsync()));
    }

    [Fact]
    public async Task Changes_OfOthers_AreGivenToWhoAsks()
    {
        var (sample, visitor) = await StartAsync();
        var table = (await visitor.PageAsync()).QuerySelector("table.road")!;
        var address = $"{visitor.Path}/changes?versionId={sample.VersionId}&map={table.GetAttribute("data-table")}&since={table.GetAttribute("data-seen")}";
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.Browser.GetAsync(address)).StatusCode);
        var measure = await sample.MeasureAsync("Назначение");
        using (var first = await (await RoadmapVisitor.OfAsync(sample, Roles.Coordinator)).SaveCellAsync(measure, "result", "Чужое", measure.Row.ResultText!))
            await RoadmapVisitor.PartAsync(first);
        using var answer = await visitor.Browser.GetAsync(address);
        // The merged cell is seen in three rows.
        Assert.Equal(3, (await RoadmapVisitor.PartAsync(answer)).QuerySelectorAll("tr").Length);
    }

    [Fact]
    public async Task Move_ByTheScript_GivesTheRowItsNewPlaceAndTheHeadings()
    {
        var (sample, visitor) = await StartAsync();
        var (moved, behind) = (await sample.MeasureAsync("План совета"), await sample.MeasureAsync("Мониторинг"));
        using var answer = await visitor.FetchAsync(visitor.Of(moved, "move"), ("Form.VersionId", $"{sample.VersionId}"), ("Form.After", $"{behind.Row.LineId}"));
        var part = await RoadmapVisitor.PartAsync(answer);
        Assert.Equal($"m-{behind.Row.LineId:N}", part.QuerySelector($"#m-{moved.Row.LineId:N}")!.GetAttribute("data-above"));
        Assert.Equal(3, part.QuerySelectorAll("tr.sect").Length);
        Assert.Equal("1.1. 1.2. 2.1. - 2.2. 1.3. 2.1.1.", await CodesAsync(sample));
    }

    [Fact]
    public async Task Page_OfAMeasure_SavesEverythingOnItWithoutScript()
    {
        var (sample, visitor) = await StartAsync();
        var measure = await sample.MeasureAsync("Семинары");
        var page = await visitor.Browser.GetPageAsync(visitor.Of(measure));
        using var saved = await visitor.SubmitAsync(page.QuerySelector("form#measure")!, ("Form.Title", "Семинары и вебинары"), ("Form.Deadline", "май 2025 года"), ("Form.Scope", "participants"), ("Form.Artefacts", "order"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var row = (await sample.MeasureAsync("Семинары и")).Row;
        Assert.Equal(("май 2025 года", SchoolScope.Participants, "order"), (row.DeadlineText, row.SchoolScope, Assert.Single(row.Artefacts)));
        Assert.Equal("Справка", row.IndicatorText);
        Assert.Equal(1, await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.CountAsync()));
    }

    [Fact]
    public async Task Page_OfAMeasure_TellsWhatIsWrongAndKeepsWhatWasTyped()
    {
        var (sample, visitor) = await StartAsync();
        var page = await visitor.Browser.GetPageAsync(visitor.Of(await sample.MeasureAsync("Семинары")));
        using var refused = await visitor.SubmitAsync(page.QuerySelector("form#measure")!, ("Form.Title", ""), ("Form.Result", "Набрано"));
        var again = await TestBrowser.PageOfAsync(refused, "", HttpStatusCode.BadRequest);
        Assert.Contains("Введите название мероприятия", again.QuerySelector(".errors")!.TextContent);
        Assert.Equal("Набрано", again.QuerySelector("textarea[name='Form.Result']")!.TextContent.Trim());
    }

    [Fact]
    public async Task Page_OfAMeasureThatSomebodyChanged_AsksOnlyAboutWhatBothChanged()
    {
        var (sample, visitor) = await StartAsync();
        var measure = await sample.MeasureAsync("Семинары");
        var form = (await visitor.Browser.GetPageAsync(visitor.Of(measure))).QuerySelector("form#measure")!;
        var other = await RoadmapVisitor.OfAsync(sample, Roles.Coordinator);
        using (await other.SaveCellAsync(measure, "indicator", "Чужой показатель", "Справка")) { }
        using (var apart = await visitor.SubmitAsync(form, ("Form.Result", "Мой результат")))
            Assert.Equal(HttpStatusCode.Redirect, apart.StatusCode);
        var row = (await sample.MeasureAsync("Семинары")).Row;
        Assert.Equal(("Чужой показатель", "Мой результат"), (row.IndicatorText, row.ResultText));

        using var both = await visitor.SubmitAsync(form, ("Form.Indicator", "Мой показатель"));
        var conflict = await TestBrowser.PageOfAsync(both, "", HttpStatusCode.Conflict);
        Assert.Contains("Чужой показатель", conflict.QuerySelector("main")!.TextContent);
        using var again = await visitor.SubmitAsync(conflict.QuerySelector("main form[method=post]")!);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("Мой показатель", (await sample.MeasureAsync("Семинары")).Row.IndicatorText);
    }

    [Fact]
    public async Task NewMeasure_ByItsForm_GoesToTheEndOfItsSectionOrBehindARow()
    {
        var (sample, visitor) = await StartAsync();
        var first = (await sample.TreeAsync()).Sections[0].Row.LineId;
        var form = (await visitor.Browser.GetPageAsync($"{visitor.Path}/measures/new?section={first}")).QuerySelector("form#measure")!;
        using (var added = await visitor.SubmitAsync(form, ("Form.Title", "В конец"), ("Form.Code", "1.4.")))
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var behind = (await visitor.Browser.GetPageAsync($"{visitor.Path}/measures/new?after={(await sample.MeasureAsync("Назначение")).Row.LineId}")).QuerySelector("form#measure")!;
        using (var added = await visitor.SubmitAsync(behind, ("Form.Title", "После первого"), ("Form.Code", "1.1а.")))
            Assert.Contains("#m-", added.Headers.Location!.ToString());
        Assert.Equal("1.1. 1.1а. 1.2. 1.3. 1.4. 2.1. - 2.2. 2.1.1.", await CodesAsync(sample));
    }

    [Fact]
    public async Task StepsOfAMeasure_ByForms_Work()
    {
        var (sample, visitor) = await StartAsync();
        var measure = await sample.MeasureAsync("План совета");
        var version = ("versionId", $"{sample.VersionId}");
        await OkAsync(visitor.PostAsync(visitor.Of(measure, "move"), ("Form.VersionId", $"{sample.VersionId}"), ("Form.Step", "up")));
        Assert.StartsWith("1.1. 1.3. 1.2.", await CodesAsync(sample), StringComparison.Ordinal);
        await OkAsync(visitor.PostAsync($"{visitor.Path}/undo", version));
        await OkAsync(visitor.PostAsync(visitor.Of(measure, "move"), ("Form.VersionId", $"{sample.VersionId}"), ("Form.End", $"{(await sample.TreeAsync()).Sections[2].Row.LineId}")));
        await OkAsync(visitor.PostAsync(visitor.Of(measure, "duplicate"), version));
        Assert.EndsWith("2.1.1. 1.3. 1.3.", await CodesAsync(sample), StringComparison.Ordinal);
        measure = (await sample.TreeAsync()).Measures[^1];
        await OkAsync(visitor.PostAsync(visitor.Of(measure, "remove"), version, ("rowVersion", $"{measure.Row.Version}")));
        Assert.EndsWith("2.1.1. 1.3.", await CodesAsync(sample), StringComparison.Ordinal);
        var setup = await visitor.Browser.GetPageAsync($"{visitor.Path}/setup");
        await OkAsync(visitor.SubmitAsync(setup.QuerySelectorAll("form").Single(f => f.GetAttribute("action")!.Contains("/restore/"))));
        Assert.EndsWith("2.1.1. 1.3. 1.3.", await CodesAsync(sample), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuestionLinkAndParts_ByForms_Work()
    {
        var (sample, visitor) = await StartAsync();
        var measure = await sample.MeasureAsync("Мониторинг");
        var flag = (await visitor.Browser.GetPageAsync(visitor.Of(measure))).QuerySelector("#deadline form")!;
        var choice = flag.QuerySelector("button[name='Form.Choice']")!;
        await OkAsync(visitor.SubmitAsync(flag, ("Form.Choice", choice.GetAttribute("value")!)));
        Assert.False((await sample.MeasureAsync("Мониторинг")).Row.NeedsAnswer);
        measure = await sample.MeasureAsync("Мониторинг");
        await OkAsync(visitor.PostAsync(visitor.Of(measure, "link"), ("versionId", $"{sample.VersionId}"), ("rowVersion", $"{measure.Row.Version}"), ("column", "result"), ("linked", "true")));
        Assert.True((await sample.MeasureAsync("Мониторинг")).Inherited.ContainsKey(RoadmapColumn.Result));
        measure = await sample.MeasureAsync("Мониторинг");
        await OkAsync(visitor.PostAsync(visitor.Of(measure, "parts"), ("Form.VersionId", $"{sample.VersionId}"), ("Form.RowVersion", $"{measure.Row.Version}"), ("Form.Title", "Первый семинар"), ("Form.Deadline", "март 2025 года"), ("Form.Level", "school")));
        var part = Assert.Single((await sample.MeasureAsync("Мониторинг")).SubItems);
        Assert.Equal(("Первый семинар", MeasureLevel.School), (part.Title, part.Level));
        var page = await visitor.PageAsync();
        Assert.Contains("Первый семинар", page.QuerySelector("ol.subs")!.TextContent);
        measure = await sample.MeasureAsync("Мониторинг");
        await OkAsync(visitor.PostAsync(visitor.Of(measure, "parts/remove"), ("versionId", $"{sample.VersionId}"), ("rowVersion", $"{measure.Row.Version}"), ("part", $"{part.LineId}")));
        Assert.Empty((await sample.MeasureAsync("Мониторинг")).SubItems);
    }

    [Fact]
    public async Task ChosenRows_AreChangedMovedCopiedAndRemovedTogether()
    {
        var (sample, visitor) = await StartAsync();
        async Task<(string, string)[]> RowsAsync(params string[] titles)
        {
            var rows = new List<(string, string)> { ("Form.VersionId", $"{sample.VersionId}"), ("Form.Back", "?q=" ) };
            foreach (var title in titles)
                rows.Add(("Form.Rows", $"{(await sample.MeasureAsync(title)).Row.LineId}:{(await sample.MeasureAsync(title)).Row.Version}"));
            return [.. rows];
        }
        await OkAsync(visitor.PostAsync($"{visitor.Path}/selected", [.. await RowsAsync("Назначение", "Создание"), ("Form.Action", "change"), ("Form.Responsible", "Методический центр"), ("Form.Deadline", "май 2025 года")]));
        Assert.Equal(2, (await sample.TreeAsync()).Measures.Count(m => m.Row is { ResponsibleText: "Методический центр", DeadlineText: "май 2025 года" }));
        await OkAsync(visitor.PostAsync($"{visitor.Path}/selected", [.. await RowsAsync("Назначение", "Создание"), ("Form.Action", "move"), ("Form.Section", $"{(await sample.TreeAsync()).Sections[2].Row.LineId}")]));
        Assert.Equal("1.3. 2.1. - 2.2. 2.1.1. 1.1. 1.2.", await CodesAsync(sample));
        await OkAsync(visitor.PostAsync($"{visitor.Path}/selected", [.. await RowsAsync("Назначение"), ("Form.Action", "remove")]));
        Assert.Equal("1.3. 2.1. - 2.2. 2.1.1. 1.2.", await CodesAsync(sample));

        using var nothing = await visitor.PostAsync($"{visitor.Path}/selected", ("Form.VersionId", $"{sample.VersionId}"), ("Form.Action", "remove"));
        Assert.Contains("Отметьте мероприятия", (await TestBrowser.PageOfAsync(nothing, "", HttpStatusCode.BadRequest)).QuerySelector(".errors")!.TextContent);
        using var outside = await visitor.PostAsync($"{visitor.Path}/selected", [.. await RowsAsync("Создание"), ("Form.Action", "remove"), ("Form.Back", "//evil.example")]);
        Assert.StartsWith($"{visitor.Path}", outside.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", outside.Headers.Location!.ToString());
    }

    [Fact]
    public async Task PastedRows_AreShownFirstAndThenAdded()
    {
        var (sample, visitor) = await StartAsync();
        const string text = "№\tМероприятие\tСрок\n9.1.\tПервое\tмай 2025 года\n9.2.\t\"Второе\nв две строки\"\t\u3003\n\t\tбез названия";
        var form = (await visitor.Browser.GetPageAsync($"{visitor.Path}/paste?after={(await sample.MeasureAsync("Выявление")).Row.LineId}")).QuerySelector("form.form")!;
        using var shown = await visitor.SubmitAsync(form, ("Form.Text", text), ("Form.HasHeadings", "true"), ("Form.Columns[0]", "0"), ("Form.Columns[1]", "1"), ("Form.Columns[2]", "2"));
        var preview = await TestBrowser.PageOfAsync(shown, "", HttpStatusCode.OK);
        Assert.Contains("2 мероприятия будут добавлены", preview.QuerySelector("#h-preview")!.TextContent.Replace('\u00A0', ' '));
        Assert.Contains("1 строка без названия", preview.QuerySelector(".note-low")!.TextContent.Replace('\u00A0', ' '));
        Assert.Equal("1.1. 1.2. 1.3. 2.1. - 2.2. 2.1.1.", await CodesAsync(sample));
        await OkAsync(visitor.SubmitAsync(preview.QuerySelector("form.form")!, ("add", "true")));
        Assert.Equal("1.1. 1.2. 1.3. 2.1. - 2.2. 2.1.1. 9.1. 9.2.", await CodesAsync(sample));
        var second = await sample.MeasureAsync("Второе");
        Assert.Equal("Второе\nв две строки", second.Row.Title);
        Assert.True(second.Inherited.ContainsKey(RoadmapColumn.Deadline));
        using var empty = await visitor.SubmitAsync(form, ("Form.Text", ""));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
    }

    [Fact]
    public async Task SectionsColumnsAndTables_AreWrittenOnTheirPage()
    {
        var (sample, visitor) = await StartAsync();
        var setup = await visitor.Browser.GetPageAsync($"{visitor.Path}/setup");
        await OkAsync(visitor.SubmitAsync(Form(setup, "/setup/sections"), ("Section.Title", "Мониторинг"), ("Section.Number", "3")));
        var section = (await sample.TreeAsync()).Sections[^1];
        Assert.Equal(("3", "Мониторинг"), (section.Row.Number, section.Row.Title));
        var page = await visitor.Browser.GetPageAsync($"{visitor.Path}/setup/sections/{section.Row.LineId}");
        await OkAsync(visitor.SubmitAsync(Form(page, $"/sections/{section.Row.LineId}"), ("Form.Title", "Мониторинг и отчёты"), ("Form.Parent", $"{(await sample.TreeAsync()).Sections[0].Row.LineId}")));
        Assert.Equal(2, (await sample.TreeAsync()).Sections.Single(s => s.Row.Title == "Мониторинг и отчёты").Depth);
        await OkAsync(visitor.PostAsync($"{visitor.Path}/setup/sections/{section.Row.LineId}/remove", ("versionId", $"{sample.VersionId}"), ("rowVersion", $"{(await sample.TreeAsync()).Sections.Single(s => s.Row.LineId == section.Row.LineId).Row.Version}"), ("withMeasures", "true")));
        Assert.Equal(3, (await sample.TreeAsync()).Sections.Count);

        setup = await visitor.Browser.GetPageAsync($"{visitor.Path}/setup");
        await OkAsync(visitor.SubmitAsync(Form(setup, "/columns"), ("Columns.Lines[2].Heading", "Когда"), ("Columns.Lines[2].Place", "9")));
        Assert.Equal("Когда", (await sample.TreeAsync()).Columns[^1].Heading);
        using (var bad = await visitor.SubmitAsync(Form(await visitor.Browser.GetPageAsync($"{visitor.Path}/setup"), "/columns"), ("Columns.Lines[1].Heading", "")))
            Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        await OkAsync(visitor.SubmitAsync(Form(setup, $"/tables/{(await sample.TreeAsync()).Row.LineId}/renumber", exact: true)));
        setup = await visitor.Browser.GetPageAsync($"{visitor.Path}/setup");
        await OkAsync(visitor.SubmitAsync(Form(setup, $"/tables/{(await sample.TreeAsync()).Row.LineId}", exact: true), ("TableForm.Title", "План на 2025 год"), ("TableForm.PlanYear", "2025")));
        Assert.Equal(("План на 2025 год", 2025), ((await sample.TreeAsync()).Row.Title, (await sample.TreeAsync()).Row.PlanYear!.Value));
        await OkAsync(visitor.SubmitAsync(Form(setup, "/tables", exact: true), ("NewTable.Title", "Вторая таблица")));
        Assert.Equal(2, (await sample.ProgramAsync()).Roadmaps.Count);
        var second = (await sample.ProgramAsync()).Roadmaps[1].Row;
        await OkAsync(visitor.PostAsync($"{visitor.Path}/setup/tables/{second.LineId}/remove", ("versionId", $"{sample.VersionId}"), ("rowVersion", $"{second.Version}")));
        Assert.Single((await sample.ProgramAsync()).Roadmaps);

        AngleSharp.Dom.IElement Form(AngleSharp.Dom.IParentNode from, string action, bool exact = false) =>
            from.QuerySelectorAll("main form[method=post]").First(f => f.GetAttribute("action") is { } a && (exact ? a.EndsWith(action, StringComparison.Ordinal) : a.Contains(action)));
    }

    private async Task<(RoadmapSample Sample, RoadmapVisitor Visitor)> StartAsync()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        return (sample, await RoadmapVisitor.OfAsync(sample, Roles.Methodist));
    }

    private static async Task OkAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<string> CodesAsync(RoadmapSample sample) => string.Join(' ', (await sample.TreeAsync()).Measures.Select(m => m.Row.Code ?? "-"));
}
