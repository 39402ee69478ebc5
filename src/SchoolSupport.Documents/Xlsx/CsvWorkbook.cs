using System.Text;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>A table of text lines: UTF-8 or windows-1251, separated by semicolons, commas or tabs.</summary>
internal sealed class CsvWorkbook : OpenWorkbook
{
    private readonly string _text;
    private readonly char _separator;
    private readonly ReadBudget _budget;

    static CsvWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private CsvWorkbook(string text, char separator, string encodingName, WorkbookLimits limits)
    {
        _text = text;
        _separator = separator;
        EncodingName = encodingName;
        _budget = new ReadBudget(limits);
    }

    public string EncodingName { get; }
    public string SeparatorName => _separator switch { '\t' => "табуляция", ';' => "«;»", _ => "«,»" };
    public override IReadOnlyList<SheetInfo> Sheets { get; } = [new SheetInfo("CSV", false, "")];

    /// <summary>Null when the text has no separator that repeats from line to line.</summary>
    public static CsvWorkbook? TryOpen(byte[] content, string fileName, WorkbookLimits limits)
    {
        var (text, name) = Decode(content);
        var lines = text.Split('\n', 60).Take(50).Where(line => line.Trim().Length > 0).ToList();
        var best = new[] { ';', '\t', ',' }
            .Select(separator => (Separator: separator, Lines: lines.Count(line => line.Contains(separator))))
            .OrderByDescending(found => found.Lines).First();
        return best.Lines * 2 <= lines.Count && best.Lines < 2 || best.Lines == 0
            ? null
            : new CsvWorkbook(text, best.Separator, name, limits);
    }

    public override IEnumerable<SheetRow> ReadRows(SheetInfo sheet)
    {
        var number = 0;
        var position = 0;
        while (position < _text.Length)
        {
            number++;
            var cells = ReadLine(ref position);
            if (cells.Count == 0)
                continue;
            _budget.Spend(sheet.Name, number, cells.Count);
            yield return new SheetRow(number, false, [.. cells]);
        }
    }

    public override void Dispose()
    {
    }

    private List<SheetCell> ReadLine(ref int position)
    {
        var cells = new List<SheetCell>();
        var field = new StringBuilder();
        var column = 1;
        var quoted = false;
        for (; position < _text.Length; position++)
        {
            var c = _text[position];
            if (c == '"' && quoted && position + 1 < _text.Length && _text[position + 1] == '"')
            {
                field.Append('"');
                position++;
            }
            else if (c == '"' && (quoted || field.Length == 0))
                quoted = !quoted;
            else if (!quoted && c == _separator)
                Flush(cells, field, column++);
            else if (!quoted && c == '\n')
            {
                position++;
                break;
            }
            else if (c != '\r')
                field.Append(c);
            if (field.Length > _budget.Limits.MaxCellCharacters)
                throw WorkbookRefusals.CellTooLong(_budget.Limits.MaxCellCharacters);
        }
        Flush(cells, field, column);
        return cells;
    }

    private void Flush(List<SheetCell> cells, StringBuilder field, int column)
    {
        var text = field.ToString();
        field.Clear();
        if (string.IsNullOrWhiteSpace(text) || column > _budget.Limits.MaxColumns)
            return;
        // A CSV knows no types: what is written as a number is one.
        cells.Add(CellNumbers.TryParse(text, out var number, out var plain) && plain
            ? new SheetCell(column, CellKind.Number, number, null)
            : new SheetCell(column, CellKind.Text, 0, text));
    }

    private static (string Text, string Name) Decode(byte[] content)
    {
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return (Encoding.UTF8.GetString(content, 3, content.Length - 3), "UTF-8");
        try
        {
            return (new UTF8Encoding(false, true).GetString(content), "UTF-8");
        }
        catch (DecoderFallbackException)
        {
            return (Encoding.GetEncoding(1251).GetString(content), "windows-1251");
        }
    }
}
