using System.Text.RegularExpressions;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Tests.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Notes;

/// <summary>What notes say: plural forms, nobody, one, many, no data, cautions, margins, and the words that are never used.</summary>
[Collection(AppCollection.Name)]
public sealed class NoteTextTests(TestHost host)
{
    [Theory]
    [InlineData("shnor-monitoring", "2025-09", "2025-09")]
    [InlineData("risk-list", "2024-10", "2024/2025")]
    [InlineData("risk-list", "2024/2025", "2024/2025")]
    [InlineData("prevention", "2026-06", "2026-06")]
    [InlineData("prevention", "2026-05", null)]
    [InlineData("shnor-monitoring", "2025-Q3", null)]
    [InlineData("effectiveness", "осень", null)]
    public void Period_OfAKind_IsOneThatItIsWrittenAbout(string kind, string typed, string? expected) => Assert.Equal(expected, NoteKinds.Period(NoteKinds.Find(kind)!.Value, typed)?.Key);

    [Fact]
    public void RiskList_NobodyAtRisk_SaysSoAndPrintsNoTableOfSchools()
    {
        var note = RiskListNote.Make(NoteSamples.Risks(("СОШ № 1", NoteSamples.Verdict(), null)), ReportEdition.Internal);
        var text = NoteSamples.TextOf(note);
        Assert.Contains("Рассмотрены сведения о 1 школе.", text, StringComparison.Ordinal);
        Assert.Contains("Рисковых школ не выявлено.", text, StringComparison.Ordinal);
        Assert.Contains("Сравнение не проведено: за 2023/2024 учебный год нет данных.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(note, s => s.Key == "recommendations" || s.Key == "deficits");
    }

    [Theory]
    [InlineData(1, "Профилактическая помощь требуется 1 школе из 1.", "Рассмотрены сведения о 1 школе.", "Риски выявлены в 1 школе")]
    [InlineData(2, "Профилактическая помощь требуется 2 школам из 2.", "Рассмотрены сведения о 2 школах.", "Риски выявлены в 2 школах")]
    [InlineData(5, "Профилактическая помощь требуется 5 школам из 5.", "Рассмотрены сведения о 5 школах.", "Риски выявлены в 5 школах")]
    [InlineData(21, "Профилактическая помощь требуется 21 школе из 21.", "Рассмотрены сведения о 21 школе.", "Риски выявлены в 21 школе")]
    public void RiskList_Counts_AgreeWithTheirWords(int count, params string[] sentences)
    {
        var note = RiskListNote.Make(NoteSamples.Risks([.. Enumerable.Range(1, count).Select(i => ($"СОШ № {i}", NoteSamples.Verdict(("internet", 0)), (Domain.Indicators.Risks.RiskVerdict?)null))]), ReportEdition.Internal);
        Assert.All(sentences, sentence => Assert.Contains(sentence, NoteSamples.TextOf(note), StringComparison.Ordinal));
    }

    [Fact]
    public void RiskList_Matrix_HasARowForEveryQuestionAndAColumnForEverySchool()
    {
        var note = RiskListNote.Make(NoteSamples.Risks([
            ("Заречная СОШ", NoteSamples.Verdict(("lab-physics", 0), ("teachers", 40), ("teachers-36h", 5)), null), ("Новая СОШ", NoteSamples.Unknown, null),
            ("Лесная НОШ", NoteSamples.WithoutRooms, null)]), ReportEdition.Internal);
        var table = Assert.Single(note.Single(s => s.Key == "appendix").Blocks.Select(b => b.Block).OfType<DocumentTable>());
        Assert.Equal(["Показатель", "МБОУ «Заречная СОШ»", "МБОУ «Новая СОШ»", "МБОУ «Лесная НОШ»"], table.Columns.Select(c => Plain(c.Text)));
        var rows = table.Body.Select(row => row.Cells.Select(cell => Plain(cell.Cell.Value.Text)).ToArray()).ToList();
        // Four sections with their headings and outcomes; 7 answers, 2, 4 and 5 shares.
        Assert.Equal(4 + 4 + 7 + 2 + 4 + 5, rows.Count);
        Assert.Equal(7, rows.Count(row => row[0].StartsWith("1.", StringComparison.Ordinal) && row.Length == 4));
        Assert.Equal(["нет", "нет ответа", "не применимо"], rows.Single(row => row[0] == "1.3. Оснащённость кабинета лабораторным оборудованием: физика")[1..]);
        Assert.Equal(["да", "нет ответа", "да"], rows.Single(row => row[0] == "1.1. Устойчивый доступ в Интернет")[1..]);
        Assert.Equal(["5 из 40 (12,5 %)", "н/д", "0 из 100 (0,0 %)"], rows.Single(row => row[0].StartsWith("2.1.", StringComparison.Ordinal))[1..]);
        Assert.Equal(["да", "н/д", "нет"], rows.Single(row => row[0] == "Раздел 1 сработал")[1..]);
        Assert.True(table.Body.Single(row => Plain(row.Cells[0].Cell.Value.Text).StartsWith("2.1.", StringComparison.Ordinal)).Cells[1].Cell.Low);
    }

    [Theory]
    [InlineData(7, new[] { 7 })]
    [InlineData(8, new[] { 4, 4 })]
    [InlineData(14, new[] { 7, 7 })]
    [InlineData(60, new[] { 7, 7, 7, 7, 7, 7, 7, 7, 4 })]
    public void RiskList_Matrix_OfManySchools_IsDividedBetweenTables(int count, int[] sizes)
    {
        var note = RiskListNote.Make(NoteSamples.Risks([.. Enumerable.Range(1, count).Select(i => ($"СОШ № {i}", NoteSamples.Verdict(), (Domain.Indicators.Risks.RiskVerdict?)null))]), ReportEdition.Internal);
        var tables = note.Single(s => s.Key == "appendix").Blocks.Select(b => b.Block).OfType<DocumentTable>().ToList();
        Assert.Equal(sizes, tables.Select(t => t.Columns.Count - 1));
        Assert.Equal(count, tables.SelectMany(t => t.Columns.Skip(1)).Select(c => c.Text).Distinct().Count());
        Assert.Equal(sizes.Length > 1, tables[0].Caption!.Contains("часть", StringComparison.Ordinal));
        Assert.Equal(note.SelectMany(s => s.Blocks).Count(), note.SelectMany(s => s.Blocks.Select(b => $"{s.Key} {b.Key}")).Distinct().Count());
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace("\u00AD", "", StringComparison.Ordinal);

    [Fact]
    public void RiskList_School_IsExplainedByItsNumbersAndAdvised()
    {
        var note = RiskListNote.Make(NoteSamples.Risks(
            ("Заречная СОШ", NoteSamples.Verdict(("internet", 0), ("teachers", 40), ("teachers-36h", 5)), NoteSamples.Verdict()),
            ("Лесная СОШ", NoteSamples.Verdict(), NoteSamples.Verdict(("internet", 0))),
            ("Новая СОШ", NoteSamples.Unknown, null)), ReportEdition.Internal);
        var text = NoteSamples.TextOf(note);
        Assert.Contains("Заречная СОШ. Сработали 2 раздела из 4. Раздел 1 «Материально-техническая база».", text, StringComparison.Ordinal);
        Assert.Contains("5 из 40 (12,5 %)", text, StringComparison.Ordinal);
        Assert.Contains("Риски появились в 1 школе: Заречная СОШ.", text, StringComparison.Ordinal);
        Assert.Contains("Риски устранены в 1 школе: Лесная СОШ.", text, StringComparison.Ordinal);
        Assert.Contains("Вывод не сделан по 1 школе. Отсутствие данных не означает отсутствия риска.", text, StringComparison.Ordinal);
        Assert.Contains("Новая СОШ. По разделу 1", text, StringComparison.Ordinal);
        Assert.Contains("до 3 ноября 2025 г.", text, StringComparison.Ordinal);
        Assert.Contains("Подборка цифровых материалов для работы без постоянного доступа в Интернет", NoteSamples.CellsOf(note), StringComparison.Ordinal);
    }

    [Fact]
    public void RiskList_Publication_NamesSectionsAndPrintsNoCountOfPersons()
    {
        var facts = NoteSamples.Risks(("Заречная СОШ", NoteSamples.Verdict(("teachers", 40), ("teachers-36h", 5), ("pupils", 60), ("special-needs", 9)), null));
        var note = RiskListNote.Make(facts, ReportEdition.Publication);
        var all = NoteSamples.TextOf(note) + NoteSamples.CellsOf(note);
        Assert.Contains("Сработали 2 раздела из 4: 2 «Кадровые условия» и 3 «Контингент обучающихся».", all, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d+ из (40|60)\b", all);
        Assert.DoesNotContain(note, s => s.Key == "deficits" || s.IsAppendix);
        // The internal edition has them, so the guard above guards something.
        Assert.Matches("9 из 60", NoteSamples.TextOf(RiskListNote.Make(facts, ReportEdition.Internal)));
    }

    [Fact]
    public async Task LowResults_OfTheSample_SaysWhatTheModelDocumentSays()
    {
        var made = await NoteSamples.ReadAsync((await OzerskyPapers.SharedAsync(host)).Tenant, NoteKind.LowResults, "2025-09");
        var text = NoteSamples.TextOf(made.Internal);
        string[] sentences =
        [
            "Получено 11 низких результатов, в 9 школах; годом ранее — 8, в 6 школах (таблица 1, рисунок 1).",
            "Рассмотрено 108 результатов по девяти процедурам",
            "ЕГЭ по математике (профильный уровень) — с 3,8 до 11,8 % (+8,0 п. п.)",
            "Зелёноборская СОШ. Критерий 1. В 2024/2025 учебном году низкие результаты получены по двум процедурам: ВПР по русскому языку в 6 классе — 4 из 9 (44,4 %) и ОГЭ по математике — 3 из 10 (30,0 %). В 2023/2024 учебном году низких результатов не было.",
            "доля равна порогу, по правилу «не менее 30 %» результат признан низким.",
            "Вывод зависит от результата одного участника",
            "Малая выборка: ВПР по русскому языку в 6 классе (9 участников; один участник — 11,1 п. п.).",
            "Верхнеозёрская СОШ. Критерий 2. Низкие результаты получены в каждом из двух учебных лет: в 2024/2025 — ВПР по математике в 5 классе, 4 из 11 (36,4 %); в 2023/2024 — ОГЭ по русскому языку, 3 из 9 (33,3 %).",
            "Малые выборки: в каждой из двух учтённых процедур один участник; вывод требует подтверждения результатами следующего года.",
            "Низкий результат по одной процедуре в 2024/2025 учебном году и ни одного в 2023/2024 — у 4 школ (таблица 2); критерии не выполнены. Если в 2025/2026 учебном году низкий результат будет получен хотя бы по одной процедуре, будет выполнен критерий 2.",
            "Вывод не сделан по 1 школе.",
            "Число школ Списка увеличилось с 3 до 4.",
            "Ни одна из школ Списка (4) в прошлогодний список не входила.",
            "Адресная поддержка требуется 4 школам из 13.",
        ];
        Assert.All(sentences, sentence => Assert.Contains(sentence, text, StringComparison.Ordinal));
        Assert.Contains("Русский язык, 7 класс: поэлементный анализ ВПР", NoteSamples.CellsOf(made.Internal), StringComparison.Ordinal);
        Assert.Contains("рассмотрение результата индивидуально (малая выборка)", NoteSamples.CellsOf(made.Internal), StringComparison.Ordinal);
        Assert.Equal("МБОУ «СОШ № 2 им. 8 Марта г. Озёрного»|ВПР, математика, 6 класс: 17 из 52|ЕГЭ, математика базовая: 2 из 10|1", RowOf(made.Internal, "near-table", 1));
    }

    [Fact]
    public async Task LowResults_WithoutARun_IsNotMade_AndSaysWhy()
    {
        var made = await NoteSamples.ReadAsync(await host.NewTenantAsync(), NoteKind.LowResults, "2025-09");
        Assert.Contains("список не рассчитан", made.Obstacle, StringComparison.Ordinal);
        Assert.Empty(made.Internal);
        Assert.All(made.Sources, source => Assert.True(source.IsMissing));
    }

    [Fact]
    public async Task HalfYear_OfTheSmallWorld_IsWhatWasCountedByHand()
    {
        var tenant = await host.NewTenantAsync();
        await MonitoringWorld.CreateAsync(tenant);
        var january = NoteSamples.TextOf((await NoteSamples.ReadAsync(tenant, NoteKind.Prevention, "2026-01")).Internal);
        Assert.Contains("получены сведения от 2 школ из 3.", january, StringComparison.Ordinal);
        Assert.Contains("Индивидуальный маршрут составлен для 25 из 40 (62,5 %) слабоуспевающих и неуспевающих обучающихся.", january, StringComparison.Ordinal);
        Assert.Contains("По показателю 4.3-3 нет данных: в знаменателе 0.", january, StringComparison.Ordinal);
        Assert.Contains("Нет данных по 1 школе: Школа В.", january, StringComparison.Ordinal);
        var june = await NoteSamples.ReadAsync(tenant, NoteKind.Prevention, "2026-06");
        Assert.Contains("Дополнительные занятия посещают 1 из 4 (25,0 %) неуспевающих обучающихся.", NoteSamples.TextOf(june.Internal), StringComparison.Ordinal);
        // Under five: neither the number nor what follows from it.
        Assert.DoesNotMatch(@"1 из 4|25,0", NoteSamples.TextOf(june.Publication) + NoteSamples.CellsOf(june.Publication));
        Assert.Contains("скрыто", NoteSamples.CellsOf(june.Publication), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RiskMonitoring_OfTheSmallWorld_TellsWhatBecameOfEachSchool()
    {
        var tenant = await host.NewTenantAsync();
        await MonitoringWorld.CreateAsync(tenant);
        var text = NoteSamples.TextOf((await NoteSamples.ReadAsync(tenant, NoteKind.RiskMonitoring, "2025-09")).Internal);
        Assert.Contains("В октябре рисковой была 1 школа. Риски устранены в 1 школе: Школа А.", text, StringComparison.Ordinal);
        Assert.Contains("Школа А. Риски устранены. Больше не срабатывает раздел «Материально-техническая база».", text, StringComparison.Ordinal);
        Assert.Contains("Связь изменений", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoNote_UsesAForbiddenWord_AndNoNumberStandsBeforeAWrongForm()
    {
        var texts = new List<string>();
        var ozersky = (await OzerskyPapers.SharedAsync(host)).Tenant;
        var world = await host.NewTenantAsync();
        await MonitoringWorld.CreateAsync(world);
        foreach (var (tenant, kind, period) in new[]
                 {
                     (ozersky, NoteKind.LowResults, "2025-09"), (ozersky, NoteKind.LowResults, "2024-09"), (ozersky, NoteKind.LowResults, "2023-09"), (world, NoteKind.RiskList, "2024/2025"),
                     (world, NoteKind.RiskMonitoring, "2025-09"), (world, NoteKind.Prevention, "2026-01"), (world, NoteKind.Prevention, "2026-06"), (world, NoteKind.Effectiveness, "2026-06"),
                 })
        {
            var made = await NoteSamples.ReadAsync(tenant, kind, period);
            Assert.Null(made.Obstacle);
            foreach (var sections in new[] { made.Internal, made.Publication })
                texts.Add(NoteSamples.TextOf(sections) + "\n" + NoteSamples.CellsOf(sections));
        }
        Assert.Equal(16, texts.Count);
        Assert.All(texts, text =>
        {
            Assert.DoesNotMatch(Forbidden, text);
            Assert.DoesNotMatch(@"\b(?:\d*[02-9])?1 (?:школ|школам|школах|участников|результатов|показателей)\b", text);
            Assert.DoesNotMatch(@"\b1[1-4] (?:школа|школы|школе|участник|результат)\b", text);
            Assert.DoesNotMatch(@"  |\.\.| ,| \.|\bnull\b|\{|\}", text);
            Assert.DoesNotContain("исполнитель не назначен", text, StringComparison.Ordinal);
        });
    }

    // The catalogue's list; «эффективность» is the name of a note, «эффективно» a judgement.
    private static readonly Regex Forbidden = new(
        @"нарушени|провалил|отста[её]т|худш|лучши[ех]\b|рейтинг|последнее место|двоечник|слабы[ех] дет|по вине|халатност|неблагополучн|катастроф|резко|значительно|существенно|(?<!не)успешно|эффективно\b|доказывает|не сдали|недостаток школы", RegexOptions.IgnoreCase);

    private static string RowOf(IReadOnlyList<NoteSection> sections, string table, int row) => string.Join('|',
        ((Documents.Reports.DocumentTable)sections.SelectMany(s => s.Blocks).Single(b => b.Key == table).Block).Body[row].Cells.Select(c => c.Cell.Value.Text)).Replace('\u00A0', ' ');
}
