using System.Text.Json;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Tests.Assessments;

public sealed record TruthCount(int Participants, int Failed);

/// <summary>The truth behind the sample files: participant level, made independently of the Excel files.</summary>
public static class OzerskyTruth
{
    public static readonly IReadOnlyDictionary<string, string> Codes = new Dictionary<string, string>
    {
        ["vpr_math_5"] = ProcedureCodes.VprMath5, ["vpr_math_6"] = ProcedureCodes.VprMath6,
        ["vpr_rus_5"] = ProcedureCodes.VprRussian5, ["vpr_rus_6"] = ProcedureCodes.VprRussian6,
        ["oge_math"] = ProcedureCodes.OgeMath, ["oge_rus"] = ProcedureCodes.OgeRussian,
        ["ege_math_base"] = ProcedureCodes.EgeMathBase, ["ege_math_prof"] = ProcedureCodes.EgeMathProfile,
        ["ege_rus"] = ProcedureCodes.EgeRussian,
    };

    private static readonly JsonElement Manifest = Json("manifest.json");
    private static readonly JsonElement Names = Json("truth", "names.json");

    /// <summary>Counts by (year, school, procedure): primary attempt, present, no graduates of previous years.</summary>
    public static IReadOnlyDictionary<(string Year, string School, string Procedure), TruthCount> Counts { get; } = ReadCounts();

    public static IReadOnlyDictionary<string, string> SchoolOfLogin { get; } = File.ReadLines(SampleFiles.Path("truth", "schools.csv"))
        .Skip(1).Select(line => line.Split(';')).ToDictionary(parts => parts[4], parts => parts[0]);

    public static IEnumerable<(string File, string Kind, string Year, string[] Procedures)> GoodFiles =>
        Manifest.GetProperty("files").EnumerateArray()
            .Where(file => file.GetProperty("kind").GetString() != "registry")
            .Select(file => (file.GetProperty("file").GetString()!, file.GetProperty("kind").GetString()!,
                file.GetProperty("year").GetString()!,
                file.GetProperty("procedures").EnumerateArray().Select(code => Codes[code.GetString()!]).ToArray()));

    public static string? SchoolOf(string file, ReadResultRow row)
    {
        if (row.Login is { } login && SchoolOfLogin.TryGetValue(login, out var byLogin))
            return byLogin;
        foreach (var one in Names.GetProperty("by_file").GetProperty(file).EnumerateObject())
            if (one.Name.Trim() == row.SchoolText)
                return one.Value.GetString();
        return null;
    }

    public static MarkScale? Scale(string procedure, AcademicYear year)
    {
        var name = Codes.FirstOrDefault(pair => pair.Value == procedure).Key;
        if (name is null || !Manifest.GetProperty("scales").GetProperty(name).TryGetProperty(year.ToString(), out var scale))
            return null;
        int From(string key) => scale.GetProperty(key).GetInt32();
        return new MarkScale(From("from_3") - 1, From("from_4") - 1, From("from_5") - 1, From("max"));
    }

    public static ReadingContext Context { get; } = new(["Озёрский муниципальный округ"], "Северогорская область", Scale);

    private static Dictionary<(string, string, string), TruthCount> ReadCounts()
    {
        var counts = new Dictionary<(string, string, string), TruthCount>();
        foreach (var line in File.ReadLines(SampleFiles.Path("truth", "truth.csv")).Skip(1))
        {
            var parts = line.Split(';');
            if (parts[8] != "primary" || parts[9] != "present" || parts[7] == "ВПЛ")
                continue;
            var key = (parts[0], parts[1], Codes[parts[2]]);
            var count = counts.GetValueOrDefault(key) ?? new TruthCount(0, 0);
            counts[key] = new TruthCount(count.Participants + 1, count.Failed + (HasFailed(parts) ? 1 : 0));
        }
        return counts;
    }

    private static bool HasFailed(string[] parts) => parts[2] switch
    {
        "ege_rus" => int.Parse(parts[13]) < 24,
        "ege_math_prof" => int.Parse(parts[13]) < 27,
        _ => parts[14] == "2",
    };

    private static JsonElement Json(params string[] parts) => JsonDocument.Parse(SampleFiles.Bytes(parts)).RootElement;
}
