using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>The roadmap of a programme: one table of a version.</summary>
/// <param name="Tables">All tables of the version.</param>
/// <param name="Table">The one that is shown; null when the version has none.</param>
public sealed record RoadmapPage(ProgramFrame Frame, ListState List, RoadmapFilter Filter, IReadOnlyList<TableLink> Tables, TableLink? Table, TableRows Rows,
    int Total, int Shown, int Unclear, FilterOptions Options, DraftState? Draft)
{
    public string Path => $"{Frame.Path}/roadmap";

    public string Count => RussianText.Count(Shown, "мероприятие", "мероприятия", "мероприятий");
}

public sealed record TableLink(Guid Line, string Title, string? Direction, int? PlanYear);

/// <summary>What the filters offer.</summary>
public sealed record FilterOptions(IReadOnlyList<(Guid Line, string Title, int Depth)> Sections, IReadOnlyList<string> Responsibles, IReadOnlyList<TableSchool> Schools);

/// <summary>What a person who writes the draft needs beside its rows.</summary>
/// <param name="UserKey">Keeps what was not sent yet apart from other people's at the same computer.</param>
/// <param name="Seen">When the page was made, Unix milliseconds: what others do later is asked for.</param>
/// <param name="Undo">The person's own last edit that can be taken back.</param>
/// <param name="Others">Who else wrote it in the last minutes.</param>
/// <param name="Time">The same moment on the tenant's clocks, «14:32».</param>
public sealed record DraftState(Guid VersionId, string UserKey, long Seen, string? Undo, string? Others, string Time);
