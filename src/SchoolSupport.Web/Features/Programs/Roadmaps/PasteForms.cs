using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>Rows copied from a table of Excel or Word, and which column each of theirs is.</summary>
public sealed class PasteForm
{
    public Guid? VersionId { get; set; }
    public Guid? Map { get; set; }

    /// <summary>Behind this measure; else at the end of <see cref="Section"/>.</summary>
    public Guid? After { get; set; }
    public Guid? Section { get; set; }
    public string? Text { get; set; }

    /// <summary>Index of the table's column for each pasted one; null: not taken. Empty before the first look.</summary>
    public List<int?> Columns { get; set; } = [];

    /// <summary>The first row is a row of headings.</summary>
    public bool HasHeadings { get; set; }
}

/// <summary>What pasting would add.</summary>
public sealed class PastePreview
{
    private readonly IReadOnlyList<RoadmapColumnHeading> columns;

    public PastePreview(RoadmapTree table, PasteForm form)
    {
        columns = table.Columns;
        var all = PastedTable.Read(form.Text);
        TooMany = all.Count > PastedTable.MaxRows || (all.Count > 0 && all[0].Count > PastedTable.MaxColumns);
        var rows = TooMany ? [] : all;
        (Places, HasHeadings) = form.Columns.Count > 0 ? (form.Columns, form.HasHeadings) : PastedTable.Guess(rows, [.. columns.Select(c => (c.Kind, c.Heading))]);
        Rows = [.. rows.Skip(HasHeadings ? 1 : 0)];
        First = rows.Count == 0 ? [] : rows[0];
    }

    public bool TooMany { get; }
    public bool HasHeadings { get; }
    public IReadOnlyList<int?> Places { get; }

    /// <summary>The first pasted row, for the heads of the columns to choose.</summary>
    public IReadOnlyList<string> First { get; }

    /// <summary>Without the row of headings.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Rows with a title: those that become measures.</summary>
    public IEnumerable<IReadOnlyList<string>> Good => Rows.Where(row => TextOf(row, RoadmapColumn.Title).Length > 0);

    public int Skipped => Rows.Count - Good.Count();

    public bool HasTitle => Places.Any(place => place is { } at && at >= 0 && at < columns.Count && columns[at].Kind == RoadmapColumn.Title);

    public string TextOf(IReadOnlyList<string> row, RoadmapColumn kind) =>
        Cells(row).FirstOrDefault(cell => cell.Column.Kind == kind).Text is { } text && text != PastedTable.Merged ? text : "";

    /// <summary>The rows as new measures.</summary>
    public IReadOnlyList<IReadOnlyList<MeasureChange>> ToRows() => [.. Good.Select(row => (IReadOnlyList<MeasureChange>)[.. Cells(row).Where(c => c.Text.Length > 0).Select(ToChange)])];

    private static MeasureChange ToChange((RoadmapColumnHeading Column, string Text) cell) =>
        cell.Text == PastedTable.Merged && MeasureEdits.Mergeable.Contains(cell.Column.Kind) ? new LinkChange(cell.Column.Kind, true)
        : new CellChange(cell.Column.Kind, cell.Text == PastedTable.Merged ? "" : cell.Text, cell.Column.Kind == RoadmapColumn.Other ? cell.Column.Heading : null);

    private IEnumerable<(RoadmapColumnHeading Column, string Text)> Cells(IReadOnlyList<string> row) =>
        from pair in Places.Select((place, index) => (place, index))
        where pair.place is >= 0 && pair.place < columns.Count && pair.index < row.Count
        select (columns[pair.place!.Value], row[pair.index]);
}
