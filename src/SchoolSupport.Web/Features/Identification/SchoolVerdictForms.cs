using FluentValidation;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Nobody took part: in one procedure, or in every one without data.</summary>
public sealed class AbsenceForm
{
    public string? Year { get; set; }
    public Guid? ProcedureId { get; set; }
    public string? Reason { get; set; }

    public ConfirmAbsence ToCommand(Guid schoolId) => new(schoolId, AcademicYear.Parse(Year!), ProcedureId, Reason!);
}

public sealed class AbsenceFormValidator : AbstractValidator<AbsenceForm>
{
    public AbsenceFormValidator()
    {
        RuleFor(f => f.Year).Must(text => AcademicYear.TryParse(text, out _)).WithMessage("Выберите учебный год");
        RuleFor(f => f.Reason).NotEmpty().WithMessage("Напишите, откуда известно, что участников не было")
            .MaximumLength(AbsenceConfirmation.ReasonMaxLength).WithMessage($"Не больше {AbsenceConfirmation.ReasonMaxLength} знаков");
    }
}

/// <summary>An officer includes or excludes the school for the list year.</summary>
public sealed class DecisionForm
{
    /// <summary>«include» or «exclude».</summary>
    public string? Decision { get; set; }
    public string? Basis { get; set; }
    public string? Reason { get; set; }

    public DecideSchool ToCommand(Guid schoolId, AcademicYear year) => new(schoolId, year, Decision == "include", Basis!, Reason!);
}

public sealed class DecisionFormValidator : AbstractValidator<DecisionForm>
{
    public DecisionFormValidator()
    {
        RuleFor(f => f.Decision).Must(d => d is "include" or "exclude").WithMessage("Выберите решение: включить или исключить");
        RuleFor(f => f.Basis).NotEmpty().WithMessage("Укажите документ, на основании которого принято решение")
            .MaximumLength(ManualDecision.TextMaxLength).WithMessage($"Не больше {ManualDecision.TextMaxLength} знаков");
        RuleFor(f => f.Reason).NotEmpty().WithMessage("Напишите, почему принято такое решение")
            .MaximumLength(ManualDecision.TextMaxLength).WithMessage($"Не больше {ManualDecision.TextMaxLength} знаков");
    }
}

public sealed class WithdrawDecisionForm
{
    public string? Reason { get; set; }
}

public sealed class WithdrawDecisionFormValidator : AbstractValidator<WithdrawDecisionForm>
{
    public WithdrawDecisionFormValidator() =>
        RuleFor(f => f.Reason).NotEmpty().WithMessage("Напишите, почему решение отменяется")
            .MaximumLength(ManualDecision.TextMaxLength).WithMessage($"Не больше {ManualDecision.TextMaxLength} знаков");
}
