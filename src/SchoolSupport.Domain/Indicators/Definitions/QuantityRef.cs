using System.Diagnostics.CodeAnalysis;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>What is taken of each school, or of the department.</summary>
public enum QuantityMeasure
{
    /// <summary>«q:risk»: a quantity of <see cref="QuantityCatalogue"/>.</summary>
    Catalogue = 1,
    /// <summary>«sum:teachers»: the number that schools answered.</summary>
    Sum = 2,
    /// <summary>«yes:prevention-system»: 1 for a school that answered «да».</summary>
    Yes = 3,
    /// <summary>«positive:events-federal»: 1 for a school that answered more than 0.</summary>
    Positive = 4,
    /// <summary>«handed-in:social-passport»: 1 for a school that handed in the form; who did not, counts 0 and is not missing.</summary>
    HandedIn = 5,
    /// <summary>«value:agreements»: the department's answer.</summary>
    Value = 6,
}

/// <summary>A quantity that an indicator is made of, stored and typed as «measure:code».</summary>
public readonly record struct QuantityRef(QuantityMeasure Measure, string Code)
{
    private static readonly (string Word, QuantityMeasure Measure)[] Words =
    [
        ("q", QuantityMeasure.Catalogue), ("sum", QuantityMeasure.Sum), ("yes", QuantityMeasure.Yes), ("positive", QuantityMeasure.Positive),
        ("handed-in", QuantityMeasure.HandedIn), ("value", QuantityMeasure.Value),
    ];

    /// <summary>The department answers once; everything else is of schools.</summary>
    public bool IsOfDepartment => Measure == QuantityMeasure.Value;

    /// <summary>Taken from forms, not computed from what the system knows.</summary>
    public bool IsCollected => Measure != QuantityMeasure.Catalogue || QuantityCatalogue.Find(Code) is { Fields.Count: > 0 };

    /// <summary>The quantity, form or question is there and fits. A form or question of the department's own is to be looked up by the caller.</summary>
    public bool Exists => ExistsIn(FormPresets.Question, FormPresets.Find);

    /// <inheritdoc cref="Exists"/>
    public bool ExistsIn(Func<string, FormQuestion?> question, Func<string, FormDefinition?> form) => Measure switch
    {
        QuantityMeasure.Catalogue => QuantityCatalogue.Find(Code) is not null,
        QuantityMeasure.HandedIn => form(Code) is not null,
        QuantityMeasure.Yes => question(Code) is { Kind: QuestionKind.YesNo, Scope: not QuestionScope.Municipality },
        QuantityMeasure.Value => question(Code) is { Scope: QuestionScope.Municipality } own && (own.IsNumeric || own.Kind == QuestionKind.YesNo),
        _ => question(Code) is { IsNumeric: true, Scope: not QuestionScope.Municipality },
    };

    /// <summary>Codes of the questions whose answers it needs.</summary>
    public IReadOnlyList<string> Fields => Measure switch
    {
        QuantityMeasure.Catalogue => QuantityCatalogue.Find(Code)?.Fields ?? [],
        QuantityMeasure.HandedIn => [],
        _ => [Code],
    };

    /// <exception cref="FormatException">Not written as «measure:code».</exception>
    public static QuantityRef Parse(string text) => TryParse(text, out var reference) ? reference : throw new FormatException($"Not a quantity: {text}");

    public static bool TryParse([NotNullWhen(true)] string? text, out QuantityRef reference)
    {
        reference = default;
        var colon = text?.IndexOf(':') ?? -1;
        if (colon <= 0 || colon == text!.Length - 1)
            return false;
        foreach (var (word, measure) in Words)
            if (text.AsSpan(0, colon).SequenceEqual(word))
            {
                reference = new QuantityRef(measure, text[(colon + 1)..]);
                return true;
            }
        return false;
    }

    public override string ToString()
    {
        var measure = Measure;
        return $"{Words.First(known => known.Measure == measure).Word}:{Code}";
    }
}
