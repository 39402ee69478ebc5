using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators;

/// <summary>What is known of a share. «Missing» comes first: what nobody filled in is missing.</summary>
public enum ShareState
{
    Missing = 0,
    Known = 1,
    /// <summary>The question does not concern the school: «не применимо».</summary>
    NotApplicable = 2,
    /// <summary>The procedure was held and nobody took part: not applicable as well, and told apart in words.</summary>
    NobodyTookPart = 3,
    /// <summary>The whole is 0 (no pupils, no teachers): there is no share, and that is not 0 %.</summary>
    NoWhole = 4,
}

/// <summary>A share with its counts (domain reference, section 6): a part of a whole, or a percentage alone where the source has no counts.</summary>
/// <param name="Part">0 … <paramref name="Whole"/>.</param>
/// <param name="OnlyPercent">0…100; then the counts are 0 and are not compared.</param>
public readonly record struct ShareFact(ShareState State, int Part, int Whole, decimal? OnlyPercent = null)
{
    public static readonly ShareFact Missing = new(ShareState.Missing, 0, 0);
    public static readonly ShareFact NotApplicable = new(ShareState.NotApplicable, 0, 0);

    /// <summary>A share of counts as they were given; a count that was not given makes it missing.</summary>
    public static ShareFact Of(int? part, int? whole) => (part, whole) switch
    {
        (null, _) or (_, null) => Missing,
        (_, 0) => new(ShareState.NoWhole, part.Value, 0),
        _ => new(ShareState.Known, part.Value, whole.Value),
    };

    public static ShareFact OfPercent(decimal percent) => new(ShareState.Known, 0, 0, percent);

    /// <summary>The share of those who failed a procedure.</summary>
    public static ShareFact OfResult(in ProcedureFact fact) => fact.State switch
    {
        ProcedureState.Missing => Missing,
        ProcedureState.NotApplicable => NotApplicable,
        ProcedureState.NoParticipants => new(ShareState.NobodyTookPart, 0, 0),
        _ when fact.OnlyPercent is { } percent => OfPercent(percent),
        _ => Of(fact.Failed, fact.Participants),
    };

    /// <summary>It could still turn out to be anything: the value is missing, or there is nothing to take it of.</summary>
    [JsonIgnore]
    public bool IsUnknown => State is ShareState.Missing or ShareState.NoWhole;

    /// <summary>Null for everything that is not known.</summary>
    [JsonIgnore]
    public Fraction? Percent => State != ShareState.Known ? null
        : OnlyPercent is { } percent ? percent
        : Fraction.Percent(Part, Whole);

    /// <summary>Known from so few that one person changes much.</summary>
    public bool IsSmallSample(int below) => State == ShareState.Known && OnlyPercent is null && Whole < below;

    /// <summary>Why these numbers cannot be true, or null.</summary>
    public Finding? Check()
    {
        if (OnlyPercent is { } percent)
            return percent is >= 0 and <= 100 ? null : new Finding(FindingSeverity.Error, "percent-out-of-range",
                "Доля должна быть от 0 до 100 %", Found: RussianText.Decimal(percent), Expected: "число от 0 до 100");
        if (Part < 0 || Whole < 0)
            return new Finding(FindingSeverity.Error, "negative-count", "Число не может быть отрицательным",
                Found: RussianText.Number(Math.Min(Part, Whole)), Expected: "целое число от 0");
        return Part <= Whole ? null : new Finding(FindingSeverity.Error, "part-above-whole",
            $"Указано {RussianText.Number(Part)}, а всего {RussianText.Number(Whole)}",
            Found: RussianText.Number(Part), Expected: $"целое число от 0 до {RussianText.Number(Whole)}");
    }

    /// <summary>«5 из 40 (12,5 %)» beside a threshold, never rounded into the opposite of what the comparison says.</summary>
    public string Words(Threshold threshold) => State switch
    {
        ShareState.Missing => "нет данных",
        ShareState.NotApplicable => "не применимо",
        ShareState.NobodyTookPart => "участников не было",
        ShareState.NoWhole => RussianText.OutOf(Part, 0),
        _ when OnlyPercent is { } percent => threshold.Print(percent),
        _ => $"{RussianText.OutOf(Part, Whole)} ({threshold.Print(Percent!.Value)})",
    };
}
