using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>The deadlines of the templates are the forms of the domain reference, section 3.4, and every one is read.</summary>
public sealed class TemplateDeadlineTests
{
    // 3.4, forms 9, 32 and 33: what the source leaves open has to be asked.
    private static readonly string[] Asked =
        ["two-groups measures 2.2", "two-groups measures 4.5", "order-model-roadmap roadmap III.7", "order-model-roadmap roadmap IV.8"];

    public static TheoryData<string> Codes => TemplateSamples.Codes;

    /// <summary>How often each kind stands in a roadmap: the column «Times» of 3.4.</summary>
    [Theory]
    [InlineData("two-groups", "measures", "Month:7 MonthRange:4 SchoolYearEach:3 YearList:5 YearRange:37 Year:6 External:15 OnEvent:1 Recurring:5 Continuous:2 MinimumFrequency:1 several:1 inherited:1")]
    [InlineData("three-directions", "prevention", "YearWithin:3 Recurring:4")]
    [InlineData("three-directions", "plan", "Month:9 MonthRange:9 SchoolYearWithin:7")]
    [InlineData("order-model-roadmap", "roadmap", "Month:11 MonthList:4 MonthRange:9 External:2 YearWithin:2 Continuous:1")]
    [InlineData("year-plan", "plan", "Month:7 MonthList:1 MonthRange:1 YearWithin:12 Year:1 Recurring:1 several:1")]
    [InlineData("transition-to-resilience", "roadmap", "Month:2 Quarter:3 QuarterRange:3 Recurring:7 WholePeriod:5 several:3")]
    public void Deadlines_OfARoadmap_AreOfTheKindsOfTheSource(string code, string roadmap, string expected)
    {
        var filled = TemplateSamples.Filled(code);
        var found = filled.Program.Roadmaps.Single(r => r.Code == roadmap);
        var kinds = found.Measures.GroupBy(measure => Kind(measure, filled, found)).Select(kind => $"{kind.Key}:{kind.Count()}");
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Deadlines_OfEveryLength_AreAskedOnlyWhereTheSourceIsOpen(string code)
    {
        var years = TemplateSamples.Template(code).Years;
        for (var length = years.Min; length <= years.Max; length++)
        {
            var filled = TemplateSamples.Filled(code, length);
            var asked = from roadmap in filled.Program.Roadmaps
                        from measure in roadmap.Measures
                        where !measure.Inherits.ContainsKey(RoadmapColumn.Deadline) && Read(measure.Deadline, measure, filled, roadmap).NeedsClarifying
                        select $"{code} {roadmap.Code} {measure.Key}";
            Assert.Equal(Asked.Where(key => key.StartsWith(code, StringComparison.Ordinal)), asked);
        }
    }

    /// <summary>3.4, forms 23 and 24: the plan for a calendar year touches two academic years, the measures without a year follow academic ones.</summary>
    [Fact]
    public void Deadlines_OfAYear_FollowTheRoadmapsOwnYear()
    {
        var filled = TemplateSamples.Filled("three-directions");
        var period = new ProgramPeriod(new DateOnly(2026, 1, 1), new DateOnly(2028, 12, 31));
        var (prevention, plan) = (filled.Program.Roadmaps[0], filled.Program.Roadmaps[1]);
        var within = Read("В течение учебного года", plan.Measures[0], filled, plan).Schedules[0].Occurrences(period);
        Assert.Equal(["2027-01-01..2027-05-31", "2027-09-01..2027-12-31"], within.Select(o => $"{o.From:yyyy-MM-dd}..{o.Due:yyyy-MM-dd}"));
        var each = Read("В течение года", prevention.Measures[0], filled, prevention).Schedules[0].Occurrences(period);
        Assert.Equal(["2026-01-01..2026-08-31", "2026-09-01..2027-08-31", "2027-09-01..2028-08-31", "2028-09-01..2028-12-31"], each.Select(o => $"{o.From:yyyy-MM-dd}..{o.Due:yyyy-MM-dd}"));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Deadlines_OfATemplate_RaiseNoWarningButOfTheMonthBefore(string code)
    {
        var filled = TemplateSamples.Filled(code);
        var warned = from roadmap in filled.Program.Roadmaps
                     from measure in roadmap.Measures
                     where !measure.Inherits.ContainsKey(RoadmapColumn.Deadline) && Read(measure.Deadline, measure, filled, roadmap).Warnings.Count > 0
                     select measure.Key;
        // 11.1 T39: a plan for a year begins in the December before it; T18 of the inverted range.
        string[] expected = code switch { "year-plan" => ["1.1", "1.3", "1.4"], "order-model-roadmap" => ["III.7"], _ => [] };
        Assert.Equal(expected, warned);
    }

    [Theory, MemberData(nameof(Codes))]
    public void SubItems_WithDeadlines_MakeUpTheCell(string code)
    {
        var filled = TemplateSamples.Filled(code);
        foreach (var roadmap in filled.Program.Roadmaps)
            Assert.All(roadmap.Measures.Where(measure => measure.SubItems.Count > 0), measure =>
            {
                Assert.Equal(measure.Deadline, string.Join('\n', measure.SubItems.Select(item => item.Deadline)));
                Assert.Equal(measure.SubItems.Count, Read(measure.Deadline, measure, filled, roadmap).Schedules.Count);
                Assert.All(measure.SubItems, item => Assert.Single(Read(item.Deadline, measure, filled, roadmap).Schedules, schedule => schedule.Kind != ScheduleKind.Empty));
            });
    }

    private static string Kind(TemplateMeasure measure, FilledTemplate filled, TemplateRoadmap roadmap)
    {
        if (measure.Inherits.ContainsKey(RoadmapColumn.Deadline))
            return "inherited";
        var schedules = Read(measure.Deadline, measure, filled, roadmap).Schedules;
        return schedules.Count > 1 ? "several" : schedules[0].Kind.ToString();
    }

    private static DeadlineReading Read(string? text, TemplateMeasure measure, FilledTemplate filled, TemplateRoadmap roadmap) =>
        DeadlineParser.Read(text, new DeadlineContext(
            new DateOnly(filled.FirstYear, 1, 1), new DateOnly(filled.LastYear, 12, 31), filled.PlanYear(roadmap), filled.OrderYear(roadmap),
            roadmap.AcademicPlan, measure.Title));
}
