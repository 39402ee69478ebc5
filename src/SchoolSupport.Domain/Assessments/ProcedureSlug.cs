using System.Globalization;
using System.Text;

namespace SchoolSupport.Domain.Assessments;

/// <summary>The code of a new procedure: Latin, stable, readable, such as <c>vpr-biologiya-7</c>.</summary>
public static class ProcedureSlug
{
    private const int MaxSubject = 40;
    private const string From = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static readonly string[] To =
    [
        "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];

    public static string Of(ExamFamily family, string subject, int? grade)
    {
        var prefix = family switch { ExamFamily.Vpr => "vpr", ExamFamily.Oge => "oge", ExamFamily.Ege => "ege", _ => "work" };
        var words = Latin(subject);
        return string.Join('-', new[] { prefix, words.Length > 0 ? words : "subject", grade?.ToString(CultureInfo.InvariantCulture) }.Where(part => part is not null));
    }

    private static string Latin(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (From.IndexOf(c) is >= 0 and var at)
                result.Append(To[at]);
            else if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                result.Append(c);
            else if (result.Length > 0 && result[^1] != '-')
                result.Append('-');
        }
        return result.ToString()[..Math.Min(result.Length, MaxSubject)].Trim('-');
    }
}
