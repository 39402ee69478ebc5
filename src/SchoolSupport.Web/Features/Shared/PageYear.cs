using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>
/// The academic year that the page shows: <c>?year=2024-2025</c>, else the newest one that has
/// results, else the current one. Links inside the application
/// keep it (see <see cref="YearKeepingLink"/>), so a person stays in the year chosen on top.
/// </summary>
public sealed class PageYear(IHttpContextAccessor accessor, TimeProvider time)
{
    public const string Parameter = "year";

    /// <summary>The year chosen in the address, or null when the address names none or not a year.</summary>
    public AcademicYear? Chosen =>
        AcademicYear.TryParse(accessor.HttpContext?.Request.Query[Parameter], out var year) ? year : null;

    public AcademicYear Current => AcademicYear.Of(DateOnly.FromDateTime(time.GetLocalNow().DateTime));

    /// <summary>The newest year that the tenant has results of: lists are made from it, hence the default.</summary>
    public AcademicYear? Newest { get; set; }

    /// <summary>What the page shows when the address names no year, for pages that are not made from results; null: the newest.</summary>
    public AcademicYear? Usual { get; set; }

    public AcademicYear Value => Chosen ?? Usual ?? OfResults;

    /// <summary>For what stands on every page alike, such as the count of the inbox.</summary>
    public AcademicYear OfResults => Chosen ?? Newest ?? Current;
}
