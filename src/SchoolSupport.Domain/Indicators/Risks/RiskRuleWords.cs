using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>A parameter of the risk method in words.</summary>
public sealed record RiskParameter(string Name, string Value);

/// <summary>All parameters of a rule set, in the order of the matrix; two rule sets of the same sections give the same names.</summary>
public static class RiskRuleWords
{
    public static IReadOnlyList<RiskParameter> Parameters(RiskRuleSet rules) =>
    [
        new("Школа рисковая, если", RiskExplanation.Rule(rules)),
        .. rules.Sections.SelectMany(Of),
        new("Малая выборка", RussianText.Nbsp($"меньше {RussianText.Number(rules.SmallSampleBelow)}: вывод не меняется, но отмечается")),
    ];

    private static IEnumerable<RiskParameter> Of(RiskSection part)
    {
        foreach (var condition in part.Conditions)
        {
            yield return new RiskParameter($"{Name(part, condition)}", Value(condition));
            if (condition.Test == RiskTest.Sum)
                yield return new RiskParameter($"Раздел {part.Code}: ребёнок в нескольких группах",
                    condition.InsteadOfSum is null ? "учитывается в каждой: доли складываются" : "учитывается один раз, если школа дала общую долю; иначе доли складываются");
        }
        if (part.Conditions.Count > 1)
            yield return new RiskParameter($"Раздел {part.Code}: условия", part.Join == RiskJoin.Any ? "достаточно одного" : "должны выполняться все");
    }

    private static string Name(RiskSection part, RiskCondition condition) => condition.Test switch
    {
        RiskTest.AnyNegative => $"Раздел {part.Code}: вопросы о материальной базе ({RussianText.Number(condition.Indicators.Count)})",
        RiskTest.Sum => $"Сумма долей {string.Join(" + ", condition.Indicators)}",
        _ when condition.Indicators.Count == 1 => $"{condition.Indicators[0]}. {RiskIndicator.Find(condition.Indicators[0])?.Name}",
        _ => $"Доли {string.Join(", ", condition.Indicators)}",
    };

    private static string Value(RiskCondition condition) => RussianText.Nbsp(condition.Test switch
    {
        RiskTest.AnyNegative => "хотя бы один ответ «нет»",
        RiskTest.Several when condition.Indicators.Count > 1 =>
            $"{condition.Threshold.Words} — не менее чем по {RussianText.Count(condition.Needed, "показателю", "показателям", "показателям")} из {condition.Indicators.Count}",
        _ => condition.Threshold.Words,
    });
}
