using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

internal sealed partial class PopulatedTenant
{
    /// <summary>
    /// A programme in force in which <see cref="School"/> takes part and <see cref="OtherSchool"/> does not, with a report that has a document and
    /// waits, an order, a link to a calendar, and a correction in work.
    /// </summary>
    private async Task AddOfProgramsAsync()
    {
        const string title = "Планы по итогам года";
        var program = await Tenant.AddProgramAsync(ProgramSamples.Program($"Программа, {Mark}",
            [
                ProgramSamples.Measure(title, ProgramSamples.Month(2031, 6), ProgramSamples.Month(2031, 8)) with { SchoolScope = SchoolScope.Participants },
                ProgramSamples.Measure("Совещание директоров", ProgramSamples.Month(2031, 9)),
            ], School) with { TemplateCode = "three-directions" });
        ids["programs/{id}"] = ids["monitoring/indicators/{programId}"] = program;
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
        await using var scope = Tenant.Scope(Roles.Methodist);
        await scope.ServiceProvider.GetRequiredService<VersionService>().CorrectAsync(program, "уточнены сроки", CancellationToken.None);
        var import = scope.ServiceProvider.GetRequiredService<RoadmapImportService>();
        var bytes = File.ReadAllBytes(RoadmapFiles.PathOf("kola-2022.xlsx"));
        ids["programs/{id}/import/{importId}"] = (await import.KeepAsync(program, "План.xlsx", bytes, CancellationToken.None))!.Value;
        ids["programs/templates/{templateId}"] = ids["programs/new/own/{templateId}"] = (await scope.ServiceProvider.GetRequiredService<OwnTemplateService>()
            .MakeAsync(program, 1, new DescribeTemplate($"Шаблон, {Mark}", ""), CancellationToken.None))!.Value;
        ids["programs/new/import/{importId}"] = (await import.KeepAsync(null, "План.xlsx", bytes, CancellationToken.None))!.Value;
    }

    private async Task AddReportAsync(LineAddress term)
    {
        await using var scope = Tenant.Scope(Roles.SchoolDirector, schoolId: School);
        var version = await scope.ServiceProvider.GetRequiredService<EvidenceService>().AddAsync(
            term, [new NewEvidence("plan", "", null, "план.pdf", "%PDF-1.7\n"u8.ToArray())], null, CancellationToken.None);
        ids["programs/execution/reports/{id}"] = (await scope.ServiceProvider.GetRequiredService<ExecutionService>().ReportAsync(
            new ReportExecution(term, ReportedStatus.Done, new DateOnly(2025, 9, 1), "", false, version), CancellationToken.None))!.Value;
    }
}
