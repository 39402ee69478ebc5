using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>What the history says of programmes, their roadmaps and their execution.</summary>
public static class ProgramHistoryWords
{
    public static readonly IReadOnlyDictionary<string, string> Entities = new Dictionary<string, string>
    {
        ["support_programs"] = "программа",
        ["program_versions"] = "редакция программы",
        ["program_orders"] = "приказ",
        ["program_order_links"] = "что утверждает приказ",
        ["program_participants"] = "участие школы в программе",
        ["roadmaps"] = "таблица дорожной карты",
        ["roadmap_sections"] = "раздел дорожной карты",
        ["measures"] = "мероприятие",
        ["measure_schools"] = "школа мероприятия",
        ["program_imports"] = "файл с дорожной картой",
        ["program_templates"] = "шаблон программы",
        ["execution_reports"] = "отчёт о мероприятии",
        ["execution_evidence"] = "документ к отчёту",
        ["calendar_feeds"] = "ссылка на календарь",
        ["digest_subscriptions"] = "подписка на письма",
    };

    public static readonly IReadOnlyDictionary<string, string> Operations = new Dictionary<string, string>
    {
        ["programs.program-added"] = "создана программа",
        ["programs.program-changed"] = "изменены сведения о программе",
        ["programs.program-removed"] = "программа удалена",
        ["programs.program-restored"] = "программа восстановлена",
        ["programs.passport-changed"] = "изменён паспорт программы",
        ["programs.directions-changed"] = "изменены направления программы",
        ["programs.stages-changed"] = "изменены этапы программы",
        ["programs.managerial-measures-changed"] = "изменены управленческие меры",
        ["programs.legal-bases-changed"] = "изменены правовые основания",
        ["programs.indicators-changed"] = "изменены показатели программы",
        ["programs.participants-added"] = "школы включены в программу",
        ["programs.participant-changed"] = "изменено участие школы",
        ["programs.participant-removed"] = "школа убрана из программы",
        ["programs.order-added"] = "добавлен приказ",
        ["programs.order-changed"] = "изменён приказ",
        ["programs.order-removed"] = "удалён приказ",
        ["programs.version-added"] = "начата редакция с изменениями",
        ["programs.version-sent"] = "редакция отправлена на утверждение",
        ["programs.version-recalled"] = "редакция отозвана с утверждения",
        ["programs.version-returned"] = "редакция возвращена на доработку",
        ["programs.version-approved"] = "редакция утверждена",
        ["programs.version-superseded"] = "редакция заменена следующей",
        ["programs.version-discarded"] = "черновик редакции удалён",
        ["programs.years-moved"] = "сроки перенесены на следующий год",
        ["programs.import-read"] = "прочитан файл с дорожной картой",
        ["programs.import-stored"] = "дорожная карта загружена из файла",
        ["programs.paper-downloaded"] = "скачан документ программы",
        ["programs.report-downloaded"] = "скачан отчёт об исполнении",
        ["programs.roadmap-added"] = "добавлена таблица дорожной карты",
        ["programs.roadmap-changed"] = "изменена таблица дорожной карты",
        ["programs.roadmap-replaced"] = "таблица дорожной карты заменена загруженной",
        ["programs.roadmap-removed"] = "удалена таблица дорожной карты",
        ["programs.columns-changed"] = "изменены столбцы дорожной карты",
        ["programs.section-added"] = "добавлен раздел",
        ["programs.section-changed"] = "изменён раздел",
        ["programs.section-moved"] = "перенесён раздел",
        ["programs.section-removed"] = "удалён раздел",
        ["programs.measure-added"] = "добавлено мероприятие",
        ["programs.measures-pasted"] = "вставлены мероприятия",
        ["programs.measure-changed"] = "изменено мероприятие",
        ["programs.measures-changed"] = "изменены мероприятия",
        ["programs.measures-moved"] = "перенесены мероприятия",
        ["programs.measures-copied"] = "скопированы мероприятия",
        ["programs.measures-removed"] = "удалены мероприятия",
        ["programs.measures-restored"] = "возвращены мероприятия",
        ["programs.measures-renumbered"] = "мероприятия перенумерованы",
        ["programs.edit-undone"] = "изменение дорожной карты отменено",
        ["programs.execution-reported"] = "отчёт о мероприятии",
        ["programs.execution-withdrawn"] = "отчёт отозван",
        ["programs.execution-confirmed"] = "отчёт подтверждён",
        ["programs.execution-returned"] = "отчёт возвращён",
        ["programs.execution-cancelled"] = "срок отменён",
        ["programs.execution-resumed"] = "отмена срока снята",
        ["programs.evidence-added"] = "приложен документ",
        ["programs.evidence-removed"] = "документ убран",
        ["programs.calendar-link-created"] = "создана ссылка на календарь",
        ["programs.calendar-link-revoked"] = "ссылка на календарь отозвана",
        ["programs.digest-subscribed"] = "подписка на письма о сроках",
        ["programs.digest-unsubscribed"] = "отказ от писем о сроках",
        ["programs.digest-written"] = "подготовлены письма о сроках",
        ["programs.template-added"] = "из программы сделан шаблон",
        ["programs.template-changed"] = "изменён шаблон управления",
        ["programs.template-removed"] = "удалён шаблон управления",
        ["programs.demonstration-added"] = "загружены демонстрационные программы",
    };

