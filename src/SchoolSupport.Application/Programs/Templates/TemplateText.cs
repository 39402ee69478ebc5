using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>
/// Puts a department's names and years into a template. Placeholders: names (<see cref="TemplateAnswers.Names"/>; a capital
/// first letter, as in <c>{Department}</c>, makes a capital in the text), <c>{y0}</c>, <c>{y1}</c>, <c>{y-1}</c> (calendar
/// years from the first one), <c>{last}</c>, <c>{y0/y1}</c> (academic year), <c>{years}</c> («2026–2028 годы» or «2026 год»)
/// and <c>{year-list}</c> («2026, 2027, 2028 годы»).
/// </summary>
public static partial class TemplateText
{
    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^y(-?\d)(?:/y(-?\d))?$")]
    private static partial Regex Year();

    /// <summary>The template with nothing left to fill.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that the template allows.</exception>
    /// <exception cref="ArgumentException">A name that the template needs is blank.</exception>
    /// <exception cref="FormatException">A placeholder that nobody knows, or a brace alone.</exception>
    public static FilledTemplate Fill(ProgramTemplate template, TemplateAnswers answers)
    {
        if (answers.Years < template.Years.Min || answers.Years > template.Years.Max)
            throw new ArgumentOutOfRangeException(nameof(answers), answers.Years, $"{template.Code} lasts {template.Years.Min}–{template.Years.Max} years.");
        // Every text of the template goes through here, whatever is added to the records.
        var filled = Filled(JsonSerializer.SerializeToNode(template, ProgramTemplates.Options)!, answers);
        return new FilledTemplate(filled.Deserialize<ProgramTemplate>(ProgramTemplates.Options)!, answers.StartYear, answers.LastYear);
    }

    /// <summary>One text; see <see cref="Fill(ProgramTemplate, TemplateAnswers)"/> for the errors.</summary>
    public static string Fill(string text, TemplateAnswers answers)
    {
        var filled = Placeholder().Replace(text, match => Value(match.Groups[1].Value, answers));
        return filled.AsSpan().ContainsAny('{', '}') ? throw new FormatException($"A brace alone in «{text}».") : filled;
    }

    /// <summary>Names of the placeholders in a text, years included, in lower case.</summary>
    public static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => LowerFirst(match.Groups[1].Value));

    private static JsonNode Filled(JsonNode node, TemplateAnswers answers) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Filled(m.Value, answers)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Filled(item, answers))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Fill(value.GetValue<string>(), answers)),
        _ => node.DeepClone(),
    };

    private static string Value(string placeholder, TemplateAnswers answers)
    {
        var name = LowerFirst(placeholder);
        if (answers.Names.TryGetValue(name, out var words))
        {
            if (string.IsNullOrWhiteSpace(words))
                throw new ArgumentException($"{{{placeholder}}} is needed and blank.", nameof(answers));
            return name == placeholder ? words : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
        }
        return placeholder switch
        {
            "last" => Number(answers.LastYear),
            "years" when answers.Years == 1 => $"{Number(answers.StartYear)} год",
            "years" => $"{Number(answers.StartYear)}–{Number(answers.LastYear)} годы",
            "year-list" when answers.Years == 1 => $"{Number(answers.StartYear)} год",
            "year-list" => $"{string.Join(", ", Enumerable.Range(answers.StartYear, answers.Years).Select(Number))} годы",
            _ => RelativeYear(placeholder, answers.StartYear),
        };
    }

    private static string RelativeYear(string placeholder, int start)
    {
        var match = Year().Match(placeholder);
        if (!match.Success)
            throw new FormatException($"Unknown placeholder {{{placeholder}}}.");
        var years = match.Groups.Values.Skip(1).Where(group => group.Success)
            .Select(group => Number(start + int.Parse(group.Value, CultureInfo.InvariantCulture)));
        return string.Join('/', years);
    }

    private static string Number(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static string LowerFirst(string name) => name.Length == 0 ? name : char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];
}
