using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Reports;

[Collection(AppCollection.Name)]
public sealed class LowResultsReportTests(TestHost host)
{
    private static readonly AcademicYear Year = new(2024);

    [Fact]
    public async Task Make_DraftOfTheSample_SaysWhatTheModelDocumentSays()
    {
        var text = OzerskyPapers.TextOf(await (await OzerskyPapers.SharedAsync(host)).MakeAsync(ReportKind.LowResults, Year, ReportEdition.Internal));
        Assert.Contains("В Список включены 4 организации из 13, действовавших в 2024/2025 учебном году (таблица 1): 2 — по критерию 1, 2 — по критерию 2.", text);
        Assert.Contains("МБОУ «Мирнинская ООШ»: в 2024/2025 учебном году низкий результат получен по одной процедуре: ВПР по математике в 6 классе — 1 из 3; за 2023/2024 учебный год нет данных, поэтому критерий 2 не подтверждён и не отклонён.", text);
        Assert.Contains("МБОУ «Зелёноборская СОШ»: вывод зависит от результата одного участника: ОГЭ по математике — 3 из 10; при 2 из 10 организация в Список не вошла бы. ОГЭ по математике — 3 из 10 (30,0 %); доля равна порогу", text);
        Assert.Contains("МБОУ «СОШ № 3 г. Озёрного»: вывод зависит от результата одного участника: ВПР по русскому языку в 5 классе — 29 из 97; при 30 из 97 организация вошла бы в Список.", text);
        Assert.Contains("МКОУ «Ольховская ООШ»: с 1 сентября 2024 г. присоединена к организации МБОУ «ЦО «Пригородный»; результаты 2023/2024 учебного года правопреемнику не передаются.", text);
        Assert.Contains("В таблице 1 отмечено 5 результатов с числом участников менее 10.", text);
        Assert.Contains("Федеральный перечень за этот год в систему не внесён; сопоставление не проведено.", text);
        Assert.Contains("Проект", text.Split('\n'));
        Assert.Contains("приказом управления образования от «___» __________ 20__ г. № ____", text);
        Assert.DoesNotContain('\u202F', text);
    }

    [Fact]
    public async Task Make_NoHistoryAtAll_SaysThatTheSecondYearIsMissing() => Assert.Contains(
        "по результатам 2022/2023 учебного года; за 2021/2022 учебный год нет данных.",
        OzerskyPapers.TextOf(await (await OzerskyPapers.SharedAsync(host)).MakeAsync(ReportKind.LowResults, new AcademicYear(2022), ReportEdition.Internal)));

    [Fact]
    public async Task Make_ApprovedRunInTheDepartmentsWords_PrintsThem()
    {
        var papers = await OzerskyPapers.NewAsync(host, Year);
        await papers.Tenant.WithDbAsync(async db =>
        {
            var tenant = await db.Tenants.SingleAsync();
            (tenant.SchoolTerm, tenant.MarkInternal, tenant.MethodologyBasis) = ("ОУ", true, "приказ управления образования от 1 сентября 2025 г. № 15");
            (tenant.HeadPosition, tenant.HeadName, tenant.Executor) = ("Начальник управления образования", "И. О. Фамилия", "методист\nТел. 8 (000) 000-00-00");
            return await db.SaveAsync("test.words", CancellationToken.None);
        });
        await using (var scope = papers.Tenant.Scope())
        {
            var run = (await scope.ServiceProvider.GetRequiredService<RunReader>().LatestAsync(Year, CancellationToken.None))!;
            Assert.True(await scope.ServiceProvider.GetRequiredService<IdentificationService>()
                .ApproveAsync(new ApproveRun(run.Id, run.RowVersion, "77", new DateOnly(2025, 9, 20)), CancellationToken.None));
        }
        var document = await papers.MakeAsync(ReportKind.LowResults, Year, ReportEdition.Internal);
        var text = OzerskyPapers.TextOf(document);
        Assert.Contains("В Список включены 4 учреждения из 13", text);
        Assert.Contains("общеобразовательных учреждений Озёрского муниципального округа", text);
        Assert.Contains("Основание расчёта: приказ управления образования от 1 сентября 2025 г. № 15 (далее — Методика).", text);
        Assert.DoesNotContain("рганизаци", text.Replace("Реорганизация", "", StringComparison.Ordinal));
        Assert.DoesNotContain("Проект", text.Split('\n'));
        Assert.Equal(["УТВЕРЖДЁН", "приказом управления образования", "№ 77 от 20.09.2025"], document.Approval.Select(l => l.Replace('\u00a0', ' ')));
        Assert.Equal("Для служебного пользования", document.Stamp!.Replace('\u00a0', ' '));
        Assert.Equal(("Начальник управления образования", "И. О. Фамилия"), (document.Signature!.Position.Replace('\u00a0', ' '), document.Signature.Name.Replace('\u00a0', ' ')));
        Assert.Equal(["Исполнитель: методист", "Тел. 8 (000) 000-00-00"], document.Executor.Select(l => l.Replace('\u00a0', ' ')));
    }

