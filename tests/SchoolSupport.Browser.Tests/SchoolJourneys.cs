using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;

namespace SchoolSupport.Browser.Tests;

/// <summary>A director delivers results for the own school and sees nothing of others.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SchoolJourneys(BrowserHost host)
{
    private const string Oge = "2024-2025/ОГЭ 2025 по ОО.xlsx";

    [Fact]
    public async Task Director_ReachesTheOwnSchoolOnly()
    {
        var demo = await host.DemonstrationAsync();
        await host.VisitAsync(demo[Roles.SchoolDirector], async visit =>
        {
            await visit.OpenAsync("/");
            await visit.SeeHeadingAsync("Что нужно сделать");
            await visit.FollowAsync("Карточка школы");
            await visit.SeeHeadingAsync("СОШ № 3");
            await Assertions.Expect(visit.Main).Not.ToContainTextAsync("Зелёноборская");
            visit.Expect(403, 404);
            Assert.Equal(404, await visit.OpenAsync($"/schools/{demo.Schools["oz08"]}"));
            Assert.NotEqual(200, await visit.OpenAsync($"/identification/schools/{demo.Schools["oz08"]}"));
        });
    }

    [Fact]
    public async Task Director_TypesCounts_AndIsToldWhatDoesNotFit()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await host.VisitAsync(demo[Roles.SchoolDirector], async visit =>
        {
            await visit.OpenAsync("/results/entry");
            await visit.Field("Учебный год").SelectOptionAsync(new SelectOptionValue { Label = "2024/2025" });
            await visit.Field("Процедура").SelectOptionAsync(new SelectOptionValue { Label = "ОГЭ, математика" });
            await visit.FillAsync("Сколько участников", "20");
            await visit.FillAsync("Сколько не справились", "21");
            visit.Expect(400);
            await visit.ClickAsync("Сохранить результат");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные: 1 ошибка");
            await visit.FillAsync("Сколько не справились", "7");
            await visit.ClickAsync("Сохранить результат");
            await visit.SeeAsync("Результат сохранён");
            await visit.FollowAsync("Посмотреть и сравнить с прежними версиями");
            await visit.SeeAsync("7 из 20");
        });
    }

    [Fact]
    public async Task Delivery_ReturnedWithAComment_IsCorrectedByTheSchool()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        const string comment = "Нет результатов 9 «Б» класса";
        await host.VisitAsync(demo[Roles.SchoolDirector], async visit =>
        {
            await visit.OpenAsync("/results/uploads/new");
            await visit.UploadAsync(Oge);
            await visit.MatchAllAsync(demo.Schools, demo.Schools["oz03"]);
            await visit.SaveAsync();
        });
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            await visit.OpenAsync("/results/uploads");
            await visit.Row("ОГЭ 2025").First.GetByRole(AriaRole.Link).First.ClickAsync();
            await visit.FollowAsync("Вернуть школе с комментарием");
            visit.Expect(400);
            await visit.ClickAsync("Вернуть школе");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные: 1 ошибка");
            await visit.FillAsync("Что школе нужно исправить", comment);
            await visit.ClickAsync("Вернуть школе");
            await visit.SeeAsync("Загрузка возвращена школе");
        });
        await host.VisitAsync(demo[Roles.SchoolDirector], async visit =>
        {
            await visit.OpenAsync("/");
            await visit.SeeAsync(comment);
            await visit.Row(comment).GetByRole(AriaRole.Link).First.ClickAsync();
            await visit.FollowAsync("Загрузить исправленный файл");
            await visit.SeeAsync(comment);
            await visit.UploadAsync(Oge);
            await visit.MatchAllAsync(demo.Schools, demo.Schools["oz03"]);
            await visit.SaveAsync();
            await visit.OpenAsync("/");
            await Assertions.Expect(visit.Main).Not.ToContainTextAsync(comment);
        });
    }
}
