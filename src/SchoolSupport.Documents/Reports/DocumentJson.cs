using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace SchoolSupport.Documents.Reports;

/// <summary>Parts of papers as JSON, so that an approved paper can be kept with its words, tables and figures as they were.</summary>
public static class DocumentJson
{
    public const string Discriminator = "is";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // A database that keeps JSON as a tree gives the members back in its own order.
        AllowOutOfOrderMetadataProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutComputed } },
    };

    public static string Write<TValue>(TValue value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">Not what <see cref="Write{TValue}"/> wrote.</exception>
    public static TValue Read<TValue>(string json) => JsonSerializer.Deserialize<TValue>(json, Options)
        ?? throw new JsonException($"A stored {typeof(TValue).Name} is null.");

    // What follows from the rest is computed again: the text of a number, the layout of a table.
    private static void LeaveOutComputed(JsonTypeInfo info)
    {
        for (var i = info.Properties.Count - 1; i >= 0; i--)
            if (info.Properties[i] is { Set: null, AssociatedParameter: null })
                info.Properties.RemoveAt(i);
    }
}
