using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Home;

/// <summary>The search field on top of every page.</summary>
[SignedIn]
public sealed class SearchController(SearchQueries search) : Controller
{
    [HttpGet("/search")]
    public async Task<IActionResult> Index(string? q, CancellationToken ct) => View("Search", await search.FindAsync(q, ct));
}

/// <summary>Schools by name, ИНН, login and other names; uploads by number and file name. A school's person finds only the own ones.</summary>
public sealed class SearchQueries(AppDbContext db, CurrentActor actor)
{
    private const int Most = 20;
    private const int LongestQuery = 200;

    public async Task<SearchPage> FindAsync(string? query, CancellationToken ct)
    {
        var words = NaturalKey.SearchWords(query is { Length: > LongestQuery } ? query[..LongestQuery] : query);
        if (words.Length == 0)
            return new SearchPage(query, [], []);
        var schools = actor.May(Permissions.SchoolsView) ? await SchoolsAsync(words, ct) : [];
        var uploads = actor.May(Permissions.UploadsView) ? await UploadsAsync(query!.Trim(), ct) : [];
        return new SearchPage(query, schools, uploads);
    }

    private Task<List<FoundSchool>> SchoolsAsync(string[] words, CancellationToken ct)
    {
        var own = actor.SchoolId;
        var found = db.Schools.AsNoTracking().Where(s => own == null || s.Id == own);
        foreach (var word in words)
            found = found.Where(s => s.SearchText.Contains(word));
        return found.OrderBy(s => s.SortName).Take(Most).Select(s => new FoundSchool(s.Id, s.ShortName, s.Inn, s.ClosedOn)).ToListAsync(ct);
    }

    private Task<List<FoundUpload>> UploadsAsync(string query, CancellationToken ct)
    {
        var number = int.TryParse(query.TrimStart('№', ' '), out var asked) ? asked : -1;
        var name = query.ToLowerInvariant();
        return db.Uploads.AsNoTracking().VisibleTo(actor).Where(u => u.Number == number || u.FileName.ToLower().Contains(name))
            .OrderByDescending(u => u.Number).Take(Most).Select(u => new FoundUpload(u.Id, u.Number, u.FileName)).ToListAsync(ct);
    }
}

public sealed record SearchPage(string? Query, IReadOnlyList<FoundSchool> Schools, IReadOnlyList<FoundUpload> Uploads)
{
    public int Total => Schools.Count + Uploads.Count;
}

public sealed record FoundSchool(Guid Id, string ShortName, string? Inn, DateOnly? ClosedOn);

public sealed record FoundUpload(Guid Id, int Number, string FileName);
