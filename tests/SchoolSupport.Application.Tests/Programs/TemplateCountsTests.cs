using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>Counts, columns, links and flags exactly as in the domain reference, sections 3.1–3.3, 3.6, 3.8 and 7.</summary>
public sealed class TemplateCountsTests
{
    /// <summary>3.2: measures of each section; the four rows under the heading 3.3 belong to the fifteen of section 3.</summary>
    [Theory]
    [InlineData("two-groups", "measures", 88, "1:8 2:13 2.1:11 2.2:11 3:11 3.3:4 4:7 5:5 6:18")]
    [InlineData("three-directions", "prevention", 7, "-:7")]
    [InlineData("three-directions", "plan", 25, "management:9 staff:12 parents:2 monitoring:2")]
    [InlineData("order-model-roadmap", "roadmap", 29, "I:3 II:6 III:10 IV:9 V:1")]
    [InlineData("year-plan", "plan", 24, "1:15 2:5 3:4")]
    [InlineData("transition-to-resilience", "roadmap", 23, "1.1:7 1.2:3 1.3:3 2:7 3:3")]
    public void Sections_OfARoadmap_HoldTheMeasuresOfTheSource(string code, string roadmap, int total, string sections)
    {
        var found = TemplateSamples.Roadmap(code, roadmap);
        Assert.Equal(total, found.Measures.Count);
        Assert.Equal(sections, string.Join(' ', found.Measures.GroupBy(m => m.Section ?? "-").Select(section => $"{section.Key}:{section.Count()}")));
    }

    /// <summary>3.1, word for word.</summary>
    [Theory]
    [InlineData("two-groups", "measures", "№ п/п|Наименование мероприятия (краткое содержание)|Сроки исполнения|Ответственный исполнитель|Показатель оценки качества|Ожидаемый результат", "Code Title Deadline Responsible Indicator Result")]
    [InlineData("three-directions", "prevention", "№ п.п.|Меры, мероприятия|Сроки|Ответственный|Ожидаемый результат", "Code Title Deadline Responsible Result")]
    [InlineData("three-directions", "plan", "№ п/п|Наименование мероприятия|Срок|Ответственные|Результат", "Code Title Deadline Responsible Result")]
    [InlineData("order-model-roadmap", "roadmap", "№ п/п|Мероприятия|Форма проведения|Срок реализации|Ответственный", "Code Title Form Deadline Responsible")]
    [InlineData("year-plan", "plan", "№ п/п|Мероприятие|Сроки исполнения|Ответственные", "Code Title Deadline Responsible")]
    [InlineData("transition-to-resilience", "roadmap", "№ п/п|Мероприятия|Сроки|Ответственные|Планируемый результат", "Code Title Deadline Responsible Result")]
    public void Columns_OfARoadmap_AreThoseOfTheSource(string code, string roadmap, string headings, string kinds)
    {
        var columns = TemplateSamples.Roadmap(code, roadmap).Columns;
        Assert.Equal(headings, string.Join('|', columns.Select(column => column.Heading)));
        Assert.Equal(kinds, string.Join(' ', columns.Select(column => column.Kind)));
    }

    /// <summary>3.2: sections with their printed numbers and parents.</summary>
    [Theory]
    [InlineData("two-groups", "measures", "1 2 2.1<2 2.2<2 3 3.3<3 4 5 6")]
    [InlineData("three-directions", "prevention", "")]
    [InlineData("three-directions", "plan", "- - - -")]
    [InlineData("order-model-roadmap", "roadmap", "I II III IV V")]
    [InlineData("transition-to-resilience", "roadmap", "I 1.1<I 1.2<I 1.3<I 2 3")]
    [InlineData("year-plan", "plan", "1 2 3")]
    public void Sections_OfARoadmap_StandAsPrinted(string code, string roadmap, string expected) =>
        Assert.Equal(expected, string.Join(' ', TemplateSamples.Roadmap(code, roadmap).Sections
            .Select(section => (section.Number ?? "-") + (section.Parent is null ? "" : $"<{section.Parent}"))));

