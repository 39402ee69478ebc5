using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <param name="PresetCode">Null for one made by hand; of the calendar's there is one for a period.</param>
/// <param name="Period">Key of <see cref="MonitoringPeriod"/>.</param>
/// <param name="Forms">Codes, in order.</param>
/// <param name="Schools">Who is asked; empty together with <paramref name="AsksDepartment"/> asks the department alone.</param>
public sealed record NewCampaign(
    string Title, string? PresetCode, MonitoringPeriod Period, DateOnly OpensOn, DateOnly Deadline, bool AcceptsLate, string Instruction,
    IReadOnlyList<string> Forms, IReadOnlyCollection<Guid> Schools, bool AsksDepartment)
{
    /// <summary>Made by the page, so that pressing the button twice makes one collection; null: any.</summary>
    public Guid? Id { get; init; }
}

/// <summary>Collections of data: prepared, opened, prolonged, closed. Methods answer null or false when the campaign is not there.</summary>
public sealed class CampaignService(AppDbContext db, FormCatalogue forms, TenantClock clock, JobQueue jobs)
{
    /// <returns>Its id; the same one when its page is posted twice.</returns>
    /// <exception cref="PreconditionException">A form or a school is unknown, the dates contradict each other, or the calendar's collection of the period was begun.</exception>
    public Task<Guid> CreateAsync(NewCampaign command, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.LockAsync($"campaign:{command.PresetCode ?? command.Id?.ToString()}", ct);
        if (command.Id is { } made && await db.Campaigns.AnyAsync(c => c.Id == made, ct))
            return made;
        if (await StartedAsync(command.PresetCode, command.Period.Key, ct) is { } started)
            throw new PreconditionException($"Сбор по календарю за этот период уже есть: «{started.Title}». Измените период или составьте отдельный сбор кнопкой «Начать сбор».");
        if (command.Deadline < command.OpensOn)
            throw new PreconditionException("Срок сдачи раньше дня открытия.");
        var known = await db.Schools.Where(s => command.Schools.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
        if (known.Count != command.Schools.Distinct().Count())
            throw new PreconditionException("Одной из школ нет в реестре. Откройте форму заново и выберите школы.");
        var campaign = new CampaignRow
        {
            Id = command.Id ?? Guid.CreateVersion7(), Title = command.Title, PresetCode = command.PresetCode, Period = command.Period.Key, OpensOn = command.OpensOn, Deadline = command.Deadline,
            AcceptsLate = command.AcceptsLate, Instruction = command.Instruction, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.Campaigns.Add(campaign);
        foreach (var (code, order) in command.Forms.Distinct().Select((code, order) => (code, order)))
            db.CampaignForms.Add(new CampaignForm
            {
                CampaignId = campaign.Id, SortOrder = order,
                FormId = (await forms.TakeAsync(code, command.OpensOn, ct)
                    ?? throw new PreconditionException("Одной из анкет нет или она действует с более позднего дня. Выберите другую анкету или день открытия.")).Id,
            });
        db.Submissions.AddRange(known.Select(school => new SubmissionRow { CampaignId = campaign.Id, SchoolId = school }));
        if (command.AsksDepartment)
            db.Submissions.Add(new SubmissionRow { CampaignId = campaign.Id });
        var tenant = await clock.TenantAsync(ct);
        if (command.OpensOn > clock.Today(tenant))
            jobs.Add(CampaignOpeningJob.KindName, campaign.Id, notBefore: MorningOf(command.OpensOn, tenant));
        await db.SaveAsync("monitoring.campaign-created", ct);
        return campaign.Id;
    }, ct);

    /// <summary>The collection that stands for a line of the calendar, unless it was cancelled; null: it was not begun.</summary>
    public async Task<CampaignRow?> StartedAsync(string? preset, string period, CancellationToken ct) => preset is null ? null
        : await db.Campaigns.AsNoTracking().Where(c => c.PresetCode == preset && c.Period == period && c.State != CampaignState.Cancelled).OrderBy(c => c.CreatedAt).FirstOrDefaultAsync(ct);

    /// <exception cref="PreconditionException">Something blocks the opening.</exception>
    public Task<bool> OpenAsync(Guid id, uint version, CancellationToken ct) => ChangeAsync(id, version, "monitoring.campaign-opened", async campaign =>
    {
        var today = await clock.TodayAsync(ct);
        var definitions = await RenewFormsAsync(id, today, ct);
        var asked = await db.Submissions.Where(s => s.CampaignId == id).Select(s => s.SchoolId).ToListAsync(ct);
        campaign.Take(campaign.Rules.Open(definitions, asked.Count(school => school is not null), asked.Contains(null), today));
        campaign.OpenedAt = db.Now;
    }, ct);

    /// <summary>Freezes the answers as they are.</summary>
    /// <exception cref="PreconditionException">It is not open.</exception>
    public Task<bool> CloseAsync(Guid id, uint version, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        // Whoever saves answers holds the row shared: nothing is written between the snapshot and the closing.
        await db.Database.ExecuteSqlAsync($"select 1 from campaigns where id = {id} for update", ct);
        return await ChangeAsync(id, version, "monitoring.campaign-closed", async campaign =>
        {
            campaign.Take(campaign.Rules.Close());
            await LeaveAsync(id, ct);
            campaign.Snapshot = ProgramJson.Write(await CampaignSnapshot.TakeAsync(db, id, ct));
            (campaign.ClosedAt, campaign.ClosedBy) = (db.Now, db.Actor.UserId);
        }, ct);
    }, ct);

