using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Commands;

/// <summary>Every verb of the administrator's command line as a real process: the document that it prints, its exit code, what is stored.</summary>
[Collection(AppCollection.Name)]
public sealed class CommandLineTests(TestHost host) : IDisposable
{
    private const string Year = "2024/2025";
    private readonly string folder = Directory.CreateTempSubdirectory("commands").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Migrate_NewestSchema_AppliesNothing()
    {
        var answer = await JsonAsync(0, "migrate");

        Assert.Equal(0, answer.GetProperty("applied").GetArrayLength());
    }

    [Fact]
    public async Task CreateTenantThenUser_PrintsWhatWasMade()
    {
        var code = $"c{Guid.NewGuid():N}"[..16];

        var tenant = await JsonAsync(0, "create-tenant", "--code", code, "--name", "Кленовский муниципальный округ", "--region", "Северогорская область");
        var again = await JsonAsync(0, "create-tenant", "--code", code, "--name", "Кленовский муниципальный округ", "--region", "Северогорская область");
        var user = await JsonAsync(0, "create-user", "--login", $"{code}@test", "--name", "Методист", "--role", Roles.Methodist, "--tenant", code);

        Assert.Equal((code, "Кленовский муниципальный округ", true), (Text(tenant, "code"), Text(tenant, "name"), tenant.GetProperty("created").GetBoolean()));
        Assert.False(again.GetProperty("created").GetBoolean());
        Assert.Equal((tenant.GetProperty("id").GetGuid(), $"{code}@test", Roles.Methodist), (again.GetProperty("id").GetGuid(), Text(user, "userName"), Text(user, "role")));
        Assert.NotEmpty(Text(user, "oneTimePassword"));
    }

    [Fact]
    public async Task ImportSchools_WithoutAndWithCommit_TellsAndStores()
    {
        var tenant = await host.NewTenantAsync();
        var file = Path.Combine(OzerskySamples.Directory, OzerskySamples.Register);

        var looked = await JsonAsync(0, "import-schools", "--tenant", tenant.Code, "--file", file);
        var before = await tenant.WithDbAsync(db => db.Schools.CountAsync());
        var stored = await JsonAsync(0, "import-schools", "--tenant", tenant.Code, "--file", file, "--commit");

        Assert.Equal((14, 14, false, 0), (looked.GetProperty("rows").GetInt32(), looked.GetProperty("created").GetInt32(), looked.GetProperty("committed").GetBoolean(), before));
        Assert.True(stored.GetProperty("committed").GetBoolean());
        Assert.Equal(14, await tenant.WithDbAsync(db => db.Schools.CountAsync()));
    }

    [Fact]
    public async Task ImportSchools_FileThatIsNoRegister_IsForbidden()
    {
        var tenant = await host.NewTenantAsync();

        var answer = await JsonAsync(2, "import-schools", "--tenant", tenant.Code, "--file", Path.Combine(OzerskySamples.Directory, "bad", "empty_zero_bytes.xlsx"), "--commit");

        Assert.False(answer.GetProperty("committed").GetBoolean());
        AssertFinding(answer.GetProperty("findings")[0], "error");
    }

    [Fact]
    public async Task ImportResults_UnknownSchoolThenAlias_IsForbiddenThenStored()
    {
        var tenant = await host.NewTenantAsync();
        var school = await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Берёзовская СОШ»", "4799111648"));
        var file = Write("таблица.csv", "Учебный год;Школа;Процедура;Участников;Не справились\n2024/2025;Школа на горке;ОГЭ, математика;20;7\n");
        string[] import = ["import-results", "--tenant", tenant.Code, "--file", file, "--commit"];

        var forbidden = await JsonAsync(2, import);
        var alias = await JsonAsync(0, "add-alias", "--tenant", tenant.Code, "--name", "Школа на горке", "--inn", "4799111648");
        var stored = await JsonAsync(0, import);

        Assert.Equal(["kind", "year", "procedures", "rows", "matched", "unmatched", "findings", "committed"], forbidden.EnumerateObject().Select(p => p.Name));
        var unmatched = Assert.Single(forbidden.GetProperty("unmatched").EnumerateArray().ToArray());
        Assert.Equal(["sheet", "row", "name", "suggestions"], unmatched.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("Школа на горке", 2, false), (Text(unmatched, "name"), unmatched.GetProperty("row").GetInt32(), forbidden.GetProperty("committed").GetBoolean()));
        Assert.Equal(JsonValueKind.Object, alias.ValueKind);
        Assert.Equal((Year, 1, true), (Text(stored, "year"), stored.GetProperty("matched").GetInt32(), stored.GetProperty("committed").GetBoolean()));
        Assert.Equal("oge-math", stored.GetProperty("procedures")[0].GetString());
        Assert.Equal((school, 7), await tenant.WithDbAsync(async db => await db.Results.Select(r => new ValueTuple<Guid, int>(r.SchoolId, r.Failed)).SingleAsync()));
    }

    [Fact]
    public async Task ImportResults_ForbiddenFile_HasFindingsOfTheContract()
    {
        var tenant = await host.NewTenantAsync();

        var answer = await JsonAsync(2, "import-results", "--tenant", tenant.Code, "--file", Path.Combine(OzerskySamples.Directory, "bad", "failed_more_than_participants.xlsx"));

        var findings = answer.GetProperty("findings").EnumerateArray().ToArray();
        Assert.NotEmpty(findings);
        AssertFinding(findings.First(f => Text(f, "severity") == "error"), "error");
    }

