using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>The next version of a form: steps, what they forbid, and how it differs from the one before in words.</summary>
public class FormEditingTests
{
    private static readonly FormDefinition Form = new()
    {
        Code = "own", Title = "Анкета",
        Sections = [new FormSection("Первый", [Number("a"), Number("b") with { PartOf = "a" }]), new FormSection("Второй", [YesNo("c"), Number("d") with { When = [new QuestionCondition(ConditionKind.Answered, "c")] }])],
        Totals = [new FormTotal("a", ["b", "d"], false)],
    };

    private static readonly FormDefinition Free = Form with { Totals = [] };

    [Theory]
    [InlineData("a", "b,a,c,d", "Первый,Второй")]
    [InlineData("b", "a,b,c,d", "Первый,Второй")]
    [InlineData("d", "a,b,c,d", "Первый,Второй")]
    public void Below_MovesByOne_AndJoinsTheNextSectionAtItsBeginning(string code, string order, string sections)
    {
        var moved = Form.Below(code) is { } place ? Form.Move(code, place) : Form;
        Assert.Equal(order, string.Join(',', moved.Questions.Select(q => q.Code)));
        Assert.Equal(sections, string.Join(',', moved.Sections.Select(s => s.Title)));
        Assert.Equal(code == "b" ? "Второй" : Form.SectionOf(code)!.Title, moved.SectionOf(code)!.Title);
    }

    [Fact]
    public void Above_OverTheBorder_BecomesTheLastOfTheSectionBefore_AndTwiceTheSameStepChangesNothing()
    {
        var place = Form.Above("c")!.Value;
        var once = Form.Move("c", place);
        Assert.Equal(["a", "b", "c"], once.Sections[0].Questions.Select(q => q.Code));
        Assert.Equal(once.Questions.Select(q => q.Code), once.Move("c", place).Questions.Select(q => q.Code));
        Assert.Null(Form.Above("a"));
        // A section whose last question went is gone.
        Assert.Equal("Первый", Assert.Single(once.Move("d", once.Above("d")!.Value).Sections).Title);
    }

    [Fact]
    public void Retire_KeepsTheQuestion_AndItComesBackToItsSection()
    {
        Assert.Contains("зависит вопрос «b»", Assert.Throws<PreconditionException>(() => Form.Retire("a")).Message, StringComparison.Ordinal);
        Assert.Throws<PreconditionException>(() => Form.Retire("c"));
        // A sum without one of its parts would be another sum.
        Assert.Equal("Вопрос входит в сумму «b» + «d» — не больше чем «a». Сначала измените или удалите эту сумму.", Assert.Throws<PreconditionException>(() => Form.Retire("d")).Message);
        var retired = Form.DropTotal("a").Retire("d");
        Assert.Equal(("Второй", "d"), (Assert.Single(retired.Retired).Section, retired.Retired[0].Question.Code));
        Assert.Null(retired.Find("d"));
        Assert.Empty(retired.Problems());
        var back = retired.Restore("d");
        Assert.Equal(("Второй", 0), (back.SectionOf("d")!.Title, back.Retired.Count));
        // A form whose section went with its last question gets it back.
        Assert.Equal("Второй", Free.Retire("d").Retire("c").Restore("c").Sections[^1].Title);
    }

    [Fact]
    public void AnotherUnitOrKind_IsAnotherQuestion_ANewWordingIsNot()
    {
        var known = Number("a") with { Unit = "человек" };
        Assert.Null(FormEditing.WhyAnotherQuestion(known, known with { Text = "Иначе", Hint = "Подсказка", Max = 10, Required = false, Scope = QuestionScope.Class }));
        Assert.Contains("Единицу изменить нельзя", FormEditing.WhyAnotherQuestion(known, known with { Unit = "классов" }), StringComparison.Ordinal);
        Assert.Contains("Вид ответа изменить нельзя", FormEditing.WhyAnotherQuestion(known, known with { Kind = QuestionKind.Percent }), StringComparison.Ordinal);
        Assert.NotNull(FormEditing.WhyAnotherQuestion(known, known with { Scope = QuestionScope.Municipality }));
    }

    [Fact]
    public void ByClass_OnlyWhatCanBeAddedUp()
    {
        var shares = Form.Put(Number("e") with { Kind = QuestionKind.Percent, Scope = QuestionScope.Class }, "Второй");
        Assert.Contains("по классам спрашивают только числа", Assert.Single(shares.Problems()), StringComparison.Ordinal);
        Assert.Equal(shares.Problems().Count, shares.ProblemsOf("e").Count);
        Assert.Empty(shares.ProblemsOf("a"));
        Assert.Empty(Form.Put(Number("e") with { Scope = QuestionScope.Class }, "Второй").Problems());
    }

