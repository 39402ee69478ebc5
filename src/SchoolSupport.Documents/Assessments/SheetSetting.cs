using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>What titles, the sheet's name and the file's name say about year and procedure.</summary>
internal sealed class SheetSetting
{
    private readonly ReadingSession _session;
    private bool _yearAsked;
    private bool _procedureAsked;

    public SheetSetting(ReadingSession session, SheetInfo sheet, SheetHeader header)
    {
        _session = session;
        Sheet = sheet.Name;
        Titles = header.Titles;
        var titles = header.Titles.Select(ProcedureWords.Read).Aggregate(ProcedureHint.None, (all, one) => all.Or(one));
        var sheetHint = ProcedureWords.Read(sheet.Name);
        var fileHint = ProcedureWords.Read(Path.GetFileNameWithoutExtension(session.FileName));
        Hint = titles.Or(sheetHint).Or(fileHint);
        Contradiction = FindContradiction(titles.Or(sheetHint), fileHint);
    }

    public string Sheet { get; }
    public IReadOnlyList<string> Titles { get; }
    public ProcedureHint Hint { get; }
    private string? Contradiction { get; }

    /// <summary>The year of the whole sheet; asks for it, once, when it is not said or said differently.</summary>
    public AcademicYear Year
    {
        get
        {
            if (!_yearAsked)
            {
                _year = DecideYear();
                _yearAsked = true;
            }
            return _year;
        }
    }

    private AcademicYear _year;

    /// <summary>Code of the procedure that the hint with this sheet's gaps filled means; empty when it must be asked.</summary>
    public string ProcedureOf(ProcedureHint hint)
    {
        var said = hint.Or(Hint);
        var code = said.Code;
        var answered = _session.Context.AnsweredProcedure;
        if (code is not null && Contradiction is not null && answered is null)
            AskProcedure(FindingCodes.ProcedureContradiction, Contradiction);
        if (code is not null && answered is not null && code != answered && hint.Code is null
            && (Contradiction is null || !said.Or(Hint).Equals(said)))
        {
            ReportMismatch(code, answered);
            return code;
        }
        if (code is null && answered is not null)
            return answered;
        if (code is null)
            AskProcedure(FindingCodes.ProcedureUnknown, "Из файла не видно, по какой процедуре результаты.");
        return Contradiction is not null && answered is not null ? answered : code ?? "";
    }

    private void ReportMismatch(string code, string answered)
    {
        if (_procedureAsked)
            return;
        _procedureAsked = true;
        _session.Findings.Error(FindingCodes.ProcedureMismatch,
            "В файле результаты другой процедуры, чем выбрана при загрузке.", Sheet,
            found: code, expected: answered, action: "Выберите процедуру, которая указана в файле, или загрузите другой файл.");
    }

    private void AskProcedure(string code, string message)
    {
        if (_procedureAsked)
            return;
        _procedureAsked = true;
        _session.Ask(ReadingQuestion.Procedure);
        _session.Findings.Error(code, message, Sheet,
            expected: "вид работы, предмет и класс в заголовке, в названии листа или файла",
            action: "Укажите процедуру при загрузке.");
    }

    // Only ВПР files name grade and subject in both places in a fixed manner; regional files are named freely.
    private static string? FindContradiction(ProcedureHint content, ProcedureHint file)
    {
        if (content.Family != ExamFamily.Vpr || file.Family is not (null or ExamFamily.Vpr))
            return null;
        var grade = content.Grade is not null && file.Grade is not null && content.Grade != file.Grade;
        var subject = content.Subject is not null && file.Subject is not null && content.Subject != file.Subject;
        return grade || subject
            ? $"Заголовок таблицы ({Say(content)}) и название файла ({Say(file)}) говорят о разных работах."
            : null;
    }

    private static string Say(ProcedureHint hint) =>
        $"{(hint.Subject is null ? "предмет не назван" : ProcedureWords.SubjectName(hint.Subject))}, {(hint.Grade is null ? "класс не назван" : $"{hint.Grade} класс")}";

    private AcademicYear DecideYear()
    {
        var said = new List<(AcademicYear Year, string Source)>();
        foreach (var title in Titles)
            said.AddRange(YearWords.In(title).Select(year => (year, $"заголовок „{Words.Short(title)}“")));
        said.AddRange(YearWords.In(Sheet).Select(year => (year, $"название листа „{Sheet}“")));
        said.AddRange(YearWords.In(Path.GetFileNameWithoutExtension(_session.FileName)).Select(year => (year, $"название файла „{_session.FileName}“")));
        var years = said.Select(one => one.Year).Distinct().ToList();
        var answered = _session.Context.AnsweredYear;
        switch (years.Count)
        {
            case 0 when answered is { } year:
                _session.UseYear(year, "указан при загрузке");
                return year;
            case 0:
                Ask(FindingCodes.YearUnknown, "В файле не указан учебный год.", null);
                return default;
            case 1:
                _session.UseYear(said[0].Year, said[0].Source);
                if (answered is { } other && other != said[0].Year)
                    _session.Findings.Error(FindingCodes.YearMismatch,
                        $"В файле результаты за {said[0].Year} учебный год ({said[0].Source}), а при загрузке выбран {other}.", Sheet,
                        found: said[0].Year.ToString(), expected: other.ToString(),
                        action: "Выберите год, который указан в файле, или загрузите другой файл.");
                return said[0].Year;
            default:
                if (answered is { } chosen && years.Contains(chosen))
                {
                    _session.UseYear(chosen, "указан при загрузке");
                    return chosen;
                }
                Ask(FindingCodes.YearContradiction, "В файле названы разные учебные годы.",
                    string.Join("; ", said.DistinctBy(one => one.Year).Select(one => $"{one.Year} — {one.Source}")));
                return said[0].Year;
        }
    }

    private void Ask(string code, string message, string? found)
    {
        _session.Ask(ReadingQuestion.Year);
        _session.Findings.Error(code, message, Sheet, found: found, expected: "учебный год в заголовке, в названии листа или файла",
            action: "Укажите учебный год при загрузке.");
    }
}
