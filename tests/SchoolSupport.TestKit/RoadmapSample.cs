using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.TestKit;

/// <summary>A programme of 2024–2026 with a draft and one table, and what tests ask of it.</summary>
public sealed class RoadmapSample
{
    private static readonly RoadmapColumnHeading[] Columns =
    [
        new(RoadmapColumn.Code, "№ п/п"), new(RoadmapColumn.Title, "Наименование мероприятия"), new(RoadmapColumn.Deadline, "Сроки исполнения"),
        new(RoadmapColumn.Responsible, "Ответственный исполнитель"), new(RoadmapColumn.Indicator, "Показатель оценки качества"), new(RoadmapColumn.Result, "Ожидаемый результат"),
    ];

    private RoadmapSample(TestTenant tenant, Guid programId, Guid versionId) => (Tenant, ProgramId, VersionId) = (tenant, programId, versionId);

    public TestTenant Tenant { get; }
    public Guid ProgramId { get; }
    public Guid VersionId { get; }
    public DraftKey Key => new(ProgramId, VersionId);

    /// <summary>
    /// Sections 1, 2 and 2.1; the result of 1.1 is merged over 1.2 and 1.3, an unnumbered row belongs to 2.1, the deadline of 2.2 needs an answer.
    /// </summary>
    public static Task<RoadmapSample> AddAsync(TestTenant tenant, params IReadOnlyList<Guid> participants) => AddAsync(tenant, Small(), participants);

    /// <summary>A programme with <see cref="LargeTable"/>.</summary>
    public static Task<RoadmapSample> AddLargeAsync(TestTenant tenant, int measures) => AddAsync(tenant, LargeTable(measures), []);

    /// <param name="schoolId">Makes it a school's own programme.</param>
    public static async Task<RoadmapSample> AddAsync(TestTenant tenant, NewRoadmap roadmap, IReadOnlyList<Guid> participants, Guid? schoolId = null)
    {
        await using var scope = tenant.Scope(Roles.System);
        var id = await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(new NewProgram
        {
            Title = "Программа поддержки школ", DocumentKind = "programme", SchoolTerm = "ОО", SchoolId = schoolId,
            PeriodFrom = new DateOnly(2024, 1, 1), PeriodTo = new DateOnly(2026, 12, 31), Roadmaps = [roadmap],
            Participants = [.. participants.Select(school => new NewParticipant(school, "SHNOR_MUN", "низкие результаты", new DateOnly(2024, 1, 1)))],
        }, CancellationToken.None);
        var version = await tenant.WithDbAsync(db => db.ProgramVersions.Where(v => v.ProgramId == id).Select(v => v.Id).SingleAsync());
        return new RoadmapSample(tenant, id, version);
    }

    /// <summary>The table as it is stored now.</summary>
    public async Task<RoadmapTree> TreeAsync() => (await ProgramAsync()).Roadmaps[0];

    public async Task<ProgramTree> ProgramAsync()
    {
        await using var scope = Tenant.Scope(Roles.System);
        return (await scope.ServiceProvider.GetRequiredService<ProgramTreeReader>().ReadAsync(VersionId, CancellationToken.None))!;
    }

    /// <summary>The measure whose title begins so.</summary>
    public async Task<MeasureNode> MeasureAsync(string title) => (await TreeAsync()).Measures.Single(m => m.Row.Title.StartsWith(title, StringComparison.Ordinal));

    /// <summary>Runs commands as a person of the department, or of a school.</summary>
    public async Task<T> EditAsync<T>(Guid? userId, Func<RoadmapService, Task<T>> work, string role = Roles.Methodist, Guid? schoolId = null)
    {
        await using var scope = Tenant.Scope(role, userId, schoolId);
        return await work(scope.ServiceProvider.GetRequiredService<RoadmapService>());
    }

