namespace SchoolSupport.Domain.Programs;

/// <summary>What is asked when a deadline cannot be sure.</summary>
internal static class DeadlineQuestions
{
    public static DeadlineQuestion Empty { get; } = new("empty", "Срок не указан. Он тот же, что в строке выше, или его нет?");
    public static DeadlineQuestion Unread(string text) => new("unread", $"Не удалось понять срок «{text}». Как его вести?");
    public static DeadlineQuestion UnreadPart(string part) => new("unread-part", $"Понято не всё: «{part}». Верен ли срок без этих слов?");
    public static DeadlineQuestion NoOwner { get; } = new("owner-missing", "Чей это график? Сроки появятся, когда график будет известен.");
    public static DeadlineQuestion Inverted(string one, string other) => new("months-inverted", $"Месяцы идут в обратном порядке: {one} или {other}?");
    public static DeadlineQuestion NoSeparator(string one, string other) => new("separator-missing", $"Между сроками нет знака: {one} или {other}?");
    public static DeadlineQuestion TermsApart { get; } = new("separator-missing", "Между сроками нет знака. Это несколько сроков?");
    public static DeadlineQuestion NoYear { get; } = new("year-missing", "Год не указан: каждый год или в одном году?");
    public static DeadlineQuestion YearsOrSchoolYear(Years years) => new("years-or-school-year", $"«{years.First}-{years.Last}»: два календарных года или учебный год?");
    public static DeadlineQuestion DatesDescend { get; } = new("dates-inverted", "Конец срока раньше начала. Какие даты верны?");
    public static DeadlineQuestion Until(string one, string other) => new("until-unclear", $"Последний день – {one} или {other}?");
    public static DeadlineQuestion Slip(string written, string read) => new("month-misspelt", $"«{written}» прочитано как «{read}». Верно?");
    public static DeadlineQuestion PartOfMonth(string word) => new("part-of-month", $"«{word}»: какой точный день?");
    public static DeadlineQuestion Approximate(string word) => new("approximate", $"Срок назван приблизительно: «{word}». Какой срок вести?");
    public static DeadlineQuestion SchoolTerms { get; } = new("school-terms", "Четверти и триместры в школах кончаются в разные дни. Какие сроки вести?");
    public static DeadlineQuestion YearEnd { get; } = new("year-end", "Итоги какого года: учебного, в июне, или календарного, в декабре?");
    public static DeadlineQuestion Weekday { get; } = new("weekday", "Дни недели система не ведёт. Как часто это делается?");
    public static DeadlineQuestion NoFrequency(string word) => new("frequency-missing", $"«{word}»: как часто?");
    public static DeadlineQuestion Contradiction { get; } = new("contradiction", "Срок назван и один раз, и повторяющимся. Что верно?");
    public static DeadlineQuestion EventAndDate { get; } = new("event-and-date", "Названы и событие, и дата. Что считать сроком?");
    public static DeadlineQuestion SchoolYearEdge(string word) => new("school-year-edge", $"«{word}»: к какому дню?");
}
