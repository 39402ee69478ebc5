using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>The left rail: a role sees only what it may open, a school's people their own entries.</summary>
public static class ShellMenu
{
    private sealed record Entry(string Title, string Path, string Permission, params IReadOnlyList<Entry> Children);

    private static readonly Entry[] Department =
    [
        new("Главная", "/", Permissions.Home),
        new("Школы", "/schools", Permissions.SchoolsView),
        new("Результаты", "/results", Permissions.ResultsView,
            new Entry("Сводка", "/results/summary", Permissions.ResultsView),
            new Entry("Загрузки", "/results/uploads", Permissions.UploadsView),
            new Entry("Процедуры", "/results/procedures", Permissions.ResultsView),
            new Entry("Сдача результатов", "/results/deliveries", Permissions.UploadsView)),
        new("Выявление", "/identification", Permissions.IdentificationView,
            new Entry("Низкие результаты", "/identification/low-results", Permissions.IdentificationView),
            new Entry("Перечень ФИОКО", "/identification/federal-list", Permissions.IdentificationView),
            new Entry("Методика", "/identification/rules", Permissions.IdentificationView)),
        new("Программы", "/programs", Permissions.ProgramsView,
            new Entry("Все программы", "/programs", Permissions.ProgramsView),
            new Entry("Мероприятия управления", "/programs/tasks", Permissions.ExecutionReport),
            new Entry("Ждут подтверждения", "/programs/execution/review", Permissions.ExecutionReview),
            new Entry("Календарь", "/programs/calendar", Permissions.ProgramsView)),
        new("Мониторинг", "/monitoring/campaigns", Permissions.MonitoringView,
            new Entry("Сбор данных", "/monitoring/campaigns", Permissions.MonitoringView),
            new Entry("Рисковые школы", "/monitoring/risk", Permissions.IdentificationView),
            new Entry("Условия и результаты", "/monitoring/context", Permissions.IdentificationView),
            new Entry("Показатели", "/monitoring/indicators", Permissions.IdentificationView),
            new Entry("Справки", "/monitoring/notes", Permissions.NotesView)),
        new("Отчёты", "/reports", Permissions.ReportsDownload),
        new("Справочники", "/settings/reference", Permissions.ReferenceView),
        new("Настройки", "/settings/municipality", Permissions.TenantSettings,
            new Entry("Муниципалитет", "/settings/municipality", Permissions.TenantSettings),
            new Entry("Пользователи", "/settings/users", Permissions.UsersManage)),
        new("История изменений", "/settings/history", Permissions.AuditView),
        new("Регион", "/region", Permissions.RegionView),
        new("Муниципалитеты", "/platform/tenants", Permissions.TenantsManage),
    ];

    private static readonly Entry[] School =
    [
        new("Главная", "/", Permissions.Home),
        new("Моя школа", "/schools", Permissions.SchoolsView),
        new("Мои мероприятия", "/programs/tasks", Permissions.ExecutionReport,
            new Entry("Календарь", "/programs/calendar", Permissions.ProgramsView)),
        new("Анкеты", "/monitoring/campaigns", Permissions.MonitoringView),
        new("Программы", "/programs", Permissions.ProgramsView),
        new("Результаты", "/results/summary", Permissions.ResultsView,
            new Entry("Сдать результаты", "/results/uploads/new", Permissions.ResultsUpload),
            new Entry("Мои загрузки", "/results/uploads", Permissions.UploadsView)),
    ];

    public static IReadOnlyList<MenuItem> Of(CurrentActor actor) => Allowed(actor.IsSchool ? School : Department, actor);

    private static MenuItem[] Allowed(IEnumerable<Entry> entries, CurrentActor actor) =>
        [.. entries.Where(e => actor.May(e.Permission)).Select(e => new MenuItem(e.Title, e.Path, Allowed(e.Children, actor)))];
}
