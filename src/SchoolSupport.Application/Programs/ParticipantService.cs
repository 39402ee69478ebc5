using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs;

/// <summary>
/// Schools that take part: dated, in groups, with reasons. They belong to the programme and not to a version, because lists of schools change
/// by orders of their own; so what has begun is ended, not removed.
/// </summary>
public sealed class ParticipantService(AppDbContext db)
{
    /// <summary>Why these schools cannot be added; null when they can.</summary>
    public async Task<string?> BlockerToAddingAsync(Guid programId, IReadOnlyList<NewParticipant> schools, CancellationToken ct)
    {
        var ids = schools.Select(s => s.SchoolId).Distinct().ToList();
        var names = await db.Schools.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.ShortName }).ToDictionaryAsync(s => s.Id, s => s.ShortName, ct);
        if (names.Count != ids.Count)
            return "Одной из школ нет в реестре. Откройте форму заново и выберите школы.";
        if (schools.Any(s => s.GroupCode.Length > 0 && SchoolGroupKind.Find(s.GroupCode) is null))
            return "Такой группы нет в справочнике.";
        var inside = await db.ProgramParticipants.AsNoTracking().Where(p => p.ProgramId == programId && ids.Contains(p.SchoolId)).ToListAsync(ct);
        var clash = schools.FirstOrDefault(s => inside.Any(p => p.SchoolId == s.SchoolId && p.GroupCode == s.GroupCode && (p.ToDate is null || p.ToDate >= s.FromDate)));
        return clash is null ? null : $"Школа «{NaturalKey.Title(names[clash.SchoolId])}» уже участвует в этой группе.";
    }

    /// <returns>False for a programme that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">A school is unknown or already takes part in the group.</exception>
    public async Task<bool> AddAsync(Guid programId, IReadOnlyList<NewParticipant> schools, CancellationToken ct)
    {
        if (!await MayWriteAsync(programId, ct))
            return false;
        return await db.InTransactionAsync(async () =>
        {
            // Two who add the same school at once must not both find it missing.
            await db.LockAsync($"participants:{programId}", ct);
            if (await BlockerToAddingAsync(programId, schools, ct) is { } blocker)
                throw new PreconditionException(blocker);
            db.ProgramParticipants.AddRange(schools.Select(s => new ProgramParticipant
            {
                ProgramId = programId, SchoolId = s.SchoolId, GroupCode = s.GroupCode, Reason = s.Reason, FromDate = s.FromDate,
                CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
            }));
            await db.SaveAsync("programs.participants-added", ct);
            return true;
        }, ct);
    }

    /// <summary>Corrects group, reason and dates.</summary>
    /// <returns>False when the programme has no such participant or this person may not write it.</returns>
    /// <exception cref="PreconditionException">The last day lies before the first.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody saved it since.</exception>
    public async Task<bool> ChangeAsync(Guid programId, Guid participantId, uint version, ChangeParticipant command, CancellationToken ct)
    {
        if (await FindAsync(programId, participantId, ct) is not { } participant)
            return false;
        if (command.ToDate < command.FromDate)
            throw new PreconditionException("Последний день участия не может быть раньше первого.");
        db.ExpectVersion(participant, version);
        (participant.GroupCode, participant.Reason, participant.FromDate, participant.ToDate) = (command.GroupCode, command.Reason, command.FromDate, command.ToDate);
        db.Entry(participant).Property(p => p.Reason).IsModified = true;
        await db.SaveAsync("programs.participant-changed", ct);
        return true;
    }

    /// <summary>Takes back an entry made by mistake, as long as nothing was approved with it.</summary>
    /// <returns>False when the programme has no such participant or this person may not write it.</returns>
    /// <exception cref="PreconditionException">A version was approved.</exception>
    public async Task<bool> RemoveAsync(Guid programId, Guid participantId, uint version, CancellationToken ct)
    {
        if (await FindAsync(programId, participantId, ct) is not { } participant)
            return false;
        if (await db.ProgramVersions.AnyAsync(v => v.ProgramId == programId && v.Status >= VersionStatus.Approved, ct))
            throw new PreconditionException("Программа уже утверждалась: участие школы завершают датой, а не удаляют.");
        db.ExpectVersion(participant, version);
        db.ProgramParticipants.Remove(participant);
        await db.SaveAsync("programs.participant-removed", ct);
        return true;
    }

    private async Task<ProgramParticipant?> FindAsync(Guid programId, Guid participantId, CancellationToken ct) =>
        await MayWriteAsync(programId, ct) ? await db.ProgramParticipants.SingleOrDefaultAsync(p => p.Id == participantId && p.ProgramId == programId, ct) : null;

    // A school's own programme has one participant, the school.
    private Task<bool> MayWriteAsync(Guid programId, CancellationToken ct) => db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId && p.SchoolId == null, ct);
}

/// <param name="ToDate">The last day; null while it goes on.</param>
public sealed record ChangeParticipant(string GroupCode, string Reason, DateOnly FromDate, DateOnly? ToDate);
