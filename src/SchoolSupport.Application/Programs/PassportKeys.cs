namespace SchoolSupport.Application.Programs;

/// <summary>The fields of a passport that the program knows (domain reference, 2.1) with the heading they usually have. A department may print any other.</summary>
public static class PassportKeys
{
    /// <summary>Prints <see cref="ProgramContent.LegalBases"/>.</summary>
    public const string LegalBases = "legal-bases";

    public static readonly IReadOnlyList<(string Key, string Label)> All =
    [
        ("name", "Наименование программы"), ("motto", "Девиз"), ("developers", "Разработчики"), ("executors", "Исполнители"),
        (LegalBases, "Основания разработки"), ("goal", "Цель"), ("tasks", "Задачи"), ("directions", "Направления"),
        ("indicators", "Основные показатели"), ("term", "Сроки реализации"), ("financing", "Финансовое обеспечение"),
        ("expected-results", "Ожидаемые результаты"), ("effects", "Эффекты реализации"), ("control", "Контроль исполнения"),
        ("communication", "Информационная поддержка"), ("coordinator", "Координатор"), ("mechanisms", "Механизмы реализации"),
        ("resources", "Ресурсное обеспечение"), ("principles", "Принципы"), ("participants", "Участники"),
        ("context", "Характеристика системы образования"), ("model", "Модель поддержки"), ("structure", "Структура документа"),
        ("abbreviations", "Перечень сокращений"), ("approval", "Согласование и рассылка"),
    ];

    /// <summary>Null for a key that is none.</summary>
    public static string? LabelOf(string key) => All.Where(k => k.Key == key).Select(k => k.Label).FirstOrDefault();
}
