using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>Indicators as pages: a programme's table, and one value down to schools and what they answered.</summary>
public sealed class IndicatorQueries(
    AppDbContext db, IndicatorTables tables, IndicatorReader reader, CollectionStates states, RiskListService riskLists, TenantClock clock, PageYear year)
{
    private const string Department = "Управление образования";
    private const string OfRisks = "выявление рисковых школ";

    /// <param name="programId">Null: the newest programme started from a template, else the newest.</param>
    /// <returns>Null for a missing or foreign programme.</returns>
    public async Task<IndicatorsPage?> PageAsync(Guid? programId, string? show, CancellationToken ct)
    {
        var programs = await db.SupportPrograms.AsNoTracking().VisibleTo(db).Where(p => p.SchoolId == null)
            .OrderBy(p => p.TemplateCode == null).ThenByDescending(p => p.PeriodFrom ?? DateOnly.MinValue).ThenBy(p => p.Title).ThenBy(p => p.Id).Select(p => new IndicatorProgram(p.Id, p.Title)).ToListAsync(ct);
        var id = programId ?? (programs.Count > 0 ? programs[0].Id : null);
        var (tenant, mayEdit) = (await clock.TenantAsync(ct), db.Actor.May(Permissions.ProgramsEdit));
        if (id is null)
            return new IndicatorsPage(programs, null, year.Value, null, tenant, mayEdit);
        return await tables.ReadAsync(id.Value, year.Value, ct) is { } found ? new IndicatorsPage(programs, found, year.Value, show, tenant, mayEdit) : null;
    }

    /// <summary>Null for a missing or foreign programme.</summary>
    /// <param name="first">Key of a period; null or unknown: a year before <paramref name="second"/>.</param>
    /// <param name="second">Null or unknown: the newest period that has a value.</param>
    public async Task<ComparisonPage?> CompareAsync(Guid programId, string? first, string? second, CancellationToken ct)
    {
        if (await tables.ReadAsync(programId, year.Value, ct) is not { } found)
            return null;
        var points = found.Series.SelectMany(series => series.Points).ToList();
        List<MonitoringPeriod> periods = [.. points.Select(point => point.Period).Distinct().OrderDescending()];
        if (periods.Count == 0)
            return new ComparisonPage(found.Program, periods, null, null, []) { Others = 0 };
        var valued = points.Where(point => point.Value.Value is not null).Select(point => point.Period).ToHashSet();
        var to = Known(second) ?? periods.Find(valued.Contains) switch { { Year: > 0 } newest => newest, _ => periods[0] };
        var from = Known(first) ?? (periods.Contains(to.YearBefore) ? to.YearBefore : periods[^1]);
        List<ComparedIndicator> rows =
        [
            .. from series in found.Series
               let before = series.Points.FirstOrDefault(point => point.Period == @from)
               let now = series.Points.FirstOrDefault(point => point.Period == to)
               where before is not null && now is not null
               select new ComparedIndicator(series, before, now),
        ];
        return new ComparisonPage(found.Program, periods, from, to, rows) { Others = found.Series.Count - rows.Count };

        MonitoringPeriod? Known(string? key) => MonitoringPeriod.TryParse(key, out var period) && periods.Contains(period) ? period : null;
    }

    /// <summary>Null for a missing or foreign programme, an indicator that it has not, a period or a part that the indicator has not.</summary>
    /// <param name="period">Null: the latest.</param>
    /// <param name="form">What was posted and is to be corrected; null: as stored.</param>
    public async Task<IndicatorPage?> ValueAsync(Guid programId, string code, string? period, string? line, IndicatorValueForm? form, CancellationToken ct)
    {
        MonitoringPeriod? asked = MonitoringPeriod.TryParse(period, out var parsed) ? parsed : null;
        if ((period is not null && asked is null)
            || await reader.ReadAsync(programId, asked?.Academic ?? year.Value, code, ct) is not { } found
            || found.Series.FirstOrDefault(one => one.Line.Part == (line ?? found.Series[0].Line.Part)) is not { } series
            || (asked is null ? series.Current ?? series.Points.LastOrDefault() : series.Points.FirstOrDefault(one => one.Period == asked)) is not { } point)
            return null;
        var tenant = await clock.TenantAsync(ct);
        var since = IndicatorReader.Since(series.Definition.Rhythm, point.Period);
        var facts = found.Archive.Facts(found.Program.Id, point.Period, since);
        var forms = await states.OfAsync(series.Line, point.Period, since, ct);
        var before = series.Line.Minus == IndicatorLine.YearBefore && facts.YearBefore is { } then ? IndicatorRules.Compute(series.Line with { Minus = null }, then, withFactors: false) : null;
        return new IndicatorPage(found.Program, series, found.Series, point, [.. Schools(found.Archive, series, point.Period, point.Computed, before).Select(school => school with { States = [.. forms[school.Id ?? Guid.Empty]] })], Factors(found.Archive, point.Computed),
            [.. IndicatorPresets.CampaignsFor(found.Program.TemplateCode ?? "", series.Definition).Select(campaign => campaign.Title)], db.Actor.May(Permissions.ProgramsEdit),
            form ?? new IndicatorValueForm { Value = point.Override?.Value / 1.000000000000000000000000000m, Reason = point.Override?.Reason, Version = point.Override?.Version },
            point.Override is { } entered ? $"{Roles.Label(entered.EnteredRole)}, {LocalTime.Of(entered.EnteredAt, tenant)}" : null,
            LooksAtRisks(series) ? $"{point.Period.RiskListYear}: {await riskLists.StandingAsync(point.Period.RiskListYear, ct)}" : null)
        {
            Interim = QuantityCatalogue.NeedsInterimVerdict(series.Line) ? Interim(found.Archive, facts) : [],
            YearBefore = before,
            Supplier = IndicatorSuppliers.Of(found.Program.TemplateCode, series.Definition, tenant),
        };
    }

    private static bool LooksAtRisks(IndicatorSeries series) => series.Line.Group == IndicatorGroup.Risk
        || series.Line.Refs.Any(reference => reference is { Measure: QuantityMeasure.Catalogue } && QuantityCatalogue.Find(reference.Code)?.Source == OfRisks);

    private static List<IndicatorSchool> Schools(MonitoringArchive archive, IndicatorSeries series, MonitoringPeriod period, IndicatorValue value, IndicatorValue? yearBefore)
    {
        var since = IndicatorReader.Since(series.Definition.Rhythm, period);
        var rows = value.Rows.ToDictionary(row => row.School);
        var missing = value.Missing.ToHashSet();
        var before = (yearBefore?.Rows ?? []).ToDictionary(row => row.School);
        var found = new List<IndicatorSchool>();
        if (rows.ContainsKey("") || missing.Contains(""))
            found.Add(new IndicatorSchool(null, Department, rows.TryGetValue("", out var own) ? own : null, missing.Contains(""), Sources(archive, series.Line, null, period, since)));
        foreach (var school in archive.Schools)
        {
            var key = MonitoringArchive.Key(school.Id);
            if (rows.ContainsKey(key) || missing.Contains(key) || before.ContainsKey(key))
                found.Add(new IndicatorSchool(school.Id, NaturalKey.Title(school.ShortName), rows.TryGetValue(key, out var row) ? row : null, missing.Contains(key),
                    Sources(archive, series.Line, school.Id, period, since)) { Before = before.TryGetValue(key, out var then) ? then : null });
        }
        return found;
    }

    private static List<InterimRisk> Interim(MonitoringArchive archive, MonitoringFacts facts) =>
    [
        .. from school in archive.Schools
           let known = facts.Find(MonitoringArchive.Key(school.Id))
           where known is not null && (known.RiskInOctober ?? known.RiskNow) is not null
           select new InterimRisk(school.Id, NaturalKey.Title(school.ShortName), known.RiskInOctober, known.RiskNow),
    ];

    private static List<(string School, string Text)> Factors(MonitoringArchive archive, IndicatorValue value)
    {
        var names = archive.Schools.ToDictionary(school => MonitoringArchive.Key(school.Id), school => NaturalKey.Title(school.ShortName));
        return [.. value.Factors.Select(factor => (factor.School.Length == 0 ? Department : names.GetValueOrDefault(factor.School, ""), factor.Text))];
    }

    /// <summary>The collections that a school's answers came from, and the pages that show what was computed for it.</summary>
    private static List<IndicatorLink> Sources(MonitoringArchive archive, IndicatorLine line, Guid? school, MonitoringPeriod period, DateOnly? since)
    {
        var links = new List<IndicatorLink>();
        var answers = archive.Answers(school, period, since);
        var parts = QuantityRef.Parse(line.Numerator).Fields;
        foreach (var source in line.Refs.SelectMany(reference => reference.Fields).Distinct().Select(field => answers.SourceOf(field, parts)).OfType<AnswerSource>().Distinct())
            links.Add(new IndicatorLink(source.Campaign, school is null ? $"/monitoring/campaigns/{source.CampaignId}" : $"/monitoring/campaigns/{source.CampaignId}/schools/{school}",
                source.IsAccepted ? null : "не проверено"));
        if (school is null)
            return links;
        if (QuantityCatalogue.NeedsInterimVerdict(line))
            links.Add(new IndicatorLink("промежуточный вывод", $"#interim-{school}"));
        foreach (var source in line.Refs.Where(reference => reference is { Measure: QuantityMeasure.Catalogue, Fields.Count: 0 } && reference.Code != "schools")
            .Select(reference => QuantityCatalogue.Find(reference.Code)!.Source).Distinct())
            links.Add(source switch
            {
                "загруженные результаты" => new IndicatorLink("результаты школы", $"/schools/{school}"),
                OfRisks => new IndicatorLink("матрица рисков", $"/monitoring/risk/schools/{school}?year={period.RiskListYear.Slug}"),
                "выявление школ с низкими результатами" => new IndicatorLink("вердикт школы", $"/identification/schools/{school}?year={period.ResultsYear.Slug}"),
                _ => new IndicatorLink("карточка школы", $"/schools/{school}"),
            });
        return links;
    }
}
