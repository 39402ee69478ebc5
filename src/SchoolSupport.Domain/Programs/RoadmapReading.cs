using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Programs;

/// <summary>What a column of a roadmap holds, whatever the department calls it.</summary>
public enum RoadmapColumn
{
    Code,
    Title,
    Form,
    Deadline,
    Responsible,
    Indicator,
    Result,
    Schools,
    Level,
    /// <summary>A column that no field of a measure stands for; its values are kept under its heading.</summary>
    Other,
}

/// <summary>Everything that was read of a Word or Excel file with roadmaps. Nothing is stored by reading.</summary>
/// <param name="Tables">The roadmaps of the file in its order; empty when there are none or the file cannot be read.</param>
/// <param name="Findings">About the file: why it was refused, which tables were passed over and why.</param>
public sealed record RoadmapReading(IReadOnlyList<ReadRoadmapTable> Tables, IReadOnlyList<Finding> Findings);

/// <summary>One roadmap of a file.</summary>
/// <param name="Index">1-based, among the roadmaps of the file.</param>
/// <param name="Place">Where it stands: «таблица 3» of a document, «лист «План 2022»» of a workbook.</param>
/// <param name="Heading">The words above the table; empty when there are none.</param>
/// <param name="Columns">Left to right.</param>
/// <param name="Sections">In printed order; <see cref="ReadSection.Index"/> is the position in this list.</param>
/// <param name="Measures">In printed order; <see cref="ReadMeasure.Index"/> is the position in this list.</param>
/// <param name="Findings">What a person should look at before storing.</param>
public sealed record ReadRoadmapTable(
    int Index,
    string Place,
    string Heading,
    IReadOnlyList<ReadColumn> Columns,
    IReadOnlyList<ReadSection> Sections,
    IReadOnlyList<ReadMeasure> Measures,
    IReadOnlyList<Finding> Findings)
{
    public bool Has(RoadmapColumn kind) => Columns.Any(column => column.Kind == kind);
}

/// <summary>A column as the department printed it.</summary>
/// <param name="Heading">As written; lines of the heading are joined with a space. Empty when the column has none.</param>
/// <param name="Confidence">0…1: from <see cref="Sure"/> for a known heading down to a guess by what stands in the column.</param>
public sealed record ReadColumn(RoadmapColumn Kind, string Heading, double Confidence)
{
    public const double Sure = 0.95;
    public const double Likely = 0.7;
    public const double Guess = 0.4;

    public bool IsGuessed => Confidence <= Guess;
}

/// <summary>A row of a file.</summary>
/// <param name="Table">«таблица 3», «лист «План 2022»».</param>
/// <param name="Row">1-based: the row of that table, or the row as Excel shows it.</param>
public sealed record RowPlace(string Table, int Row)
{
    public override string ToString() => $"{Table}, строка {Row}";
}

/// <summary>A heading row inside a roadmap.</summary>
/// <param name="Index">0-based position in the table's list of sections.</param>
/// <param name="Number">As printed, without the last dot: «2.1», «IV»; null when none is printed.</param>
/// <param name="Title">Without the number.</param>
/// <param name="ParentIndex">The section around this one; null at the top.</param>
/// <param name="Text">The row as it stands.</param>
public sealed record ReadSection(int Index, string? Number, string Title, int? ParentIndex, string Text, RowPlace Place);

/// <summary>
/// A row that is a measure. A text is null when the table has no such column and empty when the cell is there and empty;
/// a value of a cell merged downwards stands on every row that it covers. Paragraphs are joined with a line feed.
/// </summary>
public sealed record ReadMeasure
{
    /// <summary>0-based position in the table's list of measures.</summary>
    public required int Index { get; init; }

    /// <summary>The nearest section; null when the measure stands in none.</summary>
    public int? SectionIndex { get; init; }

    /// <summary>The numbered measure that an unnumbered row belongs to; null for any other row.</summary>
    public int? ParentMeasureIndex { get; init; }

    /// <summary>As printed, with its dots.</summary>
    public string? Code { get; init; }

    public required string Title { get; init; }

    public string? Form { get; init; }

    public string? DeadlineText { get; init; }

    public string? ResponsibleText { get; init; }

    public string? IndicatorText { get; init; }

    public string? ResultText { get; init; }

    public string? SchoolsText { get; init; }

    public string? LevelText { get; init; }

    /// <summary>Values of the columns of kind <see cref="RoadmapColumn.Other"/>, empty ones left out.</summary>
    public IReadOnlyList<ReadOtherValue> Others { get; init; } = [];

    /// <summary>For a value that stands in a merged cell: the measure in whose row the cell begins.</summary>
    public IReadOnlyDictionary<RoadmapColumn, int> InheritedFrom { get; init; } = NothingInherited;

    /// <summary>
    /// For a cell that is there and empty: the measure above whose value may hold for this one too. A person decides.
    /// </summary>
    public IReadOnlyDictionary<RoadmapColumn, int> MaybeInheritedFrom { get; init; } = NothingInherited;

    /// <summary>Parts of a composite row; empty for a plain row. Always a proposal that a person confirms.</summary>
    public IReadOnlyList<ReadSubItem> SubItems { get; init; } = [];

    /// <summary>Schools named in the row, title first, each once, as written at the first mention (mostly declined).</summary>
    public IReadOnlyList<string> SchoolMentions { get; init; } = [];

    /// <summary>Russian reasons to look at the row; see <see cref="ReadFlags"/>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    public required RowPlace Place { get; init; }

    private static readonly IReadOnlyDictionary<RoadmapColumn, int> NothingInherited = new Dictionary<RoadmapColumn, int>();

    /// <summary>The code without its last dot; null when there is none.</summary>
    public string? Number => Code?.Trim().TrimEnd('.') is { Length: > 0 } number ? number : null;

    /// <summary>The text of a field; null for the kinds that are no field of a measure.</summary>
    public string? TextOf(RoadmapColumn kind) => kind switch
    {
        RoadmapColumn.Code => Code,
        RoadmapColumn.Title => Title,
        RoadmapColumn.Form => Form,
        RoadmapColumn.Deadline => DeadlineText,
        RoadmapColumn.Responsible => ResponsibleText,
        RoadmapColumn.Indicator => IndicatorText,
        RoadmapColumn.Result => ResultText,
        RoadmapColumn.Schools => SchoolsText,
        RoadmapColumn.Level => LevelText,
        _ => null,
    };
}

/// <summary>A value under a heading that no field stands for.</summary>
public sealed record ReadOtherValue(string Heading, string Text);

/// <summary>One part of a composite row, lines of the cells laid side by side.</summary>
/// <param name="DeadlineText">The part's own words; null when the cell does not fall into as many parts.</param>
public sealed record ReadSubItem(string Title, string? DeadlineText, string? ResponsibleText, string? ResultText);
