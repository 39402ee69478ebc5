using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Reports;

/// <summary>What stands in a cell: the number is kept beside the way it is printed, so that a workbook gets real numbers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = DocumentJson.Discriminator)]
[JsonDerivedType(typeof(TextValue), "text"), JsonDerivedType(typeof(IntegerValue), "integer"), JsonDerivedType(typeof(DecimalValue), "decimal")]
[JsonDerivedType(typeof(ShareValue), "share"), JsonDerivedType(typeof(PercentValue), "percent"), JsonDerivedType(typeof(PointsValue), "points")]
[JsonDerivedType(typeof(DateValue), "date"), JsonDerivedType(typeof(HiddenValue), "hidden")]
public abstract record CellValue
{
    /// <summary>As it is printed on paper.</summary>
    public abstract string Text { get; }

    public virtual bool IsNumber => false;

    // Liberation Serif has no U+202F and another font would be embedded for it, hence «Paper».
    private protected static string Percent(int numerator, int denominator, int decimals) => denominator > 0
        ? RussianText.Paper(RussianText.Percent(100m * numerator / denominator, decimals))
        : throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "A share needs a denominator above 0.");

    /// <summary>How many decimals a share needs beside a threshold compared by ≥, so that it does not contradict the verdict.</summary>
    private protected static int DecimalsBeside(int numerator, int denominator, decimal thresholdPercent)
    {
        var digits = denominator > 0 ? RussianText.Percent(100m * numerator / denominator, thresholdPercent) : "";
        return digits.IndexOf(',') is var comma and >= 0 ? digits[(comma + 1)..].TakeWhile(char.IsDigit).Count() : 1;
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
    public override string Text => RussianText.Paper(RussianText.Number(Number)) + Mark;
    public override bool IsNumber => true;
}

/// <summary>A number that need not be whole.</summary>
/// <param name="Decimals">Digits behind the comma as printed; the workbook keeps the number itself.</param>
public sealed record DecimalValue(decimal Number, int Decimals) : CellValue
{
    public override string Text => RussianText.Paper(Number.ToString("#,0" + (Decimals > 0 ? "." + new string('0', Decimals) : ""), RussianText.Culture));
    public override bool IsNumber => true;
}

/// <summary>«3 из 10 (30,0 %)» or, without the share, «3 из 10».</summary>
/// <param name="Count">Not above <paramref name="Total"/>.</param>
/// <param name="Decimals">Two where one would contradict the verdict: «29 из 97 (29,90 %)».</param>
public sealed record ShareValue(int Count, int Total, bool WithPercent = true, int Decimals = 1, string Mark = "") : CellValue
{
    /// <summary>With as many decimals as the threshold asks for: «29 из 97 (29,90 %)» under 30 %.</summary>
    public static ShareValue Beside(int count, int total, decimal thresholdPercent, string mark = "") =>
        new(count, total, WithPercent: true, DecimalsBeside(count, total, thresholdPercent), mark);

    public override string Text => RussianText.Paper(RussianText.OutOf(Count, Total)) + (WithPercent && Total > 0 ? $" ({Percent(Count, Total, Decimals)})" : "") + Mark;
    public override bool IsNumber => true;
}

/// <summary>A share in percent, kept as the two integers that it comes from; the head of the column says «%».</summary>
/// <param name="Denominator">Above 0.</param>
public sealed record PercentValue(int Numerator, int Denominator, int Decimals = 1) : CellValue
{
    /// <summary>With as many decimals as the threshold asks for: «29,90» under 30 %.</summary>
    public static PercentValue Beside(int numerator, int denominator, decimal thresholdPercent) =>
        new(numerator, denominator, DecimalsBeside(numerator, denominator, thresholdPercent));

    public override string Text => Percent(Numerator, Denominator, Decimals).TrimEnd('%', '\u00a0');
    public override bool IsNumber => true;
}

/// <summary>A change in percentage points, always with its sign: «+4,8», «−3,4».</summary>
/// <param name="Tenths">The difference of the printed shares, in tenths of a point.</param>
public sealed record PointsValue(int Tenths) : CellValue
{
    public override string Text => (Tenths > 0 ? "+" : "") + (Tenths / 10m).ToString("0.0", RussianText.Culture);
    public override bool IsNumber => true;
}

public sealed record DateValue(DateOnly Date) : CellValue
{
    public override string Text => RussianText.ShortDate(Date);
}

/// <summary>A number that must not be published because it could reveal one child's result.</summary>
public sealed record HiddenValue(string Content = HiddenValue.FewerThanFive) : CellValue
{
    public const string FewerThanFive = "менее\u00a05";

    public override string Text => Content;
}
