using System.Text.Json;
using System.Text.Json.Nodes;
using SchoolSupport.Application.Programs.Templates;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>The strict reader must refuse what it would otherwise pass over in silence.</summary>
public sealed class TemplateReaderTests
{
    [Fact]
    public void Read_AWholeTemplate_IsAccepted() => Assert.Equal("year-plan", ProgramTemplates.Read(Json(_ => { })).Code);

    [Fact]
    public void Read_AnUnknownMember_IsRefused()
    {
        var error = Assert.Throws<JsonException>(() => ProgramTemplates.Read(Json(template => Measure(template)["responsibel"] = "Управление")));
        Assert.Contains("responsibel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AMissingMember_IsRefused() =>
        Assert.Throws<JsonException>(() => ProgramTemplates.Read(Json(template => Measure(template).Remove("title"))));

    [Fact]
    public void Read_ANullText_IsRefused() =>
        Assert.Throws<JsonException>(() => ProgramTemplates.Read(Json(template => Measure(template)["title"] = null)));

    [Fact]
    public void Read_ADoubledMember_IsRefused() =>
        Assert.Throws<JsonException>(() => ProgramTemplates.Read(Json(_ => { }).Replace("\"code\":\"year-plan\"", "\"code\":\"year-plan\",\"code\":\"other\"", StringComparison.Ordinal)));

    [Fact]
    public void Read_AnUnknownWordOfAList_IsRefused() =>
        Assert.Throws<JsonException>(() => ProgramTemplates.Read(Json(template => Measure(template)["level"] = "regional")));

    [Theory]
    [InlineData("section", "9", "stands in no section")]
    [InlineData("parent", "1.99", "without its parent 1.99")]
    [InlineData("indicator", "Показатель", "cell Indicator without a column")]
    [InlineData("responsible", null, "no cell Responsible")]
    [InlineData("key", "1.2", "doubled measure 1.2")]
    public void Read_AMeasureThatDoesNotFit_IsRefused(string member, string? value, string finding)
    {
        var error = Assert.Throws<InvalidDataException>(() => ProgramTemplates.Read(Json(template => Measure(template)[member] = value)));
        Assert.Contains(finding, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAll()
    {
        var error = Assert.Throws<InvalidDataException>(() => ProgramTemplates.Read(Json(template =>
        {
            Measure(template)["artefacts"] = new JsonArray("poem");
            Measure(template)["schools"] = new JsonObject { ["scope"] = "group", ["group"] = "NOBODY" };
            Measure(template)["inherits"] = new JsonObject { ["responsible"] = "2.1" };
            template["participants"]![0]!["group"] = "NOBODY";
        })));
        Assert.Contains("unknown artefact poem", error.Message, StringComparison.Ordinal);
        Assert.Contains("group NOBODY of Group", error.Message, StringComparison.Ordinal);
        Assert.Contains("inherits of 2.1, which is not before it", error.Message, StringComparison.Ordinal);
        Assert.Contains("cell Responsible is inherited and has a text", error.Message, StringComparison.Ordinal);
        Assert.Contains("unknown group NOBODY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_AnUnknownCode_IsNull() => Assert.Null(ProgramTemplates.Find("nothing"));

    private static JsonObject Measure(JsonObject template) => template["roadmaps"]![0]!["measures"]![0]!.AsObject();

    private static string Json(Action<JsonObject> change)
    {
        using var stream = typeof(ProgramTemplates).Assembly.GetManifestResourceStream("SchoolSupport.Application.Programs.Templates.year-plan.json")!;
        var template = JsonNode.Parse(stream)!.AsObject();
        change(template);
        return template.ToJsonString();
    }
}
