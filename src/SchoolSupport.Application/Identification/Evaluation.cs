using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Identification;

/// <summary>A school judged: the facts, the verdict and what they rest on.</summary>
/// <param name="Name">As lists show it: without the legal form.</param>
/// <param name="ResultIds">List year first, then the year before, in the rule set's order.</param>
/// <param name="Notes">What was added up, in Russian; empty when nothing was.</param>
public sealed record EvaluatedSchool(
    Guid SchoolId, string Name, SchoolKind Kind, SchoolFacts Facts, LowResultsVerdict Verdict, Guid?[] ResultIds, string Notes);

/// <summary>
/// Verdicts of a list year under one rule set: from the data of now, or restored from a stored run. Rules and facts
/// decide wholly, so a restored one says exactly what was said when the run was made.
/// </summary>
/// <param name="Schools">In the order of lists (natural order of names).</param>
public sealed record Evaluation(AcademicYear Year, LowResultsRuleSet Rules, IReadOnlyList<EvaluatedSchool> Schools)
{
    public static Evaluation Of(FactsOfYear facts) => new(facts.Year, facts.Rules, facts.Schools.Select(s => new EvaluatedSchool(
        s.School.Id, SchoolTitle.Of(s.School.ShortName), s.School.Kind, s.Facts, facts.Rules.Evaluate(s.Facts), s.ResultIds, s.Notes)).ToArray());

    public int Count(Verdict verdict) => Schools.Count(s => s.Verdict.Verdict == verdict);

    /// <summary>The sentences of one school.</summary>
    /// <param name="title">Title of a procedure by its code.</param>
    public Explanation Explain(EvaluatedSchool school, Func<string, string> title) => new(Rules, school.Facts, school.Verdict, title);
}
