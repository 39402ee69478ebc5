using System.Text.RegularExpressions;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Reports;

/// <summary>What every paper of the department has in common: its heading, signature and typography.</summary>
internal static partial class PaperWords
{
    /// <summary>With the no-break spaces of paper, whose typeface has no U+202F.</summary>
    public static string Text(string text) => Counted().Replace(RussianText.Paper(RussianText.Nbsp(text)), "\u00a0");

    /// <summary>The space between a number and what it counts, dates or numbers: «5 классе», «29 декабря», «3 п. п.», «в таблице 1».</summary>
    [GeneratedRegex(@"(?<=\d) (?=класс|кл\.|п\.|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)|(?<=таблиц[аеы]|рисун(ок|ке|ка)) (?=\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    public static Paragraph Paragraph(string text) => new(Text(text));

    /// <summary>A paragraph that begins with a bold word: a school's name.</summary>
    public static Paragraph Lead(string lead, string text) => new([new TextRun(Text(lead), Bold: true), new TextRun(Text(": " + text))]);

    public static IReadOnlyList<string> Authority(Tenant tenant) =>
        [.. new[] { tenant.AdministrationName, tenant.AuthorityName }.Where(line => line.Length > 0).Select(line => Text(line.ToUpper(RussianText.Culture)))];

    /// <summary>Date and number are written by hand.</summary>
    public static RegistrationLine Registration(DateOnly today) => new(Text($"«____» ______________ {today.Year} г."), Text("№ __________"));

    public static Signature Signature(Tenant tenant) => new(
        Text(tenant.HeadPosition.Length > 0 ? tenant.HeadPosition : $"Руководитель {tenant.AuthorityGenitive}"),
        tenant.HeadName.Length > 0 ? tenant.HeadName.Replace(' ', RussianText.NoBreakSpace) : "______________");

    public static IReadOnlyList<string> Executor(Tenant tenant) =>
        tenant.Executor.Length == 0
            ? [Text("Исполнитель: ______________________________"), Text("Тел. ________________")]
            : [.. ("Исполнитель: " + tenant.Executor).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Text)];

    /// <summary>«1.», «2.» … before the headings of sections, in the order in which they print.</summary>
    public static IReadOnlyList<DocumentSection> Numbered(IEnumerable<DocumentSection?> sections) =>
        [.. sections.OfType<DocumentSection>().Select((section, i) => section with { Heading = $"{i + 1}. {section.Heading}" })];
}
