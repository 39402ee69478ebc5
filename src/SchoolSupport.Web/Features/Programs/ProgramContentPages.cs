using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the forms of a draft's words show. A page without a draft to write, or of a programme that the person may not write, is null.</summary>
public sealed class ProgramContentPages(AppDbContext db, ProgramFrames frames, HistoryQueries history)
{
    public async Task<ContentPage<TForm>?> StoredAsync<TForm>(Guid id, CancellationToken ct) where TForm : ContentForm, new()
    {
        if (await EditableAsync(id, ct) is not { } frame)
            return null;
        var form = new TForm { Version = frame.Version.Version };
        form.ReadFrom(await ContentAsync(frame.Version.Id, ct));
        return new ContentPage<TForm>(frame, form);
    }

    public async Task<ContentPage<TForm>?> PostedAsync<TForm>(Guid id, TForm form, CancellationToken ct) where TForm : ContentForm =>
        await EditableAsync(id, ct) is { } frame ? new ContentPage<TForm>(frame, form) : null;

    /// <summary>Both people's rows side by side.</summary>
    public async Task<ConflictPage?> ConflictAsync<TForm>(Guid id, TForm mine, string path, HttpRequest request, CancellationToken ct) where TForm : ContentForm, new()
    {
        if (await StoredAsync<TForm>(id, ct) is not { } stored)
            return null;
        var (ours, theirs) = (mine.InWords(), stored.Form.InWords());
        var fields = Enumerable.Range(0, Math.Max(ours.Count, theirs.Count))
            .Select(i => new ConflictField($"Строка {i + 1}", ours.ElementAtOrDefault(i) ?? "", theirs.ElementAtOrDefault(i) ?? "")).Where(f => f.Mine != f.Stored);
        return await PageAsync(stored.Frame, [.. fields], $"{stored.Frame.Path}/{path}", request, ct);
    }

    public async Task<SettingsPage?> SettingsAsync(Guid id, SettingsForm? posted, CancellationToken ct) =>
        await EditableAsync(id, ct) is { } frame ? new SettingsPage(frame, posted ?? SettingsForm.Of(frame), frame.Versions.Any(v => v.Status >= VersionStatus.Approved)) : null;

    public async Task<ConflictPage?> SettingsConflictAsync(Guid id, SettingsForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await EditableAsync(id, ct) is not { } frame)
            return null;
        var fields = mine.InWords().Zip(SettingsForm.Of(frame).InWords()).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new ConflictField(pair.First.Label, pair.First.Value, pair.Second.Value));
        return await PageAsync(frame, [.. fields], $"{frame.Path}/settings", request, ct);
    }

    private async Task<ConflictPage> PageAsync(ProgramFrame frame, IReadOnlyList<ConflictField> fields, string path, HttpRequest request, CancellationToken ct)
    {
        var last = (await history.OfRowAsync("program_versions", frame.Version.Id, 1, ct)).FirstOrDefault();
        return new ConflictPage(frame.Title, fields, last?.Role ?? "", last?.When ?? "", path, path, ConflictPage.PostAgain(request, "Form.Version", frame.Version.Version.ToString(RussianText.Culture)));
    }

    /// <summary>Also a version that is no draft any more has its page: it says why nothing can be written.</summary>
    private Task<ProgramFrame?> EditableAsync(Guid id, CancellationToken ct) => frames.FindEditableAsync(id, ProgramTab.Overview, ct);

    private async Task<ProgramContent> ContentAsync(Guid versionId, CancellationToken ct) =>
        ProgramJson.Read<ProgramContent>(await db.ProgramVersions.AsNoTracking().Where(v => v.Id == versionId).Select(v => v.Content).SingleAsync(ct));
}

/// <param name="IsLocked">A version was approved once: what it was approved as stays.</param>
public sealed record SettingsPage(ProgramFrame Frame, SettingsForm Form, bool IsLocked);

public sealed class SettingsForm
{
    public string? Title { get; set; }
    public string? DocumentKind { get; set; }
    public DateOnly? PeriodFrom { get; set; }
    public DateOnly? PeriodTo { get; set; }
    public string? SchoolTerm { get; set; }
    public bool AcademicPlan { get; set; }
    public uint? Version { get; set; }

    public static SettingsForm Of(ProgramFrame frame) => new()
    {
        Title = frame.Title, DocumentKind = frame.Program.DocumentKind, PeriodFrom = frame.Program.PeriodFrom, PeriodTo = frame.Program.PeriodTo,
        SchoolTerm = frame.Program.SchoolTerm, AcademicPlan = frame.Program.AcademicPlan, Version = frame.Version.Version,
    };

    public ProgramSettings ToSettings() => new(Title!, DocumentKind!, PeriodFrom, PeriodTo, SchoolTerm!, AcademicPlan);

    /// <summary>Fields with values in words, always in the same order.</summary>
    public IEnumerable<(string Label, string Value)> InWords() =>
    [
        ("Название", Title ?? ""), ("Вид документа", ProgramWords.Kind(DocumentKind ?? "")), ("Начало срока", PeriodFrom is { } from ? RussianText.ShortDate(from) : ""),
        ("Конец срока", PeriodTo is { } to ? RussianText.ShortDate(to) : ""), ("Как названы школы", SchoolTerm ?? ""), ("Год — учебный", AcademicPlan ? "да" : "нет"),
    ];
}

public sealed class SettingsFormValidator : AbstractValidator<SettingsForm>
{
    public SettingsFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название документа.")
            .MaximumLength(SupportProgram.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.DocumentKind).Must(kind => kind is not null && Application.Programs.DocumentKind.Find(kind) is not null).WithMessage("Выберите вид документа.");
        RuleFor(f => f.SchoolTerm).Must(term => term is "ОО" or "ОУ").WithMessage("Выберите, как в документе названы школы.");
        RuleFor(f => f.PeriodTo).GreaterThanOrEqualTo(f => f.PeriodFrom).When(f => f.PeriodFrom is not null && f.PeriodTo is not null)
            .WithMessage("Срок не может закончиться раньше, чем начался.");
    }
}
