using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Web.Tests.Security;

internal sealed partial class PopulatedTenant
{
    /// <summary>A draft of a note in which somebody wrote a paragraph of their own.</summary>
    private async Task AddOfNotesAsync()
    {
        await using var scope = Tenant.Scope(Roles.Methodist);
        var service = scope.ServiceProvider.GetRequiredService<NoteService>();
        var note = await service.CreateAsync(new NewNote(null, NoteKind.LowResults, MonitoringPeriod.OfMonth(2025, 9), null), CancellationToken.None);
        var version = await Tenant.WithDbAsync(db => db.NoteSections.Where(s => s.NoteId == note && s.Edition == ReportEdition.Internal && s.Key == "intro").Select(s => s.Version).SingleAsync());
        await service.EditAsync(note, ReportEdition.Internal, "intro", version, new Dictionary<string, string> { ["goal"] = $"Цель, {Mark}." }, CancellationToken.None);
        ids["monitoring/notes/{id}"] = note;
        ids["monitoring/notes/{id}/edits/{editId}"] = await Tenant.WithDbAsync(db => db.NoteEdits.Where(e => e.NoteId == note).Select(e => e.Id).SingleAsync());
    }
}
