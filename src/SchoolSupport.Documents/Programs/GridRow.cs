using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>The cell of a row under one column.</summary>
/// <param name="ContinuesAbove">Merged with the cell above.</param>
/// <param name="Source">Null when the row has no cell there.</param>
internal sealed record GridCell(CellText Text, bool ContinuesAbove, SourceCell? Source)
{
    public static readonly GridCell None = new(CellText.Blank, false, null);

    public bool IsBlank => Text.IsBlank;
}

/// <summary>A row laid under the columns of its table.</summary>
internal sealed class GridRow
{
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly GridCell[] _cells;

    private GridRow(SourceRow source, string place, IReadOnlyList<TableColumn> columns)
    {
        Source = source;
        Place = new RowPlace(place, source.Number);
        _columns = columns;
        _cells = new GridCell[columns.Count];
        Array.Fill(_cells, GridCell.None);
        var placed = Placed().ToList();
        foreach (var (cell, at) in placed)
            _cells[at] = Joined(_cells[at], cell);
        Filled = [.. placed.Select(place => place.Cell).Where(cell => !cell.IsBlank)];
        Outside = [.. source.Filled.Except(Filled)];
    }

    public SourceRow Source { get; }

    public RowPlace Place { get; }

    /// <summary>The cells that hold something, left to right.</summary>
    public IReadOnlyList<SourceCell> Filled { get; }

    /// <summary>Cells with text that stand beside the columns.</summary>
    public IReadOnlyList<SourceCell> Outside { get; }

    public bool ContinuesAnything => _cells.Any(cell => cell.ContinuesAbove);

    public static GridRow Of(SourceRow row, string place, IReadOnlyList<TableColumn> columns) => new(row, place, columns);

    public GridCell At(int column) => _cells[column];

    public GridCell this[RoadmapColumn kind]
    {
        get
        {
            for (var i = 0; i < _columns.Count; i++)
                if (_columns[i].Kind == kind)
                    return _cells[i];
            return GridCell.None;
        }
    }

    /// <summary>Indexes of the columns of which the cell covers more than half.</summary>
    public IReadOnlyList<int> CoveredBy(SourceCell cell) =>
        [.. Enumerable.Range(0, _columns.Count).Where(i => _columns[i].Overlap(cell) * 2 > _columns[i].End - _columns[i].Start)];

    public bool Covers(SourceCell cell, RoadmapColumn kind) => CoveredBy(cell).Any(i => _columns[i].Kind == kind);

    private static GridCell Joined(GridCell before, SourceCell cell)
    {
        if (before.Source is null)
            return new GridCell(cell.Text, cell.ContinuesAbove, cell);
        // A column that a scan cut in two.
        return before with { Text = before.Text.GluedWith(cell.Text), ContinuesAbove = before.ContinuesAbove && cell.ContinuesAbove, Source = before.IsBlank ? cell : before.Source };
    }

    private IEnumerable<(SourceCell Cell, int Column)> Placed()
    {
        var cells = Source.Cells;
        var homes = cells.Select(cell => (Cell: cell, Covered: CoveredBy(cell))).ToList();
        var fits = homes.TrueForAll(home => home.Covered.Count == 1) && homes.Select(home => home.Covered[0]).Distinct().Count() == homes.Count;
        // Tables drawn by hand have edges that do not meet; as many cells as headings is the surer sign.
        if (!fits && cells.Count == _columns.Count)
            return cells.Select((cell, i) => (cell, i));
        return homes.Select(home => (home.Cell, home.Covered.Count > 0 ? home.Covered[0] : Nearest(home.Cell)))
            .Where(placed => placed.Item2 >= 0);
    }

    private int Nearest(SourceCell cell)
    {
        var best = -1;
        for (var i = 0; i < _columns.Count; i++)
            if (_columns[i].Overlap(cell) > 0 && (best < 0 || _columns[i].Overlap(cell) > _columns[best].Overlap(cell)))
                best = i;
        return best;
    }
}
