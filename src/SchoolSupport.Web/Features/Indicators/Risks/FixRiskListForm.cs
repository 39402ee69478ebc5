using FluentValidation;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Indicators.Risks;

/// <summary>A list of schools at risk to be fixed; the order may be named, and must be named whole.</summary>
public sealed class FixRiskListForm
{
    /// <summary>Number of the newest fixed list of the year when the form was shown; 0: there was none.</summary>
    public int? BasedOn { get; set; }
    public string? OrderNumber { get; set; }
    public DateOnly? OrderDate { get; set; }

    /// <summary>Why the list is made anew; the first of a year needs none.</summary>
    public string? Reason { get; set; }

    public FixRiskList ToCommand(AcademicYear year) => new(year, BasedOn!.Value, Reason ?? "", OrderNumber ?? "", OrderDate);
}

public sealed class FixRiskListFormValidator : AbstractValidator<FixRiskListForm>
{
    public FixRiskListFormValidator()
    {
        RuleFor(f => f.BasedOn).NotNull().WithMessage("Откройте страницу заново");
        RuleFor(f => f.OrderNumber).NotEmpty().When(f => f.OrderDate is not null).WithMessage("Укажите номер приказа или уберите его дату")
            .MaximumLength(RiskRun.OrderNumberMaxLength).WithMessage("Не больше {MaxLength} знаков");
        RuleFor(f => f.OrderDate).NotNull().When(f => f.OrderNumber is not null).WithMessage("Укажите дату приказа, например 12.11.2025, или уберите его номер");
        RuleFor(f => f.Reason).NotEmpty().When(f => f.BasedOn > 0).WithMessage("Напишите, почему список фиксируется заново")
            .MaximumLength(RiskRun.ReasonMaxLength).WithMessage("Не больше {MaxLength} знаков");
    }
}
