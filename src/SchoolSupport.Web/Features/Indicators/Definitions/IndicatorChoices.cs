using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Web.Features.Indicators.Definitions;

/// <summary>What an indicator can be made of: the catalogue of computable quantities, and every question and form of the department.</summary>
public sealed class IndicatorChoices
{
    // A programme lasts a few years; targets of the past stay changeable.
    private const int YearsBack = 3, YearsAhead = 6;

    public IndicatorChoices(IReadOnlyList<FormDefinition> forms, AcademicYear year)
    {
        var questions = forms.SelectMany(form => form.Questions).GroupBy(question => question.Code).Select(group => group.First()).OrderBy(question => question.Text, StringComparer.Ordinal).ToList();
        var (answered, asked) = (questions.Where(question => question.Scope != QuestionScope.Municipality).ToList(), questions.Where(question => question.Scope == QuestionScope.Municipality).ToList());
        Department = Group("Сведения управления образования", asked.Where(question => question.IsNumeric || question.Kind == QuestionKind.YesNo).Select(question => ($"value:{question.Code}", question.Text)));
        OfSchools =
        [
            .. Group("Рассчитывает система", QuantityCatalogue.All.Select(quantity => ($"q:{quantity.Code}", quantity.Name))),
            .. Group("Сумма ответов школ", answered.Where(question => question.IsNumeric).Select(question => ($"sum:{question.Code}", question.Text))),
            .. Group("Школы, ответившие «да»", answered.Where(question => question.Kind == QuestionKind.YesNo).Select(question => ($"yes:{question.Code}", question.Text))),
            .. Group("Школы, ответившие больше 0", answered.Where(question => question.IsNumeric).Select(question => ($"positive:{question.Code}", question.Text))),
            .. Group("Школы, сдавшие анкету", forms.Select(form => ($"handed-in:{form.Code}", form.Title))),
        ];
        Lists = [.. MadeLists, .. Group("Ответы на вопрос", questions.Where(question => question.Kind == QuestionKind.Text).Select(question => (FactorCatalogue.OfAnswer(question.Code), question.Text)))];
        Years = [.. Enumerable.Range(year.StartYear - YearsBack, YearsBack + YearsAhead + 1).Select(start => new SelectListItem($"{new AcademicYear(start)} учебный год", start.ToString(CultureInfo.InvariantCulture)))];
    }

    public IReadOnlyList<SelectListItem> OfSchools { get; }
    public IReadOnlyList<SelectListItem> Department { get; }
    public IReadOnlyList<SelectListItem> Years { get; }

    /// <summary>What can be listed beside a value: what the system finds, and answers in words.</summary>
    public IReadOnlyList<SelectListItem> Lists { get; }

    public IEnumerable<SelectListItem> Quantities => OfSchools.Concat(Department);

    public IEnumerable<SelectListItem> Minuends => Department.Prepend(new SelectListItem("то же значение год назад", IndicatorLine.YearBefore));

    public static IEnumerable<SelectListItem> Units => Named((IndicatorUnit.Percent, "доля, %"), (IndicatorUnit.Count, "число"), (IndicatorUnit.YesNo, "да — нет"), (IndicatorUnit.Difference, "разность"), (IndicatorUnit.Index, "индекс"));

    public static IEnumerable<SelectListItem> Wishes => Named((IndicatorWish.Higher, "рост"), (IndicatorWish.Lower, "снижение"), (IndicatorWish.None, "направление не задано"));

    public static IEnumerable<SelectListItem> Rhythms => Enum.GetValues<IndicatorRhythm>().Select(rhythm => new SelectListItem(rhythm.Words(), rhythm.ToString()));

    public static IEnumerable<SelectListItem> Scopes => Named((IndicatorScope.Municipality, "муниципалитет"), (IndicatorScope.Group, "группа школ"), (IndicatorScope.School, "школа"));

    public static IEnumerable<SelectListItem> Kinds =>
        Named((IndicatorKind.Share, "доля: 100 × числитель ÷ знаменатель"), (IndicatorKind.Mean, "среднее: числитель ÷ знаменатель"), (IndicatorKind.Count, "число: сумма числителя"), (IndicatorKind.YesNo, "да — нет"));

    public static IEnumerable<SelectListItem> Groups => Named(
        (IndicatorGroup.All, "все школы"), (IndicatorGroup.Low, "школы с низкими результатами (ШНОР)"), (IndicatorGroup.LowThisYear, "ШНОР, выявленные в текущем году"),
        (IndicatorGroup.Adverse, "школы в неблагоприятных социальных условиях (ШНСУ)"),
        (IndicatorGroup.LowOrAdverse, "ШНОР и ШНСУ"), (IndicatorGroup.Participants, "школы — участницы программы"), (IndicatorGroup.Risk, "рисковые школы"),
        (IndicatorGroup.High, "школы с высокими результатами"));

    public static IEnumerable<SelectListItem> Comparisons => Named((TargetComparison.AtLeast, "не меньше"), (TargetComparison.Exactly, "ровно"), (TargetComparison.AtMost, "не больше"));

    private static IEnumerable<SelectListItem> MadeLists => FactorCatalogue.Codes.Select(code => new SelectListItem(code switch
    {
        "risk-deficits" => "дефициты по матрице рисков",
        "resource-deficits" => "ресурсные дефициты",
        "risk-removed" => "устранённые риски",
        "equipment" => "потребность в оборудовании",
        _ => code,
    }, code));

    private static SelectListItem[] Group(string title, IEnumerable<(string Code, string Text)> options)
    {
        var group = new SelectListGroup { Name = title };
        return [.. options.Select(option => new SelectListItem(option.Text, option.Code) { Group = group })];
    }

    private static IEnumerable<SelectListItem> Named<TValue>(params (TValue Value, string Words)[] options) where TValue : struct, Enum =>
        options.Select(option => new SelectListItem(option.Words, option.Value.ToString()));
}
