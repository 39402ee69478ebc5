using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Domain.Tests.Indicators;

/// <summary>Which answer counts where several collections of a year ask the same question.</summary>
public sealed class CollectedAnswersTests
{
    private static readonly Dictionary<string, Answer> June = new() { ["pupils"] = Answer.Of(190), ["failing-year"] = Answer.Of(3) };
    private static readonly Dictionary<string, Answer> October = new() { ["pupils"] = Answer.Of(200), ["absent-systematic"] = Answer.Of(21), ["teachers-36h"] = Answer.Of(5) };
    private static readonly Dictionary<string, Answer> September = new() { ["teachers"] = Answer.Of(40), ["special-needs"] = Answer.Of(8), ["pupils"] = Answer.Of(210) };

    private static readonly CollectedAnswers Year = new([June, October, September]);

    [Theory]
    [InlineData("pupils", 190)]
    [InlineData("absent-systematic", 21)]
    [InlineData("teachers", 40)]
    public void Answer_IsTheNewest(string question, int expected) => Assert.Equal(expected, Year[question].Count);

    [Theory]
    [InlineData("absent-systematic", "pupils", 200)]
    [InlineData("special-needs", "pupils", 210)]
    // The collection of October did not ask how many teachers there are.
    [InlineData("teachers-36h", "teachers", 40)]
    // Nobody asked the part: the newest whole.
    [InlineData("non-native", "pupils", 190)]
    public void Whole_IsOfThePartsOwnCollection_ElseTheNewest(string part, string whole, int expected) => Assert.Equal(expected, Year.Whole(whole, part).Count);

    [Fact]
    public void Share_DividesByTheWholeOfItsOwnCollection()
    {
        Assert.Equal(ShareFact.Of(21, 200), new FormFacts(Year).Share("absent-systematic", "pupils"));
        Assert.Equal(ShareFact.Of(5, 40), new FormFacts(Year).Share("teachers-36h", "teachers"));
    }

    [Fact]
    public void NotAsked_IsEmpty()
    {
        Assert.Equal(default, Year["graduates-9"]);
        Assert.Equal((false, default, -1), (Year.Contains("graduates-9"), Year.Whole("graduates-9", "pupils"), Year.PlaceOf("graduates-9", ["pupils"])));
        Assert.Equal(default, CollectedAnswers.None["pupils"]);
        Assert.Same(CollectedAnswers.None, CollectedAnswers.None.Beside(["pupils"]));
    }

    [Fact]
    public void Indicator_DividesSchoolBySchoolByTheWholeOfTheSameCollection()
    {
        var line = new IndicatorLine { Kind = IndicatorKind.Share, Numerator = "sum:absent-systematic", Denominator = "sum:pupils" };
        MonitoringFacts facts = new([School("1", Year), School("2", new CollectedAnswers([October]))], CollectedAnswers.None, Domain.Indicators.Contexts.ContextRuleSet.Standard);
        var value = IndicatorRules.Compute(line, facts);
        Assert.Equal(("42/1", "400/1", "10,5"), (value.Numerator.ToString(), value.Denominator.ToString(), value.Value!.Value.Round(1).ToString(System.Globalization.CultureInfo.GetCultureInfo("ru-RU"))));
    }

    [Fact]
    public void DepartmentsShare_DividesByTheWholeOfTheSameCollection()
    {
        var line = new IndicatorLine { Kind = IndicatorKind.Share, Numerator = "value:absent-systematic", Denominator = "value:pupils" };
        Assert.Equal("200/1", IndicatorRules.Compute(line, new MonitoringFacts([], Year, Domain.Indicators.Contexts.ContextRuleSet.Standard)).Denominator.ToString());
    }

    private static SchoolMonitoring School(string key, CollectedAnswers answers) => new() { Key = key, Traits = new SchoolTraits(true, false, true, new HashSet<string>()), Answers = answers };
}
