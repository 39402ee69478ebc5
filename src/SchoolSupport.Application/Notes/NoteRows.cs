using SchoolSupport.Application.Persistence;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>The numbers are stored; do not renumber.</summary>
public enum NoteState { Draft = 1, Approved = 2 }

/// <summary>An analytical note of a period. Approved it never changes; what is put right later is its next edition.</summary>
public sealed class AnalyticalNote : TenantRow
{
    public const int NumberMaxLength = 50;
    public const int SignatureMaxLength = 200;

    public required NoteKind Kind { get; init; }

    /// <summary>Key of <see cref="Domain.Indicators.Campaigns.MonitoringPeriod"/>.</summary>
    public required string Period { get; init; }

    /// <summary>Whose indicators and measures it tells; null where the department has no programme for them.</summary>
    public Guid? ProgramId { get; init; }

    /// <summary>1, 2, 3… of the same kind and period.</summary>
    public required int EditionNumber { get; init; }
    public NoteState State { get; set; } = NoteState.Draft;

    /// <summary>JSON of <see cref="NoteHead"/>.</summary>
    public required string Head { get; set; }

    /// <summary>JSON of <see cref="NoteSource"/>s: what data it stands on, and what is missing.</summary>
    public required string Sources { get; set; }

    /// <summary>The day from which terms of decisions are counted; refreshing the data keeps it.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>When the data were read.</summary>
    public required DateTimeOffset MadeAt { get; set; }
    public string DocumentNumber { get; set; } = "";
    public DateOnly? DatedOn { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public Guid? ApprovedBy { get; set; }
    public string? ApprovedRole { get; set; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A section of one edition as it was generated; edits are rows of their own beside it.</summary>
public sealed class NoteSectionRow : TenantRow
{
    public required Guid NoteId { get; init; }
    public required ReportEdition Edition { get; init; }

    /// <summary>Of the <see cref="NoteSection"/>.</summary>
    public required string Key { get; init; }
    public required int Place { get; set; }

    /// <summary>JSON of <see cref="NoteSection"/>; without blocks when the data no longer give the section and only edits of it are left.</summary>
    public required string Generated { get; set; }

    /// <summary>When a person last changed its text: two windows upon one section meet here.</summary>
    public DateTimeOffset? EditedAt { get; set; }
}

/// <summary>A person's words in the place of a generated paragraph, or added at the end of a section.</summary>
public sealed class NoteEdit : TenantRow
{
    public const int WordingMaxLength = 10_000;

    public required Guid NoteId { get; init; }
    public required Guid SectionId { get; init; }

    /// <summary>Key of the <see cref="NoteBlock"/>, or <see cref="NoteSection.Added"/>.</summary>
    public required string Block { get; init; }

    /// <summary>Empty: the paragraph is left out.</summary>
    public required string Wording { get; set; }

    /// <summary>The generated text that the person wrote over; when the data give another one, the person is asked again.</summary>
    public required string Calculated { get; set; }
    public Guid? EditedBy { get; set; }
    public required string EditedRole { get; set; }
    public required DateTimeOffset EditedAt { get; set; }
}

/// <summary>What a note stands on.</summary>
/// <param name="What">«Список школ с низкими результатами».</param>
/// <param name="Words">«расчёт № 3, утверждён», «нет данных».</param>
/// <param name="Href">Where it can be looked at or filled in; null where there is no such page.</param>
public sealed record NoteSource(string What, string Words, bool IsMissing, string? Href);

/// <summary>A note of one edition with the words that people put in.</summary>
public sealed record StoredNote(AnalyticalNote Row, ReportEdition Edition, NoteHead Head, IReadOnlyList<StoredSection> Sections)
{
    public bool IsDraft => Row.State == NoteState.Draft;

    /// <summary>Edits whose data changed since, and edits of paragraphs that are no longer there.</summary>
    public IEnumerable<StoredBlock> Stale => Sections.SelectMany(section => section.Blocks).Where(block => block.IsStale);
}

public sealed record StoredSection(NoteSectionRow Row, NoteSection Generated, IReadOnlyList<StoredBlock> Blocks)
{
    /// <summary>As it is printed: a person's words in the place of generated ones.</summary>
    public IEnumerable<DocumentBlock> Printed => Blocks.SelectMany(block => block.Printed);
}

/// <param name="Generated">Null for what a person added, and for a paragraph that the data no longer give.</param>
/// <param name="Edit">Null: printed as generated.</param>
public sealed record StoredBlock(string Key, NoteBlock? Generated, NoteEdit? Edit)
{
    /// <summary>The text as it stands; null for tables and pictures.</summary>
    public string? Text => Edit?.Wording ?? Generated?.Text;

    public bool IsAdded => Key == NoteSection.Added;

    /// <summary>The paragraph was written over, and the data behind it have changed since.</summary>
    public bool IsStale => Edit is not null && !IsAdded && (Generated?.Text ?? "") != Edit.Calculated;

    public IEnumerable<DocumentBlock> Printed => (Edit, Generated) switch
    {
        (null, { } block) => [block.Block],
        ({ } edit, { } block) => block.Saying(edit.Wording),
        ({ } edit, null) => new NoteBlock(Key, new Paragraph("")).Saying(edit.Wording),
        _ => [],
    };
}
