using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Reads the list of a year: what the stored run says, the federal list beside it, and whether data changed since.</summary>
public sealed class LowResultsQueries(AppDbContext db, FactsLoader loader, RunReader runs, TenantClock clock)
{
    public const string Included = "included";
    public const string NotIncluded = "not-included";
    public const string Insufficient = "insufficient-data";
    public const string Near = "near";
    public const string Differs = "differs";
    public static readonly IReadOnlyList<string> Sorts = ["verdict", "name", "margin"];

    /// <summary>The latest year with results, so that a person first sees a list that can be made; else the year that is over.</summary>
    public async Task<AcademicYear> StartYearAsync(CancellationToken ct) =>
        await db.Results.Where(r => r.IsCurrent).MaxAsync(r => (int?)r.Year, ct) is { } year
            ? new AcademicYear(year) : await clock.DefaultYearAsync(ct);

    public async Task<LowResultsPage> ListAsync(AcademicYear year, ListState list, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var inputs = await loader.LoadAsync(year, ct);
        var run = inputs.LatestRun is null ? null : await runs.LatestAsync(year, ct);
        var may = new LowResultsActions(db.Actor.May(Permissions.IdentificationRun), db.Actor.May(Permissions.IdentificationApprove),
            db.Actor.May(Permissions.ReportsDownload), db.Actor.May(Permissions.IdentificationDecide));
        if (run is null)
            return Without(year, list, inputs, may);
        var names = inputs.Procedures.ToDictionary(p => p.Code, p => p.Name);
        string Title(string code) => names.GetValueOrDefault(code, code);
        var beside = await BesideAsync(year, ct);
        var rows = run.Evaluation.Schools.Select(s => RowOf(run.Evaluation, s, beside, Title)).ToArray();
        var shown = Sorted(rows.Where(r => Matches(r, list.Filter("show"))), list).ToArray();
        var closed = FactsAssembler.Assemble(inputs).ClosedBefore.Select(s => ClosedOf(s, inputs)).ToArray();
        return new LowResultsPage(year, run, LeadOf(run, tenant), null, list, CountsOf(rows), shown, closed, rows.Length,
            beside.Note(), await DiscrepanciesAsync(run, beside, ct), HeatMaps.Of(run.Evaluation, list.Filter("heat") == "previous", Title),
            PendingOf(IdentificationService.Pending(run, inputs), Title), CalcNoteOf(run.Evaluation, Title), may);
    }

    /// <summary>One sentence of the page's lead: years, method, run, approval.</summary>
    public static string LeadOf(RunView run, Tenant tenant) => RussianText.Nbsp(
        $"По результатам {run.Year} и {run.Year.Previous} учебных годов. {RunWords.Method(run.Evaluation.Rules)}. "
        + $"{RunWords.Run(run, tenant)}, {RunWords.Approval(run)}.");

    private static LowResultsPage Without(AcademicYear year, ListState list, IdentificationInputs inputs, LowResultsActions may)
    {
        var any = inputs.Results.Any(r => r.Year == year.StartYear);
        var empty = inputs.Schools.Count == 0
            ? new EmptyList("Школ пока нет", "Список составляется по школам реестра, а реестр пуст.", "Открыть реестр школ", "/schools", false)
            : !any
                ? new EmptyList($"Результатов за {year} год нет", "Список составляется по результатам ВПР, ОГЭ и ЕГЭ за этот и предыдущий учебные годы.",
                    may.Run ? "Загрузить результаты" : null, may.Run ? "/results/uploads/new" : null, false)
                : new EmptyList($"Список за {year} год ещё не рассчитан", "Результаты загружены, расчёт не проводился."
                    + (may.Run ? "" : " Его проводит методист или координатор."), may.Run ? "Рассчитать" : null, null, may.Run);
        return new LowResultsPage(year, null, RussianText.Nbsp($"По результатам {year} и {year.Previous} учебных годов. {RunWords.Method(inputs.RuleSet.Rules)}."),
            empty, list, new Dictionary<string, int>(), [], [], 0, null, [], null, null, null, may);
    }

