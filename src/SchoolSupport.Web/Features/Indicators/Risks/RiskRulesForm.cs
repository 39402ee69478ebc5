using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;
using static SchoolSupport.Domain.Indicators.Risks.RiskIndicator;

namespace SchoolSupport.Web.Features.Indicators.Risks;

/// <summary>The next version of the risk method: what the document leaves open, and its thresholds. Percentages 0…100.</summary>
public sealed class RiskRulesForm
{
    private static readonly string[] Works = [VprMath4, VprMath8, VprRussian4, VprRussian8];

    /// <summary>Number of the version in force when the form was shown.</summary>
    public int? BasedOn { get; set; }
    public string? Name { get; set; }
    public RiskAggregation? Aggregation { get; set; }

    /// <summary>Looked at under <see cref="RiskAggregation.AtLeast"/> alone.</summary>
    public int? SectionsNeeded { get; set; }
    public ShareOperator? OverloadOperator { get; set; }
    public decimal? OverloadPercent { get; set; }
    public ShareOperator? NoDiplomaOperator { get; set; }
    public decimal? NoDiplomaPercent { get; set; }
    public RiskJoin? StaffJoin { get; set; }
    public ShareOperator? GroupsOperator { get; set; }
    public decimal? GroupsPercent { get; set; }

    /// <summary>A school's share of children counted once stands for the sum, where it was given (domain reference, A4).</summary>
    public bool CountsChildrenOnce { get; set; }
    public ShareOperator? WorksOperator { get; set; }
    public decimal? WorksPercent { get; set; }
    public int? WorksNeeded { get; set; }
    public ShareOperator? FailingOperator { get; set; }
    public decimal? FailingPercent { get; set; }
    public RiskJoin? ResultsJoin { get; set; }
    public int? SmallSampleBelow { get; set; }
    public string? Comment { get; set; }

    public static IEnumerable<SelectListItem> Aggregations { get; } =
    [
        new("сработал хотя бы один раздел", nameof(RiskAggregation.Any)), new("сработало не менее нескольких разделов", nameof(RiskAggregation.AtLeast)),
        new("сработали все разделы", nameof(RiskAggregation.All)),
    ];

    public static IEnumerable<SelectListItem> Operators { get; } = [new("больше", nameof(ShareOperator.MoreThan)), new("не меньше", nameof(ShareOperator.AtLeast))];

    public static IEnumerable<SelectListItem> Joins { get; } = [new("достаточно одного", nameof(RiskJoin.Any)), new("должны выполняться оба", nameof(RiskJoin.All))];

    public static RiskRulesForm Of(RiskRuleSet rules)
    {
        var (overload, diploma, groups) = (ThresholdOf(rules, Overload), ThresholdOf(rules, NoDiploma), ThresholdOf(rules, Registry));
        var (works, failing) = (ThresholdOf(rules, VprMath4), ThresholdOf(rules, Failing));
        return new RiskRulesForm
        {
            BasedOn = rules.Version, Name = rules.Name, Aggregation = rules.Aggregation, SectionsNeeded = rules.SectionsNeeded, SmallSampleBelow = rules.SmallSampleBelow,
            OverloadOperator = overload.Operator, OverloadPercent = overload.Percent, NoDiplomaOperator = diploma.Operator, NoDiplomaPercent = diploma.Percent,
            GroupsOperator = groups.Operator, GroupsPercent = groups.Percent, CountsChildrenOnce = rules.ConditionOf(Registry)!.InsteadOfSum is not null,
            WorksOperator = works.Operator, WorksPercent = works.Percent, WorksNeeded = rules.ConditionOf(VprMath4)!.Needed,
            FailingOperator = failing.Operator, FailingPercent = failing.Percent, StaffJoin = JoinOf(rules, Overload), ResultsJoin = JoinOf(rules, Failing),
        };
    }