    /// <summary>The version is approved, as an order would do it.</summary>
    public Task SetStatusAsync(VersionStatus status) => Tenant.WithDbAsync(async db =>
    {
        var version = await db.ProgramVersions.SingleAsync(v => v.Id == VersionId);
        version.Status = status;
        version.ApprovedAt = status is VersionStatus.Approved or VersionStatus.Superseded ? db.Now : null;
        return await db.SaveAsync("test.approved", CancellationToken.None);
    });

    private static NewRoadmap Small() => new("Дорожная карта", Columns, null, null,
        [
            new NewSection("1", "Организационная инфраструктура", null), new NewSection("2", "Методическое обеспечение", null),
            new NewSection("2.1", "Школы с низкими результатами", 1),
        ],
        [
            Measure(0, "1.1.", "Назначение координатора", "январь 2024 года", "Управление образования", "Приказ", "Определены направления работы"),
            Measure(0, "1.2.", "Создание совета", "март - апрель 2024 года", "Управление образования", "Приказ", "") with { InheritedFrom = Link(RoadmapColumn.Result, 0) },
            Measure(0, "1.3.", "План совета", "на каждый учебный год", "Управление образования", "План", "") with { InheritedFrom = Link(RoadmapColumn.Result, 0) },
            Measure(1, "2.1.", "Семинары для учителей", "2024 - 2026 годы", "Методический центр", "Справка", "Учителя обучены"),
            Measure(1, null, "Выездные семинары", "2025 год", "Методический центр, ОО", "", "") with { Parent = 3 },
            Measure(1, "2.2.", "Мониторинг работы с учащимися", "октябрь декабрь 2025", "Методический центр", "Решения", "Положительная динамика"),
            Measure(2, "2.1.1.", "Выявление проблемных зон", "сентябрь 2025 года", "Руководители ОО", "Анализ", "Причины названы"),
        ]);

    /// <summary>So many measures in twenty sections, with merged cells, sub-items and deadlines of all kinds.</summary>
    public static NewRoadmap LargeTable(int count)
    {
        string[] terms = ["январь 2024 года", "март - апрель 2025 года", "на каждый учебный год", "2024, 2025, 2026 годы", "2024 - 2026 годы", "постоянно", "ежемесячно",
            "по плану регионального института", "октябрь декабрь 2025", "апрель 2024-2026 годы"];
        var perSection = Math.Max(1, count / 20);
        return new NewRoadmap("Дорожная карта", Columns, null, null,
            [.. Enumerable.Range(0, (count + perSection - 1) / perSection).Select(i => new NewSection($"{i + 1}", $"Направление работы со школами, часть {i + 1}", null))],
            [.. Enumerable.Range(0, count).Select(i => Measure(i / perSection, $"{(i / perSection) + 1}.{(i % perSection) + 1}.",
                $"Мероприятие {i + 1}: адресные предложения школам с указанием главных причин низких результатов по предметам",
                terms[i % terms.Length], i % 3 == 0 ? "Управление образования, Методический центр" : "Методический центр, руководители ОО",
                "Предложения направлены всем школам программы, справка подготовлена", i % 4 == 0 ? "Стандарт освоен всеми выпускниками школ программы" : "") with
            {
                InheritedFrom = i % 4 != 0 && i % perSection >= i % 4 ? Link(RoadmapColumn.Result, i - (i % 4)) : Link(),
                SubItems = i % 25 == 0 ? [new NewSubItem("Семинар для руководителей", "февраль 2025 года", "справка", null), new NewSubItem("Семинар для учителей", "март 2025 года", null, MeasureLevel.Methodical)] : [],
            })]);
    }

    private static Dictionary<RoadmapColumn, int> Link(RoadmapColumn? column = null, int source = 0) => column is { } known ? new() { [known] = source } : [];

    private static NewMeasure Measure(int section, string? code, string title, string deadline, string responsible, string indicator, string result) => new()
    {
        Section = section, Code = code, Title = title, DeadlineText = deadline, ResponsibleText = responsible, IndicatorText = indicator, ResultText = result,
    };
}
