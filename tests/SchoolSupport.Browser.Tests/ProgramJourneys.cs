using DocumentFormat.OpenXml.Packaging;
using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests;

/// <summary>A programme's whole way: from the file to the draft, its approval, the work of a school, the confirmation and the paper.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ProgramJourneys(BrowserHost host)
{
    private const string Title = "Муниципальный план поддержки школ";
    private const string Ours = "Аналитическая справка школы";

    [Fact]
    public async Task Roadmap_IsImportedCorrectedApprovedReportedConfirmedAndPrinted()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        var path = "";
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            path = await ImportAsync(visit);
            await AddMeasureAsync(visit, path);
            await TakePartAsync(visit, path, demo.Schools["oz03"]);
            await visit.OpenAsync($"{path}/versions");
            await Pictures.TakeAsync(visit, "programme-versions", Device.Desktop);
            await visit.ClickAsync("Отправить на утверждение");
            await visit.SeeAsync("на утверждении");
        });
        await host.VisitAsync(demo[Roles.TenantAdmin], visit => ApproveAsync(visit, path));
        await host.VisitAsync(demo[Roles.SchoolDirector], ReportAsync, Device.Phone);
        await host.VisitAsync(demo[Roles.Methodist], visit => ConfirmAsync(visit, path));
    }

    private static async Task<string> ImportAsync(Visit visit)
    {
        await visit.OpenAsync("/programs");
        await visit.FollowAsync("Начать программу");
        await visit.FollowAsync("Файл Word или Excel");
        visit.Expect(400);
        await visit.ClickAsync("Прочитать файл");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные: 1 ошибка");
        await visit.Field("Файл с дорожной картой").SetInputFilesAsync(RoadmapFiles.PathOf("kola-2022.docx"));
        await visit.ClickAsync("Прочитать файл");
        await visit.SeeHeadingAsync("Проверка файла");
        await visit.SeeAsync("Мероприятия: 24");
        await Pictures.TakeAsync(visit, "programme-import", Device.Desktop);
        await Pictures.TakeAsync(visit, "programme-import", Device.Phone);
        await visit.FillAsync("Название", Title);
        await visit.ClickAsync("Создать черновик из файла");
        await visit.SeeHeadingAsync("Дорожная карта загружена");
        await visit.FollowAsync("К программе");
        await visit.SeeHeadingAsync(Title);
        await Pictures.TakeAsync(visit, "programme-card-draft", Device.Desktop);
        return visit.Path;
    }

    /// <summary>A measure of schools, due in some days, that must yield an analytical note.</summary>
    private static async Task AddMeasureAsync(Visit visit, string path)
    {
        await visit.OpenAsync($"{path}/roadmap/measures/new");
        await visit.Main.GetByLabel("Мероприятие", new() { Exact = true }).Or(visit.Main.GetByLabel("Наименование мероприятия", new() { Exact = true })).FillAsync(Ours);
        await visit.Main.Locator("[name='Form.Deadline']").FillAsync($"до {ProgramSamples.Today.AddDays(30):dd.MM.yyyy}");
        await visit.Main.Locator("[name='Form.Responsible']").FillAsync("Руководители ОО");
        await visit.Main.GetByLabel("Все школы – участники программы").CheckAsync();
        await Pictures.TakeAsync(visit, "programme-measure", Device.Desktop);
        await visit.ClickAsync("Добавить мероприятие");
        await visit.SeeAsync(Ours);
    }

    private static async Task TakePartAsync(Visit visit, string path, Guid school)
    {
        await visit.OpenAsync($"{path}/participants");
        await visit.FollowAsync("Добавить школы");
        await visit.FillAsync("С какой даты участвуют", "01.09.2022");
        await visit.Main.GetByRole(AriaRole.Row).Filter(new() { Has = visit.Page.Locator($"input[value='{school}']") }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await visit.ClickAsync("Добавить отмеченные школы");
        await visit.SeeAsync("1 школа");
    }

    private static async Task ApproveAsync(Visit visit, string path)
    {
        await visit.OpenAsync($"{path}/versions");
        await visit.FollowAsync("Утвердить");
        await Pictures.TakeAsync(visit, "programme-approve", Device.Desktop);
        visit.Expect(400);
        await visit.ClickAsync("Утвердить редакцию");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные");
        await visit.FillAsync("Номер приказа", "280-36");
        await visit.FillAsync("Дата приказа", ProgramSamples.Today.ToString("dd.MM.yyyy", null));
        await visit.ClickAsync("Утвердить редакцию");
        await visit.SeeAsync("утверждена");
    }

    private static async Task ReportAsync(Visit visit)
    {
        await visit.OpenAsync("/");
        await Pictures.TakeAsync(visit, "school-home", Device.Phone);
        await visit.OpenAsync("/programs/tasks");
        await visit.Row(Ours).GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.Main.GetByLabel("выполнено", new() { Exact = true }).Or(visit.Main.GetByLabel("Выполнено", new() { Exact = true })).CheckAsync();
        await visit.FillAsync("Дата выполнения необязательно", ProgramSamples.Today.ToString("dd.MM.yyyy", null));
        await visit.FillAsync("Комментарий необязательно", "Справка составлена, выводы обсуждены на педсовете");
        await visit.Main.GetByText("Приложить другой документ или ссылку").ClickAsync();
        await visit.Main.Locator("[name='Form.OtherFile']").SetInputFilesAsync(new FilePayload { Name = "справка.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n%%EOF"u8.ToArray() });
        await Pictures.TakeAsync(visit, "school-report", Device.Phone);
        Assert.Empty(await PageChecks.SidewaysAsync(visit));
        await visit.ClickAsync("Отправить отчёт");
        await visit.SeeAsync("ждёт подтверждения");
    }

    private static async Task ConfirmAsync(Visit visit, string path)
    {
        await visit.OpenAsync("/programs/execution/review");
        await visit.Row(Ours).GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.SeeAsync("выводы обсуждены на педсовете");
        await visit.ClickAsync("Подтвердить отчёт");
        await visit.OpenAsync($"{path}/execution");
        await Pictures.TakeAsync(visit, "programme-execution", Device.Desktop);
        await Assertions.Expect(visit.Row(Ours)).ToContainTextAsync("выполнено");
        await visit.OpenAsync($"{path}/papers");
        await Pictures.TakeAsync(visit, "programme-papers", Device.Desktop);
        var (name, bytes) = await visit.DownloadAsync(visit.Main.Locator("a[href*='docx']").First);
        Assert.EndsWith(".docx", name, StringComparison.Ordinal);
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        var text = document.MainDocumentPart!.Document!.InnerText;
        Assert.Contains(Ours, text, StringComparison.Ordinal);
        Assert.Contains("280-36", text, StringComparison.Ordinal);
    }
}
