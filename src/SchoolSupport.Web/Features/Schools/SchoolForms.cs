using FluentValidation;
using SchoolSupport.Application.Schools;

namespace SchoolSupport.Web.Features.Schools;

public sealed class CloseSchoolForm
{
    public const string Skip = "skip";
    public const string Join = "join";

    public DateOnly? ClosedOn { get; set; }
    public Guid? SuccessorId { get; set; }

    /// <summary>«не учитывать» or «объединить».</summary>
    public string? PastResults { get; set; }
    public string? Basis { get; set; }
    public uint? Version { get; set; }

    public CloseSchool ToCommand() => new(Version ?? 0, ClosedOn!.Value, SuccessorId, PastResults == Join, Basis);
}

public sealed class CloseSchoolFormValidator : AbstractValidator<CloseSchoolForm>
{
    private const int BasisMaxLength = 500;

    public CloseSchoolFormValidator()
    {
        RuleFor(f => f.ClosedOn).NotNull().WithMessage("Введите дату, с которой школы больше нет.");
        RuleFor(f => f.PastResults).Must(choice => choice is CloseSchoolForm.Skip or CloseSchoolForm.Join)
            .WithMessage("Выберите, учитывать ли прошлые результаты у правопреемницы.");
        RuleFor(f => f.Basis).MaximumLength(BasisMaxLength).WithMessage("Сократите основание до {MaxLength} знаков.");
    }
}

public sealed class AddGroupForm
{
    public string? GroupCode { get; set; }
    public DateOnly? FromDate { get; set; }
    public string? Basis { get; set; }
    public string? Reason { get; set; }

    public AddToGroup ToCommand() => new(GroupCode!, FromDate!.Value, Basis!, Reason ?? "");
}

public sealed class AddGroupFormValidator : AbstractValidator<AddGroupForm>
{
    public AddGroupFormValidator()
    {
        RuleFor(f => f.GroupCode).Must(code => Domain.Schools.SchoolGroupKind.Find(code) is not null).WithMessage("Выберите группу.");
        RuleFor(f => f.FromDate).NotNull().WithMessage("Введите дату, с которой школа входит в группу.");
        RuleFor(f => f.Basis).NotEmpty().WithMessage("Введите основание: приказ, список или решение.")
            .MaximumLength(SchoolGroupService.BasisMaxLength).WithMessage("Сократите основание до {MaxLength} знаков.");
        RuleFor(f => f.Reason).MaximumLength(SchoolGroupService.ReasonMaxLength).WithMessage("Сократите пояснение до {MaxLength} знаков.");
    }
}

public sealed class EndGroupForm
{
    public DateOnly? ToDate { get; set; }
}

public sealed class EndGroupFormValidator : AbstractValidator<EndGroupForm>
{
    public EndGroupFormValidator() =>
        RuleFor(f => f.ToDate).NotNull().WithMessage("Введите последний день в группе.");
}

public sealed class AddAliasForm
{
    public string? Name { get; set; }
}

public sealed class AddAliasFormValidator : AbstractValidator<AddAliasForm>
{
    public AddAliasFormValidator() =>
        RuleFor(f => f.Name).NotEmpty().WithMessage("Введите название так, как оно стоит в файлах.")
            .MaximumLength(SchoolAliasService.NameMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
}
