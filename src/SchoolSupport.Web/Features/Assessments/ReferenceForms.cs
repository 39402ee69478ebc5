using FluentValidation;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Web.Features.Assessments;

public sealed class ProcedureForm
{
    public const int SubjectMaxLength = 80;

    public string? Name { get; set; }
    public ExamFamily? Family { get; set; }
    public string? Subject { get; set; }
    public int? Grade { get; set; }
    public bool IsActive { get; set; }
    public uint? Version { get; set; }

    public static ProcedureForm Of(Procedure procedure) => new() { Name = procedure.Name, IsActive = procedure.IsActive, Version = procedure.Version };

    /// <summary>What of a stored procedure can be changed.</summary>
    public IEnumerable<(string Label, string Value)> InWords()
    {
        yield return ("Название", Name ?? "");
        yield return ("Используется", IsActive ? "да" : "нет");
    }

    public ProcedureDetails ToDetails() => new(Name!, Family!.Value, Subject!, Grade);
}

public sealed class ProcedureFormValidator : AbstractValidator<ProcedureForm>
{
    public ProcedureFormValidator()
    {
        RuleFor(f => f.Name).NotEmpty().WithMessage("Введите название процедуры, например «ВПР, биология, 7 класс».")
            .MaximumLength(Procedure.NameMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        // Kind, subject and grade belong to a new procedure only: they made its code.
        RuleFor(f => f.Family).NotNull().When(f => f.Version is null).WithMessage("Выберите вид процедуры.");
        RuleFor(f => f.Subject).NotEmpty().When(f => f.Version is null).WithMessage("Введите предмет.")
            .MaximumLength(ProcedureForm.SubjectMaxLength).WithMessage("Сократите предмет до {MaxLength} знаков.");
        RuleFor(f => f.Grade).InclusiveBetween(1, 11).WithMessage("Введите класс от 1 до 11.");
    }
}

public sealed class ProcedureYearForm
{
    public bool WasHeld { get; set; }
    public int? MaxScore { get; set; }
    public int? LastOf2 { get; set; }
    public int? LastOf3 { get; set; }
    public int? LastOf4 { get; set; }
    public int? MinimumScore { get; set; }
    public string? Source { get; set; }
    public uint? Version { get; set; }

    public static ProcedureYearForm Of(ProcedureYear row) => new()
    {
        WasHeld = row.WasHeld, MaxScore = row.MaxScore, LastOf2 = row.LastOf2, LastOf3 = row.LastOf3, LastOf4 = row.LastOf4,
        MinimumScore = row.MinimumScore, Source = row.Source, Version = row.Version,
    };

    public YearDetails ToDetails() => new(WasHeld, MaxScore, LastOf2, LastOf3, LastOf4, MinimumScore, Source ?? "");

    public IEnumerable<(string Label, string Value)> InWords()
    {
        yield return ("Проводилась", WasHeld ? "да" : "нет");
        yield return ("Последний балл отметки «2»", $"{LastOf2}");
        yield return ("Последний балл отметки «3»", $"{LastOf3}");
        yield return ("Последний балл отметки «4»", $"{LastOf4}");
        yield return ("Наибольший балл", $"{MaxScore}");
        yield return ("Минимальный балл", $"{MinimumScore}");
        yield return ("Источник", Source ?? "");
    }
}

public sealed class ProcedureYearFormValidator : AbstractValidator<ProcedureYearForm>
{
    public ProcedureYearFormValidator()
    {
        RuleFor(f => f.Source).MaximumLength(YearDetails.SourceMaxLength).WithMessage("Сократите источник до {MaxLength} знаков.");
        RuleFor(f => f).Custom((form, context) =>
        {
            foreach (var (field, message) in form.ToDetails().Problems())
                context.AddFailure(field, message);
        });
    }
}
