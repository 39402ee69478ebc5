using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Editing;

/// <summary>Two people at one draft: nothing is lost, nobody undoes another's work, and what is approved stays as it is.</summary>
[Collection(AppCollection.Name)]
public sealed class RoadmapUndoTests(TestHost host)
{
    [Fact]
    public async Task Undo_TakesBackTheOwnEditsFromTheLastOn()
    {
        var (sample, me, _) = await SampleAsync();
        var before = await StateAsync(sample);
        var states = new List<string> { before };
        await CellAsync(sample, me, "Назначение", RoadmapColumn.Result, "Другое");
        states.Add(await StateAsync(sample));
        await sample.EditAsync(me, async s => await s.StepAsync(sample.Key, (await sample.MeasureAsync("Семинары")).Row.LineId, false, CancellationToken.None));
        states.Add(await StateAsync(sample));
        await MeasureMoveTests.RemoveAsync(sample, await sample.MeasureAsync("Создание"), me);
        states.Add(await StateAsync(sample));
        await sample.EditAsync(me, async s => await s.DuplicateAsync(sample.Key, [(await sample.MeasureAsync("План")).Row.LineId], CancellationToken.None));
        Assert.Equal(5, states.Append(await StateAsync(sample)).Distinct().Count());
        for (var i = states.Count - 1; i >= 0; i--)
        {
            await UndoAsync(sample, me);
            Assert.Equal(states[i], await StateAsync(sample));
        }
        await Assert.ThrowsAsync<PreconditionException>(() => UndoAsync(sample, me));
    }

    [Fact]
    public async Task Undo_OfARowThatSomebodyChangedSince_IsRefusedWithTheReason()
    {
        var (sample, me, other) = await SampleAsync();
        await CellAsync(sample, me, "Назначение", RoadmapColumn.Result, "Моё");
        await CellAsync(sample, other, "Назначение", RoadmapColumn.Result, "Чужое", Roles.Coordinator);
        var refused = await Assert.ThrowsAsync<PreconditionException>(() => UndoAsync(sample, me));
        Assert.Contains("координатор", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Чужое", (await sample.MeasureAsync("Назначение")).Row.ResultText);
        Assert.Null(await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.Where(e => e.UserId == me).Select(e => e.UndoneAt).SingleAsync()));
    }

    [Fact]
    public async Task Undo_LeavesAnotherCellOfTheRowThatSomebodyChanged()
    {
        var (sample, me, other) = await SampleAsync();
        await CellAsync(sample, me, "Семинары", RoadmapColumn.Result, "Моё");
        await CellAsync(sample, other, "Семинары", RoadmapColumn.Indicator, "Чужое");
        await UndoAsync(sample, me);
        var row = (await sample.MeasureAsync("Семинары")).Row;
        Assert.Equal(("Учителя обучены", "Чужое"), (row.ResultText, row.IndicatorText));
    }

    [Fact]
    public async Task Undo_OfASectionThatOthersFilled_IsRefused()
    {
        var (sample, me, other) = await SampleAsync();
        var table = (await sample.TreeAsync()).Row.LineId;
        await sample.EditAsync(me, s => s.AddSectionAsync(sample.Key, table, null, "3", "Новый", CancellationToken.None));
        var section = (await sample.TreeAsync()).Sections[^1].Row.LineId;
        await sample.EditAsync(other, s => s.AddAsync(sample.Key, MeasurePlace.EndOf(table, section), [new CellChange(RoadmapColumn.Title, "Чужое")], CancellationToken.None));
        await Assert.ThrowsAsync<PreconditionException>(() => UndoAsync(sample, me));
        Assert.Equal("Чужое", (await sample.TreeAsync()).Measures[^1].Row.Title);
    }

