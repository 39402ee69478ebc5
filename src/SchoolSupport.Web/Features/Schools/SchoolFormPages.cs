using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>What the register's forms show. A missing or foreign school is null.</summary>
public sealed class SchoolFormPages(AppDbContext db)
{
    /// <summary>The form filled from the register, or as it was posted.</summary>
    public async Task<SchoolFormPage?> EditAsync(Guid id, SchoolForm? posted, IReadOnlyList<SchoolClash> clashes, CancellationToken ct) =>
        await FindAsync(id, ct) is { } school
            ? new SchoolFormPage(posted ?? SchoolForm.Of(school), id, SchoolWords.Title(school.ShortName), clashes)
            : null;

    public static SchoolFormPage New(SchoolForm? posted, IReadOnlyList<SchoolClash> clashes) =>
        new(posted ?? new SchoolForm { Levels = SchoolForm.UsualLevels }, null, "Новая школа", clashes);

    public async Task<CloseSchoolPage?> CloseAsync(Guid id, CloseSchoolForm? posted, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } school)
            return null;
        var others = await db.Schools.AsNoTracking().Where(s => s.Id != id && s.ClosedOn == null).OrderBy(s => s.SortName)
            .Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        return new CloseSchoolPage(posted ?? new CloseSchoolForm { PastResults = CloseSchoolForm.Skip, Version = school.Version }, id,
            SchoolWords.Title(school.ShortName), [.. others.Select(s => new SelectListItem(SchoolWords.Title(s.ShortName), s.Id.ToString()))]);
    }

    public async Task<AddGroupPage?> GroupAsync(Guid id, AddGroupForm? posted, CancellationToken ct) =>
        await FindAsync(id, ct) is { } school
            ? new AddGroupPage(posted ?? new AddGroupForm(), id, SchoolWords.Title(school.ShortName))
            : null;

    public async Task<EndGroupPage?> EndGroupAsync(Guid id, Guid membershipId, EndGroupForm? posted, CancellationToken ct)
    {
        var membership = await db.SchoolGroups.AsNoTracking().Where(g => g.Id == membershipId && g.SchoolId == id)
            .Select(g => new { g.GroupCode, g.FromDate, School = db.Schools.Where(s => s.Id == id).Select(s => s.ShortName).First() })
            .SingleOrDefaultAsync(ct);
        return membership is null ? null : new EndGroupPage(posted ?? new EndGroupForm(), id, membershipId,
            SchoolWords.Title(membership.School), SchoolWords.Group(membership.GroupCode), membership.FromDate);
    }

    public async Task<AddAliasPage?> AliasAsync(Guid id, AddAliasForm? posted, SchoolClash? clash, CancellationToken ct) =>
        await FindAsync(id, ct) is { } school
            ? new AddAliasPage(posted ?? new AddAliasForm(), id, SchoolWords.Title(school.ShortName), clash)
            : null;

    private Task<School?> FindAsync(Guid id, CancellationToken ct) => db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
}

public sealed record SchoolFormPage(SchoolForm Form, Guid? Id, string Title, IReadOnlyList<SchoolClash> Clashes)
{
    public string Path => Id is { } id ? $"/schools/{id}/edit" : "/schools/new";
    public string BackPath => Id is { } id ? $"/schools/{id}" : "/schools";
}

public sealed record CloseSchoolPage(CloseSchoolForm Form, Guid Id, string Title, IReadOnlyList<SelectListItem> Successors);

public sealed record AddGroupPage(AddGroupForm Form, Guid Id, string Title);

public sealed record EndGroupPage(EndGroupForm Form, Guid Id, Guid MembershipId, string Title, string Group, DateOnly From);

public sealed record AddAliasPage(AddAliasForm Form, Guid Id, string Title, SchoolClash? Clash);
