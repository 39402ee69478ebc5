using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>Five schools whose every number is small enough to be counted by hand, for the table of <see cref="IndicatorValues"/>.</summary>
internal static class SmallTown
{
    private static readonly HashSet<string> NoGroups = [];
    private static readonly ProcedureResult NotApplicable = new(ShareFact.NotApplicable);

    public static readonly MonitoringFacts YearBefore = new(
    [
        School("A", true, true) with
        {
            Answers = Answers(("year-quality", 290), ("pupils-assessed", 600)),
            Results = Results(("oge-math", Of(12, 40)), ("ege-math-base", Of(1, 10)), ("ege-math-profile", Of(2, 12)), ("oge-russian", Of(1, 40)),
                ("ege-russian", Of(0, 20)), ("vpr-math-4", Marks(8, 16, 10, 6)), ("work-region-math-4", Of(6, 20))),
            IsParticipant = true,
        },
        School("B", true, false) with
        {
            Answers = Answers(("year-quality", 60), ("pupils-assessed", 120)),
            Results = Results(("oge-math", Of(4, 18)), ("oge-russian", Of(1, 18)), ("vpr-math-4", Marks(3, 6, 4, 2)), ("ege-math-base", NotApplicable),
                ("ege-math-profile", NotApplicable), ("ege-russian", NotApplicable)),
            IsParticipant = true,
        },
        School("C", true, false) with { Results = Results(("vpr-math-4", new(ShareFact.Missing))), IsParticipant = true },
        School("D", false, false) with { Results = Results(("vpr-math-4", Of(2, 10))) },
        School("E", true, false) with { Results = Results(("vpr-math-4", Of(0, 10))) },
    ], new Dictionary<string, Answer>(), ContextRuleSet.Standard);

    public static readonly MonitoringFacts Facts = new([A, B, C, D, E], Answers(
        ("agreements", 6), ("high-results-list", 1), ("mean-vpr-region", 3.4m), ("mean-oge-municipality", 3.75m), ("mean-oge-region", 3.8m), ("networks", 4),
        ("achieved-monitoring-model", 0)), ContextRuleSet.Standard, YearBefore);

    private static SchoolMonitoring A => School("A", true, true) with
    {
        IsLow = Ternary.Yes, IsListed = Ternary.Yes, IsStableLow = Ternary.Yes, IsParticipant = true, IsMunicipalSite = true, WasMunicipalSite = true,
        RiskInOctober = RiskMatrix.Evaluate((RiskIndicator.Internet, RiskAnswer.No), (RiskIndicator.NoDiploma, ShareFact.Of(1, 40))),
        RiskNow = RiskMatrix.Evaluate(),
        HandedIn = new HashSet<string> { "social-passport" },
        Answers = Answers(("teachers", 20), ("teachers-diagnosed-subject", 12), ("teachers-associations", 15), ("teachers-route", 5), ("teachers-supported", 20),
            ("events-federal", 2), ("struggling", 30), ("struggling-route", 15), ("failing", 8), ("failing-extra", 6), ("prevention-system", 1), ("risk-prevention", 1),
            ("positions", 25), ("positions-qualified", 24), ("graduates-9", 40), ("certificates-9", 38), ("graduates-11", 20), ("certificates-11", 20),
            ("pupils-year-end", 600), ("repeat-year", 6), ("equal-access", 1), ("year-quality", 300), ("pupils-assessed", 600),
            ("pupils", 600), ("parents-higher", 120), ("incomplete-families", 180), ("registry-any", 30), ("non-native", 60)),
        Results = Results(("oge-math", Of(10, 40)), ("ege-math-base", Of(1, 10)), ("ege-math-profile", Of(2, 10)), ("oge-russian", Of(0, 40)),
            ("ege-russian", Of(0, 20)), ("vpr-math-5", Marks(6, 14, 12, 8)), ("work-region-math-4", Of(5, 20))),
    };

