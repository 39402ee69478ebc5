using System.Globalization;

namespace SchoolSupport.Application.Notes;

/// <summary>What is advised against a low result of a procedure: to the pupils' next class of the national tests, to the present ninth and eleventh of the exams.</summary>
internal static class LowResultsAdvice
{
    public const string NearThreshold = "Входная диагностика по предмету; рассмотрение её результатов на школьном методическом объединении; помощь обучающимся до начала процедур";
    public const string ByDecision = "Разбор причин на школьном методическом объединении; школьная программа улучшения результатов по основанию, указанному в решении";
    private const string Other = "Поэлементный анализ результатов; повторение неосвоенных тем в рабочей программе";
    private const string One = "; рассмотрение результата индивидуально (малая выборка)";

    /// <param name="procedure">Code of a procedure, such as «vpr-math-5».</param>
    /// <param name="isSingle">One participant: it is looked at individually.</param>
    public static string For(string procedure, bool isSingle)
    {
        var parts = procedure.Split('-');
        var subject = parts.Contains("math") ? "Математика" : parts.Contains("russian") ? "Русский язык" : null;
        var advice = (parts[0], subject) switch
        {
            ("vpr", not null) when int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var grade) =>
                $"{subject}, {grade + 1} класс: поэлементный анализ ВПР; повторение неосвоенных тем в рабочей программе; индивидуальные маршруты обучающихся группы риска",
            ("oge", not null) => $"{subject}, 9 класс: поэлементный анализ ОГЭ; {Exams}",
            ("ege", not null) => $"{subject}, 11 класс: поэлементный анализ ЕГЭ; {Exams}",
            _ => Other,
        };
        return isSingle ? advice + One : advice;
    }

    private const string Exams = "входная диагностика и консультации; участие учителей в работе методического объединения";
}
