using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>Templates that a department makes of its own programmes. A missing, removed or foreign one is null or false, and so is everything for schools.</summary>
public sealed class OwnTemplateService(AppDbContext db, ProgramTreeReader trees, IProgramIndicators indicators)
{
    /// <param name="number">Of any version of the programme.</param>
    /// <returns>The template's id; null when there is no such version for this person.</returns>
    public async Task<Guid?> MakeAsync(Guid programId, int number, DescribeTemplate command, CancellationToken ct)
    {
        if (!MayKeep)
            return null;
        var version = await db.ProgramVersions.VisibleTo(db).Where(v => v.ProgramId == programId && v.Number == number).Select(v => (Guid?)v.Id).SingleOrDefaultAsync(ct);
        if (version is not { } id || await trees.ReadAsync(id, ct) is not { } tree)
            return null;
        var groups = await db.ProgramParticipants.AsNoTracking().Where(p => p.ProgramId == programId).OrderBy(p => p.FromDate).ThenBy(p => p.Id)
            .Select(p => new { p.GroupCode, p.Reason }).ToListAsync(ct);
        var made = OwnTemplate.Of(tree, await OrdersAsync(id, ct), [.. groups.Select(g => (g.GroupCode, g.Reason))], await indicators.OfAsync(programId, ct), db.Now.Year);
        var row = new TenantTemplate
        {
            Id = command.Id ?? Guid.CreateVersion7(), Title = command.Title, Description = command.Description, Content = ProgramJson.Write(made), CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        if (await db.TenantTemplates.AnyAsync(t => t.Id == row.Id, ct))
            return row.Id;
        db.TenantTemplates.Add(row);
        try
        {
            await db.SaveAsync("programs.template-added", ct);
        }
        catch (DbUpdateException error) when (command.Id is not null && error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same form sent twice at once: the other one made it.
            db.ChangeTracker.Clear();
        }
        return row.Id;
    }

    public async Task<(TenantTemplate Row, OwnTemplate Template)?> FindAsync(Guid id, CancellationToken ct) =>
        await Kept().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { } row ? (row, ProgramJson.Read<OwnTemplate>(row.Content)) : null;

    /// <exception cref="DbUpdateConcurrencyException">Somebody saved it since.</exception>
    public Task<bool> ChangeAsync(Guid id, uint version, DescribeTemplate command, CancellationToken ct) => WriteAsync(id, version, "programs.template-changed", row =>
    {
        (row.Title, row.Description) = (command.Title, command.Description);
        // Also when nothing differs: the form was made from a row that may have changed meanwhile.
        db.Entry(row).Property(r => r.Title).IsModified = true;
    }, ct);

    /// <summary>Programmes that were started from it stay as they are.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody saved it since.</exception>
    public Task<bool> RemoveAsync(Guid id, uint version, CancellationToken ct) => WriteAsync(id, version, "programs.template-removed", row => row.RemovedAt = db.Now, ct);

    private bool MayKeep => db.Actor.May(Permissions.ProgramsEdit) && !db.Actor.IsSchool;

    private IQueryable<TenantTemplate> Kept() => db.TenantTemplates.Where(t => t.RemovedAt == null && MayKeep);

    private async Task<bool> WriteAsync(Guid id, uint version, string operation, Action<TenantTemplate> change, CancellationToken ct)
    {
        if (await Kept().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } row)
            return false;
        db.ExpectVersion(row, version);
        change(row);
        await db.SaveAsync(operation, ct);
        return true;
    }

    /// <summary>Orders of the version as they were prepared: number and date are given when the next programme is approved.</summary>
    private async Task<IReadOnlyList<NewOrder>> OrdersAsync(Guid version, CancellationToken ct)
    {
        var links = (await (from link in db.ProgramOrderLinks.AsNoTracking()
                            join order in db.ProgramOrders on link.OrderId equals order.Id
                            where link.VersionId == version
                            orderby order.DatedOn, order.Id, link.Approves
                            select new { order, link.Approves }).ToListAsync(ct)).GroupBy(l => l.order.Id);
        return [.. links.Select(of => new NewOrder(of.First().order.Title, of.First().order.Issuer, ProgramJson.Read<OrderDetails>(of.First().order.Details), [.. of.Select(l => l.Approves).Distinct()]))];
    }
}

/// <param name="Id">Made by the form, so that sending it twice makes one template; null for the next free one.</param>
public sealed record DescribeTemplate(string Title, string Description, Guid? Id = null);