    [Fact]
    public async Task Change_OfACellThatSomebodyChanged_ShowsBothAndStoresNothing_AndThenWhatThePersonChooses()
    {
        var (sample, me, other) = await SampleAsync();
        var seen = await sample.MeasureAsync("Семинары");
        await CellAsync(sample, other, "Семинары", RoadmapColumn.Result, "Чужое", Roles.Coordinator);
        var mine = new CellChange(RoadmapColumn.Result, "Моё") { Was = "Учителя обучены" };
        var conflict = (await ChangeAsync(sample, me, seen.Row, mine)).Conflict!;
        Assert.Equal(("Моё", "Чужое"), (conflict.Clashes[0].Mine, conflict.Clashes[0].Stored));
        Assert.Equal(Roles.Coordinator, conflict.Role);
        Assert.Equal("Чужое", (await sample.MeasureAsync("Семинары")).Row.ResultText);
        Assert.Null((await sample.EditAsync(me, s => s.ChangeAsync(sample.Key, new ShownRow(seen.Row.LineId, conflict.Version), [mine with { Was = "Чужое" }], CancellationToken.None)))!.Conflict);
        Assert.Equal("Моё", (await sample.MeasureAsync("Семинары")).Row.ResultText);
    }

    [Fact]
    public async Task Change_OfAnotherCellOfTheRow_IsNoConflict()
    {
        var (sample, me, other) = await SampleAsync();
        var seen = await sample.MeasureAsync("Семинары");
        await CellAsync(sample, other, "Семинары", RoadmapColumn.Indicator, "Чужое");
        Assert.Null((await ChangeAsync(sample, me, seen.Row, new CellChange(RoadmapColumn.Result, "Моё") { Was = "Учителя обучены" })).Conflict);
        Assert.NotNull((await ChangeAsync(sample, me, seen.Row, new CellChange(RoadmapColumn.Indicator, "Моё") { Was = "Справка" })).Conflict);
        // Without what was seen, only the version of the row tells.
        Assert.NotNull((await ChangeAsync(sample, me, seen.Row, new CellChange(RoadmapColumn.Responsible, "Моё"))).Conflict);
        var row = (await sample.MeasureAsync("Семинары")).Row;
        Assert.Equal(("Чужое", "Моё"), (row.IndicatorText, row.ResultText));
    }

    [Fact]
    public async Task Remove_OfARowThatSomebodyChanged_IsAConflict()
    {
        var (sample, me, other) = await SampleAsync();
        var seen = await sample.MeasureAsync("Семинары");
        await CellAsync(sample, other, "Семинары", RoadmapColumn.Indicator, "Чужое");
        Assert.NotNull((await MeasureMoveTests.RemoveAsync(sample, seen, me))!.Conflict);
        Assert.Equal(7, (await sample.TreeAsync()).Measures.Count);
    }

