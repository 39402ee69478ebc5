using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>A quantity that the system computes for each school.</summary>
/// <param name="Source">Where it comes from, in Russian, shown in «Как это считается».</param>
/// <param name="Fields">Questions whose answers it needs; empty when it needs none.</param>
/// <param name="Compute">The value for a school, with the school a year before (null: not known) and the rules.</param>
public sealed record QuantityDefinition(
    string Code, string Name, string Source, IReadOnlyList<string> Fields, Func<SchoolMonitoring, SchoolMonitoring?, ContextRuleSet, QuantityCell> Compute)
{
    /// <summary>Compared with the year before; else <see cref="Compute"/> is given none, because making the facts of a year is half of the work.</summary>
    public bool LooksBack { get; init; }

    /// <summary>The value for a school of the facts.</summary>
    public QuantityCell Of(SchoolMonitoring school, MonitoringFacts facts) =>
        Compute(school, LooksBack ? facts.YearBefore?.Find(school.Key) : null, facts.Rules);
}

/// <summary>All quantities that an indicator may be made of beside the answers of forms (domain reference, section 7, «C»).</summary>
public static class QuantityCatalogue
{
    private const string Register = "реестр школ и группы";
    private const string Lists = "выявление школ с низкими результатами";
    private const string Risk = "выявление рисковых школ";
    private const string Results = "загруженные результаты";
    private const string Answers = "сданные анкеты";

    /// <summary>Regional diagnostic works (КДР): stored by the tenant under codes that begin so and end in the grade.</summary>
    public const string RegionalWorkPrefix = "work-";

    private const string VprPrefix = "vpr-";

    private static readonly string[] Events = ["events-federal", "events-regional", "events-municipal"];
    private static readonly string[] ExamMath = [ProcedureCodes.OgeMath, ProcedureCodes.EgeMathBase, ProcedureCodes.EgeMathProfile];
    private static readonly string[] ExamRussian = [ProcedureCodes.OgeRussian, ProcedureCodes.EgeRussian];
    private static readonly string[] Exams = [.. ExamMath, .. ExamRussian];

