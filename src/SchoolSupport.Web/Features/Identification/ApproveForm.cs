using FluentValidation;
using SchoolSupport.Application.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>The order that approves the list.</summary>
public sealed class ApproveForm
{
    public string? DocumentNumber { get; set; }
    public DateOnly? DocumentDate { get; set; }
    public uint? Version { get; set; }

    public ApproveRun ToCommand(Guid runId) => new(runId, Version!.Value, DocumentNumber!, DocumentDate!.Value);
}

public sealed class ApproveFormValidator : AbstractValidator<ApproveForm>
{
    public ApproveFormValidator()
    {
        RuleFor(f => f.DocumentNumber).NotEmpty().WithMessage("Укажите номер приказа, которым утверждается список")
            .MaximumLength(IdentificationService.DocumentNumberMaxLength).WithMessage($"Номер не длиннее {IdentificationService.DocumentNumberMaxLength} знаков");
        RuleFor(f => f.DocumentDate).NotNull().WithMessage("Укажите дату приказа, например 25.08.2025");
        RuleFor(f => f.Version).NotNull().WithMessage("Откройте расчёт заново");
    }
}
