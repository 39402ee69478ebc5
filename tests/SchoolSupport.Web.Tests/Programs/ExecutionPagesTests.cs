using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Programs;

/// <summary>The execution of a programme as pages: who sees what of it, by which conditions, and how many commands it takes.</summary>
[Collection(AppCollection.Name)]
public sealed class ExecutionPagesTests(TestHost host)
{
    [Fact]
    public async Task Index_ShowsMeasuresBySectionsWithStatesAndCounts()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await world.SendAsync(world.Director, world.First);

        var page = await world.Methodist.Browser.GetPageAsync(world.Path);

        Assert.Contains("Выполнено 0 из 3 мероприятий", page.Text(".lead"));
        Assert.Contains("1. Организационные мероприятия", page.Text("table .part"));
        Assert.Equal(["не начато", "в работе", "просрочено на 56 дней"], page.QuerySelectorAll("tbody tr:not(.part) .mark").Select(m => m.TextContent.Trim().Replace('\u00A0', ' ')));
        Assert.Contains("ждут подтверждения: 1", page.Text("tbody"));
        Assert.Contains("выполнено 0 из 2", page.Text("tbody"));
        Assert.Equal($"/programs/execution/review?program={world.Program}", page.QuerySelector(".head .btn-main")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("state=late", ExecutionWorld.Late)]
    [InlineData("responsible=Руководители ОО", ExecutionWorld.Plans)]
    [InlineData("state=done", null)]
    public async Task Index_Conditions_StandInTheAddress(string query, string? expected)
    {
        var world = await ExecutionWorld.CreateAsync(host);

        var page = await world.Methodist.Browser.GetPageAsync($"{world.Path}?{query}");

        Assert.Equal(expected is null ? [] : [expected], page.QuerySelectorAll("tbody tr:not(.part) th a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Index_ByPeriodAndSchool_CountsTheLinesThatFit()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var (from, to) = (ExecutionWorld.Today.AddDays(5), ExecutionWorld.Today.AddDays(12));

        var period = await world.Methodist.Browser.GetPageAsync($"{world.Path}?from={from:dd.MM.yyyy}&to={to:dd.MM.yyyy}");
        var school = await world.Methodist.Browser.GetPageAsync($"{world.Path}?school={world.Second}");

        Assert.DoesNotContain(ExecutionWorld.Late, period.QuerySelectorAll("tbody tr:not(.part) th a").Select(a => a.TextContent));
        Assert.Equal([ExecutionWorld.Plans], school.QuerySelectorAll("tbody tr:not(.part) th a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Index_BySchools_IsAMatrix()
    {
        var world = await ExecutionWorld.CreateAsync(host);

        var page = await world.Methodist.Browser.GetPageAsync($"{world.Path}?view=matrix");

        Assert.Equal(["Мероприятие", "Управление", "Берёзовская СОШ", "Ключевская ООШ"], page.QuerySelectorAll("table.exec-matrix thead th").Select(h => h.TextContent.Trim()));
        var late = page.QuerySelectorAll("table.exec-matrix tbody tr").Single(r => r.TextContent.Contains(ExecutionWorld.Late, StringComparison.Ordinal));
        Assert.Equal(["не для этой школы", "просрочено", "не для этой школы"], late.QuerySelectorAll("td").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task Index_ForASchool_HoldsItsMeasuresAndNobodyElses()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await world.SendAsync(world.Director, world.First);

        var page = await world.OtherDirector.Browser.GetPageAsync(world.Path);
        var measure = await world.OtherDirector.Browser.GetPageAsync(await world.MeasureAsync(ExecutionWorld.Plans));

        Assert.Equal([ExecutionWorld.Plans], page.QuerySelectorAll("tbody tr:not(.part) th a").Select(a => a.TextContent));
        Assert.DoesNotContain("Берёзовская", page.Text());
        Assert.Equal(1, measure.QuerySelectorAll("tbody tr:not(.part)").Length);
        Assert.DoesNotContain("Берёзовская", measure.Text());
        Assert.Equal(HttpStatusCode.NotFound, (await world.OtherDirector.Browser.GetAsync(await world.MeasureAsync(ExecutionWorld.Own))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OtherDirector.Browser.GetAsync(await world.MeasureAsync(ExecutionWorld.Late))).StatusCode);
    }

    [Fact]
    public async Task Index_OfADraft_SaysWhenExecutionBegins()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        await using var scope = world.Tenant.Scope(Roles.Coordinator);
        var draft = await scope.ServiceProvider.GetRequiredService<ProgramService>()
            .CreateAsync(ProgramSamples.Program("Ещё черновик", []), CancellationToken.None);

        Assert.Contains("Программа ещё не утверждена", (await world.Methodist.Browser.GetPageAsync($"/programs/{draft}/execution")).Text());
        Assert.Equal(HttpStatusCode.NotFound, (await world.Director.Browser.GetAsync($"/programs/{draft}/execution")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Methodist.Browser.GetAsync($"/programs/{Guid.NewGuid()}/execution")).StatusCode);
    }

    [Fact]
    public async Task Tasks_OfASchool_AreItsLinesByUrgency()
    {
        var world = await ExecutionWorld.CreateAsync(host);

        var open = await world.Director.Browser.GetPageAsync("/programs/tasks");
        await world.SendAsync(world.Director, world.First);
        var waiting = await world.Director.Browser.GetPageAsync("/programs/tasks?show=waiting");
        var department = await world.Methodist.Browser.GetPageAsync("/programs/tasks");

        Assert.Equal(["1.3. Собеседования с директорами", "1.2. Планы школ"], open.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
        Assert.Contains("через 10 дней", open.Text("tbody"));
        Assert.Equal(["1.2. Планы школ"], waiting.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
        Assert.Equal(["1.1. Приказ о координаторе"], department.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Home_TellsWhatIsLateSoonWaitsAndCameBack()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);

        var department = await world.Methodist.Browser.GetPageAsync("/");
        Assert.Contains("1 мероприятие просрочено", department.Text(".tally"));
        Assert.Contains("1 отчёт ждёт подтверждения", department.Text(".tally"));
        Assert.Contains("Собеседования с директорами", department.Text("section[aria-labelledby=overdue]"));
        Assert.Contains("Берёзовская СОШ", department.Text("section[aria-labelledby=confirm]"));
        Assert.Contains("через 10 дней", department.Text("section[aria-labelledby=soon]"));
        Assert.Equal("1", department.QuerySelector(".top-links .count")!.FirstChild!.TextContent.Trim());

        using (await ExecutionWorld.PressAsync(world.Methodist, line, "/return", new KeyValuePair<string, string>("GiveBack.Comment", "Нет подписи"))) { }
        var school = await world.Director.Browser.GetPageAsync("/");
        Assert.Contains("1 отчёт возвращён", school.Text(".tally"));
        Assert.Contains("Нет подписи", school.Text("section[aria-labelledby=returned-reports]"));
        Assert.Contains("Собеседования с директорами", school.Text("section[aria-labelledby=overdue]"));
        Assert.Equal("1", school.QuerySelector(".top-links .count")!.FirstChild!.TextContent.Trim());
        var other = await world.OtherDirector.Browser.GetPageAsync("/");
        Assert.DoesNotContain("Собеседования", other.Text());
        Assert.DoesNotContain("Нет подписи", other.Text());
    }

    [Theory]
    [InlineData("execution", 8)]
    [InlineData("matrix", 8)]
    [InlineData("measure", 8)]
    [InlineData("line", 11)]
    [InlineData("/programs/tasks", 4)]
    [InlineData("/programs/calendar", 4)]
    [InlineData("/programs/calendar?view=year", 4)]
    [InlineData("/programs/execution/review", 4)]
    [InlineData("/", 9)]
    public async Task Page_SendsNoMoreCommandsThanItsBudget(string which, int budget)
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var line = await world.SendAsync(world.Director, world.First);
        var path = which switch
        {
            "execution" => world.Path, "matrix" => $"{world.Path}?view=matrix", "measure" => await world.MeasureAsync(ExecutionWorld.Plans), "line" => line, _ => which,
        };
        await world.Methodist.Browser.GetPageAsync(path);

        var frame = await SqlCounter.CountAsync(() => world.Methodist.Browser.GetPageAsync("/results/uploads/new"));
        var commands = await SqlCounter.CountAsync(() => world.Methodist.Browser.GetPageAsync(path));

        var own = commands.Count - frame.Count;
        Assert.True(own >= 1 && own <= budget, $"{own} commands beside the frame's {frame.Count}:\n{string.Join("\n---\n", commands)}");
    }

    [Fact]
    public async Task Calendar_ShowsWhatIsOverdueFirstAndThePeriodByItsAddress()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var due = ExecutionWorld.Today.AddDays(10);
        var browser = world.Methodist.Browser;

        var month = await browser.GetPageAsync($"/programs/calendar?at={due:yyyy-MM}");
        var quarter = await browser.GetPageAsync($"/programs/calendar?view=quarter&at={due:yyyy-MM}");
        var year = await browser.GetPageAsync($"/programs/calendar?view=year&at={due:yyyy-MM}&school={world.Second}");
        var nonsense = await browser.GetPageAsync("/programs/calendar?view=decade&at=whenever&program=x");

        Assert.Contains("просрочено на 56 дней", month.Text("section[aria-labelledby=overdue]"));
        Assert.Contains("Планы школ", month.Text("section[aria-labelledby=h-due]"));
        Assert.Contains("2 школы", month.Text("section[aria-labelledby=h-due]"));
        Assert.NotNull(month.QuerySelector($"a[href='#d-{due.Day}']"));
        Assert.Equal(4, quarter.QuerySelectorAll(".cal-months thead th").Length);
        Assert.Equal(13, year.QuerySelectorAll(".cal-months thead th").Length);
        Assert.Null(year.QuerySelector("section[aria-labelledby=overdue]"));
        Assert.DoesNotContain(ExecutionWorld.Own, year.Text("section[aria-labelledby=h-due]"));
        Assert.NotNull(nonsense.QuerySelector("table.cal"));
    }

    [Fact]
    public async Task Calendar_BySectionAndForASchool_HoldsOnlyThose()
    {
        var world = await ExecutionWorld.CreateAsync(host);
        var of = $"/programs/calendar?at={ExecutionWorld.Today.AddDays(10):yyyy-MM}&program={world.Program}";
        var section = (await world.Methodist.Browser.GetPageAsync(of)).QuerySelector("select[name=section] option:not([value=''])")!.GetAttribute("value");

        var known = await world.Methodist.Browser.GetPageAsync($"{of}&section={section}");
        var unknown = await world.Methodist.Browser.GetPageAsync($"{of}&section={Guid.NewGuid()}");
        var own = await world.OtherDirector.Browser.GetPageAsync($"{of}&school={world.First}");

        Assert.Contains("Планы школ", known.Text("section[aria-labelledby=h-due]"));
        Assert.Contains("сроков нет", unknown.Text("section[aria-labelledby=h-due]"));
        Assert.DoesNotContain("Собеседования", own.Text());
        Assert.DoesNotContain("Берёзовская", own.Text());
        Assert.Contains("Планы школ", own.Text("section[aria-labelledby=h-due]"));
    }
}
