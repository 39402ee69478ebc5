using System.Text.Json;

namespace SchoolSupport.Documents.Pdf;

/// <summary>Prints one document in a page of its own, which is closed afterwards.</summary>
internal static class PrintPage
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    // Runs from the protocol, not from the page, whose own scripts are switched off.
    private const string FindTooWide = """
        (() => {
          const sheets = [...document.querySelectorAll('.sheet')];
          if (sheets.length === 0) return 'no sheet';
          const wide = sheets.find(s => s.scrollWidth > s.clientWidth + 1);
          if (!wide) return '';
          const edge = wide.getBoundingClientRect().right + 1;
          const inner = [...wide.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > edge || e.scrollWidth > e.clientWidth + 1).pop();
          return 'wide:' + (inner ?? wide).textContent.trim().slice(0, 80);
        })()
        """;

    public static async Task<byte[]> PrintAsync(ChromiumBrowser browser, string html, CancellationToken cancellation)
    {
        var context = Text(await browser.SendAsync("Target.createBrowserContext", new { disposeOnDetach = true }, cancellation), "browserContextId");
        try
        {
            return await PrintAsync(browser, context, html, cancellation);
        }
        finally
        {
            await CloseAsync(browser, context);
        }
    }

    /// <summary>Closes the page even when its document was given up; a browser that cannot do that in time is ended.</summary>
    private static async Task CloseAsync(ChromiumBrowser browser, string context)
    {
        using var limit = new CancellationTokenSource(CloseLimit);
        try
        {
            await browser.SendAsync("Target.disposeBrowserContext", new { browserContextId = context }, limit.Token);
        }
        catch (OperationCanceledException)
        {
            browser.Kill();
        }
        catch (BrowserGoneException)
        {
            // Its pages went with it.
        }
    }

    private static async Task<byte[]> PrintAsync(ChromiumBrowser browser, string context, string html, CancellationToken cancellation)
    {
        var target = Text(await browser.SendAsync("Target.createTarget", new { url = "about:blank", browserContextId = context }, cancellation), "targetId");
        var session = Text(await browser.SendAsync("Target.attachToTarget", new { targetId = target, flatten = true }, cancellation), "sessionId");
        await browser.SendAsync("Emulation.setScriptExecutionDisabled", new { value = true }, cancellation, session);
        var tree = await browser.SendAsync("Page.getFrameTree", new { }, cancellation, session);
        var frame = Text(tree.GetProperty("frameTree").GetProperty("frame"), "id");
        await browser.SendAsync("Page.setDocumentContent", new { frameId = frame, html }, cancellation, session);
        await RefuseTooWideAsync(browser, session, cancellation);
        var printed = await browser.SendAsync("Page.printToPDF", new
        {
            preferCSSPageSize = true,
            printBackground = true,
            generateTaggedPDF = true,
            generateDocumentOutline = true,
        }, cancellation, session);
        return printed.GetProperty("data").GetBytesFromBase64();
    }

    private static async Task RefuseTooWideAsync(ChromiumBrowser browser, string session, CancellationToken cancellation)
    {
        var answer = await browser.SendAsync("Runtime.evaluate", new { expression = FindTooWide, returnByValue = true }, cancellation, session);
        var found = answer.GetProperty("result").TryGetProperty("value", out var value) ? value.GetString() : null;
        if (found is null or "no sheet")
            throw new ArgumentException("The page must hold its content in boxes of class «sheet».");
        if (found.Length > 0)
            throw new PdfLayoutException($"Содержимое шире страницы, PDF не напечатан: «{found["wide:".Length..]}».");
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
