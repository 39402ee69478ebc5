using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Identification;

/// <summary>
/// The rules by which a school has low results (ШНОР), with every threshold as a parameter
/// (domain reference, sections 6.1, 6.2 and 6.5). Immutable; a changed rule set is a new version.
/// </summary>
public sealed record LowResultsRuleSet
{
    /// <summary>The order of the nine procedures, «≥ 30 %», two in a year or one in each of two years.</summary>
    public static readonly LowResultsRuleSet Standard = new();

    public const int NameMaxLength = 200;

    public string Name { get; init; } = "Порог 30 %";

    public int Version { get; init; } = 1;

    /// <summary>A result is low when the share of those who failed is ≥ this percentage; more than 0, at most 100.</summary>
    public decimal ThresholdPercent { get; init; } = 30;

    /// <summary>Criterion 1: low results at ≥ this many different procedures in the year looked at.</summary>
    public int ProceduresForOneYear { get; init; } = 2;

    /// <summary>Criterion 2: low results at ≥ this many procedures in each of the two years.</summary>
    public int ProceduresForTwoYears { get; init; } = 1;

    /// <summary>Codes of the procedures looked at, in the order in which facts are given and pages print them.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = ProcedureCodes.Nine;

    /// <summary>Fewer participants than this add the warning «малая выборка»; the verdict stays.</summary>
    public int SmallSampleBelow { get; init; } = 10;

    /// <summary>Stable low results ask for two procedures in each year instead of one.</summary>
    public bool StableStrict { get; init; }

    /// <summary>Everything that forbids using these rules, in Russian; empty when they are sound.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > NameMaxLength)
            problems.Add($"Укажите название методики, не длиннее {NameMaxLength} знаков");
        if (Version < 1)
            problems.Add("Номер редакции — целое число от 1");
        if (ThresholdPercent is <= 0 or > 100)
            problems.Add("Порог — число больше 0 и не больше 100 %");
        else if (decimal.Round(ThresholdPercent, 2) != ThresholdPercent)
            problems.Add("В пороге не больше двух знаков после запятой");
        if (Procedures.Count == 0)
            problems.Add("Выберите хотя бы одну процедуру");
        if (Procedures.Any(string.IsNullOrWhiteSpace))
            problems.Add("У процедуры нет кода");
        if (Procedures.Distinct(StringComparer.Ordinal).Count() != Procedures.Count)
            problems.Add("Одна и та же процедура указана дважды");
        AddCountProblem(problems, ProceduresForOneYear, "Критерий 1");
        AddCountProblem(problems, ProceduresForTwoYears, "Критерий 2");
        if (SmallSampleBelow < 0)
            problems.Add("Граница малой выборки — целое число от 0");
        return problems;
    }

    private void AddCountProblem(List<string> problems, int count, string criterion)
    {
        if (count < 1 || (Procedures.Count > 0 && count > Procedures.Count))
            problems.Add($"{criterion}: число процедур от 1 до {Math.Max(1, Procedures.Count)}");
    }

    /// <summary>Low, not low, or null when there is no share to compare (nobody took part, missing, not applicable).</summary>
    /// <remarks>Compared without rounding: <c>100·failed ≥ threshold·participants</c>.</remarks>
    public bool? IsLow(in ProcedureFact fact) =>
        fact.State != ProcedureState.Reported ? null
        : fact.OnlyPercent is { } percent ? percent >= ThresholdPercent
        : fact.Participants == 0 ? null
        : 100m * fact.Failed >= ThresholdPercent * fact.Participants;

    /// <summary>The least number of failed among so many participants at which the result is low: ⌈t·N/100⌉.</summary>
    public int LowFrom(int participants) => (int)decimal.Ceiling(ThresholdPercent * participants / 100m);

    /// <summary>The verdict on one school.</summary>
    /// <exception cref="ArgumentException">A year has not one fact for each procedure, or a fact that cannot be true.</exception>
    public LowResultsVerdict Evaluate(SchoolFacts facts)
    {
        var current = Judge(facts.Current);
        var previous = Judge(facts.Previous);
        var criterion1 = TernaryLogic.AtLeast(current.LowCount, current.MissingCount, ProceduresForOneYear);
        var criterion2 = current.Has(ProceduresForTwoYears).And(previous.Has(ProceduresForTwoYears));
        var outcome = criterion1.Or(criterion2) switch
        {
            Ternary.Yes => Verdict.Included,
            Ternary.No => Verdict.NotIncluded,
            _ => Verdict.InsufficientData,
        };
        var margin = MarginRules.Of(this, facts.Current, current, outcome,
            previous.Has(ProceduresForTwoYears) == Ternary.Yes);
        return new LowResultsVerdict(outcome, criterion1, criterion2, current, previous, margin);
    }

    /// <summary>Low results in each of the two years (domain reference, section 6.5).</summary>
    public Ternary StableLow(LowResultsVerdict verdict)
    {
        var needed = StableStrict ? Math.Max(2, ProceduresForTwoYears) : ProceduresForTwoYears;
        return verdict.Current.Has(needed).And(verdict.Previous.Has(needed));
    }

    private YearOutcome Judge(YearFacts facts)
    {
        if (facts.Procedures.Length != Procedures.Count)
            throw new ArgumentException($"{facts.Year}: {facts.Procedures.Length} facts for {Procedures.Count} procedures");
        var outcomes = new ProcedureOutcome[facts.Procedures.Length];
        int low = 0, missing = 0, applicable = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            ref readonly var fact = ref facts.Procedures[i];
            if (fact.Check() is { } finding)
                throw new ArgumentException($"{facts.Year}, {Procedures[i]}: {finding.Message}");
            var isLow = IsLow(fact);
            outcomes[i] = new ProcedureOutcome(fact.State, isLow,
                isLow is not null && fact.Participants > 0 && fact.Participants < SmallSampleBelow,
                fact.State == ProcedureState.Reported && fact.OnlyPercent is not null);
            low += isLow == true ? 1 : 0;
            missing += fact.State == ProcedureState.Missing ? 1 : 0;
            applicable += fact.State == ProcedureState.NotApplicable ? 0 : 1;
        }
        return new YearOutcome(facts.Year, outcomes, low, missing, applicable);
    }
}
