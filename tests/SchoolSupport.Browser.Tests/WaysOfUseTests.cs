using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests;

/// <summary>The same work with the keyboard alone, without JavaScript, on a phone, and with a file that takes time.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WaysOfUseTests(BrowserHost host)
{
    private const string Oge = "2024-2025/ОГЭ 2025 по ОО.xlsx";

    [Fact]
    public async Task Upload_WithTheKeyboardAlone_IsSaved()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await Demonstration.TeachAsync(demo.Tenant, demo.Schools, Oge);
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            await visit.OpenAsync("/results/uploads");
            await TabToAsync(visit, "Загрузить результаты");
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.SeeHeadingAsync("файл");
            await TabToAsync(visit, "Файл с результатами");
            // The window of the system for choosing a file opens on Space; what it returns is given by the test.
            var chooser = await visit.Page.RunAndWaitForFileChooserAsync(() => visit.Page.Keyboard.PressAsync("Space"));
            await chooser.SetFilesAsync(new FilePayload { Name = Path.GetFileName(Oge), MimeType = "application/octet-stream", Buffer = OzerskySamples.Bytes(Oge) });
            await TabToAsync(visit, "Загрузить и прочитать");
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.WaitUntilReadAsync();
            await TabToAsync(visit, "Сохранить результаты");
            await visit.Page.Keyboard.PressAsync("Space");
            await visit.WaitUntilReadAsync();
            await visit.SeeAsync("Результаты сохранены");
        });
    }

    [Fact]
    public async Task UploadAndIdentification_WithoutJavaScript_Work()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            await visit.OpenAsync("/results/uploads/new");
            await visit.UploadAsync(Oge);
            await visit.MatchAllAsync(demo.Schools);
            await visit.SaveAsync();
            await visit.OpenAsync("/identification/low-results?year=2024-2025");
            await visit.ClickAsync("Рассчитать");
            await visit.SeeAsync("13 школ");
        }, javaScript: false);
    }

    [Fact]
    public async Task MenuOnAPhone_OpensLeadsAndCloses()
    {
        var demo = await host.DemonstrationAsync();
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            await visit.OpenAsync("/");
            var menu = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Разделы" });
            await Assertions.Expect(menu).ToBeHiddenAsync();
            await visit.FollowAsync("Меню");
            await Assertions.Expect(menu).ToBeVisibleAsync();
            Assert.Empty(await PageChecks.SmallTargetsAsync(visit));
            await visit.FollowAsync("Закрыть меню");
            await Assertions.Expect(menu).ToBeHiddenAsync();
            await visit.FollowAsync("Меню");
            await menu.GetByRole(AriaRole.Link, new() { Name = "Школы" }).ClickAsync();
            await visit.SeeHeadingAsync("Школы");
            await Assertions.Expect(menu).ToBeHiddenAsync();
        }, Device.Phone);
    }

    [Fact]
    public async Task LargeFile_ShowsProgressThatMoves()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            // The page loads itself again and again; each time it notes where its bar stands.
            await visit.Page.AddInitScriptAsync(
                "addEventListener('DOMContentLoaded', () => { const bar = document.querySelector('progress'); if (bar) sessionStorage.setItem('at ' + bar.value, '') })");
            await visit.OpenAsync("/results/uploads/new");
            await visit.Field("Файл с результатами").SetInputFilesAsync(new FilePayload { Name = "большая таблица.csv", MimeType = "text/csv", Buffer = LargeTable() });
            await visit.ClickAsync("Загрузить и прочитать");
            await visit.WaitUntilReadAsync();
            var shown = await visit.Page.EvaluateAsync<string[]>("() => Object.keys(sessionStorage)");
            Assert.True(shown.Length >= 2, $"the bar stood at {string.Join(", ", shown)}");
            await visit.SeeAsync("Что распознано");
        });
    }

    /// <summary>A flat table of 30,000 rows, each with a school that must be compared with the whole register.</summary>
    private static byte[] LargeTable()
    {
        var text = new StringBuilder("Учебный год;Школа;Процедура;Участников;Не справились\n");
        for (var row = 0; row < 30_000; row++)
            text.Append(CultureInfo.InvariantCulture, $"2024/2025;Школа дальнего посёлка № {row};ОГЭ, математика;{row % 90 + 10};{row % 9}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Presses Tab until the focus stands on what has this name; every stop on the way must show its focus.</summary>
    private static async Task TabToAsync(Visit visit, string name)
    {
        for (var stop = 0; stop < 80; stop++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var focus = await visit.Page.EvaluateAsync<Focus>(
                """
                () => {
                  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
                  const around = getComputedStyle(e.closest('label, .file, summary') ?? e);
                  const name = (e.labels?.[0]?.innerText ?? e.innerText ?? e.getAttribute('aria-label') ?? '').trim();
                  const outlined = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                  return { name, html: e.outerHTML.slice(0, 120), isBody: e === document.body, isShown: (outlined(style) || outlined(around)) && box.width > 0 };
                }
                """);
            Assert.True(focus.IsBody || focus.IsShown, $"the focus is not seen on {focus.Html}");
            if (focus.Name.Replace('\u00a0', ' ').StartsWith(name, StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"Tab never reaches «{name}»");
    }

    private sealed record Focus
    {
        public string Name { get; init; } = "";
        public string Html { get; init; } = "";
        public bool IsBody { get; init; }
        public bool IsShown { get; init; }
    }
}
