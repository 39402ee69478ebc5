using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>Two windows, two people, two clicks: nothing is lost silently and nothing is done twice.</summary>
[Collection(AppCollection.Name)]
public sealed class ConcurrencyTests(TestHost host)
{
    [Fact]
    public async Task School_SavedInTwoWindows_ShowsBothValuesAndLetsThePersonChoose()
    {
        var (tenant, school) = await TenantWithSchoolAsync();
        var path = $"/schools/{school}/edit";
        var (first, second) = (await SomebodyAsync(tenant, Roles.Methodist), await SomebodyAsync(tenant, Roles.Coordinator));
        var (mine, theirs) = (await FormAsync(first, path), await FormAsync(second, path));

        using var saved = await first.PostAsync(path, With(mine, "Form.Pupils", "111"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var refused = await second.PostAsync(path, With(theirs, "Form.Pupils", "222"));
        var conflict = await TestBrowser.PageOfAsync(refused, path, HttpStatusCode.Conflict);
        var main = conflict.QuerySelector("main")!;
        Assert.Contains("111", main.TextContent);
        Assert.Contains("222", main.TextContent);
        Assert.Equal(111, await PupilsAsync(tenant, school));

        using var again = await second.PostAsync(path, Fields((IHtmlFormElement)main.QuerySelector("form[method=post]")!));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(222, await PupilsAsync(tenant, school));
    }

    [Fact]
    public async Task NewSchool_SubmittedTwiceAtOnce_IsAddedOnce()
    {
        var tenant = await host.NewTenantAsync();
        var person = await SomebodyAsync(tenant, Roles.Methodist);
        using var warm = await person.PostAsync("/schools/new", []);
        var statuses = await AtOnceAsync(4, () => person.PostAsync("/schools/new",
            [new("Form.ShortName", "МБОУ СОШ № 5"), new("Form.FullName", "Школа № 5"), new("Form.Kind", "Secondary"), new("Form.Levels", "usual"), new("Form.Area", "urban")]));
        Assert.Single(statuses, s => s == HttpStatusCode.Redirect);
        Assert.All(statuses, s => Assert.True((int)s < 500, $"answered {(int)s}"));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.Schools.CountAsync()));
    }

    [Fact]
    public async Task NewUser_SubmittedTwiceAtOnce_IsAddedOnce()
    {
        var tenant = await host.NewTenantAsync();
        var person = await SomebodyAsync(tenant, Roles.TenantAdmin);
        using var warm = await person.PostAsync("/settings/users/new", []);
        var name = $"double-{Guid.NewGuid():N}";
        var statuses = await AtOnceAsync(4, () => person.PostAsync("/settings/users/new",
            [new("Form.UserName", name), new("Form.DisplayName", "Методист"), new("Form.Role", Roles.Methodist)]));
        Assert.Single(statuses, s => s == HttpStatusCode.OK);
        Assert.All(statuses, s => Assert.True((int)s < 500, $"answered {(int)s}"));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.People.CountAsync(p => p.UserName == name)));
    }

    [Fact]
    public async Task Decision_SubmittedTwiceAtOnce_IsTakenOnce()
    {
        var (tenant, school) = await TenantWithSchoolAsync();
        var person = await SomebodyAsync(tenant, Roles.Head);
        using var warm = await person.PostAsync($"/identification/schools/{school}/decisions?year=2024-2025", []);
        var statuses = await AtOnceAsync(4, () => person.PostAsync($"/identification/schools/{school}/decisions?year=2024-2025",
            [new("DecisionForm.Decision", "include"), new("DecisionForm.Basis", "приказ № 1"), new("DecisionForm.Reason", "решение комиссии")]));
        Assert.Single(statuses, s => s == HttpStatusCode.Redirect);
        Assert.All(statuses, s => Assert.True((int)s < 500, $"answered {(int)s}"));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.ManualDecisions.CountAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LastTwoAdministrators_TakingEachOthersAccessAtOnce_LeaveOne(bool byDeactivation)
    {
        for (var round = 0; round < 4; round++)
        {
            var tenant = await host.NewTenantAsync();
            var (one, two) = (await tenant.NewAccountAsync(Roles.TenantAdmin), await tenant.NewAccountAsync(Roles.TenantAdmin));
            var (first, second) = (new Somebody(one.Role, await host.SignedInAsync(one)), new Somebody(two.Role, await host.SignedInAsync(two)));
            var forms = (await FormAsync(first, $"/settings/users/{two.Id}"), await FormAsync(second, $"/settings/users/{one.Id}"));
            var answers = await Task.WhenAll(TakeAsync(first, two.Id, forms.Item1), TakeAsync(second, one.Id, forms.Item2));
            Assert.All(answers, s => Assert.True((int)s < 500, $"answered {(int)s}"));
            Assert.Equal(1, await tenant.WithDbAsync(db => db.People.CountAsync(p => p.Role == Roles.TenantAdmin && p.IsActive)));
        }

        async Task<HttpStatusCode> TakeAsync(Somebody by, Guid from, IReadOnlyList<KeyValuePair<string, string>> form)
        {
            using var answer = byDeactivation
                ? await by.PostAsync($"/settings/users/{from}/deactivate", [])
                : await by.PostAsync($"/settings/users/{from}", With(form, "Form.Role", Roles.Methodist));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Run_AskedForTwiceAtOnce_IsStoredOnce()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(tenant);
        var person = await SomebodyAsync(tenant, Roles.Coordinator);
        using var warm = await person.PostAsync("/schools/new", []);
        var statuses = await AtOnceAsync(3, () => person.PostAsync("/identification/low-results/run?year=2024-2025", []));
        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.Redirect, s));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.IdentificationRuns.CountAsync()));
    }

    private static async Task<HttpStatusCode[]> AtOnceAsync(int times, Func<Task<HttpResponseMessage>> post)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Task.Run(post)));
        return [.. answers.Select(a => a.StatusCode)];
    }

    private async Task<(TestTenant Tenant, Guid School)> TenantWithSchoolAsync()
    {
        var tenant = await host.NewTenantAsync();
        return (tenant, (await OzerskySample.LoadAsync(tenant)).Schools["oz01"]);
    }

    private static async Task<Somebody> SomebodyAsync(TestTenant tenant, string role) => new(role, await tenant.BrowserAsync(role));

    private static Task<int?> PupilsAsync(TestTenant tenant, Guid school) =>
        tenant.WithDbAsync(db => db.Schools.Where(s => s.Id == school).Select(s => s.Pupils).SingleAsync());

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> FormAsync(Somebody person, string path)
    {
        var page = await person.Browser.GetPageAsync(path);
        return Fields((IHtmlFormElement)page.QuerySelector("main form[method=post]")!);
    }

    /// <summary>What a browser would send of a form, but for its token.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Fields(IHtmlFormElement form) =>
        [.. from element in form.QuerySelectorAll("input[name], select[name], textarea[name]")
            where element.GetAttribute("name") != "__RequestVerificationToken"
            where element is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }
            select new KeyValuePair<string, string>(element.GetAttribute("name")!, element switch
            {
                IHtmlInputElement input => input.Value,
                IHtmlSelectElement list => list.Value ?? "",
                IHtmlTextAreaElement text => text.Value,
                _ => "",
            })];

    private static IEnumerable<KeyValuePair<string, string>> With(IEnumerable<KeyValuePair<string, string>> form, string name, string value) =>
        form.Where(f => f.Key != name).Append(new(name, value));
}
