using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Identification;

/// <summary>A line of a federal list as it was given.</summary>
/// <param name="SchoolId">Null until a person says which school it is.</param>
public sealed record FederalLine(string SchoolText, int? Row, Guid? SchoolId);

/// <summary>What was read of a workbook; with an error among the findings it may not be stored.</summary>
public sealed record FederalReading(IReadOnlyList<FederalLine> Lines, IReadOnlyList<Finding> Findings)
{
    public bool CanBeStored => Findings.All(f => f.Severity != FindingSeverity.Error);
}

/// <summary>The federal list (перечень ФИОКО) of a year.</summary>
/// <param name="Source">«письмо министерства № 118 от 12.08.2025».</param>
public sealed record NewFederalList(AcademicYear Year, DateOnly ListDate, string Source, string? FileName, IReadOnlyList<FederalLine> Lines);

/// <summary>The federal list by years. A new list takes the place of the current one; the old one stays in the history.</summary>
public sealed class FederalListService(AppDbContext db)
{
    public const int SourceMaxLength = 300;

    /// <summary>Reads a workbook and matches its lines by login, ИНН and name without guessing; the rest waits for a person. Stores nothing.</summary>
    public async Task<FederalReading> ReadAsync(byte[] content, string fileName, CancellationToken ct)
    {
        var schools = await db.Schools.AsNoTracking().ToListAsync(ct);
        var aliases = (await db.SchoolAliases.AsNoTracking().ToListAsync(ct)).ToLookup(a => a.SchoolId, a => a.Name);
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(ct);
        var matcher = new SchoolMatcher(schools.Select(s => new RegisteredSchool(
            s.Id, s.FullName, s.ShortName, s.Inn, s.Login, s.Code, [.. aliases[s.Id]], s.ClosedOn is not null)).ToArray(),
            MunicipalityNames(tenant));
        var reading = new FederalListReader().Read(content, fileName, MunicipalityNames(tenant), null);
        var lines = reading.Rows.Select(row => new FederalLine(row.Name, row.Row, matcher.Match(row.Name, row.Login, row.Inn).SchoolId)).ToArray();
        return new FederalReading(lines, reading.Findings);
    }

    /// <summary>Stores the list as the year's current one.</summary>
    /// <exception cref="PreconditionException">A school is named that is not of this register, or one twice.</exception>
    public async Task<Guid> ReplaceAsync(NewFederalList command, CancellationToken ct)
    {
        var ids = command.Lines.Select(l => l.SchoolId).OfType<Guid>().Distinct().ToArray();
        if (await db.Schools.CountAsync(s => ids.Contains(s.Id), ct) != ids.Length)
            throw new PreconditionException("В перечне указана школа, которой нет в реестре.");
        var list = new FederalList
        {
            Year = command.Year.StartYear, ListDate = command.ListDate, Source = command.Source, FileName = command.FileName,
            IsCurrent = true, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var old in await db.FederalLists.Where(l => l.Year == list.Year && l.IsCurrent).ToListAsync(ct))
            old.IsCurrent = false;
        await db.SaveAsync("identification.federal-list-replaced", ct);
        db.FederalLists.Add(list);
        foreach (var line in OneASchool(command.Lines))
            db.FederalListEntries.Add(new FederalListEntry { ListId = list.Id, SchoolId = line.SchoolId, SchoolText = line.SchoolText, Row = line.Row });
        await db.SaveAsync("identification.federal-list-replaced", ct);
        await transaction.CommitAsync(ct);
        return list.Id;
    }

    /// <summary>Says which school a waiting line means. False when there is no such line or school.</summary>
    /// <exception cref="PreconditionException">The school stands on the list already.</exception>
    public async Task<bool> AssignAsync(Guid entryId, Guid schoolId, CancellationToken ct)
    {
        var entry = await db.FederalListEntries.SingleOrDefaultAsync(e => e.Id == entryId && e.SchoolId == null, ct);
        if (entry is null || !await db.Schools.AnyAsync(s => s.Id == schoolId, ct))
            return false;
        if (await db.FederalListEntries.AnyAsync(e => e.ListId == entry.ListId && e.SchoolId == schoolId, ct))
            throw new PreconditionException("Эта школа уже есть в перечне под другой строкой.");
        entry.SchoolId = schoolId;
        await db.SaveAsync("identification.federal-line-matched", ct);
        return true;
    }

    private static string[] MunicipalityNames(Tenant tenant) => [tenant.Name, tenant.NameGenitive, .. tenant.MunicipalityNames];

    // A list may name a school twice; the second line says nothing new.
    private static IEnumerable<FederalLine> OneASchool(IReadOnlyList<FederalLine> lines)
    {
        var seen = new HashSet<Guid>();
        return lines.Where(line => line.SchoolId is not { } id || seen.Add(id));
    }
}
