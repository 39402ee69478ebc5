using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Answers to a template's questions and the schools that will take part.</summary>
public sealed class TemplateStartForm
{
    /// <summary>The id of the programme to be, so that a form sent twice makes one.</summary>
    public string? Key { get; set; }
    public int? StartYear { get; set; }
    public int? Years { get; set; }
    public string? SchoolTerm { get; set; }

    /// <summary>The template of the address; what it asks decides what the form must answer.</summary>
    [BindNever]
    public ProgramTemplate Template { get; set; } = ProgramTemplates.All[0];

    /// <summary>Key of a question → answer.</summary>
    public Dictionary<string, string?> Answers { get; set; } = [];
    public List<ParticipantChoice> Participants { get; set; } = [];

    public TemplateAnswers ToAnswers(TemplateAnswers ofTenant) => TemplateQuestions.Asked(Template).Aggregate(
        ofTenant with { StartYear = StartYear!.Value, Years = Years!.Value, SchoolsTerm = SchoolTerm! },
        (answers, question) => answers.With(question.Key, Answers[question.Key]!));
}

/// <summary>A line of the table in which schools are chosen.</summary>
public sealed class ParticipantChoice
{
    public Guid? SchoolId { get; set; }
    public bool Chosen { get; set; }
    public string? GroupCode { get; set; }

    public bool IsChosen => Chosen && SchoolId is not null;
}

public sealed class TemplateStartFormValidator : AbstractValidator<TemplateStartForm>
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;
    private const int AnswerMaxLength = 300;

    public TemplateStartFormValidator()
    {
        RuleFor(f => f.StartYear).NotNull().WithMessage("Введите первый год программы.")
            .InclusiveBetween(FirstYear, LastYear).WithMessage($"Введите год от {FirstYear} до {LastYear}.");
        RuleFor(f => f.Years).NotNull().WithMessage("Введите, сколько лет длится программа.")
            .Must((form, years) => years is null || (years >= form.Template.Years.Min && years <= form.Template.Years.Max))
            .WithMessage(form => $"По этому шаблону программа длится {ProgramWords.Years(form.Template.Years)}.");
        RuleFor(f => f.SchoolTerm).Must(term => term is "ОО" or "ОУ").WithMessage("Выберите, как в документе названы школы.");
        RuleFor(f => f).Custom((form, context) =>
        {
            foreach (var question in TemplateQuestions.Asked(form.Template))
                if (Mistake(form.Answers.GetValueOrDefault(question.Key), question) is { } mistake)
                    context.AddFailure($"Answers[{question.Key}]", mistake);
        });
        RuleForEach(f => f.Participants).Must(p => !p.IsChosen || string.IsNullOrEmpty(p.GroupCode) || SchoolGroupKind.Find(p.GroupCode) is not null)
            .WithMessage("Выберите группу из списка.");
    }

    private static string? Mistake(string? answer, TemplateQuestion question) => answer switch
    {
        null => $"Ответьте на вопрос «{question.Text}»",
        { Length: > AnswerMaxLength } => $"Сократите ответ до {AnswerMaxLength} знаков.",
        _ when answer.AsSpan().ContainsAny('{', '}') => "Уберите из ответа фигурные скобки.",
        _ => null,
    };
}

/// <summary>Which of a template's questions are asked one by one; the years and the word for schools have fields of their own.</summary>
public static class TemplateQuestions
{
    private static readonly string[] OwnFields = ["start-year", "years", "schools-term"];

    public static IEnumerable<TemplateQuestion> Asked(ProgramTemplate template) => template.Questions.Where(q => !OwnFields.Contains(q.Key));

    public static string? Text(ProgramTemplate template, string key) => template.Questions.FirstOrDefault(q => q.Key == key)?.Text;
}

/// <summary>A programme without a template.</summary>
public sealed class EmptyStartForm
{
    public string? Key { get; set; }
    public string? Title { get; set; }
    public string? DocumentKind { get; set; }
    public DateOnly? PeriodFrom { get; set; }
    public DateOnly? PeriodTo { get; set; }
    public string? SchoolTerm { get; set; }

    /// <summary>Index in <see cref="ColumnSets.All"/>; empty: no roadmap.</summary>
    public string? Columns { get; set; }
    public int? PlanYear { get; set; }

    public NewProgram ToProgram() => new()
    {
        Id = Guid.TryParse(Key, out var id) ? id : null,
        Title = Title!, DocumentKind = DocumentKind!, PeriodFrom = PeriodFrom, PeriodTo = PeriodTo, SchoolTerm = SchoolTerm!,
        Roadmaps = ColumnSets.Find(Columns) is { } set ? [new NewRoadmap("Дорожная карта", set.Columns, PlanYear, null, [], [])] : [],
    };
}

public sealed class EmptyStartFormValidator : AbstractValidator<EmptyStartForm>
{
    public EmptyStartFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название документа.")
            .MaximumLength(SupportProgram.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.DocumentKind).Must(kind => kind is not null && DocumentKind.Find(kind) is not null).WithMessage("Выберите вид документа.");
        RuleFor(f => f.SchoolTerm).Must(term => term is "ОО" or "ОУ").WithMessage("Выберите, как в документе названы школы.");
        RuleFor(f => f.PeriodTo).GreaterThanOrEqualTo(f => f.PeriodFrom).When(f => f.PeriodFrom is not null && f.PeriodTo is not null)
            .WithMessage("Срок не может закончиться раньше, чем начался.");
        RuleFor(f => f.Columns).Must(code => string.IsNullOrEmpty(code) || ColumnSets.Find(code) is not null).WithMessage("Выберите столбцы из списка.");
        RuleFor(f => f.PlanYear).InclusiveBetween(2000, 2100).WithMessage("Введите год, например 2026.");
    }
}

/// <summary>The sets of columns that roadmaps usually have: those of the templates, each once, and the headings can be changed later.</summary>
public static class ColumnSets
{
    public static IReadOnlyList<ColumnSet> All { get; } =
    [
        .. from template in ProgramTemplates.All
           from roadmap in template.Roadmaps
           let columns = roadmap.Columns.Select(c => new RoadmapColumnHeading(c.Kind, c.Heading)).ToList()
           group new ColumnSet($"{template.Code}.{roadmap.Code}", columns) by string.Join('|', columns.Select(c => c.Kind)) into same
           select same.First(),
    ];

    public static ColumnSet? Find(string? code) => All.FirstOrDefault(set => set.Code == code);
}

public sealed record ColumnSet(string Code, IReadOnlyList<RoadmapColumnHeading> Columns)
{
    public string Words => string.Join(" · ", Columns.Select(c => c.Heading));
}
