using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs;

/// <summary>
/// The way of a version: draft → on approval → approved → superseded. Each step is asked first (<see cref="VersionReadiness"/>) and refused when
/// it is commanded all the same. A missing or foreign programme is false or null.
/// </summary>
public sealed class VersionService(AppDbContext db, VersionReadiness readiness, ProgramTreeReader trees)
{
    /// <exception cref="PreconditionException">It is no draft, or something forbids to approve it.</exception>
    public async Task<bool> SendAsync(Guid programId, uint version, CancellationToken ct)
    {
        if (await FindInWorkAsync(programId, mayDecide: false, ct) is not { } draft)
            return false;
        draft.DemandDraft();
        await DemandReadyAsync(draft.Id, ct);
        (draft.Status, draft.SentAt, draft.SentBy, draft.ReturnComment) = (VersionStatus.OnApproval, db.Now, db.Actor.UserId, null);
        return await SaveAsync(draft, version, "programs.version-sent", ct);
    }

    /// <summary>The authors take it back before it is decided on.</summary>
    /// <exception cref="PreconditionException">It is not on approval.</exception>
    public async Task<bool> RecallAsync(Guid programId, uint version, CancellationToken ct)
    {
        if (await FindInWorkAsync(programId, mayDecide: false, ct) is not { } sent)
            return false;
        DemandOnApproval(sent);
        sent.Status = VersionStatus.Draft;
        return await SaveAsync(sent, version, "programs.version-recalled", ct);
    }

    /// <exception cref="PreconditionException">It is not on approval.</exception>
    public async Task<bool> ReturnAsync(Guid programId, uint version, string comment, CancellationToken ct)
    {
        if (await FindInWorkAsync(programId, mayDecide: true, ct) is not { } sent)
            return false;
        DemandOnApproval(sent);
        (sent.Status, sent.ReturnComment) = (VersionStatus.Draft, comment);
        return await SaveAsync(sent, version, "programs.version-returned", ct);
    }

    /// <summary>Puts the version into force by an order; the one that was in force is superseded.</summary>
    /// <exception cref="PreconditionException">It is not on approval, something forbids it, or the order belongs to another version.</exception>
    public async Task<bool> ApproveAsync(Guid programId, uint version, ApproveVersion command, CancellationToken ct)
    {
        if (await FindInWorkAsync(programId, mayDecide: true, ct) is not { } sent)
            return false;
        DemandOnApproval(sent);
        await DemandReadyAsync(sent.Id, ct);
        return await db.InTransactionAsync(async () =>
        {
            var program = await db.SupportPrograms.SingleAsync(p => p.Id == programId, ct);
            // Only one version may be in force at any moment, so the old one leaves first.
            if (await db.ProgramVersions.SingleOrDefaultAsync(v => v.ProgramId == programId && v.Status == VersionStatus.Approved, ct) is { } before)
            {
                (before.Status, before.SupersededAt) = (VersionStatus.Superseded, db.Now);
                await db.SaveAsync("programs.version-superseded", ct);
            }
            var order = await OrderAsync(program, sent, command, ct);
            (sent.Status, sent.OrderId, sent.ApprovedOn, sent.ApprovedAt, sent.ApprovedBy) = (VersionStatus.Approved, order.Id, command.DatedOn, db.Now, db.Actor.UserId);
            (program.Title, program.SearchText) = (sent.Title, NaturalKey.SearchText([sent.Title]));
            return await SaveAsync(sent, version, "programs.version-approved", ct);
        }, ct);
    }

