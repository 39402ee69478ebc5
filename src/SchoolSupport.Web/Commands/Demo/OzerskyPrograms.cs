using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>
/// Programmes of Озёрский муниципальный округ: one in force since last year with a version of changes in work, one on approval for the years to
/// come, the plan of last year, and two roadmaps of schools. All years are counted from today.
/// </summary>
internal static class OzerskyPrograms
{
    private const string LowResults = "SHNOR_MUN";
    private const string Hardship = "SHNSU";

    public static async Task TellAsync(DemoSteps steps, DemoExecution execution)
    {
        var (today, lists) = (await steps.TodayAsync(), await steps.ListsAsync());
        var listed = lists[0].Prepend(steps.Department.OwnSchool).Distinct().ToList();
        var earlier = lists.Skip(1).SelectMany(list => list).Except(listed).Take(2).ToList();
        await LastYearAsync(steps, execution, today, [.. (earlier.Count > 0 ? earlier : listed).Take(2)]);
        var main = await MainAsync(steps, today, listed, earlier);
        await execution.ReportAsync(main, settled: false);
        await NextAsync(steps, today, listed);
        await SchoolsAsync(steps, execution, main, today, listed);
        await steps.TellAsync(main);
    }

    private static async Task<Guid> MainAsync(DemoSteps steps, DateOnly today, IReadOnlyList<Guid> listed, IReadOnlyList<Guid> earlier)
    {
        var (tenant, from) = (steps.Department.Tenant, new DateOnly(today.Year - 1, 1, 1));
        var id = await steps.CreateAsync("main", DemoDrafts.Of(tenant, "two-groups", from.Year, 3, today,
        [
            .. listed.Select(school => new NewParticipant(school, LowResults, "Низкие результаты обучения", from)),
            .. earlier.Select(school => new NewParticipant(school, Hardship, "Неблагоприятные социальные условия", from)),
        ]));
        await steps.ApproveAsync(id, 1, "18-од", from.AddDays(13), "Об утверждении программы", tenant.AuthorityName);
        await steps.CorrectAsync(id, "Уточнены сроки и ответственные по итогам полугодия, добавлен семинар о результатах ВПР.",
            (service, key, tree) => service.ChangeAsync(key, Shown(tree, "5.2"), [new CellChange(RoadmapColumn.Deadline, $"сентябрь {today.Year + 1} года")], default),
            (service, key, tree) => service.ChangeAsync(key, Shown(tree, "2.6"), [new CellChange(RoadmapColumn.Responsible, "Муниципальный методический центр")], default),
            (service, key, tree) => service.AddAsync(key, MeasurePlace.Behind(Shown(tree, "2.9").Line),
            [
                new CellChange(RoadmapColumn.Code, "2.9.1."), new CellChange(RoadmapColumn.Title, "Семинар для заместителей директоров «Что показывают результаты ВПР»"),
                new CellChange(RoadmapColumn.Deadline, $"март {today.Year + 1} года"), new CellChange(RoadmapColumn.Responsible, "Муниципальный методический центр"),
                new CellChange(RoadmapColumn.Indicator, "Участвуют все школы программы"), new CellChange(RoadmapColumn.Result, "Школы знают, на каких заданиях теряют баллы"),
            ], default),
            (service, key, tree) => service.RemoveAsync(key, [Shown(tree, "3.5")], default));
        return id;
    }

    /// <summary>Approved, changed by another order, carried out: its first version is superseded.</summary>
    private static async Task LastYearAsync(DemoSteps steps, DemoExecution execution, DateOnly today, IReadOnlyList<Guid> schools)
    {
        var (tenant, year) = (steps.Department.Tenant, today.Year - 1);
        var id = await steps.CreateAsync("last-year", DemoDrafts.Of(tenant, "year-plan", year, 1, today,
            [.. schools.Select(school => new NewParticipant(school, LowResults, "Низкие образовательные результаты", new DateOnly(year - 1, 12, 1)))]));
        await steps.ApproveAsync(id, 1, "211-од", new DateOnly(year - 1, 12, 20), "Об утверждении плана", tenant.AuthorityName);
        await steps.CorrectAsync(id, "Неделя педагогического мастерства перенесена на октябрь.",
            (service, key, tree) => service.ChangeAsync(key, Shown(tree, "3.4"), [new CellChange(RoadmapColumn.Deadline, $"Октябрь {year}")], default));
        await steps.ApproveAsync(id, 2, "97-од", new DateOnly(year, 5, 14), "О внесении изменений в план мероприятий", tenant.AuthorityName);
        await execution.ReportAsync(id, settled: true);
    }

