using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>The gates between draft, approval and force, tried by posting to them whether or not a page shows a button.</summary>
[Collection(AppCollection.Name)]
public sealed class VersionPagesTests(TestHost host)
{
    private sealed record Programme(TestTenant Tenant, Guid Id)
    {
        public string Path => $"/programs/{Id}";

        public Task<ProgramVersion> VersionAsync(int number) => Tenant.WithDbAsync(db => db.ProgramVersions.AsNoTracking().SingleAsync(v => v.ProgramId == Id && v.Number == number));
    }

    [Fact]
    public async Task Draft_WithAnUnclearDeadline_IsNotSent()
    {
        var programme = await StartAsync(Clear() with { DeadlineText = "октябрь декабрь 2025", Deadline = null });
        using var refused = await PostAsync(programme, Roles.Methodist, "/versions/send", new { version = (await programme.VersionAsync(1)).Version });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("требует уточнения", await refused.Content.ReadAsStringAsync());
        Assert.Equal(VersionStatus.Draft, (await programme.VersionAsync(1)).Status);
    }

    [Theory]
    [InlineData(Roles.Methodist, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Official, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Head, HttpStatusCode.Redirect)]
    public async Task Approval_IsGivenOnlyByWhoMay(string role, HttpStatusCode expected)
    {
        var programme = await SentAsync();
        using var answer = await ApproveAsync(programme, role);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Redirect ? VersionStatus.Approved : VersionStatus.OnApproval, (await programme.VersionAsync(1)).Status);
    }

    [Fact]
    public async Task Approval_OfADraftThatWasNotSent_IsRefused()
    {
        var programme = await StartAsync(Clear());
        using var refused = await ApproveAsync(programme, Roles.Coordinator);
        Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(VersionStatus.Draft, (await programme.VersionAsync(1)).Status);
    }

    [Fact]
    public async Task Approval_Twice_MakesOneOrder()
    {
        var programme = await SentAsync();
        var shown = (await programme.VersionAsync(1)).Version;
        using var first = await ApproveAsync(programme, Roles.Coordinator, shown);
        using var second = await ApproveAsync(programme, Roles.Coordinator, shown);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.NotEqual(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal("280-36", await programme.Tenant.WithDbAsync(db => db.ProgramOrders.Where(o => o.ProgramId == programme.Id).Select(o => o.Number).SingleAsync()));
    }

    [Fact]
    public async Task Version_SentOrInForce_TakesNoEdit()
    {
        var programme = await SentAsync();
        foreach (var approve in new[] { false, true })
        {
            if (approve)
                using (var approved = await ApproveAsync(programme, Roles.Coordinator))
                    Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
            var version = await programme.VersionAsync(1);
            var line = await programme.Tenant.WithDbAsync(db => db.Measures.Select(m => m.LineId).SingleAsync());
            using var refused = await PostAsync(programme, Roles.Methodist, $"/roadmap/measures/{line}/cell",
                new Dictionary<string, string> { ["Form.VersionId"] = version.Id.ToString(), ["Form.RowVersion"] = "0", ["Form.Column"] = "title", ["Form.Text"] = "Другое" });
            Assert.False(refused.IsSuccessStatusCode || refused.StatusCode == HttpStatusCode.Redirect, $"an edit was answered with {(int)refused.StatusCode}");
            Assert.Equal("Планы по итогам года", await programme.Tenant.WithDbAsync(db => db.Measures.Select(m => m.Title).SingleAsync()));
        }
    }

    [Fact]
    public async Task Correction_Approved_SupersedesTheVersionBefore()
    {
        var programme = await SentAsync();
        using (await ApproveAsync(programme, Roles.Coordinator)) { }
        using (var without = await PostAsync(programme, Roles.Methodist, "/versions/correct", new Dictionary<string, string> { ["Form.Note"] = "" }))
            Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        foreach (var expected in new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict })
        {
            using var corrected = await PostAsync(programme, Roles.Methodist, "/versions/correct", new Dictionary<string, string> { ["Form.Note"] = "уточнены сроки" });
            Assert.Equal(expected, corrected.StatusCode);
        }
        using (await PostAsync(programme, Roles.Methodist, "/versions/send", new { version = (await programme.VersionAsync(2)).Version })) { }
        using (var approved = await ApproveAsync(programme, Roles.Head, number: 2))
            Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Equal((VersionStatus.Superseded, VersionStatus.Approved), ((await programme.VersionAsync(1)).Status, (await programme.VersionAsync(2)).Status));
        var browser = await programme.Tenant.BrowserAsync(Roles.Head);
        Assert.Contains("заменена", (await browser.GetPageAsync($"{programme.Path}/versions")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_NeedsAComment_AndMakesADraftAgain()
    {
        var programme = await SentAsync();
        var shown = (await programme.VersionAsync(1)).Version;
        using (var without = await PostAsync(programme, Roles.Head, "/versions/return", new Dictionary<string, string> { ["ReturnForm.Comment"] = "", ["ReturnForm.Version"] = $"{shown}" }))
            Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using (var returned = await PostAsync(programme, Roles.Head, "/versions/return", new Dictionary<string, string> { ["ReturnForm.Comment"] = "Добавьте школы", ["ReturnForm.Version"] = $"{shown}" }))
            Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);
        var version = await programme.VersionAsync(1);
        Assert.Equal((VersionStatus.Draft, "Добавьте школы"), (version.Status, version.ReturnComment));
    }

    [Fact]
    public async Task Version_ChangedInAnotherWindow_IsNotSentUnseen()
    {
        var programme = await StartAsync(Clear());
        var stale = (await programme.VersionAsync(1)).Version;
        using (await PostAsync(programme, Roles.Methodist, "/versions/send", new { version = stale })) { }
        using (await PostAsync(programme, Roles.Methodist, "/versions/recall", new { version = (await programme.VersionAsync(1)).Version })) { }
        using var refused = await PostAsync(programme, Roles.Methodist, "/versions/send", new { version = stale });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(VersionStatus.Draft, (await programme.VersionAsync(1)).Status);
    }

    private static NewMeasure Clear() => ProgramSamples.Measure("Планы по итогам года", ProgramSamples.Month(2026, 6));

    private async Task<Programme> StartAsync(NewMeasure measure)
    {
        var tenant = await host.NewTenantAsync();
        var sample = await RoadmapSample.AddAsync(tenant, new NewRoadmap("Дорожная карта", ProgramSamples.Columns, null, null, [], [measure with { Section = null }]), []);
        return new Programme(tenant, sample.ProgramId);
    }

    private async Task<Programme> SentAsync()
    {
        var programme = await StartAsync(Clear());
        using var sent = await PostAsync(programme, Roles.Methodist, "/versions/send", new { version = (await programme.VersionAsync(1)).Version });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return programme;
    }

    private static async Task<HttpResponseMessage> ApproveAsync(Programme programme, string role, uint? shown = null, int number = 1) =>
        await PostAsync(programme, role, "/versions/approve", new Dictionary<string, string>
        {
            ["Form.Order"] = "new", ["Form.Number"] = "280-36", ["Form.DatedOn"] = ProgramSamples.Today.ToString("dd.MM.yyyy", null), ["Form.Title"] = "Об утверждении программы",
            ["Form.Issuer"] = "Управление образования", ["Form.Version"] = $"{shown ?? (await programme.VersionAsync(number)).Version}",
        });

    // The token of any page will do: what is tried is the gate, not the page before it.
    private static async Task<HttpResponseMessage> PostAsync(Programme programme, string role, string path, object fields)
    {
        var browser = await programme.Tenant.BrowserAsync(role);
        const string any = "/account";
        return fields is Dictionary<string, string> named ? await browser.PostFormAsync(programme.Path + path, named, any) : await browser.PostFormAsync(programme.Path + path, fields, any);
    }
}
