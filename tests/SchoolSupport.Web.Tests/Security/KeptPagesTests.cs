using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Infrastructure;
using SchoolSupport.Web.Tests.Assessments;
using SchoolSupport.Web.Tests.Identification;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Pages that are kept: really kept, never given to anybody else, and never older than the last change.</summary>
[Collection(AppCollection.Name)]
public sealed partial class KeptPagesTests(TestHost host)
{
    private const string Year = "?year=2024-2025";
    private const string Register = "/schools" + Year;

    /// <summary>An edit of a draft is saved together with the rows that it changed, and of those the history tells.</summary>
    private const string ToldByItsRows = "roadmap_edits";

    [Fact]
    public async Task EveryKeptPage_SeenAgain_AsksOneQuestionAndIsTheSame()
    {
        var own = await PopulatedTenant.CreateAsync(host, "Озёрский муниципальный округ", "north");
        var browser = await own.Tenant.BrowserAsync(Roles.Methodist);
        foreach (var path in PathsOf(own))
        {
            await VisitAsync(browser, path);
            var second = await VisitAsync(browser, path);
            var commands = await RequestSql.OfAsync(browser, path);
            Assert.True(commands.Count == 1, $"{path} sent {commands.Count} commands:\n{string.Join("\n---\n", commands)}");
            Assert.Equal(second, await VisitAsync(browser, path));
        }
        Assert.True((await RequestSql.OfAsync(browser, UploadPages.List)).Count > 1, "a page that is not kept reads anew");
    }

