using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Notes;

/// <param name="Kind">Only notes of this kind; null: all.</param>
public sealed record NotesPage(IReadOnlyList<NoteRow> Rows, NoteKind? Kind, bool MayEdit);

/// <param name="MadeAt">When its data were read, in the tenant's time.</param>
public sealed record NoteRow(Guid Id, NoteKind Kind, MonitoringPeriod Period, int EditionNumber, NoteState State, string Number, DateOnly? DatedOn, string MadeAt);

/// <summary>The choice of kind and period, and what the note would stand on.</summary>
/// <param name="Material">Null until kind and period are chosen.</param>
/// <param name="Draft">A draft of the very note that is there already.</param>
public sealed record NewNotePage(NewNoteForm Form, NoteKind? Kind, MonitoringPeriod? Period, IReadOnlyList<MonitoringPeriod> Periods, IReadOnlyList<SelectChoice> Programs, NoteMaterial? Material, Guid? Draft);

/// <param name="Value">Empty for none.</param>
public sealed record SelectChoice(string Value, string Label);

/// <summary>A note as paper.</summary>
/// <param name="Document">What files print.</param>
public sealed record NotePage(
    StoredNote Note, OfficialDocument Document, MonitoringPeriod Period, IReadOnlyList<NoteSource> Sources, string MadeAt, string? ApprovedBy, IReadOnlyList<HistoryRow> History,
    IReadOnlyList<NoteRow> Editions, Func<DateTimeOffset, string> Time, bool MayEdit, bool MayApprove, bool MayRevise, bool CanPrintPdf)
{
    public Guid Id => Note.Row.Id;

    public bool IsPublic => Note.Edition == ReportEdition.Publication;

    public string Title => $"{NoteKinds.Of(Note.Row.Kind).Title}, {Period.Title}";

    /// <summary>Places of the edition for publication that tell of single people.</summary>
    public IReadOnlyList<PublicDoubt> Doubts { get; } = PublicWords.DoubtsOf(Note);

    public static string Address(Guid id, ReportEdition edition) => $"/monitoring/notes/{id}{(edition == ReportEdition.Publication ? "?edition=publication" : "")}";

    public string FileAt(ReportEdition edition, ReportFormat format) => $"/monitoring/notes/{Id}/file?edition={ReportService.CodeOf(edition)}&format={ReportService.CodeOf(format)}";

    public string EditAt(StoredSection section) => $"/monitoring/notes/{Id}/sections/{section.Generated.Key}?edition={ReportService.CodeOf(Note.Edition)}";
}

/// <summary>A section on the screen with what may be done about its paragraphs.</summary>
public sealed record NoteSectionView(NotePage Page, StoredSection Section, string Heading, string? Mark);

/// <summary>The texts of a section to be written.</summary>
public sealed record NoteSectionPage(StoredNote Note, StoredSection Section, NoteSectionForm Form, string Title)
{
    public string Address => $"/monitoring/notes/{Note.Row.Id}/sections/{Section.Generated.Key}?edition={ReportService.CodeOf(Note.Edition)}";

    public bool IsPublic => Note.Edition == ReportEdition.Publication;

    /// <summary>The block of a text of the form; null for what a person adds.</summary>
    public StoredBlock? BlockOf(string? key) => Section.Blocks.FirstOrDefault(block => block.Key == key);

    /// <summary>Lines of the field: about what the text needs.</summary>
    public static int Rows(string? text) => Math.Clamp(((text?.Length ?? 0) / 90) + (text?.Count(c => c == '\n') ?? 0) + 1, 2, 14);
}

/// <param name="Doubts">Of the edition for publication: approving freezes it too.</param>
public sealed record ApproveNotePage(StoredNote Note, ApproveNoteForm Form, IReadOnlyList<string> Blockers, IReadOnlyList<NoteSource> Missing, IReadOnlyList<PublicDoubt> Doubts, string Title);

public sealed record NoteNoPdfPage(Guid Id, ReportEdition Edition, string Reason)
{
    public string FileAt(ReportFormat format) => $"/monitoring/notes/{Id}/file?edition={ReportService.CodeOf(Edition)}&format={ReportService.CodeOf(format)}";
}
