using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>
/// Tables with a row a school (or a school and procedure) and counts or percents of marks: ВПР mark statistics,
/// regional ОГЭ and ЕГЭ files, region-wide long tables, a methodologist's flat table, our own template.
/// </summary>
internal sealed class MarkTableReader
{
    private readonly ReadingSession _session;
    private readonly SheetInfo _sheet;
    private readonly SheetSetting _setting;
    private readonly IReadOnlyList<ResultBlock> _blocks;
    private readonly BlockReading _reading;
    private readonly SchoolRows _schools;
    private readonly SheetColumn? _year;
    private readonly SheetColumn? _procedure;
    private readonly SheetColumn? _subject;
    private readonly SheetColumn? _grade;
    private readonly ProcedureHint _default;
    private readonly SortedSet<string> _outside = [];
    private AcademicYear? _lastYear;

    public MarkTableReader(ReadingSession session, SheetInfo sheet, SheetHeader header, SheetSetting setting, IReadOnlyList<SheetRow> sample)
    {
        _session = session;
        _sheet = sheet;
        _setting = setting;
        _year = header.Find(ColumnRole.Year);
        _procedure = header.Find(ColumnRole.Procedure);
        _subject = header.Find(ColumnRole.Subject);
        _grade = header.Find(ColumnRole.ClassName);
        _blocks = ResultBlock.Of(header, sample, percentsByKind: header.Has(ColumnRole.SchoolCount) || setting.Hint.Family == ExamFamily.Vpr);
        _default = DefaultHint(header);
        _reading = new BlockReading(session, sheet.Name);
        _schools = new SchoolRows(session, sheet, header);
        session.SetKind(KindOf());
        var read = _blocks.SelectMany(block => block.Columns).Concat(header.Columns.Where(IsKey)).Distinct().OrderBy(column => column.Index).ToList();
        session.Columns(read, header.Columns.Except(read));
        NoteIgnoredColumns(header);
    }

    public bool IsUsable => _blocks.Count > 0;

    public void Read(IEnumerable<SheetRow> rows)
    {
        foreach (var row in rows)
        {
            if (_schools.Next(row) is not { } school)
                continue;
            var before = _session.Rows.Count;
            foreach (var block in _blocks)
                ReadBlock(row, school, block);
            if (_session.Rows.Count == before)
                _session.Skip();
        }
        if (_outside.Count > 0)
            _session.Findings.Note(FindingCodes.OtherSubjectsSkipped,
                $"Пропущены результаты, которые не входят в девять процедур: {string.Join(", ", _outside)}.", _sheet.Name,
                found: string.Join(", ", _outside));
    }

    private void ReadBlock(SheetRow row, RowSchool school, ResultBlock block)
    {
        if (block.Columns.All(column => row[column.Index].IsBlank))
            return;
        var hint = RowHint(row).Or(block.Hint);
        var said = hint.Or(_setting.Hint).Or(_default);
        if (said.IsOutside)
        {
            _outside.Add(Outside(row, said));
            return;
        }
        if (_procedure is not null && said.Code is null)
        {
            ReportUnknownProcedure(row, school);
            return;
        }
        if (YearOf(row, school) is not { } year)
            return;
        if (_reading.Read(row, school, block, _setting.ProcedureOf(hint.Or(_setting.Hint).Or(_default)), year) is { } result)
            _session.Add(result);
    }

    private string Outside(SheetRow row, ProcedureHint said)
    {
        var cell = row.Text(_procedure?.Index);
        if (cell.Length > 0)
            return Words.Short(cell, 60);
        var family = said.Family switch { ExamFamily.Oge => "ОГЭ ", ExamFamily.Ege => "ЕГЭ ", _ => "" };
        return family + (said.Subject is null ? "другая работа" : ProcedureWords.SubjectName(said.Subject));
    }

