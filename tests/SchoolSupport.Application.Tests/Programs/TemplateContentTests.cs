using SchoolSupport.Application.Programs.Templates;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>Passports, directions, legal bases and orders against the domain reference, sections 2.1–2.7.</summary>
public sealed class TemplateContentTests
{
    public static TheoryData<string> Codes => TemplateSamples.Codes;

    /// <summary>2.1: the rows marked «+», in the order of that table, none for the plan without a passport.</summary>
    [Theory]
    [InlineData("two-groups", "name legal-bases developers executors goal tasks indicators term financing expected-results control")]
    [InlineData("three-directions", "name legal-bases developers executors goal tasks term expected-results control communication")]
    [InlineData("order-model-roadmap", "name goal tasks term expected-results")]
    [InlineData("year-plan", "")]
    [InlineData("transition-to-resilience", "name motto executors legal-bases goal tasks directions expected-results structure")]
    public void Passport_HasTheRowsOfTheSource(string code, string keys) =>
        Assert.Equal(keys, string.Join(' ', TemplateSamples.Template(code).Passport.Where(field => field.Place == TemplatePlace.Passport).Select(field => field.Key)));

    /// <summary>2.2–2.4: how many goals, tasks and results, wherever the document says them.</summary>
    [Theory]
    [InlineData("two-groups", "goal:1 tasks:5 indicators:5 expected-results:6")]
    [InlineData("three-directions", "goal:1 tasks:13 expected-results:9")]
    [InlineData("order-model-roadmap", "goal:2 tasks:5 expected-results:4 tasks:6 expected-results:5 goal:1 expected-results:14 goal:1 tasks:3 expected-results:1")]
    [InlineData("year-plan", "goal:1 tasks:5 indicators:4 expected-results:4")]
    [InlineData("transition-to-resilience", "goal:1 tasks:6 expected-results:5 effects:7")]
    public void Lists_HaveTheItemsOfTheSource(string code, string counts) =>
        Assert.Equal(counts, string.Join(' ', TemplateSamples.Template(code).Passport
            .Where(field => field.Key is "goal" or "tasks" or "indicators" or "expected-results" or "effects").Select(field => $"{field.Key}:{field.Items.Count}")));

    [Theory, MemberData(nameof(Codes))]
    public void Passport_OfEveryTemplate_NamesItsLegalBasesOnce(string code) =>
        Assert.Single(TemplateSamples.Template(code).Passport, field => field.Kind == TemplateFieldKind.LegalActs);

    [Fact]
    public void Directions_HaveGoalsTasksAndAllIndicators()
    {
        var template = TemplateSamples.Template("three-directions");
        Assert.Equal([3, 6, 4], template.Directions.Select(direction => direction.Tasks.Count));
        Assert.Equal([14, 9, 3], template.Directions.Select(direction => direction.Indicators.Count));
        Assert.Equal(template.Indicators.Select(indicator => indicator.Code), template.Directions.SelectMany(direction => direction.Indicators));
        Assert.Equal(template.Passport.Single(field => field.Key == "tasks").Items, template.Directions.SelectMany(direction => direction.Tasks));
        Assert.Equal(["3", null], template.Roadmaps.Select(roadmap => roadmap.Direction));
    }

    /// <summary>2.5: eleven rows under four priorities, each with its indicator.</summary>
    [Fact]
    public void Priorities_HoldElevenManagerialMeasures()
    {
        var template = TemplateSamples.Template("transition-to-resilience");
        Assert.Equal([3, 3, 2, 3], template.Priorities.Select(priority => priority.Measures.Count));
        Assert.Equal(Enumerable.Range(10, 11).Select(number => $"S{number}"), template.Priorities.SelectMany(priority => priority.Measures).Select(measure => measure.IndicatorCode));
        Assert.All(template.Priorities.SelectMany(priority => priority.Measures), measure => Assert.NotEmpty(measure.Preparation));
        Assert.Equal(3, template.Stages.Count);
    }

    /// <summary>2.6: how many bases, and that acts of a region or a municipality are blanks, never somebody's numbers.</summary>
    [Theory]
    [InlineData("two-groups", 2, 1)]
    [InlineData("three-directions", 6, 3)]
    [InlineData("order-model-roadmap", 4, 2)]
    [InlineData("year-plan", 1, 0)]
    [InlineData("transition-to-resilience", 5, 2)]
    public void LegalBases_OfRegionsAndMunicipalities_AreBlanks(string code, int count, int federal)
    {
        var bases = TemplateSamples.Template(code).LegalBases;
        Assert.Equal(count, bases.Count);
        Assert.Equal(federal, bases.Count(basis => basis.Date is not null));
        Assert.All(bases.Where(basis => basis.Date is null), basis =>
        {
            Assert.Contains("от ___ № ___", basis.Verbatim, StringComparison.Ordinal);
            Assert.Null(basis.Number);
            Assert.NotNull(basis.Note);
        });
        Assert.All(bases.Where(basis => basis.Date is not null), basis =>
        {
            Assert.Contains($"№ {basis.Number}", basis.Verbatim, StringComparison.Ordinal);
            Assert.Contains($"{basis.Date!.Value.Day} ", basis.Verbatim, StringComparison.Ordinal);
            Assert.Contains($" {basis.Date.Value.Year} г.", basis.Verbatim, StringComparison.Ordinal);
        });
    }

    /// <summary>2.7: the second source prints no order.</summary>
    [Theory]
    [InlineData("two-groups", "1 2 3")]
    [InlineData("three-directions", "")]
    [InlineData("order-model-roadmap", "1 2 3 4 4.1 4.2 4.3 5")]
    [InlineData("year-plan", "1 2 3 4 5")]
    [InlineData("transition-to-resilience", "1 2 3 1 2")]
    public void Orders_HaveItemsInOrder(string code, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', TemplateSamples.Template(code).Orders.SelectMany(order => order.Items).Select(item => item.Number)));

    /// <summary>The year of the approving order serves months without a year; the plans name their year.</summary>
    [Theory]
    [InlineData("two-groups", "measures", null, null)]
    [InlineData("three-directions", "prevention", null, null)]
    [InlineData("three-directions", "plan", 2027, null)]
    [InlineData("order-model-roadmap", "roadmap", 2026, null)]
    [InlineData("year-plan", "plan", 2026, null)]
    [InlineData("transition-to-resilience", "roadmap", null, 2026)]
    public void Roadmaps_SayWhichYearTheyMean(string code, string roadmap, int? planYear, int? orderYear)
    {
        var filled = TemplateSamples.Filled(code);
        var found = filled.Program.Roadmaps.Single(r => r.Code == roadmap);
        Assert.Equal((planYear, orderYear), (filled.PlanYear(found), filled.OrderYear(found)));
    }
}
