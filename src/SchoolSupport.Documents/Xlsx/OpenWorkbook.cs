using System.Globalization;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Xlsx;

/// <param name="Key">How the workbook finds the sheet again; not for people.</param>
public sealed record SheetInfo(string Name, bool Hidden, string Key);

/// <summary>A workbook opened for forward-only reading.</summary>
public abstract class OpenWorkbook : IDisposable
{
    public abstract IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>
    /// Rows that hold something, top to bottom. Throws <see cref="WorkbookRefusedException"/> when a limit is passed.
    /// </summary>
    public abstract IEnumerable<SheetRow> ReadRows(SheetInfo sheet);

    /// <summary>The merged ranges of a sheet; empty for a format that has none.</summary>
    public virtual IReadOnlyList<MergedCells> ReadMerges(SheetInfo sheet) => [];

    public abstract void Dispose();
}

/// <summary>A merged range, all bounds 1-based and inside it; its value stands in the first cell.</summary>
public readonly record struct MergedCells(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    /// <summary>Reads «A4:D4»; null when it is not of that kind.</summary>
    public static MergedCells? Parse(string? range)
    {
        var colon = range?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
            return null;
        var (first, last) = (range![..colon].Replace("$", "", StringComparison.Ordinal), range[(colon + 1)..].Replace("$", "", StringComparison.Ordinal));
        var merge = new MergedCells(RowOf(first), ColumnLetters.Parse(first), RowOf(last), ColumnLetters.Parse(last));
        return merge is { FirstRow: > 0, FirstColumn: > 0 } && merge.LastRow >= merge.FirstRow && merge.LastColumn >= merge.FirstColumn ? merge : null;
    }

    private static int RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
}

/// <summary>The file may not be read, or not further; the finding says why, in Russian.</summary>
public sealed class WorkbookRefusedException(Finding finding) : Exception(finding.Message)
{
    public Finding Finding { get; } = finding;
}

/// <summary>Counts rows and cells of one workbook against the limits.</summary>
internal sealed class ReadBudget(WorkbookLimits limits)
{
    private int _rows;
    private long _cells;

    public WorkbookLimits Limits => limits;

    public void Spend(string sheet, int rowNumber, int cells)
    {
        _cells += cells;
        if (++_rows > limits.MaxRows)
            throw WorkbookRefusals.TooManyRows(sheet, rowNumber, limits.MaxRows);
        if (_cells > limits.MaxCells)
            throw WorkbookRefusals.TooManyCells(sheet, rowNumber, limits.MaxCells);
    }
}
