using Microsoft.Playwright;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests;

/// <summary>The roadmap as a sheet: keys, pointer, two people, a lost connection, a phone, and no script at all.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RoadmapJourneys(BrowserHost host)
{
    private const string All = "1.1. 1.2. 1.3. 2.1. - 2.2. 2.1.1.";

    [Fact]
    public async Task Cell_IsFoundChangedAndTakenBackWithTheKeyboardAlone()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await Cell(visit, "1.1.", 2).FocusAsync();
            await PressAsync(visit, "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "Enter");
            await Assertions.Expect(visit.Page.GetByLabel("Ответственный исполнитель, мероприятие 1.3")).ToBeFocusedAsync();
            await visit.Page.Keyboard.TypeAsync("Методический центр");
            await PressAsync(visit, "Escape");
            await Assertions.Expect(Cell(visit, "1.3.", 4)).ToHaveTextAsync("Управление образования");
            await PressAsync(visit, "Enter");
            await visit.Page.Keyboard.TypeAsync("Методический центр, ОО");
            await PressAsync(visit, "Tab");
            await Assertions.Expect(visit.Page.GetByLabel("Показатель оценки качества, мероприятие 1.3")).ToBeFocusedAsync();
            await visit.Page.Keyboard.TypeAsync("План утверждён");
            await PressAsync(visit, "Enter");
            await SavedAsync(visit);
            await Assertions.Expect(Cell(visit, "2.1.", 5)).ToBeFocusedAsync();
            var row = (await sample.MeasureAsync("План совета")).Row;
            Assert.Equal(("Методический центр, ОО", "План утверждён"), (row.ResponsibleText, row.IndicatorText));
            await PressAsync(visit, "Control+z");
            await Assertions.Expect(Cell(visit, "1.3.", 5)).ToHaveTextAsync("План");
            await PressAsync(visit, "Control+z");
            await Assertions.Expect(Cell(visit, "1.3.", 4)).ToHaveTextAsync("Управление образования");
        });
        Assert.Equal("Управление образования", (await sample.MeasureAsync("План совета")).Row.ResponsibleText);
    }

    [Fact]
    public async Task Deadline_WrittenUnclear_IsAskedAboutInPlaceAndAnswered()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await Cell(visit, "1.1.", 3).ClickAsync();
            await visit.Page.Keyboard.TypeAsync("октябрь декабрь 2025");
            await PressAsync(visit, "Enter");
            await Assertions.Expect(Cell(visit, "1.1.", 3)).ToContainTextAsync("Требует уточнения");
            await Cell(visit, "1.1.", 3).GetByRole(AriaRole.Button).Last.ClickAsync();
            await Assertions.Expect(Cell(visit, "1.1.", 3)).ToContainTextAsync("понято как: октябрь – декабрь 2025 года");
            await SavedAsync(visit);
        });
        Assert.False((await sample.MeasureAsync("Назначение")).Row.NeedsAnswer);
    }

    [Fact]
    public async Task Row_MovesWithAltAndArrowsAndKeepsTheFocus()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await Cell(visit, "1.3.", 2).FocusAsync();
            await PressAsync(visit, "Alt+ArrowUp");
            await ShowsAsync(visit, "1.1. 1.3. 1.2. 2.1.  2.2. 2.1.1.");
            await Assertions.Expect(Cell(visit, "1.3.", 2)).ToBeFocusedAsync();
            await PressAsync(visit, "Alt+ArrowDown");
            await ShowsAsync(visit, "1.1. 1.2. 1.3. 2.1.  2.2. 2.1.1.");
            await PressAsync(visit, "Alt+ArrowDown");
            await Assertions.Expect(visit.Page.GetByText("4 мероприятия").First).ToBeHiddenAsync();
            await Assertions.Expect(Cell(visit, "1.3.", 2)).ToBeFocusedAsync();
        });
        Assert.Equal("Методическое обеспечение", await SectionOfAsync(sample, "План совета"));
    }

    [Fact]
    public async Task Row_IsDraggedByItsHandleIntoAnotherSection()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            // Both rows are on the screen at once: scrolling to one would move the other.
            await Row(visit, "1.2.").EvaluateAsync("row => row.scrollIntoView({ block: 'start' })");
            var (handle, target) = (await BoxAsync(Row(visit, "1.2.").Locator("td.pick")), await BoxAsync(Row(visit, "2.2.")));
            await visit.Page.Mouse.MoveAsync(handle.X + handle.Width - 8, handle.Y + handle.Height / 2);
            await visit.Page.Mouse.DownAsync();
            await visit.Page.Mouse.MoveAsync(target.X + 200, target.Y + target.Height / 2, new() { Steps = 8 });
            await visit.Page.Mouse.MoveAsync(target.X + 200, target.Y + target.Height - 4, new() { Steps = 4 });
            await visit.Page.Mouse.UpAsync();
            await ShowsAsync(visit, "1.1. 1.3. 2.1.  2.2. 1.2. 2.1.1.");
            await SavedAsync(visit);
        });
        Assert.Equal("1.1. 1.3. 2.1. - 2.2. 1.2. 2.1.1.", await CodesAsync(sample));
        Assert.Equal("Определены направления работы", (await sample.MeasureAsync("Создание совета")).Row.ResultText);
    }

    [Fact]
    public async Task NewRow_IsWrittenBelowTheCurrentOne()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await Cell(visit, "1.1.", 2).FocusAsync();
            await PressAsync(visit, "Control+Enter");
            await visit.Page.Keyboard.TypeAsync("Обучение членов совета");
            await PressAsync(visit, "Enter");
            await Assertions.Expect(visit.Main.GetByText("Обучение членов совета")).ToBeVisibleAsync();
            await SavedAsync(visit);
        });
        var tree = await sample.TreeAsync();
        Assert.Equal("Обучение членов совета", tree.Measures[1].Row.Title);
        Assert.Equal("Определены направления работы", tree.TextOf(tree.Measures[1], RoadmapColumn.Result));
    }

    [Fact]
    public async Task OneCell_OfTwoPeople_ShowsBothValuesAndLosesNone()
    {
        var (sample, account) = await StartAsync();
        var other = await sample.Tenant.NewAccountAsync(Roles.Coordinator);
        await host.VisitAsync(account, async mine =>
        {
            mine.ExpectOfScript(409);
            await mine.OpenAsync(PathOf(sample));
            await host.VisitAsync(other, async theirs =>
            {
                await theirs.OpenAsync(PathOf(sample));
                await WriteAsync(theirs, "2.1.", 6, "Чужой результат");
                await SavedAsync(theirs);
            });
            await WriteAsync(mine, "2.1.", 6, "Мой результат");
            await Assertions.Expect(Cell(mine, "2.1.", 6)).ToContainTextAsync("Чужой результат");
            await Assertions.Expect(Cell(mine, "2.1.", 6)).ToContainTextAsync("координатор");
            await Pictures.TakeAsync(mine, "roadmap-conflict", Device.Desktop);
            Assert.Empty(await PageChecks.AxeAsync(mine));
            Assert.Equal("Чужой результат", (await sample.MeasureAsync("Семинары")).Row.ResultText);
            await mine.ClickAsync("Оставить моё");
            await SavedAsync(mine);
            await Assertions.Expect(Cell(mine, "2.1.", 6)).ToHaveTextAsync("Мой результат");
        });
        Assert.Equal("Мой результат", (await sample.MeasureAsync("Семинары")).Row.ResultText);
    }

    [Fact]
    public async Task DifferentCells_OfTwoPeople_AreBothKeptAndSeen()
    {
        var (sample, account) = await StartAsync();
        var other = await sample.Tenant.NewAccountAsync(Roles.Coordinator);
        await host.VisitAsync(account, async mine =>
        {
            await mine.OpenAsync(PathOf(sample));
            await host.VisitAsync(other, async theirs =>
            {
                await theirs.OpenAsync(PathOf(sample));
                await WriteAsync(theirs, "2.1.", 5, "Чужой показатель");
                await SavedAsync(theirs);
            });
            await WriteAsync(mine, "2.1.", 6, "Мой результат");
            await SavedAsync(mine);
            await Assertions.Expect(Cell(mine, "2.1.", 5)).ToHaveTextAsync("Чужой показатель");
            await mine.SeeAsync("координатор, изменение показателя мероприятия 2.1");
        });
        var row = (await sample.MeasureAsync("Семинары")).Row;
        Assert.Equal(("Чужой показатель", "Мой результат"), (row.IndicatorText, row.ResultText));
    }

    [Fact]
    public async Task LostConnection_KeepsWhatWasWritten_OverAReloadToo()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            visit.ExpectNoConnection();
            await visit.OpenAsync(PathOf(sample));
            await visit.Page.RouteAsync("**/cell", route => route.AbortAsync("internetdisconnected"));
            await WriteAsync(visit, "2.1.", 6, "Написано без связи");
            await visit.SeeAsync("Не сохранено: нет связи");
            Assert.Equal("Учителя обучены", (await sample.MeasureAsync("Семинары")).Row.ResultText);
            visit.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
            await visit.Page.UnrouteAsync("**/cell");
            await visit.Page.ReloadAsync();
            await SavedAsync(visit);
        });
        Assert.Equal("Написано без связи", (await sample.MeasureAsync("Семинары")).Row.ResultText);
    }

    [Fact]
    public async Task ChosenRows_WithShift_GetANewResponsible()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await visit.Page.GetByLabel("Выбрать мероприятие 1.1", new() { Exact = true }).CheckAsync();
            await visit.Page.GetByLabel("Выбрать мероприятие 1.3", new() { Exact = true }).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
            await visit.SeeAsync("Выбраны 3 мероприятия");
            await visit.Page.GetByText("Ответственный, срок, школы").ClickAsync();
            await visit.FillAsync("Новые ответственные", "Методический центр");
            await Pictures.TakeAsync(visit, "roadmap-bulk", Device.Desktop);
            await visit.ClickAsync("Изменить у отмеченных");
            await visit.SeeAsync("изменение ответственных у 3 мероприятий");
        });
        Assert.Equal(3, (await sample.TreeAsync()).Measures.Take(3).Count(m => m.Row.ResponsibleText == "Методический центр"));
    }

    [Fact]
    public async Task RowsOfAWordTable_PastedOverTheSheet_AreShownAndAdded()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await Cell(visit, "2.1.1.", 2).FocusAsync();
            await visit.Page.EvaluateAsync(
                """
                () => {
                  const data = new DataTransfer();
                  data.setData('text/html', '<table><tr><td>9.1.</td><td>Первое<br>с продолжением</td><td rowspan="2">май 2025 года</td></tr><tr><td>9.2.</td><td>Второе</td></tr></table>');
                  data.setData('text/plain', '9.1.\tПервое');
                  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }
                """);
            await visit.SeeHeadingAsync("Вставить строки");
            await visit.SeeAsync("2 мероприятия будут добавлены");
            await visit.SeeAsync("как в строке выше");
            await visit.ClickAsync("Добавить 2 мероприятия");
            await visit.SeeAsync("с продолжением");
        });
        var tree = await sample.TreeAsync();
        Assert.Equal($"{All} 9.1. 9.2.", await CodesAsync(sample));
        Assert.Equal("май 2025 года", tree.TextOf(tree.Measures[^1], RoadmapColumn.Deadline));
    }

    [Fact]
    public async Task WithoutScript_AMeasureIsAddedChangedMovedAndTakenBack()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await visit.FollowAsync("Добавить мероприятие");
            await visit.FillAsync("Наименование мероприятия", "Новое мероприятие");
            await visit.ClickAsync("Добавить мероприятие");
            await visit.FollowAsync("Новое мероприятие");
            await visit.Field("Сроки исполнения необязательно").FillAsync("март 2026 года");
            await visit.ClickAsync("Сохранить");
            await visit.FollowAsync("Новое мероприятие");
            await visit.ClickAsync("↑ Выше");
            await visit.SeeAsync("перенос мероприятия");
            await visit.ClickAsync("Отменить");
            await visit.SeeAsync("март 2026 года");
        }, javaScript: false);
        var tree = await sample.TreeAsync();
        Assert.Equal(("Новое мероприятие", "март 2026 года"), (tree.Measures[^1].Row.Title, tree.Measures[^1].Row.DeadlineText));
    }

    [Fact]
    public async Task OnAPhone_RowsAreCards_AndACellIsChanged()
    {
        var (sample, account) = await StartAsync();
        await host.VisitAsync(account, async visit =>
        {
            await visit.OpenAsync(PathOf(sample));
            await Pictures.TakeAsync(visit, "roadmap", Device.Phone);
            Assert.Empty(await PageChecks.SidewaysAsync(visit));
            await Cell(visit, "2.1.", 6).TapAsync();
            await visit.Page.GetByLabel("Ожидаемый результат, мероприятие 2.1").FillAsync("Написано с телефона");
            await Cell(visit, "2.2.", 2).FocusAsync();
            await SavedAsync(visit);
        }, Device.Phone);
        Assert.Equal("Написано с телефона", (await sample.MeasureAsync("Семинары")).Row.ResultText);
    }

    [Theory]
    [InlineData("", "roadmap")]
    [InlineData("/setup", "roadmap-setup")]
    [InlineData("/paste", "roadmap-paste")]
    [InlineData("/measures/new", "roadmap-new")]
    [InlineData("/measures/{line}", "roadmap-measure")]
    [InlineData("/setup/sections/{section}", "roadmap-section")]
    public async Task EveryPageOfTheRoadmap_HasNoViolationsAtBothWidths(string page, string name)
    {
        var tenant = await host.App.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var sample = await RoadmapSample.AddAsync(tenant, [.. schools.Values.Take(4)]);
        var account = await tenant.NewAccountAsync(Roles.Methodist);
        var address = PathOf(sample) + page.Replace("{line}", $"{(await sample.MeasureAsync("Мониторинг")).Row.LineId}", StringComparison.Ordinal)
            .Replace("{section}", $"{(await sample.TreeAsync()).Sections[1].Row.LineId}", StringComparison.Ordinal);
        var found = new List<string>();
        foreach (var device in new[] { Device.Desktop, Device.Phone })
            await host.VisitAsync(account, async visit =>
            {
                Assert.Equal(200, await visit.OpenAsync(address));
                await Pictures.TakeAsync(visit, name, device);
                found.AddRange(await PageChecks.AllAsync(visit, device));
            }, device);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private async Task<(RoadmapSample Sample, UserAccount Account)> StartAsync()
    {
        var tenant = await host.App.NewTenantAsync();
        return (await RoadmapSample.AddAsync(tenant), await tenant.NewAccountAsync(Roles.Methodist));
    }

    private static string PathOf(RoadmapSample sample) => $"/programs/{sample.ProgramId}/roadmap";

    private static ILocator Row(Visit visit, string code) => visit.Page.Locator("#road tbody tr[id^=m-]").Filter(new() { Has = visit.Page.Locator("td.code .t", new() { HasTextString = code }) })
        .Filter(new() { Has = visit.Page.Locator($"td.code .t:text-is('{code}')") });

    private static ILocator Cell(Visit visit, string code, int column) => Row(visit, code).Locator("td").Nth(column);

    private static async Task WriteAsync(Visit visit, string code, int column, string text)
    {
        await Cell(visit, code, column).ClickAsync();
        await visit.Page.Keyboard.PressAsync("Control+a");
        await visit.Page.Keyboard.TypeAsync(text);
        await visit.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task PressAsync(Visit visit, params string[] keys)
    {
        foreach (var key in keys)
            await visit.Page.Keyboard.PressAsync(key);
    }

    private static Task SavedAsync(Visit visit) => Assertions.Expect(visit.Page.Locator("#road-saved")).ToContainTextAsync("Сохранено в");

    private static Task ShowsAsync(Visit visit, string codes) => Assertions.Expect(visit.Page.Locator("#road td.code")).ToHaveTextAsync(codes.Split(' '));

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator) => (await locator.BoundingBoxAsync())!;

    private static async Task<string> CodesAsync(RoadmapSample sample) => string.Join(' ', (await sample.TreeAsync()).Measures.Select(m => m.Row.Code ?? "-"));

    private static async Task<string> SectionOfAsync(RoadmapSample sample, string title)
    {
        var tree = await sample.TreeAsync();
        var at = (await sample.MeasureAsync(title)).Row.SectionId;
        return tree.Sections.Single(s => s.Row.Id == at).Row.Title;
    }
}