    [Fact]
    public void Comparison_NamesEveryDifferenceInWords()
    {
        var next = Form.Put(Number("e"), "Второй").Put(Number("a") with { Text = "Всего", Max = 50, Required = false }, "Первый").Put(new FormTotal("a", ["b", "e"], true, "a")).Retire("d").Move("c", new QuestionPlace("a", false)) with { Title = "Новая анкета" };
        var changes = FormComparison.Of(Form, next);
        Assert.Equal(
            [FormChangeKind.OfForm, FormChangeKind.Moved, FormChangeKind.Added, FormChangeKind.Changed, FormChangeKind.Retired, FormChangeKind.Changed],
            [changes[0].Kind, .. changes.Where(c => c.Kind == FormChangeKind.Moved).Select(c => c.Kind), .. changes.Where(c => c.Question == "e").Select(c => c.Kind), .. changes.Where(c => c.Question == "Всего").Select(c => c.Kind), .. changes.Where(c => c.Question == "d").Select(c => c.Kind), changes.Single(c => c.Question == "c" && c.Kind != FormChangeKind.Moved).Kind]);
        Assert.Equal(["название: было «Анкета», стало «Новая анкета»", "сумма: было «b» + «d» — не больше чем «a», стало «Всего» = «b» + «e»"], changes[0].Details);
        Assert.Equal(["вопрос: было «a», стало «Всего»", "ответ: было «целое число, от 0», стало «целое число, от 0 до 50»", "обязательный: было «да», стало «нет»"], changes.Single(c => c.Question == "Всего").Details);
        Assert.Equal("теперь первый вопрос", Assert.Single(changes.Single(c => c.Kind == FormChangeKind.Moved).Details));
        Assert.Empty(FormComparison.Of(next, next));
        Assert.Equal(FormChangeKind.Restored, Assert.Single(FormComparison.Of(Free.Retire("d"), Free.Retire("d").Restore("d"))).Kind);
    }

    [Fact]
    public void Sums_AreAddedChangedAndRemoved_AndTheComparisonSaysWhich()
    {
        var added = Free.Put(new FormTotal("a", ["d", "b"], true, "s-1"));
        Assert.Equal(["новая сумма: «a» = «b» + «d»"], OfForm(Free, added));
        Assert.Empty(FormComparison.Of(added, added.Put(new FormTotal("a", ["b", "d"], true, "s-1"))));
        Assert.Equal(["сумма: было «a» = «b» + «d», стало «b» + «d» — не больше чем «a»"], OfForm(added, added.Put(new FormTotal("a", ["d", "b"], false, "s-1"))));
        Assert.Equal(["больше не проверяется сумма: «a» = «b» + «d»"], OfForm(added, added.DropTotal("s-1")));
        Assert.Equal(["a"], Form.Totals.Select(total => total.Key));
    }

