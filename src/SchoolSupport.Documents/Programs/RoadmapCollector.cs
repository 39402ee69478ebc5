using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>Picks the roadmaps among the tables of a file, joins those that were split, and says why the others were passed over.</summary>
internal sealed class RoadmapCollector(FindingList findings)
{
    private const int LongestCaption = 250;

    private sealed class Found(RoadmapRegion first)
    {
        public RoadmapRegion First => first;
        public List<RoadmapPiece> Pieces { get; } = [new(first.Table, first.Body, null)];
    }

    private readonly List<Found> _found = [];
    // Set while nothing but lines stands between the last roadmap and the next table.
    private bool _lastIsNear;

    public IReadOnlyList<ReadRoadmapTable> Collect(IReadOnlyList<SourceTable> tables)
    {
        foreach (var table in tables)
            Take(table);
        if (_found.Count == 0)
            findings.Error(RoadmapFindingCodes.NotFound, "В файле не найдена дорожная карта: нет таблицы со столбцами мероприятий и сроков.",
                expected: "таблица с заголовками, например «№ п/п», «Мероприятие», «Срок», «Ответственный»",
                action: "Проверьте, что таблица вставлена в документ текстом, а не рисунком, и что у её столбцов есть заголовки.");
        return [.. _found.Select((found, i) => Table(found, i + 1))];
    }

    private void Take(SourceTable table)
    {
        var regions = RoadmapRegions.Of(table);
        if (regions.Count == 0 && GoesOnWithoutHeader(table))
        {
            Join(table, table.Rows, caption: null);
            return;
        }
        if (regions.Count == 0 && !TableLook.HasOtherHeading(table) && RoadmapRegions.WithoutHeader(table) is { } guessed)
            regions = [guessed];
        if (regions.Count == 0)
        {
            PassOver(table);
            return;
        }
        for (var i = 0; i < regions.Count; i++)
        {
            if (i == 0 && GoesOn(regions[0], out var caption))
                Join(table, [.. regions[0].Above, .. regions[0].Body], caption);
            else
                _found.Add(new Found(regions[i]));
        }
        _lastIsNear = !table.IsSheet;
        if (table.IsHidden)
            findings.Warn(RoadmapFindingCodes.HiddenSheet, $"Дорожная карта прочитана со скрытого листа: {table.Place}.", table.Place,
                action: "Проверьте, что нужен именно этот лист.");
        ReportHiddenRows(table);
    }

    /// <summary>A table without headings right under a roadmap of as many columns is its next page.</summary>
    private bool GoesOnWithoutHeader(SourceTable table)
    {
        if (!_lastIsNear || table.IsSheet || !table.Before.All(line => line.IsBlank || HeadingAbove.SaysContinued(line.Text)))
            return false;
        var columns = _found[^1].First.Header.Columns.Count;
        var filled = table.Rows.Where(row => !row.IsBlank).ToList();
        return filled.Count > 0 && filled.Count(row => row.Cells.Count == columns) * 2 >= filled.Count && !TableLook.HasOtherHeading(table);
    }

    /// <summary>The same heading again: the next page, or the next section under a caption of its own.</summary>
    private bool GoesOn(RoadmapRegion region, out SourceLine? caption)
    {
        caption = null;
        if (!_lastIsNear || region.Table.IsSheet)
            return false;
        var header = _found[^1].First.Header;
        var lines = region.Table.Before.Where(line => !line.IsBlank && !HeadingAbove.SaysContinued(line.Text)).ToList();
        if (lines.Count == 0)
            return header.IsAlike(region.Header);
        if (header.Key != region.Header.Key)
            return false;
        if (!lines.TrueForAll(line => line.Text.Length <= LongestCaption) || lines.Count > 2 || !IsSectionCaption(lines[0]) || lines.Exists(line => HeadingAbove.IsApproval(line.Text)))
            return false;
        caption = lines[0] with { Text = string.Join(' ', lines.Select(line => line.Text)) };
        return true;
    }

    private static bool IsSectionCaption(SourceLine line) =>
        NumberedTitle.Split(line.Text) is { Number: not null, Title: var title } ? !HeadingAbove.IsTitleOfRoadmap(title)
            : line.StandsOut && !HeadingAbove.IsTitleOfRoadmap(line.Text);

