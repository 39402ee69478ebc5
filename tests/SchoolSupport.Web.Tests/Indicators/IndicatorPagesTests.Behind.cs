using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Indicators;

/// <summary>What stands behind one value: verdicts, rows of the year before, forms, suppliers, evidence.</summary>
public sealed partial class IndicatorPagesTests
{
    [Fact]
    public async Task RemovedRisk_IsToldByTheMatrixOfOctoberAndOfNow()
    {
        var (browser, program, world) = await StartAsync();
        var page = await browser.GetPageAsync($"/monitoring/indicators/{program}/3.3.1-3?period=2025-09&{Year}");
        Assert.NotNull(page.QuerySelector($"section[aria-labelledby=h-schools] a[href='#interim-{world.A}']"));
        var matrix = page.GetElementById($"interim-{world.A}")!;
        Assert.Contains("в октябре — рисковая, сейчас — не рисковая", Plain(matrix.QuerySelector("summary")!), StringComparison.Ordinal);
        var rows = matrix.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(Plain).ToArray()).ToList();
        Assert.Equal(["есть риск", "риска нет"], rows[0][1..]);
        Assert.Equal(["нет", "да"], rows.Single(row => row[0].Contains("Интернет", StringComparison.Ordinal))[1..]);
        // 100 teachers in October, 20 in September, none of them overloaded.
        Assert.Equal(["0 из 100 (0,0 %)", "0 из 20 (0,0 %)"], rows.Single(row => row[0].Contains("36 час", StringComparison.Ordinal))[1..]);
        Assert.Contains("сейчас — недостаточно данных", Plain(page.GetElementById($"interim-{world.B}")!.QuerySelector("summary")!), StringComparison.Ordinal);
        Assert.Null((await browser.GetPageAsync($"/monitoring/indicators/{program}/3.3.1-1?period=2025-09&{Year}")).QuerySelector("#h-interim"));
    }

    [Fact]
    public async Task Difference_ShowsTheRowsThatAreTakenAway()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        var program = await world.AddProgramAsync("year-plan");
        await world.Tenant.WithDbAsync(async db =>
        {
            db.ProgramParticipants.Add(new ProgramParticipant { ProgramId = program, SchoolId = world.B, FromDate = new DateOnly(2023, 9, 1), CreatedAt = db.Now });
            return await db.SaveAsync("test.participants", CancellationToken.None);
        });
        var browser = await world.Tenant.BrowserAsync(Roles.Methodist);
        var page = await browser.GetPageAsync($"/monitoring/indicators/{program}/3?period=2024/2025");
        var row = page.QuerySelectorAll("section[aria-labelledby=h-schools] tbody tr").Single(r => r.QuerySelector($"a[href='/schools/{world.B}']") is not null);
        Assert.Equal(["4", "200", "4", "200"], new[] { "Числитель", "Знаменатель", "Числитель год назад", "Знаменатель год назад" }.Select(label => Plain(row.QuerySelector($"[data-label='{label}']")!)));
    }

    [Fact]
    public async Task Value_TellsWhereTheFormsStand()
    {
        var (browser, program, world) = await StartAsync();
        await world.CollectAsync("teachers-support", "2025-09", (world.A, SubmissionState.Returned, []), (world.B, SubmissionState.NotStarted, []));
        var page = await browser.GetPageAsync($"/monitoring/indicators/{program}/2.3.2-1?period=2025-09&{Year}");
        // Each of А's four collections of September, the newest first: the matrix asks how many teachers there are too. What is of November tells nothing of September.
        Assert.Equal(["возвращена", "принята", "черновик", "принята"], StatesOf(page, world.A));
        Assert.Equal(["не начата", "отправлена"], StatesOf(page, world.B));
        var computed = await browser.GetPageAsync($"/monitoring/indicators/{program}/3.3.3-3?period=2025-09&{Year}");
        Assert.Empty(computed.QuerySelectorAll("[data-label='Анкета']"));

        static IEnumerable<string> StatesOf(IDocument page, Guid school) => page.QuerySelectorAll("section[aria-labelledby=h-schools] tbody tr")
            .Single(row => row.QuerySelector($"th a[href^='/schools/{school}']") is not null).QuerySelectorAll("[data-label='Анкета'] .mark").Select(Plain);
    }

    [Fact]
    public async Task Supplier_IsThatOfTheTemplate_UntilTheDepartmentNamesAnother()
    {
        var (browser, program, _) = await StartAsync();
        var value = $"/monitoring/indicators/{program}/2.3.3-4?period=2025-09&{Year}";
        Assert.Equal("ОО", Supplier(await browser.GetPageAsync(value)));
        Assert.EndsWith(", методическая служба", Supplier(await browser.GetPageAsync($"/monitoring/indicators/{program}/2.3.1-1?period=2025-09&{Year}")), StringComparison.Ordinal);
        var edit = $"/monitoring/indicators/{program}/definitions/2.3.3-4";
        var fields = FieldsOf(await browser.GetPageAsync(edit));
        Assert.Equal("ОО", fields["Form.Supplier"]);
        (fields["Form.Supplier"], fields["Form.Comment"]) = ("Заместители директоров", "Уточнено, кто представляет");
        using (var saved = await browser.PostFormAsync(edit, fields, edit))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("Заместители директоров", Supplier(await browser.GetPageAsync(value)));

        static string Supplier(IDocument page) => Plain(page.QuerySelectorAll("dt").Single(dt => Plain(dt) == "Кто представляет").NextElementSibling!);
    }

    [Fact]
    public async Task Achievement_ShowsItsDocument_WithALinkWhereItIsOne()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        var program = await world.AddProgramAsync("transition-to-resilience");
        await world.CollectAsync("department", "2024/2025", (null, SubmissionState.Accepted, [("achieved-social-order", 1), ("achieved-monitoring-model", 1)]));
        await world.Tenant.WithDbAsync(async db =>
        {
            var submission = await db.Submissions.SingleAsync(s => s.SchoolId == null);
            foreach (var (question, text) in new[] { ("achieved-social-order", "https://district.example/order.pdf"), ("achieved-monitoring-model", "Приказ № 14, javascript:alert(1)") })
                db.FormAnswers.Add(new FormAnswer { SubmissionId = submission.Id, Question = $"{question}-evidence", State = AnswerState.Given, Text = text, RecordedAt = db.Now });
            return await db.SaveAsync("test.evidence", CancellationToken.None);
        });
        var browser = await world.Tenant.BrowserAsync(Roles.Methodist);
        var linked = (await browser.GetPageAsync($"/monitoring/indicators/{program}/S12?period=2024/2025")).QuerySelector("section[aria-labelledby=h-factors]")!;
        Assert.StartsWith("Чем подтверждается", Plain(linked), StringComparison.Ordinal);
        Assert.Equal("https://district.example/order.pdf", linked.QuerySelector("td a")!.GetAttribute("href"));
        var words = (await browser.GetPageAsync($"/monitoring/indicators/{program}/S10?period=2024/2025")).QuerySelector("section[aria-labelledby=h-factors]")!;
        Assert.Contains("Управление образования", Plain(words), StringComparison.Ordinal);
        Assert.Contains("Приказ № 14", Plain(words), StringComparison.Ordinal);
        Assert.Null(words.QuerySelector("td a"));
    }
}
