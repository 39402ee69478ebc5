using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Composition;

namespace SchoolSupport.Benchmarks;

/// <summary>Pages of the big database over HTTP from the real server on loopback: 16 people of 16 departments, each asking for the next page as soon as one has come.</summary>
public static class PagesBenchmark
{
    private const int Clients = 16;
    private const int RequestsOfPage = 2_000;
    private const string YearOfPages = "year=2024-2025";
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(25);

    private sealed record Page(string Title, Func<Person, int, string> Address);

    /// <param name="FirstSchool">Number of the department's first school over all departments.</param>
    private sealed record Person(HttpClient Client, int Tenant, int FirstSchool);

    private static readonly Page[] Pages =
    [
        new("/schools", (_, _) => $"/schools?{YearOfPages}"),
        new("/schools?q=… (search)", (_, turn) => $"/schools?{YearOfPages}&q={turn % 15 + 1}"),
        new("/schools/{id}", (person, turn) => $"/schools/{School(person, turn)}?{YearOfPages}"),
        new("/identification/low-results", (_, _) => $"/identification/low-results?{YearOfPages}"),
        new("/identification/schools/{id}", (person, turn) => $"/identification/schools/{School(person, turn)}?{YearOfPages}"),
        new("/results/summary", (_, _) => $"/results/summary?{YearOfPages}"),
    ];

    public static async Task RunAsync(BigDatabase database, Report report)
    {
        Console.WriteLine($"Pages, {Clients} clients:");
        // The city of 500 schools, a department of 150, the others of 17.
        var tenants = Enumerable.Range(0, Clients).Select(i => i < 2 ? i : i * 137).ToArray();
        await new IdentificationEngine(database.Sources, TimeProvider.System)
            .RunManyAsync([.. tenants.Select(BigDatabase.TenantId)], new AcademicYear(BigDatabase.LastYear), new CurrentActor(), CancellationToken.None);
        await database.ExecuteAsync("vacuum analyze");
        await using var app = await StartAsync(database);
        var people = await Task.WhenAll(tenants.Select(tenant => PersonAsync(app, tenant)));
        var server = await ServerProcessorTime.OfAsync(database.Owner);
        var rows = new List<string[]>();
        var worst = TimeSpan.Zero;
        foreach (var page in Pages)
        {
            using var probe = await people[0].Client.GetAsync(page.Address(people[0], 0));
            if (!probe.IsSuccessStatusCode)
            {
                Console.WriteLine($"  {page.Title}: left out, it answers {(int)probe.StatusCode}");
                continue;
            }
            await AskAsync(people, page, RequestsOfPage / 4);
            var (row, slow) = await MeasureAsync(people, page, server);
            rows.Add(row);
            worst = slow > worst ? slow : worst;
        }
        report.Table($"pages, {Clients} parallel clients without pauses, clients and server and database on the same cores", database.PostgresVersion,
            ["page", "requests", "p50", "p95", "p99", "a second", "processor time a request", "errors"], rows);
        report.Limit("p95 of each page is under 25 ms", worst < Limit, $"the slowest page: {Report.Milliseconds(worst)}");
    }

    private static async Task<(string[] Row, TimeSpan Slow)> MeasureAsync(Person[] people, Page page, ServerProcessorTime server)
    {
        List<TimeSpan> times = [];
        var errors = 0;
        var sample = await Measure.OnceAsync(async () => (times, errors) = await AskAsync(people, page, RequestsOfPage), server);
        times.Sort();
        var slow = Measure.Percentile(times, 0.95);
        string[] row =
        [
            page.Title, $"{times.Count}", Report.Milliseconds(Measure.Percentile(times, 0.5)), Report.Milliseconds(slow), Report.Milliseconds(Measure.Percentile(times, 0.99)),
            (times.Count / sample.Time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture), Report.Milliseconds(sample.Processor / times.Count), $"{errors}",
        ];
        Console.WriteLine($"  {string.Join("  ", row)}");
        return (row, slow);
    }

    private static async Task<(List<TimeSpan> Times, int Errors)> AskAsync(Person[] people, Page page, int requests)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var errors = 0;
        await Task.WhenAll(people.Select(person => Task.Run(async () =>
        {
            for (var turn = 0; turn < requests / Clients; turn++)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await person.Client.GetAsync(page.Address(person, turn));
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(start));
                if (!answer.IsSuccessStatusCode)
                    Interlocked.Increment(ref errors);
            }
        })));
        return ([.. times], errors);
    }

    private static Guid School(Person person, int turn) =>
        BigDatabase.SchoolId(person.FirstSchool + turn % BigDatabase.SchoolsOf(person.Tenant));

    private static async Task<WebApplication> StartAsync(BigDatabase database)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = Path.Combine(Report.Root(), "src", "SchoolSupport.Web"),
            EnvironmentName = "Testing",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Application"] = database.Database.Application,
            ["ConnectionStrings:Platform"] = database.Database.Platform,
            ["ConnectionStrings:Owner"] = database.Database.Owner,
            ["Serilog:MinimumLevel:Default"] = "Warning",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Server.AddServices(builder);
        var app = builder.Build();
        Server.Use(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>A methodologist of the department, with the cookie that the sign-in page would have set.</summary>
    private static async Task<Person> PersonAsync(WebApplication app, int tenant)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var account = new UserAccount
        {
            TenantId = BigDatabase.TenantId(tenant),
            Role = Roles.Methodist,
            DisplayName = "Методист",
            UserName = $"bench-{Guid.CreateVersion7():N}@test",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<UserAccount>>().CreateAsync(account);
        if (!made.Succeeded)
            throw new InvalidOperationException(made.ToString());
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<UserAccount>>().CreateAsync(account);
        var cookie = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1) };
        var ticket = new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme);
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}");
        return new Person(client, tenant, Enumerable.Range(0, tenant).Sum(BigDatabase.SchoolsOf));
    }
}
