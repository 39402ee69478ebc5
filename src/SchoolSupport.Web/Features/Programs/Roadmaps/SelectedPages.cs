using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>The form for the chosen rows again, with what is wrong in it.</summary>
public sealed class SelectedPages(RoadmapQueries queries, ProgramTreeReader trees)
{
    /// <summary>Null when the person may not write the draft.</summary>
    public async Task<SelectedPage?> FindAsync(Guid id, SelectedForm form, CancellationToken ct)
    {
        if (await queries.EditableAsync(id, ct) is not { } frame || frame.Version.Id != form.VersionId)
            return null;
        var tables = await trees.ReadTablesAsync(frame.Version.Id, ct);
        var lines = form.Shown.Select(row => row.Line).ToHashSet();
        if (lines.Any(line => tables.All(t => t.FindLine(line) is null)))
            return null;
        var table = tables.FirstOrDefault(t => t.Measures.Any(m => lines.Contains(m.Row.LineId))) ?? tables.FirstOrDefault();
        var schools = await queries.SchoolsAsync(id, frame.Version.Id, ct);
        return new SelectedPage(frame, form, table is null ? [] : [.. table.Measures.Where(m => lines.Contains(m.Row.LineId)).Select(m => (table.LabelOf(m), m.Row.Title))],
            table is null ? [] : SectionItems(table), [.. schools.Values]);
    }

    internal static IReadOnlyList<SelectListItem> SectionItems(RoadmapTree table) => [.. table.Sections.Select(s =>
        new SelectListItem($"{new string('\u2003', s.Depth - 1)}{(s.Row.Number is { Length: > 0 } number ? number.TrimEnd('.') + ". " : "")}{s.Row.Title}", s.Row.LineId.ToString()))];

    internal static IEnumerable<SelectListItem> ScopeItems(IEnumerable<TableSchool> schools) =>
    [
        new("Работа управления, не для школ", MeasureForm.OfDepartment), new("Все школы – участники программы", MeasureForm.OfParticipants),
        .. schools.SelectMany(s => s.Groups).Where(code => code.Length > 0).Distinct()
            .Select(code => new SelectListItem($"Участники: {SchoolGroupKind.Find(code)?.Name ?? code}", MeasureForm.OfGroup + code)),
        new("Только отмеченные школы", MeasureForm.OfListed),
    ];
}

/// <param name="Chosen">What the chosen rows are called, and their titles.</param>
public sealed record SelectedPage(ProgramFrame Frame, SelectedForm Form, IReadOnlyList<(string Label, string Title)> Chosen, IReadOnlyList<SelectListItem> Sections, IReadOnlyList<TableSchool> Schools);
