using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What is done with reports after they were handed in, and the documents of reports.</summary>
[Route("/programs/execution")]
public sealed class ReviewController(ReviewQueries queue, LineQueries lines, ExecutionReader reader, ExecutionService execution, EvidenceService evidence) : Controller
{
    [HttpGet("review"), RequirePermission(Permissions.ExecutionReview)]
    public async Task<IActionResult> Index(string? done, CancellationToken ct) =>
        View("Review", await queue.PageAsync(ListState.From(Request, ReviewQueries.Sorts), done, ct));

    /// <param name="chosen">«id.version» of each chosen report.</param>
    [HttpPost("review"), RequirePermission(Permissions.ExecutionReview)]
    public async Task<IActionResult> Index(List<string>? chosen, CancellationToken ct)
    {
        if (ReviewQueries.Versions(chosen) is not { Count: > 0 } versions)
        {
            ModelState.AddModelError("chosen", "Отметьте отчёты, которые нужно подтвердить.");
            return this.InvalidForm(await queue.PageAsync(ListState.From(Request, ReviewQueries.Sorts), null, ct), "Review");
        }
        return await execution.ConfirmAllAsync(versions, ct) is { } receipt
            ? Redirect($"{ExecutionLinks.Review}?done={receipt.Confirmed}-{receipt.Changed}") : NotFound();
    }

    [HttpPost("reports/{id:guid}/confirm"), RequirePermission(Permissions.ExecutionReview)]
    public Task<IActionResult> Confirm(Guid id, uint version, CancellationToken ct) => BackAsync(id, "confirmed", execution.ConfirmAsync(id, version, ct), ct);

    [HttpPost("reports/{id:guid}/withdraw"), RequirePermission(Permissions.ExecutionReport)]
    public Task<IActionResult> Withdraw(Guid id, uint version, CancellationToken ct) => BackAsync(id, "withdrawn", execution.WithdrawAsync(id, version, ct), ct);

    [HttpPost("reports/{id:guid}/resume"), RequirePermission(Permissions.ExecutionReview)]
    public Task<IActionResult> Resume(Guid id, uint version, CancellationToken ct) => BackAsync(id, "resumed", execution.ResumeAsync(id, version, ct), ct);

    [HttpPost("reports/{id:guid}/return"), RequirePermission(Permissions.ExecutionReview)]
    public async Task<IActionResult> Return(Guid id, GiveBackForm giveBack, [FromServices] IValidator<GiveBackForm> validator, CancellationToken ct)
    {
        if (await reader.AddressOfAsync(id, ct) is not { } line)
            return NotFound();
        if (await this.IsValidAsync(validator, giveBack, "GiveBack."))
            return await BackAsync(id, "returned", execution.ReturnAsync(id, giveBack.Comment!, giveBack.Version ?? 0, ct), ct);
        return await lines.FindAsync(line, ct) is { } found
            ? this.InvalidForm(await lines.PageAsync(found, null, ct, givenBack: giveBack), "~/Features/Programs/Execution/Report.cshtml") : NotFound();
    }

    /// <summary>Never shown inside the browser.</summary>
    [HttpGet("evidence/{id:guid}"), RequirePermission(Permissions.ProgramsView)]
    public async Task<IActionResult> Evidence(Guid id, CancellationToken ct) =>
        await evidence.OpenAsync(id, ct) is { } file ? File(file.Content, "application/octet-stream", file.FileName) : NotFound();

    [HttpPost("evidence/{id:guid}/remove"), RequirePermission(Permissions.ExecutionReport)]
    public async Task<IActionResult> RemoveEvidence(Guid id, CancellationToken ct) =>
        await evidence.RemoveAsync(id, ct) is { } line ? Redirect(ExecutionLinks.Report(line, "removed")) : NotFound();

    private async Task<IActionResult> BackAsync(Guid id, string done, Task<bool> work, CancellationToken ct) =>
        await work && await reader.AddressOfAsync(id, ct) is { } line ? Redirect(ExecutionLinks.Report(line, done)) : NotFound();
}
