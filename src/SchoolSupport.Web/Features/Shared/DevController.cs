using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Pages for those who build and test the application; not found anywhere but in development and in tests.</summary>
[AllowAnonymous, ApiExplorerSettings(IgnoreApi = true)]
[Route("/dev")]
public sealed class DevController(IHostEnvironment environment) : Controller
{
    private static readonly string[] Sorts = ["name", "share"];

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (!environment.IsDevelopment() && !environment.IsEnvironment("Testing"))
            context.Result = NotFound();
    }

    /// <summary>Every component of the form kit once.</summary>
    [HttpGet("components")]
    public IActionResult Components() => View("Components", Page(new ComponentsForm
    {
        Name = "СОШ № 3 г. Озёрного",
        Teachers = 14,
        Rates = 16.75m,
        OpenedOn = new DateOnly(1987, 9, 1),
        Level = "basic",
    }));

    [HttpPost("components")]
    public async Task<IActionResult> Components(ComponentsForm form) =>
        await this.IsValidAsync(new ComponentsFormValidator(), form)
            ? RedirectToAction(nameof(Components))
            : this.InvalidForm(Page(form), "Components");

    /// <summary>The same page as after a refused form.</summary>
    [HttpGet("components/errors")]
    public async Task<IActionResult> Errors()
    {
        var form = new ComponentsForm { Teachers = ComponentsForm.MaxTeachers + 1 };
        ModelState.AddModelError("Form.OpenedOn", RussianModelBinding.DateExpected);
        await this.IsValidAsync(new ComponentsFormValidator(), form, "Form.");
        return this.InvalidForm(Page(form), "Components");
    }

    /// <summary>The conflict page with made-up values.</summary>
    [HttpGet("conflict")]
    public IActionResult ShowConflict() => this.Conflicting(new ConflictPage(
        "Сведения о школе: СОШ № 3 г. Озёрного",
        [new ConflictField("Число учителей", "14", "16"), new ConflictField("Руководитель методического объединения", "", "назначен")],
        "координатор", "03.09.2025, 14:20", "/dev/components", "/dev/components",
        [KeyValuePair.Create("Form.Name", "СОШ № 3"), KeyValuePair.Create("Form.Version", "2")]));

    /// <summary>A page with two deliberate faults; accessibility tests must find them.</summary>
    [HttpGet("axe-canary")]
    public IActionResult AxeCanary() => View("AxeCanary");

    [HttpGet("fail")]
    public IActionResult Fail() => throw new InvalidOperationException("A deliberate failure.");

    private ComponentsPage Page(ComponentsForm form) => new(form, ListState.From(Request, Sorts),
        [new SelectListItem("Основная школа", "basic"), new SelectListItem("Средняя школа", "secondary"), new SelectListItem("Нет данных", "unknown")]);
}
