using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>A note made from the data of now, in both editions.</summary>
/// <param name="Obstacle">Why no note can be made, in Russian; then there are no sections.</param>
public sealed record NoteMaterial(
    NoteHead Head, IReadOnlyList<NoteSection> Internal, IReadOnlyList<NoteSection> Publication, IReadOnlyList<NoteSource> Sources, string? Obstacle)
{
    public IReadOnlyList<NoteSection> Of(ReportEdition edition) => edition == ReportEdition.Publication ? Publication : Internal;
}

/// <summary>
/// Makes notes from stored data. Every number comes from where the pages take it: the run of the list, the risk matrix, the indicators of the programme, the
/// report on its execution.
/// </summary>
public sealed class NoteReader(
    AppDbContext db, LowResultsReader lists, RiskReader risks, ContextReader contexts, RiskListService riskLists, NoteValuesReader values, FulfilmentReader fulfilment, TenantClock clock)
{
    /// <summary>The programme whose indicators a note tells when nobody names one: the newest of the template, else the newest that is in force.</summary>
    public async Task<Guid?> UsualProgramAsync(CancellationToken ct) => (await db.SupportPrograms.AsNoTracking().VisibleTo(db)
        .Where(p => p.SchoolId == null && (p.TemplateCode == NoteValuesReader.Template || db.ProgramVersions.Any(v => v.ProgramId == p.Id && v.Status == VersionStatus.Approved)))
        .OrderByDescending(p => p.TemplateCode == NoteValuesReader.Template).ThenByDescending(p => p.CreatedAt).ThenBy(p => p.Id).Select(p => new { p.Id }).FirstOrDefaultAsync(ct))?.Id;

    /// <summary>
    /// Programmes that a note of a period can be about: those whose indicators or measures it tells, and those that such notes were written for. Of the risk
    /// list only the latter: it tells of no programme.
    /// </summary>
    public async Task<IReadOnlyList<(Guid Id, string Title)>> ProgramsOfAsync(NoteKind kind, MonitoringPeriod period, CancellationToken ct)
    {
        var (tellsIndicators, tellsMeasures) = (kind != NoteKind.RiskList, kind == NoteKind.Effectiveness);
        var found = await db.SupportPrograms.AsNoTracking().VisibleTo(db)
            .Where(p => p.SchoolId == null && ((tellsIndicators && p.TemplateCode == NoteValuesReader.Template)
                || (tellsMeasures && db.ProgramVersions.Any(v => v.ProgramId == p.Id && v.Status == VersionStatus.Approved))
                || db.AnalyticalNotes.Any(n => n.Kind == kind && n.Period == period.Key && n.ProgramId == p.Id)))
            .OrderBy(p => p.Title).ThenBy(p => p.Id).Select(p => new { p.Id, p.Title }).ToListAsync(ct);
        return [.. found.Select(p => (p.Id, p.Title))];
    }

    /// <param name="programId">Null: none.</param>
    /// <param name="startedOn">The day from which terms of decisions are counted.</param>
    public async Task<NoteMaterial> ReadAsync(NoteKind kind, MonitoringPeriod period, Guid? programId, DateOnly startedOn, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).ThenBy(s => s.Id).ToListAsync(ct);
        var ask = new Ask(kind, period, programId, startedOn, tenant, schools);
        var made = kind switch
        {
            NoteKind.LowResults => await LowResultsAsync(ask, ct),
            NoteKind.RiskList => await RiskListAsync(ask, ct),
            NoteKind.RiskMonitoring => await RiskMonitoringAsync(ask, ct),
            NoteKind.Prevention => await PreventionAsync(ask, ct),
            _ => await EffectivenessAsync(ask, ct),
        };
        return await NoteCollections.ReadAsync(db, kind, period, ct) is { Count: > 0 } open
            ? made with { Internal = NoteCollections.Warn(made.Internal, open), Publication = NoteCollections.Warn(made.Publication, open), Sources = [NoteCollections.SourceOf(open), .. made.Sources] }
            : made;
    }

    private sealed record Ask(NoteKind Kind, MonitoringPeriod Period, Guid? ProgramId, DateOnly StartedOn, Tenant Tenant, List<School> Schools);

    private async Task<NoteMaterial> LowResultsAsync(Ask ask, CancellationToken ct)
    {
        var year = ask.Period.ResultsYear;
        var list = await lists.LoadAsync(year, ct);
        var own = NoteIndicators.Of((await values.ReadAsync(ask.ProgramId, ask.Period.Academic, ct)).Series, ask.Period, "2.3", ask.Schools);
        NoteSource[] sources =
        [
            new("Список школ с низкими результатами", list is null ? $"за {year} учебный год расчёта нет" : $"расчёт № {list.Run.Number}, {(list.Run.IsApproved ? "утверждён" : "не утверждён")}",
                list is not { Run.IsApproved: true }, $"/identification/low-results?year={year.Slug}"),
            OfIndicators(own),
        ];
        if (list is null)
            return Nothing(ask, sources, $"За {year} учебный год список не рассчитан: сначала выполните расчёт.");
        var facts = new LowResultsNoteFacts(list, await lists.LoadAsync(year.Previous, ct), own, ask.Schools, ask.StartedOn, await contexts.ReadAsync(year, ct));
        return Made(ask, sources, edition => LowResultsNote.Make(facts, edition));
    }

    private async Task<NoteMaterial> RiskListAsync(Ask ask, CancellationToken ct)
    {
        var matrix = await risks.ReadAsync(ask.Period.Academic, null, ct);
        var known = matrix.Schools.Count(s => s.Verdict.IsRisk != Ternary.Unknown);
        NoteSource[] sources = [OfRisks(matrix)];
        if (known == 0)
            return Nothing(ask, sources, $"За {ask.Period.Academic} учебный год риски не определены ни по одной школе: сначала соберите сведения.");
        return Made(ask, sources, edition => RiskListNote.Make(new RiskListNoteFacts(ask.Tenant, matrix, ask.StartedOn), edition));
    }

    private async Task<NoteMaterial> RiskMonitoringAsync(Ask ask, CancellationToken ct)
    {
        var read = await values.ReadAsync(ask.ProgramId, ask.Period.Academic, ct);
        var own = NoteIndicators.Of(read.Series, ask.Period, "3.3", ask.Schools);
        var facts = read.FactsOf(IndicatorRhythm.YearSeptember, ask.Period);
        var standing = await riskLists.StandingAsync(ask.Period.RiskListYear, ct);
        var (october, now) = (facts.Schools.Count(s => s.RiskInOctober is { IsRisk: not Ternary.Unknown }), facts.Schools.Count(s => s.RiskNow is not null));
        NoteSource[] sources =
        [
            new($"Выявление рисковых школ {ask.Period.RiskListYear} учебного года", $"{Judged(october, facts.Schools.Count)}; {standing}", IsShort(october, facts.Schools.Count), $"/monitoring/risk?year={ask.Period.RiskListYear.Slug}"),
            new("Промежуточные сведения о рисках", Got(now, facts.Schools.Count), IsShort(now, facts.Schools.Count), "/monitoring/campaigns"),
            OfIndicators(own),
        ];
        if (october == 0)
            return Nothing(ask, sources, $"Риски {ask.Period.RiskListYear} учебного года не определены ни по одной школе: сравнивать не с чем.");
        return Made(ask, sources, edition => RiskMonitoringNote.Make(new RiskMonitoringNoteFacts(ask.Tenant, own, facts, standing, ask.Schools, ask.StartedOn), edition));
    }

    private async Task<NoteMaterial> PreventionAsync(Ask ask, CancellationToken ct)
    {
        var read = await values.ReadAsync(ask.ProgramId, ask.Period.Academic, ct);
        var own = NoteIndicators.Of(read.Series, ask.Period, "4.3", ask.Schools);
        var facts = read.FactsOf(IndicatorRhythm.HalfYear, ask.Period);
        var told = facts.Schools.Count(s => s.HandedIn.Contains("prevention"));
        NoteSource[] sources =
        [
            new("Отчёты школ за полугодие", Got(told, facts.Schools.Count), IsShort(told, facts.Schools.Count), "/monitoring/campaigns"),
            OfIndicators(own),
        ];
        if (told == 0)
            return Nothing(ask, sources, $"Отчётов школ за период ({ask.Period.Title}) нет: сначала соберите сведения о профилактике.");
        return Made(ask, sources, edition => PreventionNote.Make(new PreventionNoteFacts(ask.Tenant, own, facts, ask.Schools, ask.StartedOn), edition));
    }

    private async Task<NoteMaterial> EffectivenessAsync(Ask ask, CancellationToken ct)
    {
        var read = await values.ReadAsync(ask.ProgramId, ask.Period.Academic, ct, "effect-results", "effect-helped", "effect-problems");
        var (own, january) = (NoteIndicators.Of(read.Series, ask.Period, "4.3", ask.Schools), NoteIndicators.Of(read.Series, MonitoringPeriod.OfMonth(ask.Period.Year, 1), "4.3", ask.Schools));
        var facts = read.FactsOf(IndicatorRhythm.HalfYear, ask.Period);
        var matrix = await risks.ReadAsync(ask.Period.Academic, null, ct);
        var year = new ReportPeriod(ask.Period.Academic.FirstDay, ask.Period.Academic.LastDay);
        var done = ask.ProgramId is { } program ? await fulfilment.ReadAsync(program, year, ct) : null;
        var told = facts.Schools.Count(s => s.HandedIn.Contains("effectiveness"));
        NoteSource[] sources =
        [
            new("Исполнение мероприятий программы", done is null ? "действующей программы нет" : $"{RussianText.Count(done.Whole.Total, "срок", "срока", "сроков")} за учебный год", done is null or { Whole.Total: 0 }, ask.ProgramId is { } id ? $"/programs/{id}/report" : "/programs"),
            new("Сведения школ об эффективности мер", Got(told, facts.Schools.Count), IsShort(told, facts.Schools.Count), "/monitoring/campaigns"),
            OfIndicators(own), OfRisks(matrix),
        ];
        if (done is null or { Whole.Total: 0 } && told == 0 && own.All.All(one => one.Now.Value is null) && matrix.Schools.All(s => s.Verdict.IsRisk == Ternary.Unknown))
            return Nothing(ask, sources, $"За {ask.Period.Academic} учебный год нет ни исполнения мероприятий, ни сведений школ: справку составить не из чего.");
        return Made(ask, sources, edition => EffectivenessNote.Make(new EffectivenessNoteFacts(ask.Tenant, own, january, facts, matrix, done, ask.Schools, ask.StartedOn), edition));
    }

    private const string NoSchools = "в реестре нет школ, которые работали в этом учебном году";

    private static string Judged(int known, int all) => all == 0 ? NoSchools : $"вывод сделан по {NoteWords.ToSchools(known)} из {all}";

    private static string Got(int told, int all) => all == 0 ? NoSchools : $"получены от {NoteWords.OfSchools(told)} из {all}";

    private static bool IsShort(int known, int all) => known < all || all == 0;

    private static NoteSource OfIndicators(NoteIndicators values)
    {
        var known = values.All.Count(one => one.Now.Value is not null);
        return new NoteSource("Показатели", $"рассчитано {RussianText.OutOf(known, values.All.Count)}", known < values.All.Count, "/monitoring/indicators");
    }

    private static NoteSource OfRisks(RiskMatrix matrix)
    {
        var known = matrix.Schools.Count(s => s.Verdict.IsRisk != Ternary.Unknown);
        return new NoteSource($"Матрица рисков {matrix.Year} учебного года", $"{Judged(known, matrix.Schools.Count)}; {matrix.Head.Standing}", IsShort(known, matrix.Schools.Count), $"/monitoring/risk?year={matrix.Year.Slug}");
    }

    private static NoteMaterial Made(Ask ask, IReadOnlyList<NoteSource> sources, Func<ReportEdition, IReadOnlyList<NoteSection>> make) =>
        new(Head(ask), make(ReportEdition.Internal), make(ReportEdition.Publication), sources, null);

    private static NoteMaterial Nothing(Ask ask, IReadOnlyList<NoteSource> sources, string obstacle) => new(Head(ask), [], [], sources, obstacle);

    private static NoteHead Head(Ask ask)
    {
        var words = NoteKinds.Of(ask.Kind);
        return new NoteHead(
            $"Аналитическая справка. {words.Title}, {ask.Period.Title}",
            [.. words.Lines.Append(NoteKinds.PeriodLine(ask.Period)).Select(PaperWords.Text)],
            PaperWords.Authority(ask.Tenant), PaperWords.Signature(ask.Tenant), PaperWords.Executor(ask.Tenant),
            ask.Tenant.MarkInternal ? PaperWords.Text("Для служебного пользования") : null);
    }
}
