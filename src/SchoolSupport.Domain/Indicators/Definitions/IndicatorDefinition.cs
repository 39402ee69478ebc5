using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>The numbers are stored; do not renumber.</summary>
public enum IndicatorUnit { Percent = 1, Count = 2, YesNo = 3, Difference = 4, Index = 5 }

/// <summary>Which direction is the wanted one. The numbers are stored; do not renumber.</summary>
public enum IndicatorWish { Higher = 1, Lower = 2, None = 3 }

/// <summary>When values are due; <see cref="HalfYear"/> is January and June. The numbers are stored; do not renumber.</summary>
public enum IndicatorRhythm { Once = 1, Year = 2, YearSeptember = 3, YearAugust = 4, YearAfterExams = 5, HalfYear = 6, Continuous = 7 }

/// <summary>What one value is about. The numbers are stored; do not renumber.</summary>
public enum IndicatorScope { Municipality = 1, Group = 2, School = 3 }

/// <summary>How the value of a line comes about. The numbers are stored; do not renumber.</summary>
public enum IndicatorKind
{
    /// <summary>100 × numerator ÷ denominator.</summary>
    Share = 1,
    /// <summary>Numerator ÷ denominator: a mean mark, an index weighted by pupils.</summary>
    Mean = 2,
    /// <summary>The numerator, summed.</summary>
    Count = 3,
    YesNo = 4,
}

/// <summary>Of which schools. The numbers are stored; do not renumber.</summary>
public enum IndicatorGroup
{
    All = 1,
    /// <summary>ШНОР.</summary>
    Low = 2,
    /// <summary>ШНСУ.</summary>
    Adverse = 3,
    LowOrAdverse = 4,
    /// <summary>Schools that take part in the programme.</summary>
    Participants = 5,
    /// <summary>At risk in the October run that is looked at.</summary>
    Risk = 6,
    /// <summary>ШНОР that were identified in the current year; an older list does not stand in.</summary>
    LowThisYear = 7,
    /// <summary>With high results: the register's group of tutors and leading schools.</summary>
    High = 8,
}

/// <summary>One value of an indicator; most have a single line, some one for each kind of deficit, event or partner.</summary>
public sealed record IndicatorLine
{
    /// <summary>What is taken away for a change against the year before.</summary>
    public const string YearBefore = "year-before";

    /// <summary>What tells the lines of one indicator apart; empty when there is only one, and for the value that the others break down.</summary>
    public string Part { get; init; } = "";
    public required IndicatorKind Kind { get; init; }

    /// <summary><see cref="QuantityRef"/>.</summary>
    public required string Numerator { get; init; }

    /// <summary><see cref="QuantityRef"/>; null for counts, yes or no, and values taken as they are.</summary>
    public string? Denominator { get; init; }
    public IndicatorGroup Group { get; init; } = IndicatorGroup.All;

    /// <summary>A school whose numerator is not known stays in the denominator and is named; else it is left out of both and named.</summary>
    public bool MissingStays { get; init; }

    /// <summary>What the value is compared with, and taken away: <see cref="YearBefore"/>, or a <see cref="QuantityRef"/>; null: nothing.</summary>
    public string? Minus { get; init; }

    /// <summary>Code of <see cref="FactorCatalogue"/>: what is listed beside the value; null: nothing.</summary>
    public string? Factors { get; init; }

    /// <summary>Null: that of the indicator.</summary>
    public IndicatorWish? Wish { get; init; }

    /// <summary>The value that the programme began with, in the indicator's unit; null: the value of a year before stands in.</summary>
    public decimal? Baseline { get; init; }

    [JsonIgnore]
    public IEnumerable<QuantityRef> Refs => new[] { Numerator, Denominator, Minus == YearBefore ? null : Minus }.OfType<string>().Select(QuantityRef.Parse);
}

/// <summary>An indicator of a programme as data (domain reference, sections 7 and 7.8); a changed definition is a new version.</summary>
public sealed record IndicatorDefinition
{
    public const int NameMaxLength = 500;
    public const int CodeMaxLength = 30;
    public const int MostDecimals = 4;
    public const int SupplierMaxLength = 200;

