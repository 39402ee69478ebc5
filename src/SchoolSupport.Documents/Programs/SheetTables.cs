using System.Globalization;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Programs;

/// <summary>Brings the sheets of a workbook into the form that roadmaps are read from; every sheet is one table.</summary>
internal static class SheetTables
{
    // A plan of more rows is none, and a plan in a wider sheet stands at its left.
    private const int MostRows = 5_000;
    private const int MostColumns = 100;

    public static IReadOnlyList<SourceTable> Of(OpenWorkbook workbook) => [.. workbook.Sheets.Select(sheet => Table(workbook, sheet))];

    private static SourceTable Table(OpenWorkbook workbook, SheetInfo sheet)
    {
        var sheetRows = workbook.ReadRows(sheet).Take(MostRows).ToList();
        var merges = sheetRows.Count == 0 ? [] : workbook.ReadMerges(sheet).Where(merge => merge.FirstColumn <= MostColumns).ToList();
        var begin = merges.ToLookup(merge => merge.FirstRow);
        var fromTop = new Queue<MergedCells>(merges.Where(merge => merge.LastRow > merge.FirstRow).OrderBy(merge => merge.FirstRow));
        var active = new List<MergedCells>();
        var rows = new List<SourceRow>(sheetRows.Count);
        foreach (var row in sheetRows)
        {
            active.RemoveAll(merge => merge.LastRow < row.Number);
            while (fromTop.TryPeek(out var next) && next.FirstRow < row.Number)
            {
                fromTop.Dequeue();
                // Ranges of one sheet never overlap, unless someone made the file to do harm.
                if (next.LastRow >= row.Number && !active.Exists(merge => merge.FirstColumn <= next.LastColumn && next.FirstColumn <= merge.LastColumn))
                    active.Add(next);
            }
            rows.Add(Row(row, [.. begin[row.Number]], active));
        }
        return new SourceTable($"лист «{sheet.Name}»", IsSheet: true, sheet.Hidden, [], rows, []);
    }

    private static SourceRow Row(SheetRow row, List<MergedCells> begin, List<MergedCells> goOn)
    {
        var cells = new List<SourceCell>(row.Cells.Length + goOn.Count);
        foreach (var cell in row.Cells.Where(cell => cell.Column <= MostColumns))
        {
            // What stands under a merge is not shown.
            if (goOn.Exists(merge => cell.Column >= merge.FirstColumn && cell.Column <= merge.LastColumn)
                || begin.Exists(merge => cell.Column > merge.FirstColumn && cell.Column <= merge.LastColumn))
                continue;
            var last = begin.Where(merge => merge.FirstColumn == cell.Column).Select(merge => merge.LastColumn).DefaultIfEmpty(cell.Column).Max();
            cells.Add(new SourceCell(cell.Column, Math.Min(last, MostColumns) + 1, ContinuesAbove: false, TextOf(cell), cell.Style?.Bold ?? false) { Sheet = cell });
        }
        cells.AddRange(goOn.Select(merge => new SourceCell(merge.FirstColumn, merge.LastColumn + 1, ContinuesAbove: true, CellText.Blank)));
        return new SourceRow(row.Number, row.Hidden, [.. cells.OrderBy(cell => cell.Start)]);
    }

    private static CellText TextOf(SheetCell cell)
    {
        if (cell.Kind == CellKind.FormulaWithoutValue)
            return CellText.Blank;
        if (cell is { IsNumber: true, Style.Format: { } format } && format.Contains('%') && !format.Contains('"'))
            return CellText.Of((cell.Number * 100).ToString("0.##", CultureInfo.GetCultureInfo("ru-RU")) + "%");
        // Excel writes a carriage return into a text by this code.
        return CellText.Of(cell.Display.Replace("_x000D_\n", "\n", StringComparison.Ordinal).Replace("_x000D_", "\n", StringComparison.Ordinal));
    }
}