    private void Join(SourceTable table, IReadOnlyList<SourceRow> rows, SourceLine? caption)
    {
        _found[^1].Pieces.Add(new RoadmapPiece(table, rows, caption));
        findings.Note(RoadmapFindingCodes.TablesJoined, $"Дорожная карта ({_found[^1].First.Table.Place}) продолжается: {table.Place}.", table.Place);
    }

    private void PassOver(SourceTable table)
    {
        // A table inside a table that lays out the page.
        var before = _found.Count;
        if (table.Nested.Count > 0)
            foreach (var nested in table.Nested)
                Take(nested);
        if (_found.Count > before)
            return;
        _lastIsNear = false;
        findings.Note(RoadmapFindingCodes.TablePassedOver, $"{Capital(table.Place)} — не дорожная карта: {TableLook.WhyNot(table)}.", table.Place);
    }

    private void ReportHiddenRows(SourceTable table)
    {
        var hidden = table.Rows.Count(row => row.Hidden && !row.IsBlank);
        if (hidden > 0)
            findings.Note(RoadmapFindingCodes.HiddenRows, $"{Capital(table.Place)}: есть скрытые строки ({hidden}); они прочитаны.", table.Place, found: $"{hidden}");
    }

    private static ReadRoadmapTable Table(Found found, int index)
    {
        var first = found.First;
        var (heading, caption) = HeadingOf(found);
        var pieces = caption is null ? found.Pieces : [found.Pieces[0] with { Caption = caption }, .. found.Pieces.Skip(1)];
        var builder = new RoadmapTableBuilder(first.Header, first.Table.Place, first.Table.IsSheet);
        builder.Read(pieces);
        var measures = new MeasureAssembly(first.Header.Columns, builder.Drafts, builder.HasCodes).Measures();
        var columns = first.Header.Columns.Select(column => new ReadColumn(column.Kind, column.Heading, column.Confidence)).ToList();
        MeasureFindings.Report(builder.Findings, first.Table.Place, columns, measures);
        return new ReadRoadmapTable(index, first.Table.Place, heading, columns, builder.Sections, measures, builder.Findings.ToList());
    }

    /// <summary>
    /// The heading, and its last line where that is the first section: as the captions between joined tables are,
    /// or the heading row above a table whose later sections follow on it.
    /// </summary>
    private static (string Heading, SourceLine? Caption) HeadingOf(Found found)
    {
        var inside = HeadingAbove.Lines(found.First.Above);
        List<SourceLine> lines = inside.Count > 0 ? [.. inside] : [.. HeadingAbove.Lines(found.First.Table.Before)];
        SourceLine? caption = null;
        if (lines.Count > 0 && (FollowedInside(lines[^1], found) || FollowedByCaption(lines[^1], found)))
        {
            caption = lines[^1];
            var before = found.First.Table.Before;
            lines = inside.Count > 1 ? [.. lines.SkipLast(1)]
                : [.. HeadingAbove.Lines(inside.Count == 1 ? before : [.. before.TakeWhile(line => line != caption)])];
        }
        return (string.Join(' ', lines.Select(line => line.Text)), caption);
    }

    private static bool FollowedByCaption(SourceLine line, Found found) =>
        found.Pieces.Find(piece => piece.Caption is not null)?.Caption is { } next && IsSectionCaption(line)
        && (NumberedTitle.Split(line.Text).Path, NumberedTitle.Split(next.Text).Path) switch
        {
            ({ } here, { } there) => here.IsFollowedBy(there),
            (null, null) => true,
            _ => false,
        };

    private static bool FollowedInside(SourceLine line, Found found)
    {
        if (NumberedTitle.Split(line.Text).Path is not { Last: 1 } path)
            return false;
        var next = found.First.Body.Where(row => !row.IsBlank && !row.Filled.Skip(1).Any())
            .Select(row => NumberedTitle.Split(row.Filled.First().Text.Plain).Path).OfType<CodePath>().FirstOrDefault();
        return next is not null && path.IsFollowedBy(next);
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
