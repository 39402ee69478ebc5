using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>How far a school, or the department, is with a collection that a value is made of.</summary>
public sealed record CollectionState(Guid CampaignId, string Title, SubmissionState State);

/// <summary>
/// The status of collected values (domain reference, 7.8): where the forms stand that ask for what an indicator is made of. Drafts and returned forms count
/// in no value and are told here.
/// </summary>
public sealed class CollectionStates(AppDbContext db)
{
    /// <summary>By school, Guid.Empty for the department; the newest collection first. Empty for a value that is made of no answers.</summary>
    /// <param name="since">As for the facts of the period: only collections about this day or later; null: of its academic year.</param>
    public async Task<ILookup<Guid, CollectionState>> OfAsync(IndicatorLine line, MonitoringPeriod period, DateOnly? since, CancellationToken ct)
    {
        var questions = line.Refs.SelectMany(reference => reference.Fields).ToHashSet();
        var whole = line.Refs.Where(reference => reference.Measure == QuantityMeasure.HandedIn).Select(reference => reference.Code).ToHashSet();
        var titles = questions.Count + whole.Count == 0 ? [] : await CampaignsAsync(period, since, ct);
        var known = titles.Keys.ToList();
        var links = await (from link in db.CampaignForms.AsNoTracking()
                           join form in db.FormVersions.AsNoTracking() on link.FormId equals form.Id
                           where known.Contains(link.CampaignId)
                           select new { link.CampaignId, form }).ToListAsync(ct);
        var asking = links.Where(link => whole.Contains(link.form.Code) || link.form.Definition.Questions.Any(question => questions.Contains(question.Code))).Select(link => link.CampaignId).Distinct().ToList();
        var submissions = await db.Submissions.AsNoTracking().Where(s => asking.Contains(s.CampaignId) && s.LeftOn == null).Select(s => new { s.CampaignId, s.SchoolId, s.State }).ToListAsync(ct);
        return submissions.OrderByDescending(s => titles[s.CampaignId].Period).ThenByDescending(s => s.CampaignId)
            .ToLookup(s => s.SchoolId ?? Guid.Empty, s => new CollectionState(s.CampaignId, titles[s.CampaignId].Title, s.State));
    }

    private async Task<Dictionary<Guid, (string Title, MonitoringPeriod Period)>> CampaignsAsync(MonitoringPeriod period, DateOnly? since, CancellationToken ct)
    {
        var held = await db.Campaigns.AsNoTracking().Where(c => c.State == CampaignState.Open || c.State == CampaignState.Closed).Select(c => new { c.Id, c.Title, c.Period }).ToListAsync(ct);
        var found = new Dictionary<Guid, (string, MonitoringPeriod)>();
        foreach (var campaign in held)
            if (MonitoringPeriod.TryParse(campaign.Period, out var about) && about.Academic == period.Academic && about.FirstDay >= (since ?? period.Academic.FirstDay) && about.FirstDay <= period.LastDay)
                found[campaign.Id] = (campaign.Title, about);
        return found;
    }
}
