using System.Text;
using Microsoft.Playwright;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>One person's browser window, found by labels and roles as people and screen readers do; notes everything that goes wrong.</summary>
public sealed class Visit
{
    private readonly Uri home;
    private readonly List<string> faults = [];
    private readonly HashSet<int> expected = [];
    private readonly HashSet<int> expectedOfScript = [];
    private bool mayBeOffline;

    public Visit(IPage page, Uri home)
    {
        Page = page;
        this.home = home;
        page.Console += (_, message) => NoteConsole(message);
        page.PageError += (_, error) => faults.Add($"script error: {error}");
        page.Request += (_, request) => NoteRequest(request);
        page.Response += (_, response) => NoteResponse(response);
        page.RequestFailed += (_, request) => NoteFailure(request);
    }

    public IPage Page { get; }
    public IReadOnlyList<string> Faults => faults;
    public string Path => new Uri(Page.Url).AbsolutePath;

    /// <summary>Announces that pages of this visit may answer so.</summary>
    public void Expect(params int[] statuses) => expected.UnionWith(statuses);

    /// <summary>Announces that what scripts ask for may be answered so.</summary>
    public void ExpectOfScript(params int[] statuses) => expectedOfScript.UnionWith(statuses);

    /// <summary>Announces that the journey cuts the connection.</summary>
    public void ExpectNoConnection() => mayBeOffline = true;

    public async Task<int> OpenAsync(string path)
    {
        var response = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return response!.Status;
    }

    public ILocator Main => Page.Locator("main");
    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name }).First;
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
    public ILocator Field(string label) => Main.GetByLabel(label, new() { Exact = true });

    /// <summary>The row of a table that holds these words.</summary>
    public ILocator Row(string words) => Main.GetByRole(AriaRole.Row).Filter(new() { HasText = words });

    public Task ClickAsync(string button) => Button(button).First.ClickAsync();
    public Task FollowAsync(string link) => Link(link).First.ClickAsync();
    public Task FillAsync(string label, string value) => Field(label).FillAsync(value);

    public Task SeeAsync(string words) => Assertions.Expect(Main).ToContainTextAsync(words.WithPlainSpaces());
    public Task SeeHeadingAsync(string words) => Assertions.Expect(Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(words);

    /// <summary>The file that a click leads to.</summary>
    public async Task<(string Name, byte[] Bytes)> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync(), new() { Timeout = 30_000 });
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }

    public async Task<string> DescribeAsync()
    {
        var text = new StringBuilder($"At {Page.Url}\n");
        foreach (var fault in faults)
            text.AppendLine(fault);
        var shown = await Page.Locator("body").InnerTextAsync();
        return text.Append(shown.AsSpan(0, Math.Min(shown.Length, 1500))).ToString();
    }

    // The browser also reports every refused answer here; NoteResponse judges those.
    private void NoteConsole(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            faults.Add($"console {message.Type}: {message.Text}");
    }

    private void NoteRequest(IRequest request)
    {
        var address = new Uri(request.Url);
        if (address.Scheme is not ("data" or "blob" or "about") && address.Authority != home.Authority)
            faults.Add($"foreign request: {request.Url}");
    }

    private void NoteResponse(IResponse response)
    {
        if (response.Status >= 400 && !(response.Request.IsNavigationRequest ? expected : expectedOfScript).Contains(response.Status))
            faults.Add($"{response.Status} for {response.Request.Method} {response.Url}");
    }

    // A download and a page left before it was read are not failures.
    private void NoteFailure(IRequest request)
    {
        if (request.Failure != "net::ERR_ABORTED" && !(mayBeOffline && request.Failure == "net::ERR_INTERNET_DISCONNECTED"))
            faults.Add($"{request.Failure} for {request.Url}");
    }
}

internal static class Words
{
    /// <summary>Texts of pages are compared with their no-break spaces made plain, as Playwright does to both sides.</summary>
    public static string WithPlainSpaces(this string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
