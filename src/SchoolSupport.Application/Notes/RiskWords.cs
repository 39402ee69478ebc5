using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Notes;

/// <summary>Sentences of notes about the risk matrix.</summary>
internal static class RiskWords
{
    /// <summary>The conditions of every section, with the operators of the rule set.</summary>
    public static string Method(RiskRuleSet rules) => string.Join(' ', rules.Sections.Select(section =>
        $"Раздел {section.Code} срабатывает, если {string.Join(section.Join == RiskJoin.Any ? " или " : " и ", section.Conditions.Select(Condition))}."));

    /// <summary>How children of several groups are counted; null where nothing is summed.</summary>
    public static string? Repeats(RiskRuleSet rules) => rules.Sections.SelectMany(section => section.Conditions).FirstOrDefault(condition => condition.Test == RiskTest.Sum) switch
    {
        null => null,
        { InsteadOfSum: null } => "Один ребёнок может входить в несколько долей раздела 3: доли складываются без исключения повторов.",
        _ => "Если школа дала долю детей, входящих хотя бы в одну из групп раздела 3, берётся она, и каждый ребёнок учтён один раз; иначе доли складываются.",
    };

    private static string Condition(RiskCondition condition)
    {
        var names = condition.Indicators.Select(code => RiskIndicator.Find(code)!.Short).ToArray();
        return condition.Test switch
        {
            RiskTest.AnyNegative => $"хотя бы на один из вопросов о материальной базе ({RussianText.Number(names.Length)}) дан ответ «нет»",
            RiskTest.Sum => $"сумма долей ({NoteWords.And(names)}) {condition.Threshold.Words}",
            _ when names.Length == 1 => $"доля «{names[0]}» {condition.Threshold.Words}",
            _ => $"не менее чем по {RussianText.Count(condition.Needed, "показателю", "показателям", "показателям")} из {names.Length} ({string.Join("; ", names)}) доля {condition.Threshold.Words}",
        };
    }

    /// <summary>«Сработали 2 раздела из 4: 2 «…», 4 «…».»; no numbers.</summary>
    public static string Triggered(RiskVerdict verdict) =>
        $"{Count(verdict)}: {NoteWords.And([.. verdict.Sections.Where(s => s.Triggered == Ternary.Yes).Select(s => $"{s.Section.Code}{RussianText.NoBreakSpace}«{s.Section.Name}»")])}.";

    private static string Count(RiskVerdict verdict) => $"{RussianText.Plural(verdict.Triggered, "Сработал", "Сработали", "Сработало")} {RussianText.Count(verdict.Triggered, "раздел", "раздела", "разделов")} из {verdict.Sections.Count}";

    /// <summary>Every triggered section with the exact values that triggered it, what cannot be decided, and cautions.</summary>
    public static string Explained(RiskRuleSet rules, RiskVerdict verdict)
    {
        var explanation = new RiskExplanation(rules, verdict);
        return string.Join(' ', verdict.Sections.Where(s => s.Triggered == Ternary.Yes).Select(s => $"Раздел {s.Section.Code} «{s.Section.Name}». {explanation.Section(s)}")
            .Prepend($"{Count(verdict)}.")
            .Concat(verdict.Sections.Where(s => s.Triggered == Ternary.Unknown).Select(s => $"По разделу {s.Section.Code} недостаточно данных."))
            // What holds of the method stands in it once, not beside each school.
            .Concat(explanation.Warnings.Where(warning => !warning.StartsWith("Один", StringComparison.Ordinal))));
    }

    /// <summary>Which sections cannot be decided, for want of what or by which contradictions; no numbers, because it is published too.</summary>
    public static string Missing(RiskVerdict verdict) => string.Join(' ', verdict.Sections.Where(s => s.Triggered == Ternary.Unknown).SelectMany(s => Undecided(verdict, s)));

    private static IEnumerable<string> Undecided(RiskVerdict verdict, RiskSectionOutcome part)
    {
        var contradicted = verdict.Contradictions.Select(c => c.Code).ToArray();
        var (wrong, missing) = (part.Missing.Where(contradicted.Contains).Select(Name).ToArray(), part.Missing.Except(contradicted).Select(Name).ToArray());
        if (missing.Length > 0)
            yield return $"По разделу {part.Section.Code} «{part.Section.Name}» нет сведений: {string.Join("; ", missing)}.";
        if (wrong.Length > 0)
            yield return $"По разделу {part.Section.Code} «{part.Section.Name}» данные противоречивы: {string.Join("; ", wrong)}.";
    }

    private static string Name(string code) => RiskIndicator.Find(code)?.Short ?? code;

    public static string DeficitName(string code) => Deficit.Find(code)?.Name ?? RiskIndicator.Find(code)?.Short ?? code;
}
