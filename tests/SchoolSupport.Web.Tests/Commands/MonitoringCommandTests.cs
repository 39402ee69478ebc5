using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Commands;

/// <summary><c>risk</c>, <c>indicators</c> and <c>note</c> as real processes.</summary>
[Collection(AppCollection.Name)]
public sealed class MonitoringCommandTests(TestHost host) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("commands").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Risk_TellsEverySchoolWithSectionsValuesAndVerdict()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        var answer = JsonDocument.Parse(await DoneAsync("risk", "--tenant", world.Tenant.Code, "--year", "2024/2025", "--json")).RootElement;

        Assert.Equal(("2024/2025", "2023/2024", "any"), (Text(answer, "year"), Text(answer, "resultsYear"), Text(answer, "aggregation")));
        var schools = answer.GetProperty("schools").EnumerateArray().ToList();
        Assert.Equal(["МБОУ «Школа А»", "МБОУ «Школа Б»", "МБОУ «Школа В»", "МБОУ «Школа Г»"], schools.Select(s => Text(s, "school")));
        Assert.Equal(["risk", "no-risk", "no-risk", "insufficient-data"], schools.Select(s => Text(s, "verdict")));
        Assert.Equal([world.A, world.B, world.C, world.Closed], schools.Select(s => s.GetProperty("id").GetGuid()));
        var sections = schools[0].GetProperty("sections").EnumerateArray().ToList();
        Assert.Equal([true, false, false, false], sections.Select(s => s.GetProperty("triggered").GetBoolean()));
        var internet = sections[0].GetProperty("values").EnumerateArray().Single(v => Text(v, "code") == "1.1");
        Assert.Equal(("no", true), (Text(internet, "answer"), internet.GetProperty("met").GetBoolean()));
        var overload = sections[1].GetProperty("values").EnumerateArray().Single(v => Text(v, "code") == "2.1");
        Assert.Equal((0, 100), (overload.GetProperty("numerator").GetInt32(), overload.GetProperty("denominator").GetInt32()));
        // Nobody answered for the closed school: not «false».
        Assert.Equal(JsonValueKind.Null, schools[3].GetProperty("sections")[0].GetProperty("triggered").ValueKind);
        Assert.Contains("Не учебный год", await RefusedAsync("risk", "--tenant", world.Tenant.Code, "--year", "2025-10"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-Q3")]
    [InlineData("вчера")]
    public async Task Indicators_PeriodThatNoIndicatorHas_IsRefusedWithThoseThatTheyHave(string period)
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        await world.AddProgramAsync("three-directions");
        var why = await RefusedAsync("indicators", "--tenant", world.Tenant.Code, "--program", "three-directions", "--period", period);
        Assert.Contains(period, why, StringComparison.Ordinal);
        Assert.Matches("они есть за 20[0-9]{2}-09, 20[0-9]{2}-01, 20[0-9]{2}-06, если", why);
    }

    [Theory]
    [InlineData("shnor-monitoring", "2025-09", "docx", "PK")]
    [InlineData("risk-list", "2024/2025", "xlsx", "PK")]
    [InlineData("risk-monitoring", "2025-09", "pdf", "%PDF-")]
    [InlineData("prevention", "2026-06", "docx", "PK")]
    [InlineData("effectiveness", "2026-06", "xlsx", "PK")]
    public async Task Note_OfEveryKind_IsWritten(string kind, string period, string format, string beginning)
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        var program = await world.AddProgramAsync("three-directions");
        await using (var scope = world.Tenant.Scope(Roles.System))
            await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(new AcademicYear(2024), CancellationToken.None);
        var file = Path.Combine(folder, $"{kind}.{format}");
        var answer = JsonDocument.Parse(await DoneAsync("note", "--tenant", world.Tenant.Code, "--kind", kind, "--period", period, "--format", format, "--out", file, "--json")).RootElement;
        var bytes = await File.ReadAllBytesAsync(file);
        Assert.Equal((kind, period, format, "unsaved", bytes.Length), (Text(answer, "kind"), Text(answer, "period"), Text(answer, "format"), Text(answer, "state"), answer.GetProperty("bytes").GetInt32()));
        Assert.Equal(beginning, Encoding.ASCII.GetString(bytes, 0, beginning.Length));
        if (kind != "risk-list")
            Assert.Equal(program, answer.GetProperty("program").GetGuid());
    }

    [Fact]
    public async Task Note_OfSeveralProgrammes_AsksWhich_AndTakesTheStoredOneOfThatProgramme()
    {
        var world = await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
        var (first, second) = (await world.AddProgramAsync("three-directions", "Программа города"), await world.AddProgramAsync("three-directions", "Программа района"));
        await using (var scope = world.Tenant.Scope(Roles.Methodist))
            await scope.ServiceProvider.GetRequiredService<NoteService>().CreateAsync(new NewNote(null, NoteKind.Prevention, MonitoringPeriod.OfMonth(2026, 6), first), CancellationToken.None);
        string[] call = ["note", "--tenant", world.Tenant.Code, "--kind", "prevention", "--period", "2026-06", "--format", "xlsx", "--out", Path.Combine(folder, "справка.xlsx"), "--json"];

        var why = await RefusedAsync(call);
        Assert.Contains("Программа города", why, StringComparison.Ordinal);
        Assert.Contains(second.ToString(), why, StringComparison.Ordinal);
        Assert.Equal("draft", Text(JsonDocument.Parse(await DoneAsync([.. call, "--program", first.ToString()])).RootElement, "state"));
        Assert.Equal("unsaved", Text(JsonDocument.Parse(await DoneAsync([.. call, "--program", "Программа района"])).RootElement, "state"));
        Assert.Contains("Нет программы", await RefusedAsync([.. call, "--program", "Программа края"]), StringComparison.Ordinal);
    }

    private async Task<string> DoneAsync(params string[] words)
    {
        var (code, output, error) = await ProgramProcess.RunAsync(host.Database, words);
        Assert.True(code == 0, $"{words[0]} ended with {code}: {output} {error}");
        return output;
    }

    private async Task<string> RefusedAsync(params string[] words)
    {
        var (code, output, error) = await ProgramProcess.RunAsync(host.Database, words);
        Assert.True(code == 1, $"{words[0]} ended with {code}: {output}");
        return error;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