    /// <summary>Begins the next version as a copy of the one in force.</summary>
    /// <returns>Its number; null for a programme that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">Nothing is in force, or a version is in work already.</exception>
    public async Task<int?> CorrectAsync(Guid programId, string note, CancellationToken ct)
    {
        if (!await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct))
            return null;
        if (await trees.InForceAsync(programId, ct) is not { } inForce || await trees.ReadAsync(inForce, ct) is not { } tree)
            throw new PreconditionException("Изменения вносят в утверждённую редакцию, а её пока нет.");
        var next = new ProgramVersion
        {
            ProgramId = programId, Number = tree.Version.Number + 1, Title = tree.Version.Title, Content = tree.Version.Content, BasedOnId = inForce, ChangeNote = note,
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.ProgramVersions.Add(next);
        VersionCopy.Add(db, tree, next.Id);
        try
        {
            await db.SaveAsync("programs.version-added", ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new PreconditionException("Редакция с изменениями уже начата.");
        }
        return next.Number;
    }

    /// <summary>Throws the draft of a correction away with all of its rows. The first version is not discarded: the programme is put aside then.</summary>
    /// <exception cref="PreconditionException">It is no draft, or it is the only version.</exception>
    public async Task<bool> DiscardAsync(Guid programId, uint version, CancellationToken ct)
    {
        if (await FindInWorkAsync(programId, mayDecide: false, ct) is not { } draft)
            return false;
        draft.DemandDraft();
        if (draft.BasedOnId is null)
            throw new PreconditionException("Это первая редакция: удалите программу целиком.");
        return await db.InTransactionAsync(async () =>
        {
            db.ExpectVersion(draft, version);
            await RemoveRowsAsync(draft.Id, ct);
            db.ProgramVersions.Remove(draft);
            await SaveOrMovedAsync("programs.version-discarded", ct);
            return true;
        }, ct);
    }

    private async Task RemoveRowsAsync(Guid versionId, CancellationToken ct)
    {
        var roadmaps = db.Roadmaps.Where(r => r.VersionId == versionId).Select(r => r.Id);
        await db.Measures.Where(m => roadmaps.Contains(m.RoadmapId)).ExecuteDeleteAsync(ct);
        await db.RoadmapSections.Where(s => roadmaps.Contains(s.RoadmapId)).ExecuteDeleteAsync(ct);
        await db.Roadmaps.Where(r => r.VersionId == versionId).ExecuteDeleteAsync(ct);
        await db.RoadmapEdits.Where(e => e.VersionId == versionId).ExecuteDeleteAsync(ct);
        await db.ProgramOrderLinks.Where(l => l.VersionId == versionId).ExecuteUpdateAsync(set => set.SetProperty(l => l.VersionId, (Guid?)null), ct);
    }

    private async Task<ProgramOrder> OrderAsync(SupportProgram program, ProgramVersion version, ApproveVersion command, CancellationToken ct)
    {
        var prepared = command.OrderId is { } id ? await db.ProgramOrders.SingleOrDefaultAsync(o => o.Id == id && o.ProgramId == program.Id, ct) : null;
        if (command.OrderId is not null && (prepared is null || await db.ProgramVersions.AnyAsync(v => v.OrderId == prepared.Id, ct)))
            throw new PreconditionException("Выбранного приказа нет, или им уже утверждена другая редакция.");
        var order = prepared ?? new ProgramOrder
        {
            ProgramId = program.Id, Number = command.Number, Title = command.Title, Issuer = command.Issuer, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        (order.Number, order.DatedOn) = (command.Number, command.DatedOn);
        if (prepared is null)
        {
            db.ProgramOrders.Add(order);
            db.ProgramOrderLinks.Add(new ProgramOrderLink { OrderId = order.Id, Approves = OrderSubject.Programme, VersionId = version.Id });
        }
        return order;
    }

    private async Task DemandReadyAsync(Guid versionId, CancellationToken ct)
    {
        var found = await readiness.OfAsync(versionId, ct);
        if (!found.IsReady)
            throw new PreconditionException(string.Join(" ", found.Blockers.Select(b => b.Text)));
    }

    private static void DemandOnApproval(ProgramVersion version)
    {
        if (version.Status != VersionStatus.OnApproval)
            throw new PreconditionException("Редакция не отправлена на утверждение.");
    }

    private async Task<ProgramVersion?> FindInWorkAsync(Guid programId, bool mayDecide, CancellationToken ct)
    {
        var programs = mayDecide
            ? db.SupportPrograms.VisibleTo(db).Where(_ => db.Actor.May(Permissions.ProgramsApprove) && !db.Actor.IsSchool)
            : db.SupportPrograms.EditableBy(db);
        if (!await programs.AnyAsync(p => p.Id == programId, ct))
            return null;
        return await db.ProgramVersions.SingleOrDefaultAsync(v => v.ProgramId == programId && v.Status < VersionStatus.Approved, ct)
            ?? throw new PreconditionException("Черновика нет: действует утверждённая редакция.");
    }

    private async Task<bool> SaveAsync(ProgramVersion row, uint version, string operation, CancellationToken ct)
    {
        db.ExpectVersion(row, version);
        await SaveOrMovedAsync(operation, ct);
        return true;
    }

    private async Task SaveOrMovedAsync(string operation, CancellationToken ct)
    {
        try
        {
            await db.SaveAsync(operation, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new PreconditionException("Состояние редакции изменилось. Откройте страницу заново.");
        }
    }
}

/// <param name="OrderId">A prepared order; null: a new one with <paramref name="Title"/> and <paramref name="Issuer"/>.</param>
public sealed record ApproveVersion(Guid? OrderId, string Number, DateOnly DatedOn, string Title, string Issuer);
