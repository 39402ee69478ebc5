using FluentValidation;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Step 1: the file.</summary>
public sealed class UploadForm
{
    public IFormFile? File { get; set; }
}

public sealed class UploadFormValidator : AbstractValidator<UploadForm>
{
    public UploadFormValidator(IOptions<UploadOptions> options)
    {
        var limit = options.Value.Limits.MaxFileBytes;
        RuleFor(form => form.File).NotNull().WithMessage("Выберите файл с результатами: книгу Excel (.xlsx, .xls) или таблицу CSV.");
        RuleFor(form => form.File!.Length).LessThanOrEqualTo(limit).When(form => form.File is not null)
            .OverridePropertyName(nameof(UploadForm.File))
            .WithMessage($"Файл больше {RussianText.Size(limit)}. Удалите из книги лишние листы и рисунки или разделите её на части.");
    }
}

/// <summary>Step 2: what the file does not say. Which fields are asked depends on the file.</summary>
public sealed class AnswersForm
{
    /// <summary>Start year.</summary>
    public int? Year { get; set; }
    public string? Procedure { get; set; }
    public string? Municipality { get; set; }
    public uint? Version { get; set; }

    public AnswerUpload ToCommand() => new(Year, Procedure, Municipality);
}

public sealed class AnswersFormValidator : AbstractValidator<AnswersForm>
{
    public AnswersFormValidator()
    {
        RuleFor(form => form.Year).InclusiveBetween(AcademicYear.MinStartYear, AcademicYear.MaxStartYear).WithMessage("Выберите учебный год из списка.");
        RuleFor(form => form).Must(form => form.Year is not null || form.Procedure is not null || form.Municipality is not null)
            .OverridePropertyName("").WithMessage("Ответьте хотя бы на один вопрос: выберите значение из списка.");
    }
}

/// <summary>Which school a name of the file means: one of the suggestions, another one, or none of ours.</summary>
public sealed class MatchForm
{
    public const string Other = "other";
    public const string Skip = "skip";

    /// <summary>The school as the file names it.</summary>
    public string? Label { get; set; }

    /// <summary>Id of a school, <see cref="Other"/> or <see cref="Skip"/>.</summary>
    public string? School { get; set; }
    public Guid? OtherSchool { get; set; }
    public uint? Version { get; set; }
}

public sealed class ReturnForm
{
    public string? Comment { get; set; }
    public uint? Version { get; set; }
}

public sealed class ReturnFormValidator : AbstractValidator<ReturnForm>
{
    public ReturnFormValidator() =>
        RuleFor(form => form.Comment).NotEmpty().WithMessage("Напишите, что школе нужно исправить.")
            .MaximumLength(Upload.CommentMaxLength).WithMessage($"Комментарий — не длиннее {Upload.CommentMaxLength} знаков.");
}
