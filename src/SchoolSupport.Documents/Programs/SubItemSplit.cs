using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>
/// Proposes the parts of a composite row: several terms stand in one cell, and as many titles beside them.
/// The i-th term belongs to the i-th title; results and persons are shared out when there are as many of them.
/// </summary>
internal static partial class SubItemSplit
{
    private const int MostParts = 30;

    public static IReadOnlyList<ReadSubItem> Of(CellText title, CellText deadline, CellText responsible, CellText result)
    {
        var terms = Terms(deadline);
        if (terms.Count is < 2 or > MostParts || Parts(title, terms.Count) is not { } titles)
            return [];
        var persons = Parts(responsible, terms.Count);
        var results = Parts(result, terms.Count);
        return [.. terms.Select((term, i) => new ReadSubItem(titles[i], term, persons?[i], results?[i]))];
    }

    private static List<string> Terms(CellText deadline)
    {
        var lines = deadline.Lines.Where(line => line.Length > 0).ToList();
        if (lines.Count > 1)
        {
            var groups = Groups(deadline.Lines);
            if (groups.Count > 1)
                return groups.TrueForAll(DeadlineLook.IsTerm) ? groups : [];
            return lines.TrueForAll(DeadlineLook.BeginsTerm) && !lines.Exists(line => line[^1] is '-' or '–' or ',') ? lines : [];
        }
        // «2020 год 2020 год»: two terms with nothing between them.
        var years = lines.Count == 1 ? RepeatedYear().Match(lines[0]) : Match.Empty;
        return years.Success ? [.. years.Groups["term"].Captures.Select(term => term.Value.Trim())] : [];
    }

    /// <summary>The cell in so many parts: by blank lines, by list items, or line by line.</summary>
    private static List<string>? Parts(CellText cell, int count)
    {
        var groups = Groups(cell.Lines);
        if (groups.Count == count)
            return groups;
        var lines = cell.Lines.Where(line => line.Length > 0).ToList();
        var items = ListItems(lines);
        if (items.Count == count)
            return items;
        return lines.Count == count ? [.. lines.Select(WithoutMark)] : null;
    }

    /// <summary>Lines between blank lines, joined.</summary>
    private static List<string> Groups(IReadOnlyList<string> lines)
    {
        var groups = new List<string>();
        var open = false;
        foreach (var line in lines)
        {
            if (line.Length == 0)
                open = false;
            else if (open)
                groups[^1] += " " + line;
            else
            {
                groups.Add(WithoutMark(line));
                open = true;
            }
        }
        return groups;
    }

    /// <summary>Items of a list with the lines that go on in them; an introduction above the first is left out.</summary>
    private static List<string> ListItems(List<string> lines)
    {
        var items = new List<string>();
        foreach (var line in lines)
        {
            if (CellText.StartsListItem(line) || Lettered().IsMatch(line))
                items.Add(WithoutMark(line));
            else if (items.Count > 0)
                items[^1] += " " + line;
        }
        return items;
    }

    private static string WithoutMark(string line) => Mark().Replace(line, "");

    [GeneratedRegex(@"^(?:\(?[а-яa-z0-9]{1,2}\)|\d{1,2}\.(?!\d))\s*\S")]
    private static partial Regex Lettered();

    [GeneratedRegex(@"^(?:[-–—•·●▪]\s*|\(?[а-яa-z]\)\s*|\d{1,2}[.)](?!\d)\s*)")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?<term>20\d\d\s+год\w*\s*){2,10}$")]
    private static partial Regex RepeatedYear();
}
