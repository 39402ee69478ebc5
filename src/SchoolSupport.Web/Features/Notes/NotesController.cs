using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Notes;

/// <summary>Analytical notes: the list, a note as paper, its files, a person's words in it.</summary>
[Route("/monitoring/notes"), RequirePermission(Permissions.NotesView)]
public sealed class NotesController(NoteQueries queries, NoteService notes, NotePaperService papers) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? kind, CancellationToken ct) => View("Notes", await queries.ListAsync(NoteKinds.Find(kind), ct));

    [HttpGet("new"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> New(string? kind, string? period, CancellationToken ct) => View("NewNote", await queries.NewAsync(kind, period, null, ct));

    [HttpPost("new"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> New(NewNoteForm form, [FromServices] IValidator<NewNoteForm> validator, CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, form) && await queries.ProblemAsync(form, ct) is { } problem)
            ModelState.AddModelError("", problem);
        if (!ModelState.IsValid)
            return this.InvalidForm(await queries.NewAsync(form.Kind, form.Period, form, ct), "NewNote");
        return Redirect($"/monitoring/notes/{await notes.CreateAsync(form.ToCommand(), ct)}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, string? edition, CancellationToken ct) =>
        EditionOf(edition) is { } chosen && await queries.ShowAsync(id, chosen, ct) is { } page ? View("Note", page) : NotFound();

    /// <param name="edition">internal, when not given, or publication.</param>
    /// <param name="format">xlsx, docx or pdf.</param>
    [HttpGet("{id:guid}/file")]
    public async Task<IActionResult> Download(Guid id, string? edition, string? format, CancellationToken ct)
    {
        if (EditionOf(edition) is not { } chosen || ReportService.Find<ReportFormat>(format, ReportService.CodeOf) is not { } wanted)
            return NotFound();
        try
        {
            return await papers.WriteAsync(id, chosen, wanted, ct) is { } file ? File(file.Content, file.ContentType, file.Name) : NotFound();
        }
        catch (PdfUnavailableException refused)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return View("NoPdf", new NoteNoPdfPage(id, chosen, refused.Message));
        }
    }

    [HttpPost("{id:guid}/refresh"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> Refresh(Guid id, uint version, CancellationToken ct) => Done(id, await notes.RefreshAsync(id, version, ct));

    [HttpPost("{id:guid}/revise"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> Revise(Guid id, CancellationToken ct) => await notes.ReviseAsync(id, ct) is { } next ? Redirect($"/monitoring/notes/{next}") : NotFound();

    [HttpPost("{id:guid}/delete"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> Delete(Guid id, uint version, CancellationToken ct) => await notes.DeleteAsync(id, version, ct) ? Redirect("/monitoring/notes") : NotFound();

    [HttpGet("{id:guid}/sections/{section}"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> Edit(Guid id, string section, string? edition, CancellationToken ct) =>
        EditionOf(edition) is { } chosen && await queries.SectionAsync(id, chosen, section, null, ct) is { } page ? View("NoteSection", page) : NotFound();

    [HttpPost("{id:guid}/sections/{section}"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> Edit(Guid id, string section, string? edition, NoteSectionForm form, [FromServices] IValidator<NoteSectionForm> validator, CancellationToken ct)
    {
        if (EditionOf(edition) is not { } chosen || await queries.SectionAsync(id, chosen, section, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "NoteSection");
        try
        {
            return await notes.EditAsync(id, chosen, section, form.Version ?? 0, form.Written(), ct) ? Redirect($"{NotePage.Address(id, chosen)}#s-{section}") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await queries.ConflictAsync(id, chosen, section, form, Request, ct) is { } conflict ? this.Conflicting(conflict) : NotFound();
        }
    }

    /// <summary>After the data changed the person's words stay.</summary>
    [HttpPost("{id:guid}/edits/{editId:guid}/keep"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> Keep(Guid id, Guid editId, CancellationToken ct) => Done(id, await notes.DecideAsync(id, editId, keeps: true, ct));

    /// <summary>The generated text comes back.</summary>
    [HttpPost("{id:guid}/edits/{editId:guid}/drop"), RequirePermission(Permissions.NotesEdit)]
    public async Task<IActionResult> Drop(Guid id, Guid editId, CancellationToken ct) => Done(id, await notes.DecideAsync(id, editId, keeps: false, ct));

    private IActionResult Done(Guid id, bool found) => found ? Redirect($"/monitoring/notes/{id}") : NotFound();

    private static ReportEdition? EditionOf(string? code) => ReportService.Find<ReportEdition>(code ?? ReportService.CodeOf(ReportEdition.Internal), ReportService.CodeOf);
}

/// <summary>What those decide who may approve notes.</summary>
[Route("/monitoring/notes/{id:guid}/approve"), RequirePermission(Permissions.NotesApprove)]
public sealed class NoteApprovalController(NoteQueries queries, NoteService notes) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Approve(Guid id, CancellationToken ct) => await queries.ApproveAsync(id, null, ct) is { } page ? View("ApproveNote", page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Approve(Guid id, ApproveNoteForm form, [FromServices] IValidator<ApproveNoteForm> validator, CancellationToken ct)
    {
        if (await queries.ApproveAsync(id, form, ct) is not { } page)
            return NotFound();
        if (await this.IsValidAsync(validator, form) && page.Blockers.Count > 0)
            ModelState.AddModelError("", page.Blockers[0]);
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "ApproveNote");
        return await notes.ApproveAsync(id, form.Version ?? 0, form.ToCommand(), ct) ? Redirect($"/monitoring/notes/{id}") : NotFound();
    }
}
