using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SchoolSupport.Documents.Programs;

/// <summary>
/// A cell's text line by line: one kind of spaces, runs of spaces as one, ends trimmed, tags of HTML removed.
/// Blank lines between others are kept here, because they part the sub-items of a composite row.
/// </summary>
internal sealed partial class CellText
{
    public static readonly CellText Blank = new([], hadTags: false);

    private CellText(IReadOnlyList<string> lines, bool hadTags)
    {
        Lines = lines;
        HadTags = hadTags;
        Text = string.Join('\n', lines.Where(line => line.Length > 0));
    }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Lines that hold something, joined with a line feed.</summary>
    public string Text { get; }

    /// <summary>The same on one line.</summary>
    public string Plain => Text.Replace('\n', ' ');

    public bool HadTags { get; }

    public bool IsBlank => Text.Length == 0;

    public static CellText Of(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return Blank;
        var hadTags = raw.Contains('<') && Tag().IsMatch(raw);
        if (hadTags)
            raw = WebUtility.HtmlDecode(Tag().Replace(BreakingTag().Replace(raw, "\n"), ""));
        var lines = raw.Split('\n').Select(Clean).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        while (lines.Count > 0 && lines[0].Length == 0)
            lines.RemoveAt(0);
        return new CellText(lines, hadTags);
    }

    public static CellText OfLines(IEnumerable<string> lines) => Of(string.Join('\n', lines));

    /// <summary>The text goes on in another cell: appended with a space, or right after a hyphen inside a word.</summary>
    public CellText GluedWith(CellText next)
    {
        if (IsBlank || next.IsBlank)
            return IsBlank ? next : this;
        var last = Lines[^1];
        var torn = last.Length > 1 && last[^1] == '-' && char.IsLetter(last[^2]);
        var listItem = StartsListItem(next.Lines[0]);
        return listItem
            ? new CellText([.. Lines, .. next.Lines], HadTags || next.HadTags)
            : new CellText([.. Lines.SkipLast(1), last + (torn ? "" : " ") + next.Lines[0], .. next.Lines.Skip(1)], HadTags || next.HadTags);
    }

    public static bool StartsListItem(string line) => line.Length > 1 && line[0] is '-' or '–' or '—' or '•' or '·' or '●' or '▪';

    private static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (c is '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD')
                continue;
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                    clean.Append(' ');
            }
            else
                clean.Append(c);
        }
        return clean.ToString().TrimEnd();
    }

    // Only known tags: «<30 %» and «<…>» are text.
    [GeneratedRegex(@"</?(?:i|b|u|s|p|br|em|strong|ul|ol|li|span|div|font|sup|sub|small|a|table|tbody|tr|td|th|h[1-6])(?:\s[^<>]{0,500})?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(?:br|p|li|div|tr)(?:\s[^<>]{0,500})?/?>|</(?:p|ul|ol|div|tr)>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreakingTag();
}
