using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Forms as posted, to be shown again with their errors.</summary>
public sealed record SchoolVerdictForms(AbsenceForm? Absence = null, DecisionForm? Decision = null, WithdrawDecisionForm? Withdraw = null);

/// <summary>Reads what stands behind the verdict on a school. A foreign or missing school is null.</summary>
public sealed class SchoolVerdictQueries(AppDbContext db, RunReader runs, VerdictCards cards, TenantClock clock)
{
    public async Task<SchoolVerdictPage?> PageAsync(Guid schoolId, AcademicYear year, SchoolVerdictForms forms, CancellationToken ct)
    {
        if (await AboutAsync(schoolId, year, ct) is not { } about)
            return null;
        var tenant = await clock.TenantAsync(ct);
        var run = await runs.LatestAsync(year, ct, schoolId: schoolId);
        var titles = await runs.TitlesAsync(ct);
        var school = run?.Evaluation.Schools.SingleOrDefault();
        var card = school is null ? null : await cards.CardAsync(run!, school, titles, ct);
        return new SchoolVerdictPage(schoolId, RussianText.Nbsp(Domain.Schools.NaturalKey.Title(about.ShortName)), year, card, NoVerdictOf(run, school, year),
            card is null ? [] : [TableOf(card, year), TableOf(card, year.Previous)], FederalOf(about.ListDate, about.IsListed),
            about.Decision is null ? null : new DecisionRow(about.Decision.Id, about.Decision.IsIncluded, about.Decision.Basis, about.Decision.Reason,
                Roles.Label(about.Decision.DecidedRole), RunWords.Moment(about.Decision.DecidedAt, tenant)),
            await AbsencesAsync(schoolId, year, tenant, ct), await HistoryAsync(schoolId, ct),
            db.Actor.May(Permissions.IdentificationDecide), db.Actor.May(Permissions.ResultsUpload),
            forms.Absence ?? new AbsenceForm { Year = year.ToString() }, forms.Decision ?? new DecisionForm(), forms.Withdraw ?? new WithdrawDecisionForm());
    }

    private sealed record About(string ShortName, ManualDecision? Decision, DateOnly? ListDate, bool IsListed);

    private Task<About?> AboutAsync(Guid schoolId, AcademicYear year, CancellationToken ct) => db.Schools.AsNoTracking().Where(s => s.Id == schoolId)
        .Select(s => new About(s.ShortName,
            db.ManualDecisions.FirstOrDefault(d => d.SchoolId == s.Id && d.Year == year.StartYear && d.WithdrawnAt == null),
            db.FederalLists.Where(l => l.Year == year.StartYear && l.IsCurrent).Select(l => (DateOnly?)l.ListDate).FirstOrDefault(),
            db.FederalListEntries.Any(e => e.SchoolId == s.Id && db.FederalLists.Any(l => l.Id == e.ListId && l.Year == year.StartYear && l.IsCurrent))))
        .SingleOrDefaultAsync(ct);

    private static string? NoVerdictOf(RunView? run, EvaluatedSchool? school, AcademicYear year) =>
        school is not null ? null
        : run is null ? $"Список за {year} год ещё не рассчитан."
        : $"В расчёт № {run.Number} за {year} год школа не входит: она закрыта до начала года, открыта после него или добавлена в реестр после расчёта.";

    private static YearTable TableOf(VerdictCard card, AcademicYear year) => new(year, card.Numbers.Where(n => n.Year == year).ToArray());

    private static string? FederalOf(DateOnly? listDate, bool isListed) => listDate is not { } date ? null
        : RussianText.Nbsp($"В перечне ФИОКО от {RussianText.ShortDate(date)} школа {(isListed ? "есть" : "не значится")}.");

    private async Task<IReadOnlyList<AbsenceRow>> AbsencesAsync(Guid schoolId, AcademicYear year, Tenant tenant, CancellationToken ct)
    {
        var rows = await db.AbsenceConfirmations.AsNoTracking()
            .Where(a => a.SchoolId == schoolId && (a.Year == year.StartYear || a.Year == year.Previous.StartYear) && a.WithdrawnAt == null)
            .Join(db.Procedures, a => a.ProcedureId, p => p.Id, (a, p) => new { Absence = a, p.Name, p.SortOrder })
            .OrderByDescending(a => a.Absence.Year).ThenBy(a => a.SortOrder).ToListAsync(ct);
        return rows.Select(r => new AbsenceRow(r.Absence.Id, r.Name, new AcademicYear(r.Absence.Year), r.Absence.Reason,
            Roles.Label(r.Absence.ConfirmedRole), RunWords.Moment(r.Absence.ConfirmedAt, tenant))).ToArray();
    }

    /// <summary>The verdict of the latest run of each year, the newest year first.</summary>
    private async Task<IReadOnlyList<HistoryRow>> HistoryAsync(Guid schoolId, CancellationToken ct)
    {
        var rows = await db.IdentificationRuns.AsNoTracking()
            .Where(r => r.Number == db.IdentificationRuns.Where(o => o.Year == r.Year).Max(o => o.Number))
            .Join(db.Verdicts.Where(v => v.SchoolId == schoolId), r => r.Id, v => v.RunId,
                (r, v) => new { r.Year, r.Id, r.Number, r.ApprovalDocument, v.Verdict, v.CriterionOne, v.CriterionTwo })
            .OrderByDescending(r => r.Year).ToListAsync(ct);
        return rows.Select(r => new HistoryRow(new AcademicYear(r.Year), r.Id, r.Number, LowResultsQueries.IncludedOf((Verdict)r.Verdict),
            CriteriaWords((Ternary)r.CriterionOne, (Ternary)r.CriterionTwo), r.ApprovalDocument)).ToArray();
    }

    private static string CriteriaWords(Ternary one, Ternary two) => (one, two) switch
    {
        (Ternary.Yes, Ternary.Yes) => "за год и за два года",
        (Ternary.Yes, _) => "за год",
        (_, Ternary.Yes) => "за два года",
        (Ternary.No, Ternary.No) => "условия не выполнены",
        _ => "проверить нельзя",
    };
}
