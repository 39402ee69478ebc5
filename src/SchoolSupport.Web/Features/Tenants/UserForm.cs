using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Tenants;

public sealed class UserForm
{
    public string? UserName { get; set; }
    public string? DisplayName { get; set; }
    public string? Position { get; set; }
    public string? Role { get; set; }
    public Guid? SchoolId { get; set; }
    public string? Stamp { get; set; }

    public CreateUser ToCreate() => new(UserName!, DisplayName!, Position ?? "", Role!, SchoolId);
    public ChangeUser ToChange(Guid id) => new(id, DisplayName!, Position ?? "", Role!, SchoolId, Stamp ?? "");
}

public sealed class UserFormValidator : AbstractValidator<UserForm>
{
    private const int UserNameMaxLength = 100;

    public UserFormValidator()
    {
        RuleFor(f => f.UserName).NotEmpty().When(f => f.Stamp is null).WithMessage("Введите имя для входа")
            .MaximumLength(UserNameMaxLength).WithMessage($"Имя для входа длиннее {UserNameMaxLength} знаков");
        RuleFor(f => f.DisplayName).NotEmpty().WithMessage("Введите фамилию, имя и отчество")
            .MaximumLength(UserAccount.DisplayNameMaxLength).WithMessage($"Не длиннее {UserAccount.DisplayNameMaxLength} знаков");
        RuleFor(f => f.Position).MaximumLength(UserAccount.DisplayNameMaxLength).WithMessage($"Не длиннее {UserAccount.DisplayNameMaxLength} знаков");
        RuleFor(f => f.Role).NotEmpty().WithMessage("Выберите роль");
    }
}

public sealed record UserListPage(ListState List, int Total, IReadOnlyList<UserRow> Rows, string? Receipt);

public sealed record UserRow(Guid Id, string UserName, string DisplayName, string Position, string RoleLabel, string? School, bool IsActive, bool IsLockedOut, bool HasSecondFactor, string LastSignIn);

/// <param name="Id">Null for a new account.</param>
public sealed record UserEditPage(Guid? Id, UserForm Form, bool IsActive, bool HasSecondFactor, bool IsSelf, IReadOnlyList<SelectListItem> RoleItems, IReadOnlyList<SelectListItem> Schools);

public sealed record OneTimePasswordPage(string UserName, string? Password, IReadOnlyList<string> Problems)
{
    public static OneTimePasswordPage For(AccountOutcome outcome) => new(outcome.Account!.UserName!, outcome.OneTimePassword, outcome.Problems);
}
