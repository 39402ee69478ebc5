using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Schools;
using static SchoolSupport.Domain.Tests.Identification.Facts;

namespace SchoolSupport.Domain.Tests.Indicators;

public class FormTests
{
    // Support is of the current year, diagnostics and events of the one that is over (domain reference, 2.3.3-1): the form and its questions say the same.
    [Fact]
    public void Support_IsAskedOfTheCurrentYear_InTheFormAndInTheQuestion()
    {
        var form = FormPresets.Find("teachers-support")!;
        Assert.Contains("участие в мероприятиях — за прошедший учебный год, методическая поддержка — в текущем", form.Instruction, StringComparison.Ordinal);
        Assert.Contains("текущего учебного года", form.Find("teachers-supported")!.Hint, StringComparison.Ordinal);
        Assert.Contains("За прошедший учебный год", form.Find("teachers-diagnosed-subject")!.Hint, StringComparison.Ordinal);
    }

    private static readonly FormDefinition Contingent = FormPresets.Find("contingent")!;
    private static readonly FormDefinition Staff = FormPresets.Find("staff")!;
    private static readonly SchoolTraits Secondary = new(true, true, true, new HashSet<string>());
    private static readonly SchoolTraits RuralBasic = new(true, false, false, new HashSet<string> { "SHNSU" });

    private static Dictionary<AnswerKey, Answer> Answers(params (string Code, decimal Value)[] given) =>
        given.ToDictionary(one => new AnswerKey(one.Code), one => Answer.Of(one.Value));

    private static FieldFinding[] Check(FormDefinition form, Dictionary<AnswerKey, Answer> answers, SchoolTraits? traits = null) =>
        [.. FormChecks.Of(form, FormAnswers.Of(traits ?? Secondary, answers)).Where(finding => finding.Code != "required")];

    [Fact]
    public void Questions_ForASchoolWithoutGrade11_LeaveOutWhatIsNotTaught()
    {
        var codes = Contingent.QuestionsFor(RuralBasic, Answers()).Select(question => question.Code).ToArray();
        Assert.DoesNotContain("pupils-secondary", codes);
        Assert.Contains("transport-available", codes);
        Assert.DoesNotContain("transport-available", Contingent.QuestionsFor(Secondary, Answers()).Select(question => question.Code));
    }

    [Fact]
    public void Questions_ThatDependOnAnAnswer_AppearWithIt()
    {
        var form = FormPresets.Find("equipment")!;
        Assert.Single(form.QuestionsFor(Secondary, Answers(("equipment-needed", 0))));
        Assert.Equal(2, form.QuestionsFor(Secondary, Answers(("equipment-needed", 1))).Count());
    }

    [Fact]
    public void Checks_PartAboveTheWhole_SaysBothNumbersAndWhatToDo()
    {
        var finding = Assert.Single(Check(Staff, Answers(("teachers", 14), ("teachers-36h", 16))));
        Assert.Equal(("part-above-whole", "teachers-36h", FindingSeverity.Error), (finding.Code, finding.Field.Question, finding.Severity));
        Assert.Equal("Указано 16, а «Учителей в школе» — 14. Введите число от 0 до 14 или исправьте «Учителей в школе»", Plain(finding.Message));
        Assert.Empty(Check(Staff, Answers(("teachers", 14), ("teachers-36h", 14))));
    }

    [Fact]
    public void Checks_Levels_MustGiveTheTotal()
    {
        var wrong = Answers(("pupils", 4462), ("pupils-primary", 1846), ("pupils-basic", 2286), ("pupils-secondary", 331));
        Assert.Equal("sum-differs", Assert.Single(Check(Contingent, wrong)).Code);
        Assert.Empty(Check(Contingent, Answers(("pupils", 4462), ("pupils-primary", 1846), ("pupils-basic", 2286), ("pupils-secondary", 330))));
        // Without grades 10 and 11 two parts are enough; with a gap nothing is said about the sum.
        Assert.Empty(Check(Contingent, Answers(("pupils", 100), ("pupils-primary", 40), ("pupils-basic", 60)), RuralBasic));
        Assert.Empty(Check(Contingent, Answers(("pupils", 100), ("pupils-primary", 40))));
    }

