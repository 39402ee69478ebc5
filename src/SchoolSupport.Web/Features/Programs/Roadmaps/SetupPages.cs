using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>What the pages of tables, columns and sections show. Null for what the person cannot see or may not write.</summary>
public sealed class SetupPages(RoadmapQueries queries, ProgramTreeReader trees, RoadmapChanges changes)
{
    /// <param name="map">Line of the table; null: the first one.</param>
    /// <param name="posted">Forms as they were posted; the others are filled from the draft.</param>
    public async Task<SetupPage?> SetupAsync(Guid id, Guid? map, PostedSetup posted, CancellationToken ct)
    {
        if (await queries.EditableAsync(id, ct) is not { } frame)
            return null;
        var tables = await trees.ReadTablesAsync(frame.Version.Id, ct);
        var table = map is { } line ? tables.FirstOrDefault(t => t.Row.LineId == line) : tables.FirstOrDefault();
        if (table is null && map is not null)
            return null;
        var removals = new List<RemovalView>();
        foreach (var removal in await changes.RemovedAsync(frame.Version.Id, tables, ct))
            removals.Add(new RemovalView(removal.EditId, removal.Title, $"{Roles.Label(removal.Role ?? Roles.System)}, {await queries.MomentAsync(removal.At, ct)}", removal.Titles));
        return new SetupPage(frame, [.. tables.Select(RoadmapQueries.Link)], table,
            posted.NewTable ?? new TableForm { VersionId = frame.Version.Id }, posted.Table ?? (table is null ? new TableForm() : TableForm.Of(table.Row)),
            posted.Columns ?? (table is null ? new ColumnsForm() : ColumnsForm.Of(table)),
            posted.Section ?? new SectionForm { VersionId = frame.Version.Id, Map = table?.Row.LineId }, removals);
    }

    public async Task<SectionPage?> SectionAsync(Guid id, Guid line, SectionForm? posted, CancellationToken ct)
    {
        if (await queries.EditableAsync(id, ct) is not { } frame)
            return null;
        var tables = await trees.ReadTablesAsync(frame.Version.Id, ct);
        if (tables.FirstOrDefault(t => t.Sections.Any(s => s.Row.LineId == line)) is not { } table)
            return null;
        var section = table.Sections.First(s => s.Row.LineId == line);
        var form = posted ?? new SectionForm
        {
            VersionId = frame.Version.Id, RowVersion = section.Row.Version, Number = section.Row.Number, Title = section.Row.Title,
            Parent = table.Sections.FirstOrDefault(s => s.Row.Id == section.Row.ParentId)?.Row.LineId,
        };
        return new SectionPage(frame, form, table, section);
    }
}

/// <summary>The one form that came back with errors.</summary>
public sealed record PostedSetup(TableForm? NewTable = null, TableForm? Table = null, ColumnsForm? Columns = null, SectionForm? Section = null);

/// <param name="Table">Null while the draft has no table.</param>
public sealed record SetupPage(ProgramFrame Frame, IReadOnlyList<TableLink> Tables, RoadmapTree? Table, TableForm NewTable, TableForm TableForm, ColumnsForm Columns,
    SectionForm Section, IReadOnlyList<RemovalView> Removals)
{
    public string RoadmapPath => $"{Frame.Path}/roadmap";
    public string Path => $"{Frame.Path}/roadmap/setup";
    public string TablePath => $"{Path}/tables/{Table?.Row.LineId}";

    public IEnumerable<SelectListItem> Parents => Table is null ? [] : Table.Sections.Where(s => s.Depth < RoadmapSection.MaxDepth)
        .Select(s => new SelectListItem($"{new string('\u2003', s.Depth - 1)}{s.Row.Title}", s.Row.LineId.ToString()));
}

/// <param name="When">Who and when, in words.</param>
public sealed record RemovalView(Guid EditId, string Title, string When, IReadOnlyList<string> Titles)
{
    public string Rows => RussianText.Count(Titles.Count, "строка", "строки", "строк");
}

public sealed record SectionPage(ProgramFrame Frame, SectionForm Form, RoadmapTree Table, SectionNode Section)
{
    public string SetupPath => $"{Frame.Path}/roadmap/setup?map={Table.Row.LineId}";
    public string Path => $"{Frame.Path}/roadmap/setup/sections/{Section.Row.LineId}";
    public int Measures => Table.MeasuresOf[Section.Row.Id].Count();

    public IEnumerable<SelectListItem> Parents => Table.Sections.Where(s => s.Depth < RoadmapSection.MaxDepth && s.Row.LineId != Section.Row.LineId)
        .Select(s => new SelectListItem($"{new string('\u2003', s.Depth - 1)}{s.Row.Title}", s.Row.LineId.ToString()));
}
