using System.Diagnostics;
using System.Text.Json;

namespace SchoolSupport.Documents.Pdf;

/// <summary>One started browser: without network, extensions and scripts, with a profile that is deleted with it.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    // Moves the two pipes from standard input and output to the handles 3 and 4 where the browser looks for them.
    private const string MovePipes = "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly DevToolsPipe _pipe;

    private ChromiumBrowser(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
        _pipe = new DevToolsPipe(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    public bool IsGone => _pipe.Ended.IsCompleted;

    public int ProcessId => _process.Id;

    public static async Task<ChromiumBrowser> StartAsync(string executable, bool noSandbox, CancellationToken cancellation)
    {
        var profile = Directory.CreateTempSubdirectory("schoolsupport-print-");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", MovePipes, executable, .. Arguments(profile.FullName, noSandbox)])
            start.ArgumentList.Add(argument);
        // The browser has no business with the application's settings and secrets.
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = profile.FullName;
        start.Environment["TMPDIR"] = profile.FullName;
        start.Environment["LANG"] = "C.UTF-8";
        var browser = new ChromiumBrowser(Process.Start(start)!, profile);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(StartLimit);
            await browser.SendAsync("Browser.getVersion", new { }, limit.Token);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    private static IEnumerable<string> Arguments(string profile, bool noSandbox)
    {
        string[] arguments =
        [
            "--headless", "--remote-debugging-pipe", $"--user-data-dir={profile}", "--no-first-run", "--no-default-browser-check",
            // No name resolves, and what needs no name goes to a proxy on a port where nobody listens.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
            "--disable-extensions", "--disable-gpu", "--disable-dev-shm-usage", "--disable-breakpad", "--mute-audio",
            "--renderer-process-limit=2", "--font-render-hinting=none",
        ];
        return noSandbox ? arguments.Append("--no-sandbox") : arguments;
    }

    public Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellation, string? session = null) =>
        _pipe.SendAsync(method, parameters, session, cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(EndLimit);
            if (!IsGone)
                await SendAsync("Browser.close", new { }, limit.Token);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or BrowserGoneException)
        {
            Kill();
        }
        _pipe.Dispose();
        _process.Dispose();
        DeleteProfile();
    }

    /// <summary>Ends the browser at once; whoever waits for an answer gets <see cref="BrowserGoneException"/>.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private void DeleteProfile()
    {
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child process of the browser may write for a moment longer; the system empties its temporary folder.
        }
    }
}
