using FluentValidation;
using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>A new federal list: a workbook, or schools ticked on the screen.</summary>
public sealed class FederalListForm
{
    public DateOnly? ListDate { get; set; }
    public string? Source { get; set; }
    public IFormFile? File { get; set; }
    public List<Guid>? SchoolIds { get; set; }

    public NewFederalList ToCommand(AcademicYear year, IReadOnlyList<FederalLine> lines) => new(year, ListDate!.Value, Source!, File?.FileName, lines);
}

public sealed class FederalListFormValidator : AbstractValidator<FederalListForm>
{
    /// <summary>A list of schools is small; the readers bound what is unpacked.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    public FederalListFormValidator()
    {
        RuleFor(f => f.ListDate).NotNull().WithMessage("Укажите дату перечня, например 12.08.2025");
        RuleFor(f => f.Source).NotEmpty().WithMessage("Укажите письмо или приказ, которым направлен перечень")
            .MaximumLength(FederalListService.SourceMaxLength).WithMessage($"Не больше {FederalListService.SourceMaxLength} знаков");
        RuleFor(f => f.File).Must((form, file) => file is not null || form.SchoolIds is { Count: > 0 })
            .WithMessage("Выберите файл перечня или отметьте школы");
        RuleFor(f => f.File).Must((form, file) => file is null || form.SchoolIds is not { Count: > 0 })
            .WithMessage("Выберите что-то одно: файл перечня или отмеченные школы");
        RuleFor(f => f.File).Must(file => file is null || file.Length <= MaxBytes).WithMessage("Файл больше 10 МБ. Это не перечень школ: проверьте, тот ли файл выбран");
    }
}