    public static readonly IReadOnlyList<QuantityDefinition> All =
    [
        new("schools", "школы", Register, [], (_, _, _) => QuantityCell.Of((Fraction)1)),
        new("site-municipal", "муниципальные стажировочные площадки, действовавшие за год", Register, [], (now, _, _) => QuantityCell.Of(Is(now.WasMunicipalSite))),
        new("site-regional", "региональные стажировочные площадки", Register, [], (now, _, _) => QuantityCell.Of(Is(now.IsRegionalSite))),
        new("site", "стажировочные площадки", Register, [], (now, _, _) => QuantityCell.Of(Is(now.IsMunicipalSite || now.IsRegionalSite))),
        new("resilient-gained", "школы, получившие статус резильентных за год", Register, [], (now, _, _) => QuantityCell.Of(Is(now.GainedResilient))),
        new("low", "школы с низкими результатами", Lists, [], (now, _, _) => QuantityCell.Of(now.IsListed)),
        new("stable-low-or-adverse", "школы со стабильно низкими результатами или в неблагоприятных социальных условиях", Lists, [],
            (now, _, _) => QuantityCell.Of(now.IsStableLow.Or(Is(now.IsAdverse)))),
        new("risk", "школы, в которых выявлены риски", Risk, [], (now, _, _) => QuantityCell.Of(now.RiskInOctober?.IsRisk ?? Ternary.Unknown)),
        new("risk-removed", "школы, в которых риски устранены", Risk, [], (now, _, _) => Removed(now, verdict => verdict.IsRisk)),
        new("resource-deficit", "школы с ресурсными дефицитами", Risk, [],
            (now, _, _) => QuantityCell.Of(now.RiskInOctober?.HasResourceDeficit ?? Ternary.Unknown)),
        new("resource-deficit-removed", "школы, в которых ресурсные дефициты устранены", Risk, [],
            (now, _, _) => Removed(now, verdict => verdict.HasResourceDeficit)),
        new("exam-math-better", "школы, где доля не справившихся с ГИА по математике ниже, чем год назад", Results, [],
            (now, before, rules) => Better(now, before, rules, ExamMath)) { LooksBack = true },
        new("exam-russian-better", "школы, где доля не справившихся с ГИА по русскому языку ниже, чем год назад", Results, [],
            (now, before, rules) => Better(now, before, rules, ExamRussian)) { LooksBack = true },
        new("regional-works-better", "школы, где результаты региональных диагностических работ улучшились в большем числе классов, чем ухудшились", Results, [],
            (now, before, _) => Mostly(now, before, now.Results.Keys.Where(IsRegionalWork))) { LooksBack = true },
        new("results-better", "школы, где по большинству изменившихся процедур из девяти доля не справившихся снизилась", Results, [],
            (now, before, _) => Mostly(now, before, ProcedureCodes.Nine)) { LooksBack = true },
        new("vpr-math-4-5-better", "школы, где доля не справившихся с ВПР по математике в 5 классе ниже, чем год назад в 4", Results, [],
            (now, before, _) => Cohort(before, now, "vpr-math-4", ProcedureCodes.VprMath5)) { LooksBack = true },
        new("vpr-russian-4-5-better", "школы, где доля не справившихся с ВПР по русскому языку в 5 классе ниже, чем год назад в 4", Results, [],
            (now, before, _) => Cohort(before, now, "vpr-russian-4", ProcedureCodes.VprRussian5)) { LooksBack = true },
        new("oge-russian-clean", "школы, где ОГЭ по русскому языку сдали все участники", Results, [], (now, _, _) => Clean(now, ProcedureCodes.OgeRussian)),
        new("oge-math-clean", "школы, где ОГЭ по математике сдали все участники", Results, [], (now, _, _) => Clean(now, ProcedureCodes.OgeMath)),
        new("exam-taken", "участия в ОГЭ и ЕГЭ по математике и русскому языку", Results, [], (now, _, _) => Exam(now, share => share.Whole)),
        new("exam-passed", "из них успешные, до пересдачи", Results, [], (now, _, _) => Exam(now, share => share.Whole - share.Part)),
        new("vpr-participants", "участия во всех ВПР", Results, [], (now, _, _) => Vpr(now, result => result.Failed.Whole)),
        new("vpr-mark2", "отметки «2» во всех ВПР", Results, [], (now, _, _) => Vpr(now, result => result.Failed.Part)),
        new("vpr-mark345", "отметки «3», «4» и «5» во всех ВПР", Results, [], (now, _, _) => Vpr(now, result => result.Failed.Whole - result.Failed.Part)),
        new("vpr-marked", "участия в ВПР, где известны все отметки", Results, [], (now, _, _) => Marks(now, marks => marks.Participants)),
        new("vpr-mark45", "отметки «4» и «5» в ВПР", Results, [], (now, _, _) => Marks(now, marks => marks.Mark4 + marks.Mark5)),
        new("vpr-mark-sum", "сумма отметок ВПР", Results, [], (now, _, _) => Marks(now, marks => marks.Sum)),
        new("events-any", "школы, участвовавшие хотя бы в одном мероприятии по развитию мастерства", Answers, Events, (now, _, _) => AnyPositive(now, Events)),
        new("year-better", "школы, где доля окончивших год на «4» и «5» выше, чем год назад", Answers, ["year-quality", "pupils-assessed"], YearBetter) { LooksBack = true },
        new("graduates", "выпускники 9 и 11 классов", Answers, ["graduates-9", "graduates-11"], (now, _, _) => Graduates(now, "graduates-9", "graduates-11")),
        new("certificates", "выпускники, получившие аттестат", Answers, ["certificates-9", "certificates-11"],
            (now, _, _) => Graduates(now, "certificates-9", "certificates-11")),
        new("index-points", "индекс социального благополучия × обучающиеся", Answers, SocialFields,
            (now, _, rules) => Index(now, rules) is { } index && new FormFacts(now.Answers).PupilCount is { } pupils ? QuantityCell.Of(index * pupils) : QuantityCell.Missing),
        new("index-pupils", "обучающиеся школ с индексом", Answers, [FormFacts.Pupils, FormFacts.PupilsByClass],
            (now, _, _) => new FormFacts(now.Answers).PupilCount is { } pupils ? QuantityCell.Of((Fraction)pupils) : QuantityCell.Of(now[FormFacts.Pupils])),
    ];

