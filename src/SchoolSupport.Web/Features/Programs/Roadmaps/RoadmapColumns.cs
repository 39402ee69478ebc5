using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>Columns as forms and the script name them, and how narrow screens call them.</summary>
public static class RoadmapColumns
{
    private static readonly Dictionary<RoadmapColumn, (string Key, string Short, string Width)> Known = new()
    {
        [RoadmapColumn.Code] = ("code", "Номер", "w-5 nw"),
        [RoadmapColumn.Title] = ("title", "Мероприятие", ""),
        [RoadmapColumn.Form] = ("form", "Форма", "w-12"),
        [RoadmapColumn.Deadline] = ("deadline", "Срок", "w-18"),
        [RoadmapColumn.Responsible] = ("responsible", "Ответственный", "w-14"),
        [RoadmapColumn.Indicator] = ("indicator", "Показатель", "w-14"),
        [RoadmapColumn.Result] = ("result", "Результат", "w-14"),
        [RoadmapColumn.Schools] = ("schools", "Школы", "w-12"),
        [RoadmapColumn.Level] = ("level", "Уровень", "w-10"),
        [RoadmapColumn.Other] = ("other", "", "w-12"),
    };

    public static string Key(RoadmapColumn column) => Known[column].Key;

    public static string Width(RoadmapColumn column) => Known[column].Width;

    /// <summary>What a card on a phone calls the cell; a column of the department's own keeps its heading.</summary>
    public static string Short(RoadmapColumnHeading column) => column.Kind == RoadmapColumn.Other ? column.Heading : Known[column.Kind].Short;

    /// <summary>What a column of a kind is usually headed.</summary>
    public static string Usual(RoadmapColumn column) => column switch
    {
        RoadmapColumn.Code => "№ п/п",
        RoadmapColumn.Title => "Наименование мероприятия",
        RoadmapColumn.Form => "Форма проведения",
        RoadmapColumn.Deadline => "Сроки исполнения",
        RoadmapColumn.Responsible => "Ответственный исполнитель",
        RoadmapColumn.Indicator => "Показатель оценки качества",
        RoadmapColumn.Result => "Ожидаемый результат",
        RoadmapColumn.Schools => "Школы",
        RoadmapColumn.Level => "Уровень",
        _ => "",
    };

    /// <summary>Null for a text that is no key.</summary>
    public static RoadmapColumn? Find(string? key)
    {
        foreach (var (column, known) in Known)
            if (known.Key == key)
                return column;
        return null;
    }
}
