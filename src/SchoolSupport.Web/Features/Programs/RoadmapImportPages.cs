using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the steps of loading a roadmap show. Reading the deadlines again each time shows what the chosen year makes of them.</summary>
public sealed class RoadmapImportPages(AppDbContext db, TenantClock clock, ProgramFrames frames, RoadmapImportService import)
{
    public static ImportChoosePage ChooseNew() => new(null, new RoadmapFileForm());

    public async Task<ImportChoosePage?> ChooseAsync(Guid id, CancellationToken ct) =>
        await frames.FindEditableAsync(id, ProgramTab.Overview, ct) is { } frame ? new ImportChoosePage(frame, new RoadmapFileForm()) : null;

    public async Task<ImportPreviewPage?> PreviewAsync(Guid? id, Guid importId, RoadmapImportForm? posted, CancellationToken ct)
    {
        var frame = id is { } program ? await frames.FindEditableAsync(program, ProgramTab.Overview, ct) : null;
        if ((id is not null && frame is null) || await import.FindAsync(id, importId, ct) is not { } found)
            return null;
        var matches = await SchoolMentionMatches.LoadAsync(db, ct);
        var existing = frame is null ? [] : await db.Roadmaps.AsNoTracking().Where(r => r.VersionId == frame.Version.Id).OrderBy(r => r.SortOrder)
            .Select(r => new SelectListItem($"Заменить таблицу «{r.Title}»", r.LineId.ToString())).ToListAsync(ct);
        var form = Completed(posted, found, (await clock.TenantAsync(ct)).SchoolTerm, isNew: frame is null);
        var isMunicipal = frame?.Program.SchoolId is null;
        var mentions = found.Reading.Tables.SelectMany(t => t.Measures).SelectMany(m => m.SchoolMentions).Distinct().Select(matches.Of).ToList();
        form.Schools = isMunicipal ? [.. mentions.Where(m => m.SchoolId is null).Select(m => form.Schools.FirstOrDefault(s => s.Mention == m.Mention) ?? new ImportSchoolChoice { Mention = m.Mention })] : [];
        return new ImportPreviewPage(frame, found, form,
            [.. found.Reading.Tables.Zip(form.Tables, (table, choice) => Table(table, choice, ContextOf(frame, form, choice), matches, isMunicipal))],
            existing, isMunicipal ? [.. mentions.Where(m => m.SchoolId is null)] : [],
            [.. matches.Schools.Select(s => new SelectListItem(s.Title, s.Id.ToString()))]);
    }

    private static RoadmapImportForm Completed(RoadmapImportForm? posted, FoundImport found, string schoolTerm, bool isNew)
    {
        var form = posted ?? new RoadmapImportForm();
        var tables = form.Tables.Where(t => t.Index is not null).DistinctBy(t => t.Index).ToDictionary(t => t.Index!.Value);
        form.Tables =
        [
            .. found.Reading.Tables.Select(t => tables.GetValueOrDefault(t.Index) ?? ImportTableChoice.Added(t.Index, TableChoice.SuggestedFor(t))),
        ];
        if (isNew)
            form.Program ??= Suggested(found, schoolTerm);
        return form;
    }

    private static ImportedProgramForm Suggested(FoundImport found, string schoolTerm)
    {
        var years = found.Reading.Tables.SelectMany(t => YearShift.In(t.Heading)).ToList();
        var title = found.Reading.Tables.Select(ImportedRoadmap.TitleOf).FirstOrDefault() ?? Path.GetFileNameWithoutExtension(found.FileName);
        return new ImportedProgramForm
        {
            Title = title, DocumentKind = "plan", SchoolTerm = schoolTerm,
            PeriodFrom = years.Count > 0 ? new DateOnly(years.Min(), 1, 1) : null, PeriodTo = years.Count > 0 ? new DateOnly(years.Max(), 12, 31) : null,
        };
    }

    private static DeadlineContext ContextOf(ProgramFrame? frame, RoadmapImportForm form, ImportTableChoice choice) => frame is not null
        ? RoadmapWriter.ContextOf(frame.Program, choice.PlanYear, null)
        : new DeadlineContext(form.Program?.PeriodFrom, form.Program?.PeriodTo, choice.PlanYear);