    /// <summary>3.7: codes as printed, with their irregular dots.</summary>
    [Theory]
    [InlineData("two-groups", "measures", "1.1. 1.2. 1.3. 1.4. 1.5. 1.6. 1.7. 1.8. 2.1. 2.2. 2.3. 2.4. 2.5. 2.6 2.7 2.8 2.9 2.10 2.11. 2.12. 2.13 2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 2.1.7 2.1.8 2.1.9 2.1.10 2.1.11 2.2.1 2.2.2 2.2.3 2.2.4 2.2.5 2.2.6 2.2.7 2.2.8 2.2.9 2.2.10 2.2.11 3.1 - - - - - 3.2 - - - - - 3.4 3.5 3.6 4.1 4.2 4.3 4.4 4.5 4.6 4.7 5.1 5.2 5.3 5.4 5.5 6.1. 6.2. 6.3. 6.4. 6.5. 6.6. 6.7. 6.8. 6.9. 6.10. 6.11. 6.12. 6.13. 6.14. 6.15. 6.16. 6.17. 6.18.")]
    [InlineData("year-plan", "plan", "1.1. 1.2. 1.3. 1.4. 1.5. 1.6. 1.7. 1.8. 1.9. 1.10. 1.11. 1.12. 1.13 1.14. 1.15. 2.1. 2.2. 2.3. 2.4. 2.5. 3.1. 3.2 3.3. 3.4.")]
    [InlineData("three-directions", "prevention", "1. 2. 3. 4. 5. 6. 7.")]
    [InlineData("three-directions", "plan", "- - - - - - - - - - - - - - - - - - - - - - - - -")]
    [InlineData("order-model-roadmap", "roadmap", "1. 2. 3. 1. 2. 3. 4. 5. 6. 1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 1. 2. 3. 4. 5. 6. 7. 8. 9. 1.")]
    [InlineData("transition-to-resilience", "roadmap", "1.1.1 1.1.2. 1.1.3 1.1.4 1.1.5 1.1.6 1.1.7 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 2.1 2.2 2.3 2.4 2.5 2.6 - 3.1 3.2 3.3")]
    public void Codes_OfMeasures_AreAsPrinted(string code, string roadmap, string expected) =>
        Assert.Equal(expected, string.Join(' ', TemplateSamples.Roadmap(code, roadmap).Measures.Select(measure => measure.Code ?? "-")));

    /// <summary>3.8, column A.</summary>
    [Theory]
    [InlineData("two-groups", "measures", "1.1 1.2 1.3 1.4 1.5 1.8 2.1 2.3 2.1.1 2.1.2 2.1.4 2.1.5 2.1.6 2.1.7 2.1.8 2.1.10 2.2.1 2.2.2 2.2.5 2.2.6 2.2.7 2.2.8 2.2.9 3.1-1 4.6 4.7 6.8 6.10")]
    [InlineData("year-plan", "plan", "1.1 1.3 1.4 1.6 1.9 1.11 1.15 2.2 2.3 2.5")]
    [InlineData("three-directions", "prevention", "1 2 3 5 6")]
    [InlineData("three-directions", "plan", "1 3 4 5 7 8 9 24")]
    [InlineData("order-model-roadmap", "roadmap", "I.1 I.2 I.3 II.5 III.3 IV.1")]
    [InlineData("transition-to-resilience", "roadmap", "1.1.1 1.1.2 1.1.3 1.1.4 1.1.5 1.1.6 1.2.1 1.2.2 1.2.3 1.3.2 1.3.3 2.1 2.2 2.4 2.5 2.6 3.1 3.3")]
    public void Artefacts_StandWhereADocumentIsProduced(string code, string roadmap, string expected) =>
        Assert.Equal(expected, Keys(TemplateSamples.Roadmap(code, roadmap).Measures.Where(measure => measure.Artefacts.Count > 0)));

