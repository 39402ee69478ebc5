using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

internal sealed partial class PopulatedTenant
{
    /// <summary>
    /// A programme in force in which <see cref="School"/> takes part and <see cref="OtherSchool"/> does not, with a report that has a document and
    /// waits, an order, a link to a calendar, and a correction in work from which a measure was removed.
    /// </summary>
    private async Task AddOfProgramsAsync()
    {
        const string title = "Планы по итогам года";
        const string removed = "Совещание директоров";
        var program = await Tenant.AddProgramAsync(ProgramSamples.Program($"Программа, {Mark}",
            [
                ProgramSamples.Measure(title, ProgramSamples.Month(2031, 6), ProgramSamples.Month(2031, 8)) with { SchoolScope = SchoolScope.Participants },
                ProgramSamples.Measure(removed, ProgramSamples.Month(2031, 9)),
            ], School));
        ids["programs/{id}"] = program;
        ids["programs/{id}/execution/{lineId}"] = await Tenant.LineAsync(program, title);
        await AddReportAsync(new LineAddress(program, await Tenant.LineAsync(program, title), "2031-06", School));
        await Tenant.WithDbAsync(async db =>
        {
            var feed = new CalendarFeed { UserId = Guid.CreateVersion7(), SecretHash = Mark, Title = "Телефон", CreatedAt = db.Now };
            var order = new ProgramOrder { ProgramId = program, Number = "4/1", DatedOn = new DateOnly(2025, 9, 1), Title = "Об утверждении программы", Issuer = "Управление образования", CreatedAt = db.Now };
            db.AddRange(feed, order);
            ids["programs/{id}/orders/{orderId}"] = order.Id;
            ids["programs/{id}/participants/{participantId}"] = await db.ProgramParticipants.Where(p => p.ProgramId == program).Select(p => p.Id).SingleAsync();
            ids["programs/execution/evidence/{id}"] = await db.ExecutionEvidence.Select(e => e.Id).SingleAsync();
            ids["account/calendar/{id}"] = feed.Id;
            return await db.SaveAsync("test.programme", CancellationToken.None);
        });
        await AddCorrectionAsync(program, title, removed);
    }

    private async Task AddReportAsync(LineAddress term)
    {
        await using var scope = Tenant.Scope(Roles.SchoolDirector, schoolId: School);
        var version = await scope.ServiceProvider.GetRequiredService<EvidenceService>().AddAsync(
            term, [new NewEvidence("plan", "", null, "план.pdf", "%PDF-1.7\n"u8.ToArray())], null, CancellationToken.None);
        ids["programs/execution/reports/{id}"] = (await scope.ServiceProvider.GetRequiredService<ExecutionService>().ReportAsync(
            new ReportExecution(term, ReportedStatus.Done, new DateOnly(2025, 9, 1), "", false, version), CancellationToken.None))!.Value;
    }

    private async Task AddCorrectionAsync(Guid program, string kept, string removed)
    {
        await using var scope = Tenant.Scope(Roles.Methodist);
        await scope.ServiceProvider.GetRequiredService<VersionService>().CorrectAsync(program, "уточнены сроки", CancellationToken.None);
        var draft = await Tenant.WithDbAsync(db => db.ProgramVersions.Where(v => v.ProgramId == program && v.Status == VersionStatus.Draft).Select(v => v.Id).SingleAsync());
        var tree = (await scope.ServiceProvider.GetRequiredService<ProgramTreeReader>().ReadAsync(draft, CancellationToken.None))!.Roadmaps.Single();
        var gone = tree.Measures.Single(m => m.Row.Title == removed).Row;
        await scope.ServiceProvider.GetRequiredService<RoadmapService>().RemoveAsync(new DraftKey(program, draft), [new ShownRow(gone.LineId, gone.Version)], CancellationToken.None);
        ids["programs/{id}/roadmap/measures/{line}"] = tree.Measures.Single(m => m.Row.Title == kept).Row.LineId;
        ids["programs/{id}/roadmap/setup/sections/{line}"] = tree.Sections.Single().Row.LineId;
        ids["programs/{id}/roadmap/setup/tables/{line}"] = tree.Row.LineId;
        ids["programs/{id}/roadmap/restore/{editId}"] = await Tenant.WithDbAsync(db => db.RoadmapEdits.Where(e => e.VersionId == draft).Select(e => e.Id).SingleAsync());
    }
}
