using System.Text.Json.Serialization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>The four inputs of the index of social well-being (domain reference, 6.6). The numbers are stored; do not renumber.</summary>
public enum SocialInput
{
    HigherEducation = 0,
    IncompleteFamilies = 1,
    Registry = 2,
    NonNative = 3,
}

/// <summary>What the inputs are called.</summary>
public static class SocialInputs
{
    public static readonly IReadOnlyList<(SocialInput Input, string Name)> All =
    [
        (SocialInput.HigherEducation, "оба родителя с высшим образованием"),
        (SocialInput.IncompleteFamilies, "неполные семьи"),
        (SocialInput.Registry, "дети на различных видах учёта"),
        (SocialInput.NonNative, "русский язык не родной"),
    ];

    public static string Name(SocialInput input) => All[(int)input].Name;
}

/// <summary>
/// The index of social well-being, ИСБ (domain reference, 6.6): the weighted mean of the share of parents with higher education and of what is
/// left to 100 of the three other shares; 0…100, higher is better. With one input missing there is no index: nothing is guessed.
/// </summary>
/// <param name="Value">Null: not computed.</param>
/// <param name="Inputs">As given, in the order of <see cref="SocialInput"/>.</param>
/// <param name="SmallSample">An input is of fewer pupils than the rule set asks for.</param>
public sealed record SocialIndex(Fraction? Value, IReadOnlyList<ShareFact> Inputs, bool SmallSample)
{
    [JsonIgnore]
    public IReadOnlyList<SocialInput> Missing { get; } =
        [.. SocialInputs.All.Select(known => known.Input).Where(input => Inputs[(int)input].Percent is null)];

    /// <summary>Digits behind the comma wherever the index is printed.</summary>
    public const int Decimals = 2;

    /// <summary>«68,75», «79,90», «не рассчитан».</summary>
    [JsonIgnore]
    public string Words => Value is { } value ? Printed(value) : "не рассчитан";

    /// <summary>The index of a school, or a median of several, as it is printed everywhere.</summary>
    public static string Printed(Fraction index) => RussianText.Decimal(index.Round(Decimals), Decimals);

    /// <summary>The numbers put in, or what is missing: one sentence.</summary>
    [JsonIgnore]
    public string Reason => RussianText.Nbsp(Value is null
        ? $"Индекс не рассчитан, нет данных: {string.Join("; ", Missing.Select(SocialInputs.Name))}."
        : $"{string.Join("; ", SocialInputs.All.Select(known => $"{known.Name} — {Share(known.Input)}"))}; индекс — {Words}.");

    /// <param name="inputs">Four, in the order of <see cref="SocialInput"/>.</param>
    /// <exception cref="ArgumentException">Not four inputs, or one that cannot be true.</exception>
    public static SocialIndex Of(ContextRuleSet rules, IReadOnlyList<ShareFact> inputs)
    {
        if (inputs.Count != SocialInputs.All.Count)
            throw new ArgumentException($"{inputs.Count} inputs for {SocialInputs.All.Count}");
        foreach (var input in inputs)
            if (input.Check() is { } finding)
                throw new ArgumentException(finding.Message);
        var small = inputs.Any(input => input.IsSmallSample(rules.SmallSampleBelow));
        var (sum, weights) = (Fraction.Zero, Fraction.Zero);
        foreach (var (input, _) in SocialInputs.All)
        {
            if (inputs[(int)input].Percent is not { } percent)
                return new SocialIndex(null, inputs, small);
            Fraction weight = rules.IndexWeights[(int)input];
            sum += weight * (input == SocialInput.HigherEducation ? percent : Fraction.Hundred - percent);
            weights += weight;
        }
        return new SocialIndex(sum / weights, inputs, small);
    }

    private string Share(SocialInput input)
    {
        var share = Inputs[(int)input];
        var percent = RussianText.Percent(share.Percent!.Value.Round(1), 1);
        return share.OnlyPercent is not null ? percent : $"{RussianText.OutOf(share.Part, share.Whole)} ({percent})";
    }
}