    /// <summary>What stands beside the calculation: federal list and officers' decisions of the year.</summary>
    private async Task<Beside> BesideAsync(AcademicYear year, CancellationToken ct)
    {
        var list = await db.FederalLists.AsNoTracking().Where(l => l.Year == year.StartYear && l.IsCurrent)
            .Select(l => new { List = l, Entries = db.FederalListEntries.Where(e => e.ListId == l.Id).Select(e => new { e.SchoolId }).ToList() })
            .SingleOrDefaultAsync(ct);
        var decisions = await db.ManualDecisions.AsNoTracking().Where(d => d.Year == year.StartYear && d.WithdrawnAt == null).ToDictionaryAsync(d => d.SchoolId, ct);
        return new Beside(list?.List, list?.Entries.Select(e => e.SchoolId).OfType<Guid>().ToHashSet() ?? [], list?.Entries.Count ?? 0, decisions);
    }

    private sealed record Beside(FederalList? List, HashSet<Guid> Listed, int Entries, Dictionary<Guid, ManualDecision> Decisions)
    {
        public FederalListing Of(Guid schoolId) =>
            List is null ? FederalListing.NoList : Listed.Contains(schoolId) ? FederalListing.Listed : FederalListing.NotListed;

        public string? Decision(Guid schoolId) => !Decisions.TryGetValue(schoolId, out var decision) ? null
            : $"{(decision.IsIncluded ? "включена" : "исключена")} решением: {decision.Basis}";

        public string? Note() => List is null ? null : RussianText.Nbsp(
            $"Перечень Федерального института оценки качества образования от {RussianText.ShortDate(List.ListDate)}, "
            + $"в нём {RussianText.Count(Entries, "школа", "школы", "школ")} муниципалитета. Адресная работа ведётся по перечню; "
            + "школы только из расчёта попадают в список наблюдения.");
    }

    private static VerdictRow RowOf(Evaluation evaluation, EvaluatedSchool school, Beside beside, Func<string, string> title)
    {
        var words = evaluation.Explain(school, title);
        var listing = beside.Of(school.SchoolId);
        var status = EffectiveStatus.Of(school.Verdict.Verdict, listing);
        return new VerdictRow(school.SchoolId, school.Name, IncludedOf(school.Verdict.Verdict), words.Reason, words.Warnings, school.Notes,
            words.MarginHeadline, words.MarginDetail, school.Verdict.Margin?.Pupils,
            listing == FederalListing.NoList ? null : listing == FederalListing.Listed, status.IsDiscrepancy, beside.Decision(school.SchoolId));
    }

    public static bool? IncludedOf(Verdict verdict) => verdict switch { Verdict.Included => true, Verdict.NotIncluded => false, _ => null };

    private static bool Matches(VerdictRow row, string? filter) => filter switch
    {
        Included => row.Included == true,
        NotIncluded => row.Included == false,
        Insufficient => row.Included is null,
        // «До порога» is said of schools that could still enter, so that the included ones stay out of it.
        Near => row is { Included: false, Margin: 1 },
        Differs => row.Differs,
        _ => true,
    };

    private static Dictionary<string, int> CountsOf(VerdictRow[] rows) =>
        new[] { Included, NotIncluded, Insufficient, Near, Differs }.ToDictionary(code => code, code => rows.Count(row => Matches(row, code)));

    // Rows come in the natural order of names, and every sort here is stable.
    private static IEnumerable<VerdictRow> Sorted(IEnumerable<VerdictRow> rows, ListState list)
    {
        rows = list.Sort switch
        {
            "verdict" => rows.OrderBy(r => r.Included switch { true => 0, null => 1, false => 2 }),
            "margin" => rows.OrderBy(r => r.Margin ?? int.MaxValue),
            _ => rows,
        };
        return list.Descending ? rows.Reverse() : rows;
    }

    private static ClosedRow ClosedOf(InputSchool school, IdentificationInputs inputs)
    {
        var name = SchoolTitle(school);
        var date = RussianText.ShortDate(school.ClosedOn!.Value);
        if (inputs.Schools.FirstOrDefault(s => s.Id == school.SuccessorId) is not { } heir)
            return new ClosedRow(school.Id, name, RussianText.Nbsp($"{name} не оценивается: закрыта {date}."));
        var results = school.CountWithSuccessor ? "её результаты прошлых лет прибавлены к результатам правопреемницы" : "её результаты на вердикт правопреемницы не переносятся";
        return new ClosedRow(school.Id, name, RussianText.Nbsp($"{name} не оценивается: {date} присоединена к школе {SchoolTitle(heir)}, {results}."));
    }

    private static string SchoolTitle(InputSchool school) => Domain.Schools.NaturalKey.Title(school.ShortName);

