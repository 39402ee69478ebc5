using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Assessments;

/// <summary>All of a tenant that reading and checking a file needs, loaded once.</summary>
/// <param name="RuleProcedures">Codes that the current rule set looks at.</param>
public sealed record ReadingReference(
    Tenant Tenant,
    string RegionName,
    DateOnly Today,
    SchoolMatcher Matcher,
    IReadOnlyDictionary<Guid, School> Schools,
    IReadOnlyDictionary<string, Procedure> Procedures,
    IReadOnlyDictionary<(string Code, int Year), MarkScale> Scales,
    IReadOnlySet<string> RuleProcedures)
{
    /// <summary>What the reader of the file must know.</summary>
    public ReadingContext ContextFor(UploadAnswers answers, Action<int>? rowsRead = null) => new(
        [Tenant.Name, .. Tenant.MunicipalityNames],
        RegionName,
        (code, year) => Scales.GetValueOrDefault((code, year.StartYear)),
        answers.Year is { } year ? new AcademicYear(year) : null,
        answers.Procedure,
        answers.Municipality,
        Tenant.KeepPupilRows,
        rowsRead);

    /// <summary>The matcher after an answer «this municipality is ours under another name».</summary>
    public static SchoolMatcher MatcherOf(Tenant tenant, IEnumerable<School> schools, ILookup<Guid, string> aliases, string? answered = null) => new(
        schools.Select(school => new RegisteredSchool(school.Id, school.FullName, school.ShortName, school.Inn, school.Login, school.Code,
            [.. aliases[school.Id]], school.ClosedOn is not null)).ToList(),
        [tenant.Name, .. tenant.MunicipalityNames, .. answered is null ? Array.Empty<string>() : [answered]]);
}

public sealed class ReadingReferenceLoader(AppDbContext db, TenantClock clock)
{
    public async Task<ReadingReference> LoadAsync(UploadAnswers answers, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var region = await db.Database.SqlQuery<string>($"select name as \"Value\" from regions where id = {tenant.RegionId}").SingleAsync(ct);
        var schools = await db.Schools.AsNoTracking().OrderBy(s => s.SortName).ToListAsync(ct);
        var aliases = (await db.SchoolAliases.AsNoTracking().Select(a => new { a.SchoolId, a.Name }).ToListAsync(ct))
            .ToLookup(a => a.SchoolId, a => a.Name);
        var procedures = await db.Procedures.AsNoTracking().ToListAsync(ct);
        var years = await db.ProcedureYears.AsNoTracking()
            .Where(y => y.MaxScore != null && y.LastOf2 != null && y.LastOf3 != null && y.LastOf4 != null).ToListAsync(ct);
        var codes = procedures.ToDictionary(p => p.Id, p => p.Code);
        return new ReadingReference(
            tenant, region, clock.Today(tenant),
            ReadingReference.MatcherOf(tenant, schools, aliases, answers.Municipality),
            schools.ToDictionary(s => s.Id),
            procedures.ToDictionary(p => p.Code),
            years.ToDictionary(y => (codes[y.ProcedureId], y.Year), y => new MarkScale(y.LastOf2!.Value, y.LastOf3!.Value, y.LastOf4!.Value, y.MaxScore!.Value)),
            await RuleProceduresAsync(ct));
    }

    /// <summary>The method belongs to another room; only the codes it looks at are asked here.</summary>
    private async Task<HashSet<string>> RuleProceduresAsync(CancellationToken ct)
    {
        var codes = await db.Database.SqlQuery<string>($"""
            select jsonb_array_elements_text(parameters -> 'Procedures') as "Value" from rule_sets where is_current
            """).ToListAsync(ct);
        return codes.Count == 0 ? [.. ProcedureCodes.Nine] : [.. codes];
    }
}
