namespace SchoolSupport.Documents.Pdf;

/// <summary>How PDFs are printed. Bound from the configuration section «Pdf».</summary>
public sealed record ChromiumPdfOptions
{
    /// <summary>Null looks into the variable CHROME_PATH and then into the usual places of the system.</summary>
    public string? ExecutablePath { get; init; }

    /// <summary>Null switches the browser's sandbox off only for root, for whom it cannot start.</summary>
    public bool? NoSandbox { get; init; }

    public int MaxConcurrent { get; init; } = 2;

    /// <summary>Requests above this count that wait for their turn are refused.</summary>
    public int MaxWaiting { get; init; } = 20;

    /// <summary>For one document, without the time it waits for its turn.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The browser is replaced after this many documents, so that its memory stays bounded.</summary>
    public int DocumentsPerBrowser { get; init; } = 200;

    /// <summary>A browser that printed nothing for this long is closed.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Characters of HTML; 20 million is some thousands of pages.</summary>
    public int MaxHtmlLength { get; init; } = 20_000_000;

    internal bool IsSandboxOff => NoSandbox ?? (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess);

    /// <summary>The browser's path, or null when there is none.</summary>
    public string? FindExecutable()
    {
        if (ExecutablePath is { Length: > 0 } configured)
            return File.Exists(configured) ? configured : null;
        if (Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } variable && File.Exists(variable))
            return variable;
        return UsualPlaces().FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> UsualPlaces() => OperatingSystem.IsMacOS()
        ?
        [
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ]
        :
        [
            // The browser without windows: the same pages for less than half of the processor time.
            "/usr/lib/chromium/chromium-headless-shell",
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome",
            "/opt/google/chrome/chrome", "/snap/bin/chromium",
        ];
}
