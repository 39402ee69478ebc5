using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;

namespace SchoolSupport.Application.Indicators.Contexts;

/// <summary>Whether a school is on the list of low results of a year, by the latest run and the officers' decisions upon it.</summary>
/// <param name="AnyLow">Whether any procedure of the year is low, by the rules of that run.</param>
public readonly record struct ListStanding(Ternary Is, Ternary AnyLow);

/// <summary>One procedure of a school in a year, beside the year before.</summary>
public sealed record ProcedureMove(string Code, string Name, ShareFact Before, ShareFact Now)
{
    public Dynamics Dynamics => ResultDynamics.Of(Before, Now);
}

/// <summary>What is said of one school's conditions and results in a year, with all that it was made from (domain reference, 6.4, 6.6 and 6.7).</summary>
/// <param name="IsAdverse">The department counts the school among those in adverse social conditions (ШНСУ).</param>
/// <param name="Low">Those who failed, of all who took part, over the procedures of the list.</param>
/// <param name="Unknown">Procedures of the list that the school must have a result of and has not.</param>
/// <param name="Mean">Null: no marks are known.</param>
/// <param name="Examined">How many pupils stand behind <paramref name="Low"/>, at least; 0 when no result is known.</param>
/// <param name="Pupils">As the school answered, else as the register has it.</param>
public sealed record SchoolContext(
    MonitoredSchool School, int? Pupils, SocialIndex Index, bool IsContradicted, AdverseVerdict Adverse, bool IsAdverse, ListStanding Now, ListStanding Before,
    ShareFact Low, int Examined, IReadOnlyList<string> Unknown, MeanComparison? Mean, IReadOnlyList<ProcedureMove> Moves, SourcedAnswers Answers)
{
    public WilsonInterval? Interval { get; } = WilsonInterval.Of(Low, Examined > 0 ? Examined : null);

    public ResilientState Resilient => Resilience.Of(IsAdverse, Now.Is, Before.Is, Mean);

    /// <summary>More procedures improved than worsened, or the other way.</summary>
    public Dynamics Dynamics { get; } = ResultDynamics.OfGrades(Moves.Select(move => (move.Before, move.Now)));

    public string Key => MonitoringArchive.Key(School.Id);
}

/// <summary>A school with what only a look at all schools tells.</summary>
public sealed record PlacedSchool(SchoolContext Context, ContextQuadrant Quadrant, HighResultVerdict High, PeerGroup Peers, PeerComparison Comparison)
{
    public MonitoredSchool School => Context.School;
}

/// <summary>All schools of a year.</summary>
/// <param name="Schools">In the order of lists.</param>
/// <param name="HasList">A run of low results was made for the year; without it nothing can be said of resilience and high results.</param>
public sealed record ContextTable(AcademicYear Year, ContextRuleSet Rules, ContextChart Chart, IReadOnlyList<PlacedSchool> Schools, bool HasList)
{
    public PlacedSchool? Find(Guid school) => Schools.FirstOrDefault(one => one.School.Id == school);
}
