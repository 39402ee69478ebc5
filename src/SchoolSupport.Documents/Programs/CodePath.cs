using System.Globalization;
using System.Text.RegularExpressions;

namespace SchoolSupport.Documents.Programs;

/// <summary>A printed number as steps: «2.1.3» is 2, 1, 3 and «IV» is 4.</summary>
internal sealed partial record CodePath(IReadOnlyList<int> Steps, bool IsRoman)
{
    private const int MostSteps = 6;

    public int Depth => Steps.Count;

    public int Last => Steps[^1];

    /// <summary>Null when the text is not a number of a row. A trailing dot or bracket is allowed.</summary>
    public static CodePath? Parse(string? text)
    {
        if (text is null || text.Length > 30)
            return null;
        var match = Code().Match(text);
        if (!match.Success)
            return null;
        var steps = new List<int>();
        var roman = match.Groups["roman"].Value;
        if (roman.Length > 0)
        {
            if (RomanValue(roman) is not { } value)
                return null;
            steps.Add(value);
        }
        steps.AddRange(match.Groups["step"].Captures.Select(step => int.Parse(step.Value, CultureInfo.InvariantCulture)));
        return steps.Count is > 0 and <= MostSteps ? new CodePath(steps, roman.Length > 0) : null;
    }

    /// <summary>The other stands directly or deeper inside: «2.1.3» inside «2.1» and «2».</summary>
    public bool Contains(CodePath other) => other.Depth > Depth && Steps.SequenceEqual(other.Steps.Take(Depth));

    public bool IsParentOf(CodePath other) => other.Depth == Depth + 1 && Contains(other);

    /// <summary>The number that follows on the same level.</summary>
    public bool IsFollowedBy(CodePath other) =>
        other.Depth == Depth && other.Last == Last + 1 && Steps.SkipLast(1).SequenceEqual(other.Steps.SkipLast(1));

    public bool IsSame(CodePath other) => Steps.SequenceEqual(other.Steps);

    private static int? RomanValue(string roman)
    {
        var total = 0;
        var last = 0;
        foreach (var c in roman.Reverse())
        {
            var value = c switch { 'I' or 'І' => 1, 'V' => 5, 'X' or 'Х' => 10, 'L' => 50, _ => 0 };
            total += value < last ? -value : value;
            last = Math.Max(last, value);
        }
        return total is > 0 and < 90 ? total : null;
    }

    // Ukrainian І and Cyrillic Х are typed for the Latin letters.
    [GeneratedRegex(@"^\s*(?:№\s*|п\.\s*)?(?:(?<roman>[IІVXХL]{1,7})|(?<step>\d{1,3}))(?:\s?[.,]\s?(?<step>\d{1,3}))*(?:\.?[а-яa-z])?\s?[.)]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}

/// <summary>A heading with its number split off.</summary>
/// <param name="Number">As printed, without the last dot; null when none is printed.</param>
internal sealed partial record NumberedTitle(string? Number, string Title, CodePath? Path)
{
    /// <summary>Splits «2.1. Название», «IV Название», «Раздел 2. Название» and «1 этап. Название».</summary>
    public static NumberedTitle Split(string text)
    {
        foreach (var pattern in new[] { Worded(), Ordinal(), Plain() })
            if (pattern.Match(text) is { Success: true } match && CodePath.Parse(match.Groups["number"].Value) is { } path)
                return new NumberedTitle(match.Groups["number"].Value.TrimEnd('.', ')', ' '), match.Groups["title"].Value.Trim(), path);
        return new NumberedTitle(null, text, null);
    }

    private const string NumberPattern = @"(?<number>(?:\d{1,2}|[IІVXХL]{1,7})(?:\.\s?\d{1,2}){0,4})";
    private const string Words = "раздел|подраздел|направление|блок|этап|модуль|глава|часть|стадия|приоритет|задача|цель";

    [GeneratedRegex($@"^(?:{Words})\s*№?\s*{NumberPattern}(?:\s*[.:)–—-]+\s*|\s+)(?<title>[«""„(]?\p{{L}}.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Worded();

    [GeneratedRegex($@"^{NumberPattern}(?:-?[йя])?\s+(?:{Words})\s*[.:–—-]+\s*(?<title>[«""„(]?\p{{L}}.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    // A bare number without a dot needs a capital after it: «9 классы» is no numbered heading.
    [GeneratedRegex($@"^{NumberPattern}(?:\s?[.)]\s*(?<title>[«""„(]?(?:\p{{L}}|20\d\d).*)|\s*[–—-]\s+(?<title>[«""„(]?\p{{L}}.*)|\s+(?<title>[«""„(]?\p{{Lu}}.*))$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
