using System.Text.RegularExpressions;

namespace SchoolSupport.Documents.Programs;

/// <summary>Finds the words that a roadmap goes by among the lines above it.</summary>
internal static partial class HeadingAbove
{
    private const int LinesLookedAt = 12;
    private const int LongestHeading = 600;

    /// <summary>The lines of the heading nearest to the table; empty when there is none.</summary>
    public static IReadOnlyList<SourceLine> Lines(IReadOnlyList<SourceLine> before)
    {
        var end = before.Count - 1;
        while (end >= 0 && before[end].IsBlank)
            end--;
        if (end < 0)
            return [];
        if (before[end].StandsOut || IsTitleOfRoadmap(before[end].Text))
            return Run(before, end);
        // «в тыс. рублей», «(наименование)» and the like may stand between the heading and the table.
        for (var i = end; i >= Math.Max(0, end - LinesLookedAt); i--)
            if (!before[i].IsBlank && before[i].Text.Length <= LongestHeading && IsTitleOfRoadmap(before[i].Text) && before[i].StandsOut)
                return Run(before, i);
        return before[end].Text.Length <= LongestHeading ? [before[end]] : [];
    }

    /// <summary>The title rows of a table or sheet: the block of single cells nearest to its header, without approvals.</summary>
    public static IReadOnlyList<SourceLine> Lines(IReadOnlyList<SourceRow> above)
    {
        var lines = new List<SourceLine>();
        int? below = null;
        foreach (var row in above.Where(row => !row.IsBlank).Reverse())
        {
            if (row.Filled.Skip(1).Any() || (below is { } number && row.Number < number - 1 && lines.Count > 0))
                break;
            below = row.Number;
            var cell = row.Filled.First();
            if (!Approval().IsMatch(cell.Text.Plain))
                lines.Insert(0, new SourceLine(cell.Text.Plain, cell.Bold, cell.Centred, IsHeading: false));
        }
        var title = lines.FindIndex(line => IsTitleOfRoadmap(line.Text));
        return title > 0 ? lines[title..] : lines;
    }

    /// <summary>The lines around it that are set like it, up to a blank one.</summary>
    private static List<SourceLine> Run(IReadOnlyList<SourceLine> before, int last)
    {
        var lines = new List<SourceLine> { before[last] };
        for (var i = last - 1; i >= 0 && lines.Count < 6; i--)
        {
            if (before[i].IsBlank || !before[i].StandsOut || !before[last].StandsOut || Approval().IsMatch(before[i].Text)
                || before[i].Centred != before[last].Centred)
                break;
            // «5. План …» begins a heading: what stands above belongs to another.
            if (NumberedTitle.Split(lines[0].Text).Number is not null)
                break;
            lines.Insert(0, before[i]);
        }
        return lines;
    }

    public static bool IsTitleOfRoadmap(string text) => Roadmap().IsMatch(text);

    /// <summary>A line that says only that the table goes on.</summary>
    public static bool SaysContinued(string text) => Continued().IsMatch(text);

    public static bool IsApproval(string text) => Approval().IsMatch(text);

    [GeneratedRegex(@"(?<!\p{L})план(?:а|ом|у)?(?!\p{L})|дорожн\w+\W{1,3}карт|комплекс\w* мер|переч\w+ (?:\w+ ){0,2}мероприят|меры и мероприят|мероприятия (?:по|на|муниц|прог)|(?<!\p{L})программ|(?<!\d)20\d\d(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Roadmap();

    [GeneratedRegex(@"^\W*(?:продолжение|окончание)(?:\s+(?:таблицы|приложения|плана|табл\.?))?[\s\d№.]*\W*$|^\W*таблица\s*[\d.]+\W*$|^[-–—\s]*\d{1,3}[-–—\s]*$|^\W*приложение\s*№?\s*\d*\W*\(?продолжение\)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Continued();

    [GeneratedRegex(@"^\W*(?:приложение|утвержд|согласован|к приказу|к постановлен|приказом|постановлением|от\s+[«""\d]|№\s*\d+\s*$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Approval();
}
