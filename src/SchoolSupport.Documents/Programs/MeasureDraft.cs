using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>A measure while its table is read: later rows may go on in it.</summary>
/// <param name="index">0-based position among the measures.</param>
/// <param name="columns">How many columns the table has.</param>
internal sealed class MeasureDraft(int index, int columns, int? section, RowPlace place)
{
    public int Index => index;

    public int? Section => section;

    public RowPlace Place => place;

    /// <summary>Texts of the row's own cells; blank where the cell is merged with the one above.</summary>
    public CellText[] Own { get; } = Enumerable.Repeat(CellText.Blank, columns).ToArray();

    /// <summary>For a cell merged with the one above: the measure in whose row it begins.</summary>
    public MeasureDraft?[] Origin { get; } = new MeasureDraft?[columns];

    /// <summary>The cell is merged with the one above.</summary>
    public bool[] Continues { get; } = new bool[columns];

    public List<string> Flags { get; } = [];

    public CellText Text(int column) => Origin[column] is { } origin ? origin.Own[column] : Own[column];

    public void Flag(string reason)
    {
        if (!Flags.Contains(reason))
            Flags.Add(reason);
    }
}
