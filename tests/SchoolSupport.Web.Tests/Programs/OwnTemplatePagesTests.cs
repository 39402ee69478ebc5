using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>A department keeps its programme as a template through the pages: made, offered, started from, renamed, removed.</summary>
[Collection(AppCollection.Name)]
public sealed class OwnTemplatePagesTests(TestHost host)
{
    [Fact]
    public async Task Template_MadeFromTheCard_IsOfferedAndStartsAProgramme()
    {
        var (tenant, browser, program) = await ProgramAsync();
        var card = await browser.GetPageAsync($"/programs/{program}");
        var link = card.QuerySelectorAll(".head a.btn").Single(a => a.TextContent == "Сделать шаблоном").GetAttribute("href")!;
        Assert.Contains("Школы названы в словах мероприятий: 1.1", (await browser.GetPageAsync(link)).QuerySelector(".note")!.TextContent);

        var template = await MakeAsync(browser, program);

        var offered = (await browser.GetPageAsync("/programs/new")).QuerySelector("#h-own")!.Closest("section")!;
        Assert.Contains("Наш шаблон", offered.TextContent);
        var start = await browser.GetPageAsync($"/programs/new/own/{template}");
        Assert.Equal("3", start.QuerySelector("[name='Form.Years']")!.GetAttribute("value"));
        using var started = await browser.PostFormAsync($"/programs/new/own/{template}", Answers(2030, 3));
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        var page = await browser.GetPageAsync(started.Headers.Location!.ToString());
        Assert.Equal("Программа на 2030–2032 годы", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["январь 2024 года", "январь 2030 года"], await tenant.WithDbAsync(db => db.Measures.OrderBy(m => m.DeadlineText).Select(m => m.DeadlineText).ToListAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public async Task Start_OfALengthThatTheTemplateDoesNotAllow_SaysSo(int years)
    {
        var (tenant, browser, program) = await ProgramAsync();
        var template = await MakeAsync(browser, program);

        using var refused = await browser.PostFormAsync($"/programs/new/own/{template}", Answers(2030, years));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("от 2 до 10 лет", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).Replace('\u00a0', ' '));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.SupportPrograms.CountAsync()));
    }

    [Fact]
    public async Task Template_RenamedMeanwhile_ShowsBothNames()
    {
        var (tenant, browser, program) = await ProgramAsync();
        var template = await MakeAsync(browser, program);
        var path = $"/programs/templates/{template}";
        var version = (await browser.GetPageAsync(path)).QuerySelector("[name='Form.Version']")!.GetAttribute("value")!;

        using var renamed = await browser.PostFormAsync(path, new Dictionary<string, string> { ["Form.Version"] = version, ["Form.Title"] = "План года" });
        using var late = await browser.PostFormAsync(path, new Dictionary<string, string> { ["Form.Version"] = version, ["Form.Title"] = "Годовой план" });

        Assert.Equal(HttpStatusCode.Redirect, renamed.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var conflict = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        Assert.Contains("План года", conflict);
        Assert.Contains("Годовой план", conflict);
        Assert.Equal("План года", await tenant.WithDbAsync(db => db.TenantTemplates.Select(t => t.Title).SingleAsync()));
    }

    [Fact]
    public async Task RemovedTemplate_IsOfferedNoMoreAndItsAddressesAreGone()
    {
        var (tenant, browser, program) = await ProgramAsync();
        var template = await MakeAsync(browser, program);
        var version = (await browser.GetPageAsync($"/programs/templates/{template}")).QuerySelector("form[action$='/remove'] [name='version']")!.GetAttribute("value")!;

        using var removed = await browser.PostFormAsync($"/programs/templates/{template}/remove", new Dictionary<string, string> { ["version"] = version }, $"/programs/templates/{template}");

        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Null((await browser.GetPageAsync("/programs/new")).QuerySelector("#h-own"));
        using var start = await browser.GetAsync($"/programs/new/own/{template}");
        using var edit = await browser.GetAsync($"/programs/templates/{template}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (start.StatusCode, edit.StatusCode));
        Assert.NotNull(await tenant.WithDbAsync(db => db.TenantTemplates.Select(t => t.RemovedAt).SingleAsync()));
    }

    [Fact]
    public async Task Form_SentTwice_MakesOneTemplate()
    {
        var (tenant, browser, program) = await ProgramAsync();
        var id = (await browser.GetPageAsync($"/programs/{program}/templates")).QuerySelector("[name='Form.Id']")!.GetAttribute("value")!;
        for (var turn = 0; turn < 2; turn++)
        {
            using var made = await browser.PostFormAsync($"/programs/{program}/templates",
                new Dictionary<string, string> { ["Form.Id"] = id, ["Form.Number"] = "1", ["Form.Title"] = "Наш шаблон", ["Form.Description"] = "" });
            Assert.Equal("/programs/new#h-own", made.Headers.Location!.ToString());
        }
        Assert.Equal(1, await tenant.WithDbAsync(db => db.TenantTemplates.CountAsync()));
    }

    private async Task<(TestTenant Tenant, TestBrowser Browser, Guid Program)> ProgramAsync()
    {
        var tenant = await host.NewTenantAsync();
        var source = ProgramSamples.Program("Программа на 2024–2026 годы", [ProgramSamples.Measure("Беседа в СОШ № 1", ProgramSamples.Month(2024, 1)) with { DeadlineText = "январь 2024 года" }])
            with { PeriodFrom = new DateOnly(2024, 1, 1), PeriodTo = new DateOnly(2026, 12, 31) };
        return (tenant, await tenant.BrowserAsync(Roles.Methodist), await tenant.AddProgramAsync(source));
    }

    private static async Task<Guid> MakeAsync(TestBrowser browser, Guid program)
    {
        using var made = await browser.PostFormAsync($"/programs/{program}/templates", new Dictionary<string, string> { ["Form.Number"] = "1", ["Form.Title"] = "Наш шаблон", ["Form.Description"] = "Для школ округа" });
        Assert.Equal("/programs/new#h-own", made.Headers.Location!.ToString());
        var link = (await browser.GetPageAsync("/programs/new")).QuerySelector("#h-own")!.Closest("section")!.QuerySelector("th a")!.GetAttribute("href")!;
        return Guid.Parse(link.Split('/')[^1]);
    }

    private static Dictionary<string, string> Answers(int start, int years) => new() { ["Form.StartYear"] = $"{start}", ["Form.Years"] = $"{years}", ["Form.SchoolTerm"] = "ОО" };
}
