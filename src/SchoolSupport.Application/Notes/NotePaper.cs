using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>A note as an official paper: the same value is shown on the page and written as DOCX, PDF and XLSX.</summary>
public static class NotePaper
{
    private const string Kind = "АНАЛИТИЧЕСКАЯ СПРАВКА";
    private const string Draft = "Проект";
    private const string ForPublication = "Издание для публикации";

    /// <summary>A stored note with its edits, and with its number and date once it is approved.</summary>
    public static OfficialDocument Of(StoredNote note) => Of(note.Head, note.Edition, note.IsDraft,
        note.Row.DatedOn is { } date ? new RegistrationLine(PaperWords.Text(RussianText.LongDate(date)), PaperWords.Text($"№ {note.Row.DocumentNumber}")) : PaperWords.Registration(note.Row.StartedOn),
        [.. note.Sections.Select(section => (section.Generated, section.Printed.ToArray()))]);

    /// <summary>A note that nobody stored.</summary>
    public static OfficialDocument Of(NoteMaterial made, ReportEdition edition, DateOnly today) => Of(made.Head, edition, true, PaperWords.Registration(today),
        [.. made.Of(edition).Select(section => (section, section.Blocks.Select(block => block.Block).ToArray()))]);

    private static OfficialDocument Of(NoteHead head, ReportEdition edition, bool isDraft, RegistrationLine registration, IReadOnlyList<(NoteSection Section, DocumentBlock[] Blocks)> sections)
    {
        var isPublic = edition == ReportEdition.Publication;
        var printed = sections.Where(section => section.Blocks.Length > 0).ToArray();
        return new OfficialDocument
        {
            Title = head.Title,
            Kind = Kind,
            TitleLines = head.TitleLines,
            Authority = head.Authority,
            Registration = registration,
            Stamp = isPublic ? (isDraft ? Draft : null) : head.Stamp,
            EditionMark = isPublic ? ForPublication : isDraft ? Draft : null,
            Sections = PaperWords.Numbered(printed.Where(section => !section.Section.IsAppendix).Select(section => new DocumentSection(section.Section.Heading, section.Blocks))),
            Signature = head.Signature,
            Executor = head.Executor,
            Appendices = [.. Appendices([.. printed.Where(section => section.Section.IsAppendix)])],
        };
    }

    private static IEnumerable<DocumentSection> Appendices(IReadOnlyList<(NoteSection Section, DocumentBlock[] Blocks)> appendices) =>
        appendices.Select((appendix, i) => new DocumentSection(appendix.Section.Heading, appendix.Blocks)
        {
            Landscape = appendix.Section.Landscape, Mark = PaperWords.Text(appendices.Count == 1 ? "Приложение к аналитической справке" : $"Приложение {i + 1} к аналитической справке"),
        });
}
