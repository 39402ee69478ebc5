using System.Globalization;
using System.Text.RegularExpressions;
using SchoolSupport.Documents.Assessments;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Documents.Schools;

/// <summary>A school as a register workbook names it; what the workbook does not say is null.</summary>
/// <param name="Row">1-based row of the sheet.</param>
/// <param name="Kind">As written: «СОШ», «ООШ», «лицей».</param>
/// <param name="Locality">As written: «город», «село».</param>
/// <param name="Code">The regional centre's code of the school, digits.</param>
/// <param name="Grades">What is taught of grades 5–9 and 10–11.</param>
/// <param name="IsClosed">Stands on a sheet of closed schools, or its note says closed or reorganised and no pupils are left.</param>
public sealed record ReadSchool(
    string Sheet, int Row, string? FullName, string? ShortName, string? Inn, string? Login, string? Kind, string? Locality,
    int? Pupils, string? Note, bool IsClosed, string? Municipality = null, string? Address = null,
    string? Code = null, string? Settlement = null, DateOnly? OpenedOn = null, (bool Basic, bool Secondary)? Grades = null);

public sealed record SchoolRegisterReading(IReadOnlyList<ReadSchool> Schools, IReadOnlyList<Finding> Findings);

/// <summary>Reads the register of schools; captions in any order, several sheets.</summary>
public sealed partial class SchoolRegisterReader(WorkbookLimits limits)
{
    /// <summary>Digits of a regional code.</summary>
    public const int LongestCode = 20;

    public SchoolRegisterReader() : this(WorkbookLimits.Default)
    {
    }

    public SchoolRegisterReading Read(byte[] content, string fileName)
    {
        var findings = new FindingList();
        var schools = new List<ReadSchool>();
        try
        {
            using var workbook = WorkbookFile.Open(content, fileName, limits, findings);
            var tables = 0;
            foreach (var sheet in workbook.Sheets)
                tables += ReadSheet(workbook, sheet, schools, findings) ? 1 : 0;
            if (tables == 0)
                findings.Error(SchoolFindingCodes.HeaderNotFound, "Не найдена строка заголовков реестра школ.",
                    expected: "«Наименование полное», «Наименование краткое», «ИНН», «Логин ФИС ОКО», «Тип», «Местность», «Численность обучающихся», «Примечание»",
                    action: "Добавьте строку заголовков и загрузите файл снова.");
        }
        catch (WorkbookRefusedException refused)
        {
            findings.Add(refused.Finding);
            schools.Clear();
        }
        ReportRepeats(schools, findings);
        return new SchoolRegisterReading(schools, findings.ToList());
    }

    private static bool ReadSheet(OpenWorkbook workbook, SheetInfo sheet, List<ReadSchool> schools, FindingList findings)
    {
        Dictionary<Field, int>? columns = null;
        var closedSheet = ClosedWords().IsMatch(Words.Plain(sheet.Name));
        var looked = 0;
        foreach (var row in workbook.ReadRows(sheet))
        {
            if (columns is null)
            {
                columns = HeaderOf(row);
                if (columns is null && ++looked > 40)
                    return false;
                continue;
            }
            if (ReadRow(sheet, row, columns, closedSheet, findings) is { } school)
                schools.Add(school);
        }
        return columns is not null;
    }

    private enum Field { FullName, ShortName, Name, Inn, Login, Kind, Locality, Pupils, Note, Municipality, Address, Status, Code, Settlement, OpenedOn, Grades }

    private static Dictionary<Field, int>? HeaderOf(SheetRow row)
    {
        var columns = new Dictionary<Field, int>();
        foreach (var cell in row.Cells)
            if (cell.IsText && FieldOf(Words.Plain(cell.Text!)) is { } field)
                columns.TryAdd(field, cell.Column);
        var named = columns.ContainsKey(Field.FullName) || columns.ContainsKey(Field.ShortName) || columns.ContainsKey(Field.Name);
        return named && columns.Count >= 2 ? columns : null;
    }