    [Fact]
    public void Checks_BoundsAndKinds_AreHeld()
    {
        Assert.Equal("out-of-range", Assert.Single(Check(Contingent, Answers(("pupils", -1)))).Code);
        Assert.Equal("Введите число от 0 до 10 000", Plain(Assert.Single(Check(Contingent, Answers(("pupils", 10_001)))).Message));
        Assert.Equal("not-a-number", Assert.Single(Check(Contingent, Answers(("pupils", 10.5m)))).Code);
        var answers = Answers();
        answers[new("pupils")] = Answer.NotApplicable;
        answers[new("capacity-kindergarten")] = Answer.NotApplicable;
        Assert.Equal(("pupils", "not-applicable"), Check(Contingent, answers).Select(finding => (finding.Field.Question, finding.Code)).Single());
        var percent = new FormDefinition
        {
            Code = "f", Title = "Доля", Sections = [new("Раздел", [new() { Code = "p", Text = "Доля", Kind = QuestionKind.Percent }])],
        };
        Assert.Equal("Введите число от 0 до 100", Assert.Single(Check(percent, Answers(("p", 100.1m)))).Message);
    }

    [Fact]
    public void Checks_LargeChange_AsksForACommentOnce()
    {
        var before = Answers(("pupils", 100), ("classes", 10));
        var answers = new FormAnswers(Secondary, Answers(("pupils", 130), ("classes", 14)), [], before, new HashSet<AnswerKey>());
        var finding = Assert.Single(FormChecks.Of(Contingent, answers), one => one.Code == "large-change");
        Assert.Equal(("pupils", true, FindingSeverity.Warning), (finding.Field.Question, finding.AsksComment, finding.Severity));
        Assert.True(finding.HoldsUp);
        Assert.DoesNotContain(FormChecks.Of(Contingent, answers with { Commented = new HashSet<AnswerKey> { new("pupils") } }), one => one.Code == "large-change");
        Assert.DoesNotContain(FormChecks.Of(Contingent, answers with { Answers = Answers(("pupils", 129)) }), one => one.Code == "large-change");
    }

    [Fact]
    public void Checks_Required_NamesEveryGapOfThisSchoolOnly()
    {
        var findings = FormChecks.Of(Contingent, FormAnswers.Of(RuralBasic, Answers()));
        Assert.Equal(Contingent.QuestionsFor(RuralBasic, Answers()).Count(question => question.Required), findings.Count(finding => finding.Code == "required"));
    }

    [Fact]
    public void Progress_BySection_TellsFilledFromStartedAndWrong()
    {
        var progress = FormProgress.Of(Staff, FormAnswers.Of(Secondary, Answers(
            ("teachers", 14), ("teachers-36h", 16), ("teachers-20-years", 5), ("teachers-under-25", 1), ("teachers-mean-age", 47.5m), ("positions", 20))));
        Assert.Equal([SectionState.HasErrors, SectionState.Filled, SectionState.Started], progress.Sections.Select(section => section.State));
        Assert.Equal((6, Staff.Questions.Count()), (progress.Answered, progress.Asked));
        Assert.All(FormProgress.Of(Staff, FormAnswers.Of(Secondary, Answers())).Sections, section => Assert.Equal(SectionState.NotStarted, section.State));
    }

    [Fact]
    public void Classes_AreCheckedEachByItself()
    {
        var form = FormPresets.Find("context-class")!;
        var answers = new Dictionary<AnswerKey, Answer>
        {
            [new("class-pupils", "5А")] = Answer.Of(20), [new("class-special-needs", "5А")] = Answer.Of(21), [new("class-pupils", "5Б")] = Answer.Of(18),
        };
        var findings = FormChecks.Of(form, FormAnswers.Of(Secondary, answers) with { Classes = ["5А", "5Б"] });
        Assert.Equal("5А", Assert.Single(findings, finding => finding.Code == "part-above-whole").Field.Class);
    }

    [Fact]
    public void Prefill_TakesOverWhatStillFits()
    {
        var last = Answers(("pupils", 100), ("classes", 9.5m), ("unknown", 1));
        last[new("capacity-kindergarten")] = Answer.NotApplicable;
        Assert.Equal(["capacity-kindergarten", "pupils"], FormPrefill.Of(Contingent, last).Keys.Select(key => key.Question).Order());
        var events = Answers(("events-federal", 3), ("teachers", 12));
        Assert.Equal(["teachers"], FormPrefill.Of(FormPresets.Find("teachers-support")!, events).Keys.Select(key => key.Question));
    }

