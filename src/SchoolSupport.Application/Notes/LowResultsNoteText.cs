using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>Sentences of the September note that speak of the list: why a school is on it, how far the verdict is from changing, what is missing.</summary>
internal sealed class LowResultsNoteText
{
    private readonly LowResultsData list;
    private readonly ReportEdition edition;
    private readonly LowResultsPhrases phrases;
    private readonly LowResultsYears years;

    public LowResultsNoteText(LowResultsData list, LowResultsData? before, ReportEdition edition)
    {
        (this.list, this.edition) = (list, edition);
        years = new LowResultsYears(list, before);
        phrases = new LowResultsPhrases(Rules, Year, SchoolTerm.Of(list.Tenant.SchoolTerm), list.Titles);
    }

    private LowResultsRuleSet Rules => list.Run.Evaluation.Rules;
    private AcademicYear Year => list.Run.Year;
    private bool IsPublic => edition == ReportEdition.Publication;

    public string Basis() => "Основание: статья 97 Федерального закона от 29 декабря 2012 г. № 273-ФЗ «Об образовании в Российской Федерации»; "
        + (list.Tenant.MethodologyBasis.Trim().TrimEnd('.') is { Length: > 0 } order ? $"{order}."
            : $"приказ {list.Tenant.AuthorityGenitive} от «___» __________ 20__ г. № ____ об утверждении методики выявления школ с низкими образовательными результатами.");

    public string Method() => $"Методика: «{Rules.Name}», редакция {Rules.Version}. {phrases.Definition()} "
        + $"Школы, соответствующие критериям, образуют список школ с низкими образовательными результатами (далее — ШНОР, Список). {phrases.Criteria()} "
        + $"Результат с числом участников менее {Rules.SmallSampleBelow} отмечается как малая выборка.";

    public string Closed(ClosedLine closed) => $"{SchoolTitle.Of(closed.Name)} с {RussianText.LongDate(closed.ClosedOn)} "
        + (closed.Successor is { } heir ? $"присоединена к организации {SchoolTitle.Of(heir)}; её результаты правопреемнику {(closed.CountsWithSuccessor ? "переданы" : "не передаются")}." : "прекратила деятельность.");

    /// <summary>How many results were looked at, and how many of them are of small samples.</summary>
    public string Considered()
    {
        var (now, before) = (Results(0), Results(1));
        var small = now.Count(f => f.OnlyPercent is null && f.Participants < Rules.SmallSampleBelow);
        return $"{RussianText.Plural(now.Length, "Рассмотрен", "Рассмотрены", "Рассмотрено")} {RussianText.Count(now.Length, "результат", "результата", "результатов")} "
            + $"по {RussianText.DativeFeminine(Rules.Procedures.Count)} {RussianText.Plural(Rules.Procedures.Count, "процедуре", "процедурам", "процедурам")} (годом ранее — {RussianText.Number(before.Length)})"
            + (small == 0 ? "." : $", из них малых выборок — {RussianText.Number(small)}.");
    }

    private ProcedureFact[] Results(int place) => [.. years.Of(place).SelectMany(one => one.Facts.Procedures).Where(f => f.State == ProcedureState.Reported)];

    /// <summary>One low result this year and none before: a second one would put the school on the list.</summary>
    public bool IsNear(EvaluatedSchool school) =>
        school.Verdict is { Verdict: Verdict.NotIncluded, Current.LowCount: > 0, Previous.LowCount: 0 } && list.DecisionFor(school.SchoolId) is null;

    /// <summary>Why the school is on the list, with the year before beside it.</summary>
    public string Reason(EvaluatedSchool school)
    {
        var verdict = school.Verdict;
        if (verdict.Verdict != Verdict.Included)
            return "Решение муниципалитета" + (list.Decisions.FirstOrDefault(d => d.SchoolId == school.SchoolId) is { } decision
                ? $" от {RussianText.LongDate(decision.DecidedOn)}: {decision.Basis.Trim().TrimEnd('.')}." : ".");
        if (verdict.Criterion1 != Ternary.Yes)
            return $"Критерий 2. Низкие результаты получены в каждом из двух учебных лет: в {Year} — {Values(school.Facts.Current, verdict.Current, ", ")}; "
                + $"в {Year.Previous} — {Values(school.Facts.Previous, verdict.Previous, ", ")}.";
        return (verdict.Criterion2 == Ternary.Yes ? "Критерии 1 и 2. " : "Критерий 1. ")
            + $"В {Year} учебном году {Got(verdict.Current.LowCount)}: {Values(school.Facts.Current, verdict.Current, " — ")}. {Before(school)}";
    }

