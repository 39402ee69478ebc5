using System.Net;
using AngleSharp.Dom;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs.Roadmaps;

/// <summary>The table as it is read: rows, merged cells, questions, filters, versions, and who sees what.</summary>
[Collection(AppCollection.Name)]
public sealed class RoadmapPageTests(TestHost host)
{
    private const int Budget = 10;

    [Fact]
    public async Task Page_ShowsTheTableWithItsSectionsMergedCellsAndQuestions()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var page = await (await RoadmapVisitor.OfAsync(sample, Roles.Methodist)).PageAsync();
        var table = page.QuerySelector("table.road")!;
        Assert.Equal(["№ п/п", "Наименование мероприятия", "Сроки исполнения", "Ответственный исполнитель", "Показатель оценки качества", "Ожидаемый результат"],
            table.QuerySelectorAll("thead th").Skip(1).Select(th => th.TextContent.Trim()));
        Assert.Equal(["1. Организационная инфраструктура", "2. Методическое обеспечение", "2.1. Школы с низкими результатами"],
            table.QuerySelectorAll("tr.sect th").Select(th => th.ChildNodes[0].TextContent.Trim()));
        Assert.Contains("4 мероприятия", table.QuerySelectorAll("tr.sect .n")[1].TextContent.Replace('\u00A0', ' '));
        var merged = Row(page, "Создание совета").QuerySelector("td.inh")!;
        Assert.Equal("Определены направления работы", merged.QuerySelector(".t")!.TextContent);
        Assert.Contains("как в 1.1", merged.TextContent);
        Assert.Contains("до 30 сентября", Row(page, "План совета").QuerySelector(".sched")!.TextContent.Replace('\u00A0', ' '));
        Assert.Null(Row(page, "Назначение").QuerySelector(".sched"));
        var flag = Row(page, "Мониторинг").QuerySelector(".flag")!;
        Assert.Contains("Требует уточнения", flag.TextContent);
        Assert.Equal(2, flag.QuerySelectorAll("button").Length);
        Assert.Contains("7 мероприятий", page.QuerySelector("h2")!.TextContent.Replace('\u00A0', ' '));
    }

    [Fact]
    public async Task Page_OfThreeHundredMeasures_SendsFewCommands()
    {
        var sample = await RoadmapSample.AddLargeAsync(await host.NewTenantAsync(), 300);
        var visitor = await RoadmapVisitor.OfAsync(sample, Roles.Methodist);
        var page = await visitor.PageAsync();
        Assert.Equal(300, page.QuerySelectorAll("tr[id^=m-]").Length);
        var commands = await SqlCounter.CountAsync(() => visitor.PageAsync());
        Assert.True(commands.Count is > 4 and <= Budget, $"{commands.Count} commands:\n{string.Join("\n---\n", commands)}");
        // No editor for each cell: a row costs less than two kilobytes.
        Assert.True(page.QuerySelector("table.road")!.OuterHtml.Length < 300 * 2000);
    }

    [Theory]
    [InlineData("?q=семинар", 2)]
    [InlineData("?unclear=yes", 1)]
    [InlineData("?responsible=Руководители+ОО", 1)]
    [InlineData("?responsible=методический+центр&q=семинары", 2)]
    [InlineData("?q=нигде", 0)]
    public async Task Filters_InTheAddress_LeaveWhatFits(string query, int rows)
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var page = await (await RoadmapVisitor.OfAsync(sample, Roles.Methodist)).PageAsync(query);
        Assert.Equal(rows, page.QuerySelectorAll("tr[id^=m-]").Length);
        Assert.Contains($"{rows}", page.QuerySelector("h2")!.TextContent);
    }

    [Fact]
    public async Task Filter_OfASection_TakesItsPartsAlong_AndOfASchool_WhatConcernsIt()
    {
        var tenant = await host.NewTenantAsync();
        var schools = (await OzerskySample.LoadAsync(tenant)).Schools;
        var sample = await RoadmapSample.AddAsync(tenant, schools["oz01"], schools["oz02"]);
        await ScopeAsync(sample, "Выявление", new ScopeChange(SchoolScope.Participants, null, null, []));
        await ScopeAsync(sample, "Семинары", new ScopeChange(SchoolScope.Listed, null, null, [new ScopeSchool(schools["oz02"], "9")]));
        var visitor = await RoadmapVisitor.OfAsync(sample, Roles.Methodist);
        var second = (await sample.TreeAsync()).Sections[1].Row.LineId;
        Assert.Equal(4, (await visitor.PageAsync($"?section={second}")).QuerySelectorAll("tr[id^=m-]").Length);
        Assert.Single((await visitor.PageAsync($"?school={schools["oz01"]}")).QuerySelectorAll("tr[id^=m-]"));
        Assert.Equal(2, (await visitor.PageAsync($"?school={schools["oz02"]}")).QuerySelectorAll("tr[id^=m-]").Length);
    }

    [Fact]
    public async Task ApprovedVersion_IsReadOnlyAndOffersACorrection()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await sample.SetStatusAsync(VersionStatus.Approved);
        var page = await (await RoadmapVisitor.OfAsync(sample, Roles.Methodist)).PageAsync();
        Assert.Empty(page.QuerySelectorAll("table.road input, table.road button, table.road a, script[src*=roadmap]"));
        Assert.Contains(page.QuerySelectorAll(".head a"), a => a.TextContent == "Внести изменения");
        Assert.DoesNotContain((await (await RoadmapVisitor.OfAsync(sample, Roles.Official)).PageAsync()).QuerySelectorAll(".head a"), a => a.TextContent == "Внести изменения");
    }

    [Fact]
    public async Task Draft_ForWhoMayNotWrite_IsReadOnly()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var visitor = await RoadmapVisitor.OfAsync(sample, Roles.Official);
        Assert.Empty((await visitor.PageAsync()).QuerySelectorAll("table.road input, table.road button, form#undo, script[src*=roadmap]"));
        var measure = await sample.MeasureAsync("Назначение");
        foreach (var path in new[] { visitor.Of(measure), visitor.Of(measure, "cell"), visitor.Of(measure, "remove"), $"{visitor.Path}/undo", $"{visitor.Path}/paste", $"{visitor.Path}/setup/sections" })
            using (var refused = await visitor.PostAsync(path, ("Form.VersionId", $"{sample.VersionId}")))
                Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task SchoolsPeople_SeeWhatIsInForceAndConcernsTheirSchool()
    {
        var tenant = await host.NewTenantAsync();
        var schools = (await OzerskySample.LoadAsync(tenant)).Schools;
        var sample = await RoadmapSample.AddAsync(tenant, schools["oz01"], schools["oz02"]);
        await ScopeAsync(sample, "Семинары", new ScopeChange(SchoolScope.Listed, null, null, [new ScopeSchool(schools["oz02"], null)]));
        await ScopeAsync(sample, "Выявление", new ScopeChange(SchoolScope.Group, "SHNOR_MUN", null, []));
        await ScopeAsync(sample, "Мониторинг", new ScopeChange(SchoolScope.Group, "SHNSU", null, []));
        var (own, other, outside) = (await RoadmapVisitor.OfAsync(sample, Roles.SchoolDirector, schools["oz01"]), await RoadmapVisitor.OfAsync(sample, Roles.SchoolDirector, schools["oz02"]),
            await RoadmapVisitor.OfAsync(sample, Roles.SchoolDirector, schools["oz03"]));
        foreach (var draft in new[] { own, other, outside })
            Assert.Equal(HttpStatusCode.NotFound, (await draft.Browser.GetAsync(draft.Path)).StatusCode);
        await sample.SetStatusAsync(VersionStatus.Approved);
        var seen = await own.PageAsync();
        Assert.Equal(5, seen.QuerySelectorAll("tr[id^=m-]").Length);
        Assert.DoesNotContain("Семинары для учителей", seen.QuerySelector("table.road")!.TextContent);
        Assert.Equal(6, (await other.PageAsync()).QuerySelectorAll("tr[id^=m-]").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await outside.Browser.GetAsync(outside.Path)).StatusCode);
        var measure = await sample.MeasureAsync("Назначение");
        using var refused = await own.SaveCellAsync(measure, "result", "Чужое", measure.Row.ResultText!);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task OtherPeople_AreNamedByRoleWhileTheyWrite()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var (mine, other) = (await RoadmapVisitor.OfAsync(sample, Roles.Methodist), await RoadmapVisitor.OfAsync(sample, Roles.Coordinator));
        Assert.True((await mine.PageAsync()).QuerySelector("#road-others")!.HasAttribute("hidden"));
        var measure = await sample.MeasureAsync("Семинары");
        using var saved = await other.SaveCellAsync(measure, "result", "Учителя обучены и аттестованы", "Учителя обучены");
        await RoadmapVisitor.PartAsync(saved);
        var told = (await mine.PageAsync()).QuerySelector("#road-others")!;
        Assert.False(told.HasAttribute("hidden"));
        Assert.Contains("координатор, изменение результата мероприятия 2.1", told.TextContent);
        Assert.Contains("изменение результата мероприятия 2.1", (await other.PageAsync()).QuerySelector("#road-undo")!.TextContent);
    }

    private static IElement Row(IParentNode page, string title) => page.QuerySelectorAll("tr[id^=m-]").Single(row => row.QuerySelector("a.t")!.TextContent.StartsWith(title, StringComparison.Ordinal));

    private static Task<RoadmapEdited?> ScopeAsync(RoadmapSample sample, string title, ScopeChange scope) => sample.EditAsync(null, async service =>
    {
        var row = (await sample.MeasureAsync(title)).Row;
        return await service.ChangeAsync(sample.Key, new ShownRow(row.LineId, row.Version), [scope], CancellationToken.None);
    });
}
