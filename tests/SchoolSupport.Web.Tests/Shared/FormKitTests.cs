using System.Net;

namespace SchoolSupport.Web.Tests.Shared;

public sealed class FormKitTests : IAsyncLifetime
{
    private ShellHost host = null!;

    public async Task InitializeAsync() => host = await ShellHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Form_Invalid_Answers400WithSummaryInOrderOfFields()
    {
        var response = await host.Client().PostFormAsync("/dev/components",
            ("Form.OpenedOn", "31.02.2025"), ("Form.Teachers", "1 4x"), ("Form.Rates", "1 016,75"), ("Form.Name", "  СОШ № 3  "));
        var page = await response.PageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("Ошибка: ", page.Title);
        Assert.Equal("Проверьте данные: 4\u00A0ошибки", page.QuerySelector("#errors h2")!.TextContent);
        Assert.Equal(["#f-form-teachers", "#f-form-openedon", "#f-form-kind", "#f-form-confirmed"],
            page.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll("#errors a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
    }

    [Fact]
    public async Task Field_WithError_TiesMessageToInputAndKeepsWhatWasTyped()
    {
        var response = await host.Client().PostFormAsync("/dev/components", ("Form.Teachers", "1 4x"));
        var page = await response.PageAsync();
        var input = page.QuerySelector("#f-form-teachers")!;

        Assert.Equal("1 4x", input.GetAttribute("value"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        var described = input.GetAttribute("aria-describedby")!.Split(' ');
        Assert.Equal(["h-form-teachers", "e-form-teachers"], described);
        Assert.Equal("Введите целое число, например 12.", page.QuerySelector("#e-form-teachers")!.TextContent);
    }

    [Fact]
    public async Task Fields_Always_HaveLabels()
    {
        var page = await host.Client().GetPageAsync("/dev/components");
        var inputs = page.QuerySelectorAll("main form input:not([type=hidden]), main form select, main form textarea").ToList();

        Assert.True(inputs.Count > 10);
        Assert.All(inputs, input => Assert.NotNull(page.QuerySelector($"label[for='{input.Id}']")));
    }

    [Fact]
    public async Task Canary_UnlabelledField_IsFoundByTheSameQuestion()
    {
        var page = await host.Client().GetPageAsync("/dev/axe-canary");
        var input = page.QuerySelector("input[name=unlabelled]")!;

        Assert.Null(page.QuerySelector($"label[for='{input.Id}']"));
    }

    [Fact]
    public async Task StoredValues_Shown_AreWrittenTheRussianWay()
    {
        var page = await host.Client().GetPageAsync("/dev/components");

        Assert.Equal("16,75", page.QuerySelector("#f-form-rates")!.GetAttribute("value"));
        Assert.Equal("decimal", page.QuerySelector("#f-form-rates")!.GetAttribute("inputmode"));
        Assert.Equal("01.09.1987", page.QuerySelector("#f-form-openedon")!.GetAttribute("value"));
        Assert.Equal("200", page.QuerySelector("#f-form-name")!.GetAttribute("maxlength"));
    }

    [Fact]
    public async Task Markup_InTypedText_IsEncoded()
    {
        var response = await host.Client().PostFormAsync("/dev/components",
            ("Form.Name", "\"><script>alert(1)</script>"), ("Form.Reason", "</textarea><script>alert(1)</script>"));
        var page = await response.PageAsync();

        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
        Assert.Equal("\"><script>alert(1)</script>", page.QuerySelector("#f-form-name")!.GetAttribute("value"));
        Assert.Equal("</textarea><script>alert(1)</script>", page.QuerySelector("#f-form-reason")!.TextContent);
    }

    [Fact]
    public async Task Conflict_Shown_Answers409WithBothWays()
    {
        var response = await host.Client().GetAsync("/dev/conflict");
        var page = await response.PageAsync();

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("Взять сохранённое", page.QuerySelector("main a.btn-main")!.TextContent);
        Assert.Equal("Записать моё", page.QuerySelector("main form button")!.TextContent);
        Assert.Equal("2", page.QuerySelector("main form input[name='Form.Version']")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("main form input[name=__RequestVerificationToken]"));
    }
}
