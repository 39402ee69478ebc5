using System.Globalization;
using System.Runtime.InteropServices;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Documents.Assessments;

/// <summary>
/// ФИС ОКО participant protocol: one row a pupil, counted by school as the rows go by. Columns with names of persons
/// are never looked at. X («не приступал») and Н («нет задания в варианте») count 0.
/// </summary>
internal sealed class ProtocolReader
{
    private const int HighestScore = 200;

    private readonly ReadingSession _session;
    private readonly SheetInfo _sheet;
    private readonly SheetHeader _header;
    private readonly SheetSetting _setting;
    private readonly Dictionary<string, School> _schools = [];
    private readonly List<School> _order = [];
    private readonly Dictionary<int, int> _grades = [];
    private readonly int? _schoolColumn;
    private readonly int? _variant;
    private readonly SheetColumn? _total;
    private readonly SheetColumn? _mark;
    private readonly int? _journal;
    private readonly int? _code;
    private readonly int? _class;
    private readonly int[] _tasks;
    private School? _last;
    private string? _lastKey;

    private sealed class School(string text, int row)
    {
        public string Text { get; } = text;
        public int FirstRow { get; } = row;
        public int LastRow { get; set; } = row;
        public int[] Scores { get; } = new int[HighestScore + 1];
        public int[] Marks { get; } = new int[4];
        public int Participants { get; set; }
        public int Scored { get; set; }
        public int Marked { get; set; }
        public long ScoreSum { get; set; }
        public List<ReadPupilRow> Pupils { get; } = [];
        public HashSet<string> Codes { get; } = [];
    }

    public ProtocolReader(ReadingSession session, SheetInfo sheet, SheetHeader header, SheetSetting setting)
    {
        (_session, _sheet, _header, _setting) = (session, sheet, header, setting);
        _schoolColumn = (header.Find(ColumnRole.Login) ?? header.Find(ColumnRole.School) ?? header.Find(ColumnRole.SchoolCode))?.Index;
        _variant = header.Find(ColumnRole.Variant)?.Index;
        _total = header.Find(ColumnRole.TotalScore);
        _mark = header.Find(ColumnRole.PupilMark);
        _journal = header.Find(ColumnRole.JournalMark)?.Index;
        _code = header.Find(ColumnRole.PupilCode)?.Index;
        _class = header.Find(ColumnRole.ClassName)?.Index;
        // Tasks 2…5 of a protocol without «балл за» look like marks.
        _tasks = [.. header.Columns.Where(column => column.Role is ColumnRole.Task or ColumnRole.Mark or ColumnRole.Score).Select(column => column.Index)];
        session.SetKind(ResultsFileKind.VprProtocol);
        var ignored = header.Columns.Where(column => column.Role is ColumnRole.Other or ColumnRole.PersonName or ColumnRole.Ordinal).ToList();
        session.Columns(header.Columns.Except(ignored), ignored);
        if (header.Has(ColumnRole.PersonName))
            session.Findings.Note(FindingCodes.NamesNotRead, $"На листе «{sheet.Name}» есть столбцы с именами; они не читаются и не сохраняются.", sheet.Name);
    }

    public static bool Fits(SheetHeader header) =>
        (header.Has(ColumnRole.PupilCode) || header.Has(ColumnRole.Variant) || header.Has(ColumnRole.PersonName))
        && (header.Has(ColumnRole.TotalScore) || header.Has(ColumnRole.Task) || header.Has(ColumnRole.PupilMark));

    public void Read(IEnumerable<SheetRow> rows)
    {
        foreach (var row in rows)
        {
            _session.CountRow();
            if (!ReadRow(row))
                _session.Skip();
        }
        if (_order.Count > 0)
            Finish();
    }

    private bool ReadRow(SheetRow row)
    {
        if (SchoolOf(row) is not { } school)
            return false;
        school.LastRow = row.Number;
        if (IsAbsent(row))
            return false;
        var score = ScoreOf(row, school);
        if (score is null && !HasMark(row))
        {
            _session.Findings.Warn(FindingCodes.ScoreMissing,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: у участника нет ни баллов, ни отметки; он не учтён.",
                _sheet.Name, row.Number, _total?.Letter, "пусто", "балл или слово «отсутствовал» в столбце варианта");
            return false;
        }
        Count(row, school, score);
        return true;
    }

