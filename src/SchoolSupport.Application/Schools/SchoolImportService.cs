using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Files;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Documents.Schools;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Schools;

/// <summary>Loads a register from a workbook: read, compare, show, then store all of it or nothing.</summary>
public sealed class SchoolImportService(AppDbContext db, SchoolAliasService aliases, FileQuota quota)
{
    private const string AliasSource = "реестр";
    private static readonly TimeSpan UnconfirmedAge = TimeSpan.FromDays(30);

    /// <summary>Reads a workbook and compares it with the register. Changes nothing.</summary>
    public async Task<SchoolImportPlan> PlanAsync(byte[] content, string fileName, CancellationToken ct)
    {
        var reading = new SchoolRegisterReader().Read(content, fileName);
        var schools = await db.Schools.AsNoTracking().ToListAsync(ct);
        var known = await db.SchoolAliases.AsNoTracking().ToListAsync(ct);
        return new SchoolImportPlanner(schools, known, reading.Findings).Plan(reading.Schools);
    }

    /// <summary>Keeps a file while a person looks at the preview; files that nobody confirmed for a month go.</summary>
    /// <exception cref="PreconditionException">The tenant's place for files is full.</exception>
    public async Task<Guid> KeepAsync(byte[] content, string fileName, CancellationToken ct)
    {
        var oldest = db.Now - UnconfirmedAge;
        await db.SchoolImportFiles.Where(f => f.CommittedAt == null && f.CreatedAt < oldest).ExecuteDeleteAsync(ct);
        await quota.RefuseBeyondAsync(content.Length, ct);
        var file = new SchoolImportFile { FileName = fileName, Content = content, CreatedBy = db.Actor.UserId, CreatedAt = db.Now };
        db.SchoolImportFiles.Add(file);
        await db.SaveAsync("schools.register-kept", ct);
        return file.Id;
    }

    /// <summary>The kept file with what it would do now; null when there is none.</summary>
    public async Task<(SchoolImportFile File, SchoolImportPlan? Plan)?> FindAsync(Guid id, CancellationToken ct)
    {
        if (await db.SchoolImportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } file)
            return null;
        return (file, file.CommittedAt is null ? await PlanAsync(file.Content, file.FileName, ct) : null);
    }

    /// <summary>Stores a kept file. A second confirmation of the same file changes nothing.</summary>
    /// <returns>False when there is no such file.</returns>
    /// <exception cref="PreconditionException">A finding forbids it.</exception>
    public async Task<bool> CommitAsync(Guid id, CancellationToken ct)
    {
        if (await db.SchoolImportFiles.SingleOrDefaultAsync(f => f.Id == id, ct) is not { } file)
            return false;
        if (file.CommittedAt is not null)
            return true;
        var plan = await PlanAsync(file.Content, file.FileName, ct);
        (file.CommittedAt, file.RowCount) = (db.Now, plan.Lines.Count);
        (file.CreatedCount, file.ChangedCount, file.SameCount, file.ClosedCount) = (plan.Created, plan.Changed, plan.Same, plan.Closed);
        await StoreAsync(plan, ct);
        return true;
    }

    /// <summary>Stores a plan in one transaction.</summary>
    /// <exception cref="PreconditionException">A finding forbids it.</exception>
    public async Task StoreAsync(SchoolImportPlan plan, CancellationToken ct)
    {
        if (plan.IsForbidden)
            throw new PreconditionException("Реестр нельзя загрузить, пока в файле есть ошибки.");
        var schools = await db.Schools.ToDictionaryAsync(s => s.Id, ct);
        var known = (await db.SchoolAliases.AsNoTracking().ToListAsync(ct)).ToLookup(a => a.SchoolId, a => a.Name);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var line in plan.Lines.Where(l => l.Action != SchoolImportAction.Keep))
            Apply(line, schools, known[line.SchoolId]);
        await db.SaveAsync("schools.register-imported", ct);
        // A successor can be a new school of the same file, and no row may point to one that is not there yet.
        foreach (var line in plan.Lines.Where(l => l.SuccessorId is not null))
            schools[line.SchoolId].SuccessorId = line.SuccessorId;
        await db.SaveAsync("schools.register-imported", ct);
        await transaction.CommitAsync(ct);
    }

    private void Apply(SchoolImportLine line, Dictionary<Guid, School> schools, IEnumerable<string> known)
    {
        if (!schools.TryGetValue(line.SchoolId, out var school))
        {
            school = new School { Id = line.SchoolId, FullName = line.Details.FullName, ShortName = line.Details.ShortName, Kind = line.Details.Kind, CreatedAt = db.Now };
            schools.Add(school.Id, school);
            db.Schools.Add(school);
        }
        line.Details.ApplyTo(school, [.. known, .. line.NewAliases]);
        school.ClosedOn = line.ClosedOn;
        foreach (var name in line.NewAliases)
            db.SchoolAliases.Add(aliases.NewAlias(school.Id, name, AliasSource));
    }
}
