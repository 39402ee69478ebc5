using SchoolSupport.Application.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Words of the uploads' pages, in one place.</summary>
public static class UploadWords
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Shape and word of a state.</summary>
    public static (MarkKind Kind, string Words) Mark(UploadStatus status, int errors, int unmatched) => status switch
    {
        UploadStatus.Waiting or UploadStatus.Reading => (MarkKind.InWork, "читается"),
        UploadStatus.NeedsAnswers => (MarkKind.NeedsClarifying, "нужен ответ"),
        UploadStatus.Preview when errors > 0 || unmatched > 0 => (MarkKind.Error, "есть ошибки"),
        UploadStatus.Preview => (MarkKind.NotStarted, "ждёт сохранения"),
        UploadStatus.Committing => (MarkKind.InWork, "сохраняется"),
        UploadStatus.Committed => (MarkKind.Done, "сохранена"),
        UploadStatus.Refused => (MarkKind.Error, "не прочитана"),
        UploadStatus.Returned => (MarkKind.NeedsClarifying, "возвращена"),
        UploadStatus.Withdrawn => (MarkKind.Cancelled, "отозвана"),
        _ => (MarkKind.Error, "сбой системы"),
    };

    /// <summary>«2 ошибки, 3 предупреждения»; «замечаний нет».</summary>
    public static string Counts(int errors, int warnings)
    {
        var parts = new List<string>();
        if (errors > 0)
            parts.Add(RussianText.Count(errors, "ошибка", "ошибки", "ошибок"));
        if (warnings > 0)
            parts.Add(RussianText.Count(warnings, "предупреждение", "предупреждения", "предупреждений"));
        return parts.Count == 0 ? "замечаний нет" : string.Join(", ", parts);
    }

    /// <summary>«№ 14».</summary>
    public static string Number(int number) => $"№{RussianText.NoBreakSpace}{number}";

    /// <summary>As lists show a school: without the legal form.</summary>
    public static string School(string shortName) => RussianText.Nbsp(NaturalKey.Title(shortName));

    /// <summary>«лист „Математика“, строка 17, столбец F».</summary>
    public static string Place(string? sheet, int? row, string? column)
    {
        var parts = new List<string>();
        if (sheet is not null)
            parts.Add($"лист «{sheet}»");
        if (row is not null)
            parts.Add($"строка{RussianText.NoBreakSpace}{row}");
        if (column is not null)
            parts.Add($"столбец{RussianText.NoBreakSpace}{column}");
        return parts.Count == 0 ? "файл целиком" : string.Join(", ", parts);
    }

    public static string Year(int? startYear) => startYear is > 0 and var year ? new AcademicYear(year).ToString() : "не указан";
}
