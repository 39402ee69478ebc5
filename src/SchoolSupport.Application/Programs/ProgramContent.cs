using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SchoolSupport.Application.Programs;

/// <summary>The words of a programme beside its roadmaps (domain reference, sections 2.1–2.6). Every part may be empty.</summary>
public sealed record ProgramContent
{
    /// <summary>In the order of printing.</summary>
    public IReadOnlyList<PassportField> Passport { get; init; } = [];
    public IReadOnlyList<ProgramDirection> Directions { get; init; } = [];
    public IReadOnlyList<ProgramStage> Stages { get; init; } = [];
    public IReadOnlyList<ManagerialMeasure> ManagerialMeasures { get; init; } = [];
    public IReadOnlyList<LegalBasis> LegalBases { get; init; } = [];
    /// <summary>Codes of indicators with their definitions in words, as the template or a person gave them.</summary>
    public IReadOnlyList<ProgramIndicator> Indicators { get; init; } = [];
}

/// <param name="Key">A key of <c>PassportKeys</c>, or empty for a field of the department's own. Under «legal-bases» <see cref="ProgramContent.LegalBases"/> are printed.</param>
/// <param name="Label">As this document prints it.</param>
/// <param name="IsList">Items are numbered when printed; else they are paragraphs.</param>
/// <param name="Place">Where the document says it: only the first is a row of the passport's table, the others are chapters.</param>
public sealed record PassportField(string Key, string Label, bool IsList, IReadOnlyList<string> Items, FieldPlace Place = FieldPlace.Passport);

/// <summary>Where a document says something of the fields of 2.1 of the domain reference.</summary>
public enum FieldPlace { Passport, Text, Order, Model, Roadmap }

/// <summary>A direction with what is its own.</summary>
/// <param name="Indicators">Codes of <see cref="ProgramContent.Indicators"/>, or words where there is no such code.</param>
/// <param name="Measures">Measures in words; those of a table stand in the roadmap whose <see cref="Roadmap.Direction"/> is this number.</param>
/// <param name="Number">As printed; empty when the directions have none.</param>
public sealed record ProgramDirection(
    string Title, string Goal, IReadOnlyList<string> Tasks, IReadOnlyList<string> Indicators, IReadOnlyList<string> Measures, string Number = "");

public sealed record ProgramStage(string Title, string Term, string Description);

/// <summary>A row of the table «Управленческие меры по приоритетам» (2.5).</summary>
public sealed record ManagerialMeasure(string Priority, string Task, string Achievement, string Preparation);

/// <param name="Verbatim">As printed, with its errors; always kept.</param>
/// <param name="Comment">For example what the printed text should have said.</param>
public sealed record LegalBasis(string Kind, string Issuer, DateOnly? Date, string Number, string Title, string Verbatim, string Comment);

/// <param name="Kind">share, count, yes-no, difference, list, method.</param>
/// <param name="Targets">Year → target as written («не менее 5»).</param>
public sealed record ProgramIndicator(
    string Code, string Name, string Unit, string Kind, bool HigherIsBetter, string Numerator, string Denominator, string Period, string Scope,
    IReadOnlyDictionary<string, string> Targets, string Note);

/// <summary>An order beyond its number, date and title.</summary>
public sealed record OrderDetails
{
    public string Preamble { get; init; } = "";
    public IReadOnlyList<OrderItem> Items { get; init; } = [];
    public IReadOnlyList<string> Attachments { get; init; } = [];
    public string Control { get; init; } = "";
    public string Executor { get; init; } = "";
    public IReadOnlyList<string> ApprovalSheet { get; init; } = [];
    public IReadOnlyList<string> Distribution { get; init; } = [];
}

/// <param name="Number">As printed: «1», «4.1».</param>
public sealed record OrderItem(string Number, string Text, string Executors, string Term);

/// <summary>JSON as it lies in the database: camelCase, Cyrillic readable, nulls left out.</summary>
public static class ProgramJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.");

    /// <summary>
    /// The same for values that nobody changes. Rows of a table repeat each other's texts and pages read them again and again: each text is read once
    /// and its value shared.
    /// </summary>
    public static T ReadShared<T>(string json) where T : class => Shared<T>.Of(json);

    private static class Shared<T> where T : class
    {
        private const int Most = 4096;
        private static readonly ConcurrentDictionary<string, T> Values = new(StringComparer.Ordinal);

        public static T Of(string json)
        {
            if (Values.TryGetValue(json, out var value))
                return value;
            if (Values.Count >= Most)
                Values.Clear();
            return Values[json] = Read<T>(json);
        }
    }
}
