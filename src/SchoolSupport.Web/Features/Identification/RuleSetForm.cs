using FluentValidation;
using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>The next version of the method.</summary>
public sealed class RuleSetForm
{
    public Guid? CurrentId { get; set; }
    public string? Name { get; set; }
    public decimal? ThresholdPercent { get; set; }
    public int? OneYear { get; set; }
    public int? TwoYears { get; set; }
    public int? SmallSampleBelow { get; set; }
    public bool StableStrict { get; set; }
    public List<string>? Procedures { get; set; }
    public string? Comment { get; set; }

    public static RuleSetForm Of(RuleSetVersion version) => new()
    {
        CurrentId = version.Id, Name = version.Rules.Name, ThresholdPercent = version.Rules.ThresholdPercent, OneYear = version.Rules.ProceduresForOneYear,
        TwoYears = version.Rules.ProceduresForTwoYears, SmallSampleBelow = version.Rules.SmallSampleBelow, StableStrict = version.Rules.StableStrict,
        Procedures = [.. version.Rules.Procedures],
    };

    public LowResultsRuleSet ToRules() => new()
    {
        Name = Name!, ThresholdPercent = ThresholdPercent!.Value, ProceduresForOneYear = OneYear!.Value, ProceduresForTwoYears = TwoYears!.Value,
        SmallSampleBelow = SmallSampleBelow!.Value, StableStrict = StableStrict, Procedures = Procedures ?? [],
    };
}

public sealed class RuleSetFormValidator : AbstractValidator<RuleSetForm>
{
    public RuleSetFormValidator()
    {
        RuleFor(f => f.CurrentId).NotNull().WithMessage("Откройте методику заново");
        RuleFor(f => f.Name).NotEmpty().WithMessage("Укажите название методики")
            .MaximumLength(StoredRuleSet.NameMaxLength).WithMessage($"Не больше {StoredRuleSet.NameMaxLength} знаков");
        RuleFor(f => f.ThresholdPercent).NotNull().WithMessage("Укажите порог: число больше 0 и не больше 100");
        RuleFor(f => f.OneYear).NotNull().WithMessage("Укажите, сколько процедур за год достаточно");
        RuleFor(f => f.TwoYears).NotNull().WithMessage("Укажите, сколько процедур в каждом из двух лет достаточно");
        RuleFor(f => f.SmallSampleBelow).NotNull().WithMessage("Укажите, меньше скольких участников выборка считается малой");
        RuleFor(f => f.Comment).NotEmpty().WithMessage("Напишите, что и почему изменено")
            .MaximumLength(StoredRuleSet.CommentMaxLength).WithMessage($"Не больше {StoredRuleSet.CommentMaxLength} знаков");
    }
}
