using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Application.Tests.Reports;
using SchoolSupport.Documents.Docx;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Notes;

/// <summary>A note's figures are those of the pages, the same in every format, and kept as they were; what is published gives no small number away.</summary>
[Collection(AppCollection.Name)]
public sealed class NoteFiguresTests(TestHost host)
{
    [Fact]
    public async Task LowResults_Table_IsTheSumOfTheStoredVerdicts()
    {
        var papers = await OzerskyPapers.SharedAsync(host);
        var made = await NoteSamples.ReadAsync(papers.Tenant, NoteKind.LowResults, "2025-09");
        var rows = Table(made.Internal, "procedures-table").Body;
        // Each year by its own list: that of the year before knows the school that has ceased since.
        var full = new List<DocumentTable>();
        foreach (var year in new[] { 2024, 2023 })
            full.Add((await papers.MakeAsync(ReportKind.LowResults, new AcademicYear(year), ReportEdition.Internal)).Appendices[0].Blocks.OfType<DocumentTable>().Single());
        for (var p = 0; p < 9; p++)
            for (var place = 0; place < 2; place++)
            {
                var total = Assert.IsType<ShareValue>(full[place].Body[^1].Cells[p + 2].Cell.Value);
                Assert.Equal((total.Total, total.Count), (Number(rows[p].Cells[1 + (place * 3)]), Number(rows[p].Cells[2 + (place * 3)])));
            }
        Assert.Equal("11|8", string.Join('|', rows[9].Cells.Skip(1).Select(c => c.Cell.Value.Text)));
        // The bars are drawn from the same counts.
        var chart = Assert.IsType<BarChart>(made.Internal.SelectMany(s => s.Blocks).Single(b => b.Key == "procedures-chart").Block);
        Assert.Equal([8.9m, 17.9m, 13.8m, 13.9m, 10.1m, 6.5m, 4.8m, 11.8m, 0.5m], chart.Series[0].Values.Select(v => v!.Value));
        Assert.Equal(rows.Take(9).Select(r => r.Cells[3].Cell.Value.Text), chart.Series[0].Values.Select(v => v!.Value.ToString("0.0", RussianText.Culture)));
        Assert.Contains("ВПР, математика, 5 класс — 8,9 %", chart.Description.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NoteKind.LowResults, "2025-09", "2.3")]
    [InlineData(NoteKind.RiskMonitoring, "2025-09", "3.3")]
    [InlineData(NoteKind.Prevention, "2026-06", "4.3")]
    [InlineData(NoteKind.Effectiveness, "2026-06", "4.3")]
    public async Task Indicators_AreThoseOfTheProgrammesPage_ReplacedOnesIncluded(NoteKind kind, string period, string prefix)
    {
        var tenant = await host.NewTenantAsync();
        var world = await MonitoringWorld.CreateAsync(tenant);
        var program = await world.AddProgramAsync("three-directions");
        await using var scope = tenant.Scope();
        var page = (await scope.ServiceProvider.GetRequiredService<IndicatorReader>().ReadAsync(program, NoteSamples.Period(period).Academic, null, CancellationToken.None))!;
        if (kind == NoteKind.LowResults)
            await Run(tenant);
        var rows = Table((await NoteSamples.ReadAsync(tenant, kind, period)).Internal, "indicators-table").Body;
        var series = page.Series.Where(s => s.Definition.Code.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        Assert.Equal(series.Length, rows.Count);
        var known = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var point = series[i].Points.Single(p => p.Period.Key == period);
            Assert.Equal(series[i].Definition.Code, rows[i].Cells[0].Cell.Value.Text);
            var shown = rows[i].Cells[2].Cell.Value.Text.Replace('\u00A0', ' ');
            Assert.Equal(Plain(point.Value.Words(series[i].Definition)), shown == "н/д" ? "нет данных" : shown);
            known += point.Value.Value is null ? 0 : 1;
        }
        Assert.True(known > 0, "no indicator has a value");
    }

