using System.Text;

namespace SchoolSupport.Domain.Programs;

/// <summary>
/// Reads a table as Excel and Word put it on the clipboard: a line a row, a tabulation between cells; a cell with line breaks or tabulations stands
/// in quotes, doubled inside.
/// </summary>
public static class PastedTable
{
    public const int MaxRows = 500;
    public const int MaxColumns = 30;
    public const int MaxLength = 500_000;

    /// <summary>Stands for a cell that is merged with the one above it.</summary>
    public const string Merged = "\u3003";

    /// <summary>Rows of cells, trimmed, without rows that are empty; each row as wide as the widest.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string? text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var clean = (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        for (var i = 0; i < clean.Length; i++)
        {
            if (clean[i] == '"' && cell.Length == 0 && EndOfQuoted(clean, i) is { } end)
            {
                cell.Append(clean[(i + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal));
                i = end;
            }
            else if (clean[i] == '\t')
                EndCell();
            else if (clean[i] == '\n')
                EndRow();
            else
                cell.Append(clean[i]);
        }
        EndRow();
        var width = rows.Select(r => r.Count).DefaultIfEmpty(0).Max();
        foreach (var narrow in rows.Where(r => r.Count < width))
            narrow.AddRange(Enumerable.Repeat("", width - narrow.Count));
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString().Trim());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (row.Exists(text => text.Length > 0))
                rows.Add(row);
            row = [];
        }
    }

    /// <summary>The closing quote of a cell that begins with one, when it is the whole cell; «"Точка роста" в школе» is not.</summary>
    private static int? EndOfQuoted(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                continue;
            if (i + 1 < text.Length && text[i + 1] == '"')
                i++;
            else
                return i + 1 == text.Length || text[i + 1] is '\t' or '\n' ? i : null;
        }
        return null;
    }

    /// <summary>
    /// Which column of a roadmap each pasted column is: by the headings when the first row holds them, else from the left, past the number when the first
    /// column holds none. Null for what has no place.
    /// </summary>
    /// <param name="columns">The roadmap's columns with their headings.</param>
    /// <returns>Indexes in <paramref name="columns"/>, and whether the first row is a row of headings.</returns>
    public static (IReadOnlyList<int?> Columns, bool HasHeadings) Guess(IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<(RoadmapColumn Kind, string Heading)> columns)
    {
        if (rows.Count == 0)
            return ([], false);
        var headings = columns.Select(column => Bare(column.Heading)).ToList();
        var named = rows[0].Select(cell => headings.IndexOf(Bare(cell)) is >= 0 and var at && Bare(cell).Length > 0 ? (int?)at : null).ToList();
        if (named.Count(at => at is not null) * 2 > rows[0].Count)
            return (named, true);
        var numbers = columns.TakeWhile(column => column.Kind != RoadmapColumn.Code).Count();
        var hasNumbers = rows.Count(row => IsNumber(row[0])) * 2 >= rows.Count;
        var places = Enumerable.Range(0, columns.Count).Where(at => at != numbers || hasNumbers || rows[0].Count >= columns.Count).ToList();
        return ([.. rows[0].Select((_, i) => i < places.Count ? (int?)places[i] : null)], false);
    }

    private static bool IsNumber(string cell) => cell.Length is > 0 and <= 12 && cell.All(c => char.IsAsciiDigit(c) || c is '.' or ')' or 'I' or 'V' or 'X');

    private static string Bare(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
