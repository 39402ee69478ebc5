using Microsoft.AspNetCore.Mvc;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>
/// What comes back after an edit: for a form the page again, for the script the rows that look different now. Every command has one address for both.
/// </summary>
public sealed class RoadmapAnswers(RoadmapQueries queries)
{
    /// <summary>A page that changes so much is read again as a whole.</summary>
    private const int MostRows = 80;

    public static bool IsScript(HttpRequest request) => request.Headers.XRequestedWith == "fetch";

    /// <param name="back">Where a form leads: path and query inside the programme's roadmap; null: to the table.</param>
    public async Task<IActionResult> AfterAsync(Controller controller, Guid programId, RoadmapEdited? edited, CancellationToken ct, Guid? line = null, string? back = null)
    {
        if (edited is null)
            return controller.NotFound();
        var table = edited.Tree.Roadmaps.FirstOrDefault(t => line is { } wanted && t.FindLine(wanted) is not null);
        if (edited.Conflict is { } conflict)
            return await ConflictAsync(controller, programId, conflict, back, ct);
        if (IsScript(controller.Request))
            return controller.PartialView("_RoadmapPart", await PartAsync(programId, edited, Shown(controller.Request, edited.Tree) ?? table, ct));
        return controller.Redirect(back ?? Address(programId, table, line is { } at && table is not null ? $"#m-{at:N}" : ""));
    }

    /// <summary>The rows of one table that an edit changed, with the state of the draft.</summary>
    public async Task<RoadmapPart> PartAsync(Guid programId, RoadmapEdited edited, RoadmapTree? table, CancellationToken ct)
    {
        var draft = await queries.DraftAsync(edited.Tree.Version.Id, ct);
        var gone = edited.Gone.SelectMany(id => new[] { $"m-{id:N}", $"s-{id:N}" }).ToList();
        var wanted = edited.Measures.Select(id => $"m-{id:N}").Concat(edited.Sections.Select(id => $"s-{id:N}")).ToHashSet();
        // Counts in headings change with the rows under them.
        if (edited.IsMoved && table is not null)
            wanted.UnionWith(table.Sections.Select(s => $"s-{s.Row.LineId:N}"));
        if (table is null || wanted.Count > MostRows || edited.Sections.Count > 0)
            return new RoadmapPart(null, draft, gone, MustReload: table is null || wanted.Count > 0);
        return new RoadmapPart(await queries.PartAsync(table, programId, wanted, ct), draft, gone, false);
    }

    /// <summary>The address of the table again, with the conditions that a form carried; anything else than a query string is dropped.</summary>
    public static string BackTo(Guid programId, string? query) =>
        $"/programs/{programId}/roadmap{(query is ['?', ..] && !query.Any(char.IsControl) ? query : "")}";

    private static string Address(Guid programId, RoadmapTree? table, string anchor) =>
        $"/programs/{programId}/roadmap{(table is null ? "" : $"?map={table.Row.LineId}")}{anchor}";

    /// <summary>The table that the script has on the screen.</summary>
    private static RoadmapTree? Shown(HttpRequest request, ProgramTree tree) =>
        Guid.TryParse(request.Headers["X-Roadmap-Table"], out var line) ? tree.Roadmaps.FirstOrDefault(t => t.Row.LineId == line) : null;

    private async Task<IActionResult> ConflictAsync(Controller controller, Guid programId, RoadmapConflict conflict, string? back, CancellationToken ct)
    {
        var (who, when) = (conflict.Role is { } role ? Roles.Label(role) : "другой пользователь", conflict.At is { } at ? await queries.MomentAsync(at, ct) : "только что");
        if (IsScript(controller.Request))
        {
            var part = controller.PartialView("_RoadmapConflict", new ConflictPart(conflict, who, when));
            part.StatusCode = StatusCodes.Status409Conflict;
            return part;
        }
        var request = controller.Request;
        var name = request.Form.Keys.FirstOrDefault(key => key.EndsWith("RowVersion", StringComparison.OrdinalIgnoreCase)) ?? "RowVersion";
        var fields = conflict.Clashes.Select(clash => new ConflictField(ProgramWords.Capital(clash.Place), clash.Mine, clash.Stored));
        return controller.Conflicting(new ConflictPage(ProgramWords.Capital(conflict.Label), [.. fields], who, when, back ?? BackTo(programId, null), request.Path + request.QueryString, ConflictPage.PostAgain(request, name, $"{conflict.Version}")));
    }
}

public sealed record ConflictPart(RoadmapConflict Conflict, string Who, string When);

/// <summary>The answer to the script.</summary>
/// <param name="Rows">Null when there is nothing to show.</param>
/// <param name="Gone">Element ids of rows that are no more.</param>
/// <param name="MustReload">Too much changed: the page is read again.</param>
public sealed record RoadmapPart(TableRows? Rows, DraftState Draft, IReadOnlyList<string> Gone, bool MustReload);
