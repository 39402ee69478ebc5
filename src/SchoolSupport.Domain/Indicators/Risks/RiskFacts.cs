namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>The answer to a question of section 1. «Missing» comes first: what nobody answered is missing.</summary>
public enum RiskAnswer
{
    Missing = 0,
    Yes = 1,
    No = 2,
    /// <summary>The school has no such room or subject; that is not a negative answer (domain reference, A9).</summary>
    NotApplicable = 3,
}

/// <summary>What a school's verdict is computed from, by codes of <see cref="RiskIndicator"/>; a code that is not there is missing.</summary>
public sealed record RiskFacts(IReadOnlyDictionary<string, RiskAnswer> Answers, IReadOnlyDictionary<string, ShareFact> Shares)
{
    public RiskAnswer Answer(string code) => Answers.GetValueOrDefault(code);

    public ShareFact Share(string code) => Shares.GetValueOrDefault(code);

    /// <summary>The same without some shares, which are missing then.</summary>
    internal RiskFacts Without(IEnumerable<string> codes) => this with { Shares = Shares.Where(share => !codes.Contains(share.Key)).ToDictionary(share => share.Key, share => share.Value) };
}