    /// <exception cref="PreconditionException">It is closed or cancelled already.</exception>
    public Task<bool> CancelAsync(Guid id, uint version, CancellationToken ct) => ChangeAsync(id, version, "monitoring.campaign-cancelled", campaign =>
    {
        campaign.Take(campaign.Rules.Cancel());
        return Task.CompletedTask;
    }, ct);

    /// <exception cref="PreconditionException">It is not open, or the day is not later.</exception>
    public Task<bool> ProlongAsync(Guid id, uint version, DateOnly deadline, CancellationToken ct) => ChangeAsync(id, version, "monitoring.campaign-prolonged", campaign =>
    {
        campaign.Take(campaign.Rules.Prolong(deadline));
        return Task.CompletedTask;
    }, ct);

    /// <summary>A later last day for one school.</summary>
    /// <exception cref="PreconditionException">It is not open, or the day is not later.</exception>
    public Task<bool> ExtendAsync(Guid id, Guid? schoolId, DateOnly until, CancellationToken ct) =>
        ChangeSchoolAsync(id, schoolId, "monitoring.submission-extended", (campaign, submission, today) => submission.Extend(campaign, until, today), ct);

    /// <summary>The school is let off: what it entered stays and counts nowhere.</summary>
    /// <exception cref="PreconditionException">It was let off already, or the campaign is over.</exception>
    public Task<bool> LetOffAsync(Guid id, Guid? schoolId, CancellationToken ct) =>
        ChangeSchoolAsync(id, schoolId, "monitoring.submission-let-off", (campaign, submission, today) =>
            campaign.State is CampaignState.Closed or CampaignState.Cancelled ? throw new PreconditionException("Сбор закончен, состав школ не меняется.")
            : submission.LeftOn is not null ? throw new PreconditionException("Школа уже освобождена от сбора.")
            : submission with { LeftOn = today }, ct);

    /// <summary>The forms of a campaign in their order.</summary>
    public async Task<IReadOnlyList<FormDefinition>> DefinitionsAsync(Guid id, CancellationToken ct)
    {
        var links = await db.CampaignForms.AsNoTracking().Where(link => link.CampaignId == id).OrderBy(link => link.SortOrder).Select(link => link.FormId).ToListAsync(ct);
        var known = links.Distinct().ToDictionary(form => form, FormVersion.Known);
        var missing = known.Where(form => form.Value is null).Select(form => form.Key).ToList();
        if (missing.Count > 0)
            foreach (var form in await db.FormVersions.AsNoTracking().Where(form => missing.Contains(form.Id)).ToListAsync(ct))
                known[form.Id] = form.Definition;
        return [.. links.Select(form => known[form]!)];
    }

    /// <summary>What was prepared earlier asks by the versions that hold on the day of its opening, and keeps them from then on.</summary>
    private async Task<IReadOnlyList<FormDefinition>> RenewFormsAsync(Guid id, DateOnly today, CancellationToken ct)
    {
        var links = await (from link in db.CampaignForms
                           join form in db.FormVersions on link.FormId equals form.Id
                           where link.CampaignId == id
                           orderby link.SortOrder
                           select new { link, form }).ToListAsync(ct);
        var definitions = new List<FormDefinition>();
        foreach (var one in links)
        {
            var holding = await forms.TakeAsync(one.form.Code, today, ct) ?? one.form;
            one.link.FormId = holding.Id;
            definitions.Add(holding.Definition);
        }
        return definitions;
    }

    private static DateTimeOffset MorningOf(DateOnly day, Tenant tenant) =>
        TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(0, 5)), TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone));

    /// <summary>Schools that ceased are out of it before it is frozen, unless they had handed in.</summary>
    private async Task LeaveAsync(Guid id, CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var ceased = await (from submission in db.Submissions
                            join school in db.Schools on submission.SchoolId equals school.Id
                            where submission.CampaignId == id && school.ClosedOn != null && school.ClosedOn <= today
                            select new { submission, school.ClosedOn }).ToListAsync(ct);
        foreach (var one in ceased.Where(one => !one.submission.Rules.Counts))
            one.submission.LeaveWith(one.ClosedOn, today);
    }

    private async Task<bool> ChangeAsync(Guid id, uint version, string operation, Func<CampaignRow, Task> change, CancellationToken ct)
    {
        if (await db.Campaigns.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } campaign)
            return false;
        db.ExpectVersion(campaign, version);
        await change(campaign);
        db.Entry(campaign).Property(c => c.Title).IsModified = true;
        await db.SaveAsync(operation, ct);
        return true;
    }

    private async Task<bool> ChangeSchoolAsync(Guid id, Guid? schoolId, string operation, Func<Campaign, Submission, DateOnly, Submission> step, CancellationToken ct)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (campaign is null || await db.Submissions.SingleOrDefaultAsync(s => s.CampaignId == id && s.SchoolId == schoolId, ct) is not { } row)
            return false;
        row.Take(step(campaign.Rules, row.Rules, await clock.TodayAsync(ct)));
        await db.SaveAsync(operation, ct);
        return true;
    }
}
