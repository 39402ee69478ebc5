using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Application.Assessments;

/// <summary>An assessment procedure of the tenant's catalogue (domain reference, section 5.1). The code is stable, the name is a label.</summary>
public sealed class Procedure : TenantRow
{
    public const int CodeMaxLength = 60;
    public const int NameMaxLength = 200;

    public required string Code { get; init; }

    /// <summary>«ВПР, математика, 5 класс».</summary>
    public required string Name { get; set; }
    public required ExamFamily Family { get; set; }
    public required string Subject { get; set; }
    public int? Grade { get; set; }
    public int SortOrder { get; set; }
    public bool IsActive { get; set; } = true;
}

/// <summary>What holds for a procedure in one academic year: whether it was held, its scale, its minimum.</summary>
public sealed class ProcedureYear : TenantRow
{
    public required Guid ProcedureId { get; init; }

    /// <summary>Start year of the academic year.</summary>
    public required int Year { get; init; }

    /// <summary>False when it was cancelled everywhere: then it applies to no school.</summary>
    public bool WasHeld { get; set; } = true;
    public int? MaxScore { get; set; }

    /// <summary>The last primary score that still is «2».</summary>
    public int? LastOf2 { get; set; }
    public int? LastOf3 { get; set; }
    public int? LastOf4 { get; set; }

    /// <summary>The lowest score that passes (ОГЭ, ЕГЭ).</summary>
    public int? MinimumScore { get; set; }
    public string Source { get; set; } = "";
}
