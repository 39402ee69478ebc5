using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>A programme or plan through all of its versions; a school's own roadmap is a programme of that school.</summary>
public sealed class SupportProgram : TenantRow
{
    public const int TitleMaxLength = 500;

    /// <summary>Set for a school's own programme.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The municipal programme that a school's own one belongs to.</summary>
    public Guid? ParentId { get; init; }
    public required string Title { get; set; }
    public required string SearchText { get; set; }

    /// <summary>«программа», «план мероприятий», «дорожная карта», «модель» (domain reference, 2.1 row 3): a code of <c>DocumentKind</c>.</summary>
    public required string DocumentKind { get; set; }

    /// <summary>Null when the document gives no term.</summary>
    public DateOnly? PeriodFrom { get; set; }
    public DateOnly? PeriodTo { get; set; }

    /// <summary>Reporting goes by academic years: «в течение года» then means 1 September – 31 August.</summary>
    public bool AcademicPlan { get; set; }

    /// <summary>«ОО» or «ОУ» as this document says it.</summary>
    public required string SchoolTerm { get; set; }
    public string? TemplateCode { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>In the recycle bin since.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

public sealed class ProgramVersion : TenantRow
{
    public const int NoteMaxLength = 2000;

    public required Guid ProgramId { get; init; }
    public required int Number { get; init; }
    public VersionStatus Status { get; set; }
    public required string Title { get; set; }

    /// <summary>Passport, directions, stages, managerial measures, expected results: JSON of <see cref="ProgramContent"/>.</summary>
    public string Content { get; set; } = "{}";
    public Guid? BasedOnId { get; init; }

    /// <summary>What this version changes, in the author's words.</summary>
    public string ChangeNote { get; set; } = "";
    public DateTimeOffset? SentAt { get; set; }
    public Guid? SentBy { get; set; }

    /// <summary>Date of the approving order.</summary>
    public DateOnly? ApprovedOn { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public Guid? ApprovedBy { get; set; }
    public Guid? OrderId { get; set; }
    public string? ReturnComment { get; set; }
    public DateTimeOffset? SupersededAt { get; set; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An order («приказ», «распоряжение», «постановление») with its items (domain reference, 2.7).</summary>
public sealed class ProgramOrder : TenantRow
{
    public const int NumberMaxLength = 50;
    public const int TitleMaxLength = 500;

    public required Guid ProgramId { get; init; }

    /// <summary>As printed: «4/1», «280-36»; empty while the order is only prepared.</summary>
    public required string Number { get; set; }
    public DateOnly? DatedOn { get; set; }
    public required string Title { get; set; }
    public required string Issuer { get; set; }

    /// <summary>Preamble, items, attachments, executors, control, distribution: JSON of <see cref="OrderDetails"/>.</summary>
    public string Details { get; set; } = "{}";
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What an order approves.</summary>
public sealed class ProgramOrderLink : TenantRow
{
    public required Guid OrderId { get; init; }
    public required OrderSubject Approves { get; init; }
    public Guid? VersionId { get; init; }
    public Guid? RoadmapLineId { get; init; }
}

/// <summary>A school takes part from a date, in a group, for a reason.</summary>
public sealed class ProgramParticipant : TenantRow
{
    public const int ReasonMaxLength = 500;

    public required Guid ProgramId { get; init; }
    public required Guid SchoolId { get; init; }

    /// <summary>A code of <c>SchoolGroupKind</c>, or empty.</summary>
    public string GroupCode { get; set; } = "";
    public string Reason { get; set; } = "";
    public required DateOnly FromDate { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? ToDate { get; set; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
