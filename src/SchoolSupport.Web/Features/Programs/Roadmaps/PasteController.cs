using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>Pasting rows copied from Excel or Word: text, then what would be added, then adding it.</summary>
[Route("/programs/{id:guid}/roadmap/paste"), RequirePermission(Permissions.SchoolProgramsEdit)]
public sealed class PasteController(RoadmapQueries queries, ProgramTreeReader trees, RoadmapService roadmaps, RoadmapAnswers answers) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Start(Guid id, Guid? map, Guid? after, CancellationToken ct) =>
        await FindAsync(id, new PasteForm { Map = map, After = after }, ct) is { } page ? View("Paste", page) : NotFound();

    /// <summary>Shows what would be added; with <paramref name="add"/> adds it.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Paste(Guid id, PasteForm form, bool add, CancellationToken ct)
    {
        if (await FindAsync(id, form, ct) is not { } page || form.VersionId != page.Frame.Version.Id)
            return NotFound();
        if (Problem(form, page.Preview) is { } problem)
        {
            ModelState.AddModelError("Form.Text", problem);
            return this.InvalidForm(page, "Paste");
        }
        if (!add || !page.Preview.HasTitle)
            return View("Paste", page);
        var place = form.After is { } line ? MeasurePlace.Behind(line) : new MeasurePlace(null, true, form.Section, page.Table.Row.LineId);
        try
        {
            var edited = await roadmaps.PasteAsync(new DraftKey(id, page.Frame.Version.Id), place, page.Preview.ToRows(), ct);
            return await answers.AfterAsync(this, id, edited, ct, edited?.Measures.FirstOrDefault());
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return this.InvalidForm(page, "Paste");
        }
    }

    private static string? Problem(PasteForm form, PastePreview preview) =>
        string.IsNullOrEmpty(form.Text) ? "Скопируйте строки таблицы в Excel или Word и вставьте их сюда."
        : form.Text.Length > PastedTable.MaxLength || preview.TooMany
            ? $"Вставляйте не больше {RussianText.Count(PastedTable.MaxRows, "строки", "строк", "строк")} за раз. Большую таблицу удобнее загрузить файлом."
        : preview.Places.Any(place => place is not null) && preview.Rows.Count == 0 ? "Здесь только заголовки столбцов. Вставьте строки с мероприятиями." : null;

    private async Task<PastePage?> FindAsync(Guid id, PasteForm form, CancellationToken ct)
    {
        if (await queries.EditableAsync(id, ct) is not { } frame)
            return null;
        var place = new NewPlace(form.Map, form.Section, form.After);
        if (place.Find(await trees.ReadTablesAsync(frame.Version.Id, ct)) is not { } table)
            return null;
        form.Section ??= form.After is null ? table.Sections.LastOrDefault()?.Row.LineId : null;
        return new PastePage(frame, form, table, new PastePreview(table, form));
    }
}

public sealed record PastePage(ProgramFrame Frame, PasteForm Form, RoadmapTree Table, PastePreview Preview)
{
    public string Path => $"{Frame.Path}/roadmap/paste";
    public string RoadmapPath => $"{Frame.Path}/roadmap?map={Table.Row.LineId}";
    public string? AfterLabel => Form.After is { } line && Table.FindLine(line) is { } measure ? Table.LabelOf(measure) : null;
}