    private async Task<IReadOnlyList<DiscrepancyRow>> DiscrepanciesAsync(RunView run, Beside beside, CancellationToken ct)
    {
        var found = run.Evaluation.Schools
            .Select(s => (School: s, Status: EffectiveStatus.Of(s.Verdict.Verdict, beside.Of(s.SchoolId))))
            .Where(s => s.Status.DiscrepancyLabel is not null).ToArray();
        if (found.Length == 0)
            return [];
        var past = await PastInclusionsAsync(run.Year, [.. found.Select(f => f.School.SchoolId)], ct);
        return found.Select(f => new DiscrepancyRow(f.School.SchoolId, f.School.Name, IncludedOf(f.School.Verdict.Verdict),
            beside.Listed.Contains(f.School.SchoolId),
            DiscrepancyReason.Of(run.Evaluation, f.School, f.Status.Discrepancy, [.. past[f.School.SchoolId]]), beside.Decision(f.School.SchoolId))).ToArray();
    }

    private async Task<ILookup<Guid, AcademicYear>> PastInclusionsAsync(AcademicYear year, Guid[] schoolIds, CancellationToken ct)
    {
        var rows = await db.IdentificationRuns.AsNoTracking()
            .Where(r => r.Year < year.StartYear && r.Number == db.IdentificationRuns.Where(o => o.Year == r.Year).Max(o => o.Number))
            .Join(db.Verdicts.Where(v => v.Verdict == (short)Verdict.Included && schoolIds.Contains(v.SchoolId)), r => r.Id, v => v.RunId,
                (r, v) => new { v.SchoolId, r.Year }).OrderBy(r => r.Year).ToListAsync(ct);
        return rows.ToLookup(r => r.SchoolId, r => new AcademicYear(r.Year));
    }

    /// <summary>The notice that a new run would say something else; null when it would not.</summary>
    public static PendingNotice? PendingOf(PendingChanges? pending, Func<string, string> title)
    {
        if (pending is null)
            return null;
        var comparison = pending.Comparison;
        var verdicts = comparison.Schools.Count(s => s.ChangesVerdict);
        var what = comparison.ChangesRules
            ? $"После расчёта изменилась методика: действует редакция {pending.Now.Rules.Version}, расчёт сделан по редакции {pending.Run.Evaluation.Rules.Version}."
            : $"После расчёта изменились данные: {RussianText.Count(comparison.Schools.Count, "школа", "школы", "школ")}.";
        var effect = verdicts == 0 ? "Вердикты нового расчёта будут прежними." : $"В новом расчёте изменится вердикт: {RussianText.Count(verdicts, "школа", "школы", "школ")}.";
        return new PendingNotice(RussianText.Nbsp($"{what} {effect}"), ChangesOf(comparison, title));
    }

    public static IReadOnlyList<ChangeRow> ChangesOf(RunComparison comparison, Func<string, string> title) => comparison.Schools.Select(c => new ChangeRow(
        c.SchoolId, c.Name, Words(c.Before), Words(c.After), c.ChangesVerdict,
        c.Facts.Select(f => RussianText.Nbsp($"{title(f.ProcedureCode)}, {f.Year}: {f.Before} → {f.After}")).ToArray())).ToArray();

    private static string Words(Verdict? verdict) => verdict is { } known ? Explanation.Label(known) : "не оценивается";

    /// <summary>An example from this very list of how shares are compared, the closest one below the threshold.</summary>
    private static string? CalcNoteOf(Evaluation evaluation, Func<string, string> title)
    {
        var rules = evaluation.Rules;
        var threshold = RussianText.Decimal(rules.ThresholdPercent);
        var near = evaluation.Schools.SelectMany(s => s.Facts.Current.Procedures.Select((fact, i) => (School: s, Fact: fact, Index: i)))
            .Where(x => x.School.Verdict.Current.Procedures[x.Index].IsLow == false && x.Fact.Participants > 0)
            .OrderByDescending(x => (decimal)x.Fact.Failed / x.Fact.Participants).FirstOrDefault();
        if (near.School is null)
            return null;
        return RussianText.Nbsp($"Доля сравнивается с порогом без округления: {RussianText.OutOf(near.Fact.Failed, near.Fact.Participants)} — это "
            + $"{RussianText.Percent(100m * near.Fact.Failed / near.Fact.Participants, rules.ThresholdPercent)}, порог {threshold} % не достигнут "
            + $"({near.School.Name}, {title(rules.Procedures[near.Index])}).");
    }
}
