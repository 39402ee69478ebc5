using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests;

/// <summary>Coming in: passwords, the first sign-in, the second factor, what a stranger sees.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountJourneys(BrowserHost host)
{
    [Fact]
    public async Task SignIn_WrongPasswordThenRight_OpensTheHomePageAndSignOutClosesIt()
    {
        var demo = await host.DemonstrationAsync();
        await host.VisitAsync(null, async visit =>
        {
            await visit.OpenAsync("/schools");
            await visit.SeeHeadingAsync("Вход");
            visit.Expect(400);
            await SignInAsync(visit, demo[Roles.Methodist].UserName!, "Ne-tot-parol-2026");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await SignInAsync(visit, demo[Roles.Methodist].UserName!, Demonstration.Password);
            await visit.SeeHeadingAsync("Школы");
            await visit.Page.Locator("summary", new() { HasText = "етодист" }).ClickAsync();
            await visit.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
            await visit.SeeHeadingAsync("Вход");
        });
    }

    [Fact]
    public async Task Administrator_CreatesPerson_WhoMustChangeTheOneTimePassword()
    {
        var demo = await host.DemonstrationAsync();
        var name = $"new-{Guid.CreateVersion7():N}";
        var password = "";
        await host.VisitAsync(demo[Roles.TenantAdmin], async visit =>
        {
            await visit.OpenAsync("/settings/users");
            await visit.FollowAsync("Добавить пользователя");
            visit.Expect(400);
            await visit.ClickAsync("Создать учётную запись");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные");
            await visit.FillAsync("Имя для входа", name);
            await visit.FillAsync("Фамилия, имя, отчество", "Новый методист");
            await visit.Field("Роль").SelectOptionAsync(new SelectOptionValue { Label = "методист" });
            await visit.ClickAsync("Создать учётную запись");
            await visit.SeeHeadingAsync("Одноразовый пароль");
            password = await visit.Main.GetByRole(AriaRole.Definition).Last.InnerTextAsync();
        });
        await host.VisitAsync(null, async visit =>
        {
            await visit.OpenAsync("/sign-in");
            await SignInAsync(visit, name, password);
            await visit.SeeHeadingAsync("Смена пароля");
            await visit.OpenAsync("/schools");
            await visit.SeeHeadingAsync("Смена пароля");
            await visit.FillAsync("Текущий пароль", password);
            await visit.FillAsync("Новый пароль", "Svoy-parol-2026");
            await visit.FillAsync("Новый пароль ещё раз", "Svoy-parol-2026");
            await visit.ClickAsync("Сменить пароль");
            await visit.SeeAsync("Пароль изменён");
            await visit.OpenAsync("/schools");
            await visit.SeeHeadingAsync("Школы");
        });
    }

    [Fact]
    public async Task SecondFactor_SetUpFromTheShownKey_IsAskedAtTheNextSignIn()
    {
        var demo = await host.DemonstrationAsync();
        var account = await demo.Tenant.NewAccountAsync(Roles.Coordinator, password: Demonstration.Password);
        var key = "";
        var recovery = "";
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync("/account");
            await visit.FollowAsync("Включить");
            key = (await visit.Main.Locator("p", new() { HasText = "Ключ:" }).Locator("code").InnerTextAsync()).Replace(" ", "");
            await visit.FillAsync("Код из приложения", Totp.Code(key, DateTimeOffset.UtcNow));
            await visit.ClickAsync("Включить второй шаг");
            await visit.SeeHeadingAsync("Резервные коды");
            recovery = await visit.Main.GetByRole(AriaRole.Listitem).First.InnerTextAsync();
        });
        await host.VisitAsync(null, async visit =>
        {
            await visit.OpenAsync("/sign-in");
            await SignInAsync(visit, account.UserName!, Demonstration.Password);
            await visit.SeeHeadingAsync("Второй шаг входа");
            visit.Expect(400);
            await visit.FillAsync("Код подтверждения", "000000");
            await visit.ClickAsync("Войти");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Код не подошёл");
            await visit.FillAsync("Код подтверждения", recovery);
            await visit.ClickAsync("Войти");
            await visit.OpenAsync("/account");
            await visit.SeeAsync("включён, резервных кодов осталось");
        });
    }

    private static async Task SignInAsync(Visit visit, string name, string password)
    {
        await visit.FillAsync("Имя для входа", name);
        await visit.FillAsync("Пароль", password);
        await visit.ClickAsync("Войти");
    }
}
