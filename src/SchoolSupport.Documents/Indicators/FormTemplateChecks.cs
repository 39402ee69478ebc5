using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using static SchoolSupport.Documents.Indicators.FormTemplateLayout;

namespace SchoolSupport.Documents.Indicators;

/// <summary>Words to choose from, on the hidden sheet: a list typed into the check itself may not hold commas and is cut at 255 characters.</summary>
internal sealed class FormTemplateLists
{
    public const string NotApplicable = "н/п";
    private const int Column = 6;

    private readonly List<string> _words = [];
    private readonly Dictionary<string, (int First, int Last)> _ranges = [];

    public FormTemplateLists(FormTemplate template)
    {
        foreach (var question in template.Sections.SelectMany(section => section.Fields).Select(field => field.Question).Where(question => question.Kind is QuestionKind.YesNo or QuestionKind.Choice))
        {
            string[] words =
            [
                .. question.Kind == QuestionKind.YesNo ? ["да", "нет"] : question.Options.Select(option => option.Text),
                .. question.AllowsNotApplicable ? new[] { NotApplicable } : [],
            ];
            var key = string.Join('\n', words);
            if (_ranges.TryAdd(key, (_words.Count + 1, _words.Count + words.Length)))
                _words.AddRange(words);
            _byQuestion[question.Code] = _ranges[key];
        }
    }

    private readonly Dictionary<string, (int First, int Last)> _byQuestion = [];

    public string RangeOf(string question) => $"{HiddenSheet}!$F${_byQuestion[question].First}:$F${_byQuestion[question].Last}";

    public Worksheet Sheet(FormTemplateOwner owner)
    {
        (string Name, string Value)[] facts =
        [
            ("template", Marker), ("version", FormTemplateLayout.Version.ToString(CultureInfo.InvariantCulture)), ("campaign", owner.Campaign.ToString()), ("campaign-title", owner.CampaignTitle),
            ("school", owner.School?.ToString() ?? ""), ("school-name", owner.SchoolName),
        ];
        var data = new SheetData();
        for (var i = 0; i < Math.Max(facts.Length, _words.Count); i++)
        {
            var row = new Row { RowIndex = (uint)i + 1 };
            if (i < facts.Length)
                row.Append(FormTemplateWriter.Text(1, i + 1, facts[i].Name), FormTemplateWriter.Text(2, i + 1, facts[i].Value));
            if (i < _words.Count)
                row.Append(FormTemplateWriter.Text(Column, i + 1, _words[i]));
            data.Append(row);
        }
        return new Worksheet(data);
    }
}

/// <summary>What Excel refuses while it is typed: the same bounds that the page keeps.</summary>
internal static class FormTemplateChecks
{
    private const int MostPrompt = 250;

    public static DataValidations Of(FormTemplate template, IReadOnlyDictionary<AnswerKey, int> places, FormTemplateLists lists)
    {
        var checks = new DataValidations();
        foreach (var field in template.Sections.SelectMany(section => section.Fields))
            checks.Append(Of(field, places, lists));
        checks.Count = (uint)checks.ChildElements.Count;
        return checks;
    }

    private static DataValidation Of(FormTemplateField field, IReadOnlyDictionary<AnswerKey, int> places, FormTemplateLists lists)
    {
        var question = field.Question;
        var cell = Place(AnswerColumn, places[field.Key]);
        var (type, formula, message) = question.Kind switch
        {
            QuestionKind.YesNo or QuestionKind.Choice => (DataValidationValues.List, lists.RangeOf(question.Code), "Выберите ответ из списка."),
            QuestionKind.Text => (DataValidationValues.Custom, $"LEN({cell})<={FormQuestion.AnswerMaxLength}", $"Не длиннее {RussianText.Number(FormQuestion.AnswerMaxLength)} знаков."),
            _ => (DataValidationValues.Custom, NumberFormula(question, cell, WholeOf(field, places)), NumberMessage(question)),
        };
        return new DataValidation(new Formula1(formula))
        {
            Type = type, AllowBlank = true, ShowErrorMessage = true, ShowInputMessage = true, ErrorTitle = "Ответ", Error = Short(message), PromptTitle = "Ответ",
            Prompt = Short(question.Hint is { } hint ? $"{message} {hint}" : message), SequenceOfReferences = new ListValue<StringValue>([new StringValue(cell)]),
        };
    }

    private static string? WholeOf(FormTemplateField field, IReadOnlyDictionary<AnswerKey, int> places) =>
        field.Question.PartOf is { } whole && places.TryGetValue(field.Key with { Question = whole }, out var row) ? Place(AnswerColumn, row) : null;

    private static string NumberFormula(FormQuestion question, string cell, string? whole)
    {
        var terms = new List<string> { $"ISNUMBER({cell})" };
        if (question.LeastValue is { } least)
            terms.Add($"{cell}>={Plain(least)}");
        if (question.GreatestValue is { } greatest)
            terms.Add($"{cell}<={Plain(greatest)}");
        if (question.Kind == QuestionKind.Count)
            terms.Add($"{cell}=INT({cell})");
        if (whole is not null)
            terms.Add($"OR(NOT(ISNUMBER({whole})),{cell}<={whole})");
        var number = $"AND({string.Join(',', terms)})";
        return question.AllowsNotApplicable ? $"OR({number},{cell}=\"{FormTemplateLists.NotApplicable}\")" : number;
    }

    private static string NumberMessage(FormQuestion question)
    {
        var kind = question.Kind == QuestionKind.Count ? "целое число" : "число";
        var range = (question.LeastValue, question.GreatestValue) switch
        {
            ({ } least, { } greatest) => $" от {RussianText.Decimal(least)} до {RussianText.Decimal(greatest)}",
            ({ } least, null) => $" не меньше {RussianText.Decimal(least)}",
            (null, { } greatest) => $" не больше {RussianText.Decimal(greatest)}",
            _ => "",
        };
        return $"Введите {kind}{range}{(question.PartOf is null ? "" : ", не больше целого")}{(question.AllowsNotApplicable ? $"; если вопрос не относится к школе — {FormTemplateLists.NotApplicable}" : "")}.";
    }

    private static string Plain(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    // Excel calls a workbook damaged when a prompt is longer.
    private static string Short(string text) => text.Length <= MostPrompt ? text : text[..(MostPrompt - 1)] + "…";
}
