using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Collects what the frame shows for the current request. Asked once a page, by the layout.</summary>
public sealed class ShellContext(PageYear year)
{
    private const int YearsOffered = 4;

    public Task<ShellModel> GetAsync(HttpContext http)
    {
        var model = new ShellModel(
            Organisation: "Управление образования",
            Municipality: "",
            RoleLabel: http.User.Identity?.IsAuthenticated == true ? "Пользователь" : null,
            Years: Years(),
            Year: year.Value,
            Menu: DepartmentMenu,
            InboxCount: 0,
            SearchLabel: "Поиск по школам",
            SearchPlaceholder: "Школа",
            Footer: "");
        return Task.FromResult(model);
    }

    private AcademicYear[] Years()
    {
        var newest = year.Current;
        var offered = Enumerable.Range(0, YearsOffered).Select(back => new AcademicYear(newest.StartYear - back));
        return [.. offered.Append(year.Value).Distinct().OrderDescending()];
    }

    private static readonly MenuItem[] DepartmentMenu =
    [
        new("Главная", "/"),
        new("Школы", "/schools"),
        new("Результаты", "/results",
            new MenuItem("Загрузки", "/results/uploads"),
            new MenuItem("Процедуры", "/results/procedures"),
            new MenuItem("Сводка", "/results/summary")),
        new("Выявление", "/identification",
            new MenuItem("Низкие результаты", "/identification/low-results"),
            new MenuItem("Перечень ФИОКО", "/identification/federal-list"),
            new MenuItem("Методика", "/identification/rules")),
        new("Отчёты", "/reports"),
        new("Настройки", "/settings",
            new MenuItem("Муниципалитет", "/settings/municipality"),
            new MenuItem("Пользователи", "/settings/users"),
            new MenuItem("Справочники", "/settings/reference"),
            new MenuItem("История изменений", "/settings/history")),
    ];
}
