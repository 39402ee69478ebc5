using System.Text.RegularExpressions;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>The edition for publication of the sample municipality, attacked with everything that both papers of a year print.</summary>
[Collection(AppCollection.Name)]
public sealed class PublicationEditionTests(TestHost host)
{
    private const decimal Threshold = 30;

    public static TheoryData<int> Years => new(OzerskyPapers.Years.Select(y => y.StartYear));

    private async Task<(OfficialDocument List, OfficialDocument Summary)> PapersAsync(int year)
    {
        var papers = await OzerskyPapers.SharedAsync(host);
        return (await papers.MakeAsync(ReportKind.LowResults, new AcademicYear(year), ReportEdition.Publication),
            await papers.MakeAsync(ReportKind.ResultsSummary, new AcademicYear(year), ReportEdition.Publication));
    }

    [Theory, MemberData(nameof(Years))]
    public async Task Make_Publication_PrintsNoCountUnderFive(int year)
    {
        var (list, summary) = await PapersAsync(year);
        foreach (var value in OzerskyPapers.TablesOf(list).Concat(OzerskyPapers.TablesOf(summary)).SelectMany(t => t.Body).SelectMany(r => r.Cells).Select(c => c.Cell.Value))
            switch (value)
            {
                case ShareValue share when share.Total > 0:
                    Assert.True(share.Count >= 5 && share.Total - share.Count >= 5, share.Text);
                    break;
                case PercentValue percent:
                    Assert.True(percent.Numerator >= 5 && percent.Denominator - percent.Numerator >= 5, percent.Text);
                    break;
                case IntegerValue number:
                    Assert.True(number.Number is 0 or >= 5, number.Text);
                    break;
            }
    }

    [Theory, MemberData(nameof(Years))]
    public async Task Make_Publication_NoSentenceTellsACount(int year)
    {
        var (list, summary) = await PapersAsync(year);
        foreach (var document in new[] { list, summary })
        {
            var text = OzerskyPapers.TextOf(document);
            Assert.DoesNotMatch(new Regex(@"\d+ из \d+"), Regex.Replace(text, "0 из 0 — участников не было", ""));
            Assert.DoesNotContain("вывод зависит", text);
            Assert.Contains("Издание для публикации", text);
            Assert.DoesNotContain("Для служебного пользования", text);
            // What prints as a share in the tables is all that the printed page holds.
            var printed = Regex.Matches(OfficialDocumentHtml.Render(document).Replace('\u00a0', ' '), @"(?<!скрыто )(\d+) из (\d+)").Select(m => m.Value).Where(v => v != "0 из 0");
            var cells = OzerskyPapers.TablesOf(document).SelectMany(t => t.Body).SelectMany(r => r.Cells).Select(c => c.Cell.Value).OfType<ShareValue>()
                .Select(s => $"{s.Count} из {s.Total}").Where(v => v != "0 из 0");
            Assert.Equal(cells.Order(), printed.Order());
        }
    }

    [Theory, MemberData(nameof(Years))]
    public async Task Attack_BothPapersOfAYear_FindsNothing(int year)
    {
        var (list, summary) = await PapersAsync(year);
        Assert.Empty(Attack(list, summary, reveal: null));
    }

    /// <summary>The canary: one hidden number of a column with a total, told, gives others away.</summary>
    [Fact]
    public async Task Attack_OneNumberMore_FindsTheOthers()
    {
        var (list, summary) = await PapersAsync(2024);
        Assert.NotEmpty(Attack(list, summary, reveal: await RevealedAsync()));
    }

