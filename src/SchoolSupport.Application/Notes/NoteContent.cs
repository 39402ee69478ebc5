using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>What a note says, without number and date: generated from data, the same facts always give the same content.</summary>
/// <param name="Title">One line, for the file and the window.</param>
public sealed record NoteContent(NoteHead Head, IReadOnlyList<NoteSection> Sections);

/// <summary>What stands above and under the text.</summary>
/// <param name="Stamp">«Для служебного пользования», of the internal edition where the department wants it.</param>
public sealed record NoteHead(
    string Title, IReadOnlyList<string> TitleLines, IReadOnlyList<string> Authority, Signature Signature, IReadOnlyList<string> Executor, string? Stamp);

/// <summary>A section; its number is given when it is printed.</summary>
/// <param name="Key">Stable through refreshing: what a person wrote belongs to it.</param>
public sealed record NoteSection(string Key, string Heading, IReadOnlyList<NoteBlock> Blocks)
{
    public bool IsAppendix { get; init; }
    public bool Landscape { get; init; }

    /// <summary>Key of what a person adds at the end of the section.</summary>
    public const string Added = "added";
}

/// <summary>A paragraph, a list, a table, a remark or a chart under a key that refreshing keeps.</summary>
public sealed record NoteBlock(string Key, DocumentBlock Block)
{
    /// <summary>The text that a person may change; null for tables and pictures, whose figures are those of the data.</summary>
    public string? Text => Block switch
    {
        Paragraph paragraph => paragraph.Text,
        NumberedList list => string.Join('\n', list.Items),
        _ => null,
    };

    /// <summary>The same block in a person's words: lines of a list, or paragraphs; nothing when the text is empty.</summary>
    public IEnumerable<DocumentBlock> Saying(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
            return [];
        if (Block is NumberedList)
            return [new NumberedList(lines)];
        // The bold name at the beginning stays bold while it is there.
        var lead = (Block as Paragraph)?.Runs is [{ Bold: true } bold, ..] ? bold.Text : null;
        return lines.Select((line, i) => i == 0 && lead is not null && line.StartsWith(lead, StringComparison.Ordinal)
            ? new Paragraph([new TextRun(lead, Bold: true), new TextRun(line[lead.Length..])]) : new Paragraph(line));
    }
}
