using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>A question as it is edited.</summary>
public sealed class QuestionForm
{
    public const string Basic = "basic", Secondary = "secondary", BothLevels = "both", Rural = "rural", Urban = "urban";
    private const int BlankOptions = 2;

    /// <summary>Of a new question, made by the page: pressing the button twice adds one question.</summary>
    public string? Code { get; set; }

    /// <summary>Stamp of what the page showed.</summary>
    public string? Was { get; set; }
    public string? Text { get; set; }
    public string? Hint { get; set; }

    /// <summary>Title of a section that is there.</summary>
    public string? Section { get; set; }

    /// <summary>Goes before <see cref="Section"/> when it is filled.</summary>
    public string? NewSection { get; set; }
    public string? Kind { get; set; }
    public string? Unit { get; set; }
    public List<OptionForm> Options { get; set; } = [];
    public decimal? Min { get; set; }
    public decimal? Max { get; set; }
    public bool Required { get; set; }
    public bool AllowsNotApplicable { get; set; }
    public string? Scope { get; set; }
    public string? PartOf { get; set; }
    public string? Level { get; set; }
    public string? Settlement { get; set; }
    public string? Group { get; set; }

    /// <summary>Code of the question whose «да» it waits for.</summary>
    public string? After { get; set; }
    public int? CommentOnChange { get; set; }
    public bool IsPrefilled { get; set; }

    public static QuestionForm New(string? section) => new()
    {
        Code = FreshCode(), Was = "", Section = section, Kind = nameof(QuestionKind.Count), Scope = nameof(QuestionScope.School), Required = true, CommentOnChange = 30, IsPrefilled = true,
    };

    public static string FreshCode() => $"q-{Guid.NewGuid():N}"[..12];

    public static QuestionForm Of(DraftQuestion stored)
    {
        var question = stored.Question;
        bool Has(ConditionKind kind) => question.When.Any(condition => condition.Kind == kind);
        return new QuestionForm
        {
            Code = question.Code, Was = stored.Stamp, Text = question.Text, Hint = question.Hint, Section = stored.Section, Kind = question.Kind.ToString(), Unit = question.Unit.Length == 0 ? null : question.Unit,
            Options = [.. question.Options.Select(option => new OptionForm { Code = option.Code, Text = option.Text })], Min = question.Min, Max = question.Max, Required = question.Required,
            AllowsNotApplicable = question.AllowsNotApplicable, Scope = question.Scope.ToString(), PartOf = question.PartOf,
            Level = (Has(ConditionKind.TeachesBasic), Has(ConditionKind.TeachesSecondary)) switch { (true, true) => BothLevels, (true, _) => Basic, (_, true) => Secondary, _ => null },
            Settlement = Has(ConditionKind.Rural) ? Rural : Has(ConditionKind.Urban) ? Urban : null,
            Group = question.When.FirstOrDefault(condition => condition.Kind == ConditionKind.InGroup)?.Code, After = question.When.FirstOrDefault(condition => condition.Kind == ConditionKind.Answered)?.Code,
            CommentOnChange = question.CommentOnChange, IsPrefilled = question.IsPrefilled,
        };
    }

    /// <summary>Empty rows for options that are added, without a script too.</summary>
    public QuestionForm WithRoom()
    {
        while (Options.Count(option => option.Text is null) < BlankOptions)
            Options.Add(new OptionForm());
        return this;
    }

    /// <param name="code">Of the question that is changed; null: the form's, for a new one.</param>
    public DraftQuestion ToQuestion(string? code)
    {
        var kind = Enum.Parse<QuestionKind>(Kind!);
        var isNumeric = kind is QuestionKind.Count or QuestionKind.Number or QuestionKind.Percent;
        return new DraftQuestion(new FormQuestion
        {
            Code = code ?? Code!, Text = Text!, Hint = Hint, Kind = kind, Unit = Unit ?? "", Options = kind == QuestionKind.Choice ? OptionsOf() : [], Min = isNumeric ? Min : null, Max = isNumeric ? Max : null,
            Required = Required, AllowsNotApplicable = AllowsNotApplicable, Scope = Enum.Parse<QuestionScope>(Scope!), PartOf = PartOf, When = [.. Conditions()], CommentOnChange = isNumeric ? CommentOnChange : null,
            IsPrefilled = IsPrefilled,
        }, NewSection ?? Section!);
    }

    /// <summary>What stands in the fields, in words, for comparing.</summary>
    public static IEnumerable<(string Label, string Value)> InWords(FormDefinition form, DraftQuestion stored)
    {
        var question = stored.Question;
        return
        [
            ("Вопрос", question.Text), ("Подсказка", question.Hint ?? ""), ("Раздел", stored.Section), ("Ответ", QuestionWords.Answer(question)), ("Варианты", string.Join("; ", question.Options.Select(option => option.Text))),
            ("Обязательный", question.Required ? "да" : "нет"), ("«Не применимо»", question.AllowsNotApplicable ? "можно" : "нельзя"), ("Кто отвечает", QuestionWords.Scope(question.Scope)),
            ("Часть от", question.PartOf is { } whole ? form.Find(whole)?.Text ?? whole : ""), ("Кому задаётся", QuestionWords.Conditions(form, question)),
            ("Пояснение при изменении на, %", question.CommentOnChange?.ToString(RussianText.Culture) ?? ""), ("Из прошлой сдачи", question.IsPrefilled ? "да" : "нет"),
        ];
    }

