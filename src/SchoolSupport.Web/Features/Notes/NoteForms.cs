using FluentValidation;
using SchoolSupport.Application.Notes;
using SchoolSupport.Domain.Indicators.Campaigns;

namespace SchoolSupport.Web.Features.Notes;

/// <summary>What a new note is about.</summary>
public sealed class NewNoteForm
{
    /// <summary>Made with the page, so that sending the form twice makes one note.</summary>
    public Guid? Id { get; set; }
    public string? Kind { get; set; }
    public string? Period { get; set; }
    public Guid? Program { get; set; }

    public NoteKind? KindOf => NoteKinds.Find(Kind);

    public MonitoringPeriod? PeriodOf => KindOf is { } kind ? NoteKinds.Period(kind, Period) : null;

    public NewNote ToCommand() => new(Id, KindOf!.Value, PeriodOf!.Value, Program);
}

public sealed class NewNoteFormValidator : AbstractValidator<NewNoteForm>
{
    public NewNoteFormValidator()
    {
        RuleFor(f => f.KindOf).NotNull().OverridePropertyName(nameof(NewNoteForm.Kind)).WithMessage("Выберите вид справки.");
        RuleFor(f => f.PeriodOf).NotNull().OverridePropertyName(nameof(NewNoteForm.Period)).WithMessage("Выберите период справки.").When(f => f.KindOf is not null);
    }
}

/// <summary>The texts of a section.</summary>
public sealed class NoteSectionForm
{
    public uint? Version { get; set; }
    public List<NoteTextForm> Texts { get; set; } = [];

    public IReadOnlyDictionary<string, string> Written() => Texts.Where(text => text.Key is not null).DistinctBy(text => text.Key).ToDictionary(text => text.Key!, text => text.Text ?? "");
}

public sealed class NoteTextForm
{
    /// <summary>Of the paragraph.</summary>
    public string? Key { get; set; }

    /// <summary>Empty: the paragraph is left out.</summary>
    public string? Text { get; set; }
}

public sealed class NoteSectionFormValidator : AbstractValidator<NoteSectionForm>
{
    public NoteSectionFormValidator() => RuleForEach(f => f.Texts).ChildRules(text =>
        text.RuleFor(t => t.Text).MaximumLength(NoteEdit.WordingMaxLength).WithMessage("Сократите абзац до {MaxLength} знаков или разделите его на части."));
}

/// <summary>Number, date and signature.</summary>
public sealed class ApproveNoteForm
{
    public uint? Version { get; set; }
    public string? Number { get; set; }
    public DateOnly? DatedOn { get; set; }
    public string? Position { get; set; }
    public string? Name { get; set; }

    public static ApproveNoteForm Of(StoredNote note, DateOnly today) => new()
    {
        Version = note.Row.Version, DatedOn = today, Position = Plain(note.Head.Signature.Position), Name = note.Head.Signature is { Name: { } name } && !name.StartsWith('_') ? Plain(name) : null,
    };

    private static string Plain(string text) => text.Replace('\u00a0', ' ');

    public ApproveNote ToCommand() => new(Number!, DatedOn!.Value, Position!, Name ?? "");
}

public sealed class ApproveNoteFormValidator : AbstractValidator<ApproveNoteForm>
{
    public ApproveNoteFormValidator()
    {
        RuleFor(f => f.Number).NotEmpty().WithMessage("Введите номер справки.").MaximumLength(AnalyticalNote.NumberMaxLength).WithMessage("Сократите номер до {MaxLength} знаков.");
        RuleFor(f => f.DatedOn).NotNull().WithMessage("Введите дату справки, например 15.09.2025.");
        RuleFor(f => f.Position).NotEmpty().WithMessage("Введите должность того, кто подписывает справку.").MaximumLength(AnalyticalNote.SignatureMaxLength).WithMessage("Сократите должность до {MaxLength} знаков.");
        RuleFor(f => f.Name).MaximumLength(AnalyticalNote.SignatureMaxLength).WithMessage("Сократите имя до {MaxLength} знаков.");
    }
}
