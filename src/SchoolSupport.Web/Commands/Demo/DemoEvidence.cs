using System.Security.Cryptography;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>Small papers that open in Word and Excel and say what they prove; everybody in them is fictional.</summary>
internal static class DemoEvidence
{
    /// <param name="kind">A code of <see cref="ArtefactKind"/>.</param>
    /// <param name="school">Null: a paper of the department.</param>
    public static NewEvidence Paper(string kind, Tenant tenant, string? school, string measure, DateOnly date)
    {
        var name = char.ToUpper(ArtefactKind.Find(kind)!.Name[0], RussianText.Culture) + ArtefactKind.Find(kind)!.Name[1..];
        var title = $"{name.Split(' ')[0]} от {RussianText.ShortDate(date)}";
        return kind is "list" or "plan"
            ? new NewEvidence(kind, title, null, $"{title}.xlsx", Table(name, measure, date))
            : new NewEvidence(kind, title, null, $"{title}.docx", Text(name, tenant, school, measure, date));
    }

    public static NewEvidence Link(Tenant tenant, string measure, int number) =>
        new(NewEvidence.OtherKind, $"Новость на сайте: {(measure.Length <= 60 ? measure : measure[..60] + "…")}", $"https://{tenant.Code}.example/news/{number}", null, null);

    /// <summary>The same as rows, dated like the report that they belong to.</summary>
    public static (ExecutionEvidence Row, EvidenceContent? Content) Stored(NewEvidence item, ExecutionReport report)
    {
        var row = new ExecutionEvidence
        {
            ReportId = report.Id, Kind = item.Kind, Title = item.Title, Url = item.Url, FileName = item.FileName, ContentType = item.Content is { } bytes ? EvidenceFormat.Detect(bytes)!.ContentType : null,
            ByteSize = item.Content?.LongLength, Sha256 = item.Content is null ? null : Convert.ToHexStringLower(SHA256.HashData(item.Content)),
            CreatedBy = report.ReportedBy, CreatedAt = report.ReportedAt,
        };
        return (row, item.Content is null ? null : new EvidenceContent { EvidenceId = row.Id, Content = item.Content });
    }

    private static byte[] Text(string name, Tenant tenant, string? school, string measure, DateOnly date) => OfficialDocumentDocxWriter.Write(new OfficialDocument
    {
        Title = name, Kind = name.ToUpper(RussianText.Culture), TitleLines = [measure],
        Authority = school is null ? [tenant.AdministrationName, tenant.AuthorityName] : [tenant.AuthorityName, school],
        Registration = new RegistrationLine(RussianText.ShortDate(date), $"{date.DayOfYear}-д"),
        Sections =
        [
            new DocumentSection("", [new Paragraph($"Документ подготовлен по мероприятию «{measure}». Работа выполнена в срок, её итоги рассмотрены и приняты."),
                new NumberedList(["Рассмотрены сведения за отчётный период.", "Намечены шаги на следующий период.", "Ответственные назначены."])]),
        ],
        Signature = new Signature(school is null ? $"Начальник {tenant.AuthorityGenitive}" : "Директор школы", "подпись"),
    });

    private static byte[] Table(string name, string measure, DateOnly date) => WorkbookWriter.Write(name, new ListSheet("Лист1",
        [new TableColumn("№ п/п"), new TableColumn("Содержание работы"), new TableColumn("Срок")],
        ((string[])[measure, "Проверка хода работы", "Подведение итогов"]).Select((text, index) =>
            (IReadOnlyList<TableCell>)[index + 1, text, RussianText.ShortDate(date.AddDays(index * 14))])));
}