    public static IEnumerable<SelectListItem> Kinds => Enum.GetValues<QuestionKind>().Select(kind => new SelectListItem(QuestionWords.Kind(kind), kind.ToString()));

    public static IEnumerable<SelectListItem> Scopes => Enum.GetValues<QuestionScope>().Select(scope => new SelectListItem(QuestionWords.Scope(scope), scope.ToString()));

    public static IEnumerable<SelectListItem> Levels => [new("с 5–9 классами", Basic), new("с 10–11 классами", Secondary), new("и с 5–9, и с 10–11 классами", BothLevels)];

    public static IEnumerable<SelectListItem> Settlements => [new("сельским", Rural), new("городским", Urban)];

    public static IEnumerable<SelectListItem> Groups => SchoolGroupKind.All.Select(group => new SelectListItem(group.Name, group.Code)).Prepend(new SelectListItem("школы с низкими результатами (ШНОР), по перечню", SchoolTraits.LowResults));

    private IReadOnlyList<QuestionOption> OptionsOf()
    {
        var taken = Options.Select(option => option.Code).ToHashSet();
        var number = 0;
        return [.. Options.Where(option => option.Text is not null).Select(option => new QuestionOption(option.Code ?? Next(), option.Text!))];

        string Next()
        {
            string code;
            do
                code = string.Create(CultureInfo.InvariantCulture, $"option-{++number}");
            while (!taken.Add(code));
            return code;
        }
    }

    private IEnumerable<QuestionCondition> Conditions()
    {
        if (Level is Basic or BothLevels)
            yield return new QuestionCondition(ConditionKind.TeachesBasic);
        if (Level is Secondary or BothLevels)
            yield return new QuestionCondition(ConditionKind.TeachesSecondary);
        if (Settlement is not null)
            yield return new QuestionCondition(Settlement == Rural ? ConditionKind.Rural : ConditionKind.Urban);
        if (Group is not null)
            yield return new QuestionCondition(ConditionKind.InGroup, Group);
        if (After is not null)
            yield return new QuestionCondition(ConditionKind.Answered, After);
    }
}

public sealed class OptionForm
{
    /// <summary>Of an option that is there; null for an added one.</summary>
    public string? Code { get; set; }
    public string? Text { get; set; }
}

public sealed class QuestionFormValidator : AbstractValidator<QuestionForm>
{
    private const int HintMaxLength = 1000, UnitMaxLength = 40, MostOptions = 50, OptionMaxLength = 200;
    private const decimal Bound = 1_000_000_000;

    public QuestionFormValidator()
    {
        RuleFor(f => f.Code).Matches("^q-[0-9a-f]{10}$").When(f => string.IsNullOrEmpty(f.Was)).WithMessage("Откройте страницу вопроса ещё раз.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Введите вопрос.").MaximumLength(FormQuestion.TextMaxLength).WithMessage("Сократите вопрос до {MaxLength} знаков.");
        RuleFor(f => f.Hint).MaximumLength(HintMaxLength).WithMessage("Сократите подсказку до {MaxLength} знаков.");
        RuleFor(f => f.Section).NotEmpty().When(f => f.NewSection is null).WithMessage("Выберите раздел или введите новый.");
        RuleFor(f => f.NewSection).MaximumLength(FormSection.TitleMaxLength).WithMessage("Сократите название раздела до {MaxLength} знаков.");
        RuleFor(f => f.Kind).NotEmpty().WithMessage("Выберите вид ответа.").IsEnumName(typeof(QuestionKind)).WithMessage("Выберите вид ответа.");
        RuleFor(f => f.Scope).NotEmpty().WithMessage("Выберите, кто отвечает.").IsEnumName(typeof(QuestionScope)).WithMessage("Выберите, кто отвечает.");
        RuleFor(f => f.Unit).MaximumLength(UnitMaxLength).WithMessage("Сократите единицу до {MaxLength} знаков.");
        RuleFor(f => f.Min).InclusiveBetween(-Bound, Bound).WithMessage("Введите число не больше миллиарда.");
        RuleFor(f => f.Max).InclusiveBetween(-Bound, Bound).WithMessage("Введите число не больше миллиарда.");
        RuleFor(f => f.Max).GreaterThanOrEqualTo(f => f.Min).When(f => f is { Min: not null, Max: not null }).WithMessage("Наибольшее значение не может быть меньше наименьшего.");
        RuleFor(f => f.CommentOnChange).InclusiveBetween(1, 1000).WithMessage("Введите от 1 до 1000 % или оставьте поле пустым.");
        RuleFor(f => f.Level).Must(level => level is null or QuestionForm.Basic or QuestionForm.Secondary or QuestionForm.BothLevels).WithMessage("Выберите уровень из списка.");
        RuleFor(f => f.Settlement).Must(settlement => settlement is null or QuestionForm.Rural or QuestionForm.Urban).WithMessage("Выберите местность из списка.");
        RuleFor(f => f.Group).Must(group => group is null or SchoolTraits.LowResults || SchoolGroupKind.Find(group) is not null).WithMessage("Выберите группу из списка.");
        RuleFor(f => f.Options).Must(options => options.Count <= MostOptions).WithMessage("Слишком много вариантов ответа.");
        RuleForEach(f => f.Options).ChildRules(option => option.RuleFor(o => o.Text).MaximumLength(OptionMaxLength).WithMessage("Сократите вариант до {MaxLength} знаков."));
    }
}
