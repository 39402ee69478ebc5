using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>ФИС ОКО «Распределение первичных баллов»: percents of participants at every primary score.</summary>
internal sealed class ScoreDistributionReader
{
    private readonly ReadingSession _session;
    private readonly SheetInfo _sheet;
    private readonly SheetSetting _setting;
    private readonly SheetColumn? _participants;
    private readonly SheetColumn[] _scores;
    private readonly SchoolRows _schools;
    private readonly CountReading _counts;
    private readonly int _max;

    public ScoreDistributionReader(ReadingSession session, SheetInfo sheet, SheetHeader header, SheetSetting setting)
    {
        _session = session;
        _sheet = sheet;
        _setting = setting;
        _participants = header.All(ColumnRole.Participants).FirstOrDefault(column => column.Unit != ColumnUnit.Percent) ?? header.Find(ColumnRole.Roster);
        _scores = [.. header.All(ColumnRole.Score).OrderBy(column => column.Value)];
        _max = _scores.Max(column => column.Value!.Value);
        _schools = new SchoolRows(session, sheet, header);
        _counts = new CountReading(session.Findings, sheet.Name);
        session.SetKind(ResultsFileKind.VprScoreDistribution);
        var read = header.Columns.Where(column => column.Role is ColumnRole.Score or ColumnRole.School or ColumnRole.Login or ColumnRole.SchoolCount
            or ColumnRole.Municipality || column == _participants).ToList();
        session.Columns(read, header.Columns.Except(read));
    }

    public void Read(IEnumerable<SheetRow> rows)
    {
        ScaleOfSheet? scale = null;
        foreach (var row in rows)
        {
            if (_schools.Next(row) is not { } school)
                continue;
            if (_scores.All(column => row[column.Index].IsBlank) && (_participants is null || row[_participants.Index].IsBlank))
            {
                _session.Skip();
                continue;
            }
            scale ??= ScaleOfSheet.Find(_session, _setting, _sheet.Name, new ProcedureHint(ExamFamily.Vpr, null, null, null), _max);
            _session.Add(ReadRow(row, school, scale));
        }
    }

    private ReadResultRow ReadRow(SheetRow row, RowSchool school, ScaleOfSheet scale)
    {
        var result = new ReadResultRow(_sheet.Name, row.Number, null, _scores[0].Letter, school.Text, school.Login, school.Inn,
            school.Municipality, scale.Procedure, scale.Year, null, null, null, null, null, null, true);
        var participants = _counts.Count(row, _participants, school.Text);
        if (!participants.IsGood)
        {
            if (participants.State == CountState.Blank)
                _session.Findings.Error(FindingCodes.CountMissing, $"Строка {row.Number}, «{Words.Short(school.Text)}»: не указано число участников.",
                    _sheet.Name, row.Number, _participants?.Letter, "пусто", "число участников");
            return result;
        }
        var people = (int)participants.Value;
        result = result with { Participants = people };
        if (people == 0)
            return result with { Failed = 0 };
        var read = _scores.Select(column => _counts.Number(row, column, school.Text, false, "доля в процентах")).ToArray();
        if (read.Any(number => number.State == CountState.Broken))
            return result;
        return FromNumbers(result, row, school, people, [.. read.Select(number => number.Value)], scale);
    }

    private ReadResultRow FromNumbers(ReadResultRow result, SheetRow row, RowSchool school, int people, decimal[] numbers, ScaleOfSheet scale)
    {
        var areCounts = numbers.Sum() == people && numbers.All(number => number == decimal.Floor(number));
        if (!areCounts && !PercentSums.Check(_session.Findings, _sheet.Name, row, school.Text, _scores[0], numbers, true))
            return result;
        var byScore = new int[_max + 1];
        for (var i = 0; i < numbers.Length; i++)
            byScore[_scores[i].Value!.Value] = areCounts ? (int)numbers[i] : BlockReading.Share(numbers[i], people);
        var sum = byScore.Sum();
        if (sum != people)
        {
            _session.Findings.Error(FindingCodes.CountsNotParticipants,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: по долям получается работ {sum}, а участников {people}.",
                _sheet.Name, row.Number, _scores[0].Letter, $"{sum}", $"{people}", "Проверьте число участников и доли.");
            return result;
        }
        return scale.Mark(result with { ScoreCounts = byScore, ByPercent = !areCounts });
    }
}
