using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchoolSupport.Domain.Indicators;

/// <summary>Presets that the program brings along, as embedded JSON. A misspelt property is an error, not a silence.</summary>
internal static class PresetData
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <param name="name">File name without its ending.</param>
    public static T Read<T>(string name)
    {
        using var stream = typeof(PresetData).Assembly.GetManifestResourceStream($"SchoolSupport.Domain.Indicators.{name}.json")
            ?? throw new InvalidOperationException($"{name}.json is not embedded");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"{name}.json is empty");
    }
}