    [Fact]
    public void Presets_EveryForm_IsSound_AndEveryQuestionStandsInOne()
    {
        Assert.All(FormPresets.All, form => Assert.Empty(form.Problems()));
        Assert.Equal(FormPresets.All.Count, FormPresets.All.Select(form => form.Code).Distinct().Count());
        var asked = FormPresets.All.SelectMany(form => form.Questions).Select(question => question.Code).ToHashSet();
        Assert.All(FormPresets.Questions, question => Assert.Contains(question.Code, asked));
        Assert.All(FormPresets.Questions.SelectMany(question => question.When).Where(condition => condition.Kind == ConditionKind.InGroup),
            condition => Assert.True(condition.Code == SchoolTraits.LowResults || SchoolGroupKind.Find(condition.Code) is not null));
    }

    [Fact]
    public void Problems_OfUnsoundForms_AreNamed()
    {
        FormQuestion question = new() { Code = "a", Text = "Вопрос", Kind = QuestionKind.Count, PartOf = "b" };
        var form = new FormDefinition { Code = "f", Title = "Анкета", Sections = [new("Раздел", [question, question with { PartOf = null }])] };
        Assert.Equal(["Код «a» у двух вопросов", "«Вопрос»: целое — числовой вопрос той же анкеты о том же"], form.Problems());
        var ahead = form with { Sections = [new("Раздел", [question with { PartOf = null, When = [new(ConditionKind.Answered, "z")] }])] };
        Assert.Equal(["«Вопрос»: условие ссылается на вопрос, которого нет выше"], ahead.Problems());
    }

    [Fact]
    public void Facts_OfTheRiskForm_ReachEveryLineOfTheMatrix()
    {
        var form = FormPresets.Find("risk-matrix")!;
        Assert.All(FormFacts.RiskAnswers, line => Assert.Equal(QuestionKind.YesNo, form.Find(line.Question)?.Kind));
        Assert.All(FormFacts.RiskShares, line => Assert.Equal(line.Whole, form.Find(line.Part)?.PartOf));
        Assert.Equal(RiskIndicator.All.Select(indicator => indicator.Code).Order(),
            FormFacts.RiskAnswers.Select(line => line.Indicator).Concat(FormFacts.RiskShares.Select(line => line.Indicator))
                .Concat(RiskIndicator.All.Where(indicator => indicator.Procedure is not null).Select(indicator => indicator.Code)).Order());
        var answers = new Dictionary<string, Answer>
        {
            ["internet"] = Answer.No, ["lab-physics"] = Answer.NotApplicable, ["teachers"] = Answer.Of(40), ["teachers-36h"] = Answer.Of(5),
        };
        var facts = new FormFacts(answers).Risk(new Dictionary<string, ShareFact> { ["vpr-math-4"] = ShareFact.Of(5, 25) });
        Assert.Equal((RiskAnswer.No, RiskAnswer.NotApplicable, RiskAnswer.Missing), (facts.Answer("1.1"), facts.Answer("1.3-physics"), facts.Answer("1.2")));
        Assert.Equal((ShareFact.Of(5, 40), ShareFact.Missing, ShareFact.Of(5, 25), ShareFact.Missing),
            (facts.Share("2.1"), facts.Share("2.2"), facts.Share("4.1"), facts.Share("4.2")));
    }

    [Fact]
    public void Facts_OfTheSocialPassport_GiveTheIndex()
    {
        var answers = Answers(("pupils", 200), ("parents-higher", 40), ("incomplete-families", 60), ("registry-any", 10), ("non-native", 20))
            .ToDictionary(pair => pair.Key.Question, pair => pair.Value);
        Assert.Equal(68.75m, SocialIndex.Of(ContextRuleSet.Standard, new FormFacts(answers).Social()).Value!.Value);
        Assert.Equal(200, new FormFacts(answers).Adverse(ContextRuleSet.Standard).Pupils);
    }
}
