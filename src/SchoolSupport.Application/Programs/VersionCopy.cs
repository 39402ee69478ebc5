using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Programs;

/// <summary>Copies the rows of a version into another one; line ids stay, so that execution and comparison know what is the same. The caller saves.</summary>
internal static class VersionCopy
{
    public static void Add(AppDbContext db, ProgramTree from, Guid toVersionId)
    {
        foreach (var roadmap in from.Roadmaps)
            AddRoadmap(db, roadmap, toVersionId);
    }

    private static void AddRoadmap(AppDbContext db, RoadmapTree from, Guid toVersionId)
    {
        var row = from.Row;
        var roadmap = new Roadmap
        {
            VersionId = toVersionId, LineId = row.LineId, Title = row.Title, Columns = row.Columns, PlanYear = row.PlanYear, OrderYear = row.OrderYear, AcademicPlan = row.AcademicPlan, Direction = row.Direction, SortOrder = row.SortOrder,
        };
        db.Roadmaps.Add(roadmap);
        var sections = new Dictionary<Guid, Guid>();
        foreach (var (section, _) in from.Sections)
        {
            var copy = new RoadmapSection
            {
                RoadmapId = roadmap.Id, LineId = section.LineId, ParentId = section.ParentId is { } parent ? sections[parent] : null,
                Number = section.Number, Title = section.Title, SortOrder = section.SortOrder,
            };
            sections.Add(section.Id, copy.Id);
            db.RoadmapSections.Add(copy);
        }
        var ids = from.Measures.ToDictionary(m => m.Row.Id, _ => Guid.CreateVersion7());
        foreach (var measure in from.Measures)
            AddMeasure(db, measure, roadmap.Id, sections, ids);
    }

    private static void AddMeasure(AppDbContext db, MeasureNode from, Guid roadmapId, Dictionary<Guid, Guid> sections, Dictionary<Guid, Guid> ids)
    {
        var row = from.Row;
        var id = ids[row.Id];
        db.Measures.Add(new Measure
        {
            Id = id, RoadmapId = roadmapId, LineId = row.LineId, SectionId = row.SectionId is { } section ? sections[section] : null,
            ParentId = row.ParentId is { } parent ? ids[parent] : null, Code = row.Code, Title = row.Title, Form = row.Form, DeadlineText = row.DeadlineText,
            ResponsibleText = row.ResponsibleText, IndicatorText = row.IndicatorText, ResultText = row.ResultText, SchoolText = row.SchoolText,
            Deadline = row.Deadline, Inherited = row.Inherited, SubItems = row.SubItems, Other = row.Other, Responsibles = row.Responsibles,
            SchoolScope = row.SchoolScope, GroupCode = row.GroupCode, Grades = row.Grades, Artefacts = row.Artefacts, Level = row.Level,
            NeedsAnswer = row.NeedsAnswer, CancelledReason = row.CancelledReason, SourcePlace = row.SourcePlace, SortOrder = row.SortOrder,
        });
        db.MeasureSchools.AddRange(from.Schools.Select(s => new MeasureSchool { MeasureId = id, SchoolId = s.SchoolId, Grades = s.Grades }));
    }
}
