using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;

namespace SchoolSupport.Browser.Tests;

/// <summary>From a results file to the list of schools and its papers.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MethodistJourneys(BrowserHost host)
{
    private const string Oge = "2024-2025/ОГЭ 2025 по ОО.xlsx";

    [Fact]
    public async Task File_MatchedCheckedAndSaved_LeadsToVerdictsAndPapers()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await Demonstration.ImportSummaryAsync(demo);
        await host.VisitAsync(null, async visit =>
        {
            await visit.OpenAsync("/sign-in");
            await visit.FillAsync("Имя для входа", demo[Roles.Methodist].UserName!);
            await visit.FillAsync("Пароль", Demonstration.Password);
            await visit.ClickAsync("Войти");
            await visit.OpenAsync("/results/uploads");
            await visit.FollowAsync("Загрузить результаты");
            await visit.UploadAsync(Oge);
            await visit.SeeAsync("2024/2025");
            await visit.MatchAllAsync(demo.Schools);
            await visit.SeeAsync("Можно сохранять");
            await visit.SaveAsync();
            await visit.FollowAsync("Посмотреть результаты");
            await visit.OpenAsync("/identification/low-results?year=2024-2025");
            await visit.ClickAsync("Рассчитать");
            await Assertions.Expect(visit.Row("Зелёноборская СОШ").First).ToContainTextAsync("включена");
            await VerdictDownToTheFileAsync(visit);
            await PapersAsync(visit);
        });
    }

    [Fact]
    public async Task File_WithImpossibleCounts_IsBlockedWithPlacesAndReplacedByARightOne()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            await visit.OpenAsync("/results/uploads/new");
            visit.Expect(400);
            await visit.ClickAsync("Загрузить и прочитать");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные: 1 ошибка");
            await visit.UploadAsync("bad/failed_more_than_participants.xlsx");
            await visit.MatchAllAsync(demo.Schools);
            await Assertions.Expect(visit.Main.GetByRole(AriaRole.Heading, new() { Name = "Сохранить результаты пока нельзя" })).ToBeVisibleAsync();
            await Assertions.Expect(visit.Button("Сохранить результаты")).ToHaveAttributeAsync("aria-disabled", "true");
            var finding = visit.Row("ошибка").First;
            await Assertions.Expect(finding).ToContainTextAsync("строка");
            await Assertions.Expect(finding).ToContainTextAsync("лист «");
            var (name, bytes) = await visit.DownloadAsync(visit.Link("Скачать список в Excel"));
            Assert.EndsWith(".xlsx", name, StringComparison.Ordinal);
            Assert.Contains("Ожидалось", TextOf(bytes), StringComparison.Ordinal);
            await visit.FollowAsync("Загрузить исправленный файл");
            await visit.UploadAsync(Oge);
            await visit.MatchAllAsync(demo.Schools);
            await visit.SaveAsync();
        });
    }

    [Fact]
    public async Task File_WithoutYear_AsksForItAndGoesOn()
    {
        var demo = await Demonstration.WithRegisterAsync(host.App);
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            await visit.OpenAsync("/results/uploads/new");
            await visit.UploadAsync("результаты.csv", Encoding.UTF8.GetBytes("Школа;Процедура;Участников;Не справились\nЗелёноборская СОШ;ОГЭ, математика;12;3\n"));
            await visit.SeeAsync("Файл говорит не всё");
            await visit.FollowAsync("Ответить");
            visit.Expect(400);
            await visit.ClickAsync("Прочитать файл");
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Проверьте данные");
            await visit.Field("За какой учебный год результаты?").SelectOptionAsync(new SelectOptionValue { Label = "2024/2025" });
            await visit.ClickAsync("Прочитать файл");
            await visit.WaitUntilReadAsync();
            await visit.SeeAsync("Можно сохранять");
        });
    }

    [Theory]
    [InlineData("bad/password_protected.xlsx", "парол")]
    [InlineData("bad/zip_bomb.xlsx", "Прочитать файл не удалось")]
    [InlineData("bad/empty_zero_bytes.xlsx", "пуст")]
    public async Task File_ThatCannotBeRead_SaysWhyInRussian(string sample, string words)
    {
        var demo = await host.DemonstrationAsync();
        await host.VisitAsync(demo[Roles.Methodist], async visit =>
        {
            visit.Expect(400);
            await visit.OpenAsync("/results/uploads/new");
            await visit.Field("Файл с результатами").SetInputFilesAsync(new FilePayload
            {
                Name = Path.GetFileName(sample), MimeType = "application/octet-stream", Buffer = TestKit.OzerskySamples.Bytes(sample),
            });
            await visit.ClickAsync("Загрузить и прочитать");
            await visit.SeeAsync(words);
        });
    }

    private static async Task VerdictDownToTheFileAsync(Visit visit)
    {
        await visit.Row("Зелёноборская СОШ").First.GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.SeeHeadingAsync("Зелёноборская СОШ");
        await visit.SeeAsync("Как это считается");
        var source = visit.Main.GetByRole(AriaRole.Row, new() { Name = "ОГЭ, математика" }).First.GetByRole(AriaRole.Link);
        await source.First.ClickAsync();
        await visit.SeeAsync("Что распознано");
        await visit.Page.GoBackAsync();
        await visit.SeeHeadingAsync("Зелёноборская СОШ");
    }

    private static async Task PapersAsync(Visit visit)
    {
        await visit.OpenAsync("/reports?year=2024-2025");
        var row = visit.Row("Служебное").First;
        var (xlsxName, xlsx) = await visit.DownloadAsync(row.GetByRole(AriaRole.Link, new() { Name = "Excel" }));
        Assert.EndsWith(".xlsx", xlsxName, StringComparison.Ordinal);
        Assert.Contains("Зелёноборская", TextOf(xlsx), StringComparison.Ordinal);
        var (docxName, docx) = await visit.DownloadAsync(row.GetByRole(AriaRole.Link, new() { Name = "Word" }));
        Assert.EndsWith(".docx", docxName, StringComparison.Ordinal);
        Assert.Contains("Зелёноборская", TextOf(docx), StringComparison.Ordinal);
        var (pdfName, pdf) = await visit.DownloadAsync(row.GetByRole(AriaRole.Link, new() { Name = "PDF" }));
        Assert.EndsWith(".pdf", pdfName, StringComparison.Ordinal);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));
    }

    /// <summary>All the XML of an Office file.</summary>
    internal static string TextOf(byte[] office)
    {
        using var archive = new ZipArchive(new MemoryStream(office));
        return string.Concat(archive.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(e => new StreamReader(e.Open()).ReadToEnd()));
    }
}
