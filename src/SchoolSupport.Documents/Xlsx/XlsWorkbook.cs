using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>The binary format of Excel 97–2003.</summary>
internal sealed class XlsWorkbook : OpenWorkbook
{
    private readonly byte[] _content;
    private readonly ReadBudget _budget;
    private readonly List<SheetInfo> _sheets = [];

    static XlsWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public XlsWorkbook(byte[] content, WorkbookLimits limits)
    {
        _content = content;
        _budget = new ReadBudget(limits);
        using var reader = OpenReader();
        do
        {
            var hidden = !string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);
            _sheets.Add(new SheetInfo(reader.Name ?? "", hidden, _sheets.Count.ToString()));
        }
        while (reader.NextResult());
        if (_sheets.Count > limits.MaxSheets)
            throw WorkbookRefusals.TooManySheets(_sheets.Count, limits.MaxSheets);
    }

    public override IReadOnlyList<SheetInfo> Sheets => _sheets;

    public override IEnumerable<SheetRow> ReadRows(SheetInfo sheet)
    {
        using var reader = OpenReader();
        for (var skip = int.Parse(sheet.Key); skip > 0; skip--)
            reader.NextResult();
        var columns = Math.Min(reader.FieldCount, _budget.Limits.MaxColumns);
        var cells = new List<SheetCell>();
        for (var number = 1; Read(reader); number++)
        {
            cells.Clear();
            for (var i = 0; i < columns; i++)
                if (CellOf(reader, i) is { IsBlank: false } cell)
                    cells.Add(cell with { Style = StyleOf(reader, i) });
            if (cells.Count == 0)
                continue;
            _budget.Spend(sheet.Name, number, cells.Count);
            yield return new SheetRow(number, reader.RowHeight == 0, [.. cells]);
        }
    }

    public override IReadOnlyList<MergedCells> ReadMerges(SheetInfo sheet)
    {
        using var reader = OpenReader();
        for (var skip = int.Parse(sheet.Key); skip > 0; skip--)
            reader.NextResult();
        return [.. (reader.MergeCells ?? []).Select(range =>
            new MergedCells(range.FromRow + 1, range.FromColumn + 1, range.ToRow + 1, range.ToColumn + 1))];
    }

    public override void Dispose()
    {
    }

    private IExcelDataReader OpenReader()
    {
        try
        {
            return ExcelReaderFactory.CreateBinaryReader(new MemoryStream(_content));
        }
        catch (InvalidPasswordException)
        {
            throw WorkbookRefusals.Encrypted();
        }
        catch (Exception e) when (IsBrokenFile(e))
        {
            throw WorkbookRefusals.Broken("книга старого формата не читается");
        }
    }

    private static bool Read(IExcelDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (IsBrokenFile(e))
        {
            throw WorkbookRefusals.Broken("книга старого формата не читается");
        }
    }

    // The reader answers a damaged file with whatever its parsing runs into.
    private static bool IsBrokenFile(Exception e) =>
        e is ExcelReaderException or IOException or InvalidDataException or ArgumentException or IndexOutOfRangeException
            or InvalidOperationException or OverflowException or NullReferenceException or InvalidCastException;

    private static CellLook? StyleOf(IExcelDataReader reader, int index) =>
        reader.GetNumberFormatString(index) is { Length: > 0 } format && format != "General" ? XlsxStyles.OfFormat(0, format) : null;

    // Error cells of this format come as blank: the package does not tell them apart.
    private static SheetCell CellOf(IExcelDataReader reader, int index)
    {
        var column = index + 1;
        return reader.GetValue(index) switch
        {
            null => default,
            string text => string.IsNullOrWhiteSpace(text) ? default : new SheetCell(column, CellKind.Text, 0, text),
            bool flag => new SheetCell(column, CellKind.Boolean, flag ? 1 : 0, null),
            DateTime date => new SheetCell(column, CellKind.Date, date.ToOADate(), null),
            TimeSpan time => new SheetCell(column, CellKind.Date, time.TotalDays, null),
            IConvertible number => new SheetCell(column, CellKind.Number, Convert.ToDouble(number), null),
            var other => new SheetCell(column, CellKind.Text, 0, other.ToString()),
        };
    }
}
