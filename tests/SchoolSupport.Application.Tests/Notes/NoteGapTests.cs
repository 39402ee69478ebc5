using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Tests.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Notes;

/// <summary>Notes over missing, scarce and preliminary data: they say so in words and draw no conclusion from nothing; the chart of contexts is that of the page.</summary>
[Collection(AppCollection.Name)]
public sealed class NoteGapTests(TestHost host)
{
    [Theory]
    [InlineData(NoteKind.LowResults, "2025-09")]
    [InlineData(NoteKind.RiskList, "2024/2025")]
    [InlineData(NoteKind.RiskMonitoring, "2025-09")]
    [InlineData(NoteKind.Prevention, "2026-06")]
    [InlineData(NoteKind.Effectiveness, "2026-06")]
    public async Task Note_OfADepartmentWithNothingEntered_IsNotMade_AndSaysWhatIsMissing(NoteKind kind, string period)
    {
        var made = await NoteSamples.ReadAsync(await host.NewTenantAsync(), kind, period);
        Assert.Empty(made.Internal);
        Assert.Matches(@"^(За|Риски|Отчётов) .+\.$", made.Obstacle);
        Assert.All(made.Sources.Where(source => source.What != "Показатели"), source => Assert.True(source.IsMissing, source.What));
    }

    [Fact]
    public async Task Effectiveness_OfOneSchoolThatOnlyHandedInItsForm_ClaimsNothingOfRisksAndIndicators()
    {
        var tenant = await host.NewTenantAsync();
        var school = await AddSchoolAsync(tenant);
        await MonitoringWorld.CollectAsync(tenant, "effectiveness", "2026-06", (school, SubmissionState.Accepted, []));
        var made = await NoteSamples.ReadAsync(tenant, NoteKind.Effectiveness, "2026-06");
        var text = NoteSamples.TextOf(made.Internal);
        string[] sentences =
        [
            "Нет данных: действующей программы с мероприятиями за учебный год нет.",
            "Показатели не рассчитаны: сведений за июнь 2026 года и за июнь 2025 года нет. Отсутствие данных не означает нулевого значения.",
            "Нет данных: риски за 2025/2026 учебный год не определены ни по одной школе.",
            "Сведений школ об эффективности мер нет.",
            "Показатели с прошлым годом не сравниваются: нет данных.",
            "Риски за 2025/2026 учебный год не определены: нет данных.",
            "Рекомендации не составлены: риски школ не определены.",
        ];
        Assert.All(sentences, sentence => Assert.Contains(sentence, text, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"риски за год устранены, нет|совпадают по времени|0,0 %|н/д", text + NoteSamples.CellsOf(made.Internal));
        Assert.DoesNotContain(made.Internal.SelectMany(s => s.Blocks), block => block.Block is DocumentTable);
    }

    [Fact]
    public async Task Prevention_OfOneSilentSchoolOfTwo_AdvisesItOnceAndTellsTheOther()
    {
        var tenant = await host.NewTenantAsync();
        var (told, silent) = (await AddSchoolAsync(tenant, "Заречная СОШ"), await AddSchoolAsync(tenant, "Лесная СОШ"));
        await MonitoringWorld.CollectAsync(tenant, "prevention", "2026-01", (told, SubmissionState.Accepted, [("prevention-system", 1), ("struggling", 0), ("struggling-route", 0), ("failing", 0), ("failing-extra", 0)]), (silent, SubmissionState.Draft, []));
        var note = (await NoteSamples.ReadAsync(tenant, NoteKind.Prevention, "2026-01")).Internal;
        var text = NoteSamples.TextOf(note);
        Assert.Contains("Цель: оценить по отчётам за первое полугодие 2025/2026 учебного года", text, StringComparison.Ordinal);
        Assert.Contains("получены сведения от 1 школы из 2. Нет данных по 1 школе: Лесная СОШ.", text, StringComparison.Ordinal);
        Assert.Contains("Рекомендация дана 1 школе (Лесная СОШ): представить отчёт; до его получения вывод о профилактике не делается.", text, StringComparison.Ordinal);
        Assert.Contains("Представить сведения (Лесная СОШ) — руководители школ", text, StringComparison.Ordinal);
        Assert.Contains("0 из 0", NoteSamples.CellsOf(note), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\d)0,0 %", NoteSamples.CellsOf(note));
    }

    [Fact]
    public async Task Note_WhileItsCollectionIsOpen_SaysThatTheDataArePreliminary()
    {
        var tenant = await host.NewTenantAsync();
        await MonitoringWorld.CreateAsync(tenant);
        var open = await NoteSamples.ReadAsync(tenant, NoteKind.Prevention, "2026-01");
        Assert.Matches("Данные предварительные: не завершён сбор сведений «.+, 2026-01» \\(последний день — 31 января 2026 г.\\)\\.", NoteSamples.SectionOf(open.Internal, "intro"));
        Assert.Contains("Данные предварительные", NoteSamples.SectionOf(open.Publication, "intro"), StringComparison.Ordinal);
        Assert.Contains(open.Sources, source => source is { What: "Сбор сведений", IsMissing: true });
        await tenant.WithDbAsync(async db =>
        {
            foreach (var campaign in await db.Campaigns.ToListAsync())
                (campaign.State, campaign.ClosedAt) = (CampaignState.Closed, db.Now);
            return await db.SaveAsync("test.closed", CancellationToken.None);
        });
        var closed = NoteSamples.SectionOf((await NoteSamples.ReadAsync(tenant, NoteKind.Prevention, "2026-01")).Internal, "intro");
        Assert.Contains("получены сведения", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Данные предварительные", closed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RiskMonitoring_WithoutInterimAnswers_DoesNotSayThatNothingWasRemoved()
    {
        var tenant = await host.NewTenantAsync();
        await MonitoringWorld.CreateAsync(tenant);
        await tenant.WithDbAsync(async db =>
        {
            foreach (var campaign in await db.Campaigns.Where(c => c.Period == "2025-09").ToListAsync())
                campaign.State = CampaignState.Cancelled;
            return await db.SaveAsync("test.cancelled", CancellationToken.None);
        });
        var note = (await NoteSamples.ReadAsync(tenant, NoteKind.RiskMonitoring, "2025-09")).Internal;
        Assert.Contains("По 1 школе вывод не сделан, потому что промежуточных сведений нет или недостаточно: Школа А.", NoteSamples.SectionOf(note, "effectiveness"), StringComparison.Ordinal);
        Assert.Contains("Устранены ли риски, неизвестно", NoteSamples.SectionOf(note, "conclusions"), StringComparison.Ordinal);
        Assert.DoesNotMatch("риски устранены|Риски устранены", NoteSamples.SectionOf(note, "effectiveness") + NoteSamples.SectionOf(note, "conclusions"));
    }

    [Fact]
    public void RiskList_SectionsThatTie_AreNamedTogether_AndNoneWhenAllDo()
    {
        string Said(params (string, decimal)[][] schools) => NoteSamples.SectionOf(RiskListNote.Make(NoteSamples.Risks(
            [.. schools.Select((changed, i) => ($"СОШ № {i + 1}", NoteSamples.Verdict(changed), (Domain.Indicators.Risks.RiskVerdict?)null))]), ReportEdition.Internal), "conclusions");
        (string, decimal)[] material = [("internet", 0)], staff = [("teachers", 40), ("teachers-36h", 5)];
        Assert.Contains("Чаще других сработал раздел «Материально-техническая база»: в 2 школах из 3.", Said(material, material, staff), StringComparison.Ordinal);
        Assert.Contains("Чаще других сработали разделы «Материально-техническая база» и «Кадровые условия»: каждый — в 1 школе из 2.", Said(material, staff), StringComparison.Ordinal);
        Assert.DoesNotContain("Чаще других", Said([]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("значение показателя уменьшилось", -1)]
    [InlineData("значения всех 3 показателей уменьшились", -1, -5, -2)]
    [InlineData("значения всех 2 показателей практически не изменились", 0, 0)]
    [InlineData("увеличилось значение 1 показателя, уменьшилось — 2, практически не изменилось — 1", 4, -1, -3, 0)]
    public void Moves_OfIndicators_AreToldInBothDirections(string expected, params int[] tenths) =>
        Assert.Equal(expected, NoteWords.Moves([.. tenths.Select(t => new ShareChange(500, 500 + t))]).Replace('\u00A0', ' '));

    [Fact]
    public void Words_OfASchool_KeepTheirInnerQuotes() => Assert.Equal("«Тема „Функции“ усвоена»", NoteWords.Quoted("Тема «Функции» усвоена. "));

    [Fact]
    public void Terms_OfDecisions_FallOnDaysOfWork()
    {
        // Forty-five days after 22 November 2026 is the 6th of January, a holiday, and then come a Saturday and a Sunday.
        Assert.Equal("до 11 января 2027 г.", NoteBuilder.Until(new DateOnly(2026, 11, 22), 45).Replace('\u00A0', ' '));
        Assert.Equal("до 22 декабря 2026 г.", NoteBuilder.Until(new DateOnly(2026, 11, 22), 30).Replace('\u00A0', ' '));
    }

    [Fact]
    public async Task LowResults_Contexts_AreTheChartOfThePage_AndNotPublished()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        await using (var run = tenant.Scope())
            await run.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(new AcademicYear(2024), CancellationToken.None);
        Assert.Contains("Условия и результаты не сопоставлены", NoteSamples.SectionOf((await NoteSamples.ReadAsync(tenant, NoteKind.LowResults, "2025-09")).Internal, "contexts"), StringComparison.Ordinal);
        await MonitoringWorld.CollectAsync(tenant, "social-passport", "2024/2025",
            (sample.Schools["oz01"], SubmissionState.Accepted, [("pupils", 200), ("parents-higher", 40), ("incomplete-families", 60), ("registry-any", 10), ("non-native", 20)]),
            (sample.Schools["oz02"], SubmissionState.Accepted, [("pupils", 200), ("parents-higher", 60), ("incomplete-families", 40), ("registry-any", 6), ("non-native", 10)]));
        var made = await NoteSamples.ReadAsync(tenant, NoteKind.LowResults, "2025-09");
        var blocks = made.Internal.Single(s => s.Key == "contexts").Blocks;
        var printed = Assert.IsType<ScatterChart>(blocks.Single(b => b.Key == "contexts-chart").Block);
        await using var scope = tenant.Scope();
        var table = await scope.ServiceProvider.GetRequiredService<ContextReader>().ReadAsync(new AcademicYear(2024), CancellationToken.None);
        Assert.Equal(ContextFigure.Of(table, "")!.Points, printed.Points);
        var rows = ((DocumentTable)blocks.Single(b => b.Key == "contexts-table").Block).Body;
        Assert.Equal(table.Schools.Count, rows.Count);
        // The number of a point leads to its row.
        Assert.All(printed.Points, point => Assert.Equal(point.X.ToString("0.00", RussianText.Culture), rows[point.Number - 1].Cells[2].Cell.Value.Text));
        Assert.DoesNotContain(made.Publication, s => s.Key == "contexts");
    }

    private static async Task<Guid> AddSchoolAsync(TestTenant tenant, string title = "Школа № 1")
    {
        var school = NoteSamples.School(title);
        await tenant.WithDbAsync(db =>
        {
            db.Schools.Add(school);
            return db.SaveAsync("test.school", CancellationToken.None);
        });
        return school.Id;
    }
}
