using System.Text.Json.Serialization;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>«Empty» comes first: what nobody answered is empty. The numbers are stored; do not renumber.</summary>
public enum AnswerState { Empty = 0, Given = 1, NotApplicable = 2 }

/// <summary>An answer as it is understood.</summary>
/// <param name="Number">A number, or 1 and 0 for «да» and «нет».</param>
/// <param name="Text">The text, or the code of the option.</param>
public readonly record struct Answer(AnswerState State, decimal? Number = null, string? Text = null)
{
    public static readonly Answer NotApplicable = new(AnswerState.NotApplicable);
    public static readonly Answer Yes = Of(1);
    public static readonly Answer No = Of(0);

    public static Answer Of(decimal number) => new(AnswerState.Given, number);

    public static Answer Of(string text) => new(AnswerState.Given, Text: text);

    [JsonIgnore]
    public bool IsYes => State == AnswerState.Given && Number == 1;

    /// <summary>The count; null when it is not given or not a whole number of 32 bits.</summary>
    [JsonIgnore]
    public int? Count => State == AnswerState.Given && Number is { } number && number == decimal.Truncate(number)
        && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
}

/// <summary>Where an answer stands.</summary>
/// <param name="Class">«5А»; null for a question of the school or the department.</param>
public readonly record struct AnswerKey(string Question, string? Class = null);
