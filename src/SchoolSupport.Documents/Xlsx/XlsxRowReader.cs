using System.Globalization;
using System.Xml;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>Rows of one sheet, one at a time.</summary>
internal sealed class XlsxRowReader(XmlReader xml, string[] strings, CellLook[] styles, WorkbookLimits limits)
{
    private readonly XlsxText _text = new(limits.MaxCellCharacters);
    private readonly List<SheetCell> _cells = [];
    private int _rowNumber;

    /// <summary>Cells that held something to the right of the last column read.</summary>
    public int BeyondLimit { get; private set; }

    /// <summary>The next row that holds something, or null at the end.</summary>
    public SheetRow? Next()
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                continue;
            var hidden = xml.GetAttribute("hidden") is "1" or "true";
            _rowNumber = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : _rowNumber + 1;
            if (xml.IsEmptyElement)
                continue;
            ReadCells();
            if (_cells.Count > 0)
                return new SheetRow(_rowNumber, hidden, [.. _cells]);
        }
        return null;
    }

    private void ReadCells()
    {
        _cells.Clear();
        var depth = xml.Depth;
        var column = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            var reference = xml.GetAttribute("r");
            column = reference is null ? column + 1 : ColumnLetters.Parse(reference);
            if (xml.IsEmptyElement)
                continue;
            var cell = ReadCell(column);
            if (cell.IsBlank)
                continue;
            if (column > limits.MaxColumns)
                BeyondLimit++;
            else
                AddInOrder(cell);
        }
    }

    // Programs other than Excel sometimes write cells out of order, or twice.
    private void AddInOrder(SheetCell cell)
    {
        if (_cells.Count == 0 || _cells[^1].Column < cell.Column)
        {
            _cells.Add(cell);
            return;
        }
        var at = _cells.FindIndex(other => other.Column >= cell.Column);
        if (_cells[at].Column == cell.Column)
            _cells[at] = cell;
        else
            _cells.Insert(at, cell);
    }

    private SheetCell ReadCell(int column)
    {
        var type = xml.GetAttribute("t");
        var style = StyleOf(xml.GetAttribute("s"));
        var depth = xml.Depth;
        var formula = false;
        var cell = default(SheetCell);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "f":
                    formula = true;
                    break;
                case "v":
                    _text.Read(xml);
                    if (_text.Span.Length > 0)
                        cell = ValueCell(column, type, style);
                    else if (type == "str")
                        formula = false; // a formula whose result is an empty text
                    break;
                case "is":
                    cell = TextCell(column, _text.ReadRich(xml));
                    break;
            }
        }
        if (cell.IsBlank && formula)
            cell = new SheetCell(column, CellKind.FormulaWithoutValue, 0, null);
        return cell.IsBlank ? cell : cell with { Style = style, IsFormula = formula };
    }

    private SheetCell ValueCell(int column, string? type, CellLook? style)
    {
        var value = _text.Span;
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Length
                    ? TextCell(column, strings[index])
                    : default;
            case "str" or "inlineStr":
                return TextCell(column, value.ToString());
            case "b":
                return new SheetCell(column, CellKind.Boolean, value is "1" or "true" ? 1 : 0, null);
            case "e":
                return new SheetCell(column, CellKind.Error, 0, value.ToString());
            case "d":
                return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                    ? new SheetCell(column, CellKind.Date, date.ToOADate(), null)
                    : TextCell(column, value.ToString());
            default:
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    return TextCell(column, value.ToString());
                return new SheetCell(column, style is { IsDate: true } ? CellKind.Date : CellKind.Number, number, null);
        }
    }

    private static SheetCell TextCell(int column, string text) =>
        string.IsNullOrWhiteSpace(text) ? default : new SheetCell(column, CellKind.Text, 0, text);

    private CellLook? StyleOf(string? index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < styles.Length ? styles[at] : null;
}
