using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Browser.Tests.Driving;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests;

/// <summary>A note from its data to its file: made, put into a person's words, refreshed, warned about, approved, downloaded.</summary>
[Collection(BrowserCollection.Name)]
public sealed class NoteJourneys(BrowserHost host)
{
    private const string Words = "Итоги рассмотрены на совещании руководителей школ.";

    private string note = "";

    [Fact]
    public async Task Note_IsMadeWrittenRefreshedApprovedAndDownloaded()
    {
        var tenant = await host.App.NewTenantAsync();
        await MonitoringWorld.CreateAsync(tenant);
        await host.VisitAsync(await tenant.NewAccountAsync(Roles.Methodist, null, Demonstration.Password), WriteAsync);
        await host.VisitAsync(await tenant.NewAccountAsync(Roles.Head, null, Demonstration.Password), ApproveAsync);
    }

    private async Task WriteAsync(Visit visit)
    {
        await visit.OpenAsync("/monitoring/notes/new?kind=prevention&period=2026-06");
        await visit.ClickAsync("Составить справку");
        await visit.SeeAsync("Черновик");
        note = visit.Path;
        await AddAsync(visit, Words);
        await visit.SeeAsync(Words);
        await visit.ClickAsync("Обновить данные");
        await visit.SeeAsync(Words);
        await visit.FollowAsync("Для публикации");
        await AddAsync(visit, "Не справились 2 обучающихся; сведения дала Петрова А. И.");
        await visit.SeeAsync("раздел «Вводная часть»: число меньше 5 — «2 обучающихся»");
        await visit.SeeAsync("имя человека — «Петрова А. И.»");
        Assert.Empty(await PageChecks.SidewaysAsync(visit));
        await AddAsync(visit, "");
        await Assertions.Expect(visit.Main.GetByText("имя человека")).ToHaveCountAsync(0);
    }

    /// <summary>Writes the field at the end of the first section.</summary>
    private static async Task AddAsync(Visit visit, string words)
    {
        await visit.FollowAsync("Править раздел «Вводная часть»");
        await visit.Main.Locator("textarea").Last.FillAsync(words);
        await visit.ClickAsync("Сохранить");
    }

    private async Task ApproveAsync(Visit visit)
    {
        await visit.OpenAsync(note);
        await visit.FollowAsync("Утвердить");
        await visit.FillAsync("Номер справки", "5-с");
        await visit.FillAsync("Кто подписывает: должность", "Начальник управления образования");
        await visit.ClickAsync("Утвердить справку");
        await visit.SeeAsync("Утверждена: № 5-с");
        await visit.SeeAsync(Words);
        var (name, bytes) = await visit.DownloadAsync(visit.Main.Locator("a[download][href*='format=docx']"));
        Assert.EndsWith(".docx", name);
        Assert.Equal("PK"u8.ToArray(), bytes[..2]);
    }
}
