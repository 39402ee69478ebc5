using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Orders of a programme. What put a version into force keeps its number and date.</summary>
public sealed class OrderService(AppDbContext db)
{
    /// <returns>The order's id; null for a programme that is not there or that this person may not write.</returns>
    public async Task<Guid?> AddAsync(Guid programId, WriteOrder command, CancellationToken ct)
    {
        if (!await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct))
            return null;
        var order = new ProgramOrder
        {
            ProgramId = programId, Number = command.Number, DatedOn = command.DatedOn, Title = command.Title, Issuer = command.Issuer,
            Details = ProgramJson.Write(command.Details), CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.ProgramOrders.Add(order);
        await LinkAsync(order.Id, programId, command.Approves, ct);
        await db.SaveAsync("programs.order-added", ct);
        return order.Id;
    }

    /// <returns>False when the programme has no such order or this person may not write it.</returns>
    /// <exception cref="PreconditionException">Number or date of an order that put a version into force would change.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody saved it since.</exception>
    public async Task<bool> ChangeAsync(Guid programId, Guid orderId, uint version, WriteOrder command, CancellationToken ct)
    {
        if (await FindAsync(programId, orderId, ct) is not { } order)
            return false;
        if ((command.Number, command.DatedOn) != (order.Number, order.DatedOn) && await IsInForceAsync(orderId, ct))
            throw new PreconditionException("Этим приказом утверждена редакция: номер и дату изменить нельзя.");
        db.ExpectVersion(order, version);
        (order.Number, order.DatedOn, order.Title, order.Issuer, order.Details) = (command.Number, command.DatedOn, command.Title, command.Issuer, ProgramJson.Write(command.Details));
        db.Entry(order).Property(o => o.Details).IsModified = true;
        var links = await db.ProgramOrderLinks.Where(l => l.OrderId == orderId).ToListAsync(ct);
        var kept = links.Where(l => command.Approves.Contains(new OrderApproves(l.Approves, l.RoadmapLineId))).ToList();
        db.ProgramOrderLinks.RemoveRange(links.Except(kept));
        await LinkAsync(orderId, programId, [.. command.Approves.Except(kept.Select(l => new OrderApproves(l.Approves, l.RoadmapLineId)))], ct);
        await db.SaveAsync("programs.order-changed", ct);
        return true;
    }

    /// <returns>False when the programme has no such order or this person may not write it.</returns>
    /// <exception cref="PreconditionException">The order put a version into force.</exception>
    public async Task<bool> RemoveAsync(Guid programId, Guid orderId, uint version, CancellationToken ct)
    {
        if (await FindAsync(programId, orderId, ct) is not { } order)
            return false;
        if (await IsInForceAsync(orderId, ct))
            throw new PreconditionException("Этим приказом утверждена редакция: удалить его нельзя.");
        db.ExpectVersion(order, version);
        db.ProgramOrderLinks.RemoveRange(await db.ProgramOrderLinks.Where(l => l.OrderId == orderId).ToListAsync(ct));
        db.ProgramOrders.Remove(order);
        await db.SaveAsync("programs.order-removed", ct);
        return true;
    }

    private Task<bool> IsInForceAsync(Guid orderId, CancellationToken ct) => db.ProgramVersions.AnyAsync(v => v.OrderId == orderId, ct);

    private async Task<ProgramOrder?> FindAsync(Guid programId, Guid orderId, CancellationToken ct) =>
        await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct)
            ? await db.ProgramOrders.SingleOrDefaultAsync(o => o.Id == orderId && o.ProgramId == programId, ct) : null;

    /// <summary>An order speaks of the version that is in work, else of the one in force.</summary>
    private async Task LinkAsync(Guid orderId, Guid programId, IReadOnlyList<OrderApproves> approves, CancellationToken ct)
    {
        var version = await db.ProgramVersions.Where(v => v.ProgramId == programId).OrderByDescending(v => v.Number).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct);
        db.ProgramOrderLinks.AddRange(approves.Select(a => new ProgramOrderLink { OrderId = orderId, Approves = a.Subject, RoadmapLineId = a.RoadmapLineId, VersionId = version }));
    }
}

/// <param name="RoadmapLineId">Which table, where a programme has several and the order names one.</param>
public sealed record OrderApproves(OrderSubject Subject, Guid? RoadmapLineId);

public sealed record WriteOrder(string Number, DateOnly? DatedOn, string Title, string Issuer, OrderDetails Details, IReadOnlyList<OrderApproves> Approves);
