using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SchoolSupport.Application.Programs.Templates;

/// <summary>The templates that the product brings along: embedded JSON, read once.</summary>
public static class ProgramTemplates
{
    private static readonly string[] Codes = ["two-groups", "three-directions", "order-model-roadmap", "year-plan", "transition-to-resilience"];

    // Strict: unknown and doubled members, missing required ones and nulls in what may not be null are errors.
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>In the order of offering.</summary>
    public static IReadOnlyList<ProgramTemplate> All { get; } = [.. Codes.Select(Load)];

    /// <summary>Null for a code that the product does not have.</summary>
    public static ProgramTemplate? Find(string code) => All.FirstOrDefault(template => template.Code == code);

    /// <summary>Reads one template.</summary>
    /// <exception cref="JsonException">Not JSON, a member that is unknown, doubled or missing, or an unknown word of a list.</exception>
    /// <exception cref="InvalidDataException">A reference leads nowhere, a key is doubled or a cell does not fit the columns; all places are named.</exception>
    public static ProgramTemplate Read(string json)
    {
        var template = JsonSerializer.Deserialize<ProgramTemplate>(json, Options) ?? throw new JsonException("The template is null.");
        var findings = TemplateChecks.Findings(template).ToList();
        return findings.Count == 0 ? template : throw new InvalidDataException($"{template.Code}: {string.Join("; ", findings)}");
    }

    private static ProgramTemplate Load(string code)
    {
        var name = $"{typeof(ProgramTemplates).Namespace}.{code}.json";
        using var stream = typeof(ProgramTemplates).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }
}
