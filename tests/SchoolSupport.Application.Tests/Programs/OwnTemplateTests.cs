using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>A programme becomes a template of its department and a programme again: the same but for its years, its schools and its persons.</summary>
[Collection(AppCollection.Name)]
public sealed class OwnTemplateTests(TestHost host)
{
    private const int Later = 2;

    public static TheoryData<string> Codes => TemplateSamples.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task EachOfTheFive_ThereAndBack_IsTheSameMovedByTheYears(string code)
    {
        var tenant = await host.NewTenantAsync();
        var source = await StoreAsync(tenant, ProgramStart.From(TemplateSamples.Filled(code), "ОО", []));
        var (_, template) = await MadeAsync(tenant, source);

        var again = await StoreAsync(tenant, template.Start(template.FirstYear + Later, template.Years, "ОО", []));

        var (before, after) = (await TreeAsync(tenant, source), await TreeAsync(tenant, again));
        Assert.Equal((YearShift.Text(before.Program.Title, Later), before.Program.PeriodFrom?.AddYears(Later), before.Program.PeriodTo?.AddYears(Later), before.Program.AcademicPlan),
            (after.Program.Title, after.Program.PeriodFrom, after.Program.PeriodTo, after.Program.AcademicPlan));
        Assert.Equal(ProgramJson.Write(NextYear.Content(before.Content, Later)), ProgramJson.Write(after.Content));
        Assert.Equal(before.Roadmaps.Select(r => Head(r, Later)), after.Roadmaps.Select(r => Head(r, 0)));
        Assert.Equal(before.Roadmaps.SelectMany(r => r.Sections.Select(s => (YearShift.Text(s.Row.Title, Later), s.Row.Number, s.Depth))),
            after.Roadmaps.SelectMany(r => r.Sections.Select(s => (s.Row.Title, s.Row.Number, s.Depth))));
        Assert.Equal(before.Roadmaps.SelectMany(r => r.Measures.Select(m => Words(r, m, Later))), after.Roadmaps.SelectMany(r => r.Measures.Select(m => Words(r, m, 0))));
        Assert.Equal(before.Roadmaps.SelectMany(r => r.Measures.Select(m => Schedules(r, m, Later))), after.Roadmaps.SelectMany(r => r.Measures.Select(m => Schedules(r, m, 0))));
        Assert.Equal(before.Measures.Count(m => m.Row.NeedsAnswer), after.Measures.Count(m => m.Row.NeedsAnswer));
        Assert.Equal(await OrdersAsync(tenant, source, Later), await OrdersAsync(tenant, again, 0));
    }

