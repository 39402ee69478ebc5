using FluentValidation;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Web.Features.Indicators.Definitions;

/// <summary>The next version of an indicator, or a new one.</summary>
public sealed class IndicatorForm
{
    private const int BlankTargets = 2;

    /// <summary>Number of the version that the form was made from; 0 for a new indicator.</summary>
    public int? BasedOn { get; set; }
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Unit { get; set; }
    public string? Wish { get; set; }
    public string? Rhythm { get; set; }
    public string? Scope { get; set; }
    public int? Decimals { get; set; }
    public string? Note { get; set; }
    public string? Supplier { get; set; }
    public List<IndicatorLineForm> Lines { get; set; } = [];
    public List<IndicatorTargetForm> Targets { get; set; } = [];
    public string? Comment { get; set; }

    public static IndicatorForm New() => new IndicatorForm
    {
        BasedOn = 0, Unit = nameof(IndicatorUnit.Percent), Wish = nameof(IndicatorWish.Higher), Rhythm = nameof(IndicatorRhythm.Year), Scope = nameof(IndicatorScope.Municipality), Decimals = 1,
        Lines = [new IndicatorLineForm()],
    }.WithRoom();

    public static IndicatorForm Of(IndicatorDefinition definition) => new IndicatorForm
    {
        BasedOn = definition.Version, Code = definition.Code, Name = definition.Name, Unit = definition.Unit.ToString(), Wish = definition.Wish.ToString(), Rhythm = definition.Rhythm.ToString(),
        Scope = definition.Scope.ToString(), Decimals = definition.Decimals, Note = definition.Note, Supplier = definition.Supplier, Lines = [.. definition.Lines.Select(IndicatorLineForm.Of)],
        Targets = [.. definition.Targets.Select(target => new IndicatorTargetForm { Year = target.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture), Comparison = target.Comparison.ToString(), Value = target.Value })],
    }.WithRoom();

    /// <summary>Empty rows at the end, so that something can be added without a script.</summary>
    public IndicatorForm WithRoom()
    {
        if (Lines.Count == 0 || !Lines[^1].IsBlank)
            Lines.Add(new IndicatorLineForm());
        while (Targets.Count(target => target.Value is null) < BlankTargets)
            Targets.Add(new IndicatorTargetForm());
        return this;
    }

    /// <param name="code">Of the indicator that is changed; null: the form's, for a new one.</param>
    public IndicatorDefinition ToDefinition(string? code) => new()
    {
        Code = code ?? Code!, Version = BasedOn!.Value, Name = Name!, Unit = Enum.Parse<IndicatorUnit>(Unit!), Wish = Enum.Parse<IndicatorWish>(Wish!), Rhythm = Enum.Parse<IndicatorRhythm>(Rhythm!),
        Scope = Enum.Parse<IndicatorScope>(Scope!), Decimals = Decimals!.Value, Note = Note, Supplier = Supplier, Lines = [.. Lines.Where(line => !line.IsBlank).Select(line => line.ToLine())],
        Targets = [.. Targets.Where(target => target.Value is not null).Select(target => target.ToTarget())],
    };
}

public sealed class IndicatorLineForm
{
    public string? Part { get; set; }
    public string? Kind { get; set; } = nameof(IndicatorKind.Share);
    public string? Numerator { get; set; }
    public string? Denominator { get; set; }
    public string? Group { get; set; } = nameof(IndicatorGroup.All);
    public bool MissingStays { get; set; }
    public string? Minus { get; set; }
    public string? Factors { get; set; }
    public string? Wish { get; set; }
    public decimal? Baseline { get; set; }

    /// <summary>A line without a numerator is not there.</summary>
    public bool IsBlank => Numerator is null;

    public static IndicatorLineForm Of(IndicatorLine line) => new()
    {
        Part = line.Part.Length == 0 ? null : line.Part, Kind = line.Kind.ToString(), Numerator = line.Numerator, Denominator = line.Denominator, Group = line.Group.ToString(),
        MissingStays = line.MissingStays, Minus = line.Minus, Factors = line.Factors, Wish = line.Wish?.ToString(), Baseline = line.Baseline,
    };

