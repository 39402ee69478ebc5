using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>
/// Writes workbooks row by row, without holding the sheets in memory. Text is never a formula: it is stored as text,
/// and what a spreadsheet could take for a formula carries Excel's apostrophe.
/// </summary>
public static class WorkbookWriter
{
    internal const int MaxSheetName = 31;

    /// <param name="output">A stream that can seek.</param>
    public static void Write(Stream output, string title, params IReadOnlyList<WorkbookSheet> sheets)
    {
        if (sheets.Count == 0)
            throw new ArgumentException("A workbook needs at least one sheet.", nameof(sheets));
        using var package = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook);
        package.PackageProperties.Title = title;
        package.PackageProperties.Language = "ru-RU";
        var book = package.AddWorkbookPart();
        var stylesPart = book.AddNewPart<WorkbookStylesPart>();
        var styles = new WorkbookStyles();
        var list = new Sheets();
        var names = new DefinedNames();
        for (var i = 0; i < sheets.Count; i++)
        {
            var name = NameOf(sheets[i].Name, list);
            var part = book.AddNewPart<WorksheetPart>();
            var written = SheetWriter.Write(part, sheets[i], styles);
            list.Append(new Sheet { Name = name, SheetId = (uint)(i + 1), Id = book.GetIdOfPart(part) });
            names.Append(NamesOf(name, i, written));
        }
        stylesPart.Stylesheet = styles.Create();
        book.Workbook = new Workbook(new BookViews(new WorkbookView { ActiveTab = 0 }), list);
        if (names.HasChildren)
            book.Workbook.Append(names);
    }

    public static byte[] Write(string title, params IReadOnlyList<WorkbookSheet> sheets)
    {
        using var stream = new MemoryStream();
        Write(stream, title, sheets);
        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> NamesOf(string sheet, int index, WrittenSheet written)
    {
        var quoted = "'" + sheet.Replace("'", "''") + "'";
        if (written.Filter is { } filter)
            yield return new DefinedName($"{quoted}!{Absolute(filter)}") { Name = "_xlnm._FilterDatabase", LocalSheetId = (uint)index, Hidden = true };
        if (written.HeadRows is { } head)
            yield return new DefinedName($"{quoted}!${head.First}:${head.Last}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)index };
    }

    private static string Absolute(string range) => string.Join(':', range.Split(':').Select(cell =>
    {
        var letters = string.Concat(cell.TakeWhile(char.IsLetter));
        return $"${letters}${cell[letters.Length..]}";
    }));

    /// <summary>A name that Excel accepts and no other sheet has.</summary>
    private static string NameOf(string wanted, Sheets taken)
    {
        var clean = string.Concat(XmlText.Clean(wanted).Select(c => "[]:*?/\\".Contains(c) ? ' ' : c)).Trim().Trim('\'');
        if (clean.Length == 0)
            clean = "Лист";
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? "" : $" ({number})";
            var name = clean[..Math.Min(clean.Length, MaxSheetName - end.Length)].TrimEnd() + end;
            if (!taken.Elements<Sheet>().Any(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase)))
                return name;
        }
    }
}
