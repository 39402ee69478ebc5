using Microsoft.Playwright;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>The steps of an upload, as every journey walks them.</summary>
public static class UploadSteps
{
    public static async Task UploadAsync(this Visit visit, string sample) =>
        await visit.UploadAsync(Path.GetFileName(sample), OzerskySamples.Bytes(sample));

    /// <summary>From the form of a new upload to the page of what was read.</summary>
    public static async Task UploadAsync(this Visit visit, string name, byte[] content)
    {
        await visit.Field("Файл с результатами").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await visit.ClickAsync("Загрузить и прочитать");
        await visit.WaitUntilReadAsync();
    }

    /// <summary>The page of work in progress loads itself again until the work is done.</summary>
    public static async Task WaitUntilReadAsync(this Visit visit)
    {
        await visit.Page.WaitForURLAsync("**/results/uploads/*-*");
        await Assertions.Expect(visit.Main.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0, new() { Timeout = 150_000 });
        await visit.Page.WaitForLoadStateAsync();
    }

    /// <summary>Answers «which school is this» for every name that the register does not know; names of others are skipped.</summary>
    /// <param name="schools">Sample id → school.</param>
    /// <param name="only">A school's person knows only the own school.</param>
    public static async Task<int> MatchAllAsync(this Visit visit, IReadOnlyDictionary<string, Guid> schools, Guid? only = null)
    {
        var matched = 0;
        for (var form = Unmatched(visit).First; await form.CountAsync() > 0; form = Unmatched(visit).First)
        {
            var label = await form.Locator("b").First.InnerTextAsync();
            var before = await Unmatched(visit).CountAsync();
            await ChooseAsync(form, OzerskySamples.SchoolOf(label) is { } key && (only is null || schools[key] == only) ? schools[key] : null);
            await form.GetByRole(AriaRole.Button, new() { Name = "Сопоставить" }).ClickAsync();
            await Assertions.Expect(Unmatched(visit)).Not.ToHaveCountAsync(before);
            await visit.Page.WaitForLoadStateAsync();
            matched++;
        }
        return matched;
    }

    public static async Task SaveAsync(this Visit visit)
    {
        await visit.ClickAsync("Сохранить результаты");
        await visit.WaitUntilReadAsync();
        await visit.SeeAsync("Результаты сохранены");
    }

    private static ILocator Unmatched(Visit visit) => visit.Main.Locator("form").Filter(new() { Has = visit.Page.GetByText("Какая это школа?") });

    private static async Task ChooseAsync(ILocator form, Guid? school)
    {
        var suggested = form.Locator($"input[value='{school}']");
        if (school is null)
        {
            await form.GetByRole(AriaRole.Radio).Last.CheckAsync();
        }
        else if (await suggested.CountAsync() > 0)
        {
            await suggested.CheckAsync();
        }
        else
        {
            await form.GetByLabel("Другая школа из реестра").CheckAsync();
            await form.GetByLabel("Другая школа", new() { Exact = true }).SelectOptionAsync(school.Value.ToString());
        }
    }
}
