using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Sections of a table, to three levels.</summary>
public sealed partial class RoadmapService
{
    /// <param name="table">Line of the table.</param>
    /// <param name="parent">Line of the section around it; null at the top.</param>
    public Task<RoadmapEdited?> AddSectionAsync(DraftKey key, Guid table, Guid? parent, string? number, string title, CancellationToken ct) =>
        EditAsync(key, "programs.section-added", draft =>
        {
            if (draft.FindTable(table) is not { } roadmap || (parent is not null && draft.FindSection(parent.Value)?.RoadmapId != roadmap.Id))
                return null;
            var around = parent is { } line ? draft.FindSection(line) : null;
            RefuseTooDeep(around is null ? 1 : DepthOf(draft, around) + 1);
            var row = new RoadmapSection { RoadmapId = roadmap.Id, LineId = Guid.CreateVersion7(), ParentId = around?.Id, Title = "" };
            Describe(row, number, title);
            draft.Add(row);
            MeasureOrder.Put(draft, [row], Behind(roadmap, around?.Id));
            return new Done($"добавление раздела «{row.Title}»");
        }, ct);

    public Task<RoadmapEdited?> ChangeSectionAsync(DraftKey key, ShownRow shown, string? number, string title, CancellationToken ct) =>
        EditAsync(key, "programs.section-changed", draft =>
        {
            if (draft.FindSection(shown.Line) is not { } row)
                return null;
            var (mine, stored) = (Heading(MeasureCells.Clean(number), MeasureCells.Clean(title)), Heading(row.Number, row.Title));
            if (row.Version != shown.Version && mine != stored)
                return new Done("", new RoadmapConflict(row.LineId, "раздел", row.Version, [new RoadmapClash("заголовка", mine, stored)], null, null));
            Describe(row, number, title);
            return new Done($"изменение раздела «{stored}»");
        }, ct);

    /// <summary>Moves a section over its neighbour under the same section.</summary>
    public Task<RoadmapEdited?> StepSectionAsync(DraftKey key, Guid line, bool down, CancellationToken ct) => EditAsync(key, "programs.section-moved", draft =>
    {
        if (draft.FindSection(line) is not { } row)
            return null;
        var around = draft.Children(row.RoadmapId, row.ParentId);
        var headings = around.OfType<RoadmapSection>().ToList();
        if (headings.ElementAtOrDefault(headings.IndexOf(row) + (down ? 1 : -1)) is not { } neighbour)
            return new Done("");
        around.Remove(row);
        MeasureOrder.Put(draft, [row], new MeasureOrder.Spot(draft.TableOf(row.RoadmapId), row.ParentId, around.IndexOf(neighbour) + (down ? 1 : 0)));
        return new Done($"перенос раздела «{row.Title}»");
    }, ct);

    /// <summary>Puts a section with everything in it under another one, or to the top.</summary>
    /// <param name="parent">Line of the section around it from now on; null: the top.</param>
    public Task<RoadmapEdited?> PutSectionAsync(DraftKey key, Guid line, Guid? parent, CancellationToken ct) => EditAsync(key, "programs.section-moved", draft =>
    {
        var around = parent is { } outer ? draft.FindSection(outer) : null;
        if (draft.FindSection(line) is not { } row || (parent is not null && around?.RoadmapId != row.RoadmapId))
            return null;
        if (around is not null && draft.Rows(row.RoadmapId, row.Id).Prepend(row).Contains(around))
            throw new PreconditionException("Раздел нельзя поместить внутрь него самого.");
        RefuseTooDeep((around is null ? 0 : DepthOf(draft, around)) + Height(draft, row));
        if (row.ParentId == around?.Id)
            return new Done("");
        MeasureOrder.Put(draft, [row], Behind(draft.TableOf(row.RoadmapId), around?.Id));
        return new Done($"перенос раздела «{row.Title}»");
    }, ct);

