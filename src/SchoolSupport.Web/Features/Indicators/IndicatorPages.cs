using FluentValidation;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Web.Features.Indicators.Risks;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>A programme that has indicators.</summary>
public sealed record IndicatorProgram(Guid Id, string Title);

/// <summary>The table of a programme's indicators.</summary>
/// <param name="Found">Null while there is no programme.</param>
/// <param name="Show">Code of a standing to narrow to.</param>
public sealed record IndicatorsPage(IReadOnlyList<IndicatorProgram> Programs, IndicatorTable? Found, AcademicYear Year, string? Show, Tenant Tenant, bool MayEdit)
{
    /// <summary>Codes of the filter, in the order of the lights.</summary>
    public static readonly IReadOnlyList<(string Code, IndicatorStanding Standing, string Words)> Lights =
    [
        ("missed", IndicatorStanding.NotReached, "не достигнуты"), ("behind", IndicatorStanding.Approaching, "отставание"), ("reached", IndicatorStanding.Reached, "достигнуты"),
        ("no-target", IndicatorStanding.NoTarget, "цель не задана"), ("no-data", IndicatorStanding.NoData, "нет данных"),
    ];

    public IReadOnlyList<IndicatorSeries> Rows { get; } = [.. (Found?.Series ?? []).Where(series => Show is null || Lights.Any(light => light.Code == Show && light.Standing == series.Standing))];

    /// <summary>What the page is narrowed to, «не достигнуты»; null: to nothing.</summary>
    public string? ShownWords => Lights.Where(light => light.Code == Show).Select(light => light.Words).FirstOrDefault();

    /// <summary>The workbook of what the page shows.</summary>
    public string Export => $"/monitoring/indicators/{Found!.Program.Id}/export{(Show is null ? "" : $"?show={Uri.EscapeDataString(Show)}")}";

    public int Count(IndicatorStanding standing) => Found?.Series.Count(series => series.Standing == standing) ?? 0;

    public string Address(string? show) => $"/monitoring/indicators?program={Found!.Program.Id}{(show is null ? "" : $"&show={show}")}";
}

/// <summary>One value in two periods.</summary>
public sealed record ComparedIndicator(IndicatorSeries Series, IndicatorPoint Before, IndicatorPoint Now)
{
    /// <summary>Null where one of the two has no value.</summary>
    public string? Change => Before.Value.Value is { } then && Now.Value.Value is { } now ? IndicatorWords.Change(Series.Definition, then, now) : null;

    public IndicatorTrend Trend => IndicatorJudgement.Trend(Before.Value.Value, Now.Value.Value, Series.Definition.WishOf(Series.Line));
}

/// <summary>Two periods beside each other.</summary>
/// <param name="Periods">All that have begun, newest first.</param>
/// <param name="From">Null while the programme has no values.</param>
public sealed record ComparisonPage(SupportProgram Program, IReadOnlyList<MonitoringPeriod> Periods, MonitoringPeriod? From, MonitoringPeriod? To, IReadOnlyList<ComparedIndicator> Rows)
{
    public string Path => $"/monitoring/indicators/{Program.Id}/compare";

    /// <summary>Indicators whose values are of other periods than the two.</summary>
    public required int Others { get; init; }
}

/// <summary>What a school brings to a value, or lacks.</summary>
/// <param name="Row">Null: its data are missing and it is counted nowhere.</param>
public sealed record IndicatorSchool(Guid? Id, string Name, IndicatorRow? Row, bool IsMissing, IReadOnlyList<IndicatorLink> Sources)
{
    /// <summary>What it brought a year before to a value that is compared with that year; null: nothing, or nothing is compared.</summary>
    public IndicatorRow? Before { get; init; }

    /// <summary>Where its forms stand that ask for the value, the newest collection first.</summary>
    public IReadOnlyList<CollectionState> States { get; init; } = [];
}

/// <summary>The risk matrix of a school in October and on the data of the period: what «устранено» is decided by.</summary>
/// <param name="October">Null: the school was not in that list.</param>
/// <param name="Now">Null: the school gave no data since.</param>
public sealed record InterimRisk(Guid Id, string Name, RiskVerdict? October, RiskVerdict? Now)
{
    public string Words => $"в октябре — {Label(October, "не было в перечне")}, сейчас — {Label(Now, "сведений нет")}";

