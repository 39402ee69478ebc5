using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Schools;

/// <summary>Spellings of a school that someone confirmed: files are matched by them afterwards.</summary>
public sealed class SchoolAliasService(AppDbContext db)
{
    public const int NameMaxLength = School.NameMaxLength;

    /// <summary>Why the spelling cannot be given to this school; null when it can.</summary>
    public async Task<SchoolClash?> ClashAsync(Guid schoolId, string name, CancellationToken ct)
    {
        var names = await SchoolNames.LoadAsync(db, ct);
        if (names.ByName(name) is not { } owner)
            return null;
        var title = names.TitleOf(owner);
        return owner == schoolId
            ? new SchoolClash("Name", owner, title, "Это название и так узнаётся: оно уже есть у школы.")
            : new SchoolClash("Name", owner, title, $"Так уже называется школа «{title}». Одно название не может означать две школы.");
    }

    /// <returns>The alias's id; null when there is no such school.</returns>
    /// <exception cref="PreconditionException">The spelling belongs to another school or is known already.</exception>
    public async Task<Guid?> AddAsync(Guid schoolId, string name, string source, CancellationToken ct)
    {
        if (await db.Schools.SingleOrDefaultAsync(s => s.Id == schoolId, ct) is not { } school)
            return null;
        if (await ClashAsync(schoolId, name, ct) is { } clash)
            throw new PreconditionException(clash.Message);
        var known = await db.SchoolAliases.Where(a => a.SchoolId == schoolId).Select(a => a.Name).ToListAsync(ct);
        var alias = NewAlias(schoolId, name, source);
        db.SchoolAliases.Add(alias);
        SchoolDetails.SetKeys(school, [.. known, name]);
        try
        {
            await db.SaveAsync("schools.alias-added", ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new PreconditionException("Это название только что закрепили за другой школой.");
        }
        return alias.Id;
    }

    /// <returns>False when the school has no such alias.</returns>
    public async Task<bool> RemoveAsync(Guid schoolId, Guid aliasId, CancellationToken ct)
    {
        var school = await db.Schools.SingleOrDefaultAsync(s => s.Id == schoolId, ct);
        var aliases = await db.SchoolAliases.Where(a => a.SchoolId == schoolId).ToListAsync(ct);
        if (school is null || aliases.SingleOrDefault(a => a.Id == aliasId) is not { } alias)
            return false;
        db.SchoolAliases.Remove(alias);
        SchoolDetails.SetKeys(school, aliases.Where(a => a != alias).Select(a => a.Name));
        await db.SaveAsync("schools.alias-removed", ct);
        return true;
    }

    internal SchoolAlias NewAlias(Guid schoolId, string name, string source) => new()
    {
        SchoolId = schoolId,
        Name = name,
        Normalized = SchoolNames.KeyOf(name),
        Source = source,
        CreatedBy = db.Actor.UserId,
        CreatedAt = db.Now,
    };
}
