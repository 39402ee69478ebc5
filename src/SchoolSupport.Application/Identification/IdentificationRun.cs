using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Identification;

/// <summary>A version of the tenant's method, as data. A change makes the next version; runs keep theirs.</summary>
public sealed class StoredRuleSet : TenantRow
{
    public const int NameMaxLength = 200;
    public const int CommentMaxLength = 1000;

    public required int VersionNumber { get; init; }
    public required string Name { get; init; }

    /// <summary>JSON of the domain's rule set.</summary>
    public required string Parameters { get; init; }
    public string Comment { get; init; } = "";
    public bool IsCurrent { get; set; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A run of identification for a list year; stays as it was when data change later.</summary>
public sealed class IdentificationRun : TenantRow
{
    public required int Number { get; init; }

    /// <summary>The list year: start year of the academic year that the list is made from.</summary>
    public required int Year { get; init; }
    public required Guid RuleSetId { get; init; }
    public required int SchoolCount { get; init; }
    public required int IncludedCount { get; init; }
    public required int InsufficientCount { get; init; }

    /// <summary>SHA-256 of the facts put in: a later run on the same facts has the same hash.</summary>
    public required string InputsHash { get; init; }
    public Guid? CreatedBy { get; init; }
    public required string CreatedRole { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public Guid? ApprovedBy { get; set; }
    public string? ApprovedRole { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public string? ApprovalDocument { get; set; }
}

/// <summary>A verdict with the facts it was made from; arrays are in the rule set's order, list year first, then the year before.</summary>
public sealed class StoredVerdict
{
    public required Guid RunId { get; init; }
    public required Guid SchoolId { get; init; }
    public required string SchoolName { get; init; }
    public required short SchoolKind { get; init; }
    public required short Verdict { get; init; }
    public required short CriterionOne { get; init; }
    public required short CriterionTwo { get; init; }

    /// <summary>Low results in each of the two years by the rules of the run; null in runs made before it was kept.</summary>
    public short? StableLow { get; init; }
    public required short LowCurrent { get; init; }
    public required short LowPrevious { get; init; }
    public required short MissingCurrent { get; init; }
    public required short MissingPrevious { get; init; }

    /// <summary>Pupils to the threshold: more failures to enter, fewer to leave; null when unknown.</summary>
    public int? Margin { get; init; }
    public required short[] States { get; init; }
    public required int[] Participants { get; init; }
    public required int[] Failed { get; init; }
    public decimal?[]? Percents { get; init; }
    public required Guid?[] ResultIds { get; init; }

    /// <summary>What was added up for the verdict (a predecessor's results), in Russian; empty when nothing was.</summary>
    public string Notes { get; init; } = "";
}

/// <summary>An officer's inclusion or exclusion, with basis and reason; it stands above list and calculation.</summary>
public sealed class ManualDecision : TenantRow
{
    public const int TextMaxLength = 1000;

    public required Guid SchoolId { get; init; }
    public required int Year { get; init; }
    public required bool IsIncluded { get; init; }
    public required string Basis { get; init; }
    public required string Reason { get; init; }
    public Guid? DecidedBy { get; init; }
    public required string DecidedRole { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public Guid? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawalReason { get; set; }
}

/// <summary>The federal list (перечень ФИОКО) for a year, as it was given.</summary>
public sealed class FederalList : TenantRow
{
    public required int Year { get; init; }
    public required DateOnly ListDate { get; init; }
    public required string Source { get; init; }
    public string? FileName { get; init; }
    public bool IsCurrent { get; set; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class FederalListEntry : TenantRow
{
    public required Guid ListId { get; init; }

    /// <summary>Null until a person says which school of the register it is.</summary>
    public Guid? SchoolId { get; set; }
    public required string SchoolText { get; init; }
    public int? Row { get; init; }
}
