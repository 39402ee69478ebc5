using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Editing;

/// <summary>Measures come, go and change places; merged cells and unnumbered rows follow.</summary>
[Collection(AppCollection.Name)]
public sealed class MeasureMoveTests(TestHost host)
{
    private const string All = "1.1. 1.2. 1.3. | 2.1. - 2.2. | 2.1.1.";

    [Fact]
    public async Task Add_BehindAMeasure_StandsThereWithEmptyCells()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        Assert.Equal(All, await CodesAsync(sample));
        var behind = (await sample.MeasureAsync("Семинары")).Row.LineId;
        await sample.EditAsync(null, s => s.AddAsync(sample.Key, MeasurePlace.Behind(behind),
            [new CellChange(RoadmapColumn.Code, "2.1а."), new CellChange(RoadmapColumn.Title, "Вебинары")], CancellationToken.None));
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. 2.1а. - 2.2. | 2.1.1.", await CodesAsync(sample));
        var added = await sample.MeasureAsync("Вебинары");
        Assert.Equal(("", "", null), (added.Row.DeadlineText, added.Row.ResultText, added.Row.Form));
        Assert.True(added.Row.NeedsAnswer);
        Assert.Equal(added.Row.Id, (await sample.MeasureAsync("Выездные")).Row.ParentId);
    }

    [Fact]
    public async Task Add_InsideAMergedCell_IsCoveredByIt()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var first = (await sample.MeasureAsync("Назначение")).Row.LineId;
        await sample.EditAsync(null, s => s.AddAsync(sample.Key, MeasurePlace.Behind(first), [new CellChange(RoadmapColumn.Title, "Новое")], CancellationToken.None));
        var tree = await sample.TreeAsync();
        Assert.All(tree.Measures.Take(4), m => Assert.Equal("Определены направления работы", tree.TextOf(m, RoadmapColumn.Result)));
        Assert.Equal(3, tree.Measures.Count(m => m.Inherited.GetValueOrDefault(RoadmapColumn.Result) == first));
    }

    [Fact]
    public async Task Add_WithoutTitleOrToAForeignPlace_StoresNothing()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var other = await RoadmapSample.AddAsync(sample.Tenant);
        var foreign = (await other.MeasureAsync("Назначение")).Row.LineId;
        var own = (await sample.MeasureAsync("Назначение")).Row.LineId;
        Assert.Null(await sample.EditAsync(null, s => s.AddAsync(sample.Key, MeasurePlace.Behind(foreign), [new CellChange(RoadmapColumn.Title, "Новое")], CancellationToken.None)));
        await Assert.ThrowsAsync<PreconditionException>(() => sample.EditAsync(null, s => s.AddAsync(sample.Key, MeasurePlace.Behind(own), [], CancellationToken.None)));
        Assert.Equal(All, await CodesAsync(sample));
    }

    [Fact]
    public async Task Move_OfTheFirstOfAMergedCell_LeavesItsWordsWithTheRest()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await MoveAsync(sample, "Назначение", MeasurePlace.Behind((await sample.MeasureAsync("Мониторинг")).Row.LineId));
        Assert.Equal("1.2. 1.3. | 2.1. - 2.2. 1.1. | 2.1.1.", await CodesAsync(sample));
        var tree = await sample.TreeAsync();
        Assert.Empty(tree.Measures[0].Inherited);
        Assert.Equal("Определены направления работы", tree.Measures[0].Row.ResultText);
        Assert.Equal(tree.Measures[0].Row.LineId, tree.Measures[1].Inherited[RoadmapColumn.Result]);
        Assert.Equal("Определены направления работы", (await sample.MeasureAsync("Назначение")).Row.ResultText);
    }

    [Fact]
    public async Task Move_IntoTheMiddleOfAMergedCell_SplitsIt()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await MoveAsync(sample, "Мониторинг", MeasurePlace.Before((await sample.MeasureAsync("План совета")).Row.LineId));
        Assert.Equal("1.1. 1.2. 2.2. 1.3. | 2.1. - | 2.1.1.", await CodesAsync(sample));
        var tree = await sample.TreeAsync();
        Assert.Single(tree.Measures[1].Inherited);
        Assert.Empty(tree.Measures[3].Inherited);
        Assert.Equal("Определены направления работы", tree.Measures[3].Row.ResultText);
    }

    [Fact]
    public async Task Move_OfANumberedRow_TakesItsUnnumberedRowsAlong()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await MoveAsync(sample, "Семинары", MeasurePlace.StartOf((await sample.TreeAsync()).Row.LineId, (await sample.TreeAsync()).Sections[0].Row.LineId));
        Assert.Equal("2.1. - 1.1. 1.2. 1.3. | 2.2. | 2.1.1.", await CodesAsync(sample));
        Assert.Equal((await sample.MeasureAsync("Семинары")).Row.Id, (await sample.MeasureAsync("Выездные")).Row.ParentId);
    }

    [Fact]
    public async Task Step_WalksThroughTheWholeTableAndBack()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var seen = new List<string>();
        for (var i = 0; i < 6; i++)
            seen.Add(await StepAsync(sample, "План совета", down: true));
        Assert.Equal(
            [
                "1.1. 1.2. | 1.3. 2.1. - 2.2. | 2.1.1.", "1.1. 1.2. | 2.1. - 1.3. 2.2. | 2.1.1.", "1.1. 1.2. | 2.1. - 2.2. 1.3. | 2.1.1.",
                "1.1. 1.2. | 2.1. - 2.2. | 1.3. 2.1.1.", "1.1. 1.2. | 2.1. - 2.2. | 2.1.1. 1.3.", "1.1. 1.2. | 2.1. - 2.2. | 2.1.1. 1.3.",
            ], seen);
        for (var i = 0; i < 5; i++)
            await StepAsync(sample, "План совета", down: false);
        Assert.Equal(All, await CodesAsync(sample));
    }

    [Fact]
    public async Task Step_ManyTimesBetweenTwoRows_AlwaysFindsRoom()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var (first, second) = ((await sample.MeasureAsync("Назначение")).Row.LineId, (await sample.MeasureAsync("Создание")).Row.LineId);
        for (var i = 0; i < 14; i++)
            await MoveAsync(sample, i % 2 == 0 ? "План совета" : "Создание совета", MeasurePlace.Behind(first));
        var orders = (await sample.TreeAsync()).Measures.Take(3).Select(m => m.Row.SortOrder).ToList();
        Assert.Equal(orders.Distinct().Order(), orders);
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. - 2.2. | 2.1.1.", await CodesAsync(sample));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Duplicate_HasTheSameContentAndALineOfItsOwn()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await MeasureEditTests.ChangeAsync(sample, "Семинары", new SubItemChange(null, "Первый", "май 2025 года", null, null), new ArtefactsChange(["order"]));
        var original = await sample.MeasureAsync("Семинары");
        await sample.EditAsync(null, s => s.DuplicateAsync(sample.Key, [original.Row.LineId], CancellationToken.None));
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. - 2.1. 2.2. | 2.1.1.", await CodesAsync(sample));
        var copy = (await sample.TreeAsync()).Measures.Single(m => m.Row.Title == original.Row.Title && m.Row.LineId != original.Row.LineId);
        Assert.Equal(original.Row.DeadlineText, copy.Row.DeadlineText);
        Assert.Equal(["order"], copy.Row.Artefacts);
        Assert.NotEqual(original.SubItems[0].LineId, copy.SubItems[0].LineId);
        Assert.Equal(original.Row.Id, (await sample.MeasureAsync("Выездные")).Row.ParentId);
    }

    [Fact]
    public async Task Remove_GivesTheMergedCellToTheNextRow_AndRestoreBringsTheRowBack()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var measure = await sample.MeasureAsync("Назначение");
        await RemoveAsync(sample, measure);
        Assert.Equal("1.2. 1.3. | 2.1. - 2.2. | 2.1.1.", await CodesAsync(sample));
        var tree = await sample.TreeAsync();
        Assert.All(tree.Measures.Take(2), m => Assert.Equal("Определены направления работы", tree.TextOf(m, RoadmapColumn.Result)));

        await MeasureEditTests.ChangeAsync(sample, "Создание", new CellChange(RoadmapColumn.Title, "Создание координационного совета"));
        var edit = await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.Where(e => e.Operation == "programs.measures-removed").Select(e => e.Id).SingleAsync());
        await sample.EditAsync(null, s => s.RestoreAsync(sample.Key, edit, CancellationToken.None));
        Assert.Equal(All, await CodesAsync(sample));
        Assert.Equal(measure.Row.LineId, (await sample.MeasureAsync("Назначение")).Row.LineId);
        Assert.Equal("Создание координационного совета", (await sample.MeasureAsync("Создание")).Row.Title);
        await Assert.ThrowsAsync<PreconditionException>(() => sample.EditAsync(null, s => s.RestoreAsync(sample.Key, edit, CancellationToken.None)));
    }

    [Fact]
    public async Task Remove_OfANumberedRow_GivesItsUnnumberedRowToTheOneAbove()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        await RemoveAsync(sample, await sample.MeasureAsync("Семинары"));
        Assert.Null((await sample.MeasureAsync("Выездные")).Row.ParentId);
        Assert.Equal("1.1. 1.2. 1.3. | - 2.2. | 2.1.1.", await CodesAsync(sample));
    }

    [Fact]
    public async Task Paste_AddsRowsInTheirOrderAsOneEdit()
    {
        var sample = await RoadmapSample.AddAsync(await host.NewTenantAsync());
        var place = MeasurePlace.Before((await sample.MeasureAsync("Выявление")).Row.LineId);
        await sample.EditAsync(null, s => s.PasteAsync(sample.Key, place, [Row("а.", "Первое"), Row("б.", "Второе"), Row("в.", "Третье")], CancellationToken.None));
        Assert.Equal("1.1. 1.2. 1.3. | 2.1. - 2.2. | а. б. в. 2.1.1.", await CodesAsync(sample));
        await sample.EditAsync(null, s => s.UndoAsync(sample.Key, CancellationToken.None));
        Assert.Equal(All, await CodesAsync(sample));

        static IReadOnlyList<MeasureChange> Row(string code, string title) => [new CellChange(RoadmapColumn.Code, code), new CellChange(RoadmapColumn.Title, title)];
    }

    internal static Task<RoadmapEdited?> RemoveAsync(RoadmapSample sample, MeasureNode measure, Guid? user = null) =>
        sample.EditAsync(user, s => s.RemoveAsync(sample.Key, [new ShownRow(measure.Row.LineId, measure.Row.Version)], CancellationToken.None));

    /// <summary>The table in one line: codes in order, sections apart, unnumbered rows as dashes.</summary>
    internal static async Task<string> CodesAsync(RoadmapSample sample)
    {
        var tree = await sample.TreeAsync();
        return string.Join(" | ", tree.Sections.Select(s => (Guid?)s.Row.Id).Prepend(null)
            .Select(id => string.Join(' ', tree.MeasuresOf[id].Select(m => m.Row.Code ?? "-"))).Where(text => text.Length > 0));
    }

    private static async Task MoveAsync(RoadmapSample sample, string title, MeasurePlace place)
    {
        var line = (await sample.MeasureAsync(title)).Row.LineId;
        Assert.NotNull(await sample.EditAsync(null, s => s.MoveAsync(sample.Key, [line], place, CancellationToken.None)));
    }

    private static async Task<string> StepAsync(RoadmapSample sample, string title, bool down)
    {
        var line = (await sample.MeasureAsync(title)).Row.LineId;
        await sample.EditAsync(null, s => s.StepAsync(sample.Key, line, down, CancellationToken.None));
        return await CodesAsync(sample);
    }
}