    /// <summary>As the document numbers it: «2.3.1-1», «P8», «5*».</summary>
    public required string Code { get; init; }
    public int Version { get; init; } = 1;
    public required string Name { get; init; }
    public required IndicatorUnit Unit { get; init; }
    public required IndicatorWish Wish { get; init; }
    public required IndicatorRhythm Rhythm { get; init; }
    public required IndicatorScope Scope { get; init; }
    public required IReadOnlyList<IndicatorLine> Lines { get; init; }
    public IReadOnlyList<IndicatorTarget> Targets { get; init; } = [];

    /// <summary>Digits behind the comma when printed; comparing is always exact.</summary>
    public int Decimals { get; init; } = 1;
    public string? Note { get; init; }

    /// <summary>Who gives the data, in Russian; null: as the programme's template says.</summary>
    public string? Supplier { get; init; }

    public IndicatorWish WishOf(IndicatorLine line) => line.Wish ?? Wish;

    /// <summary>A named line beside one without a name is its breakdown: it explains the value and is not judged by the target.</summary>
    public bool IsBreakdown(IndicatorLine line) => line.Part.Length > 0 && Lines.Any(other => other.Part.Length == 0);

    /// <summary>Everything that forbids using this definition, in Russian; empty when it is sound.</summary>
    public IReadOnlyList<string> Problems() => Problems(FormPresets.Question, FormPresets.Find);

    /// <inheritdoc cref="Problems()"/>
    /// <param name="question">The question with a code, also of the department's own forms.</param>
    /// <param name="form">The form with a code.</param>
    public IReadOnlyList<string> Problems(Func<string, FormQuestion?> question, Func<string, FormDefinition?> form)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Code) || Code.Length > CodeMaxLength)
            problems.Add($"Укажите код показателя, не длиннее {CodeMaxLength} знаков");
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameMaxLength)
            problems.Add($"Укажите название показателя, не длиннее {NameMaxLength} знаков");
        if (Decimals is < 0 or > MostDecimals)
            problems.Add($"Знаков после запятой — от 0 до {MostDecimals}");
        if (Lines.Count == 0)
            problems.Add("Укажите, как считается показатель");
        if (Lines.Select(line => line.Part).Distinct(StringComparer.Ordinal).Count() != Lines.Count)
            problems.Add("У значений показателя одинаковые названия");
        foreach (var line in Lines)
            problems.AddRange(ProblemsOf(line, question, form));
        problems.AddRange(Targets.GroupBy(target => target.Year).Where(group => group.Count() > 1).Select(group => $"На {group.Key} год две цели"));
        return problems;
    }

    private static IEnumerable<string> ProblemsOf(IndicatorLine line, Func<string, FormQuestion?> question, Func<string, FormDefinition?> form)
    {
        var texts = new[] { line.Numerator, line.Denominator, line.Minus == IndicatorLine.YearBefore ? null : line.Minus }.OfType<string>();
        foreach (var text in texts)
            if (!QuantityRef.TryParse(text, out var reference))
                yield return $"Величина «{text}» записана неверно";
            else if (!reference.ExistsIn(question, form))
                yield return $"Величины «{text}» нет";
        if (line.Kind is IndicatorKind.Share && line.Denominator is null)
            yield return "У доли нет знаменателя";
        if (line.Kind is IndicatorKind.Count or IndicatorKind.YesNo && line.Denominator is not null)
            yield return "У числа и ответа «да — нет» не бывает знаменателя";
        if (line.Factors is { } factors && !FactorCatalogue.Exists(factors, question))
            yield return $"Перечня «{factors}» нет";
    }
}

/// <summary>The numbers are stored; do not renumber.</summary>
public enum TargetComparison { AtLeast = 1, Exactly = 2, AtMost = 3 }

/// <param name="Year">The academic year by whose end it should be reached; null: every year.</param>
/// <param name="Value">In the indicator's unit: percent as 80, not 0,8; 1 for «да».</param>
public sealed record IndicatorTarget(int? Year, TargetComparison Comparison, decimal Value)
{
    public bool IsReachedBy(Fraction value) => Comparison switch
    {
        TargetComparison.AtLeast => value >= Value,
        TargetComparison.AtMost => value <= Value,
        _ => value == Value,
    };

    /// <summary>The target that a year works towards: its own, else the next one to come, else the last; one for every year stands in for all.</summary>
    public static IndicatorTarget? For(IReadOnlyList<IndicatorTarget> targets, AcademicYear year) =>
        targets.Where(target => target.Year >= year.StartYear).MinBy(target => target.Year)
        ?? targets.Where(target => target.Year is not null).MaxBy(target => target.Year)
        ?? targets.FirstOrDefault();
}
