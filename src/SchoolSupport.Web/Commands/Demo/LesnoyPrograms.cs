using SchoolSupport.Application.Programs;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>The programme of Лесной муниципальный район: other columns, directions with measures of their own, reports by academic years.</summary>
internal static class LesnoyPrograms
{
    public static async Task TellAsync(DemoSteps steps, DemoExecution execution)
    {
        var (today, lists, tenant) = (await steps.TodayAsync(), await steps.ListsAsync(), steps.Department.Tenant);
        var from = new DateOnly(today.Year - 1, 1, 1);
        var listed = lists.SelectMany(list => list).Distinct().ToList();
        var id = await steps.CreateAsync("main", DemoDrafts.Of(tenant, "three-directions", from.Year, 3, today,
        [
            .. listed.Select(school => new NewParticipant(school, "", "Ежегодный расчёт низких результатов", from)),
            .. new[] { steps.Department.OwnSchool }.Except(listed).Select(school => new NewParticipant(school, "RISK", "Выявлены факторы риска", from)),
        ]));
        await steps.ApproveAsync(id, 1, "6-р", from.AddDays(20), "Об утверждении программы повышения качества образования", tenant.AuthorityName);
        await execution.ReportAsync(id, settled: false);
        await steps.TellAsync(id);
    }
}
