using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>Where a value comes from. The numbers are stored; do not renumber.</summary>
public enum IndicatorSource
{
    /// <summary>From what the system knows.</summary>
    Computed = 1,
    /// <summary>From answers of forms.</summary>
    Collected = 2,
    /// <summary>A person replaced it, with a reason.</summary>
    Entered = 3,
}

/// <summary>What one school brings to a value.</summary>
/// <param name="School">Key of the school; empty for the department.</param>
/// <param name="Numerator">Null: not known, counted as nothing because the school stays in the denominator.</param>
/// <param name="Value">The school's own value; null for 0 of 0 and where nothing is divided.</param>
public readonly record struct IndicatorRow(string School, Fraction? Numerator, Fraction? Denominator, Fraction? Value);

/// <summary>A computed value with everything that stands behind it.</summary>
/// <param name="Value">Exact, in the indicator's unit; null: no data, and never 0 instead.</param>
/// <param name="Numerator">Null: nothing is known.</param>
/// <param name="Denominator">Null where nothing is divided; 0: nothing to take a share of.</param>
/// <param name="Base">What was taken away for a difference; null when nothing is.</param>
/// <param name="Rows">Schools that were counted.</param>
/// <param name="Missing">Keys of schools whose data are missing; empty string for the department.</param>
/// <param name="Reason">Why the value was replaced; null unless <see cref="IndicatorSource.Entered"/>.</param>
public sealed record IndicatorValue(
    string Part, Fraction? Value, Fraction? Numerator, Fraction? Denominator, Fraction? Base,
    IReadOnlyList<IndicatorRow> Rows, IReadOnlyList<string> Missing, IReadOnlyList<FactorRow> Factors, IndicatorSource Source, string? Reason = null)
{
    public const int ReasonMaxLength = 1000;

    /// <summary>The value that a person puts in the place of the computed one; the counts stay beside it to be seen.</summary>
    /// <exception cref="PreconditionException">No reason is given.</exception>
    public IndicatorValue ReplaceBy(decimal value, string reason) => string.IsNullOrWhiteSpace(reason)
        ? throw new PreconditionException("Напишите, почему значение изменено вручную")
        : this with { Value = value, Source = IndicatorSource.Entered, Reason = reason.Trim() };

    /// <summary>«В знаменателе 0»: what is known gives nothing to take a share of. Such a value is «нет данных», and never 0 (domain reference, 7.3).</summary>
    public bool HasNothingToShare => Value is null && Numerator is not null && Denominator is { } whole && whole == Fraction.Zero;

    /// <summary>As tables print it: «4 из 13 (30,8 %)», «3», «да», «+2,3 п. п.», «нет данных».</summary>
    public string Words(IndicatorDefinition definition)
    {
        if (Value is not { } value)
            return "нет данных";
        var rounded = value.Round(definition.Decimals);
        return definition.Unit switch
        {
            IndicatorUnit.YesNo => value == Fraction.Zero ? "нет" : "да",
            IndicatorUnit.Difference => Signed(rounded, definition.Decimals) + (Denominator is not null && IsOfShares(definition) ? RussianText.Nbsp(" п. п.") : ""),
            IndicatorUnit.Percent when Source == IndicatorSource.Entered || Denominator is null => RussianText.Percent(rounded, definition.Decimals),
            IndicatorUnit.Percent => $"{Number(Numerator)}{RussianText.NoBreakSpace}из{RussianText.NoBreakSpace}{Number(Denominator)} ({RussianText.Percent(rounded, definition.Decimals)})",
            IndicatorUnit.Index => RussianText.Decimal(rounded, definition.Decimals),
            _ => RussianText.Decimal(rounded),
        };
    }

    private bool IsOfShares(IndicatorDefinition definition) => definition.Lines.Any(line => line.Part == Part && line.Kind == IndicatorKind.Share);

    private static string Number(Fraction? value) => RussianText.Decimal(value!.Value.Round(2));

    private static string Signed(decimal value, int decimals) =>
        (value > 0 ? "+" : "") + RussianText.Decimal(value, decimals);
}
