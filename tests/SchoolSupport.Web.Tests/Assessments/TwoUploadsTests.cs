using System.Net;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>Two uploads with results of one school.</summary>
[Collection(AppCollection.Name)]
public sealed class TwoUploadsTests(TestHost host)
{
    private const string First = "МБОУ «СОШ № 1 г. Озёрного»";

    /// <summary>Two people confirm different numbers of one school in the same moment: both uploads end, the one stored later is current.</summary>
    [Fact]
    public async Task ConfirmedAtOnce_BothEndAndTheLaterWins()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var (one, two) = (await tenant.BrowserAsync(Roles.Methodist), await tenant.BrowserAsync(Roles.Coordinator));
        var paths = (await one.UploadAsync("а.csv", UploadPages.Table((First, "ОГЭ, математика", 20, 7))), await two.UploadAsync("б.csv", UploadPages.Table((First, "ОГЭ, математика", 21, 3))));
        var pages = (await one.ReadyPageAsync(paths.Item1), await two.ReadyPageAsync(paths.Item2));

        var answers = await Task.WhenAll(Task.Run(() => one.ConfirmAsync(paths.Item1, pages.Item1)), Task.Run(() => two.ConfirmAsync(paths.Item2, pages.Item2)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        await one.ReadyPageAsync(paths.Item1);
        await two.ReadyPageAsync(paths.Item2);

        var uploads = new[] { await tenant.UploadOfAsync(paths.Item1), await tenant.UploadOfAsync(paths.Item2) };
        Assert.All(uploads, upload => Assert.Equal(UploadStatus.Committed, upload.Status));
        var stored = await tenant.WithDbAsync(db => db.Results.AsNoTracking().Where(r => r.SchoolId == schools["oz01"]).OrderBy(r => r.VersionNumber).ToListAsync());
        Assert.Equal(uploads.OrderBy(u => u.CommittedAt).Select(u => (Guid?)u.Id), stored.Select(r => r.UploadId));
        Assert.Equal([(1, false), (2, true)], stored.Select(r => (r.VersionNumber, r.IsCurrent)));
        Assert.Equal(new[] { (20, 7), (21, 3) }.Order(), stored.Select(r => (r.Participants, r.Failed)).Order());
        var history = await tenant.WithDbAsync(db => db.AuditEntries.Where(e => e.Operation == "assessments.results-stored" && e.Entity == "results").Select(e => e.EntityId).ToListAsync());
        Assert.All(stored, version => Assert.Contains(version.Id.ToString(), history));
        var page = (await one.GetPageAsync($"/results/{stored[^1].Id}")).Text();
        Assert.Contains("а.csv", page);
        Assert.Contains("б.csv", page);
    }
}
