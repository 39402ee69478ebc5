using Microsoft.AspNetCore.Identity;

namespace SchoolSupport.Application.Tenants;

/// <summary>Identity's refusals in Russian; the password rules are said all at once.</summary>
public sealed class RussianIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Error("Не удалось сохранить учётную запись. Повторите действие");
    public override IdentityError ConcurrencyFailure() => Error("Учётную запись только что изменил кто-то другой. Обновите страницу");
    public override IdentityError PasswordMismatch() => Error("Текущий пароль введён неверно");
    public override IdentityError InvalidToken() => Error("Код неверный или устарел. Введите новый код из приложения");
    public override IdentityError InvalidUserName(string? userName) => Error("Имя для входа: латинские буквы, цифры и знаки . _ - + @");
    public override IdentityError DuplicateUserName(string userName) => Error("Такое имя для входа уже занято. Выберите другое");
    public override IdentityError PasswordTooShort(int length) => Error($"Пароль короче {length} знаков");
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Error($"В пароле меньше {uniqueChars} разных знаков");
    public override IdentityError PasswordRequiresDigit() => Error("В пароле нет цифры");
    public override IdentityError PasswordRequiresLower() => Error("В пароле нет строчной латинской буквы");
    public override IdentityError PasswordRequiresUpper() => Error("В пароле нет прописной латинской буквы");
    public override IdentityError RecoveryCodeRedemptionFailed() => Error("Резервный код неверный или уже использован");

    private static IdentityError Error(string description, [System.Runtime.CompilerServices.CallerMemberName] string code = "") =>
        new() { Code = code, Description = description };
}
