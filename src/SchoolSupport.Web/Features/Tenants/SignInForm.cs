using FluentValidation;

namespace SchoolSupport.Web.Features.Tenants;

public sealed class SignInForm
{
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? ReturnUrl { get; set; }
}

public sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator()
    {
        RuleFor(f => f.UserName).NotEmpty().WithMessage("Введите имя для входа");
        RuleFor(f => f.Password).NotEmpty().WithMessage("Введите пароль");
    }
}

public sealed class SecondFactorForm
{
    public string? Code { get; set; }
    public string? ReturnUrl { get; set; }
}

public sealed class SecondFactorFormValidator : AbstractValidator<SecondFactorForm>
{
    public SecondFactorFormValidator() =>
        RuleFor(f => f.Code).NotEmpty().WithMessage("Введите код из приложения или резервный код");
}

/// <param name="Demo">The demonstration accounts; empty outside development.</param>
public sealed record SignInPage(SignInForm Form, IReadOnlyList<DemoAccount> Demo);

public sealed record DemoAccount(string UserName, string Role, string Place);
