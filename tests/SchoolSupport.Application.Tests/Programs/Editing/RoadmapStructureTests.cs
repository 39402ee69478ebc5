using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Editing;

/// <summary>Sections, columns, numbers and tables.</summary>
[Collection(AppCollection.Name)]
public sealed class RoadmapStructureTests(TestHost host)
{
    [Fact]
    public async Task Sections_AreAddedRenamedAndMovedToThreeLevels()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var tree = await sample.TreeAsync();
        var (table, deep) = (tree.Row.LineId, tree.Sections[2].Row);
        await EditAsync(sample, (s, ct) => s.AddSectionAsync(sample.Key, table, deep.LineId, "2.1.1", "Третий уровень", ct));
        var third = (await sample.TreeAsync()).Sections[3];
        Assert.Equal((3, "Третий уровень"), (third.Depth, third.Row.Title));
        await Assert.ThrowsAsync<PreconditionException>(() => EditAsync(sample, (s, ct) => s.AddSectionAsync(sample.Key, table, third.Row.LineId, null, "Четвёртый", ct)));
        await Assert.ThrowsAsync<PreconditionException>(() => EditAsync(sample, (s, ct) => s.AddSectionAsync(sample.Key, table, null, null, " ", ct)));
        await Assert.ThrowsAsync<PreconditionException>(() => EditAsync(sample, (s, ct) => s.PutSectionAsync(sample.Key, tree.Sections[1].Row.LineId, third.Row.LineId, ct)));
        await Assert.ThrowsAsync<PreconditionException>(() => EditAsync(sample, (s, ct) => s.PutSectionAsync(sample.Key, tree.Sections[1].Row.LineId, tree.Sections[0].Row.LineId, ct)));

