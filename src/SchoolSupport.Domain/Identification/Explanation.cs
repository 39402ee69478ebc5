using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Identification;

/// <summary>The verdict on a school in Russian sentences: why, how far from changing, what to keep in mind.</summary>
/// <param name="title">Title of a procedure by its code, not declined: «ВПР, русский язык, 6 класс».</param>
public sealed class Explanation(
    LowResultsRuleSet rules, SchoolFacts facts, LowResultsVerdict verdict, Func<string, string> title)
{
    /// <summary>More missing procedures than this are counted, not listed.</summary>
    private const int MissingListed = 3;

    private AcademicYear Now => facts.Current.Year;
    private AcademicYear Before => facts.Previous.Year;

    /// <summary>«включена», «не включена», «недостаточно данных».</summary>
    public static string Label(Verdict verdict) => verdict switch
    {
        Verdict.Included => "включена",
        Verdict.NotIncluded => "не включена",
        _ => "недостаточно данных",
    };

    /// <summary>Why the verdict is what it is, in one to three sentences.</summary>
    public string Reason => RussianText.Nbsp(string.Join(' ', ReasonSentences().OfType<string>()));

    /// <summary>What weakens the verdict without changing it; empty when nothing does.</summary>
    public IReadOnlyList<string> Warnings => WarningSentences().Select(RussianText.Nbsp).ToArray();

    /// <summary>«Ещё 1 ученик», «Меньше на 1 ученика», «—».</summary>
    public string MarginHeadline => verdict.Margin switch
    {
        null => "—",
        { Leaves: true } margin => "Меньше на " + RussianText.Count(margin.Pupils, "ученика", "ученика", "учеников"),
        var margin => "Ещё " + RussianText.Count(margin.Pupils, "ученик", "ученика", "учеников"),
    };

    /// <summary>The procedures behind the margin, or why there is none.</summary>
    public string MarginDetail => RussianText.Nbsp(verdict switch
    {
        { Margin: { } margin } => string.Join("; ", margin.Steps.Select(step =>
            $"{Title(step.ProcedureIndex)}: {RussianText.OutOf(step.Failed, step.Participants)}, порог {step.LowFrom}")),
        { Verdict: Verdict.InsufficientData } => $"Считается после уточнения данных за {YearsToComplete()}.",
        { Verdict: Verdict.Included } => "Не считается: результаты даны только в процентах.",
        _ => "Не считается: процедур, по которым есть число участников, не хватает.",
    });

    private string YearsToComplete() =>
        verdict.Current.MissingCount > 0 && verdict.Previous.MissingCount > 0 ? $"{Now} и {Before} годы"
        : $"{(verdict.Current.MissingCount > 0 ? Now : Before)} год";

    private IEnumerable<string?> ReasonSentences() => verdict.Verdict switch
    {
        Verdict.Included when verdict.Criterion1 == Ternary.Yes => IncludedByOneYear(),
        Verdict.Included => [IncludedByTwoYears()],
        Verdict.NotIncluded => NotIncluded(),
        _ => Undecided(),
    };

    private IEnumerable<string?> IncludedByOneYear()
    {
        var low = verdict.Current.LowCount;
        yield return low == 1
            ? $"В {Now} году низкий результат по одной процедуре: {Low(facts.Current, verdict.Current)}."
            : $"В {Now} году низкие результаты по {RussianText.DativeFeminine(low)} процедурам: {Low(facts.Current, verdict.Current)}.";
        if (verdict.Previous.LowCount > 0)
            yield return WasLow();
        else if (verdict.Previous.NothingReported)
            yield return $"За {Before} год данных нет ни по одной процедуре, на вывод это не влияет.";
    }

    private string IncludedByTwoYears()
    {
        const string start = "Низкие результаты два года подряд: ";
        if (verdict.Current.LowCount > 1 || verdict.Previous.LowCount > 1)
            return $"{start}в {Before} году — {Low(facts.Previous, verdict.Previous)}; "
                + $"в {Now} году — {Low(facts.Current, verdict.Current)}.";
        var before = verdict.Previous.LowIndexes().First();
        var now = verdict.Current.LowIndexes().First();
        return $"{start}{Title(before)} в {Before} году ({Value(facts.Previous, before)}) "
            + $"и {Title(now)} в {Now} году ({Value(facts.Current, now)}).";
    }

    private IEnumerable<string?> NotIncluded()
    {
        var (now, before) = (verdict.Current, verdict.Previous);
        if (Clean(now) && Clean(before))
        {
            yield return $"Низких результатов нет ни в {Now}, ни в {Before} году.";
            yield break;
        }
        yield return now.LowCount switch
        {
            0 => NoneLow(now),
            1 => $"Низкий результат только по одной процедуре: {Low(facts.Current, now)}.",
            var low => $"Низкие результаты только по {RussianText.DativeFeminine(low)} процедурам: {Low(facts.Current, now)}.",
        };
        if (now is { MissingCount: > 0, NothingReported: false })
            yield return $"{NoData(now)}, на вывод это не влияет.";
        yield return before.LowCount > 0 ? WasLow() : NoneLow(before);
        if (before is { MissingCount: > 0, NothingReported: false })
            yield return $"{NoData(before)}, на вывод это не влияет.";
    }

    private IEnumerable<string?> Undecided()
    {
        var (now, before) = (verdict.Current, verdict.Previous);
        if (!now.NothingReported)
            yield return now.LowCount switch
            {
                0 => NoneLow(now),
                1 => $"В {Now} году один низкий результат: {Low(facts.Current, now)}.",
                var low => $"В {Now} году низкие результаты по {RussianText.DativeFeminine(low)} процедурам: {Low(facts.Current, now)}.",
            };
        var needed = rules.ProceduresForTwoYears;
        var includedFrom = before.Has(needed) == Ternary.Yes
            ? Math.Min(needed, rules.ProceduresForOneYear) : rules.ProceduresForOneYear;
        var beforeDecides = now.Has(needed) != Ternary.No && before.Has(needed) == Ternary.Unknown;
        var nowDecides = now.Has(includedFrom) == Ternary.Unknown
            || (now.Has(needed) == Ternary.Unknown && before.Has(needed) != Ternary.No);
        if (before.LowCount > 0)
            yield return WasLow();
        if (beforeDecides && !nowDecides)
            yield return $"{NoData(before)}: {IfLow(needed - before.LowCount, "был")}, школа войдёт в список.";
        else if (nowDecides && !beforeDecides)
            yield return $"{NoData(now)}: {IfLow(includedFrom - now.LowCount, "есть")}, школа войдёт в список.";
        else
            yield return $"{NoData(now)}. {NoData(before)}. Вывод зависит от этих данных.";
    }

    private static string IfLow(int needed, string verb) => needed <= 1
        ? $"если низкий результат {verb}"
        : $"если низких результатов там не меньше {RussianText.Number(needed)}";

    private IEnumerable<string> WarningSentences()
    {
        foreach (var (year, outcome) in new[] { (facts.Current, verdict.Current), (facts.Previous, verdict.Previous) })
        {
            var small = outcome.Indexes(procedure => procedure is { IsLow: true, SmallSample: true })
                .Select(i => $"{Title(i)} ({Participants(year.Procedures[i].Participants)})").ToArray();
            if (small.Length > 0)
                yield return $"Малая выборка в {year.Year} году: {Join(small)}.";
            var byPercent = outcome.Indexes(procedure => procedure.ByPercent).Select(Title).ToArray();
            if (byPercent.Length > 0)
                yield return $"По проценту, без числа участников, в {year.Year} году: {Join(byPercent)}.";
        }
        if (verdict.HasNoHistory)
            yield return $"Нет истории за {Before} год: ни одна процедура к школе не относилась.";
    }

    private static string Participants(int n) => RussianText.Count(n, "участник", "участника", "участников");

    private static bool Clean(YearOutcome year) => year is { LowCount: 0, MissingCount: 0, NoHistory: false };

    private string WasLow() => verdict.Previous.LowCount switch
    {
        1 => $"В {Before} году был один: {Low(facts.Previous, verdict.Previous)}.",
        2 => $"В {Before} году было два: {Low(facts.Previous, verdict.Previous)}.",
        var low => $"В {Before} году было {RussianText.Number(low)}: {Low(facts.Previous, verdict.Previous)}.",
    };

    private static string NoneLow(YearOutcome year) => year switch
    {
        { NoHistory: true } => $"За {year.Year} год истории нет.",
        { NothingReported: true } => $"За {year.Year} год данных нет ни по одной процедуре.",
        { MissingCount: > 0 } => $"В {year.Year} году среди полученных результатов низких нет.",
        _ => $"В {year.Year} году низких результатов нет.",
    };

    private string NoData(YearOutcome year)
    {
        if (year.NothingReported)
            return $"За {year.Year} год данных нет ни по одной процедуре";
        var missing = year.MissingIndexes().Select(Title).ToArray();
        var word = missing.Length == 1 ? "процедуре" : "процедурам";
        var listed = missing.Length <= MissingListed ? $" ({string.Join("; ", missing)})" : $" из {year.ApplicableCount}";
        return $"За {year.Year} год нет данных по {RussianText.DativeFeminine(missing.Length)} {word}{listed}";
    }

    private string Low(YearFacts year, YearOutcome outcome) =>
        Join(outcome.LowIndexes().Select(i => $"{Title(i)} ({Value(year, i)})").ToArray());

    private static string Value(YearFacts year, int index) => year.Procedures[index] switch
    {
        { OnlyPercent: { } percent } => RussianText.Decimal(percent) + RussianText.NarrowNoBreakSpace + "%",
        var fact => RussianText.OutOf(fact.Failed, fact.Participants),
    };

    // Titles hold commas, so three and more are parted by semicolons.
    private static string Join(IReadOnlyList<string> items) => items.Count switch
    {
        1 => items[0],
        2 => $"{items[0]} и {items[1]}",
        _ => string.Join("; ", items),
    };

    private string Title(int index) => title(rules.Procedures[index]);
}