    [Fact]
    public async Task KeptPage_ForABrowserThatTakesItCompressed_IsTheSamePage()
    {
        var own = await PopulatedTenant.CreateAsync(host, "Озёрский муниципальный округ", "north");
        var browser = await own.Tenant.BrowserAsync(Roles.Methodist);
        // Over HTTPS nothing is compressed here: what is compressed together with a secret can tell it by its length.
        const string path = "http://localhost" + Register;
        await VisitAsync(browser, path);
        var plain = await VisitAsync(browser, path);
        foreach (var encoding in new[] { "gzip", "br", "gzip" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            using var answer = await browser.Client.SendAsync(request);
            Assert.Equal(encoding, Assert.Single(answer.Content.Headers.ContentEncoding));
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            var body = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(body.Length < plain.Length / 2, $"{encoding}: {body.Length} of {plain.Length}");
            await using var packed = new MemoryStream(body);
            await using Stream unpacked = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked);
            Assert.Equal(plain, await reader.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task EveryKeptPage_ReadsOnlyWhatTheHistoryTellsAbout()
    {
        var own = await PopulatedTenant.CreateAsync(host, "Озёрский муниципальный округ", "north");
        var browser = await own.Tenant.BrowserAsync(Roles.Methodist);
        var found = new List<string>();
        foreach (var path in PathsOf(own))
            found.AddRange((await UntoldAsync(browser, path)).Where(what => what != ToldByItsRows).Select(what => $"{path} reads {what}"));
        Findings.None(found);
        Assert.Contains("upload_rows", await UntoldAsync(browser, $"{UploadPages.List}/{own.Upload}"));
    }

    [Fact]
    public async Task KeptPage_ForAnotherPersonRoleOrTenant_IsNeverTheSame()
    {
        var own = await PopulatedTenant.CreateAsync(host, "Озёрский муниципальный округ", "north");
        var foreign = await PopulatedTenant.CreateAsync(host, "Лесной муниципальный район", "south");
        foreach (var path in PathsOf(own))
        {
            var browser = await own.Tenant.BrowserAsync(Roles.Methodist);
            await VisitAsync(browser, path);
            var page = await VisitAsync(browser, path);
            foreach (var (tenant, role) in new[] { (own, Roles.Methodist), (own, Roles.Official), (foreign, Roles.Methodist), (foreign, Roles.TenantAdmin) })
            {
                var account = await tenant.Tenant.NewAccountAsync(role);
                var other = await host.SignedInAsync(account);
                // Even with the first person's other cookies.
                AddCookie(other, ForgeryCookieOf(browser));
                using var answer = await other.GetAsync(path);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.NotEqual(page, text);
                if (tenant == foreign)
                    Assert.DoesNotContain(own.Mark, text);
            }
            var director = await own.Tenant.BrowserAsync(Roles.SchoolDirector, own.OtherSchool);
            Assert.DoesNotContain(own.Mark, await (await director.GetAsync(path)).Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.Redirect, (await host.Anonymous().GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task KeptPage_AfterAChangeOfARow_ShowsIt_AndWithoutHistoryStaysAsItWas()
    {
        var (own, browser) = await StartAsync();
        await own.WithDbAsync(async db =>
        {
            (await db.Schools.FirstAsync()).Settlement = "Новая Слобода";
            return await db.SaveAsync("test.changed", CancellationToken.None);
        });
        Assert.Contains("Новая Слобода", await VisitAsync(browser, Register));
        // Canary: the page does come from memory, and the history alone tells about changes.
        await ExecuteAsync($"update schools set settlement = 'Тихая' where tenant_id = '{own.Id}'", own.Id);
        Assert.DoesNotContain("Тихая", await VisitAsync(browser, Register));
    }

    [Fact]
    public async Task KeptPage_AfterATransactionThatBeganEarlierEnds_ShowsItsChange()
    {
        var (own, browser) = await StartAsync();
        await using var slow = await host.Services.GetRequiredService<DataSources>().OpenTenantAsync(own.Id, CancellationToken.None);
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var change = new NpgsqlCommand($"""
            update schools set settlement = 'Долгая';
            insert into audit_entries (id, tenant_id, at, user_role, operation, entity, entity_id, kind, changes)
            values (gen_random_uuid(), '{own.Id}', now() - interval '1 hour', 'system', 'test.changed', 'schools', 'x', 1, jsonb_build_object())
            """, slow))
            await change.ExecuteNonQueryAsync();
        // A later change ends first, and the page is made after it.
        await own.WithDbAsync(async db =>
        {
            db.Record("test.event", "tenants", own.Id.ToString());
            return await db.SaveAsync("test.event", CancellationToken.None);
        });
        Assert.DoesNotContain("Долгая", await VisitAsync(browser, Register));
        Assert.DoesNotContain("Долгая", await VisitAsync(browser, Register));
        await transaction.CommitAsync();
        Assert.Contains("Долгая", await VisitAsync(browser, Register));
    }

    [Fact]
    public async Task KeptPages_AfterARunAndAfterAnUpload_ShowThemAtOnce()
    {
        var (own, browser) = await StartAsync();
        const string List = "/identification/low-results" + Year, Summary = "/results/summary" + Year;
        await VisitAsync(browser, List);
        Assert.Contains("ещё не рассчитан", await VisitAsync(browser, List));
        await using (var scope = own.Scope())
            await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(new AcademicYear(2024), CancellationToken.None);
        Assert.DoesNotContain("ещё не рассчитан", await VisitAsync(browser, List));
        await VisitAsync(browser, Summary);
        var before = await VisitAsync(browser, Summary);
        var upload = await browser.UploadAsync("а.csv", UploadPages.Table(("МБОУ «СОШ № 1 г. Озёрного»", "ОГЭ, математика", 977, 7)));
        using (await browser.ConfirmAsync(upload, await browser.ReadyPageAsync(upload))) { }
        await browser.ReadyPageAsync(upload);
        var after = await VisitAsync(browser, Summary);
        // An address may hold any figures.
        Assert.DoesNotContain("977", Tag().Replace(before, " "));
        Assert.Contains("977", Tag().Replace(after, " "));
    }

    /// <summary>Everything that a page of contexts shows: answers of collections, results, lists of low results, groups, the method, the register.</summary>
    [Fact]
    public async Task KeptContextPages_AfterAChangeOfAnyOfTheirInputs_ShowIt()
    {
        var (own, browser) = await StartAsync();
        var school = await own.WithDbAsync(db => db.Schools.OrderBy(s => s.SortName).Select(s => s.Id).FirstAsync());
        string[] paths = ["/monitoring/context" + Year, $"/monitoring/context/schools/{school}{Year}"];
        await ChangesAsync("68,75", () => MonitoringWorld.CollectAsync(own, "social-passport", "2024/2025",
            (school, SubmissionState.Accepted, [("pupils", 200), ("parents-higher", 40), ("incomplete-families", 60), ("registry-any", 10), ("non-native", 20)])));
        await ChangesAsync("71,25", () => own.WithDbAsync(async db =>
        {
            (await db.FormAnswers.SingleAsync(a => a.Question == "incomplete-families")).Number = 40;
            return await db.SaveAsync("test.answered", CancellationToken.None);
        }));
        await ChangesAsync("да, решением управления", () => own.WithDbAsync(async db =>
        {
            db.Add(new SchoolGroup { SchoolId = school, GroupCode = "SHNSU", FromDate = new DateOnly(2024, 9, 1), Basis = "приказ № 1", CreatedAt = db.Now });
            return await db.SaveAsync("test.grouped", CancellationToken.None);
        }));
        await ChangesAsync("Переименованная школа", () => own.WithDbAsync(async db =>
        {
            (await db.Schools.SingleAsync(s => s.Id == school)).ShortName = "Переименованная школа";
            return await db.SaveAsync("test.renamed", CancellationToken.None);
        }));
        await ChangesAsync("70,00", async () =>
        {
            await using var scope = own.Scope(Roles.Coordinator);
            await scope.ServiceProvider.GetRequiredService<ContextRulesService>().AddVersionAsync(1, ContextRuleSet.Standard with { IndexWeights = [2, 1, 2, 2] }, "веса по решению совета", CancellationToken.None);
        });

        // Seen twice, so that it comes from memory; then changed; then both pages have it.
        async Task ChangesAsync(string words, Func<Task> change)
        {
            foreach (var path in paths.Concat(paths))
                Assert.DoesNotContain(words, await VisitAsync(browser, path));
            Assert.Single(await RequestSql.OfAsync(browser, paths[0]));
            await change();
            foreach (var path in paths)
                Assert.Contains(words, await VisitAsync(browser, path));
        }
    }

    [Fact]
    public async Task KeptPage_OfAPersonWithAnotherRoleOrDeactivated_IsNotGiven()
    {
        await using var strict = host.Beside(server => server.ConfigureTestServices(services =>
            services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero)));
        var own = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(own);
        var account = await own.NewAccountAsync(Roles.Methodist);
        var browser = await strict.SignedInAsync(account);
        const string Add = "href=\"/schools/new";
        await VisitAsync(browser, Register);
        Assert.Contains(Add, await VisitAsync(browser, Register));
        await ChangeAsync(users => users.ChangeAsync(new ChangeUser(account.Id, account.DisplayName, "", Roles.Official, null, account.ConcurrencyStamp!), CancellationToken.None));
        await VisitAsync(browser, Register);
        var official = await strict.SignedInAsync(account);
        await VisitAsync(official, Register);
        Assert.DoesNotContain(Add, await VisitAsync(official, Register));
        await ChangeAsync(users => users.SetActiveAsync(account.Id, false, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Redirect, (await official.GetAsync(Register)).StatusCode);

        async Task ChangeAsync(Func<UserService, Task<AccountOutcome>> change)
        {
            await using var scope = own.Scope(Roles.TenantAdmin, Guid.CreateVersion7());
            Assert.Empty((await change(scope.ServiceProvider.GetRequiredService<UserService>())).Problems);
        }
    }

    [Fact]
    public async Task KeptPages_SwitchedOff_ReadAnew()
    {
        await using var without = host.Beside(server => server.UseSetting("KeptPages:Megabytes", "0"));
        var own = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(own);
        var browser = await without.SignedInAsync(await own.NewAccountAsync(Roles.Methodist));
        await VisitAsync(browser, Register);
        await VisitAsync(browser, Register);
        Assert.True((await RequestSql.OfAsync(browser, Register)).Count > 1);
    }

    private async Task<(TestTenant, TestBrowser)> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(tenant);
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        await VisitAsync(browser, Register);
        await VisitAsync(browser, Register);
        return (tenant, browser);
    }

    private string[] PathsOf(PopulatedTenant own)
    {
        var kept = AppRoute.Of(host.Services).Where(r => r.Endpoint.Metadata.GetMetadata<KeptPageAttribute>() is not null).Select(r => own.Url(r) + Year).ToArray();
        Assert.True(kept.Length >= 5, string.Join(' ', kept));
        return kept;
    }

    /// <summary>Tables and columns that a page reads though their changes leave no history.</summary>
    private async Task<IEnumerable<string>> UntoldAsync(TestBrowser browser, string path)
    {
        using var scope = host.Services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<AppDbContext>().Model;
        var untold = AuditTrail.NotKept.Where(t => t != typeof(AuditEntry)).Select(t => model.FindEntityType(t)!.GetTableName()!)
            .Concat(["progress", "progress_text", "last_sign_in_at"]);
        var words = (await RequestSql.OfAsync(browser, path)).SelectMany(sql => Word().Matches(sql).Select(m => m.Value)).ToHashSet();
        return untold.Where(words.Contains);
    }

    /// <summary>The page as a browser gets it, which keeps its cookies.</summary>
    private static async Task<string> VisitAsync(TestBrowser browser, string path)
    {
        using var response = await browser.GetAsync(path);
        browser.Remember(response);
        return await response.Content.ReadAsStringAsync();
    }

    private static string ForgeryCookieOf(TestBrowser browser) =>
        string.Join("; ", browser.Client.DefaultRequestHeaders.GetValues("Cookie")).Split("; ").Single(c => c.StartsWith("forgery=", StringComparison.Ordinal));

    private static void AddCookie(TestBrowser browser, string cookie)
    {
        var own = string.Join("; ", browser.Client.DefaultRequestHeaders.GetValues("Cookie"));
        browser.Client.DefaultRequestHeaders.Remove("Cookie");
        browser.Client.DefaultRequestHeaders.Add("Cookie", $"{own}; {cookie}");
    }

    private async Task ExecuteAsync(string sql, Guid tenantId)
    {
        await using var connection = await host.Services.GetRequiredService<DataSources>().OpenTenantAsync(tenantId, CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[a-z_]+")]
    private static partial Regex Word();
}
