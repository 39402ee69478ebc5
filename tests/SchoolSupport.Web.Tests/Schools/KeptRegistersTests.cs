using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Schools;

/// <summary>Register files that wait for a confirmation do not stay for ever and take the tenant's place for files.</summary>
[Collection(AppCollection.Name)]
public sealed class KeptRegistersTests(TestHost host)
{
    [Fact]
    public async Task Import_RemovesFilesThatNobodyConfirmedForAMonth()
    {
        var tenant = await host.NewTenantAsync();
        var (forgotten, recent, stored) = (Kept(31, null), Kept(29, null), Kept(400, 399));
        await tenant.WithDbAsync(db =>
        {
            db.SchoolImportFiles.AddRange(forgotten, recent, stored);
            return db.SaveAsync("test.kept", CancellationToken.None);
        });
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var kept = await browser.PostFileAsync("/schools/import", "Form.File", OzerskySamples.Register, OzerskySamples.Bytes(OzerskySamples.Register));

        var now = Guid.Parse(kept.Headers.Location!.ToString().Split('/')[^1]);
        Assert.Equal(new[] { recent.Id, stored.Id, now }.Order(), (await tenant.WithDbAsync(db => db.SchoolImportFiles.Select(f => f.Id).ToListAsync())).Order());
    }

    [Fact]
    public async Task Import_BeyondThePlaceForFiles_IsRefused()
    {
        var tenant = await host.NewTenantAsync();
        var size = OzerskySamples.Bytes(OzerskySamples.Register).Length;
        await using var strict = host.Beside(web => web.UseSetting("Uploads:TenantQuotaBytes", $"{size * 3 / 2}"));
        var browser = await new TestTenant(strict, tenant.Tenant).BrowserAsync(Roles.Methodist);

        using var first = await browser.PostFileAsync("/schools/import", "Form.File", OzerskySamples.Register, OzerskySamples.Bytes(OzerskySamples.Register));
        using var second = await browser.PostFileAsync("/schools/import", "Form.File", OzerskySamples.Register, OzerskySamples.Bytes(OzerskySamples.Register));
        using var upload = await browser.PostFileAsync("/results/uploads/new", "Form.File", "а.csv", new byte[size]);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        foreach (var refused in (HttpResponseMessage[])[second, upload])
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("Место для файлов закончилось", await refused.Content.ReadAsStringAsync());
        }
        Assert.Equal(1, await tenant.WithDbAsync(db => db.SchoolImportFiles.CountAsync()));
    }

    private static SchoolImportFile Kept(int daysAgo, int? committedDaysAgo) => new()
    {
        FileName = "реестр.xlsx", Content = [1, 2, 3], CreatedAt = DateTimeOffset.UtcNow.AddDays(-daysAgo),
        CommittedAt = committedDaysAgo is { } days ? DateTimeOffset.UtcNow.AddDays(-days) : null,
    };
}