    [Fact]
    public async Task Identify_Ozersky_GivesTheListOfTheOracle()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);

        var answer = await JsonAsync(0, "identify", "--tenant", tenant.Code, "--year", Year);

        Assert.Subset(answer.EnumerateObject().Select(p => p.Name).ToHashSet(), new HashSet<string> { "year", "ruleSet", "schools" });
        var schools = answer.GetProperty("schools").EnumerateArray().ToArray();
        Assert.Equal(["inn", "login", "name", "verdict", "criteria", "procedures"], schools[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(["year", "code", "participants", "failed", "low"], schools[0].GetProperty("procedures")[0].EnumerateObject().Select(p => p.Name));
        var wanted = await tenant.WithDbAsync(db => db.Verdicts.Where(v => v.Verdict == (short)Domain.Identification.Verdict.Included).OrderBy(v => v.SchoolName).Select(v => v.SchoolName).ToListAsync());
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), schools.Where(s => Text(s, "verdict") == "included").Select(s => Text(s, "name")).Order(StringComparer.Ordinal));
        Assert.Equal(sample.Schools.Count - 1, schools.Length);
    }

    [Theory]
    [InlineData("xlsx", "PK")]
    [InlineData("docx", "PK")]
    [InlineData("pdf", "%PDF-")]
    public async Task Report_EveryFormat_IsWrittenToTheFile(string format, string beginning)
    {
        var tenant = await TenantWithRunAsync();
        var file = Path.Combine(folder, $"список.{format}");

        var answer = await JsonAsync(0, "report", "--tenant", tenant.Code, "--kind", "low-results", "--year", Year, "--format", format, "--out", file);

        var bytes = await File.ReadAllBytesAsync(file);
        Assert.Equal((file, format, bytes.Length), (Text(answer, "file"), Text(answer, "format"), answer.GetProperty("bytes").GetInt32()));
        Assert.Equal(beginning, Encoding.ASCII.GetString(bytes, 0, beginning.Length));
    }

    [Fact]
    public async Task ImportFederalList_NamesOfSchools_AreMatchedAndStored()
    {
        var tenant = await host.NewTenantAsync();
        var school = await tenant.AddSchoolAsync(SchoolSamples.Details("МБОУ «Берёзовская СОШ»", "4799111648"));
        var file = Write("перечень.csv", "№;Наименование ОО;ИНН\n1;МБОУ «Берёзовская СОШ»;4799111648\n2;МБОУ «Дальняя СОШ»;\n");
        string[] import = ["import-federal-list", "--tenant", tenant.Code, "--file", file, "--year", Year, "--source", "письмо № 118"];

        var looked = await JsonAsync(0, import);
        Assert.False(await tenant.WithDbAsync(db => db.FederalLists.AnyAsync()));
        var stored = await JsonAsync(0, [.. import, "--commit"]);

        Assert.Equal((2, 1, false), (looked.GetProperty("rows").GetInt32(), looked.GetProperty("matched").GetInt32(), looked.GetProperty("committed").GetBoolean()));
        Assert.Equal("МБОУ «Дальняя СОШ»", Text(Assert.Single(stored.GetProperty("unmatched").EnumerateArray().ToArray()), "name"));
        Assert.True(stored.GetProperty("committed").GetBoolean());
        Assert.Equal([school, null], await tenant.WithDbAsync(db => db.FederalListEntries.OrderBy(e => e.Row).Select(e => e.SchoolId).ToListAsync()));
    }

    [Fact]
    public async Task ImportFederalList_FileWithoutSchools_IsForbidden()
    {
        var tenant = await host.NewTenantAsync();
        var file = Write("перечень.csv", "а;б\n1;2\n");

        var answer = await JsonAsync(2, "import-federal-list", "--tenant", tenant.Code, "--file", file, "--year", Year, "--commit");

        AssertFinding(answer.GetProperty("findings")[0], "error");
        Assert.False(await tenant.WithDbAsync(db => db.FederalLists.AnyAsync()));
    }

    [Theory]
    [InlineData("identify", "--tenant", "no-such", "--year", Year)]
    [InlineData("identify", "--tenant", "no-such", "--year", "вчера")]
    [InlineData("no-such-verb")]
    [InlineData("report", "--tenant", "no-such")]
    public async Task Mistake_InTheCall_Answers1AndSaysWhatIsWrong(params string[] words)
    {
        var (code, output, error) = await ProgramProcess.RunAsync(host.Database, [.. words, "--json"]);

        Assert.Equal(1, code);
        Assert.NotEmpty(error + output);
    }

    private async Task<TestTenant> TenantWithRunAsync()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(tenant);
        await using var scope = tenant.Scope(Roles.System);
        await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(AcademicYear.Parse(Year), CancellationToken.None);
        return tenant;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Nothing but one JSON document stands on standard output.</summary>
    private async Task<JsonElement> JsonAsync(int expected, params string[] words)
    {
        var (code, output, error) = await ProgramProcess.RunAsync(host.Database, [.. words, "--json"]);
        Assert.True(code == expected, $"{words[0]} ended with {code}, not {expected}: {output} {error}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static void AssertFinding(JsonElement finding, string severity)
    {
        Assert.Equal(["severity", "sheet", "row", "column", "code", "message"], finding.EnumerateObject().Select(p => p.Name));
        Assert.Equal(severity, Text(finding, "severity"));
        Assert.NotEmpty(Text(finding, "code"));
        Assert.NotEmpty(Text(finding, "message"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