    // What was done is told as the page of the programme's report tells it, and risks as the matrix does.
    [Fact]
    public async Task Effectiveness_MeasuresAndRisks_AreThoseOfTheirPages()
    {
        var tenant = await host.NewTenantAsync();
        var world = await MonitoringWorld.CreateAsync(tenant);
        await world.CollectAsync("risk-matrix", "2025-10", (world.B, Domain.Indicators.Campaigns.SubmissionState.Accepted, [("internet", 0)]));
        var program = await world.AddProgramAsync("three-directions");
        await using var scope = tenant.Scope();
        var report = (await scope.ServiceProvider.GetRequiredService<FulfilmentReader>().ReadAsync(program, new ReportPeriod(new DateOnly(2025, 9, 1), new DateOnly(2026, 8, 31)), CancellationToken.None))!;
        var matrix = await scope.ServiceProvider.GetRequiredService<RiskReader>().ReadAsync(new AcademicYear(2025), null, CancellationToken.None);
        var made = (await NoteSamples.ReadAsync(tenant, NoteKind.Effectiveness, "2026-06")).Internal;

        var total = Table(made, "measures-table").Body[^1].Cells;
        var done = Assert.IsType<ShareValue>(total[1].Cell.Value);
        Assert.True(report.Whole.Live > 0, "the programme has no measure in the year");
        Assert.Equal((report.Whole.Done, report.Whole.Live, report.Whole.Waiting, report.Whole.Overdue), (done.Count, done.Total, Number(total[2]), Number(total[3])));
        var (risky, judged) = (matrix.Schools.Count(s => s.Verdict.IsRisk == Domain.Identification.Ternary.Yes), matrix.Schools.Count(s => s.Verdict.IsRisk != Domain.Identification.Ternary.Unknown));
        Assert.True(risky > 0, "nobody is at risk");
        Assert.Contains($"рисковых школ — {risky} из {judged} с известным выводом", NoteSamples.SectionOf(made, "risks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RiskList_States_AreThoseOfTheMatrixPage()
    {
        var tenant = await host.NewTenantAsync();
        await MonitoringWorld.CreateAsync(tenant);
        await using var scope = tenant.Scope();
        var matrix = await scope.ServiceProvider.GetRequiredService<RiskReader>().ReadAsync(new AcademicYear(2024), null, CancellationToken.None);
        var rows = Table((await NoteSamples.ReadAsync(tenant, NoteKind.RiskList, "2024/2025")).Internal, "sections").Body;
        foreach (var (section, row) in matrix.Rules.Sections.Zip(rows))
            foreach (var (state, column) in new[] { (Domain.Identification.Ternary.Yes, 1), (Domain.Identification.Ternary.No, 2), (Domain.Identification.Ternary.Unknown, 3) })
                Assert.Equal(matrix.Schools.Count(s => s.Verdict.Of(section.Code) == state), Number(row.Cells[column]));
        Assert.Contains(matrix.Schools, s => s.Verdict.IsRisk == Domain.Identification.Ternary.Yes);
    }

    [Theory]
    [InlineData(ReportEdition.Internal)]
    [InlineData(ReportEdition.Publication)]
    public async Task EveryFormat_HoldsTheSameCells_AndTheWordFileIsValid(ReportEdition edition)
    {
        var made = await NoteSamples.ReadAsync((await OzerskyPapers.SharedAsync(host)).Tenant, NoteKind.LowResults, "2025-09");
        var document = NotePaper.Of(made, edition, NoteSamples.StartedOn);
        using var package = WordprocessingDocument.Open(new MemoryStream(OfficialDocumentDocxWriter.Write(document)), false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var body = package.MainDocumentPart!.Document.Body!;
        var models = OzerskyPapers.TablesOf(document).ToArray();
        var tables = body.Elements<Table>().ToArray();
        Assert.Equal(models.Length, tables.Length);
        var chart = Assert.Single(package.MainDocumentPart.ChartParts);
        Assert.Contains("ВПР, математика, 5 класс", chart.ChartSpace.InnerText.Replace('\u00A0', ' '), StringComparison.Ordinal);
        var html = OfficialDocumentHtml.Render(document);
        Assert.Contains("<svg role=\"img\" aria-label=\"Диаграмма:", html, StringComparison.Ordinal);
        foreach (var cell in models.SelectMany(m => m.Body).SelectMany(r => r.Cells).Select(c => c.Cell.Value.Text).Where(t => t.Length > 0 && !t.Contains('\n', StringComparison.Ordinal)).Distinct())
        {
            Assert.Contains(cell.Replace("-", ""), body.InnerText.Replace("-", ""), StringComparison.Ordinal);
            Assert.Contains(OfficialDocumentHtml.Render(new OfficialDocument { Title = cell, Kind = "" }).Split("<title>")[1].Split("</title>")[0].Replace("н/д", "", StringComparison.Ordinal), html, StringComparison.Ordinal);
        }
        Assert.NotEmpty(OfficialDocumentXlsxWriter.Write(document));
    }

    [Fact]
    public async Task Content_ThatWasKept_ComesBackAsItWas()
    {
        var made = await NoteSamples.ReadAsync((await OzerskyPapers.SharedAsync(host)).Tenant, NoteKind.LowResults, "2025-09");
        foreach (var section in made.Internal)
        {
            var back = DocumentJson.Read<NoteSection>(DocumentJson.Write(section));
            Assert.Equal(section.Blocks.Select(b => b.Key), back.Blocks.Select(b => b.Key));
            Assert.Equal(Html(section), Html(back));
        }

        static string Html(NoteSection section) => OfficialDocumentHtml.Render(new OfficialDocument
        {
            Title = "", Kind = "", Sections = [new DocumentSection(section.Heading, [.. section.Blocks.Select(b => b.Block)]) { Landscape = section.Landscape }],
        });
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2024)]
    public async Task Publication_PrintsNoCountOfPupilsUnderFive_AndNoneComesOut(int year)
    {
        var papers = await OzerskyPapers.SharedAsync(host);
        var made = await NoteSamples.ReadAsync(papers.Tenant, NoteKind.LowResults, $"{year + 1}-09");
        var document = NotePaper.Of(made, ReportEdition.Publication, NoteSamples.StartedOn);
        var text = OzerskyPapers.TextOf(document);
        Assert.DoesNotMatch(new Regex(@"\d+ из \d+ \("), text);
        Assert.DoesNotContain("Вывод зависит", text, StringComparison.Ordinal);
        Assert.Contains("Издание для публикации", text, StringComparison.Ordinal);
        Assert.Contains("Проект", text, StringComparison.Ordinal);
        var all = document.Appendices.Single().Blocks.OfType<DocumentTable>().Single();
        var totals = Table(made.Publication, "procedures-table");
        Assert.Empty(Attack(all, totals, null));
        // The canary: one number more and others come out.
        var full = (await papers.MakeAsync(ReportKind.LowResults, new AcademicYear(year), ReportEdition.Internal)).Appendices[0].Blocks.OfType<DocumentTable>().Single();
        Assert.NotEmpty(Attack(all, totals, full));
    }

    private static List<string> Attack(DocumentTable all, DocumentTable totals, DocumentTable? told)
    {
        var found = new List<string>();
        for (var p = 0; p < 9; p++)
        {
            var attack = new PublicationAttack(30);
            var open = new Dictionary<string, (bool, bool)>();
            for (var r = 0; r < all.Body.Count - 1; r++)
            {
                var cell = all.Body[r].Cells[p + 2].Cell;
                if (cell.Value is not (ShareValue { Total: > 0 } or HiddenValue))
                    continue;
                var school = all.Body[r].Cells[1].Cell.Value.Text;
                var value = told is not null && r < all.Body.Count - 3 ? told.Body[r].Cells[p + 2].Cell.Value : cell.Value;
                attack.Read(school, value, cell.Low);
                open[school] = value switch { ShareValue => (true, true), _ => (value.Text.StartsWith("скрыто из", StringComparison.Ordinal), false) };
                if (cell.Value is ShareValue share)
                    Assert.True(share.Count >= 5 && share.Total - share.Count >= 5, share.Text);
            }
            attack.ReadTotal((totals.Body[p].Cells[1].Cell.Value as IntegerValue) is { } n ? (int)n.Number : null, (totals.Body[p].Cells[2].Cell.Value as IntegerValue) is { } f ? (int)f.Number : null);
            attack.ReadTotal((all.Body[^1].Cells[p + 2].Cell.Value as ShareValue)?.Total, (all.Body[^1].Cells[p + 2].Cell.Value as ShareValue)?.Count);
            found.AddRange(attack.Solve(school => open[school]));
        }
        return found;
    }

    private static async Task Run(TestTenant tenant)
    {
        await using var scope = tenant.Scope();
        await scope.ServiceProvider.GetRequiredService<Application.Identification.IdentificationService>().RunAsync(new AcademicYear(2024), CancellationToken.None);
    }

    private static DocumentTable Table(IReadOnlyList<NoteSection> sections, string key) => (DocumentTable)sections.SelectMany(s => s.Blocks).Single(b => b.Key == key).Block;

    private static int Number(PlacedCell cell) => (int)Assert.IsType<IntegerValue>(cell.Cell.Value).Number;

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
