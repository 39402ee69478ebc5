using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Execution;

/// <summary>Reports, their way through the department, and the gates before them.</summary>
[Collection(AppCollection.Name)]
public sealed class ExecutionServiceTests(TestHost host)
{
    private static readonly DateOnly Today = ExecutionSetting.Today;

    [Fact]
    public async Task Report_OfTheDepartment_CountsAtOnce()
    {
        var (at, line) = await OneLineAsync(SchoolScope.None);

        await at.ReportAsync(line, doneOn: Today.AddDays(-1));

        var report = (await at.LineAsync(line.ProgramId, "Дело")).Report!;
        Assert.Equal((ReportedStatus.Done, ReportReview.Confirmed, Today.AddDays(-1)), (report.Progress, report.Review, report.DoneOn!.Value));
        Assert.Equal(MeasureState.Done, (await at.LineAsync(line.ProgramId, "Дело")).State);
    }

    [Fact]
    public async Task Report_OfASchool_CountsWhenItIsConfirmed()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);
        await at.ReportAsync(line, asSchool: at.First);

        // The term is over, but it is the department's turn.
        var waiting = await at.LineAsync(line.ProgramId, "Дело", at.First);
        Assert.Equal((MeasureState.InProgress, true), (waiting.State, waiting.Waits));

        Assert.True(await ConfirmAsync(at, waiting.Report!));
        Assert.Equal(MeasureState.Done, (await at.LineAsync(line.ProgramId, "Дело", at.First)).State);
    }

    [Fact]
    public async Task Report_Returned_IsLateAgainAndCorrectedByTheSchool()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);
        await at.ReportAsync(line, asSchool: at.First);
        var sent = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!;

        Assert.True(await at.AsAsync<ExecutionService, bool>(null, s => s.ReturnAsync(sent.Id, "Нет подписи", sent.Version, default)));

        var returned = await at.LineAsync(line.ProgramId, "Дело", at.First);
        Assert.Equal((MeasureState.Overdue, true, "Нет подписи"), (returned.State, returned.IsReturned, returned.Report!.ReviewComment));
        await at.ReportAsync(line, version: returned.Report.Version, asSchool: at.First);
        Assert.True((await at.LineAsync(line.ProgramId, "Дело", at.First)).Waits);
    }

    [Fact]
    public async Task Report_ForASchoolByTheDepartment_CountsAtOnce()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);

        await at.ReportAsync(line);

        Assert.Equal(MeasureState.Done, (await at.LineAsync(line.ProgramId, "Дело", at.First)).State);
    }

    [Fact]
    public async Task Report_ThatAsksForASecondPerson_WaitsForAnotherOne()
    {
        var (at, line) = await OneLineAsync(SchoolScope.None);
        await at.ReportAsync(line, askReview: true);
        var report = (await at.LineAsync(line.ProgramId, "Дело")).Report!;
        Assert.Equal(ReportReview.Submitted, report.Review);

        await Assert.ThrowsAsync<PreconditionException>(() => ConfirmAsync(at, report));

        Assert.True(await at.AsAsync<ExecutionService, bool>(null, s => s.ConfirmAsync(report.Id, report.Version, default), "руководитель"));
        Assert.Equal(MeasureState.Done, (await at.LineAsync(line.ProgramId, "Дело")).State);
    }

    [Fact]
    public async Task Report_InProgress_KeepsTheTermOpen()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);

        await at.ReportAsync(line, ReportedStatus.InProgress, comment: "Готовим приказ", asSchool: at.First);

        var found = await at.LineAsync(line.ProgramId, "Дело", at.First);
        Assert.Equal((MeasureState.Overdue, ReportReview.Draft, "Готовим приказ"), (found.State, found.Report!.Review, found.Report.Comment));
    }

    [Fact]
    public async Task Report_DoneInTheFutureOrNotApplicableWithoutAReason_IsRefused()
    {
        var (at, line) = await OneLineAsync(SchoolScope.None);

        await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(line, doneOn: Today.AddDays(1)));
        await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(line, ReportedStatus.NotApplicable));
        await Assert.ThrowsAsync<ArgumentException>(() => at.ReportAsync(line, ReportedStatus.Cancelled));
        Assert.Null((await at.LineAsync(line.ProgramId, "Дело")).Report);
    }

    [Fact]
    public async Task Report_WhileItWaitsOrIsConfirmed_CannotBeRewrittenByTheSchool()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);
        await at.ReportAsync(line, asSchool: at.First);
        var sent = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!;

        await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(line, version: sent.Version, asSchool: at.First));
        await ConfirmAsync(at, sent);
        var confirmed = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!;
        await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(line, version: confirmed.Version, asSchool: at.First));
        await Assert.ThrowsAsync<PreconditionException>(() => at.AsAsync<ExecutionService, bool>(at.First, s => s.WithdrawAsync(sent.Id, confirmed.Version, default)));
    }

    [Fact]
    public async Task Withdraw_OfWhatWaits_GivesItBackToTheSchool()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);
        await at.ReportAsync(line, asSchool: at.First);
        var sent = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!;

        await Assert.ThrowsAsync<PreconditionException>(() => at.AsAsync<ExecutionService, bool>(null, s => s.WithdrawAsync(sent.Id, sent.Version, default)));
        Assert.True(await at.AsAsync<ExecutionService, bool>(at.First, s => s.WithdrawAsync(sent.Id, sent.Version, default)));

        var report = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!;
        Assert.Equal((ReportedStatus.InProgress, ReportReview.Draft), (report.Progress, report.Review));
    }

    [Fact]
    public async Task Report_ByAnotherSchoolOrTenant_IsNotThere()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);
        await at.ReportAsync(line, asSchool: at.First);
        var report = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!;
        var other = await ExecutionSetting.CreateAsync(host);

        // A school's person always means the own school, whatever the address says.
        Assert.Null(await at.ReportAsync(line with { SchoolId = at.First, Key = "нет такого" }, asSchool: at.Second));
        Assert.False(await at.AsAsync<ExecutionService, bool>(at.Second, s => s.WithdrawAsync(report.Id, report.Version, default)));
        Assert.Null(await other.ReportAsync(line));
        Assert.False(await ConfirmAsync(other, report));
        Assert.Null(await at.AsAsync<ExecutionService, ConfirmedReports?>(null, s => s.ConfirmAllAsync(new Dictionary<Guid, uint> { [report.Id] = report.Version, [Guid.NewGuid()] = 1 }, default)));
        Assert.Equal(ReportReview.Submitted, (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!.Review);
    }

    [Fact]
    public async Task Report_OnAFormThatKnewNoReport_DoesNotOverwriteAnothersWord()
    {
        var (at, line) = await OneLineAsync(SchoolScope.None);
        await at.ReportAsync(line, comment: "Первый");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => at.ReportAsync(line, comment: "Второй"));

        Assert.Equal("Первый", (await at.LineAsync(line.ProgramId, "Дело")).Report!.Comment);
    }

    [Fact]
    public async Task ConfirmAll_LeavesWhatChangedSinceItWasShown()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today)) with { SchoolScope = SchoolScope.Participants }], at.First, at.Second));
        foreach (var school in new[] { at.First, at.Second })
            await at.ReportAsync(await at.AddressAsync(program, "Дело", school), asSchool: school);
        var (first, second) = ((await at.LineAsync(program, "Дело", at.First)).Report!, (await at.LineAsync(program, "Дело", at.Second)).Report!);

        var receipt = await at.AsAsync<ExecutionService, ConfirmedReports?>(null,
            s => s.ConfirmAllAsync(new Dictionary<Guid, uint> { [first.Id] = first.Version, [second.Id] = second.Version - 1 }, default));

        Assert.Equal(new ConfirmedReports(1, 1), receipt);
        Assert.Equal([MeasureState.Done, MeasureState.InProgress], (await at.ReadAsync(program))!.Measures.Single().Lines.Select(l => l.State));
    }

    [Fact]
    public async Task Cancel_WithAReason_IsTakenBackByResume()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);

        var count = await CancelAsync(at, line, "Школа на ремонте");

        var cancelled = await at.LineAsync(line.ProgramId, "Дело", at.First);
        Assert.Equal((1, MeasureState.Cancelled, "Школа на ремонте"), (count, cancelled.State, cancelled.Report!.ReviewComment));
        await Assert.ThrowsAsync<PreconditionException>(() => at.ReportAsync(line, version: cancelled.Report.Version, asSchool: at.First));
        Assert.True(await at.AsAsync<ExecutionService, bool>(null, s => s.ResumeAsync(cancelled.Report.Id, cancelled.Report.Version, default)));
        Assert.Equal(MeasureState.Overdue, (await at.LineAsync(line.ProgramId, "Дело", at.First)).State);
    }

    [Fact]
    public async Task Cancel_OfWhatIsDone_IsRefused()
    {
        var (at, line) = await OneLineAsync(SchoolScope.None);
        await at.ReportAsync(line);

        await Assert.ThrowsAsync<PreconditionException>(() => CancelAsync(at, line, "передумали"));
        Assert.Null(await CancelAsync(at, line with { Key = "нет такого" }, "передумали"));
    }

    [Fact]
    public async Task Cancel_ForEverybody_LeavesWhatIsDone()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today)) with { SchoolScope = SchoolScope.Participants }], at.First, at.Second));
        var line = await at.AddressAsync(program, "Дело", at.First);
        await at.ReportAsync(line);

        Assert.Equal(1, await CancelAsync(at, line with { SchoolId = null }, "приказ № 41"));

        Assert.Equal([MeasureState.Done, MeasureState.Cancelled], (await at.ReadAsync(program))!.Measures.Single().Lines.Select(l => l.State));
    }

    [Fact]
    public async Task EveryStep_LeavesItsTraceInTheHistory()
    {
        var (at, line) = await OneLineAsync(SchoolScope.Participants);
        await at.ReportAsync(line, asSchool: at.First);
        var sent = (await at.LineAsync(line.ProgramId, "Дело", at.First)).Report!;
        await at.AsAsync<ExecutionService, bool>(null, s => s.ReturnAsync(sent.Id, "Нет подписи", sent.Version, default));

        var operations = await at.Tenant.WithDbAsync(db => db.AuditEntries.Where(e => e.Entity == "execution_reports" && e.EntityId == sent.Id.ToString())
            .OrderBy(e => e.At).Select(e => e.Operation).ToListAsync());

        Assert.Equal(["programs.execution-reported", "programs.execution-returned"], operations);
    }

    private async Task<(ExecutionSetting At, LineAddress Line)> OneLineAsync(SchoolScope scope)
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа",
            [ProgramSamples.Measure("Дело", ProgramSamples.Until(Today.AddDays(-3))) with { SchoolScope = scope }], at.First));
        return (at, await at.AddressAsync(program, "Дело", scope == SchoolScope.None ? null : at.First));
    }

    private static Task<int?> CancelAsync(ExecutionSetting at, LineAddress line, string reason) => at.AsAsync<ExecutionService, int?>(null,
        s => s.CancelAsync(new CancelOccurrence(line.ProgramId, line.MeasureLineId, line.Key, line.SchoolId, reason), default));

    private static Task<bool> ConfirmAsync(ExecutionSetting at, ReportFact report) => at.AsAsync<ExecutionService, bool>(null, s => s.ConfirmAsync(report.Id, report.Version, default));
}
