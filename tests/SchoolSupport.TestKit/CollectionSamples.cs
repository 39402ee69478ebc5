using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.TestKit;

/// <summary>Collections that run, and workbooks as schools fill them.</summary>
public static class CollectionSamples
{
    private const string CodeColumn = "A", AnswerColumn = "E";

    public static MonitoringPeriod ThisMonth => MonitoringPeriod.OfMonth(ProgramSamples.Today.Year, ProgramSamples.Today.Month);

    /// <summary>Prepared and opened today, to be handed in within two weeks.</summary>
    public static async Task<Guid> OpenCampaignAsync(this TestTenant tenant, IReadOnlyCollection<Guid> schools, string title = "Сведения о рисках", params IReadOnlyList<string> forms)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        var service = scope.ServiceProvider.GetRequiredService<CampaignService>();
        var id = await service.CreateAsync(new NewCampaign(title, null, ThisMonth, ProgramSamples.Today, ProgramSamples.Today.AddDays(14), true, "", forms.Count == 0 ? ["risk-matrix"] : forms, schools, false), CancellationToken.None);
        var version = await tenant.CampaignVersionAsync(id);
        await service.OpenAsync(id, version, CancellationToken.None);
        return id;
    }

    /// <summary>Secondary schools, «МБОУ СОШ № 1» and on.</summary>
    public static Task<IReadOnlyList<Guid>> AddSchoolsAsync(this TestTenant tenant, int count) => tenant.WithDbAsync<IReadOnlyList<Guid>>(async db =>
    {
        var schools = Enumerable.Range(1, count).Select(i => $"МБОУ СОШ № {i}").Select(name => new School
        {
            ShortName = name, FullName = name, SortName = NaturalKey.SortName(name), SearchText = NaturalKey.SearchText(name), Kind = SchoolKind.Secondary,
            TeachesBasic = true, TeachesSecondary = true, CreatedAt = db.Now,
        }).ToList();
        db.Schools.AddRange(schools);
        await db.SaveAsync("test.schools", CancellationToken.None);
        return schools.ConvertAll(s => s.Id);
    });

    public static Task<uint> CampaignVersionAsync(this TestTenant tenant, Guid campaign) => tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Id == campaign).Select(c => c.Version).SingleAsync());

    public static async Task<TResult> AsSchoolAsync<TResult>(this TestTenant tenant, Guid school, Func<IServiceProvider, Task<TResult>> work)
    {
        await using var scope = tenant.Scope(Roles.SchoolDirector, schoolId: school);
        return await work(scope.ServiceProvider);
    }

    /// <summary>Writes answers into a form's workbook: a number as a number, other text as text, what begins with «=» as a formula that nobody computed.</summary>
    /// <param name="answer">By the code of the question; null leaves the cell as it is.</param>
    public static byte[] Fill(byte[] workbook, Func<string, string?> answer)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var book = document.WorkbookPart!;
            var part = (WorksheetPart)book.GetPartById(book.Workbook.Descendants<Sheet>().First().Id!);
            foreach (var row in part.Worksheet.Descendants<Row>())
                if (row.Elements<Cell>().FirstOrDefault(c => c.CellReference?.Value?.StartsWith(CodeColumn, StringComparison.Ordinal) == true)?.InnerText is { Length: > 0 } code && answer(code) is { } typed)
                    Write(row.Elements<Cell>().Single(c => c.CellReference!.Value!.StartsWith(AnswerColumn, StringComparison.Ordinal)), typed);
            part.Worksheet.Save();
        }
        return stream.ToArray();
    }

    private static void Write(Cell cell, string typed)
    {
        cell.RemoveAllChildren();
        cell.DataType = null;
        if (typed.StartsWith('='))
            cell.Append(new CellFormula(typed[1..]));
        else if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            cell.Append(new CellValue(number));
        else
        {
            cell.DataType = CellValues.InlineString;
            cell.Append(new InlineString(new Text(typed) { Space = SpaceProcessingModeValues.Preserve }));
        }
    }
}
