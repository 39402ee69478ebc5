using FluentValidation;
using SchoolSupport.Application.Programs;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Lengths that a printed document can hold; told once.</summary>
internal static class ContentLimits
{
    public const int Line = 1000;
    public const int Text = 20_000;
    public const int Rows = 200;

    public static void Limit<T>(this IRuleBuilder<T, string?> rule, int length) => rule.MaximumLength(length).WithMessage("Сократите текст до {MaxLength} знаков.");

    public static void LimitRows<T, TRow>(this AbstractValidator<T> validator) where T : RowsForm<TRow> where TRow : class, new() =>
        validator.RuleFor(f => f.Rows).Must(rows => rows.Count <= Rows).WithMessage($"Строк не может быть больше {Rows}.");
}

public sealed class PassportFormValidator : AbstractValidator<PassportForm>
{
    public PassportFormValidator()
    {
        this.LimitRows<PassportForm, PassportRow>();
        RuleForEach(f => f.Rows).ChildRules(row =>
        {
            row.RuleFor(r => r.Label).NotEmpty().When(r => r.Items is not null).WithMessage("Введите название поля.");
            row.RuleFor(r => r.Label).Limit(ContentLimits.Line);
            row.RuleFor(r => r.Items).Limit(ContentLimits.Text);
            row.RuleFor(r => r.Place).Must(p => p is null || Enum.IsDefined(typeof(FieldPlace), p)).WithMessage("Выберите место из списка.");
            row.RuleFor(r => r.Key).Must(k => string.IsNullOrEmpty(k) || PassportKeys.LabelOf(k) is not null).WithMessage("Такого поля нет.");
        });
    }
}

public sealed class DirectionsFormValidator : AbstractValidator<DirectionsForm>
{
    public DirectionsFormValidator()
    {
        this.LimitRows<DirectionsForm, DirectionRow>();
        RuleForEach(f => f.Rows).ChildRules(row =>
        {
            row.RuleFor(r => r.Title).NotEmpty().When(r => r is not { Goal: null, Tasks: null, Indicators: null, Measures: null }).WithMessage("Введите название направления.");
            row.RuleFor(r => r.Number).Limit(RoadmapSection.NumberMaxLength);
            row.RuleFor(r => r.Title).Limit(ContentLimits.Line);
            foreach (var text in new System.Linq.Expressions.Expression<Func<DirectionRow, string?>>[] { r => r.Goal, r => r.Tasks, r => r.Indicators, r => r.Measures })
                row.RuleFor(text).Limit(ContentLimits.Text);
        });
    }
}

public sealed class StagesFormValidator : AbstractValidator<StagesForm>
{
    public StagesFormValidator()
    {
        this.LimitRows<StagesForm, StageRow>();
        RuleForEach(f => f.Rows).ChildRules(row =>
        {
            row.RuleFor(r => r.Title).NotEmpty().When(r => r is not { Term: null, Description: null }).WithMessage("Введите название этапа.");
            row.RuleFor(r => r.Title).Limit(ContentLimits.Line);
            row.RuleFor(r => r.Term).Limit(ContentLimits.Line);
            row.RuleFor(r => r.Description).Limit(ContentLimits.Text);
        });
    }
}

public sealed class ManagerialFormValidator : AbstractValidator<ManagerialForm>
{
    public ManagerialFormValidator()
    {
        this.LimitRows<ManagerialForm, ManagerialRow>();
        RuleForEach(f => f.Rows).ChildRules(row =>
        {
            row.RuleFor(r => r.Task).NotEmpty().When(r => r is not { Achievement: null, Preparation: null }).WithMessage("Введите задачу.");
            row.RuleFor(r => r.Priority).Limit(ContentLimits.Line);
            foreach (var text in new System.Linq.Expressions.Expression<Func<ManagerialRow, string?>>[] { r => r.Task, r => r.Achievement, r => r.Preparation })
                row.RuleFor(text).Limit(ContentLimits.Text);
        });
    }
}

public sealed class LegalBasesFormValidator : AbstractValidator<LegalBasesForm>
{
    public LegalBasesFormValidator()
    {
        this.LimitRows<LegalBasesForm, LegalBasisRow>();
        RuleForEach(f => f.Rows).ChildRules(row =>
        {
            row.RuleFor(r => r.Verbatim).NotEmpty().When(r => r is not { Kind: null, Issuer: null, Date: null, Number: null, Title: null })
                .WithMessage("Введите основание так, как оно стоит в документе.");
            row.RuleFor(r => r.Verbatim).Limit(ContentLimits.Text);
            foreach (var text in new System.Linq.Expressions.Expression<Func<LegalBasisRow, string?>>[] { r => r.Kind, r => r.Issuer, r => r.Number, r => r.Title, r => r.Comment })
                row.RuleFor(text).Limit(ContentLimits.Line);
        });
    }
}

public sealed class IndicatorsFormValidator : AbstractValidator<IndicatorsForm>
{
    public IndicatorsFormValidator()
    {
        this.LimitRows<IndicatorsForm, IndicatorRow>();
        RuleFor(f => f.Rows).Must(rows => rows.Where(r => r.Code is not null).GroupBy(r => r.Code).All(same => same.Count() == 1))
            .WithMessage("Коды показателей не должны повторяться.");
        RuleForEach(f => f.Rows).ChildRules(row =>
        {
            row.RuleFor(r => r.Code).NotEmpty().When(r => r.Name is not null).WithMessage("Введите код показателя.");
            row.RuleFor(r => r.Name).NotEmpty().When(r => r.Code is not null).WithMessage("Введите название показателя.");
            row.RuleFor(r => r.Code).Limit(RoadmapSection.NumberMaxLength);
            row.RuleFor(r => r.Kind).Must(k => k is null || ProgramWords.IndicatorKinds().Any(i => i.Value == k)).WithMessage("Выберите вид из списка.");
            foreach (var text in new System.Linq.Expressions.Expression<Func<IndicatorRow, string?>>[]
                     { r => r.Name, r => r.Unit, r => r.Numerator, r => r.Denominator, r => r.Period, r => r.Scope, r => r.Targets, r => r.Note })
                row.RuleFor(text).Limit(ContentLimits.Line);
        });
    }
}
