using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Schools;

[Collection(AppCollection.Name)]
public sealed class SchoolImportTests(TestHost host)
{
    private const string Register = "Реестр ОО Озёрский муниципальный округ.xlsx";

    private static byte[] Sample() => OzerskySamples.Bytes(Register);

    [Fact]
    public async Task Ozersky_PreviewThenCommit_StoresFourteenSchools()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var kept = await browser.PostFileAsync("/schools/import", "Form.File", Register, Sample());
        var address = kept.Headers.Location!.ToString();
        var preview = await browser.GetPageAsync(address);
        Assert.False(await tenant.WithDbAsync(db => db.Schools.AnyAsync()));
        using var committed = await browser.PostFormAsync(address, []);
        using var twice = await browser.PostFormAsync(address, [], "/schools/new");
        var receipt = await browser.GetPageAsync(address);

        Assert.Contains("Новых 14", preview.QuerySelector(".lead")!.TextContent);
        Assert.Contains("Новых 14", receipt.QuerySelector(".receipt")!.TextContent);
        var schools = await tenant.WithDbAsync(db => db.Schools.AsNoTracking().ToListAsync());
        Assert.Equal(14, schools.Count);
        var closed = Assert.Single(schools, s => s.ClosedOn is not null);
        Assert.Equal(("sch470123", new DateOnly(2024, 9, 1), "sch470115", false),
            (closed.Login, closed.ClosedOn!.Value, schools.Single(s => s.Id == closed.SuccessorId).Login, closed.CountWithSuccessor));
        Assert.Equal([SchoolKind.Lyceum, SchoolKind.Gymnasium, SchoolKind.Basic], new[] { "sch470057", "sch470060", "sch470088" }.Select(l => schools.Single(s => s.Login == l).Kind));
        Assert.All(schools.Where(s => s.Kind == SchoolKind.Basic), s => Assert.False(s.TeachesSecondary));
        var alias = await tenant.WithDbAsync(db => db.SchoolAliases.AsNoTracking().SingleAsync());
        Assert.Equal("МБОУ «Пригородная СОШ»", alias.Name);
    }

    [Fact]
    public async Task Export_ImportedBack_ChangesNothing()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        await CommitAsync(tenant, Sample());
        var open = await tenant.AddSchoolAsync("МБОУ «Новая ООШ»");
        await tenant.WithDbAsync(async db =>
        {
            // A closing that no note tells must survive the journey too.
            var school = await db.Schools.SingleAsync(s => s.Id == open);
            (school.ClosedOn, school.SuccessorId) = (new DateOnly(2023, 9, 1), await db.Schools.Where(s => s.Login == "sch470034").Select(s => s.Id).SingleAsync());
            return await db.SaveAsync("schools.school-closed", CancellationToken.None);
        });

        using var export = await browser.GetAsync("/schools/export");
        var plan = await PlanAsync(tenant, await export.Content.ReadAsByteArrayAsync());

        Assert.Equal((15, 0, 0, 15, 2), (plan.Lines.Count, plan.Created, plan.Changed, plan.Same, plan.Closed));
        Assert.DoesNotContain(plan.Findings, f => f.Severity != FindingSeverity.Note);
    }

    /// <summary>Everything that a person can enter about a school goes out and comes back, into another register too.</summary>
    [Fact]
    public async Task Export_IntoAnEmptyRegister_BringsEveryField()
    {
        var (tenant, other) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var full = new SchoolDetails("Муниципальное бюджетное общеобразовательное учреждение «Дальняя школа»", "МБОУ «Дальняя СОШ»", SchoolKind.Secondary, true, "пгт Дальний",
            "4799111648", "sch470777", "0138049", 120, TeachesBasic: true, TeachesSecondary: false, new DateOnly(2015, 9, 1), "малокомплектная");
        var evening = full with { FullName = "Вечерняя школа", ShortName = "Вечерняя школа", Inn = null, Login = null, Code = null, IsUrban = false, Settlement = "", OpenedOn = null, TeachesBasic = false, TeachesSecondary = true };
        await tenant.AddSchoolAsync(full);
        await tenant.AddSchoolAsync(evening);

        using var export = await (await tenant.BrowserAsync(Roles.Methodist)).GetAsync("/schools/export");
        var file = await export.Content.ReadAsByteArrayAsync();
        await CommitAsync(other, file);

        Assert.Equal(2, (await PlanAsync(tenant, file)).Same);
        var brought = await other.WithDbAsync(db => db.Schools.AsNoTracking().ToListAsync());
        Assert.Equal([full, evening], brought.OrderByDescending(s => s.Code).Select(s => new SchoolDetails(s.FullName, s.ShortName, s.Kind, s.IsUrban, s.Settlement,
            s.Inn, s.Login, s.Code, s.Pupils, s.TeachesBasic, s.TeachesSecondary, s.OpenedOn, s.Note)));
    }

    [Theory]
    [InlineData("Дата открытия", "когда-то", "opened-on-unreadable", true)]
    [InlineData("Классы", "разные", "grades-unreadable", false)]
    [InlineData("Код в регионе", "О-12", "code-invalid", false)]
    public async Task WrongCell_OfTheFurtherColumns_IsFound(string column, string value, string code, bool forbids)
    {
        var tenant = await host.NewTenantAsync();

        var plan = await PlanAsync(tenant, Workbook(["Наименование краткое", "Тип", column], ["МБОУ «Дальняя СОШ»", "СОШ", value]));

        var finding = Assert.Single(plan.Findings, f => f.Code == code);
        Assert.Equal((2, value, forbids), (finding.Row, finding.Found, plan.IsForbidden));
    }

    [Fact]
    public async Task ChangedFile_OtherOrderOfColumns_ShowsBeforeAndAfter()
    {
        var tenant = await host.NewTenantAsync();
        await CommitAsync(tenant, Sample());
        var file = Workbook(["ИНН", "Численность обучающихся", "Тип", "Наименование краткое", "Логин ФИС ОКО", "Наименование полное"],
            ["4799111648", "131", "СОШ", "МБОУ «Рощинская СОШ»", "sch470077", "МБОУ «Рощинская средняя общеобразовательная школа»"],
            ["", "55", "ООШ", "МБОУ «Дальняя ООШ»", "sch470999", ""]);

        var plan = await PlanAsync(tenant, file);

        var changed = plan.Lines.Single(l => l.Action == SchoolImportAction.Change);
        Assert.Contains(new SchoolFieldChange("учащиеся", "126", "131"), changed.Changes);
        Assert.Equal(["МБОУ «Берёзовская СОШ»"], changed.NewAliases);
        Assert.Equal("Дальняя ООШ", plan.Lines.Single(l => l.Action == SchoolImportAction.Add).Title);
        Assert.Equal(13, plan.NotInFile.Count);
    }

    [Fact]
    public async Task OneSchoolInTwoSpellings_ForbidsTheImport()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var file = Workbook(["Наименование краткое", "ИНН", "Тип"],
            ["МБОУ «Берёзовская СОШ»", "4799111648", "СОШ"],
            ["Березовская средняя общеобразовательная школа", "", "СОШ"]);

        using var kept = await browser.PostFileAsync("/schools/import", "Form.File", "a.xlsx", file);
        var address = kept.Headers.Location!.ToString();
        var preview = await browser.GetPageAsync(address);
        using var committed = await browser.PostFormAsync(address, [], "/schools/new");

        Assert.Contains("Сохранить реестр пока нельзя", preview.QuerySelector(".blocked")!.TextContent);
        Assert.Equal(HttpStatusCode.Conflict, committed.StatusCode);
        Assert.False(await tenant.WithDbAsync(db => db.Schools.AnyAsync()));
    }

    [Fact]
    public async Task NotAWorkbook_IsExplainedInThePreview()
    {
        var tenant = await host.NewTenantAsync();
        var browser = await tenant.BrowserAsync(Roles.Methodist);

        using var kept = await browser.PostFileAsync("/schools/import", "Form.File", "a.xlsx", "%PDF-1.7"u8.ToArray());
        var preview = await browser.GetPageAsync(kept.Headers.Location!.ToString());
        using var empty = await browser.PostFileAsync("/schools/import", "Form.File", "a.xlsx", []);

        Assert.Contains("PDF", preview.QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
    }

    [Fact]
    public async Task ForeignFile_Is404()
    {
        var owner = await host.NewTenantAsync();
        using var kept = await (await owner.BrowserAsync(Roles.Methodist)).PostFileAsync("/schools/import", "Form.File", Register, Sample());
        var browser = await (await host.NewTenantAsync()).BrowserAsync(Roles.Methodist);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(kept.Headers.Location!.ToString())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostFormAsync(kept.Headers.Location!.ToString(), [], "/schools/new")).StatusCode);
    }

    private static async Task<SchoolImportPlan> PlanAsync(TestTenant tenant, byte[] file)
    {
        await using var scope = tenant.Scope();
        return await scope.ServiceProvider.GetRequiredService<SchoolImportService>().PlanAsync(file, "Реестр.xlsx", CancellationToken.None);
    }

    private static async Task CommitAsync(TestTenant tenant, byte[] file)
    {
        await using var scope = tenant.Scope();
        var import = scope.ServiceProvider.GetRequiredService<SchoolImportService>();
        await import.StoreAsync(await import.PlanAsync(file, Register, CancellationToken.None), CancellationToken.None);
    }

    private static byte[] Workbook(string[] head, params string[][] rows) => WorkbookWriter.Write("Реестр", new ListSheet("Лист1",
        [.. head.Select(text => new TableColumn(text))], rows.Select(row => (IReadOnlyList<TableCell>)[.. row.Select(text => (TableCell)text)])));
}
