using System.Globalization;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>Reads the numbers of one procedure out of one row, checks them against each other and tells what is wrong.</summary>
internal sealed class BlockReading(ReadingSession session, string sheet)
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");
    private readonly CountReading _counts = new(session.Findings, sheet);

    private FindingList Findings => session.Findings;

    /// <summary>The row's result, or null when the row holds no numbers of this procedure.</summary>
    public ReadResultRow? Read(SheetRow row, RowSchool school, ResultBlock block, string procedure, AcademicYear year)
    {
        if (block.Columns.All(column => row[column.Index].IsBlank || row[column.Index].Display.Trim() is "-" or "–" or "—"))
            return null;
        var at = new Place(row, school, block);
        var empty = new ReadResultRow(
            sheet, row.Number, null, FailedColumn(block)?.Letter, school.Text, school.Login, school.Inn, school.Municipality,
            procedure, year, null, null, null, null, null, null, false,
            MeanMark: _counts.Number(row, block.MeanMark, school.Text, quiet: true).OrNull,
            MeanScore: _counts.Number(row, block.MeanScore, school.Text, quiet: true).OrNull);
        return block.Unit is MarksUnit.Percents or MarksUnit.Fractions && block.Failed is null
            ? FromPercents(empty, at)
            : FromCounts(empty, at);
    }

    private sealed record Place(SheetRow Row, RowSchool School, ResultBlock Block);

    private static SheetColumn? FailedColumn(ResultBlock block) => block.Failed ?? block.Marks[0] ?? block.FailedPercent;

    private ReadResultRow FromCounts(ReadResultRow result, Place at)
    {
        var (row, school, block) = at;
        var useMarks = block.Unit == MarksUnit.Counts;
        var marks = block.Marks.Select(mark => useMarks ? _counts.Count(row, mark, school.Text) : default).ToArray();
        var participants = ParticipantsOf(at, useMarks ? marks : null);
        if (participants is null)
            return result;
        result = result with { Participants = participants };
        if (marks.Any(mark => mark.State == CountState.Broken))
            return result;
        var failed = FailedOf(at, marks, participants.Value);
        if (participants == 0 && failed is null or 0)
            return result with { Failed = 0, Mark2 = Int(marks[0]), Mark3 = Int(marks[1]), Mark4 = Int(marks[2]), Mark5 = Int(marks[3]) };
        if (failed is null || !Check(at, participants.Value, failed.Value, marks))
            return result;
        var printed = _counts.Number(row, block.FailedPercent, school.Text, quiet: true).OrNull;
        ComparePrinted(at, participants.Value, failed.Value, printed);
        return result with
        {
            Failed = failed, FailedPercent = printed,
            ByPercent = block.Failed is null && block.Marks[0] is null,
            Mark2 = Int(marks[0]), Mark3 = Int(marks[1]), Mark4 = Int(marks[2]), Mark5 = Int(marks[3]),
        };
    }

    private static int? Int(ReadNumber number) => number.IsGood ? (int)number.Value : null;

    /// <summary>Participants as written, or added up from the four marks when the cell is broken.</summary>
    private int? ParticipantsOf(Place at, ReadNumber[]? marks)
    {
        var (row, school, block) = at;
        var said = _counts.Count(row, block.Participants, school.Text, quiet: true);
        if (said.IsGood)
            return (int)said.Value;
        var recoverable = said.Problem is FindingCodes.ErrorCell or FindingCodes.FormulaWithoutValue or FindingCodes.NotANumber or null;
        if (recoverable && marks is not null && marks.All(mark => mark.IsGood))
        {
            var sum = (int)marks.Sum(mark => mark.Value);
            if (block.Participants is not null)
                Findings.Warn(said.Problem ?? FindingCodes.CountRecovered,
                    $"Строка {row.Number}, «{Words.Short(school.Text)}»: число участников не указано{Because(at)}; сложено из отметок: {sum}.",
                    sheet, row.Number, block.Participants.Letter, row[block.Participants.Index].Display, "число участников",
                    "Проверьте число участников.");
            return sum;
        }
        if (said.State == CountState.Broken)
            _counts.Count(row, block.Participants, school.Text);
        else
            Findings.Error(FindingCodes.CountMissing, $"Строка {row.Number}, «{Words.Short(school.Text)}»: не указано число участников.",
                sheet, row.Number, block.Participants?.Letter, "пусто", "число участников", "Впишите число участников и загрузите файл снова.");
        return null;
    }

    private static string Because(Place at) => at.Row[at.Block.Participants!.Index].Kind switch
    {
        CellKind.Error => $" (в ячейке ошибка {at.Row[at.Block.Participants.Index].Display})",
        CellKind.FormulaWithoutValue => " (формула без сохранённого значения)",
        _ => "",
    };

    private int? FailedOf(Place at, ReadNumber[] marks, int participants)
    {
        var (row, school, block) = at;
        var written = _counts.Count(row, block.Failed, school.Text, quiet: marks[0].IsGood);
        if (written.IsGood && marks[0].IsGood && written.Value != marks[0].Value)
        {
            Findings.Error(FindingCodes.FailedDiffersFromMarks,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: не справились {written.Value}, а отметок «2» — {marks[0].Value}.",
                sheet, row.Number, block.Failed!.Letter, written.Value.ToString(Russian), marks[0].Value.ToString(Russian),
                "Исправьте одно из чисел.");
            return null;
        }
        if (written.IsGood)
            return (int)written.Value;
        if (marks[0].IsGood)
            return (int)marks[0].Value;
        if (written.State == CountState.Broken)
            return null;
        return FailedByPercent(at, participants);
    }

    private int? FailedByPercent(Place at, int participants)
    {
        var (row, school, block) = at;
        if (block.Failed is null && block.Marks[0] is null && block.FailedPercent is not null)
        {
            var percent = _counts.Number(row, block.FailedPercent, school.Text, quiet: participants == 0, "доля в процентах");
            if (percent is { IsGood: true, Value: >= 0 and <= 100 })
                return Share(percent.Value, participants);
            if (percent.IsGood)
                Findings.Error(FindingCodes.PercentOutOfRange,
                    $"Строка {row.Number}, «{Words.Short(school.Text)}»: доля вне пределов от 0 до 100 %.", sheet, row.Number,
                    block.FailedPercent.Letter, percent.Value.ToString(Russian), "от 0 до 100");
            if (percent.State != CountState.Blank || participants == 0)
                return null;
        }
        if (participants > 0)
            Findings.Error(FindingCodes.CountMissing, $"Строка {row.Number}, «{Words.Short(school.Text)}»: не указано, сколько участников не справились.",
                sheet, row.Number, FailedColumn(block)?.Letter, "пусто", "число не справившихся, в том числе 0",
                "Впишите число (0, если таких нет) и загрузите файл снова.");
        return null;
    }

    private bool Check(Place at, int participants, int failed, ReadNumber[] marks)
    {
        var (row, school, block) = at;
        if (failed > participants)
        {
            Findings.Error(FindingCodes.FailedAboveParticipants,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: не справились {failed} из {participants} участников.",
                sheet, row.Number, FailedColumn(block)?.Letter, failed.ToString(Russian), $"не больше {participants}",
                "Исправьте число участников или число не справившихся.");
            return false;
        }
        if (marks.All(mark => mark.IsGood) && marks.Sum(mark => mark.Value) is var sum && sum != participants)
        {
            Findings.Error(FindingCodes.MarksNotParticipants,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: отметок всего {sum}, а участников {participants}.",
                sheet, row.Number, block.Participants?.Letter, sum.ToString(Russian), participants.ToString(Russian),
                "Исправьте число участников или отметки.");
            return false;
        }
        return true;
    }

    private void ComparePrinted(Place at, int participants, int failed, decimal? printed)
    {
        if (printed is not { } percent || participants == 0)
            return;
        // Excel keeps «9 %» as 0.09 when the cell is formatted as a percent.
        var real = failed * 100m / participants;
        if (Math.Abs(percent - real) <= 0.06m || Math.Abs(percent * 100 - real) <= 0.06m)
            return;
        Findings.Warn(FindingCodes.PercentDiffers,
            $"Строка {at.Row.Number}, «{Words.Short(at.School.Text)}»: указано {percent.ToString("0.##", Russian)} %, а по числам {failed} из {participants} — {real.ToString("0.00", Russian)} %. Взяты числа.",
            sheet, at.Row.Number, at.Block.FailedPercent?.Letter, percent.ToString("0.##", Russian), real.ToString("0.00", Russian));
    }

    private ReadResultRow FromPercents(ReadResultRow result, Place at)
    {
        var (row, school, block) = at;
        var scale = block.Unit == MarksUnit.Fractions ? 100 : 1;
        var participants = ParticipantsOf(at, null);
        if (participants is null or 0)
            return result with { Participants = participants, Failed = participants };
        result = result with { Participants = participants, ByPercent = true };
        var read = block.Marks.Select(mark => _counts.Number(row, mark, school.Text, false, "доля в процентах")).ToArray();
        if (read.Any(mark => mark.State == CountState.Broken))
            return result;
        var percents = read.Select(mark => mark.Value * scale).ToArray();
        if (!PercentSums.Check(Findings, sheet, at.Row, school.Text, block.Marks[0]!, percents, block.HasAllMarks))
            return result;
        var counts = percents.Select(percent => Share(percent, participants.Value)).ToArray();
        if (block.HasAllMarks && counts.Sum() != participants)
        {
            Findings.Error(FindingCodes.CountsNotParticipants,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: по долям получается отметок {counts.Sum()}, а участников {participants}.",
                sheet, row.Number, block.Marks[0]!.Letter, string.Join(" + ", counts), participants.Value.ToString(Russian),
                "Проверьте число участников и доли.");
            return result;
        }
        return result with
        {
            Failed = counts[0], Mark2 = counts[0], FailedPercent = percents[0],
            Mark3 = block.Marks[1] is null ? null : counts[1],
            Mark4 = block.Marks[2] is null ? null : counts[2],
            Mark5 = block.Marks[3] is null ? null : counts[3],
        };
    }

    /// <summary>round(percent × participants / 100), halves away from zero.</summary>
    public static int Share(decimal percent, int participants) =>
        (int)Math.Round(percent * participants / 100, MidpointRounding.AwayFromZero);
}
