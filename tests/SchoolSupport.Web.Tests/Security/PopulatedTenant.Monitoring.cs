using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

internal sealed partial class PopulatedTenant
{
    /// <summary>Of the sum in the form's draft.</summary>
    private const string DraftTotalKey = "s-0000000001";

    /// <summary>A collection that runs, of both schools and of the department, in which <see cref="School"/> has begun its form; and a draft of that form's next version.</summary>
    private async Task AddOfMonitoringAsync()
    {
        var today = ProgramSamples.Today;
        await using var scope = Tenant.Scope(Roles.Methodist);
        var service = scope.ServiceProvider.GetRequiredService<CampaignService>();
        var campaign = await service.CreateAsync(new NewCampaign($"Сбор, {Mark}", null, MonitoringPeriod.OfMonth(today.Year, today.Month), today, today.AddDays(14), true, "",
            ["risk-matrix"], [School], true), CancellationToken.None);
        var version = await Tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Id == campaign).Select(c => c.Version).SingleAsync());
        await service.OpenAsync(campaign, version, CancellationToken.None);
        await using var school = Tenant.Scope(Roles.SchoolDirector, schoolId: School);
        await school.ServiceProvider.GetRequiredService<SubmissionService>().SaveAsync(campaign, School, [new TypedAnswer(new AnswerKey("teachers"), "14", false, null)], CancellationToken.None);
        ids["monitoring/campaigns/{id}"] = campaign;
        var drafts = scope.ServiceProvider.GetRequiredService<FormDraftService>();
        var draft = ids["monitoring/forms/drafts/{id}"] = (await drafts.StartAsync("risk-matrix", CancellationToken.None))!.Value;
        await drafts.SaveTotalAsync(draft, new DraftTotal(new FormTotal("teachers", ["teachers-36h", "teachers-no-diploma"], false, DraftTotalKey)), "", CancellationToken.None);
    }
}