    /// <summary>The four sections as printed with these parameters; for a form that is valid.</summary>
    public RiskRuleSet ToRules()
    {
        var (material, staff, pupils, results) = (RiskRuleSet.Standard.Sections[0], RiskRuleSet.Standard.Sections[1], RiskRuleSet.Standard.Sections[2], RiskRuleSet.Standard.Sections[3]);
        return new RiskRuleSet
        {
            Name = Name!, Version = BasedOn!.Value, Aggregation = Aggregation!.Value, SectionsNeeded = SectionsNeeded ?? RiskRuleSet.Standard.SectionsNeeded,
            SmallSampleBelow = SmallSampleBelow!.Value,
            Sections =
            [
                material,
                staff with
                {
                    Join = StaffJoin!.Value,
                    Conditions = [RiskCondition.Share(Overload, Limit(OverloadOperator, OverloadPercent)), RiskCondition.Share(NoDiploma, Limit(NoDiplomaOperator, NoDiplomaPercent))],
                },
                pupils with { Conditions = [pupils.Conditions[0] with { Threshold = Limit(GroupsOperator, GroupsPercent), InsteadOfSum = CountsChildrenOnce ? AnyGroup : null }] },
                results with
                {
                    Join = ResultsJoin!.Value,
                    Conditions = [RiskCondition.Several(WorksNeeded!.Value, Limit(WorksOperator, WorksPercent), Works), RiskCondition.Share(Failing, Limit(FailingOperator, FailingPercent))],
                },
            ],
        };
    }

    private static Threshold Limit(ShareOperator? asked, decimal? percent) => new(asked!.Value, percent!.Value);

    private static Threshold ThresholdOf(RiskRuleSet rules, string line) => rules.ConditionOf(line)!.Threshold;

    private static RiskJoin JoinOf(RiskRuleSet rules, string line) => rules.Sections.First(part => part.Conditions.Any(condition => condition.Indicators.Contains(line))).Join;
}

public sealed class RiskRulesFormValidator : AbstractValidator<RiskRulesForm>
{
    public RiskRulesFormValidator()
    {
        RuleFor(f => f.BasedOn).NotNull().WithMessage("Откройте методику заново");
        RuleFor(f => f.Name).NotEmpty().WithMessage("Укажите название методики").MaximumLength(RiskRuleSet.NameMaxLength).WithMessage("Не больше {MaxLength} знаков");
        RuleFor(f => f.Aggregation).NotNull().WithMessage("Выберите, когда школа рисковая");
        RuleFor(f => f.SectionsNeeded).NotNull().When(f => f.Aggregation == RiskAggregation.AtLeast).WithMessage("Укажите, скольких разделов достаточно");
        foreach (var percent in new System.Linq.Expressions.Expression<Func<RiskRulesForm, decimal?>>[] { f => f.OverloadPercent, f => f.NoDiplomaPercent, f => f.GroupsPercent, f => f.WorksPercent, f => f.FailingPercent })
            RuleFor(percent).NotNull().WithMessage("Укажите порог: число от 0 до 100").InclusiveBetween(0, 100).WithMessage("Порог — от 0 до 100 %");
        foreach (var compared in new System.Linq.Expressions.Expression<Func<RiskRulesForm, ShareOperator?>>[] { f => f.OverloadOperator, f => f.NoDiplomaOperator, f => f.GroupsOperator, f => f.WorksOperator, f => f.FailingOperator })
            RuleFor(compared).NotNull().WithMessage("Выберите, как сравнивать с порогом");
        RuleFor(f => f.StaffJoin).NotNull().WithMessage("Выберите, сколько условий должно выполняться");
        RuleFor(f => f.ResultsJoin).NotNull().WithMessage("Выберите, сколько условий должно выполняться");
        RuleFor(f => f.WorksNeeded).NotNull().WithMessage("Укажите, по скольким проверочным работам");
        RuleFor(f => f.SmallSampleBelow).NotNull().WithMessage("Укажите, меньше скольких участников выборка малая");
        RuleFor(f => f.Comment).NotEmpty().WithMessage("Напишите, что и почему изменено").MaximumLength(StoredRiskRules.CommentMaxLength).WithMessage("Не больше {MaxLength} знаков");
    }
}