    [Theory]
    [InlineData("a", "", "отметьте вопросы")]
    [InlineData("a", "b", "хотя бы два")]
    [InlineData("a", "a,b", "своим слагаемым")]
    [InlineData("a", "b,c", "только числовые")]
    [InlineData("a", "b,gone", "только числовые")]
    [InlineData("a", "b,class", "одни по школе, другие по классам")]
    [InlineData("a", "b,km", "в разных единицах")]
    public void Sum_ThatCannotBeAddedUp_IsRefusedInWords(string whole, string parts, string words)
    {
        var form = Free.Put(Number("class") with { Scope = QuestionScope.Class }, "Второй").Put(Number("km") with { Unit = "км" }, "Второй");
        var total = new FormTotal(whole, parts.Split(',', StringSplitOptions.RemoveEmptyEntries), true, "s-1");
        Assert.Contains(form.ProblemsOf(total), problem => problem.Contains(words, StringComparison.Ordinal));
        Assert.Contains(form.Put(total).Problems(), problem => problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void SumByClass_IsCheckedInEachClass()
    {
        FormQuestion[] asked = [.. new[] { "all", "boys", "girls" }.Select(code => Number(code) with { Scope = QuestionScope.Class })];
        var form = Free with { Sections = [new FormSection("Классы", asked)], Totals = [new FormTotal("all", ["boys", "girls"], true, "s-1")] };
        Assert.Empty(form.Problems());
        Dictionary<AnswerKey, Answer> answers = new()
        {
            [new("all", "5А")] = Answer.Of(25), [new("boys", "5А")] = Answer.Of(12), [new("girls", "5А")] = Answer.Of(13),
            [new("all", "5Б")] = Answer.Of(20), [new("boys", "5Б")] = Answer.Of(12), [new("girls", "5Б")] = Answer.Of(13),
        };
        var finding = Assert.Single(FormChecks.Of(form, FormAnswers.Of(new SchoolTraits(true, true, false, new HashSet<string>()), answers) with { Classes = ["5А", "5Б"] }));
        Assert.Equal(("sum-differs", "5Б"), (finding.Code, finding.Field.Class));
    }

    [Fact]
    public void Section_MovesWithItsQuestions_AndIsToldOnce()
    {
        var place = new SectionPlace("Первый", false);
        var moved = Form.MoveSection("Второй", place);
        Assert.Equal("c,d,a,b", string.Join(',', moved.Questions.Select(q => q.Code)));
        Assert.Equal(moved.Questions, moved.MoveSection("Второй", place).Questions);
        Assert.Equal(Form, Form.MoveSection("Второй", new SectionPlace("Третий", true)));
        Assert.Equal(["порядок разделов: теперь «Второй», «Первый»"], OfForm(Form, moved));
        // A question that moved besides is named apart from its section.
        var both = FormComparison.Of(Form, moved.Move("b", new QuestionPlace("a", false)));
        Assert.Equal([FormChangeKind.OfForm, FormChangeKind.Moved], both.Select(c => c.Kind));
        // Its condition waits for a question that now comes later.
        Assert.Contains(Free.MoveSection("Второй", place).Put(Number("e") with { When = [new QuestionCondition(ConditionKind.Answered, "c")] }, "Первый").MoveSection("Первый", place with { Neighbour = "Второй" }).Problems(),
            problem => problem.Contains("вопрос, которого нет выше", StringComparison.Ordinal));
    }

    [Fact]
    public void Section_RenamedAndMoved_IsOneChangeOfTheForm()
    {
        var next = Form.Rename("Второй", "Прочее").MoveSection("Прочее", new SectionPlace("Первый", false));
        Assert.Equal(["раздел: было «Второй», стало «Прочее»", "порядок разделов: теперь «Прочее», «Первый»"], OfForm(Form, next));
    }

    [Fact]
    public void Uses_NameWhatIsComputedFromAQuestion()
    {
        Assert.Contains(QuestionUses.OfMethods("teachers-36h"), use => use.Contains("нагрузкой 36 часов", StringComparison.Ordinal));
        Assert.Contains("индекс социального благополучия (ИСБ)", QuestionUses.OfMethods("pupils"));
        Assert.Contains("вывод о неблагоприятных социальных условиях (ШНСУ)", QuestionUses.OfMethods("remoteness-km"));
        Assert.Empty(QuestionUses.OfMethods("electives"));
        // Every question that some preset needs is found by asking the presets, those of lists beside a value included.
        var needed = IndicatorPresets.All.SelectMany(preset => preset.Definition.Lines).SelectMany(line => line.Refs).SelectMany(reference => reference.Fields).Distinct().Append("equipment-list").ToList();
        Assert.All(needed, question => Assert.Contains(IndicatorPresets.All, preset => QuestionUses.Needs(preset.Definition, question)));
        Assert.DoesNotContain(IndicatorPresets.All, preset => QuestionUses.Needs(preset.Definition, "electives"));
    }

    [Fact]
    public void EveryPresetQuestion_CanBeWrittenInWords()
    {
        Assert.All(FormPresets.All.SelectMany(form => form.Questions.Select(question => (form, question))), one =>
        {
            Assert.Matches("[а-яё]", QuestionWords.Answer(one.question));
            Assert.Matches("[а-яё]", QuestionWords.Conditions(one.form, one.question));
            Assert.Empty(one.form.ProblemsOf(one.question.Code));
        });
    }

    /// <summary>The only difference is one of the form itself.</summary>
    private static IReadOnlyList<string> OfForm(FormDefinition before, FormDefinition after)
    {
        var change = Assert.Single(FormComparison.Of(before, after));
        Assert.Equal(FormChangeKind.OfForm, change.Kind);
        return change.Details;
    }

    private static FormQuestion Number(string code) => new() { Code = code, Text = code, Kind = QuestionKind.Count };

    private static FormQuestion YesNo(string code) => new() { Code = code, Text = code, Kind = QuestionKind.YesNo };
}
