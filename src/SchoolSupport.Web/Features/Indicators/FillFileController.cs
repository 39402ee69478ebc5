using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Web.Composition;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>A form as a workbook: out, in, and a preview of what saving it would do. Nothing is stored before the last step.</summary>
[Route("/monitoring/campaigns/{id:guid}/form/file"), RequirePermission(Permissions.MonitoringFill)]
public sealed class FillFileController(FormFileService files, SubmissionService submissions, CurrentActor actor) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Choose(Guid id, CancellationToken ct) => await files.AgainAsync(id, actor.SchoolId, [], ct) is { } empty ? View("FileChoose", new FilePage(empty, new FileForm())) : NotFound();

    [HttpGet("template")]
    public async Task<IActionResult> Template(Guid id, CancellationToken ct) =>
        await files.WriteAsync(id, actor.SchoolId, ct) is { } written ? File(written.Content, IndicatorExport.ContentType, written.FileName) : NotFound();

    [HttpPost(""), EnableRateLimiting(RateLimits.Upload)]
    public async Task<IActionResult> Choose(Guid id, FileForm form, CancellationToken ct)
    {
        if (await files.AgainAsync(id, actor.SchoolId, [], ct) is not { } empty)
            return NotFound();
        if (form.Problem is { } problem)
            return Refused(problem);
        using var content = new MemoryStream();
        await form.File!.CopyToAsync(content, ct);
        var read = (await files.ReadAsync(id, actor.SchoolId, content.ToArray(), form.File.FileName, ct))!;
        return read.Refusal is { } reason ? Refused(reason) : View("FilePreview", new FilePage(read, new FileForm()));

        IActionResult Refused(string why)
        {
            ModelState.AddModelError("Form.File", why);
            return this.InvalidForm(new FilePage(empty, form), "FileChoose");
        }
    }

    [HttpPost("save")]
    public async Task<IActionResult> Save(Guid id, FileAnswersForm form, CancellationToken ct)
    {
        var typed = form.ToAnswers();
        if (typed.Count == 0)
            return await files.AgainAsync(id, actor.SchoolId, [], ct) is null ? NotFound() : Redirect($"{FillLinks.Form(id)}/file");
        try
        {
            if (await submissions.SaveAsync(id, actor.SchoolId, typed, ct) is not { } saved)
                return NotFound();
            if (saved.Conflicts.Count == 0)
                return Redirect($"{FillLinks.Form(id)}/check?saved={saved.Saved}");
            foreach (var conflict in saved.Conflicts)
                ModelState.AddModelError("", $"Пока вы смотрели файл, другой человек записал «{conflict.Stored}» туда, где в файле «{conflict.Typed}». Остальные ответы сохранены; нажмите «Сохранить ответы», если верно значение из файла.");
            typed = [.. typed.Where(answer => saved.Conflicts.Any(conflict => conflict.Key == answer.Key))];
        }
        catch (PreconditionException refused)
        {
            ModelState.AddModelError("", $"{refused.Message}. Ответы из файла не сохранены и показаны ниже.");
        }
        return await files.AgainAsync(id, actor.SchoolId, typed, ct) is { } again ? this.InvalidForm(new FilePage(again, new FileForm()), "FilePreview") : NotFound();
    }
}

/// <summary>A chosen file.</summary>
public sealed class FileForm
{
    public IFormFile? File { get; set; }

    internal string? Problem => File is not { Length: > 0 } ? "Выберите заполненный файл анкеты."
        : File.Length > WorkbookLimits.Default.MaxFileBytes ? $"Файл больше {WorkbookLimits.Default.MaxFileBytes / 1_048_576} МБ. Это не файл анкеты: он намного меньше."
        : null;
}

/// <summary>The answers of a file that was looked at.</summary>
public sealed class FileAnswersForm
{
    /// <summary>As JSON: one field, however many questions a form has.</summary>
    public string? Answers { get; set; }

    /// <summary>Empty when nothing can be read.</summary>
    internal IReadOnlyList<TypedAnswer> ToAnswers()
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<List<PostedAnswer>>(Answers ?? "[]") ?? []).Where(a => a is { Question: not null })
                .Select(a => new TypedAnswer(a.Key, a.Typed, a.NotApplicable, string.IsNullOrEmpty(a.Comment) ? null : a.Comment, a.Was ?? ""))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>What the preview posts.</summary>
    public static string Pack(IEnumerable<FileChange> changes) => JsonSerializer.Serialize(changes.Select(change => new PostedAnswer
    {
        Question = change.Key.Question, Class = change.Key.Class, Typed = change.IsNotApplicable ? null : change.Typed, NotApplicable = change.IsNotApplicable, Comment = change.Comment, Was = change.Stored,
    }));
}

public sealed record FilePage(FormFilePreview Preview, FileForm Form)
{
    public SubmissionView View => Preview.View;
    public string Path => FillLinks.Form(View.Campaign.Id);
    public DateOnly Due => View.Submission.Rules.DueIn(View.Campaign.Rules);

    /// <summary>«Выявление рисковых школ. Изменится 3 ответа; без изменений 10.»</summary>
    public string Summary
    {
        get
        {
            var parts = new List<string> { $"Изменится {RussianText.Count(Preview.Changes.Count, "ответ", "ответа", "ответов")}" };
            if (Preview.Same > 0)
                parts.Add($"без изменений {Preview.Same}");
            if (Preview.Blank > 0)
                parts.Add($"пустых ячеек {Preview.Blank}, они ничего не изменят");
            return $"{View.Campaign.Title}. {string.Join("; ", parts)}.";
        }
    }

    public static string PlaceOf(Finding finding) => finding.Row is { } row ? $"{finding.Column}{row}" : "—";

    public static string Label(FileChange change) => change.Key.Class is null ? change.Question.Text : $"{change.Key.Class}. {change.Question.Text}";

    /// <summary>For reading: options by their text.</summary>
    public static string Told(FormQuestion question, string typed) => typed.Length == 0 ? "нет ответа"
        : typed == AnswerWords.NotApplicable ? "не применимо" : AnswerReader.Read(question, typed).Answer is { State: AnswerState.Given } answer ? AnswerWords.Shown(question, answer) : $"«{typed}»";
}
