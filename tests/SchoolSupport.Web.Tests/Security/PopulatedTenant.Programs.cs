using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

internal sealed partial class PopulatedTenant
{
    private static readonly DateOnly FirstDay = new(2024, 1, 1);

    /// <summary>A programme in force with a correction in work, in which <see cref="School"/> takes part and <see cref="OtherSchool"/> does not.</summary>
    private async Task AddOfProgramsAsync()
    {
        var program = ids["programs/{id}"] = await AddProgramAsync(new NewProgram
        {
            Title = "Программа поддержки школ", DocumentKind = "programme", SchoolTerm = "ОО", PeriodFrom = FirstDay, PeriodTo = new DateOnly(2026, 12, 31),
            Roadmaps = [Table()], Participants = [new NewParticipant(School, "SHNOR_MUN", "низкие результаты", FirstDay)],
            Orders = [new NewOrder("Об утверждении программы", "Управление образования", new OrderDetails(), [OrderSubject.Programme])],
        });
        await Tenant.WithDbAsync(async db =>
        {
            var version = await db.ProgramVersions.SingleAsync(v => v.ProgramId == program);
            (version.Status, version.ApprovedAt, version.ApprovedOn) = (VersionStatus.Approved, db.Now, FirstDay);
            ids["programs/{id}/participants/{participantId}"] = await db.ProgramParticipants.Where(p => p.ProgramId == program).Select(p => p.Id).SingleAsync();
            ids["programs/{id}/orders/{orderId}"] = await db.ProgramOrders.Where(o => o.ProgramId == program).Select(o => o.Id).SingleAsync();
            return await db.SaveAsync("test.programme", CancellationToken.None);
        });
        await using var scope = Tenant.Scope();
        await scope.ServiceProvider.GetRequiredService<VersionService>().CorrectAsync(program, "уточнены сроки", CancellationToken.None);
        var import = scope.ServiceProvider.GetRequiredService<RoadmapImportService>();
        var bytes = File.ReadAllBytes(RoadmapFiles.PathOf("kola-2022.xlsx"));
        ids["programs/{id}/import/{importId}"] = (await import.KeepAsync(program, "План.xlsx", bytes, CancellationToken.None))!.Value;
        ids["programs/new/import/{importId}"] = (await import.KeepAsync(null, "План.xlsx", bytes, CancellationToken.None))!.Value;
    }

    private async Task<Guid> AddProgramAsync(NewProgram source)
    {
        await using var scope = Tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(source, CancellationToken.None);
    }

    private static NewRoadmap Table() => new("Дорожная карта",
        [
            new(RoadmapColumn.Code, "№ п/п"), new(RoadmapColumn.Title, "Мероприятие"), new(RoadmapColumn.Deadline, "Сроки"), new(RoadmapColumn.Responsible, "Ответственные"),
        ],
        null, null, [new NewSection("1", "Организационные мероприятия", null)],
        [
            new NewMeasure { Section = 0, Code = "1.1.", Title = "Назначение координатора", DeadlineText = "январь 2024 года", ResponsibleText = "Управление образования" },
            new NewMeasure { Section = 0, Code = "1.2.", Title = "Выявление проблемных зон", DeadlineText = "сентябрь 2025 года", ResponsibleText = "Руководители ОО", SchoolScope = SchoolScope.Participants },
        ]);
}
