using FluentValidation;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Contexts;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>The next version of the method of context verdicts.</summary>
public sealed class ContextRulesForm
{
    /// <summary>Number of the version in force when the form was shown.</summary>
    public int? BasedOn { get; set; }
    public string? Name { get; set; }
    public decimal? HigherEducation { get; set; }
    public decimal? IncompleteFamilies { get; set; }
    public decimal? Registry { get; set; }
    public decimal? NonNative { get; set; }
    public int? Needed { get; set; }
    public decimal? IndexAtMost { get; set; }
    public decimal? ShareAtLeast { get; set; }
    public decimal? RemotenessAtLeast { get; set; }
    public int? SmallSchoolUpTo { get; set; }
    public int? LargeSchoolFrom { get; set; }
    public int? SmallSampleBelow { get; set; }
    public int? PeersNeeded { get; set; }
    public decimal? PeerIndexWindow { get; set; }
    public bool ZeroCountsAsMaintained { get; set; }
    public string? Comment { get; set; }

    public static ContextRulesForm Of(ContextRuleSet rules) => new()
    {
        BasedOn = rules.Version, Name = rules.Name, HigherEducation = rules.IndexWeights[0], IncompleteFamilies = rules.IndexWeights[1], Registry = rules.IndexWeights[2],
        NonNative = rules.IndexWeights[3], Needed = rules.AdverseNeeded, IndexAtMost = rules.AdverseIndexAtMost, ShareAtLeast = rules.AdverseShareAtLeast,
        RemotenessAtLeast = rules.AdverseRemotenessAtLeast, SmallSchoolUpTo = rules.SmallSchoolUpTo, LargeSchoolFrom = rules.LargeSchoolFrom, SmallSampleBelow = rules.SmallSampleBelow,
        PeersNeeded = rules.PeersNeeded, PeerIndexWindow = rules.PeerIndexWindow, ZeroCountsAsMaintained = rules.ZeroCountsAsMaintained,
    };

    public ContextRuleSet ToRules() => new()
    {
        Name = Name!, Version = BasedOn!.Value, IndexWeights = [HigherEducation!.Value, IncompleteFamilies!.Value, Registry!.Value, NonNative!.Value], AdverseNeeded = Needed,
        AdverseIndexAtMost = IndexAtMost, AdverseShareAtLeast = ShareAtLeast, AdverseRemotenessAtLeast = RemotenessAtLeast, SmallSchoolUpTo = SmallSchoolUpTo!.Value,
        LargeSchoolFrom = LargeSchoolFrom!.Value, SmallSampleBelow = SmallSampleBelow!.Value, PeersNeeded = PeersNeeded!.Value, PeerIndexWindow = PeerIndexWindow!.Value,
        ZeroCountsAsMaintained = ZeroCountsAsMaintained,
    };
}

public sealed class ContextRulesFormValidator : AbstractValidator<ContextRulesForm>
{
    public ContextRulesFormValidator()
    {
        RuleFor(f => f.BasedOn).NotNull().WithMessage("Откройте методику заново");
        RuleFor(f => f.Name).NotEmpty().WithMessage("Укажите название методики").MaximumLength(ContextRuleSet.NameMaxLength).WithMessage("Не больше {MaxLength} знаков");
        foreach (var weight in new System.Linq.Expressions.Expression<Func<ContextRulesForm, decimal?>>[] { f => f.HigherEducation, f => f.IncompleteFamilies, f => f.Registry, f => f.NonNative })
            RuleFor(weight).NotNull().WithMessage("Укажите вес: число от 0");
        RuleFor(f => f.SmallSchoolUpTo).NotNull().WithMessage("Укажите, до скольких обучающихся школа малая");
        RuleFor(f => f.LargeSchoolFrom).NotNull().WithMessage("Укажите, от скольких обучающихся школа большая");
        RuleFor(f => f.SmallSampleBelow).NotNull().WithMessage("Укажите, меньше скольких участников выборка малая");
        RuleFor(f => f.PeersNeeded).NotNull().WithMessage("Укажите, сколько школ нужно для сравнения");
        RuleFor(f => f.PeerIndexWindow).NotNull().WithMessage("Укажите, насколько может отличаться индекс");
        RuleFor(f => f.Comment).NotEmpty().WithMessage("Напишите, что и почему изменено").MaximumLength(StoredContextRules.CommentMaxLength).WithMessage("Не больше {MaxLength} знаков");
    }
}