    private static PreviewTable Table(ReadRoadmapTable table, ImportTableChoice choice, DeadlineContext context, SchoolMentionMatches matches, bool isMunicipal) => new(
        table, choice,
        [.. table.Sections.Select(s => new PreviewSection(s, table.Measures.Count(m => m.SectionIndex == s.Index), DepthOf(table, s)))],
        [.. table.Measures.Select(m => Measure(table, m, choice, context, matches, isMunicipal))]);

    private static int DepthOf(ReadRoadmapTable table, ReadSection section)
    {
        var depth = 1;
        for (var parent = section.ParentIndex; parent is { } index && depth < table.Sections.Count; parent = table.Sections[index].ParentIndex)
            depth++;
        return depth;
    }

    private static PreviewMeasure Measure(ReadRoadmapTable table, ReadMeasure measure, ImportTableChoice choice, DeadlineContext context, SchoolMentionMatches matches, bool isMunicipal)
    {
        var inherits = ImportedRoadmap.InheritedOf(measure, new TableChoice(choice.PlanYear, choice.Splits, choice.InheritsEmpty)).ContainsKey(RoadmapColumn.Deadline);
        var deadline = RoadmapWriter.ReadDeadline(inherits ? null : measure.DeadlineText, measure.Title, context with { InheritsFromAbove = inherits });
        var named = isMunicipal ? measure.SchoolMentions.Select(matches.Of).ToList() : [];
        var scope = isMunicipal ? ImportedRoadmap.ScopeOf(measure, [.. named.Select(n => n.SchoolId).OfType<Guid>()]) : SchoolScope.Participants;
        return new PreviewMeasure(measure, measure.SectionIndex is { } section ? table.Sections[section] : null,
            inherits ? "как в строке выше" : ScheduleText.Words(deadline.Schedules), [.. deadline.Questions.Concat(deadline.Notes)], deadline.NeedsAnswer,
            [.. ResponsibleText.Split(measure.ResponsibleText).Select(p => p.Text)], scope, named);
    }
}

/// <param name="Frame">Null while the programme is yet to be made.</param>
public sealed record ImportChoosePage(ProgramFrame? Frame, RoadmapFileForm Form)
{
    public string Path => Frame is null ? "/programs/new/import" : $"{Frame.Path}/import";
}

/// <param name="Existing">Tables of the draft that may be replaced.</param>
/// <param name="Unmatched">Schools of the file that a person has to find in the register.</param>
public sealed record ImportPreviewPage(
    ProgramFrame? Frame, FoundImport Found, RoadmapImportForm Form, IReadOnlyList<PreviewTable> Tables, IReadOnlyList<SelectListItem> Existing,
    IReadOnlyList<MentionMatch> Unmatched, IReadOnlyList<SelectListItem> Schools)
{
    public string Path => Frame is null ? $"/programs/new/import/{Found.Id}" : $"{Frame.Path}/import/{Found.Id}";
    public string BackPath => Frame is null ? "/programs/new/import" : $"{Frame.Path}/import";
    public IReadOnlyList<Finding> Findings => [.. Found.Reading.Findings.Concat(Found.Reading.Tables.SelectMany(t => t.Findings))];
}

/// <summary>A table of the preview with its place in the form.</summary>
public sealed record ImportTablePart(ImportPreviewPage Page, int Index)
{
    public PreviewTable Table => Page.Tables[Index];
}

public sealed record PreviewTable(ReadRoadmapTable Table, ImportTableChoice Choice, IReadOnlyList<PreviewSection> Sections, IReadOnlyList<PreviewMeasure> Measures)
{
    public int Unclear => Measures.Count(m => m.NeedsAnswer);
    public int Flagged => Measures.Count(m => m.Source.Flags.Count > 0);
    public int Composite => Measures.Count(m => m.Source.SubItems.Count > 0);
    public int MaybeInherited => Measures.Count(m => m.Source.MaybeInheritedFrom.Count > 0);
    public int WithoutSection => Measures.Count(m => m.Section is null);
}

/// <param name="Depth">1…3.</param>
public sealed record PreviewSection(ReadSection Source, int Measures, int Depth);

/// <param name="Understood">The deadline in the words of the program, beside those of the file.</param>
public sealed record PreviewMeasure(
    ReadMeasure Source, ReadSection? Section, string Understood, IReadOnlyList<string> Questions, bool NeedsAnswer, IReadOnlyList<string> Responsibles,
    SchoolScope Scope, IReadOnlyList<MentionMatch> Schools);
