using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>One property for every kind of field.</summary>
public sealed class ComponentsForm
{
    public const int NameMaxLength = 200;
    public const int MaxTeachers = 500;

    public string? Name { get; set; }
    public int? Teachers { get; set; }
    public decimal? Rates { get; set; }
    public DateOnly? OpenedOn { get; set; }
    public string? Kind { get; set; }
    public string? Level { get; set; }
    public List<string>? Groups { get; set; }
    public string? Reason { get; set; }
    public IFormFile? File { get; set; }
    public bool Confirmed { get; set; }
}

public sealed class ComponentsFormValidator : AbstractValidator<ComponentsForm>
{
    public ComponentsFormValidator()
    {
        RuleFor(form => form.Name).NotEmpty().WithMessage("Введите название школы.")
            .MaximumLength(ComponentsForm.NameMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(form => form.Teachers).NotNull().WithMessage("Введите число учителей.")
            .InclusiveBetween(0, ComponentsForm.MaxTeachers).WithMessage("Введите число учителей от 0 до {To}.");
        RuleFor(form => form.Kind).NotEmpty().WithMessage("Выберите вид школы.");
        RuleFor(form => form.Confirmed).Equal(true).WithMessage("Отметьте, что сведения проверены.");
    }
}

public sealed record ComponentsPage(ComponentsForm Form, ListState List, IReadOnlyList<SelectListItem> Kinds);
