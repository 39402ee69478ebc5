using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Indicators;

/// <summary>
/// Opens a prepared collection on its day, so that nobody has to press the button in the morning. What was opened, cancelled or overtaken meanwhile stays as
/// it is.
/// </summary>
public sealed class CampaignOpeningJob(AppDbContext db, CampaignService campaigns, TenantClock clock, ILogger<CampaignOpeningJob> log) : IJobHandler
{
    public const string KindName = "open-campaign";

    public string Kind => KindName;

    public async Task RunAsync(Guid subjectId, string payload, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        if (await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == subjectId, ct) is not { } campaign || !campaign.Rules.IsDueToOpen(today))
            return;
        try
        {
            await campaigns.OpenAsync(subjectId, campaign.Version, ct);
        }
        catch (PreconditionException blocked)
        {
            // It stays prepared, and its page says what blocks it; trying again changes nothing.
            log.LogWarning("Collection {CampaignId} was not opened on its day: {Reason}", subjectId, blocked.Message);
        }
    }

    public Task FailAsync(Guid subjectId, string failureId, CancellationToken ct) => Task.CompletedTask;
}