    [Fact]
    public async Task AnotherLength_LengthensTheTermInWords()
    {
        var tenant = await host.NewTenantAsync();
        var (_, template) = await MadeAsync(tenant, await StoreAsync(tenant, ProgramStart.From(TemplateSamples.Filled("two-groups"), "ОО", [])));

        var longer = template.Start(2030, 4, "ОО", []);

        Assert.Equal((new DateOnly(2030, 1, 1), new DateOnly(2033, 12, 31)), (longer.PeriodFrom, longer.PeriodTo));
        Assert.EndsWith("на 2030–2033 годы", longer.Title);
        var terms = longer.Roadmaps[0].Measures.Select(m => m.DeadlineText).ToHashSet();
        Assert.Contains("2030–2033 годы", terms);
        Assert.Contains("2030, 2031, 2032, 2033 годы", terms);
        Assert.DoesNotContain(terms, t => t is not null && t.Contains("2028", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnotherWordForSchools_IsSaidEverywhere()
    {
        var tenant = await host.NewTenantAsync();
        var (_, template) = await MadeAsync(tenant, await StoreAsync(tenant, ProgramStart.From(TemplateSamples.Filled("two-groups"), "ОО", [])));

        var other = template.Start(2026, 3, "ОУ", []);

        Assert.Equal("ОУ", other.SchoolTerm);
        var responsible = other.Roadmaps[0].Measures.Select(m => m.ResponsibleText ?? "").ToList();
        Assert.Contains(responsible, r => r.Contains("уководители ОУ", StringComparison.Ordinal));
        Assert.DoesNotContain(responsible, r => r.Contains("ОО", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SchoolsAndPersons_AreLeftOut_AndWhatWasAnsweredMoves()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var answered = StoredDeadline.Empty with { Answered = true, Schedules = [ProgramSamples.Month(2025, 10)] };
        var source = await StoreAsync(tenant, new NewProgram
        {
            Title = "План на 2025 год", DocumentKind = "plan", SchoolTerm = "ОО", PeriodFrom = new DateOnly(2025, 1, 1), PeriodTo = new DateOnly(2025, 12, 31),
            Participants = [new NewParticipant(schools["oz01"], "RISK", "Решение совета, докладчик Иванов И.И.", new DateOnly(2025, 1, 1))],
            Content = new ProgramContent { Passport = [new PassportField("", "Своё поле", false, ["Координатор Петрова Анна Ивановна"], FieldPlace.Text)] },
            Roadmaps =
            [
                new NewRoadmap("План на 2025 год", [new(RoadmapColumn.Title, "Мероприятие"), new(RoadmapColumn.Deadline, "Срок"), new(RoadmapColumn.Responsible, "Кто"), new(RoadmapColumn.Schools, "Школы"), new(RoadmapColumn.Other, "Бюджет")],
                    2025, null, [],
                    [
                        new NewMeasure
                        {
                            Title = "Семинар", DeadlineText = "по графику", Deadline = answered, ResponsibleText = "Иванов И.И., методический центр", SchoolText = "СОШ № 1",
                            SchoolScope = SchoolScope.Listed, Schools = [(schools["oz01"], "9")], Other = new Dictionary<string, string> { ["Бюджет"] = "10 тыс. руб." }, Artefacts = ["protocol"],
                        },
                    ]),
            ],
        });
        var (_, template) = await MadeAsync(tenant, source);

        var measure = Assert.Single(template.Start(2027, 1, "ОО", []).Roadmaps[0].Measures);

        Assert.Equal(("методический центр", "", 0), (measure.ResponsibleText, measure.SchoolText, measure.Schools.Count));
        Assert.Equal(("10 тыс. руб.", "protocol", SchoolScope.Listed), (measure.Other["Бюджет"], Assert.Single(measure.Artefacts), measure.SchoolScope));
        Assert.Equal([ProgramSamples.Month(2027, 10)], measure.Deadline!.Schedules);
        Assert.Equal(["Координатор ___"], template.Program.Content.Passport[0].Items);
        Assert.Equal(("RISK", "Решение совета, докладчик ___"), (template.Participants[0].Group, template.Participants[0].Reason));
        var stored = await tenant.WithDbAsync(db => db.TenantTemplates.Select(t => t.Content).SingleAsync());
        Assert.DoesNotContain("Иванов", stored);
        Assert.DoesNotContain(schools["oz01"].ToString(), stored);
    }

    [Fact]
    public async Task AnyVersion_BecomesATemplate_OneThatIsNotThereDoesNot()
    {
        var tenant = await host.NewTenantAsync();
        var program = await tenant.AddProgramAsync(ProgramSamples.Program("Программа", [ProgramSamples.Measure("Семинар", ProgramSamples.Month(2025, 3))]));
        await using var scope = tenant.Scope();
        await scope.ServiceProvider.GetRequiredService<VersionService>().CorrectAsync(program, "уточнено", CancellationToken.None);
        var service = scope.ServiceProvider.GetRequiredService<OwnTemplateService>();

        Assert.NotNull(await service.MakeAsync(program, 1, new DescribeTemplate("Из утверждённой", ""), CancellationToken.None));
        Assert.NotNull(await service.MakeAsync(program, 2, new DescribeTemplate("Из черновика", ""), CancellationToken.None));
        Assert.Null(await service.MakeAsync(program, 3, new DescribeTemplate("Ни из чего", ""), CancellationToken.None));
        await using var ofSchool = tenant.Scope(Roles.SchoolDirector, schoolId: Guid.CreateVersion7());
        Assert.Null(await ofSchool.ServiceProvider.GetRequiredService<OwnTemplateService>().MakeAsync(program, 1, new DescribeTemplate("Школы", ""), CancellationToken.None));
    }

    private static async Task<(Guid Id, OwnTemplate Template)> MadeAsync(TestTenant tenant, Guid program)
    {
        await using var scope = tenant.Scope();
        var service = scope.ServiceProvider.GetRequiredService<OwnTemplateService>();
        var id = (await service.MakeAsync(program, 1, new DescribeTemplate("Наш шаблон", "для нас"), CancellationToken.None))!.Value;
        return (id, (await service.FindAsync(id, CancellationToken.None))!.Value.Template);
    }

    private static async Task<Guid> StoreAsync(TestTenant tenant, NewProgram source)
    {
        await using var scope = tenant.Scope();
        return await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(source, CancellationToken.None);
    }

    private static async Task<ProgramTree> TreeAsync(TestTenant tenant, Guid program)
    {
        await using var scope = tenant.Scope();
        var trees = scope.ServiceProvider.GetRequiredService<ProgramTreeReader>();
        return (await trees.ReadAsync((await trees.CurrentAsync(program, CancellationToken.None))!.Value, CancellationToken.None))!;
    }

    private static Task<List<string>> OrdersAsync(TestTenant tenant, Guid program, int by) => tenant.WithDbAsync(async db =>
        (await db.ProgramOrders.Where(o => o.ProgramId == program).OrderBy(o => o.Id).ToListAsync())
            .ConvertAll(o => $"{YearShift.Text(o.Title, by)}|{o.Issuer}|{string.Join('/', ProgramJson.Read<OrderDetails>(o.Details).Items.Select(i => $"{i.Number} {YearShift.Text(i.Text, by)} {i.Executors}"))}"));

    private static string Head(RoadmapTree roadmap, int by) =>
        $"{YearShift.Text(roadmap.Row.Title, by)}|{roadmap.Row.PlanYear + by}|{roadmap.Row.OrderYear + by}|{roadmap.Row.AcademicPlan}|{roadmap.Row.Direction}|{string.Join(',', roadmap.Columns.Select(c => $"{c.Kind} {c.Heading}"))}";

    private static string Words(RoadmapTree roadmap, MeasureNode measure, int by) => string.Join('|',
        roadmap.Sections.FirstOrDefault(s => s.Row.Id == measure.Row.SectionId)?.Row.Number, measure.Row.Code, measure.Row.Title, measure.Row.Form,
        measure.Row.DeadlineText is { } words ? YearShift.Text(words, by) : null, measure.Row.ResponsibleText, measure.Row.IndicatorText, measure.Row.ResultText,
        string.Join(',', measure.Inherited.Keys.Order()), string.Join(',', measure.SubItems.Select(i => $"{i.Title} {(i.DeadlineText is { } term ? YearShift.Text(term, by) : null)} {i.ResultText} {i.Level}")),
        measure.Row.SchoolScope, measure.Row.GroupCode, measure.Row.Grades, string.Join(',', measure.Row.Artefacts), measure.Row.Level, measure.Row.ParentId is not null, roadmap.LabelOf(measure));

    private static string Schedules(RoadmapTree roadmap, MeasureNode measure, int by) => ScheduleJson.Write([.. roadmap.DeadlineOf(measure).Schedules.Select(s => YearShift.Schedule(s, by))]);
}
