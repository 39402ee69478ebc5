using System.Globalization;
using System.Text;

namespace SchoolSupport.Documents.Docx.Reading;

/// <summary>Computes the numbers that Word prints before the paragraphs of its automatic lists, in the order of the document.</summary>
internal sealed class DocxNumberCounters(DocxNumbering numbering)
{
    private readonly Dictionary<int, int?[]> _counters = [];
    private readonly HashSet<int> _started = [];

    /// <summary>The level of a list that is bound to a paragraph style, when one is.</summary>
    public int? LevelOfStyle(int numberingId, string style)
    {
        if (numbering.Instances.TryGetValue(numberingId, out var instance) && numbering.Definition(instance.AbstractId) is { } definition)
            for (var level = 0; level < 9; level++)
                if (definition.Levels[level]?.Style == style)
                    return level;
        return null;
    }

    /// <summary>Counts a paragraph and gives the number printed before it; «-» for a bullet, null when nothing is printed.</summary>
    public string? Next(int numberingId, int level)
    {
        if (level is < 0 or > 8 || !numbering.Instances.TryGetValue(numberingId, out var instance)
            || numbering.Definition(instance.AbstractId) is not { } definition)
            return null;
        if (!_counters.TryGetValue(instance.AbstractId, out var counters))
            _counters[instance.AbstractId] = counters = new int?[9];
        if (_started.Add(numberingId))
            foreach (var (at, _) in instance.Starts)
                counters[at] = null;
        counters[level] = counters[level] is { } last ? last + 1 : StartOf(definition, instance, level);
        for (var deeper = level + 1; deeper < 9; deeper++)
            if (LevelOf(definition, instance, deeper)?.RestartsAfter is not { } after || (after > 0 && level < after))
                counters[deeper] = null;
        return LevelOf(definition, instance, level) is { } own ? Label(own, definition, instance, counters) : null;
    }

    private static DocxNumberingLevel? LevelOf(DocxAbstractNumbering definition, DocxNumberingInstance instance, int level) =>
        instance.Levels.GetValueOrDefault(level) ?? definition.Levels[level];

    private static int StartOf(DocxAbstractNumbering definition, DocxNumberingInstance instance, int level) =>
        instance.Starts.TryGetValue(level, out var start) ? start : LevelOf(definition, instance, level)?.Start ?? 1;

    private static string? Label(DocxNumberingLevel own, DocxAbstractNumbering definition, DocxNumberingInstance instance, int?[] counters)
    {
        if (own.Format == "bullet")
            return "-";
        if (own.Format == "none" && !own.Text.Contains('%'))
            return own.Text.Length > 0 ? own.Text : null;
        var label = new StringBuilder();
        for (var i = 0; i < own.Text.Length; i++)
        {
            if (own.Text[i] != '%' || i + 1 >= own.Text.Length || own.Text[i + 1] is < '1' or > '9')
            {
                label.Append(own.Text[i]);
                continue;
            }
            var level = own.Text[++i] - '1';
            var format = own.IsLegal ? "decimal" : LevelOf(definition, instance, level)?.Format ?? "decimal";
            // Word prints the first number of a level above that was not used yet.
            label.Append(Print(counters[level] ?? StartOf(definition, instance, level), format));
        }
        return label.Length > 0 ? label.ToString() : null;
    }

    private static string Print(int number, string format) => format switch
    {
        "upperRoman" => Roman(number),
        "lowerRoman" => Roman(number).ToLowerInvariant(),
        "upperLetter" => Letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => Letters(number, "abcdefghijklmnopqrstuvwxyz"),
        // Word leaves out the letters that are not used in lists.
        "russianUpper" => Letters(number, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
        "russianLower" => Letters(number, "абвгдежзиклмнопрстуфхцчшщыэюя"),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "none" => "",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>«Б», and after the last letter «АА», «ББ», as Word goes on.</summary>
    private static string Letters(int number, string alphabet) =>
        number is < 1 or > 500 ? "" : new string(alphabet[(number - 1) % alphabet.Length], (number - 1) / alphabet.Length + 1);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3999)
            return number.ToString(CultureInfo.InvariantCulture);
        var roman = new StringBuilder();
        foreach (var (value, sign) in RomanSigns)
            for (; number >= value; number -= value)
                roman.Append(sign);
        return roman.ToString();
    }

    private static readonly (int Value, string Sign)[] RomanSigns =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];
}
