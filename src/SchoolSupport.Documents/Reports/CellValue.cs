using System.Globalization;

namespace SchoolSupport.Documents.Reports;

/// <summary>What stands in a cell: the number is kept beside the way it is printed, so that a workbook gets real numbers.</summary>
public abstract record CellValue
{
    /// <summary>As it is printed on paper.</summary>
    public abstract string Text { get; }

    public virtual bool IsNumber => false;

    // Liberation Serif has no U+202F and another font would be embedded for it, hence U+00A0 on paper.
    private protected const char NoBreakSpace = '\u00a0';

    private protected static string Grouped(long number)
    {
        var digits = Math.Abs((decimal)number).ToString("#,0", CultureInfo.InvariantCulture).Replace(',', NoBreakSpace);
        return number < 0 ? "−" + digits : digits;
    }
}

/// <summary>Words; also «—» (not held here) and «н/д» (no data), which are not numbers.</summary>
public sealed record TextValue(string Content) : CellValue
{
    public override string Text => Content;
}

/// <summary>A whole number; the mark is a footnote sign such as «*» and is not part of the value.</summary>
public sealed record IntegerValue(long Number, string Mark = "") : CellValue
{
    public override string Text => Grouped(Number) + Mark;
    public override bool IsNumber => true;
}

/// <summary>«3 из 10 (30,0 %)» or, without the share, «3 из 10».</summary>
/// <param name="Count">Not above <paramref name="Total"/>.</param>
/// <param name="Decimals">Two where one would contradict the verdict: «29 из 97 (29,90 %)».</param>
public sealed record ShareValue(int Count, int Total, bool WithPercent = true, int Decimals = 1, string Mark = "") : CellValue
{
    public override string Text => Of + (WithPercent && Total > 0 ? $" ({Percent.Print(Count, Total, Decimals)}{NoBreakSpace}%)" : "") + Mark;
    public override bool IsNumber => true;

    private string Of => $"{Grouped(Count)}{NoBreakSpace}из{NoBreakSpace}{Grouped(Total)}";
}

/// <summary>A share in percent, kept as the two integers that it comes from; the head of the column says «%».</summary>
/// <param name="Denominator">Above 0.</param>
public sealed record PercentValue(int Numerator, int Denominator, int Decimals = 1) : CellValue
{
    public override string Text => Percent.Print(Numerator, Denominator, Decimals);
    public override bool IsNumber => true;
}

public sealed record DateValue(DateOnly Date) : CellValue
{
    public override string Text => Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}

/// <summary>A number that must not be published because it could reveal one child's result.</summary>
public sealed record HiddenValue(string Content = HiddenValue.FewerThanFive) : CellValue
{
    public const string FewerThanFive = "менее\u00a05";

    public override string Text => Content;
}

internal static class Percent
{
    /// <summary>100·numerator/denominator with a decimal comma, a half rounded away from zero.</summary>
    public static string Print(int numerator, int denominator, int decimals)
    {
        if (denominator <= 0)
            throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "A share needs a denominator above 0.");
        var rounded = Math.Round(100m * numerator / denominator, decimals, MidpointRounding.AwayFromZero);
        var digits = Math.Abs(rounded).ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('.', ',');
        return rounded < 0 ? "−" + digits : digits;
    }
}
