using System.Text.Json.Serialization;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>What an answer is. The numbers are stored; do not renumber.</summary>
public enum QuestionKind
{
    /// <summary>A whole number of people or things.</summary>
    Count = 1,
    /// <summary>A number with decimals: kilometres, posts.</summary>
    Number = 2,
    /// <summary>A share in percent, 0…100, where the counts are not known; else a count with <see cref="FormQuestion.PartOf"/>.</summary>
    Percent = 3,
    YesNo = 4,
    /// <summary>One of <see cref="FormQuestion.Options"/>.</summary>
    Choice = 5,
    Text = 6,
}

/// <summary>Who is asked. The numbers are stored; do not renumber.</summary>
public enum QuestionScope
{
    School = 1,
    /// <summary>Each class of the school, summed to the school once every class has answered.</summary>
    Class = 2,
    /// <summary>The department, once.</summary>
    Municipality = 3,
}

/// <param name="Code">Stored; Latin.</param>
public sealed record QuestionOption(string Code, string Text);

/// <summary>A question of a form, as data: a new question is a row of a new version.</summary>
public sealed record FormQuestion
{
    public const int TextMaxLength = 500;
    public const int AnswerMaxLength = 4000;

    /// <summary>Stable over versions and forms: the same code is the same quantity, whichever form asks for it.</summary>
    public required string Code { get; init; }

    /// <summary>The question, or the name of the value.</summary>
    public required string Text { get; init; }

    /// <summary>What counts and what does not.</summary>
    public string? Hint { get; init; }
    public required QuestionKind Kind { get; init; }

    /// <summary>«человек», «км»; empty for answers without one.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Inclusive; null: no bound. Counts and percentages never go below 0, percentages never above 100.</summary>
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public bool Required { get; init; } = true;
    public bool AllowsNotApplicable { get; init; }
    public QuestionScope Scope { get; init; } = QuestionScope.School;

    /// <summary>Asked only when all of these hold.</summary>
    public IReadOnlyList<QuestionCondition> When { get; init; } = [];

    /// <summary>Code of the whole that this is a part of: the denominator of its share, never exceeded.</summary>
    public string? PartOf { get; init; }
    public IReadOnlyList<QuestionOption> Options { get; init; } = [];

    /// <summary>A change by so many percent of the last answer asks for a comment; null: changes are not looked at.</summary>
    public int? CommentOnChange { get; init; } = 30;

    /// <summary>Taken over from the last submission, to be looked over.</summary>
    public bool IsPrefilled { get; init; } = true;

    [JsonIgnore]
    public bool IsNumeric => Kind is QuestionKind.Count or QuestionKind.Number or QuestionKind.Percent;

    /// <summary>The bounds that hold, those of the kind included.</summary>
    [JsonIgnore]
    public decimal? LeastValue => Min ?? (IsNumeric ? 0 : null);

    [JsonIgnore]
    public decimal? GreatestValue => Max ?? (Kind == QuestionKind.Percent ? 100 : null);
}
