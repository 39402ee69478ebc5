using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>Letters to schools that have not handed in, and schools that cease in the middle of a collection.</summary>
[Collection(AppCollection.Name)]
public sealed class CampaignRemindersTests(TestHost host)
{
    private const string Address = "director@school.example";

    private sealed record Started(TestTenant Tenant, Guid Campaign, Guid School, Guid Other);

    [Fact]
    public async Task Reminded_OnceADay_WhoGaveAnAddress()
    {
        var at = await StartAsync();
        Assert.Equal(new RemindedSchools(1, 1, 0), await RemindAsync(at));
        var letter = await at.Tenant.WithDbAsync(db => db.Letters.SingleAsync());
        Assert.Equal((Address, "Сведения о рисках: осталось 14 дней"), (letter.Recipient, letter.Subject));
        Assert.Contains($"/monitoring/campaigns/{at.Campaign}/form", letter.Body, StringComparison.Ordinal);
        Assert.NotNull(await RemindedAtAsync(at));
        Assert.Equal(new RemindedSchools(0, 1, 1), await RemindAsync(at));
        Assert.Equal(1, await at.Tenant.WithDbAsync(db => db.Letters.CountAsync()));
    }

    [Fact]
    public async Task HandedInOrCeased_IsNotReminded()
    {
        var at = await StartAsync();
        await SetAsync(at, SubmissionState.Submitted);
        Assert.Equal(new RemindedSchools(0, 1, 0), await RemindAsync(at));
        await SetAsync(at, SubmissionState.Draft);
        await CloseSchoolAsync(at);
        Assert.Equal(new RemindedSchools(0, 1, 0), await RemindAsync(at));
        Assert.Equal(0, await at.Tenant.WithDbAsync(db => db.Letters.CountAsync()));
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(7, 1)]
    [InlineData(1, 1)]
    [InlineData(-1, 1)]
    [InlineData(-2, 0)]
    public async Task ByTheCalendar_OnlyOnItsDays(int daysLeft, int letters)
    {
        var at = await StartAsync();
        await at.Tenant.WithDbAsync(async db =>
        {
            var campaign = await db.Campaigns.SingleAsync(c => c.Id == at.Campaign);
            (campaign.OpensOn, campaign.Deadline) = (ProgramSamples.Today.AddDays(-20), ProgramSamples.Today.AddDays(daysLeft));
            return await db.SaveAsync("test.dates", CancellationToken.None);
        });
        await using var scope = at.Tenant.Scope(Roles.System);
        Assert.Equal(letters, await scope.ServiceProvider.GetRequiredService<CampaignReminderService>().RemindDueAsync(CancellationToken.None));
        Assert.Equal(letters, await at.Tenant.WithDbAsync(db => db.Letters.CountAsync()));
    }

    [Fact]
    public async Task SchoolThatCeases_KeepsItsDraft_AndIsExpectedNoMore()
    {
        var at = await StartAsync();
        await SaveAsync(at);
        await CloseSchoolAsync(at);
        var refusal = await Assert.ThrowsAsync<PreconditionException>(() => SaveAsync(at));
        Assert.Equal("Школа больше не участвует в сборе", refusal.Message);
        await using var scope = at.Tenant.Scope(Roles.Methodist);
        Assert.True(await scope.ServiceProvider.GetRequiredService<CampaignService>().CloseAsync(at.Campaign, await at.Tenant.CampaignVersionAsync(at.Campaign), CancellationToken.None));
        var (left, answers) = await at.Tenant.WithDbAsync(async db => ((await db.Submissions.SingleAsync(s => s.SchoolId == at.School)).LeftOn, await db.FormAnswers.CountAsync()));
        Assert.Equal((ProgramSamples.Today, 1), (left, answers));
    }

    private async Task<Started> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var campaign = await tenant.OpenCampaignAsync([schools["oz01"], schools["oz02"]]);
        var account = await tenant.NewAccountAsync(Roles.SchoolDirector, schools["oz01"]);
        await tenant.WithDbAsync(async db =>
        {
            db.DigestSubscriptions.Add(new DigestSubscription { UserId = account.Id, Address = Address, Weekday = 1, CreatedAt = db.Now });
            return await db.SaveAsync("test.subscription", CancellationToken.None);
        });
        return new Started(tenant, campaign, schools["oz01"], schools["oz02"]);
    }

    private static async Task<RemindedSchools?> RemindAsync(Started at)
    {
        await using var scope = at.Tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<CampaignReminderService>().RemindAsync(at.Campaign, CancellationToken.None);
    }

    private static Task SaveAsync(Started at) => at.Tenant.AsSchoolAsync(at.School,
        s => s.GetRequiredService<SubmissionService>().SaveAsync(at.Campaign, at.School, [new TypedAnswer(new AnswerKey("teachers"), "14", false, null)], CancellationToken.None));

    private static Task SetAsync(Started at, SubmissionState state) => at.Tenant.WithDbAsync(async db =>
    {
        (await db.Submissions.SingleAsync(s => s.SchoolId == at.School)).State = state;
        return await db.SaveAsync("test.state", CancellationToken.None);
    });

    private static Task CloseSchoolAsync(Started at) => at.Tenant.WithDbAsync(async db =>
    {
        (await db.Schools.SingleAsync(s => s.Id == at.School)).ClosedOn = ProgramSamples.Today;
        return await db.SaveAsync("test.closed", CancellationToken.None);
    });

    private static Task<DateTimeOffset?> RemindedAtAsync(Started at) => at.Tenant.WithDbAsync(db => db.Submissions.Where(s => s.SchoolId == at.School).Select(s => s.RemindedAt).SingleAsync());
}