    /// <summary>3.6 and 3.8, column S.</summary>
    [Theory]
    [InlineData("two-groups", "measures", SchoolScope.Group, 24)]
    [InlineData("two-groups", "measures", SchoolScope.Participants, 2)]
    [InlineData("year-plan", "plan", SchoolScope.Participants, 5)]
    [InlineData("year-plan", "plan", SchoolScope.Listed, 2)]
    public void Measures_ForSchools_AreThoseOfTheSource(string code, string roadmap, SchoolScope scope, int expected) =>
        Assert.Equal(expected, TemplateSamples.Roadmap(code, roadmap).Measures.Count(measure => measure.Schools.Scope == scope));

    [Fact]
    public void Measures_ForSchools_AreThirtyThreeInAll() =>
        Assert.Equal(33, ProgramTemplates.All.SelectMany(t => t.Roadmaps).SelectMany(r => r.Measures).Count(m => m.Schools.Scope != SchoolScope.None));

    [Fact]
    public void Grades_AreSplit_WhereTheSourceSplitsThem() =>
        Assert.Equal("2.3:9/9,11 2.5:9/9,11", string.Join(' ', TemplateSamples.Roadmap("year-plan", "plan").Measures.Where(m => m.Schools.Grades is not null)
            .Select(m => $"{m.Key}:{string.Join('/', m.Schools.Grades!.Select(split => string.Join(',', split.Grades)))}")));

    /// <summary>3.3: which cells show the value of a merged one, and whose.</summary>
    [Theory]
    [InlineData(RoadmapColumn.Indicator, "2.4<2.3 2.5<2.3 2.11<2.10 2.1.4<2.1.3 3.1-1<3.1 3.1-2<3.1 3.1-3<3.1 3.1-4<3.1 3.1-5<3.1 3.2<3.1 3.2-1<3.1 3.3-1<3.1 3.3-2<3.1 3.3-3<3.1 3.3-4<3.1 3.4<3.1 3.5<3.1 3.6<3.1 5.2<5.1 5.3<5.1 5.4<5.1 5.5<5.1")]
    [InlineData(RoadmapColumn.Result, "1.2<1.1 1.3<1.1 1.4<1.1 1.5<1.1 1.6<1.1 1.7<1.1 1.8<1.1 2.4<2.3 2.5<2.3 2.11<2.10 3.1-1<3.1 3.1-2<3.1 3.1-3<3.1 3.1-4<3.1 3.1-5<3.1 3.2<3.1 3.2-1<3.1 3.3-1<3.1 3.3-2<3.1 3.3-3<3.1 3.3-4<3.1 3.4<3.1 3.5<3.1 3.6<3.1 4.7<4.6 5.2<5.1 5.3<5.1 5.4<5.1 5.5<5.1")]
    [InlineData(RoadmapColumn.Deadline, "2.11<2.10")]
    [InlineData(RoadmapColumn.Responsible, "2.11<2.10")]
    public void Cells_OfTwoGroups_InheritAsInTheSource(RoadmapColumn column, string expected) =>
        Assert.Equal(expected, string.Join(' ', TemplateSamples.Roadmap("two-groups", "measures").Measures
            .Where(measure => measure.Inherits.ContainsKey(column)).Select(measure => $"{measure.Key}<{measure.Inherits[column]}")));

    [Fact]
    public void Cells_OfOtherTemplates_InheritNothing() =>
        Assert.All(ProgramTemplates.All.Where(t => t.Code != "two-groups").SelectMany(t => t.Roadmaps).SelectMany(r => r.Measures), m => Assert.Empty(m.Inherits));

