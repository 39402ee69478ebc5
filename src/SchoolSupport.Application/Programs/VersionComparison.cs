using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

public enum RowChange { Added, Removed, Changed, Moved }

/// <summary>A changed cell.</summary>
/// <param name="Column">The column's heading in the newer version.</param>
public sealed record CellDifference(string Column, string Before, string After);

/// <summary>What became of one measure or heading between two versions.</summary>
/// <param name="Place">«пункт 2.3», «мероприятие «…»», «раздел 2».</param>
/// <param name="Words">The sentence of an order on changes.</param>
/// <param name="Cells">For a changed one: what changed in it.</param>
public sealed record RowComparison(RowChange Change, string Place, string Section, string Words, IReadOnlyList<CellDifference> Cells);

public sealed record RoadmapComparison(string Title, IReadOnlyList<RowComparison> Rows);

/// <summary>Two versions of a programme side by side, measure by measure, in words fit for an order on changes (domain reference, 9.2).</summary>
public static class VersionComparison
{
    /// <summary>The roadmaps in which anything differs; rows in the order of the newer version, removed ones at the end.</summary>
    public static IReadOnlyList<RoadmapComparison> Of(ProgramTree before, ProgramTree after)
    {
        var result = new List<RoadmapComparison>();
        foreach (var newer in after.Roadmaps)
        {
            var older = before.Roadmaps.FirstOrDefault(r => r.Row.LineId == newer.Row.LineId);
            var rows = older is null
                ? [.. newer.Measures.Select(m => Added(newer, m))]
                : SectionChanges(older, newer).Concat(MeasureChanges(older, newer)).ToList();
            if (rows.Count > 0)
                result.Add(new RoadmapComparison(newer.Row.Title, rows));
        }
        foreach (var gone in before.Roadmaps.Where(older => after.Roadmaps.All(r => r.Row.LineId != older.Row.LineId)))
            result.Add(new RoadmapComparison(gone.Row.Title, [new RowComparison(RowChange.Removed, "дорожная карта", "", $"Дорожную карту «{gone.Row.Title}» исключить.", [])]));
        return result;
    }

    /// <summary>«пункт 2.3»; a row without a number is called by its title.</summary>
    private static string PlaceOf(MeasureNode measure) => measure.Row.Code?.Trim().TrimEnd('.') is { Length: > 0 } code
        ? $"пункт {code}" : $"мероприятие «{Short(measure.Row.Title)}»";

    /// <summary>In the prepositional case: «в пункте 2.3», «в мероприятии «…»».</summary>
    private static string InPlace(MeasureNode measure) => measure.Row.Code?.Trim().TrimEnd('.') is { Length: > 0 } code
        ? $"В пункте {code}" : $"В мероприятии «{Short(measure.Row.Title)}»";

    private static IEnumerable<RowComparison> MeasureChanges(RoadmapTree older, RoadmapTree newer)
    {
        var lines = newer.Measures.Select(m => m.Row.LineId).ToHashSet();
        var moved = MovedLines(older, newer);
        foreach (var measure in newer.Measures)
        {
            if (older.FindLine(measure.Row.LineId) is not { } former)
            {
                yield return Added(newer, measure);
                continue;
            }
            var cells = CellsOf(older, former, newer, measure);
            if (cells.Count > 0)
                yield return new RowComparison(RowChange.Changed, PlaceOf(measure), SectionOf(newer, measure), ChangedWords(measure, cells), cells);
            if (SectionLine(older, former) != SectionLine(newer, measure))
                yield return new RowComparison(RowChange.Moved, PlaceOf(measure), SectionOf(newer, measure),
                    $"{Sentence(PlaceOf(former))} перенести {(SectionOf(newer, measure) is { Length: > 0 } section ? $"в {section}" : "в начало плана")}.", []);
            else if (moved.Contains(measure.Row.LineId))
                yield return new RowComparison(RowChange.Moved, PlaceOf(measure), SectionOf(newer, measure), $"{Sentence(PlaceOf(former))} изложить {AfterWhat(newer, measure)}.", []);
        }
        foreach (var former in older.Measures.Where(m => !lines.Contains(m.Row.LineId)))
            yield return new RowComparison(RowChange.Removed, PlaceOf(former), SectionOf(older, former), $"{Sentence(PlaceOf(former))} исключить.", []);
    }

    private static RowComparison Added(RoadmapTree roadmap, MeasureNode measure)
    {
        var text = string.Join("; ", roadmap.Columns.Where(c => c.Kind is not (RoadmapColumn.Code or RoadmapColumn.Title))
            .Select(c => (c.Heading, Text: TextOf(roadmap, measure, c))).Where(c => c.Text.Length > 0).Select(c => $"{c.Heading.ToLowerInvariant()}: {c.Text}"));
        var section = SectionOf(roadmap, measure) is { Length: > 0 } place ? Sentence(place) : "План";
        var item = measure.Row.Code?.Trim().TrimEnd('.') is { Length: > 0 } code ? $"пунктом {code}" : "мероприятием";
        return new RowComparison(RowChange.Added, PlaceOf(measure), SectionOf(roadmap, measure),
            $"{section} дополнить {item} следующего содержания: «{measure.Row.Title}{(text.Length > 0 ? $" ({text})" : "")}».", []);
    }