    private static Field? FieldOf(string caption) => caption switch
    {
        { Length: > 120 } => null,
        _ when caption.Contains("инн", StringComparison.Ordinal) && InnWord().IsMatch(caption) => Field.Inn,
        _ when caption.StartsWith("логин", StringComparison.Ordinal) => Field.Login,
        _ when NameWord().IsMatch(caption) && caption.Contains("полн", StringComparison.Ordinal) => Field.FullName,
        _ when NameWord().IsMatch(caption) && ShortWord().IsMatch(caption) => Field.ShortName,
        _ when caption.StartsWith("населенный пункт", StringComparison.Ordinal) => Field.Settlement,
        _ when caption.StartsWith("код ", StringComparison.Ordinal) && CodeWord().IsMatch(caption) => Field.Code,
        _ when caption.StartsWith("дата откры", StringComparison.Ordinal) || caption.StartsWith("дата созда", StringComparison.Ordinal) => Field.OpenedOn,
        _ when caption is "классы" or "реализуемые классы" => Field.Grades,
        _ when caption.StartsWith("тип", StringComparison.Ordinal) || caption.StartsWith("вид ", StringComparison.Ordinal) => Field.Kind,
        _ when LocalityWord().IsMatch(caption) => Field.Locality,
        _ when PupilsWord().IsMatch(caption) => Field.Pupils,
        _ when caption.StartsWith("примечан", StringComparison.Ordinal) => Field.Note,
        _ when caption is "статус" or "состояние" => Field.Status,
        _ when caption.Contains("адрес", StringComparison.Ordinal) => Field.Address,
        _ when Captions.RoleOf(caption) == ColumnRole.Municipality => Field.Municipality,
        _ when Captions.RoleOf(caption) == ColumnRole.School => Field.Name,
        _ => null,
    };

    private static ReadSchool? ReadRow(SheetInfo sheet, SheetRow row, Dictionary<Field, int> columns, bool closedSheet, FindingList findings)
    {
        string? Text(Field field) => columns.TryGetValue(field, out var column) && row.Text(column) is { Length: > 0 } text ? text : null;
        string? Letter(Field field) => columns.TryGetValue(field, out var column) ? ColumnLetters.Of(column) : null;
        var full = Text(Field.FullName) ?? Text(Field.Name);
        var brief = Text(Field.ShortName);
        if (full is null && brief is null || TotalWords().IsMatch(Words.Plain(full ?? brief!)))
            return null;
        var name = brief ?? full!;
        var inn = Text(Field.Inn)?.Replace(" ", "", StringComparison.Ordinal);
        if (inn is not null && !InnNumber.IsValid(inn))
            findings.Warn(SchoolFindingCodes.InnInvalid, $"Строка {row.Number}, «{Words.Short(name)}»: ИНН не проходит проверку контрольной цифры.",
                sheet.Name, row.Number, Letter(Field.Inn), inn, "10 цифр с верной контрольной цифрой", "Проверьте ИНН.");
        var login = Text(Field.Login)?.ToLowerInvariant();
        var pupils = PupilsOf(sheet, row, columns, name, findings);
        var note = Text(Field.Note);
        var closedByWords = ClosedWords().IsMatch(Words.Plain($"{note} {Text(Field.Status)}"));
        var settlement = Text(Field.Settlement);
        return new ReadSchool(sheet.Name, row.Number, full, brief, inn, login, Text(Field.Kind), Text(Field.Locality) ?? settlement, pupils, note,
            closedSheet || closedByWords && (pupils ?? 0) == 0, Text(Field.Municipality), Text(Field.Address),
            CodeOf(sheet, row, columns, name, findings), settlement, OpenedOnOf(sheet, row, columns, name, findings), GradesOf(sheet, row, columns, name, findings));
    }

    private static int? PupilsOf(SheetInfo sheet, SheetRow row, Dictionary<Field, int> columns, string name, FindingList findings)
    {
        if (!columns.TryGetValue(Field.Pupils, out var column) || row[column].IsBlank)
            return null;
        if (CellNumbers.TryParse(row.Text(column), out var number, out _) && number >= 0 && number < 100_000 && number == Math.Floor(number))
            return (int)number;
        findings.Error(SchoolFindingCodes.PupilsUnreadable, $"Строка {row.Number}, «{Words.Short(name)}»: численность обучающихся не читается.",
            sheet.Name, row.Number, ColumnLetters.Of(column), row.Text(column), "целое число, ноль или больше", "Исправьте ячейку и загрузите файл снова.");
        return null;
    }

