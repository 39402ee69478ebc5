using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Indicators.Risks;

/// <summary>A verdict of the risk matrix in Russian sentences: which sections, by which numbers, what is missing.</summary>
public sealed class RiskExplanation(RiskRuleSet rules, RiskVerdict verdict)
{
    /// <summary>«рисковая», «не рисковая», «недостаточно данных».</summary>
    public static string Label(Ternary isRisk) => isRisk switch
    {
        Ternary.Yes => "рисковая",
        Ternary.No => "не рисковая",
        _ => "недостаточно данных",
    };

    /// <summary>The same, and «данные противоречивы» where that is why there is no verdict.</summary>
    public static string Label(RiskVerdict verdict) => verdict.IsContradictory ? "данные противоречивы" : Label(verdict.IsRisk);

    /// <summary>«Школа рисковая, если …»: how sections make a risk school, from «если» on.</summary>
    public static string Rule(RiskRuleSet rules) => RussianText.Nbsp(rules.Needed == 1 ? "сработал хотя бы один раздел"
        : rules.Needed == rules.Sections.Count ? "сработали все разделы"
        : $"сработало не менее {RussianText.Count(rules.Needed, "раздела", "разделов", "разделов")}");

    /// <summary>«есть риск», «риска нет», «недостаточно данных».</summary>
    public static string SectionLabel(Ternary triggered) => triggered switch
    {
        Ternary.Yes => "есть риск",
        Ternary.No => "риска нет",
        _ => "недостаточно данных",
    };

    /// <summary>How many sections are triggered, which, and how many the rule set asks for.</summary>
    public string Reason => RussianText.Nbsp(string.Join(' ', ReasonSentences()));

    /// <summary>Why a section is triggered, is not, or cannot be decided: one sentence for each condition that decides it.</summary>
    public string Section(RiskSectionOutcome section) =>
        RussianText.Nbsp(string.Join(' ', Deciding(section).Select(Sentence)));

    /// <summary>What triggered a section in as few words as fit a cell, «нет 2 из 7», «16,7 %», «2 показателя из 4»; null when it is not triggered.</summary>
    public static string? Brief(RiskSectionOutcome section) => section.Conditions.FirstOrDefault(condition => condition.Triggered == Ternary.Yes) is not { } decided ? null : decided.Condition.Test switch
    {
        RiskTest.AnyNegative => $"нет{RussianText.NoBreakSpace}{RussianText.OutOf(decided.Values.Count(value => value.Met == true), decided.Values.Count(value => value.Answer != RiskAnswer.NotApplicable))}",
        RiskTest.Sum => decided.Condition.Threshold.Print(decided.KnownSum!.Value),
        _ when decided.Condition.Indicators.Count == 1 => decided.Condition.Threshold.Print(decided.Values[0].Share!.Value.Percent!.Value),
        _ => RussianText.Nbsp($"{RussianText.Count(decided.Values.Count(value => value.Met == true), "показатель", "показателя", "показателей")} из {decided.Values.Count}"),
    };

    /// <summary>What weakens the verdict without changing it; empty when nothing does.</summary>
    public IReadOnlyList<string> Warnings => WarningSentences().Select(RussianText.Nbsp).ToArray();

    private IEnumerable<string> ReasonSentences()
    {
        var triggered = verdict.Sections.Where(section => section.Triggered == Ternary.Yes).Select(Named).ToArray();
        yield return triggered.Length == 0 ? "Ни один раздел не сработал."
            : $"{RussianText.Plural(triggered.Length, "Сработал", "Сработали", "Сработало")} "
                + $"{RussianText.Count(triggered.Length, "раздел", "раздела", "разделов")} из {verdict.Sections.Count}: {string.Join("; ", triggered)}.";
        var unknown = verdict.Sections.Where(section => section.Triggered == Ternary.Unknown).Select(Named).ToArray();
        if (unknown.Length > 0)
            yield return $"Недостаточно данных по {RussianText.Plural(unknown.Length, "разделу", "разделам", "разделам")}: {string.Join("; ", unknown)}"
                + (verdict.IsRisk == Ternary.Unknown ? "." : ", на вывод это не влияет.");
        if (verdict.Contradictions.Count > 0)
            yield return $"Данные противоречивы: {string.Join("; ", verdict.Contradictions.Select(Contradicted))}.";
        yield return $"Школа рисковая, если {Rule(rules)}.";
    }

    private static string Contradicted(RiskContradiction one) =>
        $"{RiskIndicator.Find(one.Code)?.Short ?? one.Code} — {char.ToLower(one.Message[0], RussianText.Culture)}{one.Message[1..]}";

