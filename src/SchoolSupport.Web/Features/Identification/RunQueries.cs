using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Identification;

public sealed record RunsPage(AcademicYear Year, IReadOnlyList<RunRow> Runs);

/// <param name="PreviousId">The run before it in the same year, to compare with.</param>
public sealed record RunRow(Guid Id, int Number, string When, string Role, string Method, int Schools, int Included, int Insufficient, string? Approval, Guid? PreviousId);

/// <summary>A run as it was made.</summary>
public sealed record RunPage(RunView Run, string Lead, IReadOnlyList<VerdictRow> Rows, HeatMap Heat, Guid? PreviousId);

public sealed record RunComparePage(RunView Older, RunView Newer, string OlderName, string NewerName, bool ChangesRules, IReadOnlyList<ChangeRow> Changes);

public sealed record ApprovePage(RunView Run, string Lead, bool IsStale, ApproveForm Form);

/// <summary>Reads runs: history, one as it was made, two side by side.</summary>
public sealed class RunQueries(AppDbContext db, RunReader runs, TenantClock clock, IdentificationService identification)
{
    public async Task<RunsPage> HistoryAsync(AcademicYear year, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var rows = await db.IdentificationRuns.AsNoTracking().Where(r => r.Year == year.StartYear).OrderByDescending(r => r.Number)
            .Join(db.RuleSets, r => r.RuleSetId, s => s.Id, (r, s) => new { Run = r, s.Name, s.VersionNumber }).ToListAsync(ct);
        return new RunsPage(year, rows.Select((r, i) => new RunRow(r.Run.Id, r.Run.Number, RunWords.Moment(r.Run.CreatedAt, tenant),
            Roles.Label(r.Run.CreatedRole), RussianText.Nbsp($"«{r.Name}», редакция {r.VersionNumber}"), r.Run.SchoolCount, r.Run.IncludedCount,
            r.Run.InsufficientCount, r.Run.ApprovalDocument, i + 1 < rows.Count ? rows[i + 1].Run.Id : null)).ToArray());
    }

    public async Task<RunPage?> RunAsync(Guid id, bool previousYear, CancellationToken ct)
    {
        if (await runs.FindAsync(id, ct) is not { } run)
            return null;
        var titles = await runs.TitlesAsync(ct);
        var before = await db.IdentificationRuns.Where(r => r.Year == run.Year.StartYear && r.Number < run.Number)
            .OrderByDescending(r => r.Number).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct);
        var rows = run.Evaluation.Schools.OrderBy(s => s.Verdict.Verdict switch { Verdict.Included => 0, Verdict.InsufficientData => 1, _ => 2 }).Select(s =>
        {
            var words = run.Evaluation.Explain(s, titles);
            return new VerdictRow(s.SchoolId, s.Name, LowResultsQueries.IncludedOf(s.Verdict.Verdict), words.Reason, words.Warnings, s.Notes,
                words.MarginHeadline, words.MarginDetail, s.Verdict.Margin?.Pupils, null, false, null);
        }).ToArray();
        return new RunPage(run, LowResultsQueries.LeadOf(run, await clock.TenantAsync(ct)), rows, HeatMaps.Of(run.Evaluation, previousYear, titles), before);
    }

    /// <summary>Null when one of them is missing or they are of different years.</summary>
    public async Task<RunComparePage?> CompareAsync(Guid id, Guid other, CancellationToken ct)
    {
        if (await runs.FindAsync(id, ct) is not { } newer || await runs.FindAsync(other, ct) is not { } older || newer.Year != older.Year)
            return null;
        if (older.Number > newer.Number)
            (older, newer) = (newer, older);
        var tenant = await clock.TenantAsync(ct);
        var comparison = RunComparison.Of(older.Evaluation, newer.Evaluation);
        return new RunComparePage(older, newer, RunWords.Run(older, tenant), RunWords.Run(newer, tenant), comparison.ChangesRules,
            LowResultsQueries.ChangesOf(comparison, await runs.TitlesAsync(ct)));
    }

    public async Task<ApprovePage?> ApproveAsync(Guid id, ApproveForm? form, CancellationToken ct)
    {
        if (await runs.FindAsync(id, ct) is not { } run)
            return null;
        var stale = await identification.PendingAsync(run.Year, ct) is not null;
        return new ApprovePage(run, LowResultsQueries.LeadOf(run, await clock.TenantAsync(ct)), stale, form ?? new ApproveForm { Version = run.RowVersion });
    }
}