    [Theory]
    [InlineData(ReportEdition.Internal)]
    [InlineData(ReportEdition.Publication)]
    public async Task Make_FederalListAndDecisions_AreNamedWithTheirBasis(ReportEdition edition)
    {
        var papers = await OzerskyPapers.NewAsync(host, Year);
        await papers.Tenant.WithDbAsync(async db =>
        {
            var list = new FederalList { Year = 2024, ListDate = new DateOnly(2025, 9, 1), Source = "ФИОКО", IsCurrent = true, CreatedAt = db.Now };
            db.FederalLists.Add(list);
            foreach (var key in new[] { "oz08", "oz09", "oz03" })
                db.FederalListEntries.Add(new FederalListEntry { ListId = list.Id, SchoolId = papers.Sample.Schools[key], SchoolText = key });
            db.FederalListEntries.Add(new FederalListEntry { ListId = list.Id, SchoolText = "Школа, которой нет" });
            db.ManualDecisions.Add(Decision(papers, "oz12", false, "протокол № 4", "один участник из 1"));
            db.ManualDecisions.Add(Decision(papers, "oz10", true, "приказ № 5", "просьба школы"));
            return await db.SaveAsync("test.decisions", CancellationToken.None);
        });
        var document = await papers.MakeAsync(ReportKind.LowResults, Year, edition);
        var text = OzerskyPapers.TextOf(document);
        Assert.Contains("включены 4 организации из 13, действовавших в 2024/2025 учебном году (таблица 1): 2 — по критерию 1, 1 — по критерию 2, 1 — по решению муниципалитета.", text);
        Assert.Contains("МКОУ «Нижнеозёрская ООШ»: исключена из Списка решением от", text);
        Assert.Contains("Основание: протокол № 4.", text);
        Assert.Contains("МБОУ «Мирнинская ООШ»: включена в Список решением от", text);
        Assert.Equal(edition == ReportEdition.Internal, text.Contains("Причина: один участник", StringComparison.Ordinal));
        Assert.Contains("от 1 сентября 2025 г. — 4 организации Озёрского муниципального округа. Составы совпадают по 2 организациям, расхождения — в таблице 2.", text);
        Assert.Contains("С реестром не сопоставлены: Школа, которой нет.", text);
        var differing = document.Sections[^1].Blocks.OfType<DocumentTable>().Single();
        Assert.Equal(["МБОУ «Верхнеозёрская СОШ»", "МКОУ «Нижнеозёрская ООШ»", "МБОУ «СОШ № 3 г. Озёрного»"], differing.Body.Select(r => r.Cells[0].Cell.Value.Text.Replace('\u00a0', ' ')));
        Assert.Equal("Не ШНОР по решению муниципалитета", differing.Body[1].Cells[^1].Cell.Value.Text.Replace('\u00a0', ' '));
        Assert.Equal(edition == ReportEdition.Internal ? 5 : 4, differing.Columns.Count);
    }

    private static ManualDecision Decision(OzerskyPapers papers, string school, bool isIncluded, string basis, string reason) => new()
    {
        SchoolId = papers.Sample.Schools[school], Year = 2024, IsIncluded = isIncluded, Basis = basis, Reason = reason,
        DecidedRole = Roles.Head, DecidedAt = new DateTimeOffset(2025, 10, 1, 9, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A municipality where nobody is low still gets its paper, in every format.</summary>
    [Fact]
    public async Task Make_NobodyIncluded_PrintsTheSentenceAndNoTable()
    {
        var papers = await OzerskyPapers.SharedAsync(host);
        await using var scope = papers.Tenant.Scope();
        var data = (await scope.ServiceProvider.GetRequiredService<LowResultsReader>().LoadAsync(Year, CancellationToken.None))!;
        var clean = data with
        {
            Run = data.Run with { Evaluation = data.Run.Evaluation with { Schools = [.. data.Run.Evaluation.Schools.Where(s => s.Verdict.Verdict == Verdict.NotIncluded)] } },
        };
        var document = LowResultsReport.Make(clean, ReportEdition.Internal);
        Assert.Contains("Организаций, соответствующих критериям, не выявлено. Проверены результаты за 2024/2025 учебный год: 8 организаций.", OzerskyPapers.TextOf(document));
        Assert.DoesNotContain(document.Sections.SelectMany(s => s.Blocks), b => b is DocumentTable);
        Assert.NotEmpty(OfficialDocumentXlsxWriter.Write(document));
        Assert.NotEmpty(OfficialDocumentDocxWriter.Write(document));
        Assert.Contains("не выявлено", OfficialDocumentHtml.Render(document).Replace('\u00a0', ' '));
    }

    [Fact]
    public async Task Write_File_IsKeptInTheHistory()
    {
        var papers = await OzerskyPapers.NewAsync(host, Year);
        await using var scope = papers.Tenant.Scope(Roles.Official);
        var reports = scope.ServiceProvider.GetRequiredService<ReportService>();
        var file = await reports.WriteAsync(new ReportRequest(ReportKind.LowResults, Year, ReportEdition.Publication), ReportFormat.Xlsx, CancellationToken.None);
        Assert.Equal("Список ШНОР 2024-2025 для публикации.xlsx", file!.Name);
        var entry = await papers.Tenant.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Operation == "reports.report-downloaded"));
        Assert.Equal(("low-results/2024-2025/publication/xlsx", Roles.Official), (entry.EntityId, entry.UserRole));
        Assert.Null(await reports.WriteAsync(new ReportRequest(ReportKind.LowResults, new AcademicYear(2030), ReportEdition.Internal), ReportFormat.Docx, CancellationToken.None));
    }

    /// <summary>Where no browser is installed the refusal is tested on its page.</summary>
    [Fact]
    public async Task Write_Pdf_IsAPdfWhereABrowserIs()
    {
        var papers = await OzerskyPapers.SharedAsync(host);
        await using var scope = papers.Tenant.Scope();
        var reports = scope.ServiceProvider.GetRequiredService<ReportService>();
        var request = new ReportRequest(ReportKind.LowResults, Year, ReportEdition.Internal);
        if (reports.CanPrintPdf)
            Assert.Equal("%PDF-"u8.ToArray(), (await reports.WriteAsync(request, ReportFormat.Pdf, CancellationToken.None))!.Content[..5]);
        else
            await Assert.ThrowsAsync<PdfUnavailableException>(() => reports.WriteAsync(request, ReportFormat.Pdf, CancellationToken.None));
    }
}
