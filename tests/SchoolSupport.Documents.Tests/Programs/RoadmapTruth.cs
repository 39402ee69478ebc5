using System.Text.Json;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>What a careful person reads from a sample roadmap.</summary>
public sealed record RoadmapTruth(
    string Name, IReadOnlyList<TruthTable> Tables, IReadOnlyList<TruthSection> Sections, IReadOnlyList<TruthMeasure> Measures)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static RoadmapTruth Of(string name) =>
        JsonSerializer.Deserialize<RoadmapTruth>(File.ReadAllText(Path.Combine(SampleFiles.Roadmaps, name + ".truth.json")), Options)!;
}

public sealed record TruthTable(int Table, string Heading, string[] Columns, int DocxTableIndex, string XlsxSheet, int Sections, int Measures);

public sealed record TruthSection(string Title, string? Number, string? Parent, int Table, string Text);

public sealed record TruthMeasure(
    int Table, string? Section, string? Number, string Title, string? Form, string? DeadlineText, string? ResponsibleText,
    string? IndicatorText, string? ResultText, string[] Schools);