        await EditAsync(sample, (s, ct) => s.ChangeSectionAsync(sample.Key, Shown(tree.Sections[0].Row), "I", "Организация", ct));
        Assert.Equal(("I", "Организация"), ((await sample.TreeAsync()).Sections[0].Row.Number, (await sample.TreeAsync()).Sections[0].Row.Title));
        await EditAsync(sample, (s, ct) => s.PutSectionAsync(sample.Key, third.Row.LineId, null, ct));
        Assert.Equal((1, "Третий уровень"), ((await sample.TreeAsync()).Sections[^1].Depth, (await sample.TreeAsync()).Sections[^1].Row.Title));
    }

    [Fact]
    public async Task Section_MovedDown_TakesItsMeasuresAlong()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var first = (await sample.TreeAsync()).Sections[0].Row.LineId;
        await EditAsync(sample, (s, ct) => s.StepSectionAsync(sample.Key, first, true, ct));
        Assert.Equal("2.1. - 2.2. | 2.1.1. | 1.1. 1.2. 1.3.", await MeasureMoveTests.CodesAsync(sample));
        await EditAsync(sample, (s, ct) => s.StepSectionAsync(sample.Key, first, false, ct));
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. - 2.2. | 2.1.1.", await MeasureMoveTests.CodesAsync(sample));
    }

    [Fact]
    public async Task Section_RemovedAlone_LeavesItsMeasuresToTheOneAbove()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var second = (await sample.TreeAsync()).Sections[1].Row;
        await EditAsync(sample, (s, ct) => s.RemoveSectionAsync(sample.Key, Shown(second), withMeasures: false, ct));
        Assert.Equal("1.1. 1.2. 1.3. 2.1. - 2.2. | 2.1.1.", await MeasureMoveTests.CodesAsync(sample));
        Assert.Equal([1, 2], (await sample.TreeAsync()).Sections.Select(s => s.Depth));
        await EditAsync(sample, (s, ct) => s.UndoAsync(sample.Key, ct));
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. - 2.2. | 2.1.1.", await MeasureMoveTests.CodesAsync(sample));
    }

    [Fact]
    public async Task Section_RemovedWithItsMeasures_TakesItsPartsAlong_AndIsRestored()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var second = (await sample.TreeAsync()).Sections[1].Row;
        await EditAsync(sample, (s, ct) => s.RemoveSectionAsync(sample.Key, Shown(second), withMeasures: true, ct));
        Assert.Equal("1.1. 1.2. 1.3.", await MeasureMoveTests.CodesAsync(sample));
        var edit = await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.Select(e => e.Id).SingleAsync());
        await EditAsync(sample, (s, ct) => s.RestoreAsync(sample.Key, edit, ct));
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. - 2.2. | 2.1.1.", await MeasureMoveTests.CodesAsync(sample));
        Assert.Equal([1, 1, 2], (await sample.TreeAsync()).Sections.Select(s => s.Depth));
    }

    [Fact]
    public async Task Columns_AreChosenOrderedAndCalledAsTheDepartmentWants()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var row = (await sample.TreeAsync()).Row;
        await SetAsync(sample, [new(RoadmapColumn.Title, "Мероприятие", null), new(RoadmapColumn.Form, "Форма", null), new(RoadmapColumn.Deadline, "Когда", null),
            new(RoadmapColumn.Other, "Бюджет", null)]);
        var tree = await sample.TreeAsync();
        Assert.Equal(["Мероприятие", "Форма", "Когда", "Бюджет"], tree.Columns.Select(c => c.Heading));
        Assert.Equal("", tree.Measures[0].Row.Form);
        Assert.Equal("Определены направления работы", tree.Measures[0].Row.ResultText);

        await MeasureEditTests.ChangeAsync(sample, "Назначение", new CellChange(RoadmapColumn.Other, "10 тыс. руб.", "Бюджет"));
        await SetAsync(sample, [new(RoadmapColumn.Title, "Мероприятие", null), new(RoadmapColumn.Other, "Средства", "Бюджет"), new(RoadmapColumn.Result, "Итог", null)]);
        Assert.Equal("10 тыс. руб.", (await sample.MeasureAsync("Назначение")).Other["Средства"]);
        Assert.NotEqual(row.Version, (await sample.TreeAsync()).Row.Version);

        foreach (var bad in new ColumnChoice[][]
        {
            [new(RoadmapColumn.Code, "№", null)],
            [new(RoadmapColumn.Title, "А", null), new(RoadmapColumn.Title, "Б", null)],
            [new(RoadmapColumn.Title, "А", null), new(RoadmapColumn.Form, "Б", null), new(RoadmapColumn.Form, "В", null)],
            [new(RoadmapColumn.Title, " ", null)],
            [new(RoadmapColumn.Title, "А", null), new(RoadmapColumn.Other, "Б", null), new(RoadmapColumn.Other, "Б", null)],
        })
            await Assert.ThrowsAsync<PreconditionException>(() => SetAsync(sample, bad));
    }

    [Fact]
    public async Task Renumber_OnDemand_FollowsTheWayOfTheSection()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var tree = await sample.TreeAsync();
        await MeasureMoveTests.RemoveAsync(sample, tree.Measures[0]);
        Assert.StartsWith("1.2. 1.3.", await MeasureMoveTests.CodesAsync(sample), StringComparison.Ordinal);
        await EditAsync(sample, (s, ct) => s.RenumberAsync(sample.Key, tree.Row.LineId, tree.Sections[0].Row.LineId, ct));
        Assert.Equal("1.1. 1.2. | 2.1. - 2.2. | 2.1.1.", await MeasureMoveTests.CodesAsync(sample));
        await EditAsync(sample, (s, ct) => s.ChangeSectionAsync(sample.Key, Shown(tree.Sections[1].Row), "3", "Методическое обеспечение", ct));
        await EditAsync(sample, (s, ct) => s.RenumberAsync(sample.Key, tree.Row.LineId, null, ct));
        Assert.Equal("1.1. 1.2. | 1. - 2. | 2.1.1.", await MeasureMoveTests.CodesAsync(sample));
        Assert.NotNull((await sample.MeasureAsync("Выездные")).Row.ParentId);
    }

    [Fact]
    public async Task PlanYear_GivesDeadlinesWithoutAYearTheirYear()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await MeasureEditTests.ChangeAsync(sample, "Назначение", new CellChange(RoadmapColumn.Deadline, "в течение года"));
        Assert.Null((await sample.MeasureAsync("Назначение")).Deadline.Schedules[0].From);
        var row = (await sample.TreeAsync()).Row;
        await EditAsync(sample, (s, ct) => s.ChangeTableAsync(sample.Key, new ShownRow(row.LineId, row.Version), new TableDetails("План на 2025 год", 2025, null), ct));
        Assert.Equal(new DateOnly(2025, 12, 31), (await sample.MeasureAsync("Назначение")).Deadline.Schedules[0].To);
        Assert.Equal("План на 2025 год", (await sample.TreeAsync()).Row.Title);
    }

    [Fact]
    public async Task Tables_AreAddedAndRemovedWithAllInThem_AndUndoBringsThemBack()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await EditAsync(sample, (s, ct) => s.AddTableAsync(sample.Key, new TableDetails("Меры профилактики", null, null), ct));
        var second = (await sample.ProgramAsync()).Roadmaps[1];
        Assert.Equal(6, second.Columns.Count);
        await EditAsync(sample, (s, ct) => s.AddAsync(sample.Key, MeasurePlace.EndOf(second.Row.LineId, null), [new CellChange(RoadmapColumn.Title, "Наставничество")], ct));
        var first = (await sample.TreeAsync()).Row;
        await EditAsync(sample, (s, ct) => s.RemoveTableAsync(sample.Key, new ShownRow(first.LineId, first.Version), ct));
        Assert.Equal("Наставничество", Assert.Single((await sample.ProgramAsync()).Measures).Row.Title);
        await EditAsync(sample, (s, ct) => s.UndoAsync(sample.Key, ct));
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. - 2.2. | 2.1.1.", await MeasureMoveTests.CodesAsync(sample));
        var moved = (await sample.TreeAsync()).Measures[0].Row.LineId;
        await Assert.ThrowsAsync<PreconditionException>(() => EditAsync(sample, (s, ct) => s.MoveAsync(sample.Key, [moved], MeasurePlace.EndOf(second.Row.LineId, null), ct)));
    }

    private static async Task<RoadmapEdited> EditAsync(RoadmapSample sample, Func<RoadmapService, CancellationToken, Task<RoadmapEdited?>> work) =>
        (await sample.EditAsync(null, service => work(service, CancellationToken.None)))!;

    private static async Task SetAsync(RoadmapSample sample, IReadOnlyList<ColumnChoice> columns)
    {
        var row = (await sample.TreeAsync()).Row;
        await EditAsync(sample, (s, ct) => s.SetColumnsAsync(sample.Key, new ShownRow(row.LineId, row.Version), columns, ct));
    }

    private static ShownRow Shown(RoadmapSection section) => new(section.LineId, section.Version);
}
