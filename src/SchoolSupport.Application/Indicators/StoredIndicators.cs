using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>A version of a programme's indicator as the department defined or changed it; it never changes, the newest holds.</summary>
public sealed class StoredIndicator : TenantRow
{
    public const int CommentMaxLength = 1000;

    public required Guid ProgramId { get; init; }
    public required string Code { get; init; }
    public required int Number { get; init; }

    /// <summary>An <see cref="IndicatorDefinition"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>The programme is no longer judged by it; a later version can bring it back.</summary>
    public bool IsWithdrawn { get; init; }
    public string Comment { get; init; } = "";
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public IndicatorDefinition Definition => ProgramJson.Read<IndicatorDefinition>(Content) with { Version = Number };
}

/// <summary>A computation of all indicators of the tenant that changed something; one that changes nothing only confirms the last one.</summary>
public sealed class IndicatorRun : TenantRow
{
    public required int Number { get; init; }
    public required int ValueCount { get; init; }

    /// <summary>Values that are new or differ from the run before.</summary>
    public required int ChangedCount { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>When the values were last found to be as they are stored.</summary>
    public DateTimeOffset CheckedAt { get; set; }
    public Guid? CreatedBy { get; init; }
    public required string CreatedRole { get; init; }
}

/// <summary>A computed value; numbers are exact fractions as text («275/4»), null: not known.</summary>
public sealed class StoredIndicatorValue
{
    public required Guid ProgramId { get; init; }
    public required string Code { get; init; }
    public required string Line { get; init; }
    public required string Period { get; init; }

    /// <summary>Start of the academic year of the period.</summary>
    public required int Year { get; init; }

    /// <summary>The run that gave the value as it is.</summary>
    public required Guid RunId { get; init; }
    public required IndicatorSource Source { get; init; }
    public string? Value { get; init; }
    public string? Numerator { get; init; }
    public string? Denominator { get; init; }
    public string? Base { get; init; }

    /// <summary>Schools whose data are missing; Guid.Empty for the department.</summary>
    public required Guid[] Missing { get; init; }
}
