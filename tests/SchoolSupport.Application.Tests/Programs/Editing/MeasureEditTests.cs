using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Editing;

/// <summary>Cells, merged cells, schools, documents, deadlines and parts of a measure.</summary>
[Collection(AppCollection.Name)]
public sealed class MeasureEditTests(TestHost host)
{
    [Theory]
    [InlineData(RoadmapColumn.Code, "7.1.")]
    [InlineData(RoadmapColumn.Title, "Назначение двух координаторов")]
    [InlineData(RoadmapColumn.Responsible, "Методический центр, ОО")]
    [InlineData(RoadmapColumn.Indicator, "Приказ подписан\nи разослан")]
    [InlineData(RoadmapColumn.Result, "Направления определены")]
    public async Task Change_OfOneCell_StoresItAndTheEdit(RoadmapColumn column, string text)
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var edited = await ChangeAsync(sample, "Назначение", new CellChange(column, text));
        var tree = await sample.TreeAsync();
        Assert.Equal(text, tree.TextOf(tree.Measures[0], column));
        Assert.Contains(tree.Measures[0].Row.LineId, edited.Measures);
        var edit = await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.SingleAsync());
        Assert.Equal("programs.measure-changed", edit.Operation);
        Assert.EndsWith("мероприятия 1.1", edit.Title, StringComparison.Ordinal);
        Assert.Contains("programs.measure-changed", await sample.Tenant.WithDbAsync(db => db.AuditEntries.Select(a => a.Operation).ToListAsync()));
    }

    [Fact]
    public async Task Change_OfResponsible_SplitsItForFilters()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "Назначение", new CellChange(RoadmapColumn.Responsible, "Методический центр, ОО"));
        Assert.Equal(["Методический центр", "ОО"], (await sample.MeasureAsync("Назначение")).Row.Responsibles);
    }

    [Fact]
    public async Task Change_OfDeadline_ReadsTheWords()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "Назначение", new CellChange(RoadmapColumn.Deadline, "до 15 августа 2025 года"));
        var clear = await sample.MeasureAsync("Назначение");
        Assert.Equal(new DateOnly(2025, 8, 15), Assert.Single(clear.Deadline.Schedules).To);
        Assert.False(clear.Row.NeedsAnswer);
        await ChangeAsync(sample, "Назначение", new CellChange(RoadmapColumn.Deadline, "когда-нибудь"));
        Assert.True((await sample.MeasureAsync("Назначение")).Row.NeedsAnswer);
    }

    [Theory]
    [InlineData(RoadmapColumn.Title, " ", "название")]
    [InlineData(RoadmapColumn.Form, "семинар", "нет этого столбца")]
    [InlineData(RoadmapColumn.Code, "1.1.1.1.1.1.1.1.1.1.1.1", "Сократите")]
    public async Task Change_ThatCannotBe_IsRefusedAndStoresNothing(RoadmapColumn column, string text, string words)
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var refused = await Assert.ThrowsAsync<PreconditionException>(() => ChangeAsync(sample, "Назначение", new CellChange(column, text)));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.CountAsync()));
    }

    [Fact]
    public async Task Change_OfAMergedCell_MakesItOneOfItsOwnAndTheRowsBelowItsOwnToo()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "Создание совета", new CellChange(RoadmapColumn.Result, "Совет создан"));
        var tree = await sample.TreeAsync();
        Assert.Empty(tree.Measures[1].Inherited);
        Assert.Equal("Совет создан", tree.TextOf(tree.Measures[1], RoadmapColumn.Result));
        Assert.Empty(tree.Measures[2].Inherited);
        Assert.Equal("Определены направления работы", tree.TextOf(tree.Measures[2], RoadmapColumn.Result));
    }

    [Fact]
    public async Task Change_OfTheFirstOfAMergedCell_IsSeenInAllItsRows()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var edited = await ChangeAsync(sample, "Назначение", new CellChange(RoadmapColumn.Result, "Одно на всех"));
        var tree = await sample.TreeAsync();
        Assert.All(tree.Measures.Take(3), m => Assert.Equal("Одно на всех", tree.TextOf(m, RoadmapColumn.Result)));
        Assert.Equal(3, edited.Measures.Count);
    }

    [Fact]
    public async Task Link_ToTheRowAbove_ShowsItsWordsAndDeadline_AndBrokenKeepsThem()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "План совета", new LinkChange(RoadmapColumn.Deadline, true), new LinkChange(RoadmapColumn.Responsible, true));
        var tree = await sample.TreeAsync();
        Assert.Equal("март - апрель 2024 года", tree.TextOf(tree.Measures[2], RoadmapColumn.Deadline));
        Assert.Equal(ScheduleKind.MonthRange, Assert.Single(tree.DeadlineOf(tree.Measures[2]).Schedules).Kind);
        await ChangeAsync(sample, "План совета", new LinkChange(RoadmapColumn.Deadline, false));
        var own = await sample.MeasureAsync("План совета");
        Assert.Equal("март - апрель 2024 года", own.Row.DeadlineText);
        Assert.Equal(ScheduleKind.MonthRange, Assert.Single(own.Deadline.Schedules).Kind);
        Assert.Equal([RoadmapColumn.Responsible, RoadmapColumn.Result], own.Inherited.Keys.Order());
    }

    [Fact]
    public async Task Link_InTheFirstRowOfASection_IsRefused()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await Assert.ThrowsAsync<PreconditionException>(() => ChangeAsync(sample, "Назначение", new LinkChange(RoadmapColumn.Result, true)));
    }

    [Fact]
    public async Task Question_AnsweredByAReading_StaysAnsweredWhileTheWordsDo()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var asked = await sample.MeasureAsync("Мониторинг");
        Assert.True(asked.Row.NeedsAnswer);
        var other = Assert.Single(asked.Deadline.Alternatives);
        await ChangeAsync(sample, "Мониторинг", new DeadlineChoice(other.Words));
        var answered = await sample.MeasureAsync("Мониторинг");
        Assert.Equal(("октябрь декабрь 2025", false), (answered.Row.DeadlineText, answered.Row.NeedsAnswer));
        Assert.Equal(other.Schedules, answered.Deadline.Schedules);
        await ChangeAsync(sample, "Мониторинг", new CellChange(RoadmapColumn.Title, "Мониторинг учащихся"));
        Assert.Equal(other.Schedules, (await sample.MeasureAsync("Мониторинг")).Deadline.Schedules);
        await ChangeAsync(sample, "Мониторинг", new CellChange(RoadmapColumn.Deadline, "ноябрь декабрь 2025"));
        Assert.True((await sample.MeasureAsync("Мониторинг")).Row.NeedsAnswer);
    }

    [Fact]
    public async Task Question_AnsweredByClearWords_TakesTheirScheduleAndKeepsTheWords()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "Мониторинг", new DeadlineSchedule("с 1 по 10 октября 2025 года"));
        var answered = await sample.MeasureAsync("Мониторинг");
        Assert.Equal("октябрь декабрь 2025", answered.Row.DeadlineText);
        Assert.Equal((new DateOnly(2025, 10, 1), new DateOnly(2025, 10, 10)), (answered.Deadline.Schedules[0].From!.Value, answered.Deadline.Schedules[0].To!.Value));
        await Assert.ThrowsAsync<PreconditionException>(() => ChangeAsync(sample, "Мониторинг", new DeadlineSchedule("когда получится")));
        await Assert.ThrowsAsync<PreconditionException>(() => ChangeAsync(sample, "Мониторинг", new DeadlineChoice("такого не предлагали")));
    }

    [Fact]
    public async Task Question_AnsweredAsRead_IsOver()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var read = (await sample.MeasureAsync("Мониторинг")).Deadline.Schedules;
        await ChangeAsync(sample, "Мониторинг", new DeadlineAsRead());
        var answered = await sample.MeasureAsync("Мониторинг");
        Assert.False(answered.Row.NeedsAnswer);
        Assert.Equal(read, answered.Deadline.Schedules);
    }

    [Fact]
    public async Task Hint_OfTheTitle_IsTakenOnlyWhenAPersonSaysSo()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "План совета", new CellChange(RoadmapColumn.Title, "План: ежемесячное проведение диагностических работ"));
        var hinted = await sample.MeasureAsync("План");
        var hint = Assert.Single(hinted.Deadline.Hints);
        Assert.Equal(ScheduleKind.SchoolYearEach, Assert.Single(hinted.Deadline.Schedules).Kind);
        await ChangeAsync(sample, "План", new DeadlineHintAnswer(hint.Quote, Accept: true));
        var taken = (await sample.MeasureAsync("План")).Deadline;
        Assert.Equal((ScheduleKind.Recurring, Recurrence.Month), (taken.Schedules[0].Kind, taken.Schedules[0].Every!.Value));
        Assert.Empty(taken.Hints);
    }

    [Fact]
    public async Task SubItems_AreAddedChangedAnsweredAndRemoved()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "Семинары", new SubItemChange(null, "Семинар для руководителей", "февраль 2025 года", "справка", null));
        await ChangeAsync(sample, "Семинары", new SubItemChange(null, "Семинар для учителей", "октябрь декабрь 2025", null, MeasureLevel.School));
        var two = await sample.MeasureAsync("Семинары");
        Assert.Equal(["Семинар для руководителей", "Семинар для учителей"], two.SubItems.Select(i => i.Title));
        Assert.True(two.Row.NeedsAnswer);
        var (first, second) = (two.SubItems[0], two.SubItems[1]);
        await ChangeAsync(sample, "Семинары", new DeadlineAsRead(second.LineId));
        Assert.False((await sample.MeasureAsync("Семинары")).Row.NeedsAnswer);
        await ChangeAsync(sample, "Семинары", new SubItemChange(first.LineId, "Семинар для директоров", "март 2025 года", "", MeasureLevel.Municipal));
        var changed = (await sample.MeasureAsync("Семинары")).SubItems[0];
        Assert.Equal((first.LineId, "Семинар для директоров", new DateOnly(2025, 3, 31)), (changed.LineId, changed.Title, changed.Deadline.Schedules[0].To!.Value));
        await ChangeAsync(sample, "Семинары", new SubItemRemoval(first.LineId));
        Assert.Equal([second.LineId], (await sample.MeasureAsync("Семинары")).SubItems.Select(i => i.LineId));
    }

    [Fact]
    public async Task Scope_OfListedSchools_KeepsGradesAndOnlyKnownSchools()
    {
        var tenant = await host.NewTenantAsync();
        var schools = (await OzerskySample.LoadAsync(tenant)).Schools;
        var sample = await RoadmapSample.AddAsync(tenant);
        await ChangeAsync(sample, "Семинары", new ScopeChange(SchoolScope.Listed, null, null, [new(schools["oz01"], "9"), new(schools["oz02"], "9 и 11")]));
        Assert.Equal(["9", "9 и 11"], (await sample.MeasureAsync("Семинары")).Schools.Select(s => s.Grades!).Order());
        await ChangeAsync(sample, "Семинары", new ScopeChange(SchoolScope.Listed, null, null, [new(schools["oz02"], null), new(schools["oz03"], null)]));
        Assert.Equal(new[] { schools["oz02"], schools["oz03"] }.Order(), (await sample.MeasureAsync("Семинары")).Schools.Select(s => s.SchoolId).Order());
        await ChangeAsync(sample, "Семинары", new ScopeChange(SchoolScope.Participants, null, "5", []));
        var all = await sample.MeasureAsync("Семинары");
        Assert.Equal((SchoolScope.Participants, "5", 0), (all.Row.SchoolScope, all.Row.Grades, all.Schools.Count));

        var foreign = (await OzerskySample.LoadAsync(await host.NewTenantAsync())).Schools["oz01"];
        Assert.Null(await TryAsync(sample, "Семинары", new ScopeChange(SchoolScope.Listed, null, null, [new(foreign, null)])));
    }

    [Fact]
    public async Task Artefacts_AreThoseOfTheList()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await ChangeAsync(sample, "Семинары", new ArtefactsChange(["note", "order"]));
        Assert.Equal(["order", "note"], (await sample.MeasureAsync("Семинары")).Row.Artefacts);
        await Assert.ThrowsAsync<PreconditionException>(() => ChangeAsync(sample, "Семинары", new ArtefactsChange(["poem"])));
    }

    [Fact]
    public async Task Many_GetTheSameResponsibleDeadlineAndSchoolsAtOnce()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var rows = (await sample.TreeAsync()).Measures.Take(3).Select(m => new ShownRow(m.Row.LineId, m.Row.Version)).ToList();
        await sample.EditAsync(null, service => service.ChangeManyAsync(sample.Key, rows,
            [new CellChange(RoadmapColumn.Responsible, "Методический центр"), new CellChange(RoadmapColumn.Deadline, "май 2025 года"),
                new ScopeChange(SchoolScope.Participants, null, null, [])], CancellationToken.None));
        var changed = (await sample.TreeAsync()).Measures.Take(3).ToList();
        Assert.All(changed, m => Assert.Equal(("Методический центр", "май 2025 года", SchoolScope.Participants), (m.Row.ResponsibleText, m.Row.DeadlineText, m.Row.SchoolScope)));
        Assert.Equal(1, await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.CountAsync()));
        Assert.Equal(3, (await sample.TreeAsync()).Measures.Count(m => m.Row.DeadlineText == "май 2025 года"));
    }

    internal static async Task<RoadmapEdited> ChangeAsync(RoadmapSample sample, string title, params IReadOnlyList<MeasureChange> changes) =>
        (await TryAsync(sample, title, changes))!;

    private static async Task<RoadmapEdited?> TryAsync(RoadmapSample sample, string title, params IReadOnlyList<MeasureChange> changes)
    {
        var measure = await sample.MeasureAsync(title);
        return await sample.EditAsync(null, service => service.ChangeAsync(sample.Key, new ShownRow(measure.Row.LineId, measure.Row.Version), changes, CancellationToken.None), Roles.Methodist);
    }
}