    /// <summary>One or two cells are named; a row that changed in more is given anew.</summary>
    private static string ChangedWords(MeasureNode measure, IReadOnlyList<CellDifference> cells)
    {
        const int MostNamed = 2;
        if (cells.Count > MostNamed)
            return $"{Sentence(PlaceOf(measure))} изложить в новой редакции: {string.Join("; ", cells.Select(c => $"{c.Column.ToLowerInvariant()} — «{c.After}»"))}.";
        return $"{InPlace(measure)} {string.Join(", ", cells.Select(Replaced))}.";

        static string Replaced(CellDifference cell) => (cell.Before, cell.After) switch
        {
            ("", _) => $"графу «{cell.Column}» дополнить словами «{cell.After}»",
            (_, "") => $"в графе «{cell.Column}» слова «{cell.Before}» исключить",
            _ => $"в графе «{cell.Column}» слова «{cell.Before}» заменить словами «{cell.After}»",
        };
    }

    private static List<CellDifference> CellsOf(RoadmapTree older, MeasureNode former, RoadmapTree newer, MeasureNode measure)
    {
        var cells = new List<CellDifference>();
        foreach (var column in newer.Columns)
        {
            var before = TextOf(older, former, column);
            var after = TextOf(newer, measure, column);
            if (!string.Equals(before, after, StringComparison.Ordinal))
                cells.Add(new CellDifference(column.Heading, before, after));
        }
        return cells;
    }

    private static string TextOf(RoadmapTree roadmap, MeasureNode measure, RoadmapColumnHeading column)
    {
        var own = column.Kind == RoadmapColumn.Other ? measure.Other.GetValueOrDefault(column.Heading, "") : roadmap.TextOf(measure, column.Kind) ?? "";
        var items = column.Kind switch
        {
            RoadmapColumn.Title => measure.SubItems.Select(item => (string?)item.Title),
            RoadmapColumn.Deadline => measure.SubItems.Select(item => item.DeadlineText),
            RoadmapColumn.Result => measure.SubItems.Select(item => item.ResultText),
            _ => [],
        };
        return string.Join(' ', items.Where(item => item is { Length: > 0 } && !own.Contains(item, StringComparison.Ordinal)).Prepend(own.Trim()).Where(text => text!.Length > 0)).ReplaceLineEndings(" ");
    }

    private static IEnumerable<RowComparison> SectionChanges(RoadmapTree older, RoadmapTree newer)
    {
        var former = older.Sections.ToDictionary(s => s.Row.LineId);
        foreach (var section in newer.Sections)
        {
            if (!former.TryGetValue(section.Row.LineId, out var before))
                yield return new RowComparison(RowChange.Added, NameOf(section.Row), "", $"План дополнить разделом «{Heading(section.Row)}».", []);
            else if (Heading(before.Row) != Heading(section.Row))
                yield return new RowComparison(RowChange.Changed, NameOf(section.Row), "", $"Наименование раздела «{Heading(before.Row)}» изложить в редакции: «{Heading(section.Row)}».",
                    [new CellDifference("Наименование раздела", Heading(before.Row), Heading(section.Row))]);
        }
        var lines = newer.Sections.Select(s => s.Row.LineId).ToHashSet();
        foreach (var gone in older.Sections.Where(s => !lines.Contains(s.Row.LineId)))
            yield return new RowComparison(RowChange.Removed, NameOf(gone.Row), "", $"Раздел «{Heading(gone.Row)}» исключить.", []);
    }

    /// <summary>The measures that left their place among those that stayed: the fewest that explain the new order.</summary>
    private static HashSet<Guid> MovedLines(RoadmapTree older, RoadmapTree newer)
    {
        var moved = new HashSet<Guid>();
        foreach (var group in newer.Measures.GroupBy(m => SectionLine(newer, m)))
        {
            var stayed = group.Select(m => m.Row.LineId).Where(line => older.FindLine(line) is { } former && SectionLine(older, former) == group.Key).ToList();
            var place = older.Measures.Select((m, i) => (m.Row.LineId, i)).Where(p => stayed.Contains(p.LineId)).ToDictionary(p => p.LineId, p => p.i);
            moved.UnionWith(stayed.Except(LongestRising(stayed, place)));
        }
        return moved;
    }

    private static List<Guid> LongestRising(List<Guid> lines, Dictionary<Guid, int> place)
    {
        var length = new int[lines.Count];
        var previous = new int[lines.Count];
        var best = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (place[lines[j]] < place[lines[i]] && length[j] + 1 > length[i])
                    (length[i], previous[i]) = (length[j] + 1, j);
            if (best < 0 || length[i] > length[best])
                best = i;
        }
        var result = new List<Guid>();
        for (var i = best; i >= 0; i = previous[i])
            result.Add(lines[i]);
        return result;
    }

    private static string AfterWhat(RoadmapTree roadmap, MeasureNode measure)
    {
        var same = roadmap.Measures.Where(m => m.Row.SectionId == measure.Row.SectionId).ToList();
        return same.IndexOf(measure) is var at and > 0 ? $"после: {PlaceOf(same[at - 1])}" : "первым в разделе";
    }

    private static Guid? SectionLine(RoadmapTree roadmap, MeasureNode measure) =>
        roadmap.Sections.FirstOrDefault(s => s.Row.Id == measure.Row.SectionId)?.Row.LineId;

    private static string SectionOf(RoadmapTree roadmap, MeasureNode measure) =>
        roadmap.Sections.FirstOrDefault(s => s.Row.Id == measure.Row.SectionId) is { } section ? NameOf(section.Row) : "";

    private static string NameOf(RoadmapSection section) => section.Number is { Length: > 0 } number ? $"раздел {number.TrimEnd('.')}" : $"раздел «{Short(section.Title)}»";

    private static string Heading(RoadmapSection section) => section.Number is { Length: > 0 } number ? $"{number.TrimEnd('.')}. {section.Title}" : section.Title;

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Short(string title)
    {
        const int Longest = 80;
        var line = title.ReplaceLineEndings(" ");
        return line.Length <= Longest ? line : line[..line.LastIndexOf(' ', Longest)] + "…";
    }
}
