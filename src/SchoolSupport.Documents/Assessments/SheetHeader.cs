using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Assessments;

/// <summary>One column of a table with the captions above it, outermost first.</summary>
internal sealed record SheetColumn(
    int Index,
    IReadOnlyList<string> Path,
    ColumnRole Role,
    int? Value,
    ColumnUnit Unit,
    ColumnAttempt Attempt,
    ColumnCategory Category,
    ProcedureHint Hint)
{
    public string Letter => ColumnLetters.Of(Index);

    /// <summary>The captions as a person would name the column.</summary>
    public string Caption => string.Join(" / ", Path);
}

/// <summary>The captions of a table and where they stand.</summary>
internal sealed record SheetHeader(int FirstRow, int LastRow, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<string> Titles)
{
    public SheetColumn? Find(ColumnRole role) => Columns.FirstOrDefault(column => column.Role == role);

    public IEnumerable<SheetColumn> All(ColumnRole role) => Columns.Where(column => column.Role == role);

    public bool Has(ColumnRole role) => Columns.Any(column => column.Role == role);

    /// <summary>
    /// Finds the header among the first rows: the row that captions the schools, with the levels over and under it.
    /// Merged captions need no merge list: a blank cell of an upper level belongs to the caption on its left
    /// as long as both stand under the same caption of the level above.
    /// </summary>
    public static SheetHeader? Find(IReadOnlyList<SheetRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (!IsHeaderRow(rows[i]))
                continue;
            var first = i;
            while (first > 0 && IsUpperLevel(rows[first - 1], rows[first]))
                first--;
            var last = i;
            while (last + 1 < rows.Count && IsLowerLevel(rows[last + 1], rows[i], rows[last]))
                last++;
            var columns = ColumnsOf([.. rows.Skip(first).Take(last - first + 1)]);
            if (!HasCounts(columns))
                continue;
            return new SheetHeader(rows[first].Number, rows[last].Number, columns, TitlesOf(rows, first));
        }
        return null;
    }

    private static bool HasCounts(IReadOnlyList<SheetColumn> columns) => columns.Any(column => column.Role
        is ColumnRole.Participants or ColumnRole.Failed or ColumnRole.Mark or ColumnRole.Score or ColumnRole.TotalScore
        or ColumnRole.Task or ColumnRole.Lowered or ColumnRole.Roster);

    private static bool IsHeaderRow(SheetRow row)
    {
        if (row.Cells.Length < 2)
            return false;
        return row.Cells.Any(cell => cell.IsText && Captions.RoleOf(Words.Plain(cell.Text!)) is ColumnRole.School or ColumnRole.Login);
    }

    // A title is one cell at the left edge; a level of captions has several, or stands over inner columns.
    private static bool IsUpperLevel(SheetRow row, SheetRow below) =>
        row.Number == below.Number - 1
        && row.Cells.All(cell => cell.IsText || cell.IsNumber)
        && (row.Cells.Length >= 2 || row.Cells[0].Column > below.Cells[0].Column)
        && row.Cells.All(cell => cell.Display.Length <= Captions.LongestCaption)
        && !row.Cells.Any(cell => YearWords.In(cell.Display).Count > 0 && row.Cells.Length < 3);

    private static bool IsLowerLevel(SheetRow row, SheetRow header, SheetRow above)
    {
        if (row.Number > above.Number + 1 || !row.Cells.Any(cell => cell.IsText || Captions.MarkOf(cell.Display) is not null))
            return false;
        foreach (var cell in header.Cells)
            if (cell.IsText
                && Captions.RoleOf(Words.Plain(cell.Text!)) is ColumnRole.School or ColumnRole.Login or ColumnRole.Municipality or ColumnRole.PupilCode
                && !row[cell.Column].IsBlank)
                return false;
        // A total row has its words in the columns of names; a level of captions has texts over the numbers.
        return row.Cells.Count(cell => cell.IsText) * 2 >= row.Cells.Length
            || row.Cells.All(cell => Captions.MarkOf(cell.Display) is not null || cell.IsText);
    }

    private static IReadOnlyList<string> TitlesOf(IReadOnlyList<SheetRow> rows, int header) =>
        [.. rows.Take(header).Select(row => string.Join(" ", row.Cells.Select(cell => cell.Display.Trim()))).Where(text => text.Length is > 0 and <= 600)];

    private static IReadOnlyList<SheetColumn> ColumnsOf(IReadOnlyList<SheetRow> levels)
    {
        var width = levels.Max(level => level.Cells[^1].Column);
        var captions = new string[levels.Count][];
        var origins = new int[levels.Count][];
        for (var level = 0; level < levels.Count; level++)
        {
            captions[level] = new string[width + 1];
            origins[level] = new int[width + 1];
            for (var column = 1; column <= width; column++)
            {
                var text = levels[level].Text(column);
                origins[level][column] = column;
                if (text.Length == 0 && level < levels.Count - 1 && column > 1
                    && HasBelow(levels, level, column)
                    && (level == 0 || origins[level - 1][column] == origins[level - 1][column - 1]))
                {
                    text = captions[level][column - 1];
                    origins[level][column] = origins[level][column - 1];
                }
                captions[level][column] = text;
            }
        }
        var paths = Enumerable.Range(1, width)
            .Select(column => (Column: column, Path: captions.Select(level => level[column]).Where(text => text.Length > 0).ToList()))
            .Where(found => found.Path.Count > 0)
            .ToList();
        return Describe(paths);
    }

    private static bool HasBelow(IReadOnlyList<SheetRow> levels, int level, int column) =>
        levels.Skip(level + 1).Any(below => !below[column].IsBlank);

    private static IReadOnlyList<SheetColumn> Describe(List<(int Column, List<string> Path)> paths)
    {
        var lasts = paths.Select(found => Captions.ScoreOf(Words.Plain(found.Path[^1]))).ToList();
        var scores = lasts.Where(score => score is not null).Select(score => score!.Value).ToHashSet();
        // 2…5 are marks; a run of numbers that leaves them is a distribution of primary scores.
        var areScores = scores.Count >= 7 && scores.Max() > 5 && (scores.Contains(0) || scores.Contains(1))
            && !paths.Any(found => Captions.RoleOf(Words.Plain(found.Path[^1])) is ColumnRole.TotalScore or ColumnRole.PupilCode or ColumnRole.Variant);
        return [.. paths.Select((found, i) => DescribeOne(found.Column, found.Path, areScores ? lasts[i] : null))];
    }

    private static SheetColumn DescribeOne(int index, List<string> path, int? score)
    {
        var plain = path.ConvertAll(Words.Plain);
        var whole = string.Join(" | ", plain);
        var (role, value) = score is not null ? (ColumnRole.Score, score) : RoleOf(plain);
        var last = plain[^1];
        var unit = Captions.UnitOf(last);
        for (var level = plain.Count - 2; unit == ColumnUnit.Unsaid && level >= 0; level--)
            unit = Captions.UnitOf(plain[level]);
        var hint = role is ColumnRole.School or ColumnRole.Login or ColumnRole.Municipality or ColumnRole.Year or ColumnRole.Other
            ? ProcedureHint.None
            : ProcedureWords.Read(whole);
        return new SheetColumn(index, path, role, value, unit, AttemptOf(plain), Captions.CategoryOf(whole), hint);
    }

    // The innermost caption that speaks of an attempt decides.
    private static ColumnAttempt AttemptOf(List<string> plain)
    {
        for (var level = plain.Count - 1; level >= 0; level--)
            if (Captions.AttemptOf(plain[level]) is var attempt and not ColumnAttempt.Unsaid)
                return attempt;
        return ColumnAttempt.Unsaid;
    }

    private static (ColumnRole Role, int? Value) RoleOf(List<string> plain)
    {
        var mark = Captions.MarkOf(plain[^1]);
        for (var level = plain.Count - 1; level > 0 && mark is null && Captions.IsUnitOnly(plain[level]); level--)
            mark = Captions.MarkOf(plain[level - 1]);
        if (mark is not null)
            return (ColumnRole.Mark, mark);
        for (var level = plain.Count - 1; level >= 0; level--)
        {
            var role = Captions.RoleOf(plain[level]);
            if (role == ColumnRole.Percent && level > 0)
                continue;
            if (role is ColumnRole.Roster && level > 0 && Captions.IsUnitOnly(plain[level]))
                continue;
            if (role != ColumnRole.Other)
                return (role, null);
            // «80–99 баллов» under «Получили» is not what stands above it.
            if (!IsQualifier(plain[level]))
                return (ColumnRole.Other, null);
        }
        return (plain.Any(caption => Captions.RoleOf(caption) == ColumnRole.Percent) ? ColumnRole.Percent : ColumnRole.Other, null);
    }

    private static bool IsQualifier(string plain) =>
        Captions.IsUnitOnly(plain) || Captions.AttemptOf(plain) != ColumnAttempt.Unsaid
        || Captions.CategoryOf(plain) != ColumnCategory.Unsaid || plain is "всего" or "итого" or "из них" or "в том числе";
}
