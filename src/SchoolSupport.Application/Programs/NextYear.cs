using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>
/// A programme moved by some years: its term, the words and schedules of deadlines, titles of tables, the years of plans, and the fields of the
/// passport that name the programme and its term. Titles of measures stay as they are, because the years in them may be those of laws.
/// </summary>
public static class NextYear
{
    private static readonly string[] MovedFields = ["name", "term"];

    public static NewProgram Of(ProgramTree tree, int by, IReadOnlyList<NewParticipant> participants)
    {
        var program = tree.Program;
        return new NewProgram
        {
            Title = YearShift.Text(tree.Version.Title, by), DocumentKind = program.DocumentKind, SchoolId = program.SchoolId,
            PeriodFrom = program.PeriodFrom?.AddYears(by), PeriodTo = program.PeriodTo?.AddYears(by), AcademicPlan = program.AcademicPlan, SchoolTerm = program.SchoolTerm,
            TemplateCode = program.TemplateCode, Content = Content(tree.Content, by), Roadmaps = [.. tree.Roadmaps.Select(r => Roadmap(ProgramCopy.Roadmap(r), by))],
            Participants = participants,
        };
    }

    /// <summary>How far a plan is usually moved: by its own length.</summary>
    public static int LengthOf(SupportProgram program) => program is { PeriodFrom: { } from, PeriodTo: { } to } ? Math.Max(1, to.Year - from.Year + 1) : 1;

    public static ProgramContent Content(ProgramContent content, int by) => content with
    {
        Passport = [.. content.Passport.Select(f => MovedFields.Contains(f.Key) ? f with { Items = [.. f.Items.Select(i => YearShift.Text(i, by))] } : f)],
        Stages = [.. content.Stages.Select(s => s with { Term = YearShift.Text(s.Term, by) })],
        Indicators = [.. content.Indicators.Select(i => i with { Targets = i.Targets.ToDictionary(t => YearShift.Text(t.Key, by), t => t.Value) })],
    };

    public static NewRoadmap Roadmap(NewRoadmap source, int by) => source with
    {
        Title = YearShift.Text(source.Title, by),
        PlanYear = source.PlanYear + by,
        OrderYear = source.OrderYear + by,
        Sections = [.. source.Sections.Select(s => s with { Title = YearShift.Text(s.Title, by) })],
        Measures =
        [
            .. source.Measures.Select(m => m with
            {
                DeadlineText = m.DeadlineText is { } text ? YearShift.Text(text, by) : null,
                Deadline = m.Deadline is { } known ? Deadline(known, by) : null,
                SubItems = [.. m.SubItems.Select(i => i with { DeadlineText = i.DeadlineText is { } words ? YearShift.Text(words, by) : null, Deadline = i.Deadline is { } answer ? Deadline(answer, by) : null })],
            }),
        ],
    };

    /// <summary>The same upon rows of a version: the next plan inside a programme that goes on.</summary>
    public static void Move(Roadmap roadmap, IEnumerable<RoadmapSection> sections, IEnumerable<Measure> measures, SupportProgram program, int by)
    {
        (roadmap.Title, roadmap.PlanYear, roadmap.OrderYear) = (YearShift.Text(roadmap.Title, by), roadmap.PlanYear + by, roadmap.OrderYear + by);
        foreach (var section in sections)
            section.Title = YearShift.Text(section.Title, by);
        var context = RoadmapWriter.ContextOf(program, roadmap.PlanYear, roadmap.OrderYear, roadmap.AcademicPlan);
        foreach (var measure in measures)
        {
            measure.DeadlineText = measure.DeadlineText is { } text ? YearShift.Text(text, by) : null;
            measure.Deadline = ProgramJson.Write(Deadline(ProgramJson.Read<StoredDeadline>(measure.Deadline), by));
            measure.SubItems = ProgramJson.Write(ProgramJson.Read<IReadOnlyList<SubItem>>(measure.SubItems)
                .Select(i => i with { DeadlineText = i.DeadlineText is { } words ? YearShift.Text(words, by) : null, Deadline = Deadline(i.Deadline, by) }).ToList());
            RoadmapWriter.Reread(measure, context);
        }
    }

    private static StoredDeadline Deadline(StoredDeadline deadline, int by) => deadline with { Schedules = [.. deadline.Schedules.Select(s => YearShift.Schedule(s, by))] };
}
