using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Schools;

/// <summary>Changes of the register: a school itself and its reorganisation. A missing or foreign school is null.</summary>
public sealed class SchoolService(AppDbContext db)
{
    /// <summary>What forbids saving these details: another school has the ИНН, login, code or name.</summary>
    public async Task<IReadOnlyList<SchoolClash>> ClashesAsync(SchoolDetails details, Guid? self, CancellationToken ct) =>
        [.. (await SchoolNames.LoadAsync(db, ct)).ClashesOf(details, self)];

    /// <exception cref="PreconditionException">Another school has the same ИНН, login, code or name.</exception>
    public Task<Guid> AddAsync(SchoolDetails details, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        // No index knows that two names mean one school, so a form sent twice is told apart by waiting for the first.
        await db.LockAsync("schools", ct);
        await RefuseClashesAsync(details, null, ct);
        var school = new School { FullName = details.FullName, ShortName = details.ShortName, Kind = details.Kind, CreatedAt = db.Now };
        details.ApplyTo(school, []);
        db.Schools.Add(school);
        await SaveAsync("schools.school-added", ct);
        return school.Id;
    }, ct);

    /// <returns>False when there is no such school.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Someone else saved the school since <paramref name="version"/>.</exception>
    public async Task<bool> ChangeAsync(Guid id, uint version, SchoolDetails details, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } school)
            return false;
        await RefuseClashesAsync(details, id, ct);
        db.ExpectVersion(school, version);
        details.ApplyTo(school, await AliasesAsync(id, ct));
        await SaveAsync("schools.school-changed", ct);
        return true;
    }

    /// <summary>Why the school cannot be closed like this; empty when it can.</summary>
    public async Task<IReadOnlyList<string>> BlockersToClosingAsync(Guid id, CloseSchool command, CancellationToken ct)
    {
        var blockers = new List<string>();
        var school = await db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        // What someone else closed since the form was shown is a conflict with both values, which saving finds.
        if (school is { ClosedOn: not null } && school.Version == command.Version)
            blockers.Add("Школа уже закрыта.");
        if (school?.OpenedOn is { } opened && opened >= command.ClosedOn)
            blockers.Add($"Школа открыта {RussianText.ShortDate(opened)}: дата закрытия должна быть позже.");
        if (command.SuccessorId == id)
            blockers.Add("Школа не может быть своей правопреемницей.");
        else if (command.SuccessorId is { } successorId)
        {
            var successor = await db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Id == successorId, ct);
            if (successor is null)
                blockers.Add("Выберите школу-правопреемницу из списка.");
            else if (successor.ClosedOn is { } closed && closed <= command.ClosedOn)
                blockers.Add("Правопреемница закрыта раньше: выберите действующую школу.");
        }
        else if (command.CountWithSuccessor)
            blockers.Add("Чтобы объединить прошлые результаты, выберите школу-правопреемницу.");
        return blockers;
    }

    /// <summary>Closes a school: its past results stay where they are.</summary>
    /// <exception cref="PreconditionException">There are blockers.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Someone else saved the school since the command's version.</exception>
    public async Task<bool> CloseAsync(Guid id, CloseSchool command, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } school)
            return false;
        if (await BlockersToClosingAsync(id, command, ct) is { Count: > 0 } blockers)
            throw new PreconditionException(string.Join(" ", blockers));
        db.ExpectVersion(school, command.Version);
        school.ClosedOn = command.ClosedOn;
        school.SuccessorId = command.SuccessorId;
        school.CountWithSuccessor = command.CountWithSuccessor;
        db.Actor.Reason = command.Basis;
        await SaveAsync("schools.school-closed", ct);
        return true;
    }

    /// <summary>Undoes a closing; one that somebody else undid since <paramref name="version"/> is left as it is.</summary>
    /// <exception cref="PreconditionException">The school is open.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Someone else saved the school since <paramref name="version"/>.</exception>
    public async Task<bool> ReopenAsync(Guid id, uint version, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } school)
            return false;
        if (school.ClosedOn is null)
            return school.Version != version ? true : throw new PreconditionException("Школа действует: отменять нечего.");
        db.ExpectVersion(school, version);
        (school.ClosedOn, school.SuccessorId, school.CountWithSuccessor) = (null, null, false);
        await SaveAsync("schools.school-reopened", ct);
        return true;
    }

    private Task<School?> FindAsync(Guid id, CancellationToken ct) => db.Schools.SingleOrDefaultAsync(s => s.Id == id, ct);

    private Task<List<string>> AliasesAsync(Guid id, CancellationToken ct) =>
        db.SchoolAliases.Where(a => a.SchoolId == id).Select(a => a.Name).ToListAsync(ct);

    private async Task RefuseClashesAsync(SchoolDetails details, Guid? self, CancellationToken ct)
    {
        if (await ClashesAsync(details, self, ct) is { Count: > 0 } clashes)
            throw new PreconditionException(string.Join(" ", clashes.Select(c => c.Message)));
    }

    // Two people can save the same ИНН in the same second; the unique index then decides.
    private async Task SaveAsync(string operation, CancellationToken ct)
    {
        try
        {
            await db.SaveAsync(operation, ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new PreconditionException("Другая школа только что сохранена с тем же ИНН, логином или кодом.");
        }
    }
}

/// <param name="ClosedOn">First day on which the school no longer exists.</param>
/// <param name="CountWithSuccessor">«Объединить»: past results are added to the successor's.</param>
/// <param name="Basis">The order, in words; kept in the history.</param>
public sealed record CloseSchool(uint Version, DateOnly ClosedOn, Guid? SuccessorId, bool CountWithSuccessor, string? Basis);