    public IndicatorLine ToLine() => new()
    {
        Part = Part ?? "", Kind = Enum.Parse<IndicatorKind>(Kind!), Numerator = Numerator!, Denominator = Denominator, Group = Enum.Parse<IndicatorGroup>(Group!), MissingStays = MissingStays,
        Minus = Minus, Factors = Factors, Wish = Wish is null ? null : Enum.Parse<IndicatorWish>(Wish), Baseline = Baseline,
    };
}

public sealed class IndicatorTargetForm
{
    /// <summary>Start of the academic year by whose end it should be reached; null: every year.</summary>
    public string? Year { get; set; }
    public string? Comparison { get; set; } = nameof(TargetComparison.AtLeast);
    public decimal? Value { get; set; }

    public IndicatorTarget ToTarget() => new(Year is null ? null : int.Parse(Year, System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<TargetComparison>(Comparison!), Value!.Value);
}

public sealed class IndicatorFormValidator : AbstractValidator<IndicatorForm>
{
    private const int NoteMaxLength = 2000;

    // More lines and targets than any document has; a posted list cannot grow without end.
    private const int MostRows = 30;

    // Words of addresses beside the codes.
    private static readonly string[] Taken = ["new", "export", "compare", "definitions", "recompute", ".", ".."];

    public IndicatorFormValidator()
    {
        RuleFor(f => f.BasedOn).NotNull().WithMessage("Откройте показатель заново");
        RuleFor(f => f.Code).NotEmpty().WithMessage("Укажите код показателя").MaximumLength(IndicatorDefinition.CodeMaxLength).WithMessage("Не больше {MaxLength} знаков")
            .Matches(@"^[^/?#\\]*$").WithMessage("Уберите из кода знаки / ? # \\").Must(code => code is null || !Taken.Contains(code)).WithMessage("Выберите другой код").When(f => f.BasedOn == 0);
        RuleFor(f => f.Name).NotEmpty().WithMessage("Укажите название показателя").MaximumLength(IndicatorDefinition.NameMaxLength).WithMessage("Не больше {MaxLength} знаков");
        OneOf(RuleFor(f => f.Unit), typeof(IndicatorUnit), "Выберите единицу");
        OneOf(RuleFor(f => f.Wish), typeof(IndicatorWish), "Выберите, что желательно");
        OneOf(RuleFor(f => f.Rhythm), typeof(IndicatorRhythm), "Выберите, когда считается");
        OneOf(RuleFor(f => f.Scope), typeof(IndicatorScope), "Выберите, о чём одно значение");
        RuleFor(f => f.Decimals).NotNull().WithMessage("Укажите число знаков после запятой, от 0 до 4");
        RuleFor(f => f.Note).MaximumLength(NoteMaxLength).WithMessage("Не больше {MaxLength} знаков");
        RuleFor(f => f.Supplier).MaximumLength(IndicatorDefinition.SupplierMaxLength).WithMessage("Не больше {MaxLength} знаков");
        RuleFor(f => f.Lines).Must(lines => lines.Count <= MostRows).WithMessage("Слишком много значений у одного показателя");
        RuleFor(f => f.Targets).Must(targets => targets.Count <= MostRows).WithMessage("Слишком много целей");
        RuleForEach(f => f.Lines).ChildRules(line =>
        {
            OneOf(line.RuleFor(l => l.Kind), typeof(IndicatorKind), "Выберите, как считается");
            OneOf(line.RuleFor(l => l.Group), typeof(IndicatorGroup), "Выберите, по каким школам");
            line.RuleFor(l => l.Wish).IsEnumName(typeof(IndicatorWish)).WithMessage("Выберите, что желательно");
        });
        RuleForEach(f => f.Targets).ChildRules(target =>
        {
            OneOf(target.RuleFor(t => t.Comparison), typeof(TargetComparison), "Выберите, как сравнивать с целью");
            target.RuleFor(t => t.Year).Matches("^20[0-9][0-9]$").WithMessage("Выберите учебный год");
        });
        RuleFor(f => f.Comment).NotEmpty().WithMessage("Напишите, что и почему изменено").MaximumLength(StoredIndicator.CommentMaxLength).WithMessage("Не больше {MaxLength} знаков");
    }

    private static void OneOf<TForm>(IRuleBuilder<TForm, string?> rule, Type names, string words) => rule.NotEmpty().WithMessage(words).IsEnumName(names).WithMessage(words);
}