    /// <summary>3.2 rules 3 and 4: composite rows, and unnumbered rows below a numbered one.</summary>
    [Theory]
    [InlineData("two-groups", "5.3:2", "3.1-1<3.1 3.1-2<3.1 3.1-3<3.1 3.1-4<3.1 3.1-5<3.1 3.2-1<3.2")]
    [InlineData("year-plan", "1.14:5", "")]
    [InlineData("three-directions", "", "")]
    [InlineData("order-model-roadmap", "", "")]
    [InlineData("transition-to-resilience", "1.1.2:2 1.1.4:3 3.2:2", "2.6-1<2.6")]
    public void Rows_OfSeveralParts_AreAsInTheSource(string code, string subItems, string children)
    {
        var measures = TemplateSamples.Template(code).Roadmaps.SelectMany(roadmap => roadmap.Measures).ToList();
        Assert.Equal(subItems, string.Join(' ', measures.Where(m => m.SubItems.Count > 0).Select(m => $"{m.Key}:{m.SubItems.Count}")));
        Assert.Equal(children, string.Join(' ', measures.Where(m => m.Parent is not null).Select(m => $"{m.Key}<{m.Parent}")));
    }

    /// <summary>Section 7, code by code.</summary>
    [Theory]
    [InlineData("two-groups", "B1 B2 B3 B4 B5")]
    [InlineData("year-plan", "1 2 3 4 5*")]
    [InlineData("three-directions", "2.3.1-1 2.3.1-2 2.3.1-3 2.3.2-1 2.3.2-1b 2.3.2-1c 2.3.3-1 2.3.3-2 2.3.3-3 2.3.3-4 2.3.3-5 2.3.3-6 2.3.3-7 2.3.3-8 3.3.1-1 3.3.1-2 3.3.1-3 3.3.2-1 3.3.2-2 3.3.3-1 3.3.3-2 3.3.3-3 3.3.3-4 4.3-1 4.3-2 4.3-3")]
    [InlineData("order-model-roadmap", "P1 P2 P3 P4 P5 P6 P7 P8 P9 P10")]
    [InlineData("transition-to-resilience", "S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11 S12 S13 S14 S15 S16 S17 S18 S19 S20")]
    public void Indicators_OfATemplate_AreThoseOfTheSource(string code, string expected) =>
        Assert.Equal(expected, string.Join(' ', TemplateSamples.Template(code).Indicators.Select(indicator => indicator.Code)));

    /// <summary>7.5 and 7.6; the other documents print no targets for their indicators.</summary>
    [Theory]
    [InlineData("two-groups", "")]
    [InlineData("three-directions", "")]
    [InlineData("order-model-roadmap", "P1 Exactly 100, P2 AtLeast 80, P3 Exactly 100, P4 Exactly 100, P5 AtLeast 5, P9 Exactly 100")]
    [InlineData("year-plan", "5* Exactly 100")]
    [InlineData("transition-to-resilience", "")]
    public void Targets_OfIndicators_AreThoseOfTheSource(string code, string expected) =>
        Assert.Equal(expected, string.Join(", ", TemplateSamples.Template(code).Indicators.Where(indicator => indicator.Target is not null)
            .Select(indicator => $"{indicator.Code} {indicator.Target!.Comparison} {indicator.Target.Value}")));

    [Fact]
    public void Indicators_SayWhatTheyAreComputedOf() =>
        Assert.All(ProgramTemplates.All.SelectMany(template => template.Indicators), indicator =>
        {
            Assert.True((indicator.Kind == TemplateIndicatorKind.Share) == (indicator.Denominator is not null), indicator.Code);
            Assert.True((indicator.Kind is TemplateIndicatorKind.Manual or TemplateIndicatorKind.Method) == (indicator.Numerator is null), indicator.Code);
            Assert.True(indicator.Kind != TemplateIndicatorKind.Share || indicator.Unit == TemplateUnit.Percent, indicator.Code);
        });

    [Fact]
    public void Templates_HoldAllMeasuresOfTheSources() =>
        Assert.Equal([88, 32, 29, 24, 23], ProgramTemplates.All.Select(template => template.Roadmaps.Sum(roadmap => roadmap.Measures.Count)));

    private static string Keys(IEnumerable<TemplateMeasure> measures) => string.Join(' ', measures.Select(measure => measure.Key));
}
