using System.Collections.Concurrent;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>A version of a form, never changed.</summary>
public sealed class FormVersion : TenantRow
{
    public required string Code { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }

    /// <summary>A <see cref="FormDefinition"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>Collections opened on this day or later ask by it; null: since ever.</summary>
    public DateOnly? StartsOn { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Read once for all pages: a version never changes.</summary>
    public FormDefinition Definition
    {
        get
        {
            if (Known(Id) is { } known)
                return known;
            if (Read.Count >= MostRead)
                Read.Clear();
            return Read[Id] = ProgramJson.Read<FormDefinition>(Content) with { Version = Number };
        }
    }

    /// <summary>The definition of a version that was read before, or null. Who asks has found the id among the rows of the tenant.</summary>
    internal static FormDefinition? Known(Guid id) => Read.GetValueOrDefault(id);

    private const int MostRead = 1024;
    private static readonly ConcurrentDictionary<Guid, FormDefinition> Read = [];
}

/// <summary>The numbers are stored; do not renumber.</summary>
public enum FormDraftState { Open = 1, InForce = 2, Discarded = 3 }

/// <summary>The next version of a form while it is being written; one at a time for a form. It stays when it is finished, so that a second press of a button finds it.</summary>
public sealed class FormDraft : TenantRow
{
    public required string Code { get; init; }

    /// <summary>Number of the version that it was made from; 0: a form that was not there before.</summary>
    public required int BasedOn { get; init; }

    /// <summary>A <see cref="FormDefinition"/> as JSON.</summary>
    public required string Content { get; set; }
    public FormDraftState State { get; set; } = FormDraftState.Open;
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public FormDefinition Definition => ProgramJson.Read<FormDefinition>(Content) with { Version = BasedOn + 1 };
}

/// <summary>A collection of data from schools.</summary>
public sealed class CampaignRow : TenantRow
{
    public const int TitleMaxLength = 300;
    public const int InstructionMaxLength = 4000;

    public required string Title { get; set; }

    /// <summary>Code of <see cref="CampaignPreset"/>; null for one made by hand.</summary>
    public string? PresetCode { get; init; }

    /// <summary>Key of <see cref="MonitoringPeriod"/>.</summary>
    public required string Period { get; set; }
    public CampaignState State { get; set; } = CampaignState.Draft;
    public required DateOnly OpensOn { get; set; }

    /// <summary>The last day, itself included.</summary>
    public required DateOnly Deadline { get; set; }
    public bool AcceptsLate { get; set; } = true;
    public string Instruction { get; set; } = "";
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public Guid? ClosedBy { get; set; }

    /// <summary>A <see cref="CampaignSnapshot"/> as JSON; null while it is not closed.</summary>
    public string? Snapshot { get; set; }

    public CampaignSnapshot? Frozen => Snapshot is null ? null : ProgramJson.Read<CampaignSnapshot>(Snapshot);

    public Campaign Rules => new(State, OpensOn, Deadline, AcceptsLate);

    /// <summary>Takes over what a step of the rules decided.</summary>
    internal void Take(Campaign decided) => (State, OpensOn, Deadline) = (decided.State, decided.Opens, decided.Deadline);
}

public sealed class CampaignForm : TenantRow
{
    public required Guid CampaignId { get; init; }

    /// <summary>The version that is asked by; until the opening, that of the planned day.</summary>
    public required Guid FormId { get; set; }
    public int SortOrder { get; init; }
}

/// <summary>What one school hands in in a campaign.</summary>
public sealed class SubmissionRow : TenantRow
{
    public const int CommentMaxLength = 4000;
    public const int MostClasses = 100;

    public required Guid CampaignId { get; init; }

    /// <summary>Null: the department itself.</summary>
    public Guid? SchoolId { get; init; }
    public SubmissionState State { get; set; }
    public DateOnly? Extension { get; set; }
    public DateOnly? LeftOn { get; set; }

    /// <summary>Remarks of the last return as JSON.</summary>
    public string Remarks { get; set; } = NoRows;

    /// <summary>What the department wrote about the whole when it returned it.</summary>
    public string Comment { get; set; } = "";
    public bool IsLate { get; set; }

    /// <summary>Names of classes as JSON, for questions that are asked by class.</summary>
    public string Classes { get; set; } = NoRows;
    public DateTimeOffset? SubmittedAt { get; set; }
    public Guid? SubmittedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }

    /// <summary>When a letter last asked for it.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    // Most have none, and a page of all schools asks each of them several times.
    public IReadOnlyList<FieldRemark> RemarkList => Remarks == NoRows ? [] : ProgramJson.Read<IReadOnlyList<FieldRemark>>(Remarks);

    public IReadOnlyList<string> ClassNames => NamesOf(Classes);

    public static IReadOnlyList<string> NamesOf(string classes) => classes == NoRows ? [] : ProgramJson.Read<IReadOnlyList<string>>(classes);

    private const string NoRows = "[]";

    public Submission Rules => new(State, Extension, LeftOn, RemarkList, IsLate);

    /// <summary>A school that ceased in the middle of a collection leaves it; stored when the submission is next changed.</summary>
    public void LeaveWith(DateOnly? schoolClosedOn, DateOnly today)
    {
        if (LeftOn is null && schoolClosedOn is { } day && day <= today)
            LeftOn = day;
    }

    /// <summary>Takes over what a step of the rules decided.</summary>
    internal void Take(Submission decided)
    {
        (State, Extension, LeftOn, IsLate) = (decided.State, decided.Extension, decided.LeftOn, decided.IsLate);
        Remarks = ProgramJson.Write(decided.Remarks ?? []);
    }
}

/// <summary>One answer to one question; what it was before stands in the history.</summary>
public sealed class FormAnswer : TenantRow
{
    public required Guid SubmissionId { get; init; }
    public required string Question { get; init; }

    /// <summary>Empty for a question of the school.</summary>
    public string ClassName { get; init; } = "";
    public AnswerState State { get; set; }
    public decimal? Number { get; set; }
    public string? Text { get; set; }

    /// <summary>What was typed and could not be read; it is shown again until it is corrected.</summary>
    public string? Typed { get; set; }

    /// <summary>Why it changed so much, or what a remark is answered with.</summary>
    public string Comment { get; set; } = "";

    /// <summary>Taken over from the last time and not looked at yet.</summary>
    public bool IsPrefilled { get; set; }
    public Guid? RecordedBy { get; set; }
    public required DateTimeOffset RecordedAt { get; set; }

    public AnswerKey Key => new(Question, ClassName.Length == 0 ? null : ClassName);

    public Answer Answer => AnswerOf(State, Number, Text);

    /// <summary>An answer of its columns.</summary>
    internal static Answer AnswerOf(AnswerState state, decimal? number, string? text) => new(state, number is { } value ? Trimmed(value) : null, text);

    // The column keeps six decimals; 12 must come back as 12, not 12.000000, or it would differ from what was read.
    private static decimal Trimmed(decimal number) => number / 1.000000000000000000000000000m;
}
