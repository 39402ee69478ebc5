using SchoolSupport.Application.Assessments;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>A button that posts one action of an upload.</summary>
/// <param name="Action">Last part of the address: confirm, withdraw, read-again.</param>
public sealed record UploadPost(UploadPage Page, string Action, string Words, bool IsMain = false);

internal static class QuestionWords
{
    public static string Of(ReadingQuestion question) => question switch
    {
        ReadingQuestion.Year => "Учебный год: в файле его нет или он назван по-разному.",
        ReadingQuestion.Procedure => "Процедура: в файле не названы предмет или класс.",
        ReadingQuestion.Municipality => "Муниципалитет: в файле нет строк с названием вашего муниципалитета.",
        _ => "Шкала отметок: для этой процедуры и года её нет в справочнике. Добавьте шкалу в настройках и прочитайте файл ещё раз.",
    };
}

internal static class ReceiptWords
{
    /// <summary>«Новых 12, изменено 3, без изменений 9.»; empty parts are left out.</summary>
    public static string Of(UploadReceipt? receipt)
    {
        if (receipt is null)
            return "";
        var parts = new[]
        {
            Part("новых", receipt.Added), Part("изменено", receipt.Changed), Part("дополнено", receipt.Enriched), Part("без изменений", receipt.Same),
            Part("сравнений с журналом", receipt.Comparisons), Part("обезличенных строк участников", receipt.Pupils),
        }.OfType<string>().ToList();
        return parts.Count == 0 ? "Строк для сохранения не было." : char.ToUpperInvariant(parts[0][0]) + string.Join(", ", parts)[1..] + ".";
    }

    private static string? Part(string words, int count) => count == 0 ? null : $"{words} {RussianText.Number(count)}";
}