    private static readonly Dictionary<string, QuantityDefinition> ByCode = All.ToDictionary(quantity => quantity.Code);

    private static IReadOnlyList<string> SocialFields => [FormFacts.Pupils, .. FormFacts.SocialParts, FormFacts.PupilsByClass, .. FormFacts.SocialPartsByClass];

    /// <summary>The quantity with a code, or null.</summary>
    public static QuantityDefinition? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Computed or explained by the verdict of the risk matrix on the data of September, which no list keeps (domain reference, T15).</summary>
    public static bool NeedsInterimVerdict(IndicatorLine line) =>
        line.Factors == "risk-removed" || line.Refs.Any(reference => reference is { Measure: QuantityMeasure.Catalogue, Code: "risk-removed" or "resource-deficit-removed" });

    private static Ternary Is(bool value) => value ? Ternary.Yes : Ternary.No;

    private static bool IsRegionalWork(string code) => code.StartsWith(RegionalWorkPrefix, StringComparison.Ordinal)
        && (code.EndsWith("-4", StringComparison.Ordinal) || code.EndsWith("-6", StringComparison.Ordinal)
            || code.EndsWith("-7", StringComparison.Ordinal) || code.EndsWith("-8", StringComparison.Ordinal));

    // Was before, surely is not now; whoever never had it has not removed it.
    private static QuantityCell Removed(SchoolMonitoring school, Func<RiskVerdict, Ternary> what)
    {
        if (school.RiskInOctober is not { } before)
            return QuantityCell.Missing;
        if (what(before) == Ternary.No)
            return QuantityCell.Of(Ternary.No);
        return QuantityCell.Of(school.RiskNow is { } now ? what(before).And((Ternary)((int)Ternary.Yes - (int)what(now))) : Ternary.Unknown);
    }

    private static QuantityCell Better(SchoolMonitoring now, SchoolMonitoring? before, ContextRuleSet rules, string[] procedures) =>
        before is null ? QuantityCell.Missing
            : QuantityCell.Of(ResultDynamics.IsPositive(rules, Pool(before, procedures), Pool(now, procedures)));

    private static ShareFact Pool(SchoolMonitoring school, string[] procedures) => ResultDynamics.Pool(procedures.Select(school.Failed));

    private static QuantityCell Mostly(SchoolMonitoring now, SchoolMonitoring? before, IEnumerable<string> procedures) =>
        before is null ? QuantityCell.Missing
            : ResultDynamics.OfGrades(procedures.Select(code => (before.Failed(code), now.Failed(code)))) switch
            {
                Dynamics.NoData => QuantityCell.Missing,
                var dynamics => QuantityCell.Of(Is(dynamics == Dynamics.Improved)),
            };

    // One known participation is enough; that there was none is known only from all answers.
    private static QuantityCell AnyPositive(SchoolMonitoring school, string[] questions)
    {
        var cells = Array.ConvertAll(questions, question => QuantityCell.Of(school[question]));
        return cells.Any(cell => cell.State == CellState.Known && cell.Value > Fraction.Zero) ? QuantityCell.Of(Ternary.Yes)
            : cells.Any(cell => cell.State == CellState.Missing) ? QuantityCell.Missing
            : cells.All(cell => cell.State == CellState.Outside) ? QuantityCell.Outside : QuantityCell.Of(Ternary.No);
    }