    /// <summary>Lines of the matrix in its order: section, line, the value then and now.</summary>
    public IEnumerable<(RiskSection Section, string Name, string Then, string Today)> Lines =>
        from section in (October ?? Now)!.Sections
        from value in section.Values
        select (section.Section, RiskIndicator.Find(value.Code)?.Name ?? value.Code, ValueOf(October, value.Code), ValueOf(Now, value.Code));

    public static string Section(RiskVerdict? verdict, string code) => verdict is null ? "—" : RiskExplanation.SectionLabel(verdict.Of(code));

    private static string Label(RiskVerdict? verdict, string none) => verdict is null ? none : RiskExplanation.Label(verdict.IsRisk);

    private static string ValueOf(RiskVerdict? verdict, string code)
    {
        if (verdict is null)
            return "—";
        var (condition, value) = verdict.Sections.SelectMany(section => section.Conditions).SelectMany(outcome => outcome.Values.Select(one => (outcome.Condition, one))).First(pair => pair.one.Code == code);
        return RiskWords.Value(verdict, condition.Threshold, value);
    }
}

/// <summary>Where a number comes from.</summary>
public sealed record IndicatorLink(string Words, string? Address, string? Note = null);

/// <summary>One value with everything behind it.</summary>
/// <param name="Lines">Of the same indicator, when it has several.</param>
/// <param name="RiskList">Which list of schools at risk it looks at, «2024/2025: список зафиксирован 12.11.2024, № 3»; null: none.</param>
public sealed record IndicatorPage(
    SupportProgram Program, IndicatorSeries Series, IReadOnlyList<IndicatorSeries> Lines, IndicatorPoint Point, IReadOnlyList<IndicatorSchool> Schools,
    IReadOnlyList<(string School, string Text)> Factors, IReadOnlyList<string> Campaigns, bool MayReplace, IndicatorValueForm Form, string? EnteredAt, string? RiskList)
{
    public IndicatorDefinition Definition => Series.Definition;
    public IndicatorLine Line => Series.Line;

    /// <summary>Who gives the data; null: nobody is named.</summary>
    public required string? Supplier { get; init; }

    /// <summary>The value is made of answers, and the state of the forms stands beside them.</summary>
    public bool HasStates => Schools.Any(school => school.States.Count > 0);

    /// <summary>Empty unless the value rests on the verdict of the period beside that of October.</summary>
    public required IReadOnlyList<InterimRisk> Interim { get; init; }

    /// <summary>The whole of a year before, that is taken away; null: nothing is, or nothing is known of it.</summary>
    public required IndicatorValue? YearBefore { get; init; }

    /// <summary>What is listed is a document that confirms a «да».</summary>
    public bool IsEvidence => Definition.Unit == IndicatorUnit.YesNo && Line.Factors is { } list && FactorCatalogue.IsAnswer(list);
    public IndicatorCalculation Calculation { get; } = IndicatorCalculation.Of(Series.Definition, Series.Line, Point.Computed);
    public string Path => $"/monitoring/indicators/{Program.Id}/{Uri.EscapeDataString(Definition.Code)}";

    public string Address(string line, MonitoringPeriod period) =>
        $"{Path}?period={Uri.EscapeDataString(period.Key)}{(line.Length == 0 ? "" : $"&line={Uri.EscapeDataString(line)}")}";
}

/// <summary>A value put in the place of the computed one.</summary>
public sealed class IndicatorValueForm
{
    public decimal? Value { get; set; }
    public string? Reason { get; set; }
    public string? Period { get; set; }
    public string? Line { get; set; }

    /// <summary>Of the replaced value that the page showed.</summary>
    public uint? Version { get; set; }

    /// <summary>Null for a period that cannot be read.</summary>
    public IndicatorPlace? Place(Guid programId, string code) =>
        MonitoringPeriod.TryParse(Period, out var period) ? new IndicatorPlace(programId, code, Line ?? "", period) : null;
}

public sealed class IndicatorValueFormValidator : AbstractValidator<IndicatorValueForm>
{
    public IndicatorValueFormValidator()
    {
        RuleFor(form => form.Value).NotNull().WithMessage("Введите значение показателя.");
        RuleFor(form => form.Reason).NotEmpty().WithMessage("Напишите, почему значение изменено вручную.")
            .MaximumLength(IndicatorValue.ReasonMaxLength).WithMessage("Сократите причину до {MaxLength} знаков.");
    }
}