    private static SchoolMonitoring B => School("B", true, false) with
    {
        IsLow = Ternary.Yes, IsLowThisYear = Ternary.Yes, IsListed = Ternary.Yes, IsAdverse = true, IsParticipant = true,
        RiskInOctober = RiskMatrix.Evaluate((RiskIndicator.Failing, ShareFact.Of(30, 200))),
        RiskNow = RiskMatrix.Evaluate((RiskIndicator.Failing, ShareFact.Of(25, 200))),
        HandedIn = new HashSet<string> { "social-passport" },
        Answers = Answers(("teachers", 10), ("teachers-diagnosed-subject", 4), ("teachers-associations", 10), ("teachers-route", 2), ("events-federal", 0), ("events-productive", 3),
            ("struggling", 10), ("struggling-route", 10), ("failing", 0), ("failing-extra", 0), ("prevention-system", 1), ("risk-prevention", 0),
            ("positions", 12.5m), ("positions-qualified", 10), ("graduates-9", 18), ("certificates-9", 17), ("pupils-year-end", 150), ("repeat-year", 3), ("equal-access", 0),
            ("year-quality", 50), ("pupils-assessed", 100), ("pupils", 150), ("parents-higher", 0), ("incomplete-families", 150), ("registry-any", 0), ("non-native", 0)),
        Results = Results(("oge-math", Of(5, 18)), ("oge-russian", Of(1, 18)), ("vpr-math-5", Marks(3, 6, 4, 2)), ("ege-math-base", NotApplicable),
            ("ege-math-profile", NotApplicable), ("ege-russian", NotApplicable)),
    };

    private static SchoolMonitoring C => School("C", true, false) with
    {
        IsLow = Ternary.No, IsListed = Ternary.No, IsStableLow = Ternary.No, IsAdverse = true, IsParticipant = true, IsRegionalSite = true, GainedResilient = true,
        RiskInOctober = RiskMatrix.Evaluate(), RiskNow = RiskMatrix.Evaluate(),
        HandedIn = new HashSet<string> { "social-passport" },
        Answers = Answers(("teachers", 15), ("struggling", 0), ("struggling-route", 0), ("failing", 0), ("failing-extra", 0), ("prevention-system", 0), ("risk-prevention", 1),
            ("positions", 20), ("positions-qualified", 18.5m), ("graduates-9", 22), ("certificates-9", 22), ("pupils-year-end", 200), ("repeat-year", 0), ("equal-access", 1),
            ("year-quality", 80), ("pupils-assessed", 200)),
        Results = Results(("oge-math", Of(2, 22)), ("oge-russian", Of(0, 22)), ("vpr-math-5", Marks(4, 10, 5, 1)), ("ege-math-base", NotApplicable),
            ("ege-math-profile", NotApplicable), ("ege-russian", NotApplicable)),
    };

    private static SchoolMonitoring D => School("D", false, false) with
    {
        IsLow = Ternary.No, IsListed = Ternary.No, IsStableLow = Ternary.No,
        RiskInOctober = RiskMatrix.Evaluate((RiskIndicator.Computers, RiskAnswer.Missing)),
        Answers = Answers(("teachers", 5), ("struggling", 4), ("failing", 0), ("failing-extra", 0)),
        Results = Results(("vpr-math-5", NotApplicable), ("oge-math", NotApplicable), ("oge-russian", NotApplicable)),
    };

    private static SchoolMonitoring E => School("E", true, false) with
    {
        IsLow = Ternary.Unknown, IsLowThisYear = Ternary.Unknown, IsListed = Ternary.Unknown, IsStableLow = Ternary.Unknown,
        RiskInOctober = RiskMatrix.Evaluate(), RiskNow = RiskMatrix.Evaluate(),
        Answers = Answers(("struggling", 6), ("struggling-route", 3), ("failing", 2), ("failing-extra", 2), ("prevention-system", 1)),
        Results = Results(("vpr-math-5", Marks(0, 6, 4, 2)), ("oge-math", Nobody), ("oge-russian", Nobody)),
    };

    private static ProcedureResult Nobody => new(ShareFact.OfResult(ProcedureFact.NoParticipants));

    private static SchoolMonitoring School(string key, bool basic, bool secondary) => new() { Key = key, Traits = new SchoolTraits(basic, secondary, true, NoGroups) };

    private static ProcedureResult Of(int failed, int participants) => new(ShareFact.Of(failed, participants));

    private static ProcedureResult Marks(int two, int three, int four, int five) =>
        new(ShareFact.Of(two, two + three + four + five), new MarkCounts(two, three, four, five));

    private static Dictionary<string, ProcedureResult> Results(params (string Code, ProcedureResult Result)[] results) =>
        results.ToDictionary(one => one.Code, one => one.Result);

    private static Dictionary<string, Answer> Answers(params (string Code, decimal Value)[] answers) =>
        answers.ToDictionary(one => one.Code, one => Answer.Of(one.Value));
}
