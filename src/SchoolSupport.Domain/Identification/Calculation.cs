using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Identification;

/// <summary>One line of the numbers put into the formula.</summary>
/// <param name="Comparison">«400 ≥ 270»; null when there is nothing to compare.</param>
/// <param name="IsLow">As in <see cref="ProcedureOutcome.IsLow"/>.</param>
/// <param name="Conclusion">«низкий», «низкий, ровно на пороге», «не низкий», «нет данных» and so on.</param>
public sealed record CalculationLine(
    AcademicYear Year, string Procedure, int? Failed, int? Participants, string? Comparison, bool? IsLow, string Conclusion);

/// <summary>«Как это считается»: always these five parts in this order, in Russian.</summary>
public sealed record Calculation(
    string Rule, string Formula, IReadOnlyList<CalculationLine> Numbers, string Result, string Source)
{
    /// <param name="source">Where the numbers come from (files, rows, the run), without the rule set, which is added.</param>
    public static Calculation Of(
        LowResultsRuleSet rules, SchoolFacts facts, LowResultsVerdict verdict, Func<string, string> title, string source) =>
        new(RussianText.Nbsp(RuleOf(rules)),
            RussianText.Nbsp($"100 × не справились ≥ {RussianText.Decimal(rules.ThresholdPercent)} × участники"),
            LinesOf(rules, facts.Current, verdict.Current, title)
                .Concat(LinesOf(rules, facts.Previous, verdict.Previous, title)).ToArray(),
            RussianText.Nbsp(ResultOf(rules, verdict)),
            RussianText.Nbsp($"{source.TrimEnd()} Методика «{rules.Name}», редакция {rules.Version}.".TrimStart()));

    private static string RuleOf(LowResultsRuleSet rules) =>
        "Школа включается, если выполнено хотя бы одно условие: за год низкие результаты "
        + $"{AtLeastBy(rules.ProceduresForOneYear)} {(rules.ProceduresForOneYear == 1 ? "процедуре" : "процедурам")} "
        + $"из {RussianText.GenitiveFeminine(rules.Procedures.Count)} или в каждом из двух последних лет "
        + $"{AtLeastBy(rules.ProceduresForTwoYears)}. Результат процедуры низкий, если не справились "
        + $"{RussianText.Decimal(rules.ThresholdPercent)} % участников или больше.";

    private static string AtLeastBy(int count) =>
        count == 1 ? "хотя бы по одной" : $"не менее чем по {RussianText.DativeFeminine(count)}";

    private static string ResultOf(LowResultsRuleSet rules, LowResultsVerdict verdict)
    {
        var (now, before) = (verdict.Current, verdict.Previous);
        var oneYear = $"За год: {RussianText.Count(now.LowCount, "низкий результат", "низких результата", "низких результатов")}"
            + $"{Gaps(now)} — первое условие {Fulfilled(verdict.Criterion1)}.";
        var decided = verdict.Criterion2 == Ternary.No && before.Has(rules.ProceduresForTwoYears) == Ternary.No ? [before]
            : verdict.Criterion2 == Ternary.No ? new[] { now } : [before, now];
        var years = string.Join(", ", decided.Select(year =>
            $"в {year.Year} году низких результатов {RussianText.Number(year.LowCount)}{Gaps(year)}"));
        return $"{oneYear} За два года: {years} — второе {Fulfilled(verdict.Criterion2)}. Достаточно одного.";
    }

    private static string Gaps(YearOutcome year) => year.MissingCount == 0 ? ""
        : $" (нет данных по {RussianText.Count(year.MissingCount, "процедуре", "процедурам", "процедурам")})";

    private static string Fulfilled(Ternary value) => value switch
    {
        Ternary.Yes => "выполнено",
        Ternary.No => "не выполнено",
        _ => "проверить нельзя",
    };

    private static IEnumerable<CalculationLine> LinesOf(
        LowResultsRuleSet rules, YearFacts facts, YearOutcome outcome, Func<string, string> title)
    {
        for (var i = 0; i < facts.Procedures.Length; i++)
            yield return LineOf(rules, facts.Year, title(rules.Procedures[i]), facts.Procedures[i], outcome.Procedures[i]);
    }

    private static CalculationLine LineOf(
        LowResultsRuleSet rules, AcademicYear year, string procedure, ProcedureFact fact, ProcedureOutcome outcome)
    {
        if (outcome.IsLow is not { } isLow)
            return new CalculationLine(year, procedure, null, null, null, null, fact.State switch
            {
                ProcedureState.Missing => "нет данных",
                ProcedureState.NotApplicable => "не проводится",
                _ => "участников не было",
            });
        var (left, right) = fact.OnlyPercent is { } percent
            ? (percent, rules.ThresholdPercent)
            : (100m * fact.Failed, rules.ThresholdPercent * fact.Participants);
        var conclusion = !isLow ? "не низкий" : left == right ? "низкий, ровно на пороге" : "низкий";
        var comparison = $"{RussianText.Decimal(left)} {(isLow ? '≥' : '<')} {RussianText.Decimal(right)}";
        return fact.OnlyPercent is not null
            ? new CalculationLine(year, procedure, null, null, comparison, isLow, conclusion + ", по проценту")
            : new CalculationLine(year, procedure, fact.Failed, fact.Participants, comparison, isLow, conclusion);
    }
}
