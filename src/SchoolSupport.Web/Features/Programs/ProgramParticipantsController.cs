using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Who takes part in a municipal programme: at any date, added by groups or from the approved list, ended with a date.</summary>
[Route("/programs/{id:guid}/participants"), RequirePermission(Permissions.ProgramsView)]
public sealed class ProgramParticipantsController(ProgramParticipantPages pages, ParticipantService participants) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, DateOnly? on, CancellationToken ct) =>
        await pages.ListAsync(id, on, ct) is { } page ? View("Participants", page) : NotFound();

    [HttpGet("add"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Add(Guid id, CancellationToken ct) => await pages.AddAsync(id, null, ct) is { } page ? View("ParticipantsAdd", page) : NotFound();

    [HttpPost("add"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Add(Guid id, AddParticipantsForm form, [FromServices] IValidator<AddParticipantsForm> validator, CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, form) && await participants.BlockerToAddingAsync(id, form.ToParticipants(), ct) is { } blocker)
            ModelState.AddModelError("", blocker);
        if (!ModelState.IsValid)
            return await pages.AddAsync(id, form, ct) is { } page ? this.InvalidForm(page, "ParticipantsAdd") : NotFound();
        return await participants.AddAsync(id, form.ToParticipants(), ct) ? Redirect($"/programs/{id}/participants") : NotFound();
    }

    [HttpGet("{participantId:guid}"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Edit(Guid id, Guid participantId, CancellationToken ct) =>
        await pages.EditAsync(id, participantId, null, ct) is { } page ? View("ParticipantEdit", page) : NotFound();

    [HttpPost("{participantId:guid}"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Edit(Guid id, Guid participantId, ParticipantForm form, [FromServices] IValidator<ParticipantForm> validator, CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, form))
            return await pages.EditAsync(id, participantId, form, ct) is { } page ? this.InvalidForm(page, "ParticipantEdit") : NotFound();
        try
        {
            return await participants.ChangeAsync(id, participantId, form.Version ?? 0, form.ToCommand(), ct) ? Redirect($"/programs/{id}/participants") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await pages.ConflictAsync(id, participantId, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    [HttpPost("{participantId:guid}/remove"), RequirePermission(Permissions.ProgramsEdit)]
    public async Task<IActionResult> Remove(Guid id, Guid participantId, uint version, CancellationToken ct) =>
        await participants.RemoveAsync(id, participantId, version, ct) ? Redirect($"/programs/{id}/participants") : NotFound();
}
