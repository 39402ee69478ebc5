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
/// <param name="IsClosed">Stands on a sheet of closed schools, or its note says closed or reorganised and no pupils are left.</param>
public sealed record ReadSchool(
    string Sheet, int Row, string? FullName, string? ShortName, string? Inn, string? Login, string? Kind, string? Locality,
    int? Pupils, string? Note, bool IsClosed, string? Municipality = null, string? Address = null);

public sealed record SchoolRegisterReading(IReadOnlyList<ReadSchool> Schools, IReadOnlyList<Finding> Findings);

/// <summary>Reads the register of schools; captions in any order, several sheets.</summary>
public sealed partial class SchoolRegisterReader(WorkbookLimits limits)
{
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

    private enum Field { FullName, ShortName, Name, Inn, Login, Kind, Locality, Pupils, Note, Municipality, Address, Status }

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
        return new ReadSchool(sheet.Name, row.Number, full, brief, inn, login, Text(Field.Kind), Text(Field.Locality), pupils, note,
            closedSheet || closedByWords && (pupils ?? 0) == 0, Text(Field.Municipality), Text(Field.Address));
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
    }

    [GeneratedRegex(@"закрыт|ликвидир|реорганизован|присоединен|недейств|прекрат|архив")]
    private static partial Regex ClosedWords();

    [GeneratedRegex(@"^(?:всего|итого)\b")]
    private static partial Regex TotalWords();

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