    internal static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["Title"] = "название", ["DocumentKind"] = "вид документа", ["PeriodFrom"] = "действует с", ["PeriodTo"] = "действует по", ["AcademicPlan"] = "по учебным годам",
        ["TemplateCode"] = "шаблон", ["RemovedAt"] = "удалено", ["Number"] = "номер", ["ChangeNote"] = "что меняется", ["ApprovedOn"] = "дата приказа",
        ["ReturnComment"] = "замечание", ["DatedOn"] = "дата", ["Issuer"] = "кем издан", ["Approves"] = "утверждает", ["PlanYear"] = "год плана", ["OrderYear"] = "год приказа",
        ["Direction"] = "направление", ["Code"] = "номер", ["Form"] = "форма проведения", ["DeadlineText"] = "срок", ["ResponsibleText"] = "ответственные",
        ["IndicatorText"] = "показатель", ["ResultText"] = "результат", ["SchoolText"] = "школы", ["SchoolScope"] = "для кого", ["Grades"] = "классы",
        ["Artefacts"] = "документы по итогам", ["Level"] = "уровень", ["NeedsAnswer"] = "срок требует уточнения", ["CancelledReason"] = "почему отменено",
        ["Description"] = "описание", ["OccurrenceTitle"] = "срок", ["Due"] = "до", ["Progress"] = "итог", ["Review"] = "проверка", ["DoneOn"] = "выполнено",
        ["ReviewComment"] = "ответ управления", ["Kind"] = "вид документа", ["Url"] = "ссылка", ["RevokedAt"] = "отозвана", ["Address"] = "адрес", ["Weekday"] = "день недели",
    };

    /// <summary>Ids, stamps, places and what the pages of the programme show far better than one line could: passports and schedules.</summary>
    internal static readonly IReadOnlySet<string> Unspoken = new HashSet<string>
    {
        "ProgramId", "VersionId", "RoadmapId", "MeasureId", "SectionId", "ParentId", "LineId", "RoadmapLineId", "MeasureLineId", "OrderId", "BasedOnId", "ReportId", "UserId",
        "SentAt", "SentBy", "ApprovedAt", "SupersededAt", "ReportedAt", "ReportedBy", "ReviewedAt", "ReviewedBy", "LastReadAt",
        "Content", "Details", "Columns", "Deadline", "Inherited", "SubItems", "Other", "Responsibles", "SourcePlace", "SortOrder", "OccurrenceKey", "ContentType", "SecretHash", "Reading",
    };

    /// <summary>A number that stands for a word; null for any other.</summary>
    internal static string? Number(string entity, string field, int number) => (entity, field) switch
    {
        ("program_versions", "Status") => (VersionStatus)number switch
        {
            VersionStatus.Draft => "черновик",
            VersionStatus.OnApproval => "на утверждении",
            VersionStatus.Approved => "утверждена",
            _ => "заменена",
        },
        ("program_order_links", "Approves") => (OrderSubject)number switch
        {
            OrderSubject.Programme => "программу",
            OrderSubject.Roadmap => "дорожную карту",
            OrderSubject.SchoolList => "перечень школ",
            _ => "координатора",
        },
        ("measures", "SchoolScope") => (SchoolScope)number switch
        {
            SchoolScope.Participants => "школы-участницы",
            SchoolScope.Group => "группа школ",
            SchoolScope.Listed => "отдельные школы",
            _ => "орган управления образованием",
        },
        ("measures", "Level") => (MeasureLevel)number switch
        {
            MeasureLevel.Municipal => "муниципальный",
            MeasureLevel.Methodical => "методическая служба",
            _ => "школа",
        },
        ("execution_reports", "Progress") => (ReportedStatus)number switch
        {
            ReportedStatus.InProgress => "в работе",
            ReportedStatus.Done => "выполнено",
            ReportedStatus.Cancelled => "отменено",
            _ => "не применимо",
        },
        ("execution_reports", "Review") => (ReportReview)number switch
        {
            ReportReview.Draft => "не отправлен",
            ReportReview.Submitted => "ждёт подтверждения",
            ReportReview.Confirmed => "подтверждён",
            _ => "возвращён",
        },
        _ => null,
    };

    /// <summary>One of several values of a field.</summary>
    internal static string Listed(string field, string value) => field == nameof(Measure.Artefacts) ? ArtefactKind.Find(value)?.Name ?? value : value;
}
