using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>
/// Parameters of the verdicts on a school's context (domain reference, sections 6.4, 6.6 and 6.7). Immutable; a changed rule set is a new version.
/// </summary>
public sealed record ContextRuleSet
{
    public const int NameMaxLength = 200;

    /// <summary>Equal weights of the index; the assisted rule for adverse conditions is off, because no document gives thresholds.</summary>
    public static readonly ContextRuleSet Standard = new();

    public string Name { get; init; } = "Равные веса индекса";

    public int Version { get; init; } = 1;

    /// <summary>Weights of the four inputs of the index, in the order of <see cref="SocialInput"/>; not negative, one of them more than 0.</summary>
    public IReadOnlyList<decimal> IndexWeights { get; init; } = [1, 1, 1, 1];

    /// <summary>K: how many of the conditions below make a candidate; null: the rule is off and only the department decides.</summary>
    public int? AdverseNeeded { get; init; }

    /// <summary>p: the index is ≤ this; null: not looked at.</summary>
    public decimal? AdverseIndexAtMost { get; init; }

    /// <summary>q: deviant behaviour, no motivation and Russian not native add up to ≥ this percentage; null: not looked at.</summary>
    public decimal? AdverseShareAtLeast { get; init; }

    /// <summary>r: kilometres to the district centre are ≥ this; null: not looked at.</summary>
    public decimal? AdverseRemotenessAtLeast { get; init; }

    /// <summary>A school of up to so many pupils, itself included, is small.</summary>
    public int SmallSchoolUpTo { get; init; } = 100;

    /// <summary>From here on a school counts as large when schools of like context are looked for.</summary>
    public int LargeSchoolFrom { get; init; } = 401;

    /// <summary>Fewer than this add «малая выборка», and the school is not ranked.</summary>
    public int SmallSampleBelow { get; init; } = 10;

    /// <summary>Nobody failed in both years: counts as positive dynamics although nothing fell (domain reference, DY-3).</summary>
    public bool ZeroCountsAsMaintained { get; init; }

    /// <summary>Schools of like context needed for a comparison, without the school itself.</summary>
    public int PeersNeeded { get; init; } = 3;

    /// <summary>Schools whose index differs by no more are of like context.</summary>
    public decimal PeerIndexWindow { get; init; } = 10;

    internal int AdverseConditions => (AdverseIndexAtMost is null ? 0 : 1) + (AdverseShareAtLeast is null ? 0 : 1) + (AdverseRemotenessAtLeast is null ? 0 : 1);

    public bool IsSmallSchool(int pupils) => pupils <= SmallSchoolUpTo;

    /// <summary>Everything that forbids using these rules, in Russian; empty when they are sound.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameMaxLength)
            problems.Add($"Укажите название методики, не длиннее {NameMaxLength} знаков");
        if (Version < 1)
            problems.Add("Номер редакции — целое число от 1");
        if (IndexWeights.Count != SocialInputs.All.Count || IndexWeights.Any(weight => weight < 0) || IndexWeights.Sum() <= 0)
            problems.Add("Веса индекса — четыре числа от 0, хотя бы одно больше 0");
        if (AdverseNeeded is { } needed && (needed < 1 || needed > AdverseConditions))
            problems.Add("Число условий не больше числа заданных порогов и не меньше 1");
        if (AdverseIndexAtMost is < 0 or > 100)
            problems.Add("Порог индекса — число от 0 до 100");
        if (AdverseShareAtLeast is <= 0 or > 100)
            problems.Add("Порог доли — больше 0 и не больше 100 %");
        if (AdverseRemotenessAtLeast < 0)
            problems.Add("Порог удалённости — число от 0");
        if (SmallSchoolUpTo < 0 || LargeSchoolFrom <= SmallSchoolUpTo)
            problems.Add("Граница большой школы выше границы малой");
        if (SmallSampleBelow < 0)
            problems.Add("Граница малой выборки — целое число от 0");
        if (PeersNeeded < 1 || PeerIndexWindow < 0)
            problems.Add("Для сравнения нужна хотя бы одна школа, окно индекса — от 0");
        return problems;
    }
}
