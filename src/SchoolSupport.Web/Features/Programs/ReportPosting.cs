using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>
/// Takes a posted report in. Documents that can be taken are kept first, also when the rest of the form has to be corrected: a browser does not
/// send chosen files a second time.
/// </summary>
public sealed class ReportPosting(
    EvidenceService evidence, ExecutionService execution, ExecutionReader reader, TenantClock clock, CurrentActor actor, IValidator<ReportForm> validator)
{
    /// <returns>What became of it, a word for the address; null when the form has to be corrected: the errors are in the model state.</returns>
    public async Task<string?> TakeAsync(Controller controller, FoundLine found, LineAddress line, ReportForm form, CancellationToken ct)
    {
        await controller.IsValidAsync(validator, form, "Form.");
        if (form.DoneOn > await clock.TodayAsync(ct))
            controller.ModelState.AddModelError("Form.DoneOn", "Дата выполнения ещё не наступила. Укажите сегодняшнюю или прошедшую.");
        await KeepAsync(controller, found, line, form, ct);
        if (!controller.ModelState.IsValid)
            return null;
        if (form.Progress == ReportedStatus.Done && await MissingAsync(line, ct) is { Count: > 0 } missing)
        {
            controller.ModelState.AddModelError("Form.Items[0].File", $"Чтобы отчитаться о выполнении, приложите: {ExecutionService.ArtefactWords(missing)}.");
            return null;
        }
        await execution.ReportAsync(form.ToCommand(line), ct);
        return form.Progress != ReportedStatus.InProgress && (actor.IsSchool || form.AskReview) ? "sent" : "saved";
    }

    /// <summary>Attaches what was chosen; a document that is not taken gets its message.</summary>
    private async Task KeepAsync(Controller controller, FoundLine found, LineAddress line, ReportForm form, CancellationToken ct)
    {
        var chosen = await ChosenAsync(form, ct);
        foreach (var (field, item) in chosen)
            if (evidence.Refusal(item) is { } refusal)
                controller.ModelState.AddModelError(field, refusal);
        var taken = chosen.Where(c => controller.ModelState.GetValueOrDefault(c.Field) is not { Errors.Count: > 0 }).Select(c => c.Item).ToList();
        if (taken.Count == 0 || !execution.MayWrite(found))
            return;
        form.Version = await evidence.AddAsync(line, taken, form.Version, ct);
        (form.OtherKind, form.OtherTitle, form.OtherUrl) = (null, null, null);
        foreach (var field in new[] { "Form.OtherKind", "Form.OtherTitle", "Form.OtherUrl" })
            if (controller.ModelState.GetValueOrDefault(field) is { Errors.Count: 0 })
                controller.ModelState.Remove(field);
        controller.ViewData["Kept"] = true;
    }

    private static async Task<List<(string Field, NewEvidence Item)>> ChosenAsync(ReportForm form, CancellationToken ct)
    {
        var chosen = new List<(string, NewEvidence)>();
        foreach (var (index, item) in (form.Items ?? []).Index())
            if (item is { File: { } file, Kind: { } kind })
                chosen.Add(($"Form.Items[{index}].File", new NewEvidence(kind, "", null, file.FileName, await BytesAsync(file, ct))));
        if (form.OtherFile is { } other)
            chosen.Add(("Form.OtherFile", new NewEvidence(form.OtherKind ?? NewEvidence.OtherKind, form.OtherTitle ?? "", null, other.FileName, await BytesAsync(other, ct))));
        else if (form.OtherUrl is { } url)
            chosen.Add(("Form.OtherUrl", new NewEvidence(form.OtherKind ?? NewEvidence.OtherKind, form.OtherTitle ?? "", url, null, null)));
        return chosen;
    }

    private async Task<IReadOnlyList<string>> MissingAsync(LineAddress line, CancellationToken ct) =>
        await reader.FindLineAsync(line, ct) is { } found ? found.Measure.MissingFor(found.Line) : [];

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken ct)
    {
        using var memory = new MemoryStream((int)file.Length);
        await file.CopyToAsync(memory, ct);
        return memory.ToArray();
    }
}