    private string Before(EvaluatedSchool school)
    {
        var outcome = school.Verdict.Previous;
        return outcome.NoHistory ? $"В {Year.Previous} учебном году школа не действовала."
            : outcome.NothingReported ? $"За {Year.Previous} учебный год нет данных."
            : outcome.LowCount > 0 ? $"В {Year.Previous} учебном году {Got(outcome.LowCount)}: {Values(school.Facts.Previous, outcome, " — ")}."
            : outcome.MissingCount > 0 ? $"За {Year.Previous} учебный год получены не все сведения; среди полученных низких результатов нет."
            : $"В {Year.Previous} учебном году низких результатов не было.";
    }

    private static string Got(int low) => low == 1 ? "низкий результат получен по одной процедуре" : $"низкие результаты получены по {RussianText.DativeFeminine(low)} процедурам";

    /// <summary>Low procedures with their counts; in the edition for publication their names alone.</summary>
    private string Values(YearFacts year, YearOutcome outcome, string dash) => NoteWords.And([.. outcome.LowIndexes().Select(i => IsPublic
        ? ProcedureWords.InText(Rules.Procedures[i], list.Titles(Rules.Procedures[i]))
        : phrases.Value(year, i).Replace(" — ", dash, StringComparison.Ordinal))]);

    public string OnThreshold(EvaluatedSchool school) => IsPublic ? "" : string.Join(' ', phrases.OnThreshold(school.Facts, school.Verdict).Select(NoteWords.Capital));

    /// <summary>What the verdict depends on; nothing where every low result is of one participant, which is said apart.</summary>
    public string? Margin(EvaluatedSchool school) => IsPublic || IsOfSingles(school) || school.Verdict.Margin is not { Leaves: true } || phrases.Margin(school.Verdict) is not { } margin
        ? null : NoteWords.Capital(margin);

    private static bool IsOfSingles(EvaluatedSchool school) => Low(school).Any() && Low(school).All(low => low.Fact.Participants == 1);

    private static IEnumerable<(ProcedureFact Fact, int Index, AcademicYear Year)> Low(EvaluatedSchool school) =>
        new[] { (school.Facts.Current, school.Verdict.Current), (school.Facts.Previous, school.Verdict.Previous) }
            .SelectMany(year => year.Item2.LowIndexes().Select(i => (year.Item1.Procedures[i], i, year.Item2.Year)));

    public string? SmallSamples(EvaluatedSchool school)
    {
        if (IsPublic)
            return null;
        if (IsOfSingles(school))
            return $"Малые выборки: в каждой из {RussianText.GenitiveFeminine(Low(school).Count())} учтённых процедур один участник; вывод требует подтверждения результатами следующего года.";
        var small = Low(school).Where(low => low.Fact is { OnlyPercent: null } fact && fact.Participants < Rules.SmallSampleBelow).ToArray();
        return small.Length == 0 ? null : $"{RussianText.Plural(small.Length, "Малая выборка", "Малые выборки", "Малые выборки")}: "
            + string.Join("; ", small.Select(low => $"{ProcedureWords.InText(Rules.Procedures[low.Index], list.Titles(Rules.Procedures[low.Index]))}{(low.Year == Year ? "" : $", {low.Year}")} "
                + $"({RussianText.Count(low.Fact.Participants, "участник", "участника", "участников")}; один участник — {(100m / low.Fact.Participants).ToString("0.0", RussianText.Culture)} п. п.)")) + ".";
    }

    public string Insufficient(EvaluatedSchool school) => NoteWords.Capital(phrases.Insufficient(school.Facts, school.Verdict, edition));
}
