using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Assessments;

/// <summary>What a person said about a file, kept with the upload so that reading it again gives the same.</summary>
/// <param name="Year">Start year.</param>
/// <param name="Choices">School as the file names it (<see cref="UploadRow.Label"/>) → school of the register; null = not ours, skip its rows.</param>
public sealed record UploadAnswers(
    int? Year = null, string? Procedure = null, string? Municipality = null, IReadOnlyDictionary<string, Guid?>? Choices = null)
{
    public static readonly UploadAnswers None = new();
}

/// <summary>What was recognised in a file, for the preview.</summary>
public sealed record UploadFacts(
    string? YearSource,
    IReadOnlyList<string> ProcedureCodes,
    IReadOnlyList<ReadingQuestion> Questions,
    int TotalRows,
    int SkippedRows,
    int OtherSchoolsRows,
    IReadOnlyList<string> ColumnsRead,
    IReadOnlyList<string> ColumnsIgnored,
    IReadOnlyList<string> Municipalities,
    int SchoolCount,
    int MatchedSchoolCount,
    UploadReceipt? Receipt = null);

/// <summary>What became of a commit, for the receipt.</summary>
/// <param name="Enriched">The counts are as before; marks, scores or means were added.</param>
public sealed record UploadReceipt(int Added, int Changed, int Enriched, int Same, int Comparisons, int Pupils);

/// <summary>A school to offer for an unmatched name, best first.</summary>
public sealed record StoredSuggestion(Guid SchoolId, string Why);

/// <summary>The JSON columns of uploads.</summary>
public static class UploadJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static UploadAnswers Answers(string json) => Read<UploadAnswers>(json) ?? UploadAnswers.None;

    public static UploadFacts? Facts(string? json) => json is null ? null : Read<UploadFacts>(json);

    public static IReadOnlyList<Finding> Findings(string json) => Read<List<Finding>>(json) ?? [];

    public static IReadOnlyList<StoredSuggestion> Suggestions(string json) => Read<List<StoredSuggestion>>(json) ?? [];

    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);
}
