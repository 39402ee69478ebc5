using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators.Risks;

/// <summary>What a verdict was made from, with the collections and results that each line came from.</summary>
/// <param name="sources">Asked only for the school that is looked at.</param>
public sealed class RiskInputs(RiskFacts facts, Func<IReadOnlyList<RiskSource>> sources)
{
    private readonly Lazy<IReadOnlyList<RiskSource>> _sources = new(sources);

    public RiskFacts Facts => facts;

    public IReadOnlyList<RiskSource> Sources => _sources.Value;
}

/// <summary>One school at risk or not, beside the list of the year before.</summary>
/// <param name="Before">Null when the school was not there a year before, or not on the list that was fixed then.</param>
public sealed record SchoolRisk(School School, RiskVerdict Verdict, RiskVerdict? Before, RiskInputs Inputs)
{
    public RiskComparison Change { get; } = RiskComparison.Of(Before, Verdict);

    public IReadOnlyList<AddressedRecommendation> Recommendations => AddressedRecommendation.For(Verdict);

    /// <summary>Where a line of the matrix came from; none for what nobody answered.</summary>
    public IReadOnlyList<RiskSource> SourcesOf(string line) => [.. Inputs.Sources.Where(source => source.Line == line)];
}

/// <summary>Whether a list is fixed, and how that is said.</summary>
/// <param name="Run">Null: the list is computed from the data of now.</param>
/// <param name="Standing">«список зафиксирован 12.11.2024, № 3», «расчёт на 12.11.2024, список не зафиксирован».</param>
/// <param name="History">Fixed lists of the year, the newest first.</param>
/// <param name="StandingBefore">Of the year before; null: that year's list is computed as well.</param>
public sealed record RiskListHead(RiskRun? Run, string Standing, IReadOnlyList<RiskRun> History, string? StandingBefore);

/// <summary>The risk matrix of an October.</summary>
/// <param name="Year">The academic year of that October.</param>
/// <param name="Rules">What it was judged by.</param>
/// <param name="Changes">What the data and the method of now would give otherwise; null: the list is not fixed, or an older one is looked at.</param>
public sealed record RiskMatrix(AcademicYear Year, RiskRuleSet Rules, IReadOnlyList<SchoolRisk> Schools, RiskListHead Head, RiskListChanges? Changes)
{
    /// <summary>The year whose ВПР sections 4.1–4.4 look at: in October the last that is over is the one before (domain reference, 6.3.1, A11).</summary>
    public AcademicYear ResultsYear => Year.Previous;
}

/// <summary>A school by the data and the method of now.</summary>
/// <param name="Existed">In the year of the list.</param>
internal sealed record LiveRisk(School School, bool Existed, RiskVerdict Verdict, RiskVerdict? Before, RiskInputs Inputs);

internal sealed record LiveRisks(AcademicYear Year, RiskRuleSet Rules, IReadOnlyList<LiveRisk> Schools);

/// <summary>A school as it was fixed.</summary>
internal sealed record FixedRisk(RiskVerdict Verdict, RiskInputs Inputs);

/// <param name="Fixed">Null: the school is not on the fixed list.</param>
public sealed record ChangedRisk(School School, RiskVerdict? Fixed, RiskVerdict Now)
{
    public bool DiffersInVerdict => Fixed?.IsRisk != Now.IsRisk;
}

/// <summary>What became different since a list was fixed.</summary>
/// <param name="Verdicts">Schools whose verdict or sections would be others now.</param>
/// <param name="OnlyValues">Schools whose values changed and whose sections stay.</param>
/// <param name="MethodInForce">Null: the method is the same.</param>
public sealed record RiskListChanges(IReadOnlyList<ChangedRisk> Verdicts, IReadOnlyList<School> OnlyValues, RiskRuleSet? MethodInForce)
{
    public bool IsEmpty => Verdicts.Count == 0 && OnlyValues.Count == 0 && MethodInForce is null;

    internal static RiskListChanges Of(RiskRuleSet rules, LiveRisks live, IReadOnlyDictionary<Guid, FixedRisk> stored)
    {
        var (verdicts, values) = (new List<ChangedRisk>(), new List<School>());
        foreach (var school in live.Schools.Where(one => one.Existed))
            if (!stored.TryGetValue(school.School.Id, out var was))
                verdicts.Add(new ChangedRisk(school.School, null, school.Verdict));
            else if (!States(was.Verdict).SequenceEqual(States(school.Verdict)))
                verdicts.Add(new ChangedRisk(school.School, was.Verdict, school.Verdict));
            else if (!AreSame(was.Inputs.Facts, school.Inputs.Facts))
                values.Add(school.School);
        return new RiskListChanges(verdicts, values, live.Rules.Version == rules.Version ? null : live.Rules);
    }

    private static IEnumerable<Ternary> States(RiskVerdict verdict) => verdict.Sections.Select(part => part.Triggered).Prepend(verdict.IsRisk);

    private static bool AreSame(RiskFacts was, RiskFacts now) =>
        RiskIndicator.All.All(line => line.IsAnswer ? was.Answer(line.Code) == now.Answer(line.Code) : was.Share(line.Code) == now.Share(line.Code));
}

/// <summary>Where the lines of the matrix come from.</summary>
internal static class RiskSources
{
    /// <summary>The collections; the whole's stands beside the part's where they differ.</summary>
    public static IEnumerable<RiskSource> Of(SourcedAnswers answers)
    {
        foreach (var (line, question) in FormFacts.RiskAnswers)
            if (answers.SourceOf(question) is { } source)
                yield return Of(line, source);
        foreach (var (line, part, whole) in FormFacts.RiskShares)
            foreach (var source in new[] { answers.SourceOf(part), answers.SourceOf(whole, part) }.OfType<AnswerSource>().Distinct())
                yield return Of(line, source);
    }

    public static IEnumerable<RiskSource> OfResults(AcademicYear year, Func<string, Guid?> result)
    {
        foreach (var line in RiskIndicator.All)
            if (line.Procedure is { } procedure && result(procedure) is { } id)
                yield return new RiskSource(line.Code, null, $"ВПР {year}", true, id);
    }

    private static RiskSource Of(string line, AnswerSource source) => new(line, source.CampaignId, source.Title, source.IsAccepted, null);
}