    /// <summary>Numbers of the year before are those that its own papers print, no others.</summary>
    [Fact]
    public async Task Make_TotalsOfTheYearBefore_AreThoseOfItsOwnPaper()
    {
        for (var year = 2023; year <= 2024; year++)
        {
            var now = OzerskyPapers.TablesOf((await PapersAsync(year)).Summary).First().Body.ToDictionary(r => r.Cells[0].Cell.Value.Text);
            var own = OzerskyPapers.TablesOf((await PapersAsync(year - 1)).Summary).First().Body;
            Assert.Equal(9, own.Count);
            Assert.All(own, row => Assert.Equal(row.Cells.Skip(1).Take(3).Select(c => c.Cell.Value.Text), now[row.Cells[0].Cell.Value.Text].Cells.Skip(4).Take(3).Select(c => c.Cell.Value.Text)));
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<ShareValue?>>> RevealedAsync()
    {
        var papers = await OzerskyPapers.SharedAsync(host);
        var full = await papers.MakeAsync(ReportKind.LowResults, new AcademicYear(2024), ReportEdition.Internal);
        return [.. full.Appendices[0].Blocks.OfType<DocumentTable>().Single().Body.Select(r => r.Cells.Skip(2).Select(c => c.Cell.Value as ShareValue).ToArray())];
    }

    /// <param name="reveal">All numbers; every hidden one of a column but the last two lines is told, to see the attack succeed.</param>
    private static List<string> Attack(OfficialDocument list, OfficialDocument summary, IReadOnlyList<IReadOnlyList<ShareValue?>>? reveal)
    {
        var found = new List<string>();
        var all = list.Appendices.Single().Blocks.OfType<DocumentTable>().Single();
        var totals = OzerskyPapers.TablesOf(summary).First();
        var details = OzerskyPapers.TablesOf(summary).Last();
        var included = list.Sections[2].Blocks.OfType<DocumentTable>().SingleOrDefault();
        for (var p = 0; p < 9; p++)
        {
            var title = totals.Body[p].Cells[0].Cell.Value.Text;
            var attack = new PublicationAttack(Threshold);
            var open = new Dictionary<string, (bool, bool)>();
            foreach (var (row, r) in all.Body.SkipLast(1).Select((row, r) => (row, r)))
            {
                var cell = row.Cells[p + 2].Cell;
                if (cell.Value is not (ShareValue { Total: > 0 } or HiddenValue))
                    continue;
                var school = row.Cells[1].Cell.Value.Text;
                var told = reveal is not null && r < all.Body.Count - 3 ? reveal[r][p] : null;
                attack.Read(school, told ?? cell.Value, cell.Low);
                open[school] = (told ?? cell.Value) switch { ShareValue => (true, true), var hidden => (HiddenOf(hidden) is not null, false) };
            }
            foreach (var row in details.Body.Where(row => row.Covering[1].Cell.Value.Text == title && row.Covering[0].Cell.Value.Text is var s && open.ContainsKey(s)))
                attack.Read(row.Covering[0].Cell.Value.Text, row.Covering[2].Cell.Value, row.Covering[3].Cell.Value,
                    all.Body.First(r => r.Cells[1].Cell.Value.Text == row.Covering[0].Cell.Value.Text).Cells[p + 2].Cell.Low);
            foreach (var row in included?.Body.Where(row => row.Covering[3].Cell.Value.Text == title && row.Covering[2].Cell.Value.Text == $"{list.Title.Split("итогам ")[1][..9]}") ?? [])
                attack.Read(row.Covering[1].Cell.Value.Text, row.Covering[4].Cell.Value, row.Covering[5].Cell.Value, isLow: true);
            var total = all.Body[^1].Cells[p + 2].Cell.Value;
            if (total is ShareValue sum)
                attack.ReadTotal(sum.Total, sum.Count);
            else
                attack.ReadTotal(HiddenOf(total), null);
            attack.ReadTotal((totals.Body[p].Cells[1].Cell.Value as IntegerValue) is { } n ? (int)n.Number : null,
                (totals.Body[p].Cells[2].Cell.Value as IntegerValue) is { } f ? (int)f.Number : null);
            found.AddRange(attack.Solve(school => open[school]).Select(answer => $"{title}: {answer}"));
        }
        return found;
    }

    /// <summary>The 12 of «скрыто из 12».</summary>
    private static int? HiddenOf(CellValue value) =>
        Regex.Match(value.Text.Replace("\u00a0", " "), @"^скрыто из ([\d ]+)$") is { Success: true } match ? int.Parse(match.Groups[1].Value.Replace(" ", "")) : null;
}
