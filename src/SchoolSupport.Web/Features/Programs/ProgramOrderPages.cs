using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the pages of orders show.</summary>
public sealed class ProgramOrderPages(AppDbContext db, CurrentActor actor, TenantClock clock, ProgramFrames frames, HistoryQueries history)
{
    public async Task<OrderPage?> ShowAsync(Guid id, Guid orderId, CancellationToken ct)
    {
        // An order of the department names other schools too.
        if (await frames.FindAsync(id, ProgramTab.Overview, ct) is not { } frame || (actor.IsSchool && frame.Program.SchoolId is null)
            || await FindAsync(id, orderId, ct) is not { } order)
            return null;
        var approves = await ApprovesAsync(orderId, ct);
        var tables = await TablesAsync(frame, ct);
        return new OrderPage(frame, order, ProgramJson.Read<OrderDetails>(order.Details),
            [.. approves.Select(a => a.RoadmapLineId is { } line && tables.FirstOrDefault(t => t.LineId == line) is { } table ? $"таблицу «{table.Title}»" : ProgramWords.Subject(a.Subject))],
            frame.Versions.FirstOrDefault(v => v.OrderId == orderId));
    }

    public async Task<OrderFormPage?> FormAsync(Guid id, Guid? orderId, OrderForm? posted, CancellationToken ct)
    {
        if (await frames.FindEditableAsync(id, ProgramTab.Overview, ct) is not { } frame)
            return null;
        var order = orderId is { } known ? await FindAsync(id, known, ct) : null;
        if (orderId is not null && order is null)
            return null;
        var form = posted ?? (order is null ? new OrderForm { Issuer = (await clock.TenantAsync(ct)).AuthorityName, Items = [new OrderItemRow { Number = "1" }] } : OrderForm.Of(order, await ApprovesAsync(order.Id, ct)));
        if (form.Items.Count == 0)
            form.Items.Add(new OrderItemRow());
        return new OrderFormPage(frame, orderId, form, await SubjectsAsync(frame, ct), orderId is not null && frame.Versions.Any(v => v.OrderId == orderId), order?.Version ?? 0);
    }

    public async Task<ConflictPage?> ConflictAsync(Guid id, Guid orderId, OrderForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await FindAsync(id, orderId, ct) is not { } order)
            return null;
        var fields = mine.InWords().Zip(OrderForm.Of(order, await ApprovesAsync(orderId, ct)).InWords()).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new ConflictField(pair.First.Label, pair.First.Value, pair.Second.Value));
        var last = (await history.OfRowAsync("program_orders", orderId, 1, ct)).FirstOrDefault();
        var path = $"/programs/{id}/orders/{orderId}/edit";
        return new ConflictPage(ProgramWords.Capital(ProgramWords.Order(order.Number, order.DatedOn)), [.. fields], last?.Role ?? "", last?.When ?? "", path, path,
            ConflictPage.PostAgain(request, "Form.Version", order.Version.ToString(RussianText.Culture)));
    }

    private Task<ProgramOrder?> FindAsync(Guid id, Guid orderId, CancellationToken ct) =>
        db.ProgramOrders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == orderId && o.ProgramId == id, ct);

    private Task<List<OrderApproves>> ApprovesAsync(Guid orderId, CancellationToken ct) => db.ProgramOrderLinks.AsNoTracking().Where(l => l.OrderId == orderId)
        .OrderBy(l => l.Approves).Select(l => new OrderApproves(l.Approves, l.RoadmapLineId)).ToListAsync(ct);

    private sealed record Table(Guid LineId, string Title);

    private Task<List<Table>> TablesAsync(ProgramFrame frame, CancellationToken ct) => db.Roadmaps.AsNoTracking().Where(r => r.VersionId == frame.Version.Id)
        .OrderBy(r => r.SortOrder).ThenBy(r => r.Id).Select(r => new Table(r.LineId, r.Title)).ToListAsync(ct);

    /// <summary>What an order may approve; where there are several tables, each may be named.</summary>
    private async Task<IReadOnlyList<SelectListItem>> SubjectsAsync(ProgramFrame frame, CancellationToken ct)
    {
        var tables = await TablesAsync(frame, ct);
        return
        [
            .. Enum.GetValues<OrderSubject>().Select(s => new SelectListItem(ProgramWords.Subject(s), OrderForm.CodeOf(new OrderApproves(s, null)))),
            .. tables.Where(_ => tables.Count > 1).Select(t => new SelectListItem($"таблицу «{t.Title}»", OrderForm.CodeOf(new OrderApproves(OrderSubject.Roadmap, t.LineId)))),
        ];
    }
}

/// <param name="PutIntoForce">The version that the order approved.</param>
public sealed record OrderPage(ProgramFrame Frame, ProgramOrder Order, OrderDetails Details, IReadOnlyList<string> Approves, FrameVersion? PutIntoForce);

/// <param name="IsLocked">The order put a version into force: number and date stay.</param>
public sealed record OrderFormPage(ProgramFrame Frame, Guid? OrderId, OrderForm Form, IReadOnlyList<SelectListItem> Subjects, bool IsLocked, uint Stored)
{
    public string Path => OrderId is { } id ? $"{Frame.Path}/orders/{id}/edit" : $"{Frame.Path}/orders/new";
    public string BackPath => OrderId is { } id ? $"{Frame.Path}/orders/{id}" : $"{Frame.Path}#orders";
}
