using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>Turns the rows of a version into its plan: which schedules hold for which part, and when they are due.</summary>
internal static class ExecutionPlanBuilder
{
    public static ExecutionPlan Build(IReadOnlyList<RoadmapTree> roadmaps, ProgramPeriod period) => new(
        [.. roadmaps.SelectMany(Sections)],
        [.. roadmaps.SelectMany(roadmap => Measures(roadmap, period))]);

    private static IEnumerable<PlanSection> Sections(RoadmapTree roadmap)
    {
        var lines = roadmap.Sections.ToDictionary(s => s.Row.Id, s => s.Row.LineId);
        return roadmap.Sections.Select(s => new PlanSection(
            s.Row.LineId, s.Row.ParentId is { } parent ? lines[parent] : null, s.Row.Number, s.Row.Title, s.Depth, roadmap.Row.LineId, roadmap.Row.Title));
    }

    private static IEnumerable<PlanMeasure> Measures(RoadmapTree roadmap, ProgramPeriod period)
    {
        var sections = roadmap.Sections.ToDictionary(s => s.Row.Id, s => s.Row.LineId);
        IReadOnlyList<Schedule> above = [];
        foreach (var node in roadmap.Measures)
        {
            // «Как в строке выше»: the row above serves, with all of its terms.
            var own = roadmap.DeadlineOf(node).Schedules;
            var schedules = own.Count > 0 && own.All(s => s.Kind == ScheduleKind.Inherited) ? above : own;
            above = schedules;
            var row = node.Row;
            yield return new PlanMeasure
            {
                LineId = row.LineId, RoadmapLineId = roadmap.Row.LineId, Roadmap = roadmap.Row.Title,
                SectionLineId = row.SectionId is { } section ? sections[section] : null, Code = row.Code, Title = row.Title,
                DeadlineText = roadmap.TextOf(node, RoadmapColumn.Deadline), Responsibles = roadmap.ResponsiblesOf(node),
                IndicatorText = roadmap.TextOf(node, RoadmapColumn.Indicator), ResultText = roadmap.TextOf(node, RoadmapColumn.Result),
                Scope = row.SchoolScope, GroupCode = row.GroupCode, Grades = row.Grades,
                Schools = node.Schools.ToDictionary(s => s.SchoolId, s => s.Grades), Artefacts = row.Artefacts,
                CancelledReason = row.CancelledReason, NeedsAnswer = row.NeedsAnswer, Parts = Parts(node, schedules, period),
            };
        }
    }

    private static List<PlanPart> Parts(MeasureNode node, IReadOnlyList<Schedule> schedules, ProgramPeriod period)
    {
        if (node.SubItems.Count == 0)
            return [new PlanPart(null, null, null, Occurrences(schedules, period))];
        return [.. node.SubItems.Select((item, index) => new PlanPart(item.LineId, item.Title, item.Level,
            [.. Occurrences(SchedulesOf(item, index, node.SubItems.Count, schedules), period).Select(o => o with { Key = $"{item.LineId:N}:{o.Key}" })]))];
    }

    /// <summary>A part's own term; without one the i-th of the cell when there are as many as parts, else all of them.</summary>
    private static IReadOnlyList<Schedule> SchedulesOf(SubItem item, int index, int count, IReadOnlyList<Schedule> ofMeasure)
    {
        var own = item.Deadline.Schedules;
        if (own.Any(s => s.Kind is not (ScheduleKind.Empty or ScheduleKind.Inherited)))
            return own;
        return ofMeasure.Count == count ? [ofMeasure[index]] : ofMeasure;
    }

    /// <summary>What gives no time at all is still to be done once, without a due date.</summary>
    private static IReadOnlyList<Occurrence> Occurrences(IReadOnlyList<Schedule> schedules, ProgramPeriod period) =>
        schedules.Occurrences(period) is { Count: > 0 } found ? found : new[] { new Schedule(ScheduleKind.Empty) }.Occurrences(period);
}
