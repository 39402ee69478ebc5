using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>The next version of a form: its heading, its sections, putting it into force or forgetting it.</summary>
[Route("/monitoring/forms/drafts/{id:guid}"), RequirePermission(Permissions.MonitoringCollect)]
public sealed class FormDraftsController(FormDraftPages pages, FormDraftService drafts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Page(Guid id, CancellationToken ct) => await pages.DraftAsync(id, null, ct) is { } page ? View("FormDraft", page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Page(Guid id, HeadingForm form, [FromServices] IValidator<HeadingForm> validator, CancellationToken ct)
    {
        if (await pages.DraftAsync(id, form, ct) is not { } page)
            return NotFound();
        if (!await this.IsValidAsync(validator, form))
            return this.InvalidForm(page, "FormDraft");
        if (await drafts.SaveHeadingAsync(id, form.ToHeading(), form.Was ?? "", ct) is not { } change)
            return NotFound();
        if (change.Stored is not { } stored)
            return Redirect(page.Path);
        var conflict = await pages.ConflictAsync(id, page.Path, [("Название", form.Title ?? "", stored.Title), ("Пояснение", form.Instruction ?? "", stored.Instruction)],
            Request, stored.Stamp, ct);
        return conflict is null ? NotFound() : this.Conflicting(conflict);
    }

    /// <summary>Another title for a section.</summary>
    [HttpPost("sections")]
    public async Task<IActionResult> Sections(Guid id, string? section, string? title, CancellationToken ct)
    {
        if (await pages.DraftAsync(id, null, ct) is not { } page)
            return NotFound();
        var name = title?.Trim() ?? "";
        if (name.Length is 0 or > FormSection.TitleMaxLength)
            ModelState.AddModelError("", $"Введите название раздела, не длиннее {FormSection.TitleMaxLength} знаков.");
        else if (name != section && page.Definition.Sections.Any(one => one.Title == name) && page.Definition.Sections.Any(one => one.Title == section))
            ModelState.AddModelError("", $"Раздел «{name}» в анкете уже есть.");
        if (!ModelState.IsValid)
            return this.InvalidForm(page, "FormDraft");
        if (page.Definition.Sections.All(one => one.Title != section) && page.Definition.Sections.All(one => one.Title != name))
            throw new PreconditionException("Такого раздела в анкете уже нет. Откройте анкету заново.");
        return await drafts.ChangeAsync(id, draft => draft.Rename(section ?? "", name), ct) ? Redirect(page.Path) : NotFound();
    }

    /// <param name="beside">Title of the section that it goes next to.</param>
    [HttpPost("sections/move")]
    public async Task<IActionResult> MoveSection(Guid id, string? section, string? beside, bool after, CancellationToken ct)
    {
        if (await pages.DraftAsync(id, null, ct) is not { } page)
            return NotFound();
        if (page.Definition.Sections.FirstOrDefault(one => one.Title == section) is not { } moved || page.Definition.Sections.All(one => one.Title != beside))
            throw new PreconditionException("Такого раздела в анкете уже нет. Откройте анкету заново.");
        return await drafts.ChangeAsync(id, draft => draft.MoveSection(moved.Title, new SectionPlace(beside!, after)), ct) ? Redirect($"{page.Path}#q-{moved.Questions[0].Code}") : NotFound();
    }

    [HttpGet("publish")]
    public async Task<IActionResult> Publish(Guid id, CancellationToken ct) => await pages.PublishAsync(id, null, ct) is { } page ? View("FormPublish", page) : NotFound();

    [HttpPost("publish")]
    public async Task<IActionResult> Publish(Guid id, PublishForm form, [FromServices] IValidator<PublishForm> validator, CancellationToken ct)
    {
        if (!await pages.IsThereAsync(id, ct))
            return NotFound();
        // Null: finished already, and the second press of the button changes nothing.
        var page = await pages.PublishAsync(id, form, ct);
        if (page is not null && await this.IsValidAsync(validator, form) && page.Missed.Count > 0 && !form.Knows)
            ModelState.AddModelError("Form.Knows", "Отметьте, что знаете, какие показатели останутся без данных, или верните вопросы.");
        if (!ModelState.IsValid)
            return page is null ? NotFound() : this.InvalidForm(page, "FormPublish");
        try
        {
            return await drafts.PublishAsync(id, form.Version ?? 0, page is null ? default : form.DayFrom(page.Today), ct) is { } code ? Redirect($"/monitoring/forms/{code}") : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", "Пока вы проверяли изменения, черновик изменили в другом окне. Ниже — изменения, какие они сейчас: проверьте их и подтвердите ещё раз.");
            return await AgainAsync(id, new PublishForm { From = form.From, StartsOn = form.StartsOn, Version = null }, ct);
        }
        catch (PreconditionException refused) when (page is not null)
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "FormPublish");
        }
    }

    [HttpPost("discard")]
    public async Task<IActionResult> Discard(Guid id, CancellationToken ct) => await drafts.DiscardAsync(id, ct) is null ? NotFound() : Redirect("/monitoring/forms");

    /// <summary>The changes as they are now, to be confirmed anew.</summary>
    private async Task<IActionResult> AgainAsync(Guid id, PublishForm form, CancellationToken ct)
    {
        if (await pages.PublishAsync(id, form, ct) is not { } page)
            return NotFound();
        form.Version = page.Draft.Draft.Version;
        ModelState.Remove("Form.Version");
        var result = this.InvalidForm(page, "FormPublish");
        result.StatusCode = StatusCodes.Status409Conflict;
        return result;
    }
}