    [Fact]
    public async Task TwentyRows_ChangedAtOnceByTwenty_AreAllStored()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await RoadmapSample.AddLargeAsync(tenant, 40);
        var rows = (await sample.TreeAsync()).Measures.Take(20).ToList();
        var answers = await Task.WhenAll(rows.Select((row, i) => Task.Run(() => sample.EditAsync(Guid.CreateVersion7(), s => s.ChangeAsync(sample.Key,
            new ShownRow(row.Row.LineId, row.Row.Version), [new CellChange(RoadmapColumn.Indicator, $"Значение {i}") { Was = row.Row.IndicatorText }], CancellationToken.None)))));
        Assert.All(answers, answer => Assert.Null(answer!.Conflict));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Значение {i}"), (await sample.TreeAsync()).Measures.Take(20).Select(m => m.Row.IndicatorText));
    }

    [Fact]
    public async Task OneCell_ChangedAtOnceByMany_KeepsOneAndTellsTheOthers()
    {
        var (sample, _, _) = await SampleAsync();
        var seen = await sample.MeasureAsync("Семинары");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => ChangeAsync(sample, Guid.CreateVersion7(), seen.Row,
            new CellChange(RoadmapColumn.Result, $"Значение {i}") { Was = "Учителя обучены" }))));
        Assert.Single(answers, answer => answer.Conflict is null);
        Assert.Equal(1, await sample.Tenant.WithDbAsync(db => db.RoadmapEdits.CountAsync()));
    }

    [Theory]
    [InlineData(VersionStatus.Approved, "утверждена")]
    [InlineData(VersionStatus.Superseded, "заменена")]
    [InlineData(VersionStatus.OnApproval, "на утверждение")]
    public async Task Version_ThatIsNoDraft_RefusesEveryCommand(VersionStatus status, string words)
    {
        var (sample, me, _) = await SampleAsync();
        await CellAsync(sample, me, "Семинары", RoadmapColumn.Result, "Моё");
        await sample.SetStatusAsync(status);
        var before = await StateAsync(sample);
        foreach (var command in await CommandsAsync(sample))
        {
            var refused = await Assert.ThrowsAsync<PreconditionException>(() => sample.EditAsync(me, command));
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, await StateAsync(sample));
    }

    [Fact]
    public async Task Draft_OfAnotherTenantOrSchoolOrOfWhoMayNotWrite_DoesNotExist()
    {
        var tenant = await host.NewTenantAsync();
        var schools = (await OzerskySample.LoadAsync(tenant)).Schools;
        var sample = await RoadmapSample.AddAsync(tenant, schools["oz01"]);
        var foreign = new TestTenant(host, (await host.NewTenantAsync()).Tenant);
        var commands = await CommandsAsync(sample);
        foreach (var command in commands)
        {
            Assert.Null(await RunAsync(foreign, Roles.Methodist, null, command));
            Assert.Null(await RunAsync(tenant, Roles.SchoolDirector, schools["oz01"], command));
            Assert.Null(await RunAsync(tenant, Roles.SchoolDirector, schools["oz02"], command));
            Assert.Null(await RunAsync(tenant, Roles.Official, null, command));
        }
        Assert.Equal(0, await tenant.WithDbAsync(db => db.RoadmapEdits.CountAsync()));
    }

    [Fact]
    public async Task SchoolsOwnProgramme_IsWrittenByItsPeopleAndTheDepartment()
    {
        var tenant = await host.NewTenantAsync();
        var schools = (await OzerskySample.LoadAsync(tenant)).Schools;
        var own = await RoadmapSample.AddAsync(tenant, new NewRoadmap("Школьная дорожная карта", RoadmapService.UsualColumns, null, null, [], []), [], schools["oz01"]);
        var table = (await own.TreeAsync()).Row.LineId;
        Task<RoadmapEdited?> Add(RoadmapService s) => s.AddAsync(own.Key, MeasurePlace.EndOf(table, null), [new CellChange(RoadmapColumn.Title, "Дополнительные занятия")], CancellationToken.None);
        Assert.NotNull(await RunAsync(tenant, Roles.SchoolDirector, schools["oz01"], Add));
        Assert.NotNull(await RunAsync(tenant, Roles.Methodist, null, Add));
        Assert.Null(await RunAsync(tenant, Roles.SchoolDirector, schools["oz02"], Add));
    }

    private static async Task<IReadOnlyList<Func<RoadmapService, Task<RoadmapEdited?>>>> CommandsAsync(RoadmapSample sample)
    {
        var (key, none) = (sample.Key, CancellationToken.None);
        var tree = await sample.TreeAsync();
        var measure = new ShownRow(tree.Measures[0].Row.LineId, tree.Measures[0].Row.Version);
        var section = new ShownRow(tree.Sections[0].Row.LineId, tree.Sections[0].Row.Version);
        var table = new ShownRow(tree.Row.LineId, tree.Row.Version);
        return
        [
            s => s.AddAsync(key, MeasurePlace.Behind(measure.Line), [new CellChange(RoadmapColumn.Title, "Новое")], none),
            s => s.PasteAsync(key, MeasurePlace.Behind(measure.Line), [[new CellChange(RoadmapColumn.Title, "Новое")]], none),
            s => s.ChangeAsync(key, measure, [new CellChange(RoadmapColumn.Result, "Новое")], none),
            s => s.ChangeManyAsync(key, [measure], [new CellChange(RoadmapColumn.Responsible, "Новое")], none),
            s => s.MoveAsync(key, [measure.Line], MeasurePlace.EndOf(table.Line, section.Line), none),
            s => s.StepAsync(key, measure.Line, true, none),
            s => s.DuplicateAsync(key, [measure.Line], none),
            s => s.RemoveAsync(key, [measure], none),
            s => s.AddSectionAsync(key, table.Line, null, "9", "Новый", none),
            s => s.ChangeSectionAsync(key, section, "9", "Новый", none),
            s => s.StepSectionAsync(key, section.Line, true, none),
            s => s.PutSectionAsync(key, tree.Sections[2].Row.LineId, null, none),
            s => s.RemoveSectionAsync(key, section, true, none),
            s => s.AddTableAsync(key, new TableDetails("Новая", null, null), none),
            s => s.ChangeTableAsync(key, table, new TableDetails("Новая", null, null), none),
            s => s.RemoveTableAsync(key, table, none),
            s => s.SetColumnsAsync(key, table, [new ColumnChoice(RoadmapColumn.Title, "Мероприятие", null)], none),
            s => s.RenumberAsync(key, table.Line, null, none),
            s => s.UndoAsync(key, none),
        ];
    }

    private static async Task<RoadmapEdited?> RunAsync(TestTenant tenant, string role, Guid? school, Func<RoadmapService, Task<RoadmapEdited?>> command)
    {
        await using var scope = tenant.Scope(role, null, school);
        return await command(Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<RoadmapService>(scope.ServiceProvider));
    }

    private async Task<(RoadmapSample Sample, Guid Me, Guid Other)> SampleAsync()
    {
        var tenant = await host.NewTenantAsync();
        return (await RoadmapSample.AddAsync(tenant), (await tenant.NewAccountAsync(Roles.Methodist)).Id, (await tenant.NewAccountAsync(Roles.Coordinator)).Id);
    }

    private static async Task CellAsync(RoadmapSample sample, Guid user, string title, RoadmapColumn column, string text, string role = Roles.Methodist)
    {
        var row = (await sample.MeasureAsync(title)).Row;
        Assert.Null((await sample.EditAsync(user, s => s.ChangeAsync(sample.Key, new ShownRow(row.LineId, row.Version), [new CellChange(column, text)], CancellationToken.None), role))!.Conflict);
    }

    private static async Task<RoadmapEdited> ChangeAsync(RoadmapSample sample, Guid user, Measure seen, MeasureChange change) =>
        (await sample.EditAsync(user, s => s.ChangeAsync(sample.Key, new ShownRow(seen.LineId, seen.Version), [change], CancellationToken.None)))!;

    private static Task<RoadmapEdited?> UndoAsync(RoadmapSample sample, Guid user) => sample.EditAsync(user, s => s.UndoAsync(sample.Key, CancellationToken.None));

    /// <summary>Everything that the table holds, but for the versions of its rows.</summary>
    private static Task<string> StateAsync(RoadmapSample sample) => sample.Tenant.WithDbAsync(async db => string.Join('\n',
        (await db.Database.SqlQuery<string>($"select (to_jsonb(m) - 'tenant_id')::text as \"Value\" from measures m order by m.id").ToListAsync())
        .Concat(await db.Database.SqlQuery<string>($"select (to_jsonb(s) - 'tenant_id')::text as \"Value\" from roadmap_sections s order by s.id").ToListAsync())
        .Concat(await db.Database.SqlQuery<string>($"select (to_jsonb(s) - 'tenant_id')::text as \"Value\" from roadmaps s order by s.id").ToListAsync())));
}
