using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests;

/// <summary>A collection from the calendar to its closing: prepared by the department, filled by a school on a phone, returned, corrected, accepted.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CollectionJourneys(BrowserHost host)
{
    private const string Title = "Сведения о рисках школ";

    /// <summary>In the department's list: with the period, which the title does not say.</summary>
    private static string Listed => $"{Title}, {CollectionSamples.ThisMonth.Title}";

    [Fact]
    public async Task Collection_IsPreparedFilledReturnedCorrectedAcceptedAndClosed()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await host.VisitAsync(demo[Roles.Methodist], visit => OpenAsync(visit, demo.Schools["oz03"]));
        await host.VisitAsync(demo[Roles.SchoolDirector], FillAsync, Device.Phone);
        await host.VisitAsync(demo[Roles.Methodist], ReturnAsync);
        await host.VisitAsync(demo[Roles.SchoolDirector], CorrectAsync, Device.Phone, javaScript: false);
        await host.VisitAsync(demo[Roles.Methodist], AcceptAsync);
    }

    private static async Task OpenAsync(Visit visit, Guid school)
    {
        await visit.OpenAsync("/monitoring/campaigns");
        await Pictures.TakeAsync(visit, "campaigns", Device.Desktop);
        await visit.FollowAsync("Начать сбор");
        visit.Expect(400);
        await visit.FillAsync("Название", "");
        await visit.ClickAsync("Подготовить сбор");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные");
        await visit.FillAsync("Название", Title);
        await visit.Main.Locator("input[value='risk-matrix']").CheckAsync();
        foreach (var box in await visit.Main.Locator("input[name='Form.Schools']").AllAsync())
            await box.SetCheckedAsync(await box.GetAttributeAsync("value") == school.ToString());
        await Pictures.TakeAsync(visit, "campaign-new", Device.Desktop);
        await visit.ClickAsync("Подготовить сбор");
        await visit.ClickAsync("Открыть сбор");
        await visit.SeeAsync("идёт");
        await Pictures.TakeAsync(visit, "campaign", Device.Desktop);
    }

    private static async Task FillAsync(Visit visit)
    {
        await visit.OpenAsync("/monitoring/campaigns");
        await visit.FollowAsync(Title);
        await Pictures.TakeAsync(visit, "campaign-fill", Device.Phone);
        Assert.Empty(await PageChecks.SidewaysAsync(visit));
        visit.Expect(400);
        var isFirst = true;
        while (!visit.Path.EndsWith("/check", StringComparison.Ordinal))
        {
            await AnswerAllAsync(visit, "3");
            if (isFirst && await visit.Main.Locator(".inp-num").CountAsync() > 0)
            {
                await SavesByItselfAsync(visit);
                await visit.Main.Locator(".inp-num").First.FillAsync("нет");
                await visit.ClickAsync("Продолжить");
                await visit.SeeAsync("Если таких нет, введите 0");
                await Pictures.TakeAsync(visit, "campaign-error", Device.Phone);
                await visit.Main.Locator(".inp-num").First.FillAsync("30");
                isFirst = false;
            }
            await visit.ClickAsync("Продолжить");
            await visit.Page.WaitForLoadStateAsync();
        }
        await Pictures.TakeAsync(visit, "campaign-check", Device.Phone);
        await visit.ClickAsync("Отправить управлению");
        await visit.SeeAsync("Анкета отправлена");
    }

    /// <summary>What is typed is saved without a button and is there after a reload; without a connection it stays on the page, is told of, and is saved once there is one.</summary>
    private static async Task SavesByItselfAsync(Visit visit)
    {
        var (field, saved) = (visit.Main.Locator(".inp-num").First, visit.Main.Locator("[data-saved]"));
        await SavedAsync("28", () => field.FillAsync("28"));
        visit.ExpectNoConnection();
        await visit.Page.Context.SetOfflineAsync(true);
        await field.FillAsync("27");
        await Assertions.Expect(saved).ToContainTextAsync("Нет связи", new() { Timeout = 15_000 });
        await Assertions.Expect(field).ToHaveValueAsync("27");
        await SavedAsync("27", () => visit.Page.Context.SetOfflineAsync(false));

        async Task SavedAsync(string value, Func<Task> act)
        {
            await visit.Page.RunAndWaitForResponseAsync(act, response => response.Ok && response.Url.EndsWith("/form/draft", StringComparison.Ordinal) && response.Request.PostData?.Contains(value, StringComparison.Ordinal) == true);
            await Assertions.Expect(saved).ToContainTextAsync("Черновик сохранён в");
            await visit.Page.ReloadAsync();
            await Assertions.Expect(field).ToHaveValueAsync(value);
        }
    }

    /// <summary>«да» to every question of that kind, small counts of large wholes.</summary>
    private static async Task AnswerAllAsync(Visit visit, string count)
    {
        foreach (var radio in await visit.Main.Locator("fieldset:has(input[value='да']) input[value='да']").AllAsync())
            await radio.CheckAsync();
        foreach (var field in await visit.Main.Locator(".inp-num").AllAsync())
        {
            var part = await field.EvaluateAsync<string>("e => e.closest('.field').dataset.partOf ?? ''");
            await field.FillAsync(part.Length > 0 ? count : "30");
        }
        foreach (var text in await visit.Main.Locator("form[data-fill] textarea").AllAsync())
            await text.FillAsync("По данным школы");
    }

    private static async Task ReturnAsync(Visit visit)
    {
        await visit.OpenAsync("/monitoring/campaigns");
        await visit.FollowAsync(Listed);
        await visit.Row("СОШ № 3").GetByRole(AriaRole.Link).First.ClickAsync();
        visit.Expect(400);
        await visit.ClickAsync("Вернуть школе");
        await visit.SeeAsync("Напишите, что исправить");
        await visit.Main.GetByText("Кадровые условия").Last.ClickAsync();
        await visit.Main.Locator("input[name$='.Text']:visible").First.FillAsync("Сверьте с тарификацией");
        await Pictures.TakeAsync(visit, "campaign-school", Device.Desktop);
        await visit.ClickAsync("Вернуть школе");
        await visit.SeeAsync("возвращена");
    }

    private static async Task CorrectAsync(Visit visit)
    {
        await visit.OpenAsync("/");
        await visit.OpenAsync("/monitoring/campaigns");
        await visit.FollowAsync(Title);
        await visit.SeeAsync("Замечание управления");
        var field = visit.Main.Locator(".field:has-text('Замечание управления') .inp-num").First;
        await field.FillAsync("29");
        while (!visit.Path.EndsWith("/check", StringComparison.Ordinal))
        {
            await visit.ClickAsync("Продолжить");
            await visit.Page.WaitForLoadStateAsync();
        }
        await visit.ClickAsync("Отправить управлению");
        await visit.SeeAsync("Анкета отправлена");
    }

    private static async Task AcceptAsync(Visit visit)
    {
        await visit.OpenAsync("/monitoring/campaigns");
        await visit.FollowAsync(Listed);
        await visit.Row("СОШ № 3").GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.ClickAsync("Принять анкету");
        await visit.SeeAsync("принята");
        await visit.ClickAsync("Закрыть сбор и заморозить данные");
        await visit.SeeAsync("закрыт");
        await visit.OpenAsync($"/monitoring/risk?year={AcademicYear.Of(ProgramSamples.Today).Slug}");
        await visit.Row("СОШ № 3").GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.SeeAsync(Title);
        await Pictures.TakeAsync(visit, "risk-school", Device.Desktop);
    }
}
