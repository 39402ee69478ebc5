using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using static SchoolSupport.Documents.Indicators.FormTemplateLayout;

namespace SchoolSupport.Documents.Indicators;

/// <summary>
/// Writes a school's form as a workbook: filled as far as it is, with drop-down lists and bounds that Excel itself keeps. Everything but answers and
/// comments is locked; codes of questions stand in a hidden column, so that rows may be sorted or hidden.
/// </summary>
public static class FormTemplateWriter
{
    private static readonly double[] Widths = [8, 62, 14, 18, 18, 46, 8];
    private static readonly string[] Captions = ["", "Вопрос", "Единица", "В прошлый раз", "Ответ", "Пояснение", ""];

    public static byte[] Write(FormTemplate template)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            document.PackageProperties.Title = template.Owner.CampaignTitle;
            document.PackageProperties.Language = "ru-RU";
            var book = document.AddWorkbookPart();
            FormTemplateStyles.AddTo(book);
            var sheets = new Sheets();
            var lists = new FormTemplateLists(template);
            Add(book, sheets, 1, FormSheetName, null, FormSheet(template, lists));
            Add(book, sheets, 2, HiddenSheet, SheetStateValues.VeryHidden, lists.Sheet(template.Owner));
            book.Workbook = new Workbook(sheets);
            book.Workbook.Save();
        }
        return stream.ToArray();
    }

    private static void Add(WorkbookPart book, Sheets sheets, uint id, string name, SheetStateValues? state, Worksheet content)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = content;
        part.Worksheet.Save();
        var sheet = new Sheet { Id = book.GetIdOfPart(part), SheetId = id, Name = name };
        if (state is { } hidden)
            sheet.State = hidden;
        sheets.Append(sheet);
    }

    private static Worksheet FormSheet(FormTemplate template, FormTemplateLists lists)
    {
        var data = new SheetData();
        var row = 0;
        Line(template.Owner.CampaignTitle, FormTemplateStyles.Title);
        Line(template.Owner.SchoolName, FormTemplateStyles.Title);
        foreach (var line in template.Lines.Where(line => line.Length > 0))
            Line(line, FormTemplateStyles.Note);
        var head = ++row;
        data.Append(RowOf(head, Captions.Select((caption, i) => Text(i + 1, head, caption, FormTemplateStyles.Head))));
        var places = PlacesOf(template, head);
        foreach (var section in template.Sections)
        {
            row++;
            data.Append(RowOf(row, [Text(QuestionColumn, row, section.Title, FormTemplateStyles.Section)]));
            foreach (var field in section.Fields)
                data.Append(RowOf(++row, CellsOf(field, row)));
        }
        var view = new SheetView { WorkbookViewId = 0, TabSelected = true, ShowGridLines = false };
        view.Append(new Pane { VerticalSplit = head, TopLeftCell = Place(1, head + 1), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen });
        // Without a password: it keeps from slips, not from people. Rows and columns may be widened.
        var protection = new SheetProtection { Sheet = true, Objects = true, Scenarios = true, FormatColumns = false, FormatRows = false, FormatCells = false, Sort = false, AutoFilter = false };
        var checks = FormTemplateChecks.Of(template, places, lists);
        var sheet = new Worksheet(new SheetProperties(new PageSetupProperties { FitToPage = true }), new SheetViews(view), ColumnsOf(), data, protection);
        if (checks.HasChildren)
            sheet.Append(checks);
        sheet.Append(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        return sheet;

        void Line(string text, uint style)
        {
            row++;
            data.Append(RowOf(row, [Text(QuestionColumn, row, text, style)]));
        }
    }

    /// <summary>The row of every field, as the sheet is written.</summary>
    private static Dictionary<AnswerKey, int> PlacesOf(FormTemplate template, int head)
    {
        var places = new Dictionary<AnswerKey, int>();
        var row = head;
        foreach (var section in template.Sections)
        {
            row++;
            foreach (var field in section.Fields)
                places[field.Key] = ++row;
        }
        return places;
    }

    private static Columns ColumnsOf() => new(Widths.Select((width, i) => new Column
    {
        Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true, Hidden = i + 1 is CodeColumn or WasColumn,
    }));

    private static IEnumerable<Cell> CellsOf(FormTemplateField field, int row)
    {
        var name = field.Key.Class is { } one ? $"{one}. {field.Question.Text}" : field.Question.Text;
        yield return Text(CodeColumn, row, CodeOf(field.Key), FormTemplateStyles.Locked);
        yield return Text(QuestionColumn, row, name + (field.Question.Required ? "" : " (необязательно)"), FormTemplateStyles.Locked);
        yield return Text(UnitColumn, row, field.Question.Unit, FormTemplateStyles.Locked);
        yield return Value(BeforeColumn, row, field.Before ?? "", FormTemplateStyles.Locked, isNumber: false);
        yield return Value(AnswerColumn, row, field.Answer, field.Question.IsNumeric ? FormTemplateStyles.Number : FormTemplateStyles.Open, field.Question.IsNumeric);
        yield return Text(CommentColumn, row, field.Comment, FormTemplateStyles.Open);
        yield return Text(WasColumn, row, field.Answer, FormTemplateStyles.Locked);
    }

    private static Row RowOf(int number, IEnumerable<Cell> cells)
    {
        var row = new Row { RowIndex = (uint)number };
        foreach (var cell in cells)
            row.Append(cell);
        return row;
    }

    // A number goes in as a number, so that Excel adds it up and checks it; what could not be read stays as it was typed.
    private static Cell Value(int column, int row, string text, uint style, bool isNumber) =>
        isNumber && decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new Cell(new DocumentFormat.OpenXml.Spreadsheet.CellValue(number)) { CellReference = Place(column, row), StyleIndex = style }
            : Text(column, row, text, style);

    internal static Cell Text(int column, int row, string text, uint style = 0)
    {
        var cell = new Cell { CellReference = Place(column, row), StyleIndex = style };
        if (text.Length > 0)
        {
            cell.DataType = CellValues.InlineString;
            cell.InlineString = new InlineString(new Text(string.Join('\n', text.Split('\n').Select(XmlText.Clean))) { Space = SpaceProcessingModeValues.Preserve });
        }
        return cell;
    }
}
