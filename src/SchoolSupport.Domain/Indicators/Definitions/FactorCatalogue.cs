using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>A factor listed beside a value.</summary>
/// <param name="School">Key of the school.</param>
public readonly record struct FactorRow(string School, string Text);

/// <summary>What documents want listed beside a value («с перечислением факторов»; domain reference, section 7.2 and S5).</summary>
public static class FactorCatalogue
{
    private static readonly Dictionary<string, Func<SchoolMonitoring, IEnumerable<string>>> ByCode = new()
    {
        ["risk-deficits"] = school => Names(school.RiskInOctober?.Deficits ?? []),
        ["resource-deficits"] = school => Names((school.RiskInOctober?.Deficits ?? []).Where(deficit => deficit.Section is "1" or "2")),
        ["risk-removed"] = school => Removed(school).Concat(Words(school, QuestionOf("risk-removed")!)),
        ["equipment"] = school => Words(school, QuestionOf("equipment")!),
    };

    /// <summary>The question whose answers are listed; null for lists of what the system found.</summary>
    public static string? QuestionOf(string code) => code switch { "risk-removed" => "risk-removed", "equipment" => "equipment-list", _ => null };

    public static IReadOnlyCollection<string> Codes => ByCode.Keys;

    /// <exception cref="KeyNotFoundException">There is no such list.</exception>
    public static IReadOnlyList<FactorRow> Of(string code, IEnumerable<SchoolMonitoring> schools) =>
        [.. schools.SelectMany(school => ByCode[code](school).Select(text => new FactorRow(school.Key, text)))];

    private static IEnumerable<string> Removed(SchoolMonitoring school) =>
        school.RiskInOctober is { } before && school.RiskNow is { } now ? Names(RiskComparison.Of(before, now).RemovedDeficits) : [];

    private static IEnumerable<string> Names(IEnumerable<RiskDeficit> deficits) => deficits.Select(deficit => Deficit.Find(deficit.Code)?.Name ?? deficit.Code);

    private static IEnumerable<string> Words(SchoolMonitoring school, string question) => school[question].Text is { } text ? [text] : [];
}
