using System.Diagnostics.CodeAnalysis;
using Microsoft.Playwright;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>The application on a port of this machine and one Chromium for the whole assembly; each visit has its own profile.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private readonly TestHost app = new() { IsForBrowsers = true };
    private readonly SemaphoreSlim filling = new(1, 1);
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private Demonstration? demonstration;

    public TestHost App => app;
    public Uri Address => app.Address;

    public async Task InitializeAsync()
    {
        await app.InitializeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ChromiumPath(),
            ChromiumSandbox = false,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
                // Nothing but the application can be reached, whatever a page asks for.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        });
    }

    /// <summary>The filled municipality, for tests that only read.</summary>
    public async Task<Demonstration> DemonstrationAsync()
    {
        await filling.WaitAsync();
        try
        {
            return demonstration ??= await Demonstration.FillAsync(app);
        }
        finally
        {
            filling.Release();
        }
    }

    /// <summary>
    /// One person at one browser. Fails when the journey fails and also when anything went wrong unseen: errors in the console,
    /// refusals of the content security policy, failed or foreign requests, answers of 400 and above that the journey did not announce.
    /// </summary>
    /// <param name="account">Who is signed in already; null for nobody.</param>
    public async Task VisitAsync(UserAccount? account, Func<Visit, Task> journey, Device device = Device.Desktop, bool javaScript = true)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = Devices.Size(device),
            HasTouch = device == Device.Phone,
            JavaScriptEnabled = javaScript,
            Locale = "ru-RU",
            TimezoneId = "Europe/Moscow",
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        if (account is not null)
            await SignInAsync(context, account);
        var visit = new Visit(await context.NewPageAsync(), Address);
        try
        {
            await journey(visit);
        }
        catch (Exception error)
        {
            throw new JourneyException(await visit.DescribeAsync(), error);
        }
        if (visit.Faults.Count > 0)
            throw new JourneyException(await visit.DescribeAsync(), null);
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await app.DisposeAsync();
    }

    private async Task SignInAsync(IBrowserContext context, UserAccount account)
    {
        var (name, value) = await app.SessionCookieAsync(account);
        await context.AddCookiesAsync([new Cookie { Name = name, Value = value, Domain = Address.Host, Path = "/", HttpOnly = true }]);
    }

    // People's browser has windows; the one that prints may have none.
    private static string ChromiumPath() => (Environment.GetEnvironmentVariable("CHROME_PATH") is null
        ? Array.Find((string[])["/usr/bin/chromium", "/usr/bin/google-chrome"], File.Exists) : null)
        ?? new ChromiumPdfOptions().FindExecutable()
        ?? throw new InvalidOperationException("Chromium was not found; install it or name it in CHROME_PATH.");
}

[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "An xunit collection.")]
public sealed class BrowserCollection : ICollectionFixture<BrowserHost>
{
    public const string Name = "browser";
}

/// <summary>The two screens that every page is made for.</summary>
public enum Device { Desktop, Phone }

public static class Devices
{
    public static ViewportSize Size(Device device) => device == Device.Desktop
        ? new ViewportSize { Width = 1366, Height = 768 }
        : new ViewportSize { Width = 390, Height = 844 };
}

/// <summary>What the browser showed when a journey failed.</summary>
public sealed class JourneyException(string shown, Exception? inner) : Exception($"{inner?.Message}\n{shown}", inner);
