using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>
/// Writes an official paper as a workbook: a sheet for every table, with the title above and the signature below, and one with the text.
/// A column of shares «n из N» becomes three columns of numbers; a cell that spans rows on paper is repeated, so that rows can be sorted.
/// </summary>
public static class OfficialDocumentXlsxWriter
{
    public const string TextSheetName = "Пояснения";

    public static byte[] Write(OfficialDocument document)
    {
        var sheets = new List<WorkbookSheet>();
        foreach (var section in document.AllSections)
            for (var i = 0; i < section.Blocks.Count; i++)
                if (section.Blocks[i] is DocumentTable table)
                    sheets.Add(SheetOf(document, section, table, [.. section.Blocks.Skip(i + 1).TakeWhile(b => b is Note).Cast<Note>()], sheets.Count + 1));
                else if (section.Blocks[i] is BarChart chart)
                    sheets.Add(NumbersOf(document, chart, sheets.Count + 1));
                else if (section.Blocks[i] is ScatterChart points)
                    sheets.Add(NumbersOf(document, points, sheets.Count + 1));
        sheets.Add(new TextSheet(TextSheetName, [.. TextOf(document)]));
        return WorkbookWriter.Write(document.Title, sheets);
    }

    private static ListSheet SheetOf(OfficialDocument document, DocumentSection section, DocumentTable table, IReadOnlyList<Note> notes, int number)
    {
        var parts = ShareColumns.Find(table);
        return new ListSheet(
            SheetNameOf(table.Caption, section.Heading, number),
            [.. table.Head.Select(node => ShareColumns.Divide(node, parts))],
            table.Body.Select(row => RowOf(row, table.Columns, parts)))
        {
            Above = [.. TitleOf(document), new SheetLine(table.Caption ?? section.Heading, Bold: true)],
            Below = [.. notes.Select(n => new SheetLine(n.Text)), .. SignatureOf(document)],
            Landscape = section.Landscape || table.Columns.Count > 6,
        };
    }

    /// <summary>«3. Результаты школ» for «Таблица 3 — Результаты школ», cut at a word where Excel allows no more; else the heading of the section.</summary>
    private static string SheetNameOf(string? caption, string? heading, int number)
    {
        var name = caption?.Split('—', 2, StringSplitOptions.TrimEntries) is [var place, { Length: > 0 } title]
            ? $"{place.Replace("Таблица", "", StringComparison.Ordinal).Replace("Рисунок", "Рис.", StringComparison.Ordinal).Trim()}. {title}".Replace('\u00A0', ' ')
            : heading is not { Length: > 0 } ? $"Таблица {number}"
            : (char.IsDigit(heading[0]) ? heading : $"{number}. {heading}").Replace('\u00A0', ' ');
        if (name.Length <= WorkbookWriter.MaxSheetName)
            return name;
        var cut = name.LastIndexOf(' ', WorkbookWriter.MaxSheetName - 1);
        return $"{name[..(cut > WorkbookWriter.MaxSheetName / 2 ? cut : WorkbookWriter.MaxSheetName - 1)].TrimEnd(',', ' ')}…";
    }

    /// <summary>The numbers of a picture, from which a spreadsheet draws one in any shape.</summary>
    private static ListSheet NumbersOf(OfficialDocument document, BarChart chart, int number) => new(
        SheetNameOf(chart.Caption, null, number),
        [new TableColumn("Строка") { WidthMm = 70 }, .. chart.Series.Select(series => new TableColumn(series.Name + (chart.Unit.Length > 0 ? $", {chart.Unit}" : "")) { WidthMm = 32 })],
        chart.Labels.Select((label, i) => (IReadOnlyList<TableCell>)
            [label, .. chart.Series.Select(series => (TableCell)(series.Values[i] is { } value ? new DecimalValue(value, chart.Decimals) : new TextValue("")))]))
    {
        Above = [.. TitleOf(document), new SheetLine(chart.Caption, Bold: true)],
        Landscape = false,
    };

    private static ListSheet NumbersOf(OfficialDocument document, ScatterChart chart, int number) => new(
        SheetNameOf(chart.Caption, null, number),
        [new TableColumn("№") { WidthMm = 12 }, new TableColumn("Точка") { WidthMm = 70 }, new TableColumn(chart.XTitle) { WidthMm = 40 }, new TableColumn(chart.YTitle) { WidthMm = 40 }, new TableColumn("Малая выборка") { WidthMm = 24 }],
        chart.Points.Select(point => (IReadOnlyList<TableCell>)
            [point.Number, point.Name, new DecimalValue(point.X, 2), new DecimalValue(point.Y, 1), point.IsSmall ? "да" : "нет"]))
    {
        Above = [.. TitleOf(document), new SheetLine(chart.Caption, Bold: true)],
        Landscape = false,
    };

    private static IReadOnlyList<TableCell> RowOf(PlacedRow row, IReadOnlyList<TableColumn> columns, IReadOnlySet<TableColumn> shares)
    {
        var cells = new List<TableCell>();
        for (var i = 0; i < columns.Count; i++)
        {
            var (cell, column) = row.Covering[i];
            // Of a cell that spans columns only the first is filled, as in a merged cell.
            var here = (column == i ? cell : new TableCell(new TextValue(""))) with { RowSpan = 1, ColumnSpan = 1 };
            if (row.Kind != RowKind.Body)
                here = here with { Low = true };
            if (shares.Contains(columns[i]))
                cells.AddRange(ShareColumns.Divide(here));
            else
                cells.Add(here);
        }
        return cells;
    }

    private static IEnumerable<SheetLine> TitleOf(OfficialDocument document)
    {
        foreach (var mark in document.Marks)
            yield return new SheetLine(mark);
        foreach (var line in document.Approval.Concat(document.Authority))
            yield return new SheetLine(line);
        if (document.Registration is { } registration)
            yield return new SheetLine($"{registration.Date}   {registration.Number}");
        yield return new SheetLine(string.Join(' ', document.TitleLines.Prepend(document.Kind)), Bold: true);
    }

    private static IEnumerable<SheetLine> SignatureOf(OfficialDocument document)
    {
        if (document.Signature is { } signature)
            yield return new SheetLine($"{signature.Position}   ______________   {signature.Name}");
        foreach (var line in document.Executor)
            yield return new SheetLine(line);
    }

    private static IEnumerable<string> LinesOf(DocumentBlock block) => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        Note note => [note.Text],
        NumberedList list => list.Items.Select((item, i) => $"{i + 1}. {item}"),
        DocumentTable { Caption: { Length: > 0 } caption } => [caption],
        BarChart chart => [chart.Caption],
        ScatterChart points => [points.Caption],
        _ => [],
    };

    private static IEnumerable<SheetLine> TextOf(OfficialDocument document)
    {
        foreach (var line in TitleOf(document))
            yield return line;
        foreach (var section in document.AllSections)
        {
            if (section.Mark is { Length: > 0 } mark)
                yield return new SheetLine(mark);
            if (section.Heading.Length > 0)
                yield return new SheetLine(section.Heading, Bold: true);
            foreach (var block in section.Blocks)
                foreach (var text in LinesOf(block))
                    yield return new SheetLine(text);
        }
        foreach (var line in SignatureOf(document))
            yield return line;
    }
}
