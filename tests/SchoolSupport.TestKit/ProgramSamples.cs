using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.TestKit;

/// <summary>Programmes of tests: written plainly, stored through the service, and put into force.</summary>
public static class ProgramSamples
{
    public static readonly IReadOnlyList<RoadmapColumnHeading> Columns =
    [
        new(RoadmapColumn.Code, "№ п/п"), new(RoadmapColumn.Title, "Мероприятие"), new(RoadmapColumn.Deadline, "Сроки"), new(RoadmapColumn.Responsible, "Ответственные"),
        new(RoadmapColumn.Indicator, "Показатель"), new(RoadmapColumn.Result, "Результат"),
    ];

    /// <summary>A day in this or another month; programmes of tests lie around the real today.</summary>
    public static DateOnly Today { get; } = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(3));

    /// <summary>One term by a day.</summary>
    public static Schedule Until(DateOnly due) => new(ScheduleKind.DayRange) { To = due };

    public static Schedule Month(int year, int month) => new(ScheduleKind.Month)
    {
        From = new DateOnly(year, month, 1), To = new DateOnly(year, month, DateTime.DaysInMonth(year, month)),
    };

    public static NewMeasure Measure(string title, params Schedule[] schedules) => new()
    {
        Title = title, DeadlineText = ScheduleText.Words(schedules), ResponsibleText = "Управление образования",
        Deadline = StoredDeadline.Empty with { Schedules = schedules },
    };

    /// <summary>A programme around today with one roadmap of one section.</summary>
    public static NewProgram Program(string title, IReadOnlyList<NewMeasure> measures, params IReadOnlyList<Guid> participants) => new()
    {
        Title = title, DocumentKind = "programme", SchoolTerm = "ОО",
        PeriodFrom = new DateOnly(Today.Year - 2, 1, 1), PeriodTo = new DateOnly(Today.Year + 2, 12, 31),
        Roadmaps =
        [
            new NewRoadmap("Дорожная карта", Columns, null, null, [new NewSection("1", "Организационные мероприятия", null)],
                [.. measures.Select((m, index) => m with { Section = m.Section ?? 0, Code = m.Code ?? $"1.{index + 1}." })]),
        ],
        Participants = [.. participants.Select(school => new NewParticipant(school, "", "", new DateOnly(Today.Year - 2, 1, 1)))],
    };

    /// <summary>Stores a programme and puts its first version into force.</summary>
    public static async Task<Guid> AddProgramAsync(this TestTenant tenant, NewProgram source)
    {
        await using var scope = tenant.Scope(Roles.Coordinator);
        var id = await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(source, CancellationToken.None);
        await tenant.ApproveAsync(id);
        return id;
    }

    /// <summary>Puts the draft of a programme into force; the version in force before it is superseded.</summary>
    public static Task ApproveAsync(this TestTenant tenant, Guid programId) => tenant.WithDbAsync(async db =>
    {
        foreach (var version in await db.ProgramVersions.Where(v => v.ProgramId == programId && v.Status != VersionStatus.Superseded).ToListAsync())
        {
            version.SupersededAt = version.Status == VersionStatus.Approved ? db.Now : null;
            version.Status = version.Status == VersionStatus.Approved ? VersionStatus.Superseded : VersionStatus.Approved;
            version.ApprovedAt ??= db.Now;
        }
        return await db.SaveAsync("test.approved", CancellationToken.None);
    });

    /// <summary>Line of a measure of the version in force, by its title.</summary>
    public static Task<Guid> LineAsync(this TestTenant tenant, Guid programId, string title) => tenant.WithDbAsync(db => (
        from measure in db.Measures
        join roadmap in db.Roadmaps on measure.RoadmapId equals roadmap.Id
        join version in db.ProgramVersions on roadmap.VersionId equals version.Id
        where version.ProgramId == programId && version.Status == VersionStatus.Approved && measure.Title == title
        select measure.LineId).SingleAsync());
}
