using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs.Import;

/// <summary>Which schools of the register the words of a file mean. Without a sure match it suggests, and never guesses.</summary>
public sealed class SchoolMentionMatches
{
    private readonly SchoolMatcher matcher;
    private readonly Dictionary<Guid, string> titles;

    private SchoolMentionMatches(SchoolMatcher matcher, Dictionary<Guid, string> titles) => (this.matcher, this.titles) = (matcher, titles);

    public static async Task<SchoolMentionMatches> LoadAsync(AppDbContext db, CancellationToken ct)
    {
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).ToListAsync(ct);
        var aliases = (await db.SchoolAliases.AsNoTracking().Select(a => new { a.SchoolId, a.Name }).ToListAsync(ct)).ToLookup(a => a.SchoolId, a => a.Name);
        return new SchoolMentionMatches(
            new SchoolMatcher([.. schools.Select(s => new RegisteredSchool(s.Id, s.FullName, s.ShortName, s.Inn, s.Login, s.Code, [.. aliases[s.Id]], s.ClosedOn is not null))]),
            schools.ToDictionary(s => s.Id, s => NaturalKey.Title(s.ShortName)));
    }

    /// <summary>The register in its order.</summary>
    public IEnumerable<(Guid Id, string Title)> Schools => titles.Select(pair => (pair.Key, pair.Value));

    public MentionMatch Of(string mention)
    {
        var match = matcher.Match(mention);
        return new MentionMatch(mention, match.SchoolId, match.SchoolId is { } id ? titles[id] : null, [.. match.Suggestions.Select(s => (s.SchoolId, titles[s.SchoolId]))]);
    }
}

/// <param name="SchoolId">Null when a person has to say which school it is.</param>
public sealed record MentionMatch(string Mention, Guid? SchoolId, string? School, IReadOnlyList<(Guid Id, string Title)> Suggestions);
