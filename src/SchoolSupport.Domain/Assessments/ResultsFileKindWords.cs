namespace SchoolSupport.Domain.Assessments;

/// <summary>What kinds of files are called: a stable code for programs, a label for people.</summary>
public static class ResultsFileKindWords
{
    /// <summary>Such as <c>vpr-mark-statistics</c>.</summary>
    public static string Code(this ResultsFileKind kind) => kind switch
    {
        ResultsFileKind.VprMarkStatistics => "vpr-mark-statistics",
        ResultsFileKind.VprJournalComparison => "vpr-journal-comparison",
        ResultsFileKind.VprScoreDistribution => "vpr-score-distribution",
        ResultsFileKind.VprProtocol => "vpr-protocol",
        ResultsFileKind.VprRegionalTable => "vpr-regional-table",
        ResultsFileKind.OgeSchools => "oge-schools",
        ResultsFileKind.EgeSchools => "ege-schools",
        ResultsFileKind.FlatTable => "flat-table",
        ResultsFileKind.OwnTemplate => "own-template",
        _ => "unknown",
    };

    /// <summary>For lists: «ВПР, статистика по отметкам».</summary>
    public static string Label(this ResultsFileKind kind) => kind switch
    {
        ResultsFileKind.VprMarkStatistics => "ВПР, статистика по отметкам",
        ResultsFileKind.VprJournalComparison => "ВПР, сравнение с отметками по журналу",
        ResultsFileKind.VprScoreDistribution => "ВПР, распределение первичных баллов",
        ResultsFileKind.VprProtocol => "ВПР, протокол участников",
        ResultsFileKind.VprRegionalTable => "ВПР, региональная таблица по школам",
        ResultsFileKind.OgeSchools => "ОГЭ, сводка по школам",
        ResultsFileKind.EgeSchools => "ЕГЭ, сводка по школам",
        ResultsFileKind.FlatTable => "Сводная таблица методиста",
        ResultsFileKind.OwnTemplate => "Шаблон системы",
        _ => "Вид не распознан",
    };
}
