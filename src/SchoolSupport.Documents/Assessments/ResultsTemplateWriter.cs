using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>A procedure offered in the template's drop-down list: its code and its name for people.</summary>
public sealed record TemplateProcedure(string Code, string Name);

/// <summary>
/// Writes our own template: a row for each school and procedure, checks inside Excel, and a hidden sheet that says
/// whose template it is, so that the filled file is recognised without questions.
/// </summary>
public static class ResultsTemplateWriter
{
    private const int SpareRows = 20;
    private static readonly string[] Captions = ["Учебный год", "Школа", "Процедура", "Участников", "Не справились"];
    private static readonly double[] Widths = [14, 52, 34, 14, 16];

    public static byte[] Write(AcademicYear year, IReadOnlyList<TemplateSchool> schools, IReadOnlyList<TemplateProcedure> procedures)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            AddStyles(book);
            var sheets = new Sheets();
            var last = 1 + schools.Count * procedures.Count + SpareRows;
            AddSheet(book, sheets, 1, "Результаты", null, ResultsSheet(year, schools, procedures, last));
            AddSheet(book, sheets, 2, ResultsTemplate.HiddenSheet, SheetStateValues.VeryHidden, HiddenSheet(year, schools, procedures));
            book.Workbook = new Workbook(sheets);
            book.Workbook.Save();
        }
        return stream.ToArray();
    }

    private static void AddSheet(WorkbookPart book, Sheets sheets, uint id, string name, SheetStateValues? state, Worksheet content)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = content;
        part.Worksheet.Save();
        var sheet = new Sheet { Id = book.GetIdOfPart(part), SheetId = id, Name = name };
        if (state is { } hidden)
            sheet.State = hidden;
        sheets.Append(sheet);
    }

    private static Worksheet ResultsSheet(
        AcademicYear year, IReadOnlyList<TemplateSchool> schools, IReadOnlyList<TemplateProcedure> procedures, int last)
    {
        var data = new SheetData(RowOf(1, Captions.Select(caption => Text(caption, style: 1))));
        uint number = 2;
        foreach (var school in schools)
            foreach (var procedure in procedures)
                data.Append(RowOf(number++, [Text(year.ToString()), Text(school.Name), Text(procedure.Name)]));
        var view = new SheetView { WorkbookViewId = 0, TabSelected = true };
        view.Append(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen });
        return new Worksheet(new SheetViews(view), ColumnWidths(), data, Checks(procedures.Count, last));
    }

    private static Columns ColumnWidths() => new(Widths.Select((width, i) =>
        new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true }));

    private static DataValidations Checks(int procedures, int last) => new(
        Check(DataValidationValues.List, null, $"C2:C{last}",
            $"{ResultsTemplate.HiddenSheet}!$G$1:$G${Math.Max(1, procedures)}", "Процедура", "Выберите процедуру из списка."),
        Check(DataValidationValues.Whole, DataValidationOperatorValues.GreaterThanOrEqual, $"D2:D{last}",
            "0", "Участников", "Введите целое число, ноль или больше."),
        Check(DataValidationValues.Custom, null, $"E2:E{last}",
            "AND(ISNUMBER(E2),E2>=0,E2=INT(E2),E2<=D2)", "Не справились", "Введите целое число, не больше числа участников."))
    { Count = 3 };

    private static DataValidation Check(
        DataValidationValues type, DataValidationOperatorValues? comparison, string range, string formula, string title, string message)
    {
        var check = new DataValidation(new Formula1(formula))
        {
            Type = type, AllowBlank = true, ShowErrorMessage = true, ShowInputMessage = true,
            ErrorTitle = title, Error = message, PromptTitle = title, Prompt = message,
            SequenceOfReferences = new ListValue<StringValue>([new StringValue(range)]),
        };
        if (comparison is { } compare)
            check.Operator = compare;
        return check;
    }

    // Column G feeds the drop-down list; A…D are what the reader looks for.
    private static Worksheet HiddenSheet(AcademicYear year, IReadOnlyList<TemplateSchool> schools, IReadOnlyList<TemplateProcedure> procedures)
    {
        var facts = new List<string[]>
        {
            new[] { "template", ResultsTemplate.Marker },
            new[] { "version", ResultsTemplate.Version.ToString(CultureInfo.InvariantCulture) },
            new[] { "year", year.ToString() },
        };
        facts.AddRange(schools.Select(school => new[] { "school", school.Name, school.Login ?? "", school.Inn ?? "" }));
        var data = new SheetData();
        for (var i = 0; i < Math.Max(facts.Count, procedures.Count); i++)
        {
            var row = RowOf((uint)i + 1, i < facts.Count ? facts[i].Select(text => Text(text)) : []);
            if (i < procedures.Count)
            {
                var name = Text(procedures[i].Name);
                name.CellReference = $"G{i + 1}";
                row.Append(name);
            }
            data.Append(row);
        }
        return new Worksheet(data);
    }

    private static Row RowOf(uint number, IEnumerable<Cell> cells)
    {
        var row = new Row { RowIndex = number };
        var column = 'A';
        foreach (var cell in cells)
        {
            cell.CellReference = $"{column++}{number}";
            row.Append(cell);
        }
        return row;
    }

    private static Cell Text(string text, uint style = 0) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
        StyleIndex = style,
    };

    private static void AddStyles(WorkbookPart book)
    {
        var styles = book.AddNewPart<WorkbookStylesPart>();
        styles.Stylesheet = new Stylesheet(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }));
        styles.Stylesheet.Save();
    }
}