    private static async Task NextAsync(DemoSteps steps, DateOnly today, IReadOnlyList<Guid> schools)
    {
        var from = new DateOnly(today.Year + 1, 1, 1);
        var id = await steps.CreateAsync("next", DemoDrafts.Of(steps.Department.Tenant, "order-model-roadmap", from.Year, 4, today,
            [.. schools.Select(school => new NewParticipant(school, LowResults, "Названы в приказе об утверждении программы", today))]));
        await steps.SendAsync(id);
    }

    private static async Task SchoolsAsync(DemoSteps steps, DemoExecution execution, Guid main, DateOnly today, IReadOnlyList<Guid> schools)
    {
        var year = AcademicYear.Of(today);
        var own = await steps.CreateAsync("school-approved", OfSchool(schools[0], main, year, Measures(year.StartYear)));
        await steps.ApproveAsync(own, 1, "47", year.FirstDay.AddDays(9), "Об утверждении школьной дорожной карты", "Школа");
        await execution.ReportAsync(own, settled: false);
        // Unfinished: a term that nobody else can understand yet.
        await steps.CreateAsync("school-draft", OfSchool(schools[1], main, year,
            [.. Measures(year.StartYear).Take(3), Measure(null, "2.1.", "Занятия с психологом для обучающихся, которым трудно учиться", "по графику школы", "Педагог-психолог", "Проведено по плану")]));
    }

    private static NewProgram OfSchool(Guid school, Guid parent, AcademicYear year, IReadOnlyList<NewMeasure> measures) => new()
    {
        Title = $"Школьная дорожная карта на {year} учебный год", DocumentKind = DocumentKind.OfSchool, SchoolId = school, ParentId = parent,
        PeriodFrom = year.FirstDay, PeriodTo = year.LastDay, SchoolTerm = "ОО",
        Participants = [new NewParticipant(school, LowResults, "Собственная дорожная карта школы", year.FirstDay)],
        Roadmaps =
        [
            new NewRoadmap("Дорожная карта школы",
                [
                    new(RoadmapColumn.Code, "№"), new(RoadmapColumn.Title, "Мероприятие"), new(RoadmapColumn.Deadline, "Срок"),
                    new(RoadmapColumn.Responsible, "Ответственный"), new(RoadmapColumn.Result, "Ожидаемый результат"),
                ],
                null, null, [], measures),
        ],
    };

    private static IReadOnlyList<NewMeasure> Measures(int year) =>
    [
        Measure("note", "1.1.", "Разбор результатов ВПР и ОГЭ: задания, в которых ошибается больше половины класса", $"сентябрь {year} года", "Заместитель директора", "Причины ошибок названы"),
        Measure("plan", "1.2.", "План занятий с обучающимися, которым трудно учиться", $"октябрь {year} года", "Классные руководители", "У каждого есть свой план"),
        Measure(null, "1.3.", "Взаимное посещение уроков математики и русского языка", $"октябрь, декабрь {year} года\nфевраль, апрель {year + 1} года", "Руководители методических объединений", "Учителя перенимают удачные приёмы"),
        Measure("protocol", "2.1.", "Родительские собрания о подготовке к экзаменам", $"ноябрь {year} года", "Классные руководители", "Родители знают порядок и сроки"),
        Measure("note", "2.2.", "Пробные экзамены в 9 классе и разбор работ", $"январь-февраль {year + 1} года", "Заместитель директора", "Не справившиеся занимаются дополнительно"),
        Measure(null, "2.3.", "Курсы повышения квалификации учителей", $"март {year + 1} года", "Директор", "Обучены все учителя математики"),
        Measure("report", "3.1.", "Итоги года: что удалось и что перенести на следующий", $"июнь {year + 1} года", "Директор", "Итоги представлены педагогическому совету"),
    ];

    private static NewMeasure Measure(string? artefact, string code, string title, string deadline, string responsible, string result) => new()
    {
        Code = code, Title = title, DeadlineText = deadline, ResponsibleText = responsible, ResultText = result,
        Artefacts = artefact is null ? [] : [artefact], SchoolScope = SchoolScope.Participants,
    };

    private static ShownRow Shown(RoadmapTree tree, string code)
    {
        var row = tree.Measures.First(m => m.Row.Code?.Trim().TrimEnd('.') == code).Row;
        return new ShownRow(row.LineId, row.Version);
    }
}