    private static string Named(RiskSectionOutcome section) => $"{section.Section.Code} «{section.Section.Name}»";

    // A triggered section is explained by what triggered it; otherwise every condition has its say.
    private static IEnumerable<RiskConditionOutcome> Deciding(RiskSectionOutcome section) =>
        section.Triggered == Ternary.Yes ? section.Conditions.Where(condition => condition.Triggered == Ternary.Yes) : section.Conditions;

    private static string Sentence(RiskConditionOutcome outcome) => outcome.Condition.Test switch
    {
        RiskTest.AnyNegative => Answers(outcome),
        RiskTest.Sum => Sum(outcome),
        _ when outcome.Condition.Indicators.Count == 1 => Share(outcome),
        _ => Several(outcome),
    };

    private static string Answers(RiskConditionOutcome outcome)
    {
        var asked = outcome.Values.Count(value => value.Answer != RiskAnswer.NotApplicable);
        var negative = outcome.Values.Where(value => value.Met == true).Select(Short).ToArray();
        var sentence = negative.Length == 0
            ? $"Отрицательных ответов нет (вопросов {asked})"
            : $"Отрицательных ответов {RussianText.OutOf(negative.Length, asked)}: {string.Join("; ", negative)}";
        return sentence + Missing(outcome);
    }

    private static string Share(RiskConditionOutcome outcome)
    {
        var value = outcome.Values[0];
        return $"{Capital(Short(value))}: {value.Share!.Value.Words(outcome.Condition.Threshold)}, порог — {outcome.Condition.Threshold.Words}.";
    }

    private static string Several(RiskConditionOutcome outcome)
    {
        var condition = outcome.Condition;
        var met = outcome.Values.Where(value => value.Met == true).Select(value => Counted(value, condition.Threshold)).ToArray();
        var share = $"{RussianText.Decimal(condition.Threshold.Percent)} % {(condition.Threshold.Operator == ShareOperator.AtLeast ? "и больше" : "превышены")}";
        var sentence = met.Length == 0
            ? $"{share} — ни по одному показателю"
            : $"{share} — по {RussianText.OutOf(met.Length, outcome.Values.Count)} показателей: {string.Join("; ", met)}";
        return $"{sentence}; нужно не менее {RussianText.Number(condition.Needed)}{Missing(outcome)}";
    }

    private static string Sum(RiskConditionOutcome outcome)
    {
        var threshold = outcome.Condition.Threshold;
        var parts = outcome.Values.Where(value => value.Share!.Value.State == ShareState.Known).Select(value => Counted(value, threshold)).ToArray();
        if (parts.Length == 0)
            return $"Сумма долей не рассчитана, порог — {threshold.Words}{Missing(outcome)}";
        var named = outcome.Values.Count == 1 ? "Доля" : Missing(outcome) == "." ? "Сумма долей" : "Сумма известных долей";
        return $"{named} — {threshold.Print(outcome.KnownSum!.Value)}, порог — {threshold.Words}: {string.Join("; ", parts)}{Missing(outcome)}";
    }

    private static string Missing(RiskConditionOutcome outcome)
    {
        var missing = outcome.Values.Where(value => value.Met is null).Select(Short).ToArray();
        return missing.Length == 0 ? "." : $". Нет данных: {string.Join("; ", missing)}.";
    }

    private static string Counted(RiskValue value, Threshold threshold) => $"{Short(value)} — {value.Share!.Value.Words(threshold)}";

    private static string Short(RiskValue value) => RiskIndicator.Find(value.Code)?.Short ?? value.Code;

    private static string Capital(string text) => char.ToUpper(text[0], RussianText.Culture) + text[1..];

    private IEnumerable<string> WarningSentences()
    {
        var small = verdict.Sections.SelectMany(section => section.Values).Where(value => value is { SmallSample: true, Met: true })
            .Select(value => $"{Short(value)} ({RussianText.OutOf(value.Share!.Value.Part, value.Share.Value.Whole)})").Distinct().ToArray();
        if (small.Length > 0)
            yield return $"Малая выборка: {string.Join("; ", small)}.";
        var byPercent = verdict.Sections.SelectMany(section => section.Values).Where(value => value.Share?.OnlyPercent is not null)
            .Select(Short).Distinct().ToArray();
        if (byPercent.Length > 0)
            yield return $"По проценту, без численности: {string.Join("; ", byPercent)}.";
        if (verdict.Sections.SelectMany(section => section.Conditions)
            .Any(condition => condition is { Condition.Test: RiskTest.Sum, Triggered: Ternary.Yes } && condition.Values.Count(value => value.Met == true) > 1))
            yield return "Один ребёнок может входить в несколько долей: доли складываются без исключения повторов.";
    }
}
