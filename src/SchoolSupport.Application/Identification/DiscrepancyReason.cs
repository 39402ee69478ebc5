using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>A likely reason why the federal list and the calculation differ, in Russian: an aid to a person, never a verdict.</summary>
public static class DiscrepancyReason
{
    /// <param name="includedIn">Earlier list years in which the school was included, the earliest first.</param>
    public static string Of(Evaluation evaluation, EvaluatedSchool school, Discrepancy discrepancy, IReadOnlyList<AcademicYear> includedIn) =>
        RussianText.Nbsp(discrepancy switch
        {
            Discrepancy.OnlyCalculated => OnlyCalculated(school),
            Discrepancy.OnlyFederal => OnlyFederal(evaluation.Year, school, includedIn),
            Discrepancy.FederalWithoutData => "Школа есть в перечне, а для расчёта не хватает данных: дополните результаты.",
            _ => "",
        });

    private static string OnlyCalculated(EvaluatedSchool school)
    {
        var low = LowFacts(school).ToArray();
        if (low.Length > 0 && low.All(f => f.Participants == 1))
            return $"{(low.Length == 2 ? "Оба низких результата получены" : "Низкие результаты получены")} на одном участнике (1 из 1): "
                + "малая выборка, федеральный расчёт такие результаты мог не учесть.";
        if (low.Length > 0 && school.Verdict.HasSmallSample)
            return "Среди низких результатов есть малые выборки: федеральный расчёт такие результаты мог не учесть.";
        return school.Verdict.Margin is { Pupils: 1 }
            ? "До порога не хватает одного ученика: небольшое расхождение в данных меняет вывод. Сверьте число участников."
            : "Сверьте загруженные результаты с теми, по которым составлен перечень.";
    }

    private static string OnlyFederal(AcademicYear year, EvaluatedSchool school, IReadOnlyList<AcademicYear> includedIn)
    {
        if (includedIn.Count > 0)
            return $"Была включена в {RunWords.Years(includedIn)}; в {year} году "
                + (school.Verdict.Current.LowCount == 0 ? "низких результатов нет" : "условия включения не выполнены")
                + ". Перечень мог быть составлен по прошлым годам.";
        return school.Verdict.Margin is { Pupils: 1 }
            ? "До порога остаётся один ученик: небольшое расхождение в данных меняет вывод. Сверьте число участников."
            : "По загруженным результатам оснований для включения нет. Проверьте, все ли файлы загружены и верны ли они.";
    }

    private static IEnumerable<ProcedureFact> LowFacts(EvaluatedSchool school) =>
        school.Verdict.Current.LowIndexes().Select(i => school.Facts.Current.Procedures[i])
            .Concat(school.Verdict.Previous.LowIndexes().Select(i => school.Facts.Previous.Procedures[i]));
}
