using Deque.AxeCore.Commons;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>What every page must be, whatever stands on it.</summary>
public static class PageChecks
{
    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    /// <summary>Targets lower than this cannot be hit with a thumb.</summary>
    private const int TouchTarget = 44;

    /// <summary>
    /// Violations of the A and AA rules, one line for each element. The script is put into a page once, and the results come as
    /// lines: the package's own call opens a second page for each run, which costs more than the rules do.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(Visit visit)
    {
        if (!await visit.Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await visit.Page.EvaluateAsync(AxeScript);
        return await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const result = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
              });
              return result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html}`));
            }
            """);
    }

    /// <summary>On a phone the page itself never scrolls sideways; wide tables do, in their own box.</summary>
    public static async Task<IReadOnlyList<string>> SidewaysAsync(Visit visit) => await visit.Page.EvaluateAsync<string[]>(
        """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
          const inBox = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
            if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
          const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1 && !inBox(e));
          return ['sideways scroll of ' + document.documentElement.scrollWidth + ' px',
            ...wide.slice(-3).map(e => 'too wide: ' + e.outerHTML.slice(0, 160))];
        }
        """);

    /// <summary>Buttons, fields and the links of the frame, on a phone.</summary>
    public static async Task<IReadOnlyList<string>> SmallTargetsAsync(Visit visit) => await visit.Page.EvaluateAsync<string[]>(
        """
        least => [...document.querySelectorAll('button, a.btn, nav a, header a, header summary, select, main input:not([type=hidden], [type=checkbox], [type=radio])')]
          // A form's first button, which Enter presses, may be out of sight: nobody points at it.
          .filter(e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.offsetParent && e.getAttribute('aria-hidden') !== 'true')
          .map(e => [e, e.getBoundingClientRect()])
          .filter(([e, box]) => box.width > 1 && box.right > 0 && box.height < least - 0.5 && getComputedStyle(e).display !== 'inline')
          .map(([e, box]) => 'target of ' + Math.round(box.height) + ' px: ' + e.outerHTML.slice(0, 120))
        """, TouchTarget);

    /// <summary>No text of a page is left in English or shows a program's word.</summary>
    public static async Task<IReadOnlyList<string>> ForeignWordsAsync(Visit visit)
    {
        var text = await visit.Page.EvaluateAsync<string>("() => document.querySelector('main').innerText");
        // «успешно» as a program says it; «учебной неуспешности» and «успешно прошедшие» are words of the departments' documents.
        string[] suspicious = ["undefined", "null", "NaN", "System.", "Exception", "{0}", "True", "False", "Успешно", " успешно ", "  ,", " . ", "Guid"];
        return [.. suspicious.Where(word => text.Contains(word, StringComparison.Ordinal)).Select(word => $"the words «{word}» stand on the page")];
    }

    public static async Task<IReadOnlyList<string>> AllAsync(Visit visit, Device device)
    {
        var size = Devices.Size(device);
        await visit.Page.SetViewportSizeAsync(size.Width, size.Height);
        var found = new List<string>(await AxeAsync(visit));
        if (device == Device.Phone)
        {
            found.AddRange(await SidewaysAsync(visit));
            found.AddRange(await SmallTargetsAsync(visit));
        }
        else
        {
            found.AddRange(await ForeignWordsAsync(visit));
        }
        return found;
    }
}
