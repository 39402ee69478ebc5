using Microsoft.Playwright;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>With SCHOOLSUPPORT_SCREENSHOTS naming a folder, full-page pictures of what tests visit are saved there for people to look at.</summary>
public static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCHOOLSUPPORT_SCREENSHOTS");

    public static async Task TakeAsync(Visit visit, string name, Device device)
    {
        if (string.IsNullOrEmpty(Folder))
            return;
        Directory.CreateDirectory(Folder);
        var size = Devices.Size(device);
        await visit.Page.SetViewportSizeAsync(size.Width, size.Height);
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{size.Width}.png"), FullPage = true });
    }

    /// <summary>«/schools/{id}?sort» → «schools-id-sort».</summary>
    public static string NameOf(string template)
    {
        var name = string.Concat(template.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Replace("--", "-").Trim('-');
        return name.Length == 0 ? "home" : name;
    }
}