    /// <summary>Removes a section. Without what stands in it, that joins the section around it or else the one above, as when a heading row is deleted from a table.</summary>
    /// <param name="withMeasures">Its subsections and all measures in them go too.</param>
    public Task<RoadmapEdited?> RemoveSectionAsync(DraftKey key, ShownRow shown, bool withMeasures, CancellationToken ct) =>
        EditAsync(key, "programs.section-removed", draft =>
        {
            if (draft.FindSection(shown.Line) is not { } row)
                return null;
            if (row.Version != shown.Version)
                return new Done("", new RoadmapConflict(row.LineId, "раздел", row.Version, [new RoadmapClash("раздела", "удаление", Heading(row.Number, row.Title))], null, null));
            var cells = new MergedCells(draft);
            if (withMeasures)
                RemoveWhole(draft, row);
            else
                Dissolve(draft, row);
            cells.Mend(draft);
            return new Done($"удаление раздела «{row.Title}»{(withMeasures ? " с мероприятиями" : "")}");
        }, ct);

    private static void RemoveWhole(RoadmapDraft draft, RoadmapSection row)
    {
        foreach (var inner in draft.Rows(row.RoadmapId, row.Id).Append(row).ToList())
        {
            if (inner is Measure measure)
                draft.Remove(measure);
            else
                draft.Remove((RoadmapSection)inner);
        }
    }

    private static void Dissolve(RoadmapDraft draft, RoadmapSection row)
    {
        var (table, inner) = (draft.TableOf(row.RoadmapId), draft.Children(row.RoadmapId, row.Id));
        var around = draft.Children(row.RoadmapId, row.ParentId);
        var above = row.ParentId is null ? around.Take(around.IndexOf(row)).OfType<RoadmapSection>().LastOrDefault() : null;
        var spot = above is null ? new MeasureOrder.Spot(table, row.ParentId, around.IndexOf(row)) : Behind(table, above.Id);
        draft.Remove(row);
        foreach (var child in inner)
        {
            if (child is Measure measure)
                measure.SectionId = spot.SectionId;
            else
                ((RoadmapSection)child).ParentId = spot.SectionId;
        }
        MeasureOrder.Arrange(draft, inner, spot);
        MeasureOrder.Adopt(draft, [.. inner.OfType<Measure>()]);
    }

    /// <summary>Behind everything that stands directly in a section.</summary>
    private static MeasureOrder.Spot Behind(Roadmap table, Guid? sectionId) => new(table, sectionId, int.MaxValue);

    private static void Describe(RoadmapSection row, string? number, string title)
    {
        var (cleanNumber, cleanTitle) = (MeasureCells.Clean(number), MeasureCells.Clean(title));
        if (cleanTitle.Length == 0)
            throw new PreconditionException("У раздела должно быть название.");
        MeasureEdits.RefuseTooLong(cleanTitle, RoadmapSection.TitleMaxLength);
        MeasureEdits.RefuseTooLong(cleanNumber, RoadmapSection.NumberMaxLength);
        (row.Number, row.Title) = (cleanNumber.Length == 0 ? null : cleanNumber, cleanTitle);
    }

    private static string Heading(string? number, string title) => string.IsNullOrEmpty(number) ? title : $"{number}. {title}";

    private static int DepthOf(RoadmapDraft draft, RoadmapSection section)
    {
        var depth = 1;
        for (var at = section; at.ParentId is { } parent; depth++)
            at = draft.Sections.Find(s => s.Id == parent)!;
        return depth;
    }

    private static int Height(RoadmapDraft draft, RoadmapSection section) =>
        1 + draft.Children(section.RoadmapId, section.Id).OfType<RoadmapSection>().Select(inner => Height(draft, inner)).DefaultIfEmpty(0).Max();

    private static void RefuseTooDeep(int depth)
    {
        if (depth > RoadmapSection.MaxDepth)
            throw new PreconditionException($"Разделы вкладываются не глубже {RoadmapSection.MaxDepth} уровней.");
    }
}
