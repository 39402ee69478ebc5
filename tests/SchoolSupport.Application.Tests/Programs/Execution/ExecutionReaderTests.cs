using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Execution;

/// <summary>Who is asked when, by the version in force.</summary>
[Collection(AppCollection.Name)]
public sealed class ExecutionReaderTests(TestHost host)
{
    private static readonly DateOnly Today = ExecutionSetting.Today;

    [Fact]
    public async Task Read_MeasuresOfTheDepartmentAndOfSchools_GiveOneLineOrOneASchool()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
        [
            ProgramSamples.Measure("Своё", ProgramSamples.Until(Today.AddDays(5))),
            ProgramSamples.Measure("Всех", ProgramSamples.Until(Today.AddDays(-5))) with { SchoolScope = SchoolScope.Participants },
            ProgramSamples.Measure("Названных", ProgramSamples.Until(Today)) with { SchoolScope = SchoolScope.Listed, Grades = "9", Schools = [(at.Second, "9 и 11")] },
        ], at.First, at.Second));

        var read = (await at.ReadAsync(program))!;

        Assert.Equal([[null], [at.First, at.Second], [at.Second]], read.Measures.Select(m => m.Lines.Select(l => l.SchoolId)));
        Assert.Equal([MeasureState.NotStarted, MeasureState.Overdue, MeasureState.NotStarted], read.Measures.Select(m => m.State));
        Assert.Equal(5, read.Measures[1].Lines[0].DaysOverdue);
        Assert.Equal("9 и 11", read.Measures[2].Lines[0].Grades);
    }

    [Fact]
    public async Task Read_Participants_AreThoseOfTheDayAndTheGroup()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var late = await ExecutionSetting.AddSchoolAsync(at.Tenant, "МБОУ «Поздняя СОШ»");
        var source = ProgramSamples.Program("Программа",
        [
            ProgramSamples.Measure("Прежде", ProgramSamples.Until(Today.AddDays(-100))) with { SchoolScope = SchoolScope.Participants },
            ProgramSamples.Measure("Теперь", ProgramSamples.Until(Today.AddDays(10))) with { SchoolScope = SchoolScope.Participants },
            ProgramSamples.Measure("Группа", ProgramSamples.Until(Today.AddDays(10))) with { SchoolScope = SchoolScope.Group, GroupCode = "SHNOR_MUN" },
        ]);
        var program = await at.Tenant.AddProgramAsync(source with
        {
            Participants = [new(at.First, "", "", Today.AddYears(-1)), new(at.Second, "SHNOR_MUN", "", Today.AddYears(-1)), new(late, "SHNOR_MUN", "", Today.AddDays(-10))],
        });
        await at.Tenant.WithDbAsync(async db =>
        {
            (await db.ProgramParticipants.SingleAsync(p => p.SchoolId == at.First)).ToDate = Today.AddDays(-1);
            (await db.Schools.SingleAsync(s => s.Id == at.Second)).ClosedOn = Today.AddDays(20);
            return await db.SaveAsync("test.left", default);
        });

        var read = (await at.ReadAsync(program))!;

        Assert.Equal([[at.First, at.Second], [at.Second, late], [at.Second, late]], read.Measures.Select(m => m.Lines.Select(l => l.SchoolId!.Value)));
    }

    [Fact]
    public async Task Read_SchoolThatReportedAndLeft_KeepsItsLine()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today.AddDays(5))) with { SchoolScope = SchoolScope.Participants }], at.First, at.Second));
        await at.ReportAsync(await at.AddressAsync(program, "Дело", at.First), asSchool: at.First);
        await at.Tenant.WithDbAsync(db => db.ProgramParticipants.ExecuteUpdateAsync(set => set.SetProperty(p => p.ToDate, Today.AddDays(-1))));

        var measure = Assert.Single((await at.ReadAsync(program))!.Measures);

        Assert.Equal([at.First], measure.Lines.Select(l => l.SchoolId!.Value));
    }

    [Fact]
    public async Task Read_CompositeRow_TakesEachPartsOwnTermOrTheIthOfTheCell()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
        [
            ProgramSamples.Measure("Составное", ProgramSamples.Month(2031, 6), ProgramSamples.Month(2031, 8)) with
            {
                SubItems = [new NewSubItem("приказ", null, null, MeasureLevel.Municipal), new NewSubItem("планы школ", null, null, MeasureLevel.School)],
            },
        ], at.First, at.Second));

        var measure = Assert.Single((await at.ReadAsync(program))!.Measures);

        Assert.Equal([("приказ", "июнь 2031 года", (Guid?)null), ("планы школ", "август 2031 года", at.First), ("планы школ", "август 2031 года", at.Second)],
            measure.Lines.Select(l => (l.Part.Title!, l.Occurrence.Title, l.SchoolId)));
        Assert.Equal(2, measure.Lines.Select(l => l.Occurrence.Key).Distinct().Count());
    }

    [Fact]
    public async Task Read_TermAsInTheRowAbove_IsTheRowsAbove()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Первая", ProgramSamples.Month(2031, 6)), ProgramSamples.Measure("Вторая", new Schedule(ScheduleKind.Inherited)), ProgramSamples.Measure("Без срока")]));

        var read = (await at.ReadAsync(program))!;

        Assert.Equal(["2031-06", "2031-06", "open"], read.Measures.Select(m => m.Lines.Single().Occurrence.Key));
    }

    [Fact]
    public async Task Read_AsASchool_ShowsTheOwnLinesOnly()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
        [
            ProgramSamples.Measure("Своё управления", ProgramSamples.Until(Today)),
            ProgramSamples.Measure("Всех", ProgramSamples.Until(Today)) with { SchoolScope = SchoolScope.Participants },
            ProgramSamples.Measure("Второй", ProgramSamples.Until(Today)) with { SchoolScope = SchoolScope.Listed, Schools = [(at.Second, null)] },
        ], at.First));

        Assert.Equal(["Всех"], (await at.ReadAsync(program, at.First))!.Measures.Select(m => m.Measure.Title));
        // Named in a measure without taking part.
        Assert.Equal(["Второй"], (await at.ReadAsync(program, at.Second))!.Measures.Select(m => m.Measure.Title));
        var stranger = await ExecutionSetting.AddSchoolAsync(at.Tenant, "МБОУ «Чужая СОШ»");
        Assert.Null(await at.ReadAsync(program, stranger));
    }

    [Fact]
    public async Task Read_ASchoolsOwnProgramme_AsksThatSchoolAlone()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Школьная карта", [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today))]) with
        {
            SchoolId = at.First, DocumentKind = "school-roadmap",
        });

        Assert.Equal(at.First, (await at.ReadAsync(program))!.Measures.Single().Lines.Single().SchoolId);
        Assert.NotNull(await at.ReadAsync(program, at.First));
        Assert.Null(await at.ReadAsync(program, at.Second));
    }

    [Fact]
    public async Task Read_DraftRemovedOrForeign_IsNull()
    {
        var (at, other) = (await ExecutionSetting.CreateAsync(host), await ExecutionSetting.CreateAsync(host));
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа", [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today))]));

        Assert.NotNull(await at.ReadAsync(program));
        Assert.Null(await other.ReadAsync(program));
        await at.Tenant.WithDbAsync(db => db.SupportPrograms.ExecuteUpdateAsync(set => set.SetProperty(p => p.RemovedAt, DateTimeOffset.UtcNow)));
        Assert.Null(await at.ReadAsync(program));
        await at.Tenant.WithDbAsync(db => db.SupportPrograms.ExecuteUpdateAsync(set => set.SetProperty(p => p.RemovedAt, (DateTimeOffset?)null)));
        await at.Tenant.WithDbAsync(db => db.ProgramVersions.ExecuteUpdateAsync(set => set.SetProperty(v => v.Status, VersionStatus.Draft).SetProperty(v => v.ApprovedAt, (DateTimeOffset?)null)));
        Assert.Null(await at.ReadAsync(program));
    }

    [Fact]
    public async Task Read_AfterTheNextVersion_KeepsReportsByTheLineOfTheMeasure()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Дело", ProgramSamples.Month(2031, 6), ProgramSamples.Month(2031, 8))]));
        var line = await at.AddressAsync(program, "Дело");
        await at.ReportAsync(line);
        await at.ReportAsync(line with { Key = "2031-08" });
        await NextVersionAsync(at, program, measure => (measure.Title, measure.Deadline) = ("Дело по-новому", ProgramJson.Write(StoredDeadline.Empty with { Schedules = [ProgramSamples.Month(2031, 6), ProgramSamples.Month(2031, 9)] })));

        var found = Assert.Single((await at.ReadAsync(program))!.Measures);

        Assert.Equal("Дело по-новому", found.Measure.Title);
        Assert.Equal([("2031-06", MeasureState.Done), ("2031-09", MeasureState.NotStarted)], found.Lines.Select(l => (l.Occurrence.Key, l.State)));
        Assert.Equal([("2031-08", "август 2031 года")], found.Former.Select(f => (f.Occurrence.Key, f.Occurrence.Title)));
    }

    [Fact]
    public async Task Read_MeasureCancelledByALaterVersion_IsCancelledWhereItIsNotDone()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today.AddDays(-10)), ProgramSamples.Until(Today.AddDays(-5)))]));
        await at.ReportAsync(await at.AddressAsync(program, "Дело"));
        await NextVersionAsync(at, program, measure => measure.CancelledReason = "приказ № 41");

        Assert.Equal([MeasureState.Done, MeasureState.Cancelled], (await at.ReadAsync(program))!.Measures.Single().Lines.Select(l => l.State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_ManyMeasuresAndSchools_TakesAHandfulOfCommands(bool isWarm)
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [.. Enumerable.Range(1, 60).Select(i => ProgramSamples.Measure($"Дело {i}", ProgramSamples.Until(Today.AddDays(i))) with { SchoolScope = SchoolScope.Participants })], at.First, at.Second));
        await at.ReportAsync(await at.AddressAsync(program, "Дело 1", at.First), asSchool: at.First);
        if (!isWarm)
            await NextVersionAsync(at, program, _ => { });
        var commands = await SqlCounter.CountAsync(() => at.ReadAsync(program));

        // The tenant's row, programmes, participants, reports, schools, evidence; roadmaps, sections, measures and their schools when not in memory.
        Assert.True(commands.Count <= (isWarm ? 6 : 10), string.Join("\n---\n", commands));
    }

    /// <summary>The next version is the same but for a change, and in force.</summary>
    private static async Task NextVersionAsync(ExecutionSetting at, Guid program, Action<Measure> change)
    {
        await at.AsAsync<ProgramTreeReader, int>(null, async reader => await at.Tenant.WithDbAsync(async db =>
        {
            var tree = (await reader.ReadAsync((await reader.InForceAsync(program, default))!.Value, default))!;
            var version = new ProgramVersion { ProgramId = program, Number = tree.Version.Number + 1, Title = tree.Version.Title, BasedOnId = tree.Version.Id, CreatedAt = db.Now };
            db.ProgramVersions.Add(version);
            VersionCopy.Add(db, tree, version.Id);
            foreach (var measure in db.ChangeTracker.Entries<Measure>().Select(e => e.Entity).ToList())
                change(measure);
            return await db.SaveAsync("test.next-version", default);
        }));
        await at.Tenant.ApproveAsync(program);
    }
}
