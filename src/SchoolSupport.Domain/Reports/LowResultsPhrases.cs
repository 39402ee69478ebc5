using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Domain.Reports;

/// <summary>
/// Sentences of the list of schools with low results, made from the rule set and the facts. Names of schools and
/// procedures are never declined; shares stand beside their counts only (domain reference, sections 6.1 and 6.2).
/// </summary>
/// <param name="title">Title of a procedure by its code.</param>
public sealed class LowResultsPhrases(LowResultsRuleSet rules, AcademicYear year, SchoolTerm term, Func<string, string> title)
{
    /// <summary>A margin above this many pupils is called steady.</summary>
    public const int SteadyAbove = 5;

    private string Threshold => $"{RussianText.Decimal(rules.ThresholdPercent)} %";

    /// <summary>What a low result is, and which procedures are looked at.</summary>
    public string Definition()
    {
        var exams = rules.Procedures.Any(code => code.StartsWith("oge-", StringComparison.Ordinal) || code.StartsWith("ege-", StringComparison.Ordinal));
        string?[] failing =
        [
            rules.Procedures.Any(code => code.StartsWith("vpr-", StringComparison.Ordinal))
                ? "получили отметку «2» (всероссийские проверочные работы, ВПР)" : null,
            exams ? "не преодолели минимальный порог (основной и единый государственные экзамены, ОГЭ и ЕГЭ)" : null,
        ];
        var meaning = string.Join(" или ", failing.OfType<string>());
        return $"Результат процедуры признаётся низким, если не менее {Threshold} её участников в {term.Prepositional} не справились с работой"
            + (meaning.Length > 0 ? $", то есть {meaning}. " : ". ")
            + $"В расчёт входят результаты {RussianText.GenitiveFeminine(rules.Procedures.Count)} {RussianText.Plural(rules.Procedures.Count, "процедуры", "процедур", "процедур")}: "
            + string.Join("; ", rules.Procedures.Select(InText)) + ". "
            + (exams ? "Результаты ОГЭ и ЕГЭ учитываются до пересдачи, без выпускников прошлых лет. " : "")
            + "Доля сравнивается с порогом до округления. Процедура, в которой не было участников, не рассматривается.";
    }

    /// <summary>The two criteria with the counts of the rule set.</summary>
    public string Criteria() =>
        $"{SchoolTerm.Capital(term.One)} включается в Список, если выполнен хотя бы один критерий. "
        + $"Критерий 1: в {year} учебном году {LowBy(rules.ProceduresForOneYear)}. "
        + $"Критерий 2: в каждом из двух учебных лет — {year} и {year.Previous} — {LowBy(rules.ProceduresForTwoYears)}. "
        + $"Если данных недостаточно, чтобы подтвердить или отклонить критерий, {term.One} в Список не включается и указывается в нём отдельно.";

    private static string LowBy(int count) => count == 1
        ? "низкий результат получен хотя бы по одной процедуре"
        : $"низкие результаты получены не менее чем по {RussianText.DativeFeminine(count)} процедурам";

    /// <summary>How many schools are on the list, and by what.</summary>
    /// <param name="by">Schools by criterion 1 alone, by criterion 2 alone, by both, by decision of the municipality.</param>
    /// <param name="judged">Schools that worked in the list year.</param>
    public string Included((int First, int Second, int Both, int Decision) by, int judged)
    {
        var count = by.First + by.Second + by.Both + by.Decision;
        if (count == 0)
            return $"{SchoolTerm.Capital(term.Many)}, соответствующих критериям, не выявлено. Проверены результаты за {year} учебный год: {term.Count(judged)}.";
        string?[] parts =
        [
            by.First > 0 ? $"{by.First} — по критерию 1" : null,
            by.Second > 0 ? $"{by.Second} — по критерию 2" : null,
            by.Both > 0 ? $"{by.Both} — по обоим критериям" : null,
            by.Decision > 0 ? $"{by.Decision} — по решению муниципалитета" : null,
        ];
        return $"В Список {term.Verb(count, "включен")} {term.Count(count)} из {judged}, действовавших в {year} учебном году (таблица 1): "
            + string.Join(", ", parts.OfType<string>()) + ". "
            + $"{SchoolTerm.Capital(term.Few)} приведены в алфавитном порядке; порядок не отражает уровень результатов.";
    }

