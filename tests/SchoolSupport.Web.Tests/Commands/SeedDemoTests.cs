using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Commands.Demo;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Commands;

/// <summary><c>seed-demo</c>: what everybody who tries the program sees first, on whatever day that is.</summary>
[Collection(AppCollection.Name)]
public sealed class SeedDemoTests(TestHost host)
{
    [Fact]
    public async Task Seeding_Twice_GivesTheSameProgrammesAndPagesThatShowThem()
    {
        var demo = new TestHost();
        await demo.InitializeAsync();
        try
        {
            await SeedAsync(demo);
            var programs = await AsTenantAsync(demo, "ozersky", Stored);
            var first = await CountsAsync(demo);
            await SeedAsync(demo);

            Assert.Equal(first, await CountsAsync(demo));
            Assert.Equal(["order-model-roadmap: OnApproval", "school: Approved", "school: Draft", "two-groups: Approved, Draft", "year-plan: Superseded, Approved"], programs);
            await AssertPagesAsync(demo);
            await AssertMonitoringAsync(demo);
            Assert.Equal(Enum.GetValues<NoteKind>(), await NotesAsync(demo, "ozersky"));
            await AssertRisksAsync(demo, "ozersky", sections: 4);
            await AssertRisksAsync(demo, "lesnoy", sections: 2);
            Assert.Equal([], await DeadIndicatorsAsync(demo));
        }
        finally
        {
            await demo.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("2027-01-01")]
    [InlineData("2027-09-01")]
    [InlineData("2028-02-29")]
    public async Task Story_OnAnyDate_HasSomethingOfEverything(string date)
    {
        var today = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        using var then = new Moved(host, today);
        var plan = LesnoyDemo.Plan();
        var code = $"d{Guid.NewGuid():N}"[..16];

        await new DemoSeeder(then.Host.Services.GetRequiredService<IServiceScopeFactory>(), _ => { }).SeedAsync(
            plan with { Tenant = plan.Tenant with { Code = code, TimeZone = "Europe/Moscow" }, Programs = OzerskyPrograms.TellAsync }, CancellationToken.None);

        await AsTenantAsync(then.Host, code, async scope =>
        {
            var lines = (await scope.GetRequiredService<ExecutionReader>().ReadAllAsync(CancellationToken.None)).SelectMany(e => e.Measures).SelectMany(m => m.Lines).ToList();
            Assert.Equal(today, await scope.GetRequiredService<TenantClock>().TodayAsync(CancellationToken.None));
            Assert.Contains(lines, l => l.Waits);
            Assert.Contains(lines, l => l.IsReturned);
            Assert.Contains(lines, l => l.State == MeasureState.Overdue && l.Report is null);
            Assert.Contains(lines, l => l.State == MeasureState.InProgress && l.Report is { Progress: ReportedStatus.InProgress });
            Assert.Contains(lines, l => l.State == MeasureState.NotStarted && l.Occurrence.Due <= today.AddDays(14));
            Assert.True(lines.Count(l => l.State == MeasureState.Done) > 50, "little was done");
            Assert.InRange(lines.Count(l => l.State == MeasureState.Overdue), 2, 15);
            Assert.All(lines, l => Assert.InRange(l.DaysOverdue, 0, 200));
            Assert.All(lines, l => Assert.True(l.Report?.DoneOn is not { } done || done <= today));
            return true;
        });
    }

    private static async Task SeedAsync(TestHost demo)
    {
        var (code, output, error) = await ProgramProcess.RunAsync(demo.Database, "seed-demo", "--json");
        Assert.True(code == 0, error);
        Assert.Contains("ozersky", output);
    }

    private static Task<(int, int, int, int, int)> CountsAsync(TestHost demo) => AsTenantAsync(demo, "ozersky", async scope =>
    {
        var db = scope.GetRequiredService<AppDbContext>();
        return (await db.SupportPrograms.CountAsync(), await db.ProgramVersions.CountAsync(), await db.Measures.CountAsync(), await db.ExecutionReports.CountAsync(), await db.ExecutionEvidence.CountAsync());
    });

    /// <summary>«template: states of its versions».</summary>
    private static async Task<List<string>> Stored(IServiceProvider scope)
    {
        var db = scope.GetRequiredService<AppDbContext>();
        var versions = (await db.ProgramVersions.OrderBy(v => v.Number).ToListAsync()).ToLookup(v => v.ProgramId, v => v.Status);
        return [.. (await db.SupportPrograms.ToListAsync()).Select(p => $"{(p.SchoolId is null ? p.TemplateCode : "school")}: {string.Join(", ", versions[p.Id])}").Order(StringComparer.Ordinal)];
    }

    private static async Task<T> AsTenantAsync<T>(TestHost host, string code, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var tenant = await TenantDirectory.FindByCodeAsync(scope.ServiceProvider.GetRequiredService<PlatformDbContext>(), code);
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenant!.Id);
        return await work(scope.ServiceProvider);
    }

