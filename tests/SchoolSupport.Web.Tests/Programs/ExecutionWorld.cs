using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;
using SchoolSupport.Web.Tests.Security;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>A tenant with a programme in force, a methodologist and the directors of its two schools.</summary>
internal sealed class ExecutionWorld
{
    public const string Own = "Приказ о координаторе";
    public const string Plans = "Планы школ";
    public const string Late = "Собеседования с директорами";
    public static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj\n"u8.ToArray();
    public static readonly DateOnly Today = ProgramSamples.Today;

    private ExecutionWorld(TestTenant tenant) => Tenant = tenant;

    public TestTenant Tenant { get; }
    public Guid First { get; private set; }
    public Guid Second { get; private set; }
    public Guid Program { get; private set; }
    public Somebody Methodist { get; private set; } = null!;
    public Somebody Director { get; private set; } = null!;
    public Somebody OtherDirector { get; private set; } = null!;

    /// <summary>One measure of the department, one of all schools that yields an order, and one that is late.</summary>
    public static async Task<ExecutionWorld> CreateAsync(TestHost host)
    {
        var tenant = await host.NewTenantAsync();
        var world = new ExecutionWorld(tenant)
        {
            First = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»"), Second = await tenant.AddSchoolAsync("МБОУ «Ключевская ООШ»"),
            Methodist = new Somebody(Roles.Methodist, await tenant.BrowserAsync(Roles.Methodist)),
        };
        world.Director = new Somebody(Roles.SchoolDirector, await tenant.BrowserAsync(Roles.SchoolDirector, world.First));
        world.OtherDirector = new Somebody(Roles.SchoolDirector, await tenant.BrowserAsync(Roles.SchoolDirector, world.Second));
        world.Program = await tenant.AddProgramAsync(ProgramSamples.Program("Программа поддержки школ",
        [
            ProgramSamples.Measure(Own, ProgramSamples.Until(Today.AddDays(20))),
            ProgramSamples.Measure(Plans, ProgramSamples.Until(Today.AddDays(10))) with { SchoolScope = SchoolScope.Participants, Artefacts = ["order"], ResponsibleText = "Руководители ОО" },
            ProgramSamples.Measure(Late, ProgramSamples.Until(Today.AddDays(-56))) with { SchoolScope = SchoolScope.Listed, Schools = [(world.First, null)] },
        ], world.First, world.Second));
        return world;
    }

    public string Path => $"/programs/{Program}/execution";

    public async Task<string> MeasureAsync(string title) => $"{Path}/{await Tenant.LineAsync(Program, title)}";

    /// <summary>Address of the page of a line, found as a person finds it: on the measure's page.</summary>
    public async Task<string> LineAsync(string title, Guid? school = null)
    {
        var page = await Methodist.Browser.GetPageAsync(await MeasureAsync(title));
        return page.QuerySelectorAll("td.go a").Select(a => a.GetAttribute("href")!)
            .First(href => school is null ? !href.Contains("school=", StringComparison.Ordinal) : href.EndsWith($"school={school}", StringComparison.Ordinal));
    }

    /// <summary>Fills the form of a line's page and sends it.</summary>
    public static async Task<HttpResponseMessage> ReportAsync(Somebody person, string line, string status, DateOnly? doneOn = null, string comment = "",
        (string Field, string Name, byte[] Bytes)? file = null, params KeyValuePair<string, string>[] more)
    {
        var form = (await person.Browser.GetPageAsync(line)).Form("/report");
        var fields = form.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
            .Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal))
            .Append(new("Form.Status", status)).Append(new("Form.DoneOn", doneOn?.ToString("dd.MM.yyyy") ?? "")).Append(new("Form.Comment", comment)).Concat(more);
        return await person.PostAsync(form.GetAttribute("action")!, fields, file);
    }

    /// <summary>A school reports what is done with its order.</summary>
    public async Task<string> SendAsync(Somebody director, Guid school)
    {
        var line = await LineAsync(Plans, school);
        using var answer = await ReportAsync(director, line, "done", Today, "Готово", ("Form.Items[0].File", "приказ.pdf", Pdf));
        Assert.Equal(302, (int)answer.StatusCode);
        return line;
    }

    /// <summary>Presses the button of a form on a page.</summary>
    /// <param name="end">How the form's address ends.</param>
    public static async Task<HttpResponseMessage> PressAsync(Somebody person, string page, string end, params KeyValuePair<string, string>[] more)
    {
        var form = (await person.Browser.GetPageAsync(page)).Form(end);
        return await person.PostAsync(form.GetAttribute("action")!,
            form.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
                .Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).Concat(more));
    }
}

internal static class ExecutionPageText
{
    /// <summary>The page's text with ordinary spaces.</summary>
    public static string Text(this IParentNode page, string selector = "main") =>
        string.Join(' ', page.QuerySelector(selector)!.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static IElement Form(this IHtmlDocument page, string end) =>
        page.QuerySelectorAll("main form[method=post]").Single(f => f.GetAttribute("action")!.Split('?')[0].EndsWith(end, StringComparison.Ordinal));

    /// <summary>The state of a line on its page.</summary>
    public static string State(this IHtmlDocument page) => page.Text(".head .mark");
}