    /// <summary>The list-year results that a verdict depends on: «вывод зависит от результата одного участника: …».</summary>
    public string? Margin(LowResultsVerdict verdict)
    {
        if (verdict.Margin is not { } margin)
            return null;
        if (margin.Leaves && margin.Pupils > SteadyAbove)
            return $"вывод устойчив: до его изменения не менее {RussianText.Count(margin.Pupils, "участника", "участников", "участников")}.";
        var now = margin.Steps.Select(step => $"{InText(rules.Procedures[step.ProcedureIndex])} — {RussianText.OutOf(step.Failed, step.Participants)}").ToArray();
        var changed = margin.Steps.Select(step => RussianText.OutOf(step.Failed + (margin.Leaves ? -step.Pupils : step.Pupils), step.Participants)).ToArray();
        return $"вывод зависит от {Pupils(margin.Pupils)}: {Join(now)}; при {Join(changed)} {term.One} "
            + (margin.Leaves ? $"в Список не {term.Agree("вошла", "вошло")} бы." : $"{term.Agree("вошла", "вошло")} бы в Список.");
    }

    private static string Pupils(int n) => n == 1
        ? "результата одного участника"
        : $"результатов {(n is >= 2 and <= 9 ? RussianText.GenitiveFeminine(n) : RussianText.Number(n))} участников";

    /// <summary>«ОГЭ по математике — 3 из 10 (30,0 %)»; under five participants without a share.</summary>
    public string Value(YearFacts facts, int index)
    {
        var fact = facts.Procedures[index];
        var value = fact.OnlyPercent is { } percent ? RussianText.Percent(percent, rules.ThresholdPercent)
            : fact.Participants < SmallNumbers.Fewest ? RussianText.OutOf(fact.Failed, fact.Participants)
            : RussianText.Share(fact.Failed, fact.Participants, rules.ThresholdPercent);
        return $"{InText(rules.Procedures[index])} — {value}";
    }

    /// <summary>Results that stand on the threshold or are one pupil under it, of the list year.</summary>
    public IEnumerable<string> OnThreshold(SchoolFacts facts, LowResultsVerdict verdict)
    {
        for (var i = 0; i < facts.Current.Procedures.Length; i++)
        {
            var fact = facts.Current.Procedures[i];
            if (verdict.Current.Procedures[i].IsLow is null || fact.OnlyPercent is not null)
                continue;
            if (100m * fact.Failed == rules.ThresholdPercent * fact.Participants)
                yield return $"{Value(facts.Current, i)}; доля равна порогу, по правилу «не менее {Threshold}» результат признан низким.";
        }
    }

    /// <summary>Why no verdict could be made, with the low results when the edition prints counts.</summary>
    public string Insufficient(SchoolFacts facts, LowResultsVerdict verdict, ReportEdition edition)
    {
        var sentences = new List<string>();
        if (edition == ReportEdition.Internal && verdict.Current.LowCount > 0)
            sentences.Add($"в {year} учебном году {Got(verdict.Current.LowCount)}: {Low(facts.Current, verdict.Current)}");
        if (edition == ReportEdition.Internal && verdict.Previous.LowCount > 0)
            sentences.Add($"в {year.Previous} учебном году {Got(verdict.Previous.LowCount)}: {Low(facts.Previous, verdict.Previous)}");
        var undecided = new List<string>();
        if (verdict.Criterion1 == Ternary.Unknown)
            undecided.Add("1");
        if (verdict.Criterion2 == Ternary.Unknown)
            undecided.Add("2");
        var missing = new[] { verdict.Current, verdict.Previous }.Where(y => y.MissingCount > 0).Select(Missing).ToArray();
        sentences.Add($"{string.Join("; ", missing)}, поэтому {(undecided.Count == 1 ? $"критерий {undecided[0]} не подтверждён и не отклонён" : "критерии 1 и 2 не подтверждены и не отклонены")}");
        return string.Join("; ", sentences) + ".";
    }

    private string Missing(YearOutcome outcome)
    {
        if (outcome.NothingReported)
            return $"за {outcome.Year} учебный год нет данных";
        var names = outcome.MissingIndexes().Select(i => InText(rules.Procedures[i])).ToArray();
        return $"за {outcome.Year} учебный год не получены сведения по {RussianText.DativeFeminine(names.Length)} {RussianText.Plural(names.Length, "процедуре", "процедурам", "процедурам")} ({string.Join("; ", names)})";
    }

    private static string Got(int low) => low == 1
        ? "низкий результат получен по одной процедуре"
        : $"низкие результаты получены по {RussianText.DativeFeminine(low)} процедурам";

    /// <summary>«ВПР по математике в 6 классе — 1 из 3», several joined.</summary>
    public string Low(YearFacts facts, YearOutcome outcome) => Join([.. outcome.LowIndexes().Select(i => Value(facts, i))]);

    private static string Join(IReadOnlyList<string> items) => items.Count switch
    {
        1 => items[0],
        2 => $"{items[0]} и {items[1]}",
        _ => string.Join("; ", items),
    };

    private string InText(string code) => ProcedureWords.InText(code, title(code));
}
