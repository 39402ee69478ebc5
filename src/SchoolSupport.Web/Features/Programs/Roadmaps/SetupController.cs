using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>The tables of a draft: names, years, columns, numbers; and what was removed.</summary>
[Route("/programs/{id:guid}/roadmap/setup"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class SetupController(SetupPages pages, RoadmapService roadmaps, RoadmapAnswers answers) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Setup(Guid id, Guid? map, CancellationToken ct) =>
        await pages.SetupAsync(id, map, new PostedSetup(), ct) is { } page ? View("Setup", page) : NotFound();

    [HttpPost("tables")]
    public async Task<IActionResult> AddTable(Guid id, [Bind(Prefix = "NewTable")] TableForm form, [FromServices] IValidator<TableForm> validator, CancellationToken ct)
    {
        if (await pages.SetupAsync(id, null, new PostedSetup(NewTable: form), ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form, "NewTable."))
            return this.InvalidForm(page, "Setup");
        var edited = await roadmaps.AddTableAsync(Key(id, form.VersionId), form.ToDetails(), ct);
        return await answers.AfterAsync(this, id, edited, ct, back: $"/programs/{id}/roadmap/setup?map={edited?.Tree.Roadmaps[^1].Row.LineId}");
    }

    [HttpPost("tables/{line:guid}")]
    public async Task<IActionResult> ChangeTable(Guid id, Guid line, [Bind(Prefix = "TableForm")] TableForm form, [FromServices] IValidator<TableForm> validator, CancellationToken ct)
    {
        if (await pages.SetupAsync(id, line, new PostedSetup(Table: form), ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form, "TableForm."))
            return this.InvalidForm(page, "Setup");
        return await BackAsync(id, line, await roadmaps.ChangeTableAsync(Key(id, form.VersionId), new ShownRow(line, form.RowVersion ?? 0), form.ToDetails(), ct), ct);
    }

    [HttpPost("tables/{line:guid}/remove")]
    public async Task<IActionResult> RemoveTable(Guid id, Guid line, Guid? versionId, uint rowVersion, CancellationToken ct) =>
        await answers.AfterAsync(this, id, await roadmaps.RemoveTableAsync(Key(id, versionId), new ShownRow(line, rowVersion), ct), ct, back: $"/programs/{id}/roadmap/setup");

    [HttpPost("tables/{line:guid}/columns")]
    public async Task<IActionResult> SetColumns(Guid id, Guid line, [Bind(Prefix = "Columns")] ColumnsForm form, CancellationToken ct)
    {
        if (await pages.SetupAsync(id, line, new PostedSetup(Columns: form), ct) is not { } page)
            return NotFound();
        try
        {
            return await BackAsync(id, line, await roadmaps.SetColumnsAsync(Key(id, form.VersionId), new ShownRow(line, form.RowVersion ?? 0), form.ToChoices(), ct), ct);
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "Setup");
        }
    }

    /// <param name="section">Line of the section; null: the whole table.</param>
    [HttpPost("tables/{line:guid}/renumber")]
    public async Task<IActionResult> Renumber(Guid id, Guid line, Guid? versionId, Guid? section, CancellationToken ct) =>
        await BackAsync(id, line, await roadmaps.RenumberAsync(Key(id, versionId), line, section, ct), ct);

    private Task<IActionResult> BackAsync(Guid id, Guid table, RoadmapEdited? edited, CancellationToken ct) =>
        answers.AfterAsync(this, id, edited, ct, back: $"/programs/{id}/roadmap/setup?map={table}");

    private static DraftKey Key(Guid id, Guid? versionId) => new(id, versionId ?? Guid.Empty);
}
