using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Documents.Assessments;

internal enum MarksUnit { None, Counts, Percents, Fractions }

/// <summary>The columns of one procedure in a table: first attempt and graduates of this year only.</summary>
internal sealed class ResultBlock
{
    private ResultBlock(ProcedureHint hint) => Hint = hint;

    public ProcedureHint Hint { get; private set; }
    public SheetColumn? Participants { get; private set; }
    public SheetColumn? Failed { get; private set; }
    public SheetColumn? FailedPercent { get; private set; }

    /// <summary>Columns of the marks 2, 3, 4, 5, in counts or percents.</summary>
    public SheetColumn?[] Marks { get; } = new SheetColumn?[4];
    public MarksUnit Unit { get; private set; }
    public SheetColumn? MeanMark { get; private set; }
    public SheetColumn? MeanScore { get; private set; }

    public bool HasAllMarks => Marks.All(mark => mark is not null);
    public bool IsUsable => Failed is not null || FailedPercent is not null || Marks[0] is not null;

    public IEnumerable<SheetColumn> Columns =>
        new[] { Participants, Failed, FailedPercent, MeanMark, MeanScore }.Concat(Marks).OfType<SheetColumn>();

    /// <summary>Groups the columns of a table by the procedure that their captions name.</summary>
    public static IReadOnlyList<ResultBlock> Of(SheetHeader header, IReadOnlyList<SheetRow> sample, bool percentsByKind)
    {
        var usable = header.Columns.Where(column => column.Attempt != ColumnAttempt.WithRetake
            && column.Category != ColumnCategory.PreviousYears).ToList();
        var blocks = usable.Where(IsResult).GroupBy(column => column.Hint)
            .Select(group => Build(group.Key, [.. group], sample, percentsByKind))
            .ToList();
        var common = blocks.FirstOrDefault(block => block.Hint.IsEmpty);
        foreach (var block in blocks)
            block.Participants ??= common?.Participants;
        return [.. blocks.Where(block => block.IsUsable)];
    }

    private static bool IsResult(SheetColumn column) => column.Role is ColumnRole.Participants or ColumnRole.Roster
        or ColumnRole.Failed or ColumnRole.Mark or ColumnRole.MeanMark or ColumnRole.MeanScore;

    private static ResultBlock Build(ProcedureHint hint, List<SheetColumn> columns, IReadOnlyList<SheetRow> sample, bool percentsByKind)
    {
        var block = new ResultBlock(hint)
        {
            Participants = Best(columns, ColumnRole.Participants, percent: false) ?? Best(columns, ColumnRole.Roster, percent: false),
            Failed = Best(columns, ColumnRole.Failed, percent: false),
            FailedPercent = Best(columns, ColumnRole.Failed, percent: true),
            MeanMark = Best(columns, ColumnRole.MeanMark, percent: false),
            MeanScore = Best(columns, ColumnRole.MeanScore, percent: false),
        };
        var counts = MarksOf(columns, ColumnUnit.Count);
        var percents = MarksOf(columns, ColumnUnit.Percent);
        var unsaid = MarksOf(columns, ColumnUnit.Unsaid);
        if (counts[0] is not null)
            block.Take(counts, MarksUnit.Counts, percents[0]);
        else if (unsaid[0] is not null)
            block.Take(unsaid, UnitBySums(unsaid, block.Participants, sample, percentsByKind), percents[0]);
        else if (percents[0] is not null)
            block.Take(percents, UnitBySums(percents, null, sample, true), null);
        // Only base mathematics of ЕГЭ is marked 2…5.
        if (hint is { Subject: "math", Level: null, Family: null or ExamFamily.Ege } && block.HasAllMarks && block.Unit == MarksUnit.Counts)
            block.Hint = hint with { Level = MathLevel.Base };
        return block;
    }

    private void Take(SheetColumn?[] marks, MarksUnit unit, SheetColumn? printedPercent)
    {
        marks.CopyTo(Marks, 0);
        Unit = unit;
        FailedPercent ??= printedPercent;
    }

    private static SheetColumn? Best(List<SheetColumn> columns, ColumnRole role, bool percent) => columns
        .Where(column => column.Role == role && (column.Unit == ColumnUnit.Percent) == percent)
        .OrderByDescending(Preference).FirstOrDefault();

    // A column that says «до пересдачи» or «ВТГ» is surer than one that says nothing.
    private static int Preference(SheetColumn column) =>
        (column.Attempt == ColumnAttempt.First ? 2 : 0) + (column.Category == ColumnCategory.ThisYear ? 1 : 0);

    private static SheetColumn?[] MarksOf(List<SheetColumn> columns, ColumnUnit unit)
    {
        var marks = new SheetColumn?[4];
        for (var mark = 2; mark <= 5; mark++)
            marks[mark - 2] = columns.Where(column => column.Role == ColumnRole.Mark && column.Value == mark && column.Unit == unit)
                .OrderByDescending(Preference).FirstOrDefault();
        return marks;
    }

    /// <summary>Counts add up to the participants, percents to 100, shares of one to 1; the majority of rows decides.</summary>
    private static MarksUnit UnitBySums(SheetColumn?[] marks, SheetColumn? participants, IReadOnlyList<SheetRow> sample, bool percentsByKind)
    {
        int counts = 0, percents = 0, fractions = 0;
        foreach (var row in sample)
        {
            var values = marks.Select(mark => mark is null ? 0 : ValueOf(row, mark)).ToList();
            if (values.Any(value => value is null) || values.All(value => value == 0))
                continue;
            var sum = values.Sum()!.Value;
            var people = participants is null ? null : ValueOf(row, participants);
            var whole = values.All(value => value == Math.Floor(value!.Value));
            if (whole && people is { } all && Math.Abs(all - sum) < 0.001)
                counts++;
            else if (!whole && Math.Abs(sum - 1) < 0.011)
                fractions++;
            else if (!whole || Math.Abs(sum - 100) < 0.6)
                percents++;
        }
        if (counts == 0 && percents == 0 && fractions == 0)
            return percentsByKind ? MarksUnit.Percents : MarksUnit.Counts;
        return fractions > percents && fractions > counts ? MarksUnit.Fractions : percents > counts ? MarksUnit.Percents : MarksUnit.Counts;
    }

    private static double? ValueOf(SheetRow row, SheetColumn column)
    {
        var cell = row[column.Index];
        if (cell.IsNumber)
            return cell.Number;
        return cell.IsText && CellNumbers.TryParse(cell.Text!, out var number, out _) ? number : null;
    }
}
