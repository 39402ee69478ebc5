using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Assessments;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Counts of one school and procedure. Marks are optional, but all four or none.</summary>
public sealed class ResultEntryForm
{
    /// <summary>Start year.</summary>
    public int? Year { get; set; }
    public Guid? School { get; set; }
    public Guid? Procedure { get; set; }
    public int? Participants { get; set; }
    public int? Failed { get; set; }
    public int? Mark2 { get; set; }
    public int? Mark3 { get; set; }
    public int? Mark4 { get; set; }
    public int? Mark5 { get; set; }

    public bool HasMarks => Mark2 is not null || Mark3 is not null || Mark4 is not null || Mark5 is not null;

    public EnterResult ToCommand(Guid school) => new(
        school, Procedure!.Value, Year!.Value, Participants!.Value, Failed!.Value, Mark2, Mark3, Mark4, Mark5);
}

public sealed class ResultEntryFormValidator : AbstractValidator<ResultEntryForm>
{
    private const int Most = 10_000;

    public ResultEntryFormValidator()
    {
        RuleFor(f => f.Year).NotNull().WithMessage("Выберите учебный год.");
        RuleFor(f => f.School).NotNull().WithMessage("Выберите школу.");
        RuleFor(f => f.Procedure).NotNull().WithMessage("Выберите процедуру.");
        RuleFor(f => f.Participants).NotNull().WithMessage("Укажите число участников; если никто не участвовал, введите 0.")
            .InclusiveBetween(0, Most).WithMessage($"Число участников — целое от 0 до {Most}.");
        RuleFor(f => f.Failed).NotNull().WithMessage("Укажите, сколько участников не справились; если таких нет, введите 0.")
            .InclusiveBetween(0, Most).WithMessage("Число не справившихся — целое от 0 до числа участников.");
        RuleFor(f => f.Failed).LessThanOrEqualTo(f => f.Participants).When(f => f is { Participants: >= 0, Failed: >= 0 })
            .WithMessage(f => $"Указано {f.Failed}, а участников {f.Participants}. Введите число от 0 до {f.Participants} или исправьте число участников.");
        When(f => f.HasMarks, () =>
        {
            foreach (var (mark, get) in new (string, Func<ResultEntryForm, int?>)[] { ("2", f => f.Mark2), ("3", f => f.Mark3), ("4", f => f.Mark4), ("5", f => f.Mark5) })
                RuleFor(f => get(f)).NotNull().OverridePropertyName($"Mark{mark}").WithMessage($"Укажите, сколько получили «{mark}», или оставьте все четыре отметки пустыми.")
                    .InclusiveBetween(0, Most).OverridePropertyName($"Mark{mark}").WithMessage("Число отметок — целое от 0 до числа участников.");
            RuleFor(f => f.Mark2).Equal(f => f.Failed).When(f => f is { Mark2: not null, Failed: not null })
                .WithMessage(f => $"Отметок «2» указано {f.Mark2}, а не справились {f.Failed}. Это должно быть одно число.");
            RuleFor(f => f.Mark5).Must((f, _) => f.Mark2 + f.Mark3 + f.Mark4 + f.Mark5 == f.Participants)
                .When(f => f is { Mark2: not null, Mark3: not null, Mark4: not null, Mark5: not null, Participants: not null })
                .WithMessage(f => $"Отметок в сумме {f.Mark2 + f.Mark3 + f.Mark4 + f.Mark5}, а участников {f.Participants}.");
        });
    }
}

/// <param name="Stored">What was just stored, for the receipt; null at first.</param>
public sealed record ResultEntryPage(
    ResultEntryForm Form, IReadOnlyList<SelectListItem> Years, IReadOnlyList<SelectListItem> Schools, IReadOnlyList<SelectListItem> Procedures,
    string? OwnSchool, Guid? Stored);
