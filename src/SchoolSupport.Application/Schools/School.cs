using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Schools;

/// <summary>A school of the tenant's register (domain reference, section 4.1).</summary>
public sealed class School : TenantRow
{
    public const int NameMaxLength = 500;
    public const int SettlementMaxLength = 200;
    public const int NoteMaxLength = 2000;

    public required string FullName { get; set; }
    public required string ShortName { get; set; }

    /// <summary>Short name without the legal form, ё = е: what lists are sorted by (numbers as numbers).</summary>
    public string SortName { get; set; } = "";

    /// <summary>Lower-case, ё = е: names, ИНН, login, code and aliases, for the search field.</summary>
    public string SearchText { get; set; } = "";
    public required SchoolKind Kind { get; set; }
    public bool IsUrban { get; set; }
    public string Settlement { get; set; } = "";
    public string? Inn { get; set; }
    public string? Login { get; set; }

    /// <summary>The regional centre's code of the school, the «138049» of «138049 - МБОУ СОШ 1».</summary>
    public string? Code { get; set; }
    public int? Pupils { get; set; }

    /// <summary>Grades 5–9 are taught: ВПР of grades 5 and 6 and ОГЭ apply.</summary>
    public bool TeachesBasic { get; set; } = true;

    /// <summary>Grades 10–11 are taught: ЕГЭ applies.</summary>
    public bool TeachesSecondary { get; set; }
    public DateOnly? OpenedOn { get; set; }

    /// <summary>First day on which the school no longer exists.</summary>
    public DateOnly? ClosedOn { get; set; }
    public Guid? SuccessorId { get; set; }

    /// <summary>After a reorganisation: add its past results to the successor's («объединить»); default is «не учитывать».</summary>
    public bool CountWithSuccessor { get; set; }
    public string Note { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The school existed for at least a day of the year.</summary>
    public bool ExistedIn(AcademicYear year) =>
        (OpenedOn is not { } opened || opened <= year.LastDay) && (ClosedOn is not { } closed || closed > year.FirstDay);
}

/// <summary>A spelling that someone confirmed to be this school.</summary>
public sealed class SchoolAlias : TenantRow
{
    public required Guid SchoolId { get; init; }
    public required string Name { get; init; }
    public required string Normalized { get; init; }

    /// <summary>«загрузка № 14», «реестр», «вручную»: where the confirmation came from.</summary>
    public required string Source { get; init; }
    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Membership in a group of section 4.2: many-to-many, dated, with basis.</summary>
public sealed class SchoolGroup : TenantRow
{
    public required Guid SchoolId { get; init; }
    public required string GroupCode { get; init; }
    public required DateOnly FromDate { get; init; }
    public DateOnly? ToDate { get; set; }
    public required string Basis { get; init; }
    public string Reason { get; init; } = "";
    public Guid? CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
