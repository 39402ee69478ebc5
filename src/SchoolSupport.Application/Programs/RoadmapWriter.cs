using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Turns a plain roadmap into rows of a version; the caller saves.</summary>
public sealed class RoadmapWriter(AppDbContext db)
{
    /// <summary>Sort orders are set this far apart, so that a row can be put between two without moving others.</summary>
    public const int SortStep = 1024;

    public static DeadlineContext ContextOf(SupportProgram program, int? planYear, int? orderYear, bool academicPlan = false) =>
        new(program.PeriodFrom, program.PeriodTo, planYear, orderYear, program.AcademicPlan || academicPlan);

    public Roadmap Add(SupportProgram program, Guid versionId, NewRoadmap source, int sortOrder)
    {
        var roadmap = new Roadmap
        {
            VersionId = versionId, LineId = source.LineId ?? Guid.CreateVersion7(), Title = source.Title, Columns = ProgramJson.Write(source.Columns),
            PlanYear = source.PlanYear, OrderYear = source.OrderYear, AcademicPlan = source.AcademicPlan, Direction = source.Direction, SortOrder = sortOrder,
        };
        db.Roadmaps.Add(roadmap);
        var sections = AddSections(roadmap.Id, source);
        AddMeasures(roadmap.Id, source.Measures, sections, ContextOf(program, source.PlanYear, source.OrderYear, source.AcademicPlan));
        return roadmap;
    }

    /// <summary>Reads the words of a deadline into what is stored beside them.</summary>
    public static StoredDeadline ReadDeadline(string? text, string? title, DeadlineContext context)
    {
        var reading = DeadlineParser.Read(text, context with { Title = title });
        return new StoredDeadline(reading.Schedules, [.. reading.Questions.Select(q => q.Text)], reading.Alternatives, reading.Hints, false, reading.Warnings);
    }

    /// <summary>A part without words of its own has the term of the whole row.</summary>
    public static StoredDeadline ReadItem(string? text, string title, DeadlineContext context) => text is null ? StoredDeadline.Empty : ReadDeadline(text, title, context);

    /// <summary>Reads a stored measure's words again, as after a change of the term; what a person answered stays.</summary>
    public static void Reread(Measure row, DeadlineContext context)
    {
        var inherits = ProgramJson.Read<Dictionary<RoadmapColumn, Guid>>(row.Inherited).ContainsKey(RoadmapColumn.Deadline);
        var deadline = ProgramJson.Read<StoredDeadline>(row.Deadline);
        if (!deadline.Answered)
            deadline = ReadDeadline(inherits ? null : row.DeadlineText, row.Title, context with { InheritsFromAbove = inherits });
        var items = ProgramJson.Read<IReadOnlyList<SubItem>>(row.SubItems)
            .Select(item => item.Deadline.Answered ? item : item with { Deadline = ReadItem(item.DeadlineText, item.Title, context) }).ToList();
        (row.Deadline, row.SubItems, row.NeedsAnswer) = (ProgramJson.Write(deadline), ProgramJson.Write(items), NeedsAnswer(deadline, items));
    }

    private List<RoadmapSection> AddSections(Guid roadmapId, NewRoadmap roadmap)
    {
        var rows = new List<RoadmapSection>(roadmap.Sections.Count);
        var before = MeasuresBefore(roadmap);
        foreach (var source in roadmap.Sections)
            rows.Add(new RoadmapSection
            {
                RoadmapId = roadmapId, LineId = Guid.CreateVersion7(), ParentId = source.Parent is { } parent ? rows[parent].Id : null,
                Number = source.Number, Title = source.Title, SortOrder = before[rows.Count] * SortStep + SortStep / 2 + rows.Count % (SortStep / 2),
            });
        db.RoadmapSections.AddRange(rows);
        return rows;
    }

    /// <summary>
    /// How many measures are printed before each heading: measures and subsections of one section share an order. A heading without
    /// rows stands where the next one does.
    /// </summary>
    private static int[] MeasuresBefore(NewRoadmap roadmap)
    {
        var before = Enumerable.Repeat(roadmap.Measures.Count, roadmap.Sections.Count).ToArray();
        for (var i = roadmap.Measures.Count - 1; i >= 0; i--)
            for (var section = roadmap.Measures[i].Section; section is { } at; section = roadmap.Sections[at].Parent)
                before[at] = i;
        for (var i = before.Length - 2; i >= 0; i--)
            before[i] = Math.Min(before[i], before[i + 1]);
        return before;
    }

    private void AddMeasures(Guid roadmapId, IReadOnlyList<NewMeasure> sources, List<RoadmapSection> sections, DeadlineContext context)
    {
        var rows = new List<Measure>(sources.Count);
        foreach (var source in sources)
        {
            // The cell above is asked about, not each row that it covers.
            var inherits = source.InheritedFrom.ContainsKey(RoadmapColumn.Deadline);
            var deadline = source.Deadline ?? ReadDeadline(inherits ? null : source.DeadlineText, source.Title, context with { InheritsFromAbove = inherits });
            var subItems = source.SubItems
                .Select(item => new SubItem(Guid.CreateVersion7(), item.Title, item.DeadlineText, item.ResultText, item.Level, item.Deadline ?? ReadItem(item.DeadlineText, item.Title, context)))
                .ToList();
            var row = new Measure
            {
                RoadmapId = roadmapId, LineId = source.LineId ?? Guid.CreateVersion7(), SectionId = source.Section is { } section ? sections[section].Id : null,
                ParentId = source.Parent is { } parent ? rows[parent].Id : null, Code = source.Code, Title = source.Title, Form = source.Form,
                DeadlineText = source.DeadlineText, ResponsibleText = source.ResponsibleText, IndicatorText = source.IndicatorText, ResultText = source.ResultText,
                SchoolText = source.SchoolText, Deadline = ProgramJson.Write(deadline),
                Inherited = ProgramJson.Write(source.InheritedFrom.ToDictionary(pair => pair.Key, pair => rows[pair.Value].LineId)),
                SubItems = ProgramJson.Write(subItems), Other = ProgramJson.Write(source.Other),
                Responsibles = [.. ResponsibleText.Split(source.ResponsibleText).Select(party => party.Text)],
                SchoolScope = source.SchoolScope, GroupCode = source.GroupCode, Grades = source.Grades, Artefacts = [.. source.Artefacts], Level = source.Level,
                NeedsAnswer = NeedsAnswer(deadline, subItems), SourcePlace = source.SourcePlace, SortOrder = (rows.Count + 1) * SortStep,
            };
            rows.Add(row);
            db.MeasureSchools.AddRange(source.Schools.Select(s => new MeasureSchool { MeasureId = row.Id, SchoolId = s.SchoolId, Grades = s.Grades }));
        }
        db.Measures.AddRange(rows);
    }

    /// <summary>A composite row is asked about through its parts, so its own words, which hold all terms at once, do not count then.</summary>
    public static bool NeedsAnswer(StoredDeadline deadline, IReadOnlyList<SubItem> subItems) =>
        subItems.Any(item => item.DeadlineText is not null) ? subItems.Any(item => item.Deadline.NeedsAnswer) : deadline.NeedsAnswer;
}
