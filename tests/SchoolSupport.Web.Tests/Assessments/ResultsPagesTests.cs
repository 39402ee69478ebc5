using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>Stored results as pages show them.</summary>
[Collection(AppCollection.Name)]
public sealed class ResultsPagesTests(TestHost host)
{
    [Fact]
    public async Task Summary_PlaceWithoutAResult_SaysWhyThereIsNone()
    {
        var tenant = await host.NewTenantAsync();
        var basic = await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Ключевская ООШ»", kind: SchoolKind.Basic));
        var secondary = await tenant.AddSchoolAsync("МБОУ «Берёзовская СОШ»");
        await StoreAsync(tenant, basic, ProcedureCodes.OgeRussian, ProcedureCodes.VprMath5);
        await StoreAsync(tenant, secondary, ProcedureCodes.EgeRussian);
        await tenant.WithDbAsync(async db =>
        {
            var cancelled = await db.Procedures.Where(p => p.Code == ProcedureCodes.VprMath5).Select(p => p.Id).SingleAsync();
            (await db.ProcedureYears.SingleAsync(y => y.ProcedureId == cancelled && y.Year == 2024)).WasHeld = false;
            return await db.SaveAsync("assessments.procedure-year-changed", CancellationToken.None);
        });

        var page = await (await tenant.BrowserAsync(Roles.Methodist)).GetPageAsync("/results/summary?year=2024-2025");

        var rows = page.QuerySelectorAll("table.heat tbody tr").ToDictionary(r => r.QuerySelector("a")!.GetAttribute("href")!.Split('?')[0],
            r => r.QuerySelectorAll("td:not(:has(a))").Select(td => (td.ClassName, td.TextContent)).ToArray());
        Assert.Equal([("h-na", "нет ЕГЭ")], rows[$"/schools/{basic}"]);
        Assert.Equal([("h-na", "не проводится"), ("h-miss", "нет данных")], rows[$"/schools/{secondary}"]);
    }

    private static Task<int> StoreAsync(TestTenant tenant, Guid school, params string[] codes) => tenant.WithDbAsync(async db =>
    {
        foreach (var id in await db.Procedures.Where(p => codes.Contains(p.Code)).Select(p => p.Id).ToListAsync())
            db.Results.Add(new SchoolResult
            {
                SchoolId = school, ProcedureId = id, Year = 2024, VersionNumber = 1, IsCurrent = true, Participants = 20, Failed = 7,
                Source = ResultSource.Form, RecordedRole = Roles.Methodist, RecordedAt = DateTimeOffset.UtcNow,
            });
        return await db.SaveAsync("assessments.result-entered", CancellationToken.None);
    });
}
