using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>Notes of the demonstration: one of every kind about the newest year that has results; the first two are approved, one has a paragraph in the department's words.</summary>
/// <param name="act">Does work in a role of the department.</param>
internal sealed class DemoNotes(Func<string, Func<IServiceProvider, Task<bool>>, Task<bool>> act, AcademicYear year, CancellationToken ct)
{
    private const string OwnWords = "Работа со школами ведётся по программе поддержки; ход работы рассматривается на совещаниях руководителей школ.";

    public async Task WriteAsync()
    {
        if (await act(Roles.Methodist, s => s.GetRequiredService<AppDbContext>().AnalyticalNotes.AnyAsync(ct)))
            return;
        await ApproveAsync(NoteKind.LowResults, MonitoringPeriod.OfMonth(year.StartYear + 1, 9), "17-с");
        await ApproveAsync(NoteKind.RiskList, MonitoringPeriod.Of(year), "24-с");
        await WriteAsync(NoteKind.RiskMonitoring, MonitoringPeriod.OfMonth(year.StartYear + 1, 9));
        await WriteAsync(NoteKind.Prevention, MonitoringPeriod.OfMonth(year.StartYear + 1, 6));
        if (await WriteAsync(NoteKind.Effectiveness, MonitoringPeriod.OfMonth(year.StartYear + 1, 6)) is { } note)
            await act(Roles.Methodist, s => EditAsync(s, note));
    }

    /// <summary>Null where the data do not give such a note.</summary>
    private async Task<Guid?> WriteAsync(NoteKind kind, MonitoringPeriod period)
    {
        Guid? id = null;
        await act(Roles.Methodist, async s =>
        {
            var reader = s.GetRequiredService<NoteReader>();
            var program = await reader.UsualProgramAsync(ct);
            var today = await s.GetRequiredService<TenantClock>().TodayAsync(ct);
            if ((await reader.ReadAsync(kind, period, program, today, ct)).Obstacle is null)
                id = await s.GetRequiredService<NoteService>().CreateAsync(new NewNote(null, kind, period, program), ct);
            return id is not null;
        });
        return id;
    }

    private async Task ApproveAsync(NoteKind kind, MonitoringPeriod period, string number)
    {
        if (await WriteAsync(kind, period) is not { } id)
            return;
        await act(Roles.Head, async s =>
        {
            var note = await s.GetRequiredService<AppDbContext>().AnalyticalNotes.AsNoTracking().SingleAsync(n => n.Id == id, ct);
            var tenant = await s.GetRequiredService<TenantClock>().TenantAsync(ct);
            return await s.GetRequiredService<NoteService>().ApproveAsync(id, note.Version, new ApproveNote(number, note.StartedOn, tenant.HeadPosition, tenant.HeadName), ct);
        });
    }

    private async Task<bool> EditAsync(IServiceProvider services, Guid note)
    {
        var section = await services.GetRequiredService<AppDbContext>().NoteSections.AsNoTracking().SingleAsync(s => s.NoteId == note && s.Edition == ReportEdition.Internal && s.Key == "intro", ct);
        return await services.GetRequiredService<NoteService>().EditAsync(note, ReportEdition.Internal, section.Key, section.Version, new Dictionary<string, string> { [NoteSection.Added] = OwnWords }, ct);
    }
}