    private static string? CodeOf(SheetInfo sheet, SheetRow row, Dictionary<Field, int> columns, string name, FindingList findings)
    {
        if (!columns.TryGetValue(Field.Code, out var column) || row.Text(column) is not { Length: > 0 } text)
            return null;
        if (text.Length <= LongestCode && text.All(char.IsAsciiDigit))
            return text;
        findings.Warn(SchoolFindingCodes.CodeInvalid, $"Строка {row.Number}, «{Words.Short(name)}»: код школы не из цифр; он не принят.",
            sheet.Name, row.Number, ColumnLetters.Of(column), text, $"до {LongestCode} цифр", "Проверьте код.");
        return null;
    }

    private static DateOnly? OpenedOnOf(SheetInfo sheet, SheetRow row, Dictionary<Field, int> columns, string name, FindingList findings)
    {
        if (!columns.TryGetValue(Field.OpenedOn, out var column) || row.Text(column) is not { Length: > 0 } text)
            return null;
        if (row[column].AsDate is { } date || DateOnly.TryParseExact(text, "d.M.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            return date;
        findings.Error(SchoolFindingCodes.OpenedOnUnreadable, $"Строка {row.Number}, «{Words.Short(name)}»: дата открытия не читается.",
            sheet.Name, row.Number, ColumnLetters.Of(column), text, "дата вида 01.09.2015", "Исправьте ячейку и загрузите файл снова.");
        return null;
    }

    /// <summary>«1–11», «1–9 классы», «1–4, 10–11».</summary>
    private static (bool Basic, bool Secondary)? GradesOf(SheetInfo sheet, SheetRow row, Dictionary<Field, int> columns, string name, FindingList findings)
    {
        if (!columns.TryGetValue(Field.Grades, out var column) || row.Text(column) is not { Length: > 0 } text)
            return null;
        var spans = GradeSpan().Matches(Words.Plain(text)).Select(m => (From: int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture), To: int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture))).ToList();
        if (spans.Count > 0 && spans.TrueForAll(span => span.From >= 1 && span.From <= span.To && span.To <= 12))
            return (spans.Exists(span => span.From <= 5 && span.To >= 5), spans.Exists(span => span.To >= 10));
        findings.Warn(SchoolFindingCodes.GradesUnreadable, $"Строка {row.Number}, «{Words.Short(name)}»: классы не читаются; приняты обычные для вида школы.",
            sheet.Name, row.Number, ColumnLetters.Of(column), text, "«1–4», «1–9», «1–11» или «10–11»", "Проверьте классы на карточке школы.");
        return null;
    }

    private static void ReportRepeats(List<ReadSchool> schools, FindingList findings)
    {
        void Report(string what, string code, Func<ReadSchool, string?> key)
        {
            foreach (var group in schools.Where(school => key(school) is not null).GroupBy(key).Where(group => group.Count() > 1))
                findings.Error(code, $"{what} {group.Key} указан у нескольких школ: строки {string.Join(", ", group.Select(school => school.Row))}.",
                    group.First().Sheet, group.Last().Row, found: group.Key, expected: "у каждой школы свой", action: "Оставьте одну строку или исправьте номер.");
        }
        Report("ИНН", SchoolFindingCodes.InnTwice, school => school.Inn);
        Report("Логин", SchoolFindingCodes.LoginTwice, school => school.Login);
        Report("Код", SchoolFindingCodes.CodeTwice, school => school.Code);
    }

    [GeneratedRegex(@"закрыт|ликвидир|реорганизован|присоединен|недейств|прекрат|архив")]
    private static partial Regex ClosedWords();

    [GeneratedRegex(@"^(?:всего|итого)\b")]
    private static partial Regex TotalWords();

    [GeneratedRegex(@"\b(?:оо|оу|школ\w*|регион\w*|организаци\w*|учреждени\w*)\b")]
    private static partial Regex CodeWord();

    [GeneratedRegex(@"(?<!\d)(\d{1,2}) ?- ?(\d{1,2})(?!\d)")]
    private static partial Regex GradeSpan();

    [GeneratedRegex(@"\bинн\b")]
    private static partial Regex InnWord();

    [GeneratedRegex(@"наименован|назван")]
    private static partial Regex NameWord();

    [GeneratedRegex(@"кратк|сокращен|короткое")]
    private static partial Regex ShortWord();

    [GeneratedRegex(@"местност|местоположен|населенн|город.*село")]
    private static partial Regex LocalityWord();

    [GeneratedRegex(@"численност|контингент|обучающихся|учащихся|учеников")]
    private static partial Regex PupilsWord();
}
