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

    public abstract void Dispose();
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
