using FluentValidation;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>A report: what is done, when, and the documents that prove it, all in one form.</summary>
public sealed class ReportForm
{
    public const string InWork = "work";
    public const string Done = "done";
    public const string NotApplicable = "na";

    public string? Key { get; set; }
    public Guid? School { get; set; }

    /// <summary>One of the constants above.</summary>
    public string? Status { get; set; }
    public DateOnly? DoneOn { get; set; }
    public string? Comment { get; set; }
    public bool AskReview { get; set; }
    public uint? Version { get; set; }

    /// <summary>One place for each document that the measure must yield and that is not there yet.</summary>
    public List<AttachedForm>? Items { get; set; }

    /// <summary>Any other document: a file or a link.</summary>
    public string? OtherKind { get; set; }
    public string? OtherTitle { get; set; }
    public IFormFile? OtherFile { get; set; }
    public string? OtherUrl { get; set; }

    public ReportedStatus Progress => Status switch
    {
        Done => ReportedStatus.Done, NotApplicable => ReportedStatus.NotApplicable, _ => ReportedStatus.InProgress,
    };

    public ReportExecution ToCommand(LineAddress line) => new(line, Progress, DoneOn, Comment ?? "", AskReview, Version);
}

public sealed class AttachedForm
{
    public string? Kind { get; set; }
    public IFormFile? File { get; set; }
}

public sealed class ReportFormValidator : AbstractValidator<ReportForm>
{
    public ReportFormValidator()
    {
        RuleFor(f => f.Status).Must(s => s is ReportForm.InWork or ReportForm.Done or ReportForm.NotApplicable).WithMessage("Выберите, в каком состоянии мероприятие.");
        RuleFor(f => f.DoneOn).NotNull().When(f => f.Status == ReportForm.Done).WithMessage("Укажите дату выполнения.");
        RuleFor(f => f.Comment).MaximumLength(ExecutionReport.CommentMaxLength).WithMessage("Сократите комментарий до {MaxLength} знаков.");
        RuleFor(f => f.Comment).NotEmpty().When(f => f.Status == ReportForm.NotApplicable).WithMessage("Напишите, почему мероприятие не применимо.");
        RuleFor(f => f.OtherTitle).MaximumLength(ExecutionEvidence.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.OtherUrl).Null().When(f => f.OtherFile is not null).WithMessage("Приложите файл или укажите ссылку: одно из двух.");
    }
}

/// <summary>Why a term no longer has to be met.</summary>
public sealed class CancelForm
{
    public string? Key { get; set; }

    /// <summary>Null: for everybody whom the term asks.</summary>
    public Guid? School { get; set; }
    public string? Reason { get; set; }
}

public sealed class CancelFormValidator : AbstractValidator<CancelForm>
{
    public CancelFormValidator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Напишите, почему срок отменяется, например «приказ от 01.09.2025 № 41».")
        .MaximumLength(ExecutionReport.CommentMaxLength).WithMessage("Сократите причину до {MaxLength} знаков.");
}

/// <summary>What has to be corrected.</summary>
public sealed class GiveBackForm
{
    public string? Comment { get; set; }
    public uint? Version { get; set; }
}

public sealed class GiveBackFormValidator : AbstractValidator<GiveBackForm>
{
    public GiveBackFormValidator() => RuleFor(f => f.Comment).NotEmpty().WithMessage("Напишите, что нужно исправить.")
        .MaximumLength(ExecutionReport.CommentMaxLength).WithMessage("Сократите комментарий до {MaxLength} знаков.");
}
