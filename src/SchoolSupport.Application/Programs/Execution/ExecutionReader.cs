using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>
/// Reads what is to be done and what was done, by the versions in force, as the actor may see it. A handful of commands whatever the number
/// of measures and schools: programmes, participants, schools, reports and, when asked for, evidence; four more when a plan is not in memory.
/// </summary>
public sealed class ExecutionReader(AppDbContext db, ExecutionPlans plans, TenantClock clock)
{
    /// <summary>One programme with comments and evidence. Null when it is missing, foreign, in the recycle bin, or nothing of it is in force.</summary>
    public async Task<ProgramExecution?> ReadAsync(Guid programId, CancellationToken ct) =>
        (await LoadAsync(p => p.Id == programId, null, true, ct)).SingleOrDefault();

    /// <summary>One measure of a programme with comments and evidence. Null also when the measure does not concern the actor.</summary>
    public async Task<(ProgramExecution Execution, MeasureExecution Measure)?> ReadMeasureAsync(Guid programId, Guid measureLineId, CancellationToken ct)
    {
        var execution = (await LoadAsync(p => p.Id == programId, measureLineId, true, ct)).SingleOrDefault();
        return execution?.Find(measureLineId) is { } measure ? (execution, measure) : null;
    }

    /// <summary>All programmes of the actor that are in force, without comments and evidence; by title.</summary>
    public Task<IReadOnlyList<ProgramExecution>> ReadAllAsync(CancellationToken ct) => LoadAsync(_ => true, null, false, ct);

    /// <summary>One line, also of a former term. Null when there is no such line for the actor.</summary>
    public async Task<FoundLine?> FindLineAsync(LineAddress address, CancellationToken ct)
    {
        if (await ReadMeasureAsync(address.ProgramId, address.MeasureLineId, ct) is not var (execution, measure))
            return null;
        var line = measure.Find(address.Key, db.Actor.SchoolId ?? address.SchoolId);
        return line is null ? null : new FoundLine(execution, measure, line);
    }

    /// <summary>Where a report stands; null when it is missing or foreign.</summary>
    public Task<LineAddress?> AddressOfAsync(Guid reportId, CancellationToken ct) => db.ExecutionReports.AsNoTracking().VisibleTo(db.Actor).Where(r => r.Id == reportId)
        .Select(r => new LineAddress(r.ProgramId, r.MeasureLineId, r.OccurrenceKey, r.SchoolId)).SingleOrDefaultAsync(ct);

    private async Task<IReadOnlyList<ProgramExecution>> LoadAsync(Expression<Func<SupportProgram, bool>> which, Guid? measureLine, bool details, CancellationToken ct)
    {
        var programs = await ProgramsAsync(which, ct);
        if (programs.Count == 0)
            return [];
        var today = await clock.TodayAsync(ct);
        var read = await plans.OfAsync(programs, ct);
        var ids = programs.ConvertAll(p => p.Id);
        var participants = await ParticipantsAsync(ids, ct);
        var reports = await ReportsAsync(ids, measureLine, details, ct);
        var schools = await SchoolsAsync(programs, read.Values, participants, reports, ct);
        var evidence = details && reports.Count > 0 ? await EvidenceAsync(ids, measureLine, ct) : Array.Empty<EvidenceFact>().ToLookup(e => e.ReportId);
        var (participantsOf, reportsOf) = (participants.ToLookup(p => p.ProgramId), reports.ToLookup(r => r.ProgramId));
        return [.. programs.Select(program => new ExecutionBoard(program, read[program.Id],
            new ExecutionFacts([.. participantsOf[program.Id]], schools, reportsOf[program.Id].ToLookup(r => r.MeasureLineId), evidence), db.Actor.SchoolId, today).Build())];
    }

    private Task<List<ProgramInForce>> ProgramsAsync(Expression<Func<SupportProgram, bool>> which, CancellationToken ct) => (
        from program in db.SupportPrograms.AsNoTracking().VisibleTo(db).Where(which)
        join version in db.ProgramVersions on program.Id equals version.ProgramId
        where version.Status == VersionStatus.Approved
        orderby program.Title, program.Id
        select new ProgramInForce(program.Id, program.Title, program.SchoolId, program.PeriodFrom, program.PeriodTo, program.SchoolTerm, version.Id, version.Number,
            version.ApprovedAt!.Value)).ToListAsync(ct);

    // A school's people are told nothing of who else takes part.
    private Task<List<ParticipantFact>> ParticipantsAsync(List<Guid> programs, CancellationToken ct)
    {
        var own = db.Actor.SchoolId;
        return db.ProgramParticipants.AsNoTracking().Where(p => programs.Contains(p.ProgramId) && (own == null || p.SchoolId == own))
            .Select(p => new ParticipantFact(p.ProgramId, p.SchoolId, p.GroupCode, p.FromDate, p.ToDate)).ToListAsync(ct);
    }

    private Task<List<ReportFact>> ReportsAsync(List<Guid> programs, Guid? measureLine, bool details, CancellationToken ct)
    {
        var own = db.Actor.SchoolId;
        return db.ExecutionReports.AsNoTracking()
            .Where(r => programs.Contains(r.ProgramId) && (own == null || r.SchoolId == own) && (measureLine == null || r.MeasureLineId == measureLine))
            .Select(r => new ReportFact(r.Id, r.Version, r.ProgramId, r.MeasureLineId, r.OccurrenceKey, r.OccurrenceTitle, r.Due, r.SchoolId, r.Progress, r.Review,
                r.DoneOn, details ? r.Comment : "", r.ReportedBy, r.ReportedAt, r.ReviewComment, r.ReviewedAt)).ToListAsync(ct);
    }

    private async Task<ILookup<Guid, EvidenceFact>> EvidenceAsync(List<Guid> programs, Guid? measureLine, CancellationToken ct)
    {
        var own = db.Actor.SchoolId;
        var found = await (from evidence in db.ExecutionEvidence.AsNoTracking()
                           join report in db.ExecutionReports on evidence.ReportId equals report.Id
                           where evidence.RemovedAt == null && programs.Contains(report.ProgramId) && (own == null || report.SchoolId == own)
                               && (measureLine == null || report.MeasureLineId == measureLine)
                           orderby evidence.Id
                           select new EvidenceFact(evidence.Id, evidence.ReportId, evidence.Kind, evidence.Title, evidence.Url, evidence.FileName, evidence.ByteSize, evidence.CreatedAt))
            .ToListAsync(ct);
        return found.ToLookup(e => e.ReportId);
    }

    private async Task<IReadOnlyDictionary<Guid, SchoolRef>> SchoolsAsync(
        List<ProgramInForce> programs, IEnumerable<ExecutionPlan> read, List<ParticipantFact> participants, List<ReportFact> reports, CancellationToken ct)
    {
        var ids = participants.Select(p => p.SchoolId)
            .Concat(programs.Select(p => p.SchoolId).OfType<Guid>())
            .Concat(reports.Select(r => r.SchoolId).OfType<Guid>())
            .Concat(read.SelectMany(plan => plan.Measures).SelectMany(m => m.Schools.Keys)).Distinct().ToList();
        if (ids.Count == 0)
            return new Dictionary<Guid, SchoolRef>();
        var rows = await db.Schools.AsNoTracking().Where(s => ids.Contains(s.Id)).OrderBy(s => s.SortName).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.ShortName, s.ClosedOn }).ToListAsync(ct);
        return rows.Select((row, place) => new SchoolRef(row.Id, row.ShortName, place, row.ClosedOn)).ToDictionary(s => s.Id);
    }
}
