using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Indicators.Definitions;

/// <summary>«Как это считается» of one value: what is taken, the formula, the numbers, what is missing, where from. Russian.</summary>
/// <param name="Denominator">Null where nothing is divided.</param>
/// <param name="Missing">Null when nothing is.</param>
public sealed record IndicatorCalculation(string Numerator, string? Denominator, string Formula, string Numbers, string? Missing, string Source)
{
    public static IndicatorCalculation Of(IndicatorDefinition definition, IndicatorLine line, IndicatorValue value) => new(
        RussianText.Nbsp(Name(line.Numerator)),
        line.Denominator is { } denominator ? RussianText.Nbsp($"{Name(denominator)}{Group(line.Group)}") : null,
        RussianText.Nbsp(FormulaOf(line)),
        RussianText.Nbsp(NumbersOf(definition, line, value)),
        MissingOf(value),
        RussianText.Nbsp(SourceOf(line, value)));

    /// <summary>What a quantity is called: «учителя, у которых есть маршрут», «школы, ответившие „да“: …».</summary>
    public static string Name(string quantity)
    {
        var reference = QuantityRef.Parse(quantity);
        var question = FormPresets.Question(reference.Code)?.Text ?? reference.Code;
        return reference.Measure switch
        {
            QuantityMeasure.Catalogue => QuantityCatalogue.Find(reference.Code)?.Name ?? reference.Code,
            QuantityMeasure.Yes => $"школы, ответившие «да»: «{question}»",
            QuantityMeasure.Positive => $"школы, ответившие больше 0: «{question}»",
            QuantityMeasure.HandedIn => $"школы, сдавшие анкету «{FormPresets.Find(reference.Code)?.Title ?? reference.Code}»",
            _ => $"«{question}»",
        };
    }

    private static string Group(IndicatorGroup group) => group switch
    {
        IndicatorGroup.Low => ", по школам с низкими результатами",
        IndicatorGroup.LowThisYear => ", по школам с низкими результатами, выявленным в текущем году",
        IndicatorGroup.High => ", по школам с высокими результатами",
        IndicatorGroup.Adverse => ", по школам в неблагоприятных социальных условиях",
        IndicatorGroup.LowOrAdverse => ", по школам с низкими результатами и в неблагоприятных социальных условиях",
        IndicatorGroup.Participants => ", по школам — участницам программы",
        IndicatorGroup.Risk => ", по рисковым школам",
        _ => "",
    };

    private static string FormulaOf(IndicatorLine line)
    {
        var ratio = (line.Kind, line.Denominator) switch
        {
            (IndicatorKind.Share, _) => "100 × числитель ÷ знаменатель",
            (_, not null) => "числитель ÷ знаменатель",
            _ => "сумма",
        };
        return line.Minus switch
        {
            null => ratio,
            IndicatorLine.YearBefore => $"{ratio} − то же год назад",
            _ => $"{(line.Denominator is null ? "значение" : ratio)} − {Name(line.Minus)}",
        };
    }

    private static string NumbersOf(IndicatorDefinition definition, IndicatorLine line, IndicatorValue value)
    {
        if (value.Source == IndicatorSource.Entered)
            return $"Введено вручную: {value.Words(definition)}. {value.Reason}";
        if (value.Numerator is not { } numerator)
            return "Нет данных";
        if (value.HasNothingToShare)
            return "Нет данных: в знаменателе 0";
        var left = value.Denominator is { } denominator
            ? $"{(line.Kind == IndicatorKind.Share ? "100 × " : "")}{Number(numerator)} ÷ {Number(denominator)}" : Number(numerator);
        var taken = line.Minus is null ? "" : value.Base is { } minus ? $" − {RussianText.Decimal(minus.Round(2))}" : " − нет данных";
        return $"{left}{taken} = {value.Words(definition)}";
    }

    private static string? MissingOf(IndicatorValue value)
    {
        var stay = value.Missing.Intersect(value.Rows.Select(row => row.School)).Count();
        var left = value.Missing.Count(key => key.Length > 0) - stay;
        string?[] sentences =
        [
            stay > 0 ? $"Нет данных по {Schools(stay)}: в числителе не учтены, в знаменателе оставлены." : null,
            left > 0 ? $"Нет данных по {Schools(left)}: не учтены ни в числителе, ни в знаменателе." : null,
            value.Missing.Contains("") ? "Нет сведений управления образования." : null,
        ];
        var words = string.Join(' ', sentences.OfType<string>());
        return words.Length == 0 ? null : RussianText.Nbsp(words);
    }

    private static string Schools(int count) => RussianText.Count(count, "школе", "школам", "школам");

    private static string SourceOf(IndicatorLine line, IndicatorValue value) => value.Source == IndicatorSource.Entered ? "введено вручную"
        : string.Join("; ", line.Refs.Select(reference => reference.Measure == QuantityMeasure.Catalogue
            ? QuantityCatalogue.Find(reference.Code)?.Source ?? "" : "сданные анкеты").Distinct());

    private static string Number(Fraction value) => RussianText.Decimal(value.Round(2));
}