    // The same children a year later: grade 4 then, grade 5 now.
    private static QuantityCell Cohort(SchoolMonitoring? before, SchoolMonitoring now, string grade4, string grade5)
    {
        var (then, today) = (before?.Failed(grade4) ?? ShareFact.Missing, now.Failed(grade5));
        return then.State is ShareState.NotApplicable or ShareState.NobodyTookPart || today.State is ShareState.NotApplicable or ShareState.NobodyTookPart
            ? QuantityCell.Outside
            : ResultDynamics.Of(then, today) switch
            {
                Dynamics.NoData => QuantityCell.Missing,
                var dynamics => QuantityCell.Of(Is(dynamics == Dynamics.Improved)),
            };
    }

    private static QuantityCell Clean(SchoolMonitoring school, string procedure) =>
        ResultDynamics.IsWithoutFailures(school.Failed(procedure)) is { } clean ? QuantityCell.Of(clean) : QuantityCell.Outside;

    private static QuantityCell Exam(SchoolMonitoring school, Func<ShareFact, int> count) => Pool(school, Exams) switch
    {
        { State: ShareState.Known, OnlyPercent: null } share => QuantityCell.Of((Fraction)count(share)),
        { State: ShareState.NotApplicable } => QuantityCell.Outside,
        _ => QuantityCell.Missing,
    };

    // What is known is added up on both sides of the share; a procedure that is missing weighs nothing.
    private static QuantityCell Vpr(SchoolMonitoring school, Func<ProcedureResult, int> count) =>
        Summed(school, result => result.Failed is { State: ShareState.Known, OnlyPercent: null } ? count(result) : null);

    private static QuantityCell Marks(SchoolMonitoring school, Func<MarkCounts, int> count) =>
        Summed(school, result => result.Failed.State == ShareState.Known && result.Marks is { } marks ? count(marks) : null);

    private static QuantityCell Summed(SchoolMonitoring school, Func<ProcedureResult, int?> count)
    {
        var results = school.Results.Where(pair => pair.Key.StartsWith(VprPrefix, StringComparison.Ordinal)).Select(pair => pair.Value)
            .Where(result => result.Failed.State is not (ShareState.NotApplicable or ShareState.NobodyTookPart)).ToArray();
        var known = results.Select(count).OfType<int>().ToArray();
        return known.Length > 0 ? QuantityCell.Of((Fraction)known.Sum())
            : results.Length == 0 && school.Results.Count > 0 ? QuantityCell.Outside : QuantityCell.Missing;
    }

    private static QuantityCell YearBetter(SchoolMonitoring now, SchoolMonitoring? before, ContextRuleSet rules)
    {
        var (today, then) = (Quality(now), before is null ? null : Quality(before));
        return today is null || then is null ? QuantityCell.Missing : QuantityCell.Of(Is(today > then));
    }

    private static Fraction? Quality(SchoolMonitoring school) => new FormFacts(school.Answers).Share("year-quality", "pupils-assessed").Percent;

    private static QuantityCell Graduates(SchoolMonitoring school, string basic, string secondary)
    {
        var cells = new List<QuantityCell>();
        if (school.Traits.TeachesBasic)
            cells.Add(QuantityCell.Of(school[basic]));
        if (school.Traits.TeachesSecondary)
            cells.Add(QuantityCell.Of(school[secondary]));
        return cells.Count == 0 ? QuantityCell.Outside
            : cells.Any(cell => cell.State == CellState.Missing) ? QuantityCell.Missing
            : QuantityCell.Of(cells.Aggregate(Fraction.Zero, (sum, cell) => sum + cell.Value));
    }

    // Answers that contradict each other give no index rather than a wrong one.
    private static Fraction? Index(SchoolMonitoring school, ContextRuleSet rules)
    {
        var inputs = new FormFacts(school.Answers).Social();
        return inputs.Any(input => input.Check() is not null) ? null : SocialIndex.Of(rules, inputs).Value;
    }
}
