namespace SchoolSupport.Domain.Indicators.Campaigns;

/// <summary>A campaign's state at a glance. Schools that left are counted apart and nowhere else.</summary>
public sealed record CampaignProgress(int NotStarted, int Drafts, int Submitted, int Returned, int Accepted, int Left, int Overdue, int Late)
{
    /// <summary>Schools that are expected to hand in.</summary>
    public int Expected => NotStarted + Drafts + Submitted + Returned + Accepted;

    public int HandedIn => Submitted + Accepted;

    public static CampaignProgress Of(Campaign campaign, IReadOnlyCollection<Submission> submissions, DateOnly today)
    {
        var staying = submissions.Where(submission => !submission.HasLeft(today)).ToArray();
        return new CampaignProgress(
            Count(SubmissionState.NotStarted), Count(SubmissionState.Draft), Count(SubmissionState.Submitted), Count(SubmissionState.Returned),
            Count(SubmissionState.Accepted), submissions.Count - staying.Length,
            staying.Count(submission => submission.IsOverdue(campaign, today)), staying.Count(submission => submission is { IsLate: true, Counts: true }));

        int Count(SubmissionState state) => staying.Count(submission => submission.State == state);
    }
}

/// <summary>When a school that has not handed in is reminded (domain reference, section 8).</summary>
public static class CampaignReminders
{
    /// <summary>Days before the last day.</summary>
    public static readonly IReadOnlyList<int> DaysBefore = [30, 7, 1];

    /// <summary>Once the last day has passed: on the first day after it, then every seventh.</summary>
    public const int OverdueEvery = 7;

    /// <summary>Whether a reminder is due on this very day. A campaign shorter than 30 days has no first reminder; its opening is one.</summary>
    public static bool IsDue(Campaign campaign, Submission submission, DateOnly today)
    {
        if (campaign.State != CampaignState.Open || submission.HasLeft(today) || submission.State is SubmissionState.Submitted or SubmissionState.Accepted)
            return false;
        var left = submission.DueIn(campaign).DayNumber - today.DayNumber;
        return left >= 0 ? DaysBefore.Contains(left) && today > campaign.Opens : (-left - 1) % OverdueEvery == 0;
    }
}
