using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using static SchoolSupport.Documents.Indicators.FormTemplateLayout;

namespace SchoolSupport.Documents.Indicators;

/// <summary>An answer of a filled workbook.</summary>
/// <param name="Cell">«E14».</param>
/// <param name="Typed">As it is to be read; empty when the cell is.</param>
/// <param name="Was">What the cell held when the workbook was made.</param>
public sealed record FileAnswer(AnswerKey Key, string Cell, int Row, string Typed, string Comment, string Was)
{
    public bool IsNotApplicable => Typed.Equals(FormTemplateLists.NotApplicable, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Owner">Null when the workbook is not one of our forms.</param>
public sealed record FormFile(FormTemplateOwner? Owner, IReadOnlyList<FileAnswer> Answers, IReadOnlyList<Finding> Findings);

/// <summary>Reads a filled workbook back. Cells whose value cannot be taken are named; the others are handed out as they would be typed.</summary>
public static class FormFileReader
{
    /// <param name="kindOf">The kind of a question; null for a code that the form does not ask.</param>
    /// <exception cref="WorkbookRefusedException">The file may not be read.</exception>
    public static FormFile Read(byte[] content, string fileName, WorkbookLimits limits, Func<string, QuestionKind?> kindOf)
    {
        var findings = new FindingList();
        using var book = WorkbookFile.Open(content, fileName, limits, findings);
        var owner = OwnerOf(book);
        if (owner is null || book.Sheets.FirstOrDefault(sheet => sheet.Name == FormSheetName) is not { } form)
            return new FormFile(null, [], findings.ToList());
        var answers = new Dictionary<AnswerKey, FileAnswer>();
        foreach (var row in book.ReadRows(form))
        {
            var code = row.Text(CodeColumn);
            if (code.Length == 0)
                continue;
            var key = KeyOf(code);
            if (kindOf(key.Question) is not { } kind)
                continue;
            var cell = Place(AnswerColumn, row.Number);
            if (answers.TryGetValue(key, out var first))
            {
                findings.Error("answer-twice", "Этот вопрос встречается в файле второй раз. Взят ответ из первой строки.", FormSheetName, row.Number, ColumnLetters.Of(AnswerColumn),
                    row.Text(QuestionColumn), $"один раз, как в строке {first.Row}", "Удалите лишнюю строку");
                continue;
            }
            if (Typed(row[AnswerColumn], kind, row.Number, findings) is { } typed)
                answers.Add(key, new FileAnswer(key, cell, row.Number, typed, row.Text(CommentColumn), row.Text(WasColumn)));
        }
        if (answers.Count == 0 && !findings.HasErrors)
            findings.Error("no-codes", "В файле не осталось служебных кодов вопросов, ответы нельзя связать с вопросами.", FormSheetName,
                expected: "скрытый столбец A с кодами вопросов", action: "Скачайте файл заново и перенесите ответы в него");
        return new FormFile(owner, [.. answers.Values], findings.ToList());
    }

    private static FormTemplateOwner? OwnerOf(OpenWorkbook book)
    {
        if (book.Sheets.FirstOrDefault(sheet => sheet.Hidden && sheet.Name == HiddenSheet) is not { } sheet)
            return null;
        var facts = new Dictionary<string, string>();
        foreach (var row in book.ReadRows(sheet))
            if (row.Text(1) is { Length: > 0 } name)
                facts.TryAdd(name, row.Text(2));
        return facts.GetValueOrDefault("template") == Marker && Guid.TryParse(facts.GetValueOrDefault("campaign"), out var campaign)
            ? new FormTemplateOwner(campaign, facts.GetValueOrDefault("campaign-title", ""), Guid.TryParse(facts.GetValueOrDefault("school"), out var school) ? school : null, facts.GetValueOrDefault("school-name", ""))
            : null;
    }

    /// <summary>The cell as a person would type it; null when nothing can be made of it.</summary>
    private static string? Typed(SheetCell cell, QuestionKind kind, int row, FindingList findings)
    {
        var isNumeric = kind is QuestionKind.Count or QuestionKind.Number or QuestionKind.Percent;
        if (cell is { IsFormula: true, Kind: CellKind.Number or CellKind.Text or CellKind.Boolean })
            findings.Note("formula", "В ячейке формула. Взято её значение.", FormSheetName, row, ColumnLetters.Of(AnswerColumn), cell.Display);
        switch (cell.Kind)
        {
            case CellKind.FormulaWithoutValue:
                findings.Error("formula-without-value", "В ячейке формула, которая не посчитана.", FormSheetName, row, ColumnLetters.Of(AnswerColumn), "формула", "число или слово", "Введите значение вместо формулы");
                return null;
            case CellKind.Error:
                findings.Error("cell-error", "В ячейке ошибка Excel.", FormSheetName, row, ColumnLetters.Of(AnswerColumn), cell.Text, "число или слово", "Введите значение вместо формулы");
                return null;
            case CellKind.Date when isNumeric:
                findings.Error("date-for-number", "Excel принял введённое за дату.", FormSheetName, row, ColumnLetters.Of(AnswerColumn), cell.Display, "число", "Задайте ячейке общий формат и введите число снова");
                return null;
            case CellKind.Boolean:
                return cell.Number != 0 ? "да" : "нет";
            case CellKind.Number when isNumeric && cell.Style?.Format?.Contains('%') == true:
                return Number((decimal)cell.Number * 100) + "%";
            case CellKind.Number:
                return Math.Abs(cell.Number) < 1e15 ? Number((decimal)cell.Number) : cell.Display;
            default:
                return cell.Display.Trim();
        }
    }

    private static string Number(decimal number) => Math.Round(number, 6).ToString("0.######", RussianText.Culture);
}
