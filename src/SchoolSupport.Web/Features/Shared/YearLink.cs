using Microsoft.AspNetCore.WebUtilities;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

public static class YearLink
{
    /// <summary>
    /// The same page in another academic year: path and query are kept, but for the page of a list. After a refused
    /// POST the address can still be opened, as forms are shown and posted at the same path.
    /// </summary>
    public static string For(HttpRequest request, AcademicYear year)
    {
        var kept = request.Query.Where(pair => pair.Key is not (PageYear.Parameter or "page"));
        var address = QueryHelpers.AddQueryString(request.PathBase + request.Path, kept);
        return QueryHelpers.AddQueryString(address, PageYear.Parameter, year.Slug);
    }
}
