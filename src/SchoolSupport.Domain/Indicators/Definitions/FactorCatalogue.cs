using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>A factor listed beside a value.</summary>
/// <param name="School">Key of the school; empty for the department.</param>
public readonly record struct FactorRow(string School, string Text);

/// <summary>What documents want listed beside a value («с перечислением факторов», evidence of a «да»; domain reference, sections 7.2 and 7.7).</summary>
public static class FactorCatalogue
{
    // «answer:achieved-social-order-evidence»: what was written in answer to a question, by schools or by the department.
    private const string AnswerPrefix = "answer:";

    private static readonly Dictionary<string, Func<SchoolMonitoring, IEnumerable<string>>> ByCode = new()
    {
        ["risk-deficits"] = school => Names(school.RiskInOctober?.Deficits ?? []),
        ["resource-deficits"] = school => Names((school.RiskInOctober?.Deficits ?? []).Where(deficit => deficit.Section is "1" or "2")),
        ["risk-removed"] = school => Removed(school).Concat(Words(school, QuestionOf("risk-removed")!)),
        ["equipment"] = school => Words(school, QuestionOf("equipment")!),
    };

    /// <summary>The question whose answers are listed; null for lists of what the system found.</summary>
    public static string? QuestionOf(string code) => code switch { "risk-removed" => "risk-removed", "equipment" => "equipment-list", _ when IsAnswer(code) => code[AnswerPrefix.Length..], _ => null };

    /// <summary>Lists that the system makes; beside them any question in words can be listed (<see cref="OfAnswer"/>).</summary>
    public static IReadOnlyCollection<string> Codes => ByCode.Keys;

    /// <summary>The list of what was answered to a question in words.</summary>
    public static string OfAnswer(string question) => AnswerPrefix + question;

    public static bool IsAnswer(string code) => code.StartsWith(AnswerPrefix, StringComparison.Ordinal);

    /// <param name="question">The question with a code, also of the department's own forms.</param>
    public static bool Exists(string code, Func<string, FormQuestion?> question) =>
        ByCode.ContainsKey(code) || (IsAnswer(code) && question(QuestionOf(code)!) is { Kind: QuestionKind.Text });

    /// <exception cref="KeyNotFoundException">There is no such list.</exception>
    public static IReadOnlyList<FactorRow> Of(string code, IEnumerable<SchoolMonitoring> schools, CollectedAnswers department) => IsAnswer(code)
        ? [.. schools.Select(school => (school.Key, school.Answers)).Prepend(("", department)).SelectMany(one => Written(one.Item2, QuestionOf(code)!).Select(text => new FactorRow(one.Item1, text)))]
        : [.. schools.SelectMany(school => ByCode[code](school).Select(text => new FactorRow(school.Key, text)))];

    // A document written beside a «да» confirms nothing once the answer is «нет».
    private static IEnumerable<string> Written(CollectedAnswers answers, string question) =>
        answers[question].Text is { } text && (FormPresets.Question(question)?.When ?? []).All(when => when.Kind != ConditionKind.Answered || answers[when.Code!].IsYes) ? [text] : [];

    private static IEnumerable<string> Removed(SchoolMonitoring school) =>
        school.RiskInOctober is { } before && school.RiskNow is { } now ? Names(RiskComparison.Of(before, now).RemovedDeficits) : [];

    private static IEnumerable<string> Names(IEnumerable<RiskDeficit> deficits) => deficits.Select(deficit => Deficit.Find(deficit.Code)?.Name ?? deficit.Code);

    private static IEnumerable<string> Words(SchoolMonitoring school, string question) => school[question].Text is { } text ? [text] : [];
}
