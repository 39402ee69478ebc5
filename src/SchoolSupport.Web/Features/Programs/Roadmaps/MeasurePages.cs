using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>What the page of one measure shows. Null for what the person cannot see or may not write.</summary>
public sealed class MeasurePages(AppDbContext db, RoadmapQueries queries, ProgramTreeReader trees)
{
    /// <summary>The form of a new measure at a place.</summary>
    public async Task<MeasurePage?> NewAsync(Guid id, NewPlace place, MeasureForm? posted, CancellationToken ct)
    {
        if (await queries.EditableAsync(id, ct) is not { } frame)
            return null;
        var tables = await trees.ReadTablesAsync(frame.Version.Id, ct);
        if (place.Find(tables) is not { } table)
            return null;
        var form = posted ?? new MeasureForm
        {
            VersionId = frame.Version.Id, Scope = MeasureForm.OfDepartment, Section = place.Section ?? table.Sections.LastOrDefault()?.Row.LineId,
        };
        return new MeasurePage(frame, form, table, null, place, await SchoolsAsync(frame, ct));
    }

    /// <summary>The form filled from the draft, or as it was posted.</summary>
    public async Task<MeasurePage?> EditAsync(Guid id, Guid line, MeasureForm? posted, CancellationToken ct)
    {
        if (await queries.EditableAsync(id, ct) is not { } frame)
            return null;
        var tables = await trees.ReadTablesAsync(frame.Version.Id, ct);
        if (tables.FirstOrDefault(t => t.FindLine(line) is not null) is not { } table)
            return null;
        var measure = table.FindLine(line)!;
        return new MeasurePage(frame, posted ?? MeasureForm.Of(table, measure, frame.Version.Id), table, measure, null, await SchoolsAsync(frame, ct));
    }

    /// <summary>Schools that a measure can be for: those that take part first.</summary>
    private async Task<IReadOnlyList<TableSchool>> SchoolsAsync(ProgramFrame frame, CancellationToken ct)
    {
        if (frame.Program.SchoolId is not null)
            return [];
        var taking = await queries.SchoolsAsync(frame.Id, frame.Version.Id, ct);
        var all = await db.Schools.AsNoTracking().Where(s => s.ClosedOn == null).OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        return [.. taking.Values, .. all.Where(s => !taking.ContainsKey(s.Id)).Select(s => new TableSchool(s.Id, NaturalKey.Title(s.ShortName), []))];
    }
}

/// <param name="Measure">Null for a new one.</param>
/// <param name="Schools">Empty for a school's own programme: there all is the school's.</param>
public sealed record MeasurePage(ProgramFrame Frame, MeasureForm Form, RoadmapTree Table, MeasureNode? Measure, NewPlace? Place, IReadOnlyList<TableSchool> Schools)
{
    public string RoadmapPath => $"{Frame.Path}/roadmap?map={Table.Row.LineId}";

    public string Path => Measure is null ? $"{Frame.Path}/roadmap/measures/new{Place!.Query}" : $"{Frame.Path}/roadmap/measures/{Measure.Row.LineId}";

    public string Title => Measure is null ? "Новое мероприятие" : $"Мероприятие {Table.LabelOf(Measure)}";

    public IEnumerable<string> OtherHeadings => MeasureForm.OthersOf(Table);

    public string Heading(RoadmapColumn column) => Table.Columns.FirstOrDefault(c => c.Kind == column)?.Heading ?? RoadmapColumns.Usual(column);

    /// <summary>What the row is called whose words a merged cell shows; null for a cell of its own.</summary>
    public string? MergedWith(RoadmapColumn column) => Measure is { } measure && measure.Inherited.ContainsKey(column) && Table.SourceOf(measure, column) is var source && source != measure
        ? Table.LabelOf(source) : null;

    /// <summary>The columns whose cells may be joined with the row above.</summary>
    public IEnumerable<RoadmapColumn> Mergeable => Table.Columns.Select(c => c.Kind).Where(MeasureEdits.Mergeable.Contains);

    public string? SectionTitle => Measure is { Row.SectionId: { } at } ? Table.Sections.First(s => s.Row.Id == at).Row.Title
        : Place?.Section is { } line ? Table.Sections.FirstOrDefault(s => s.Row.LineId == line)?.Row.Title : null;

    public IEnumerable<SelectListItem> Sections => SelectedPages.SectionItems(Table);

    public static IEnumerable<SelectListItem> Levels => MeasureLevels.All.Select(level => new SelectListItem(level.Name, level.Code));

    public IEnumerable<SelectListItem> Scopes => SelectedPages.ScopeItems(Measure?.Row.GroupCode is { } code
        ? Schools.Append(new TableSchool(Guid.Empty, "", [code])) : Schools);

    public static IEnumerable<SelectListItem> Artefacts => ArtefactKind.All.Select(kind => new SelectListItem(kind.Name, kind.Code));
}

/// <summary>Where a new measure goes.</summary>
public sealed record NewPlace(Guid? Map, Guid? Section, Guid? After)
{
    public string Query => After is { } line ? $"?after={line}" : Section is { } section ? $"?section={section}" : Map is { } map ? $"?map={map}" : "";

    /// <summary>The table that it goes to; null when the draft has no such place.</summary>
    public RoadmapTree? Find(IReadOnlyList<RoadmapTree> tables) =>
        After is { } line ? tables.FirstOrDefault(t => t.FindLine(line) is not null)
        : Section is { } section ? tables.FirstOrDefault(t => t.Sections.Any(s => s.Row.LineId == section))
        : Map is { } map ? tables.FirstOrDefault(t => t.Row.LineId == map) : tables.FirstOrDefault();

    public MeasurePlace ToPlace(Guid table) => After is { } line ? MeasurePlace.Behind(line) : new MeasurePlace(null, true, Section, table);
}