    private ProcedureHint RowHint(SheetRow row)
    {
        var hint = _procedure is null ? ProcedureHint.None : ProcedureWords.ReadCell(row.Text(_procedure.Index));
        if (_subject is not null)
            hint = hint.Or(ProcedureWords.Read(row.Text(_subject.Index)));
        if (_grade is not null && ProtocolClasses.GradeOf(row.Text(_grade.Index)) is { } grade)
            hint = hint with { Grade = hint.Grade ?? grade };
        // A long table by grade and subject is of ВПР unless it says otherwise; grades 9 and 11 sit exams.
        return _grade is not null && _subject is not null && hint is { Family: null, Grade: < 9 } && _setting.Hint.Family is null
            ? hint with { Family = ExamFamily.Vpr }
            : hint;
    }

    private AcademicYear? YearOf(SheetRow row, RowSchool school)
    {
        if (_year is null)
            return _setting.Year;
        var cell = row[_year.Index];
        if (cell.IsBlank && _lastYear is not null)
            return _lastYear;
        if (YearWords.OfCell(cell) is { } year)
        {
            _session.UseYear(year, $"столбец „{_year.Caption}“");
            return _lastYear = year;
        }
        _session.Findings.Error(FindingCodes.YearUnreadable,
            $"Строка {row.Number}, «{Words.Short(school.Text)}»: не понятен учебный год «{Words.Short(cell.Display, 40)}».",
            _sheet.Name, row.Number, _year.Letter, cell.Display, "например, 2024/2025", "Исправьте год и загрузите файл снова.");
        return null;
    }

    private void ReportUnknownProcedure(SheetRow row, RowSchool school)
    {
        var text = row.Text(_procedure!.Index);
        _session.Findings.Error(FindingCodes.ProcedureUnknown,
            $"Строка {row.Number}, «{Words.Short(school.Text)}»: не понятно, какая это процедура: «{Words.Short(text, 60)}».",
            _sheet.Name, row.Number, _procedure.Letter, text, "например, «ВПР математика 5 кл.», «ОГЭ русский язык», «ЕГЭ математика базовая»",
            "Назовите вид работы, предмет и класс (для ЕГЭ по математике — уровень).");
    }

    private ProcedureHint DefaultHint(SheetHeader header) =>
        _setting.Hint.Family is null && header.Has(ColumnRole.SchoolCount) ? new ProcedureHint(ExamFamily.Vpr, null, null, null) : ProcedureHint.None;

    private ResultsFileKind KindOf()
    {
        if (_procedure is not null || _year is not null && _subject is null)
            return ResultsFileKind.FlatTable;
        var family = _setting.Hint.Or(_default).Family
            ?? _blocks.Select(block => block.Hint.Family).FirstOrDefault(found => found is not null);
        if (_subject is not null)
            return family is ExamFamily.Oge ? ResultsFileKind.OgeSchools : family is ExamFamily.Ege ? ResultsFileKind.EgeSchools : ResultsFileKind.VprRegionalTable;
        return family switch
        {
            ExamFamily.Oge => ResultsFileKind.OgeSchools,
            ExamFamily.Ege => ResultsFileKind.EgeSchools,
            ExamFamily.Vpr => ResultsFileKind.VprMarkStatistics,
            _ => _blocks.Any(block => block.Unit == MarksUnit.Percents) ? ResultsFileKind.VprMarkStatistics : ResultsFileKind.FlatTable,
        };
    }

    private void NoteIgnoredColumns(SheetHeader header)
    {
        if (header.Columns.Any(column => column.Attempt == ColumnAttempt.WithRetake))
            _session.Findings.Note(FindingCodes.RetakeIgnored,
                $"На листе «{_sheet.Name}» не читаются столбцы с учётом пересдачи: берутся результаты до пересдачи.", _sheet.Name);
        if (header.Columns.Any(column => column.Category == ColumnCategory.PreviousYears))
            _session.Findings.Note(FindingCodes.PreviousGraduatesIgnored,
                $"На листе «{_sheet.Name}» не читаются столбцы выпускников прошлых лет (ВПЛ).", _sheet.Name);
    }

    private static bool IsKey(SheetColumn column) => column.Role is ColumnRole.School or ColumnRole.Login or ColumnRole.Inn
        or ColumnRole.Municipality or ColumnRole.Year or ColumnRole.ClassName or ColumnRole.Subject or ColumnRole.Procedure
        or ColumnRole.SchoolCount or ColumnRole.Category;
}