    private School? SchoolOf(SheetRow row)
    {
        if (_schoolColumn is not { } column)
            return null;
        var cell = row[column];
        var text = cell.IsText ? cell.Text! : cell.Display;
        if (ReferenceEquals(text, _lastKey) || text == _lastKey)
            return _last;
        var key = text.Trim().ToLowerInvariant();
        if (key.Length == 0 || _session.Names.KindOf(text) is not RowNameKind.School || cell.IsNumber && row.Cells.Length > 2 && row[column + 1].Number == cell.Number + 1)
            return null;
        ref var school = ref CollectionsMarshal.GetValueRefOrAddDefault(_schools, key, out var exists);
        if (!exists)
            _order.Add(school = new School(text.Trim(), row.Number));
        (_last, _lastKey) = (school, text);
        return school;
    }

    private bool IsAbsent(SheetRow row)
    {
        if (_variant is not { } column || !row[column].IsText)
            return false;
        var text = row[column].Text.AsSpan().Trim();
        return text.StartsWith("отсут", StringComparison.OrdinalIgnoreCase) || text.StartsWith("не участв", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("не писал", StringComparison.OrdinalIgnoreCase) || text.Equals("н", StringComparison.OrdinalIgnoreCase);
    }

    private bool HasMark(SheetRow row) => _mark is not null && Whole(row[_mark.Index]) is >= 2 and <= 5;

    /// <summary>The total as written, or the sum of the tasks; null when the row has neither.</summary>
    private int? ScoreOf(SheetRow row, School school)
    {
        var (sum, any) = SumOfTasks(row);
        var total = _total is null ? null : Whole(row[_total.Index]);
        if (total is null)
        {
            if (_total is not null && !row[_total.Index].IsBlank)
                _session.Findings.Warn(FindingCodes.CountRecovered,
                    $"Строка {row.Number}, «{Words.Short(school.Text)}»: общий балл не читается; сложен из заданий: {sum}.",
                    _sheet.Name, row.Number, _total.Letter, row[_total.Index].Display, "целое число");
            return any ? sum : null;
        }
        if (total is < 0 or > HighestScore)
        {
            _session.Findings.Error(FindingCodes.ScoreAboveMaximum,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: невозможный общий балл {total}.", _sheet.Name, row.Number,
                _total!.Letter, $"{total}", "от 0 до наибольшего первичного балла");
            return null;
        }
        if (any && sum != total)
            _session.Findings.Warn(FindingCodes.TotalDiffersFromTasks,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: всего баллов {total}, а по заданиям {sum}. Взято «всего баллов».",
                _sheet.Name, row.Number, _total!.Letter, $"{total}", $"{sum}");
        return total;
    }

    private (int Sum, bool Any) SumOfTasks(SheetRow row)
    {
        var sum = 0;
        var any = false;
        foreach (var column in _tasks)
        {
            var cell = row[column];
            if (cell.IsBlank)
                continue;
            any = true;
            sum += Whole(cell) ?? 0;
        }
        return (sum, any);
    }

    private static int? Whole(SheetCell cell)
    {
        if (cell.IsNumber)
            return cell.Number == Math.Floor(cell.Number) && Math.Abs(cell.Number) < 10_000 ? (int)cell.Number : null;
        return cell.IsText && CellNumbers.TryParse(cell.Text!, out var number, out _) && number == Math.Floor(number) && Math.Abs(number) < 10_000
            ? (int)number
            : null;
    }

    private void Count(SheetRow row, School school, int? score)
    {
        if (_code is { } code && row.Text(code) is { Length: > 0 } pupil && !school.Codes.Add(pupil))
        {
            _session.Findings.Error(FindingCodes.PupilTwice,
                $"Строка {row.Number}, «{Words.Short(school.Text)}»: участник с кодом {pupil} указан дважды.", _sheet.Name, row.Number,
                ColumnLetters.Of(code), pupil, "код встречается один раз", "Оставьте одну строку участника.");
            return;
        }
        school.Participants++;
        if (score is { } points)
        {
            school.Scored++;
            school.Scores[points]++;
            school.ScoreSum += points;
        }
        var mark = _mark is null ? null : Whole(row[_mark.Index]);
        if (mark is >= 2 and <= 5)
        {
            school.Marked++;
            school.Marks[mark.Value - 2]++;
        }
        if (_class is { } column && ProtocolClasses.GradeOf(row.Text(column)) is { } grade)
            CollectionsMarshal.GetValueRefOrAddDefault(_grades, grade, out _)++;
        var journal = _journal is null ? null : Whole(row[_journal.Value]);
        if (_session.Context.KeepPupils)
            school.Pupils.Add(new ReadPupilRow(row.Number, row.Text(_code) is { Length: > 0 } own ? own : row.Number.ToString(CultureInfo.InvariantCulture),
                row.Text(_class) is { Length: > 0 } name ? name : null, score, mark is >= 2 and <= 5 ? mark : null, journal is >= 2 and <= 5 ? journal : null));
    }

    private void Finish()
    {
        int? grade = _grades.Count > 0 ? _grades.MaxBy(pair => pair.Value).Key : null;
        if (grade is not null && _setting.Hint.Grade is { } said && said != grade)
            _session.Findings.Error(FindingCodes.GradeDiffers,
                $"В столбце «класс» — {grade} класс, а в заголовке или названии файла — {said}.", _sheet.Name,
                _header.LastRow + 1, ColumnLetters.Of(_class!.Value), $"{grade} класс", $"{said} класс", "Проверьте, тот ли файл загружен.");
        var marksGiven = _order.All(school => school.Marked == school.Participants) && _mark is not null;
        var scale = ScaleOfSheet.Find(_session, _setting, _sheet.Name, new ProcedureHint(ExamFamily.Vpr, null, grade, null), null, needed: !marksGiven);
        foreach (var school in _order)
            _session.Add(RowOf(school, scale, marksGiven));
    }

    private ReadResultRow RowOf(School school, ScaleOfSheet scale, bool marksGiven)
    {
        var last = Array.FindLastIndex(school.Scores, count => count > 0);
        var max = Math.Max(last, scale.Scale?.MaxScore ?? 0);
        if (scale.Scale is not null && last > scale.Scale.MaxScore)
            _session.Findings.Error(FindingCodes.ScoreAboveMaximum,
                $"«{Words.Short(school.Text)}»: есть {last} баллов, а наибольший первичный балл по шкале — {scale.Scale.MaxScore}.", _sheet.Name,
                school.FirstRow, _total?.Letter, $"{last}", $"не больше {scale.Scale.MaxScore}", "Проверьте шкалу и файл.");
        var isLogin = _header.Find(ColumnRole.Login) is not null || school.Text.StartsWith("sch", StringComparison.OrdinalIgnoreCase);
        var row = new ReadResultRow(_sheet.Name, school.FirstRow, school.LastRow, _total?.Letter ?? _mark?.Letter, school.Text,
            isLogin ? school.Text.ToLowerInvariant() : null, null, null, scale.Procedure, scale.Year, school.Participants,
            school.Participants == 0 ? 0 : null, null, null, null, null, false,
            MeanScore: school.Scored == 0 ? null : Math.Round((decimal)school.ScoreSum / school.Scored, 4),
            ScoreCounts: school.Scored == 0 ? null : school.Scores[..(max + 1)],
            Pupils: _session.Context.KeepPupils ? school.Pupils : null);
        if (marksGiven)
            return row with { Failed = school.Marks[0], Mark2 = school.Marks[0], Mark3 = school.Marks[1], Mark4 = school.Marks[2], Mark5 = school.Marks[3] };
        return school.Scored == school.Participants ? scale.Mark(row) : row;
    }
}
