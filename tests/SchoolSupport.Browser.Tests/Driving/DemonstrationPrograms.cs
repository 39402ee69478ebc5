using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>
/// A programme in force whose lines are done, waiting, returned and overdue, its correction in work, a draft with questions, a plan of a school,
/// an order and a file that waits for its confirmation: every page of programmes has something to show.
/// </summary>
internal static class DemonstrationPrograms
{
    private static readonly DateOnly Today = ProgramSamples.Today;

    public static async Task FillAsync(Demonstration made)
    {
        var (tenant, school) = (made.Tenant, made.Schools["oz03"]);
        var program = await tenant.AddProgramAsync(ProgramSamples.Program("Программа поддержки школ с низкими результатами",
            [
                ProgramSamples.Measure("Планы по итогам года", ProgramSamples.Until(Today.AddDays(-40)), ProgramSamples.Until(Today.AddDays(20))) with { SchoolScope = SchoolScope.Participants },
                ProgramSamples.Measure("Семинары для учителей", ProgramSamples.Until(Today.AddDays(-10))) with { SchoolScope = SchoolScope.Participants },
                ProgramSamples.Measure("Совещание директоров", ProgramSamples.Until(Today.AddDays(-5)), ProgramSamples.Until(Today.AddDays(9))),
                ProgramSamples.Measure("Консультации", new Schedule(ScheduleKind.Continuous)),
            ], school, made.Schools["oz08"]));
        await ReportAsync(tenant, program, "Планы по итогам года", Today.AddDays(-40), school, ReportReview.Confirmed);
        await ReportAsync(tenant, program, "Планы по итогам года", Today.AddDays(20), school, ReportReview.Submitted);
        await ReportAsync(tenant, program, "Семинары для учителей", Today.AddDays(-10), school, ReportReview.Returned);
        await using var scope = tenant.Scope(Roles.Methodist);
        await scope.ServiceProvider.GetRequiredService<VersionService>().CorrectAsync(program, "уточнены сроки", CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<RoadmapImportService>()
            .KeepAsync(program, "План.xlsx", await File.ReadAllBytesAsync(RoadmapFiles.PathOf("kola-2022.xlsx")), CancellationToken.None);
        await RoadmapSample.AddAsync(tenant, [school, made.Schools["oz08"]]);
        await tenant.WithDbAsync(async db =>
        {
            db.Add(new ProgramOrder { ProgramId = program, Number = "4/1", DatedOn = Today.AddDays(-90), Title = "Об утверждении программы", Issuer = "Управление образования", CreatedAt = db.Now });
            return await db.SaveAsync("test.order", CancellationToken.None);
        });
    }

    private static async Task ReportAsync(TestTenant tenant, Guid program, string title, DateOnly due, Guid school, ReportReview review)
    {
        await using var theirs = tenant.Scope(Roles.SchoolDirector, schoolId: school);
        var execution = (await theirs.ServiceProvider.GetRequiredService<ExecutionReader>().ReadAsync(program, CancellationToken.None))!;
        var measure = execution.Measures.Single(m => m.Measure.Title == title);
        var line = measure.Lines.Single(l => l.SchoolId == school && l.Occurrence.Due == due);
        var address = new LineAddress(program, measure.Measure.LineId, line.Occurrence.Key, school);
        var version = await theirs.ServiceProvider.GetRequiredService<EvidenceService>().AddAsync(
            address, [new NewEvidence("plan", "План школы", null, "план.pdf", "%PDF-1.7\n"u8.ToArray())], null, CancellationToken.None);
        var report = await theirs.ServiceProvider.GetRequiredService<ExecutionService>().ReportAsync(
            new ReportExecution(address, ReportedStatus.Done, due.AddDays(-1) < Today ? due.AddDays(-1) : Today, "Сделано", false, version), CancellationToken.None);
        if (review == ReportReview.Submitted)
            return;
        await using var department = tenant.Scope(Roles.Methodist);
        var answers = department.ServiceProvider.GetRequiredService<ExecutionService>();
        var sent = await tenant.WithDbAsync(db => db.ExecutionReports.Where(r => r.Id == report).Select(r => r.Version).SingleAsync());
        _ = review == ReportReview.Confirmed
            ? await answers.ConfirmAsync(report!.Value, sent, CancellationToken.None)
            : await answers.ReturnAsync(report!.Value, "Приложите протокол", sent, CancellationToken.None);
    }
}