    /// <summary>The pages as the demonstration's people open them.</summary>
    private static async Task AssertPagesAsync(TestHost demo)
    {
        var methodist = await BrowserAsync(demo, "methodist@ozersky.demo");
        var home = Text(await methodist.GetPageAsync("/"));
        Assert.Contains("Просроченные мероприятия", home);
        Assert.Contains("Отчёты возвращены на доработку", home);
        Assert.Contains("Ближайшие сроки", home);
        Assert.Equal(5, (await methodist.GetPageAsync("/programs")).QuerySelectorAll("main tbody th").Length);
        var main = (await AsTenantAsync(demo, "ozersky", s => s.GetRequiredService<AppDbContext>().SupportPrograms.SingleAsync(p => p.TemplateCode == "two-groups"))).Id;
        Assert.Contains("88", Text(await methodist.GetPageAsync($"/programs/{main}")));
        await methodist.GetPageAsync($"/programs/{main}/execution");
        var compared = Text(await methodist.GetPageAsync($"/programs/{main}/versions/compare"));
        Assert.Contains("Что показывают результаты ВПР", compared);
        var director = await BrowserAsync(demo, "director@ozersky.demo");
        Assert.Contains("Возвращено: исправьте отчёт", Text(await director.GetPageAsync("/")));
        Assert.NotEmpty((await director.GetPageAsync("/programs/tasks")).QuerySelectorAll("main tbody tr"));
        var evidence = await AsTenantAsync(demo, "ozersky", s => s.GetRequiredService<AppDbContext>().ExecutionEvidence.Where(e => e.FileName != null).Select(e => e.Id).FirstAsync());
        using var file = await methodist.GetAsync($"/programs/execution/evidence/{evidence}");
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString(await file.Content.ReadAsByteArrayAsync(), 0, 2));
        var forest = await BrowserAsync(demo, "methodist@lesnoy.demo");
        Assert.Single((await forest.GetPageAsync("/programs")).QuerySelectorAll("main tbody th"));
    }

    private static async Task AssertMonitoringAsync(TestHost demo)
    {
        var campaigns = await AsTenantAsync(demo, "ozersky", s => s.GetRequiredService<AppDbContext>().Campaigns.ToListAsync());
        Assert.Single(campaigns, campaign => campaign.State == CampaignState.Open);
        Assert.True(campaigns.Count(campaign => campaign.State == CampaignState.Closed) > 10, "few collections are closed");
        Assert.True(campaigns.Count(campaign => campaign.PresetCode == "social-passport") >= 3, "context of fewer than three years");
        var methodist = await BrowserAsync(demo, "methodist@ozersky.demo");
        var contexts = await methodist.GetPageAsync("/monitoring/context?year=2024-2025");
        Assert.True(contexts.QuerySelectorAll("svg.quad a").Length >= 10, "few schools are on the chart");
        Assert.Contains("Расчёт № 1 от", Text(await methodist.GetPageAsync("/monitoring/indicators?year=2024-2025")));
    }

    /// <summary>Kinds of notes that the tenant holds, each with something to read in it.</summary>
    private static Task<List<NoteKind>> NotesAsync(TestHost demo, string tenant) => AsTenantAsync(demo, tenant, async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        return (await db.AnalyticalNotes.Where(note => db.NoteSections.Count(section => section.NoteId == note.Id) > 4).Select(note => note.Kind).Distinct().ToListAsync()).Order().ToList();
    });

    /// <summary>Every year some schools are at risk and most are not, one handed in too little, and some joined or left since the year before.</summary>
    /// <param name="sections">How many sections of the matrix trigger for some school.</param>
    private static Task AssertRisksAsync(TestHost demo, string tenant, int sections) => AsTenantAsync(demo, tenant, async services =>
    {
        var reader = services.GetRequiredService<RiskReader>();
        var matrix = await reader.ReadAsync(new AcademicYear(2024), null, CancellationToken.None);
        var schools = matrix.Schools;
        Assert.True(matrix is { Head: { Run: not null, StandingBefore: not null }, Changes.IsEmpty: true }, "the lists of past years are fixed and nothing changed since");
        Assert.Null((await reader.ReadAsync(AcademicYear.Of(ProgramSamples.Today), null, CancellationToken.None)).Head.Run);
        var (atRisk, calm) = (schools.Count(s => s.Verdict.IsRisk == Ternary.Yes), schools.Count(s => s.Verdict.IsRisk == Ternary.No));

        Assert.InRange(atRisk, 2, 5);
        Assert.True(calm > atRisk, $"{tenant}: {calm} calm, {atRisk} at risk");
        Assert.InRange(schools.Count(s => s.Verdict.IsRisk == Ternary.Unknown), 1, 2);
        Assert.Contains(schools, s => s.Verdict.IsRisk == Ternary.Yes && s.Before?.IsRisk == Ternary.No);
        Assert.Contains(schools, s => s.Verdict.IsRisk == Ternary.No && s.Before?.IsRisk == Ternary.Yes);
        Assert.Contains(schools, s => s.Verdict.IsRisk == Ternary.Yes && s.Before?.IsRisk == Ternary.Yes);
        Assert.Equal(sections, schools.SelectMany(s => s.Verdict.Sections).Where(s => s.Triggered == Ternary.Yes).Select(s => s.Section.Code).Distinct().Count());
        return true;
    });

    /// <summary>Presets of all five templates without a value in the last two years, each as if a programme were started from its template.</summary>
    private static Task<List<string>> DeadIndicatorsAsync(TestHost demo) => AsTenantAsync(demo, "ozersky", async services =>
    {
        var school = await services.GetRequiredService<AppDbContext>().Schools.OrderBy(s => s.SortName).Select(s => s.Id).FirstAsync();
        var dead = new List<string>();
        foreach (var template in IndicatorPresets.All.Select(preset => preset.Template).Distinct())
        {
            var program = await services.GetRequiredService<ProgramService>().CreateAsync(
                ProgramSamples.Program($"Проверка, {template}", [ProgramSamples.Measure("Совещание", ProgramSamples.Month(2025, 9))], school) with { TemplateCode = template }, CancellationToken.None);
            var found = (await services.GetRequiredService<IndicatorReader>().ReadAsync(program, new AcademicYear(2025), null, CancellationToken.None))!;
            Assert.NotEmpty(found.Series);
            dead.AddRange(found.Series.Where(series => series.Points.All(point => point.Value.Value is null)).Select(series => $"{template}: {series.Definition.Code} {series.Line.Part}"));
        }
        return dead;
    });

    private static async Task<TestBrowser> BrowserAsync(TestHost demo, string name)
    {
        await using var scope = demo.Services.CreateAsyncScope();
        return await demo.SignedInAsync(await scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Users.SingleAsync(u => u.UserName == name));
    }

    private static string Text(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;

    /// <summary>A second server on the tests' database whose clock stands at noon of a day.</summary>
    private sealed class Moved(TestHost host, DateOnly day) : IDisposable
    {
        public TestHost Host { get; } = host.Beside(web => web.ConfigureServices(services =>
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new Noon(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero))))));

        public void Dispose() => Host.DisposeAsync().GetAwaiter().GetResult();
    }

    private sealed class Noon(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
