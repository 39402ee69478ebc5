using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Tests.Schools;
using SchoolSupport.Web.Tests.Shared;

namespace SchoolSupport.Web.Tests.Commands;

/// <summary><c>import-roadmap</c> as a real process: what it prints of a file, what it stores, and when it refuses.</summary>
[Collection(AppCollection.Name)]
public sealed class ImportRoadmapTests(TestHost host) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("roadmaps").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("kola-2022", "docx")]
    [InlineData("kola-2022", "xlsx")]
    [InlineData("norilsk-2023", "docx")]
    [InlineData("norilsk-2023", "xlsx")]
    public async Task Sample_EveryField_EqualsItsTruth(string name, string extension)
    {
        var tenant = await host.NewTenantAsync();
        var truth = JsonDocument.Parse(await File.ReadAllTextAsync(RoadmapFiles.PathOf($"{name}.truth.json"))).RootElement;

        var answer = await JsonAsync(0, "--tenant", tenant.Code, "--file", RoadmapFiles.PathOf($"{name}.{extension}"));

        Assert.Equal(["tables"], Names(answer));
        var tables = answer.GetProperty("tables").EnumerateArray().ToList();
        Assert.All(tables, t => Assert.Equal(["index", "columns", "sections", "measures"], Names(t)));
        Assert.Equal(
            truth.GetProperty("tables").EnumerateArray().Select(t => Line(t, "table", "columns")),
            tables.Select(t => Line(t, "index", "columns")));
        Assert.Equal(
            truth.GetProperty("sections").EnumerateArray().Select(s => Line(s, "table", "title", "number", "parent")),
            tables.SelectMany(t => t.GetProperty("sections").EnumerateArray(), (t, s) => $"{t.GetProperty("index")}|{Line(s, "title", "number", "parent")}"));
        Assert.Equal(
            truth.GetProperty("measures").EnumerateArray().Select(m => Line(m, "table", "section", "number", "title", "form", "deadline_text", "responsible_text", "indicator_text", "result_text", "schools")),
            tables.SelectMany(t => t.GetProperty("measures").EnumerateArray(),
                (t, m) => $"{t.GetProperty("index")}|{Line(m, "section", "number", "title", "form", "deadline", "responsible", "indicator", "result", "schools")}"));
        Assert.Equal(0, await tenant.WithDbAsync(db => db.ProgramImports.CountAsync()));
    }

    [Fact]
    public async Task Measure_HasEveryFieldOfTheContract_AndItsSchedules()
    {
        var tenant = await host.NewTenantAsync();

        var answer = await JsonAsync(0, "--tenant", tenant.Code, "--file", RoadmapFiles.PathOf("kola-2022.docx"));

        var measures = answer.GetProperty("tables")[0].GetProperty("measures").EnumerateArray().ToList();
        Assert.All(measures, m => Assert.Equal(
            ["section", "number", "title", "form", "deadline", "schedule", "responsible", "indicator", "result", "schools", "flags"], Names(m)));
        var first = Assert.Single(measures[0].GetProperty("schedule").EnumerateArray().ToList());
        Assert.Equal(("MONTH", "2021-12-01"), (first.GetProperty("kind").GetString(), first.GetProperty("from").GetString()));
        // The plan's year is in the words above the table.
        Assert.Equal(("YEAR_WITHIN", "2022-12-31"), (measures[1].GetProperty("schedule")[0].GetProperty("kind").GetString(), measures[1].GetProperty("schedule")[0].GetProperty("to").GetString()));
        var composite = measures.Single(m => m.GetProperty("number").GetString() == "1.14");
        Assert.Equal(5, composite.GetProperty("schedule").GetArrayLength());
        Assert.Contains(ReadFlags.Composite, composite.GetProperty("flags").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public async Task OneTable_IsPrintedAlone_AndAnUnknownOneRefused()
    {
        var tenant = await host.NewTenantAsync();
        string[] words = ["--tenant", tenant.Code, "--file", RoadmapFiles.PathOf("norilsk-2023.docx"), "--table"];

        var answer = await JsonAsync(0, [.. words, "2"]);
        var (code, _, error) = await RunAsync([.. words, "3"]);

        Assert.Equal(2, Assert.Single(answer.GetProperty("tables").EnumerateArray().ToList()).GetProperty("index").GetInt32());
        Assert.Equal(1, code);
        Assert.Contains("В файле нет таблицы 3: дорожных карт 2", error);
    }

    [Fact]
    public async Task WithoutJson_ThePersonReadsSectionsAndWhatWasUnderstood()
    {
        var tenant = await host.NewTenantAsync();

        var (code, output, _) = await RunAsync("--tenant", tenant.Code, "--file", RoadmapFiles.PathOf("kola-2022.xlsx"));

        Assert.Equal(0, code);
        Assert.Contains("разделов 3, мероприятий 24", output);
        Assert.Contains("— 1. Организационно-методическая деятельность", output);
        Assert.Contains("Ничего не сохранено", output);
    }

    [Theory]
    [InlineData("пустой.docx", "", "пуст")]
    [InlineData("страница.docx", "<html><body>План</body></html>", "не является документом Word")]
    [InlineData("таблица.csv", "Школа;Участников\nСОШ № 1;20\n", "нет дорожной карты")]
    public async Task FileWithoutRoadmap_Answers2AndSaysWhy(string name, string content, string words)
    {
        var tenant = await host.NewTenantAsync();
        var program = await DraftAsync(tenant);
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, content);

        var (code, output, error) = await RunAsync("--tenant", tenant.Code, "--file", file, "--commit", "--program", $"{program}", "--json");

        Assert.Equal(2, code);
        Assert.Equal(0, JsonDocument.Parse(output).RootElement.GetProperty("tables").GetArrayLength());
        Assert.Contains(words, error);
        Assert.False(await tenant.WithDbAsync(db => db.ProgramImports.AnyAsync()));
    }

    [Fact]
    public async Task Commit_StoresTheTablesInTheDraft_AsThePagesDo()
    {
        var tenant = await host.NewTenantAsync();
        var school = await tenant.AddSchoolAsync(SchoolSamples.Details("МОУ КОСОШ", "4799111648"));
        var program = await DraftAsync(tenant);

        var answer = await JsonAsync(0, "--tenant", tenant.Code, "--file", RoadmapFiles.PathOf("kola-2022.docx"), "--commit", "--program", "план мероприятий  на 2022 год");

        Assert.Equal(["tables", "program", "unmatchedSchools", "committed"], Names(answer));
        Assert.Equal((program, true), (answer.GetProperty("program").GetProperty("id").GetGuid(), answer.GetProperty("committed").GetBoolean()));
        Assert.Equal(24, await tenant.WithDbAsync(db => db.Measures.CountAsync()));
        Assert.Equal(3, await tenant.WithDbAsync(db => db.RoadmapSections.CountAsync()));
        var unmatched = answer.GetProperty("unmatchedSchools").EnumerateArray().Select(s => s.GetString()).ToList();
        Assert.Contains("МОУ Урагубской СОШ", unmatched);
        Assert.DoesNotContain("МОУ КОСОШ", unmatched);
        Assert.True(await tenant.WithDbAsync(db => db.MeasureSchools.AnyAsync(s => s.SchoolId == school)));
        var import = await tenant.WithDbAsync(db => db.ProgramImports.SingleAsync());
        Assert.Equal((program, "kola-2022.docx"), (import.ProgramId, import.FileName));
        Assert.NotNull(import.CommittedAt);
        // The composite row came apart, as the preview of the pages proposes.
        Assert.Equal(5, ProgramJson.Read<IReadOnlyList<SubItem>>(await tenant.WithDbAsync(db => db.Measures.Where(m => m.Code == "1.14.").Select(m => m.SubItems).SingleAsync())).Count);
    }

    [Fact]
    public async Task Commit_OfTheSameFileTwice_StoresItOnce_UnlessAskedTo()
    {
        var tenant = await host.NewTenantAsync();
        var program = await DraftAsync(tenant);
        string[] words = ["--tenant", tenant.Code, "--file", RoadmapFiles.PathOf("kola-2022.docx"), "--commit", "--program", $"{program}"];

        await RunAsync(words);
        var (code, output, error) = await RunAsync(words);

        Assert.Equal((0, 24), (code, await tenant.WithDbAsync(db => db.Measures.CountAsync())));
        Assert.Contains("уже есть в черновике", error);
        Assert.Contains("0 мероприятий", output.Replace('\u00A0', ' '));
        await RunAsync([.. words, "--again"]);
        Assert.Equal(48, await tenant.WithDbAsync(db => db.Measures.CountAsync()));
    }

    [Fact]
    public async Task Commit_IntoAnApprovedVersion_IsRefusedAndNothingIsKept()
    {
        var tenant = await host.NewTenantAsync();
        var program = await DraftAsync(tenant);
        await tenant.ApproveAsync(program);

        var (code, _, error) = await RunAsync("--tenant", tenant.Code, "--file", RoadmapFiles.PathOf("kola-2022.docx"), "--commit", "--program", $"{program}");

        Assert.Equal(1, code);
        Assert.Contains("Редакция утверждена: изменить её нельзя.", error);
        Assert.Equal((0, 0), await tenant.WithDbAsync(async db => (await db.Measures.CountAsync(), await db.ProgramImports.CountAsync())));
    }

    [Fact]
    public async Task Commit_IntoAForeignOrAbsentOrNamelessProgramme_IsRefused()
    {
        var (tenant, stranger) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var foreign = await DraftAsync(stranger);
        await DraftAsync(tenant, "Двойная");
        await DraftAsync(tenant, "двойная");
        string[] words = ["--tenant", tenant.Code, "--file", RoadmapFiles.PathOf("kola-2022.docx"), "--commit"];

        var ofOther = await RunAsync([.. words, "--program", $"{foreign}"]);
        var absent = await RunAsync([.. words, "--program", "Нет такой"]);
        var several = await RunAsync([.. words, "--program", "Двойная"]);
        var none = await RunAsync(words);

        Assert.Equal([1, 1, 1, 1], new[] { ofOther, absent, several, none }.Select(r => r.Code));
        Assert.Contains($"Нет программы «{foreign}»", ofOther.Error);
        Assert.Contains("Нет программы «Нет такой»", absent.Error);
        Assert.Contains("несколько", several.Error);
        Assert.Contains("--program", none.Error);
        Assert.Equal(0, await stranger.WithDbAsync(db => db.Measures.CountAsync()));
    }

    [Fact]
    public async Task FileThatIsNotThere_IsAMistakeInTheCall()
    {
        var tenant = await host.NewTenantAsync();

        var (code, _, error) = await RunAsync("--tenant", tenant.Code, "--file", Path.Combine(folder, "нет.docx"));

        Assert.Equal(1, code);
        Assert.Contains("не читается", error);
    }

    private static async Task<Guid> DraftAsync(TestTenant tenant, string title = "План мероприятий на 2022 год")
    {
        await using var scope = tenant.Scope();
        return await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(
            new NewProgram { Title = title, DocumentKind = "plan", SchoolTerm = "ОУ", PeriodFrom = new DateOnly(2022, 1, 1), PeriodTo = new DateOnly(2022, 12, 31) }, CancellationToken.None);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] words) => ProgramProcess.RunAsync(host.Database, ["import-roadmap", .. words]);

    private async Task<JsonElement> JsonAsync(int expected, params string[] words)
    {
        var (code, output, error) = await RunAsync([.. words, "--json"]);
        Assert.True(code == expected, $"import-roadmap ended with {code}, not {expected}: {output} {error}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    /// <summary>Fields of a row in one line; white space is not compared.</summary>
    private static string Line(JsonElement row, params string[] fields) => string.Join('|', fields.Select(field => Flat(row.GetProperty(field))));

    private static string Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Flat)),
        _ => string.Join(' ', value.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    };
}
