using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Reads and writes the cells of a measure's row, with what hangs on their words.</summary>
internal static class MeasureCells
{
    /// <summary>The columns whose cells may be merged with the one above.</summary>
    public static readonly IReadOnlySet<RoadmapColumn> Mergeable = new HashSet<RoadmapColumn>
    {
        RoadmapColumn.Form, RoadmapColumn.Deadline, RoadmapColumn.Responsible, RoadmapColumn.Indicator, RoadmapColumn.Result, RoadmapColumn.Schools,
    };

    private static readonly Dictionary<RoadmapColumn, Guid> NoLinks = [];

    /// <summary>Which cells of the row show those of other rows.</summary>
    public static IReadOnlyDictionary<RoadmapColumn, Guid> Links(Measure row) =>
        row.Inherited == "{}" ? NoLinks : ProgramJson.ReadShared<IReadOnlyDictionary<RoadmapColumn, Guid>>(row.Inherited);

    /// <summary>The cell belongs to that of another row; its own words are dropped.</summary>
    public static void Link(Measure row, RoadmapColumn column, Guid source)
    {
        var links = new Dictionary<RoadmapColumn, Guid>(Links(row)) { [column] = source };
        row.Inherited = ProgramJson.Write(links);
        Put(row, column, "");
        if (column == RoadmapColumn.Deadline)
            SetDeadline(row, StoredDeadline.Empty);
    }

    /// <summary>The cell stands alone with these words.</summary>
    /// <param name="deadline">What the words of the deadline were understood as: JSON of <see cref="StoredDeadline"/>.</param>
    public static void Unlink(Measure row, RoadmapColumn column, string? text, string deadline, string[] responsibles)
    {
        RemoveLink(row, column);
        Put(row, column, text ?? "");
        if (column == RoadmapColumn.Deadline)
            SetDeadline(row, ProgramJson.Read<StoredDeadline>(deadline));
        if (column == RoadmapColumn.Responsible)
            row.Responsibles = responsibles;
    }

    /// <summary>The cell stands alone; what stands in it is left to the caller.</summary>
    public static void RemoveLink(Measure row, RoadmapColumn column)
    {
        var links = new Dictionary<RoadmapColumn, Guid>(Links(row));
        if (links.Remove(column))
            row.Inherited = ProgramJson.Write(links);
    }

    /// <summary>The row's own words, whether they are shown or those of a merged cell.</summary>
    public static string? Text(Measure row, RoadmapColumn column) => column switch
    {
        RoadmapColumn.Code => row.Code,
        RoadmapColumn.Title => row.Title,
        RoadmapColumn.Form => row.Form,
        RoadmapColumn.Deadline => row.DeadlineText,
        RoadmapColumn.Responsible => row.ResponsibleText,
        RoadmapColumn.Indicator => row.IndicatorText,
        RoadmapColumn.Result => row.ResultText,
        RoadmapColumn.Schools => row.SchoolText,
        RoadmapColumn.Level => row.Level is { } level ? MeasureLevels.Name(level) : null,
        _ => null,
    };

    /// <summary>Writes the words of a cell as they are.</summary>
    public static void Put(Measure row, RoadmapColumn column, string? text)
    {
        switch (column)
        {
            case RoadmapColumn.Code: row.Code = string.IsNullOrEmpty(text) ? null : text; break;
            case RoadmapColumn.Title: row.Title = text ?? ""; break;
            case RoadmapColumn.Form: row.Form = text; break;
            case RoadmapColumn.Deadline: row.DeadlineText = text; break;
            case RoadmapColumn.Responsible:
                row.ResponsibleText = text;
                row.Responsibles = [.. ResponsibleText.Split(text).Select(party => party.Text)];
                break;
            case RoadmapColumn.Indicator: row.IndicatorText = text; break;
            case RoadmapColumn.Result: row.ResultText = text; break;
            case RoadmapColumn.Schools: row.SchoolText = text; break;
            case RoadmapColumn.Level: row.Level = MeasureLevels.Find(text); break;
        }
    }

    public static void PutOther(Measure row, string heading, string? text)
    {
        var other = Other(row);
        if (string.IsNullOrEmpty(text))
            other.Remove(heading);
        else
            other[heading] = text;
        row.Other = ProgramJson.Write(other);
    }

    public static Dictionary<string, string> Other(Measure row) => row.Other == "{}" ? [] : ProgramJson.Read<Dictionary<string, string>>(row.Other);

    public static List<SubItem> SubItems(Measure row) => row.SubItems == "[]" ? [] : ProgramJson.Read<List<SubItem>>(row.SubItems);

    public static void SetSubItems(Measure row, IReadOnlyList<SubItem> items)
    {
        row.SubItems = ProgramJson.Write(items);
        row.NeedsAnswer = RoadmapWriter.NeedsAnswer(Deadline(row), items);
    }

    public static StoredDeadline Deadline(Measure row) => ProgramJson.ReadShared<StoredDeadline>(row.Deadline);

    public static void SetDeadline(Measure row, StoredDeadline deadline)
    {
        row.Deadline = ProgramJson.Write(deadline);
        row.NeedsAnswer = RoadmapWriter.NeedsAnswer(deadline, SubItems(row));
    }

    /// <summary>Windows and browsers end lines in their own ways; the same words must be the same text.</summary>
    public static string Clean(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    public static bool SameWords(string? one, string? other) => Clean(one) == Clean(other);
}
