using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Schools;

/// <summary>Membership of schools in groups: dated, with basis; never removed, only ended.</summary>
public sealed class SchoolGroupService(AppDbContext db)
{
    public const int BasisMaxLength = 500;
    public const int ReasonMaxLength = 1000;

    /// <summary>Why the school cannot be put into the group from this date; null when it can.</summary>
    public async Task<string?> BlockerToAddingAsync(Guid schoolId, AddToGroup command, CancellationToken ct)
    {
        var inside = await db.SchoolGroups.AsNoTracking()
            .Where(g => g.SchoolId == schoolId && g.GroupCode == command.GroupCode && (g.ToDate == null || g.ToDate >= command.FromDate))
            .FirstOrDefaultAsync(ct);
        return inside is null
            ? null
            : $"Школа уже входит в эту группу с {RussianText.ShortDate(inside.FromDate)}"
                + (inside.ToDate is { } to ? $" по {RussianText.ShortDate(to)}." : ".");
    }

    /// <returns>False when there is no such school.</returns>
    public async Task<bool> AddAsync(Guid schoolId, AddToGroup command, CancellationToken ct)
    {
        if (!await db.Schools.AnyAsync(s => s.Id == schoolId, ct))
            return false;
        if (SchoolGroupKind.Find(command.GroupCode) is null)
            throw new PreconditionException("Такой группы нет в справочнике.");
        if (await BlockerToAddingAsync(schoolId, command, ct) is { } blocker)
            throw new PreconditionException(blocker);
        db.SchoolGroups.Add(new SchoolGroup
        {
            SchoolId = schoolId, GroupCode = command.GroupCode, FromDate = command.FromDate, Basis = command.Basis,
            Reason = command.Reason, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        });
        await db.SaveAsync("schools.group-added", ct);
        return true;
    }

    /// <param name="toDate">The last day in the group.</param>
    /// <returns>False when the school has no such membership.</returns>
    public async Task<bool> EndAsync(Guid schoolId, Guid membershipId, DateOnly toDate, CancellationToken ct)
    {
        if (await db.SchoolGroups.SingleOrDefaultAsync(g => g.Id == membershipId && g.SchoolId == schoolId, ct) is not { } membership)
            return false;
        if (membership.ToDate is not null)
            throw new PreconditionException("Участие школы в группе уже завершено.");
        if (toDate < membership.FromDate)
            throw new PreconditionException($"Школа входит в группу с {RussianText.ShortDate(membership.FromDate)}: дата окончания должна быть не раньше.");
        membership.ToDate = toDate;
        await db.SaveAsync("schools.group-ended", ct);
        return true;
    }
}

public sealed record AddToGroup(string GroupCode, DateOnly FromDate, string Basis, string Reason);
