using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Lists over all programmes: what the own organisation has to do, and the calendar of deadlines.</summary>
[Route("/programs"), RequirePermission(Permissions.ProgramsView)]
public sealed class TasksController(TasksQueries tasks, CalendarQueries calendar) : Controller
{
    [HttpGet("tasks"), RequirePermission(Permissions.ExecutionReport)]
    public async Task<IActionResult> Tasks(CancellationToken ct) => View("Tasks", await tasks.PageAsync(ListState.From(Request, TasksQueries.Sorts), ct));

    [HttpGet("calendar")]
    public async Task<IActionResult> Calendar(CancellationToken ct) => View("Calendar", await calendar.PageAsync(ListState.From(Request, CalendarQueries.Sorts), ct));
}
