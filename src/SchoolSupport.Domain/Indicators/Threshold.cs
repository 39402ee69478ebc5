using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators;

/// <summary>How a share is compared, exactly as the document prints it. The numbers are stored; do not renumber.</summary>
public enum ShareOperator
{
    /// <summary>«Более t %»: t itself does not count.</summary>
    MoreThan = 1,
    /// <summary>«t % и более»: t itself counts.</summary>
    AtLeast = 2,
}

/// <summary>A threshold in percent with its operator. Compared exactly, printed so that the print never contradicts the comparison.</summary>
public readonly record struct Threshold(ShareOperator Operator, decimal Percent)
{
    private const int MostDigits = 6;

    public static Threshold MoreThan(decimal percent) => new(ShareOperator.MoreThan, percent);

    public static Threshold AtLeast(decimal percent) => new(ShareOperator.AtLeast, percent);

    public bool IsReachedBy(Fraction percent) => Operator == ShareOperator.MoreThan ? percent > Percent : percent >= Percent;

    /// <summary>The same of counts, without making a percentage of them: 100 × part against the threshold × whole.</summary>
    /// <param name="share">Known.</param>
    internal bool IsReachedBy(in ShareFact share)
    {
        if (share.OnlyPercent is { } percent)
            return Operator == ShareOperator.MoreThan ? percent > Percent : percent >= Percent;
        var (of, limit) = (100m * share.Part, Percent * share.Whole);
        return Operator == ShareOperator.MoreThan ? of > limit : of >= limit;
    }

    /// <summary>«больше 10 %», «20 % и больше».</summary>
    [JsonIgnore]
    public string Words => RussianText.Nbsp(Operator == ShareOperator.MoreThan
        ? $"больше {RussianText.Decimal(Percent)} %" : $"{RussianText.Decimal(Percent)} % и больше");

    /// <summary>A percentage with one decimal, and with more where fewer would stand on the wrong side of the threshold.</summary>
    public string Print(Fraction percent)
    {
        var reached = IsReachedBy(percent);
        for (var decimals = 1; decimals < MostDigits; decimals++)
        {
            var shown = percent.Round(decimals);
            // Never the threshold itself for what is not it; and a tenth away reads as «almost», so it gets its second digit.
            var blurred = (Fraction)shown != percent && (shown == Percent || (decimals == 1 && Math.Abs(shown - Percent) <= 0.1m));
            if (IsReachedBy(shown) == reached && !blurred)
                return RussianText.Percent(shown, decimals);
        }
        return RussianText.Percent(percent.Round(MostDigits), MostDigits);
    }
}
