using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Domain.Tests.Reports;

public sealed class ReportPeriodTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Theory]
    [InlineData(ReportPeriodKind.Quarter, "IV квартал 2026 года", "III квартал 2026 года", "I квартал 2027 года")]
    [InlineData(ReportPeriodKind.HalfYear, "II полугодие 2026 года", "I полугодие 2026 года", "I полугодие 2027 года")]
    [InlineData(ReportPeriodKind.AcademicYear, "2026/2027 учебный год", "2025/2026 учебный год", "2027/2028 учебный год")]
    public void Of_KnownKind_HasATitleAndNeighbours(ReportPeriodKind kind, string title, string previous, string next)
    {
        var period = ReportPeriod.Of(kind, Day);
        Assert.Equal(kind, period.Kind);
        Assert.True(period.Holds(Day));
        Assert.Equal((title, previous, next), (period.Title, period.Previous!.Title, period.Next!.Title));
        Assert.Equal((period.From.AddDays(-1), period.To.AddDays(1)), (period.Previous.To, period.Next.From));
    }

    [Fact]
    public void Of_DaysOfOnesOwnChoice_SaysTheDaysAndHasNoNeighbours()
    {
        var period = new ReportPeriod(new DateOnly(2026, 9, 15), new DateOnly(2026, 12, 31));
        Assert.Equal((ReportPeriodKind.Custom, "с 15 сентября по 31 декабря 2026 года"), (period.Kind, period.Title));
        Assert.Equal("период с 15 сентября по 31 декабря 2026 года", period.Accusative);
        Assert.Null(period.Previous);
        Assert.Null(period.Next);
        Assert.Throws<ArgumentException>(() => new ReportPeriod(Day, Day.AddDays(-1)));
    }

    [Fact]
    public void Usual_IsTheQuarterOfToday_InsideOfTheProgramme()
    {
        Assert.Equal("IV квартал 2026 года", ReportPeriod.Usual(Day, null, null).Title);
        Assert.Equal("IV квартал 2026 года", ReportPeriod.Usual(Day, Day.AddYears(-1), Day).Title);
        Assert.Equal("II квартал 2025 года", ReportPeriod.Usual(Day, new DateOnly(2023, 1, 1), new DateOnly(2025, 6, 1)).Title);
        Assert.Equal("I квартал 2028 года", ReportPeriod.Usual(Day, new DateOnly(2028, 1, 15), null).Title);
    }

    [Fact]
    public void Parts_CoverThePeriodWithoutGaps_MonthsThenQuartersThenYears()
    {
        Assert.Equal(["октябрь 2026 года", "ноябрь 2026 года", "декабрь 2026 года"], Titles(ReportPeriod.Of(ReportPeriodKind.Quarter, Day)));
        Assert.Equal(12, ReportPeriod.Of(ReportPeriodKind.AcademicYear, Day).Parts().Count);
        Assert.Equal(["июль – август 2026 года", "с 1 по 5 сентября 2026 года"], [Titles(new ReportPeriod(new DateOnly(2025, 5, 2), new DateOnly(2026, 8, 31))).Last(),
            Titles(new ReportPeriod(new DateOnly(2026, 8, 20), new DateOnly(2026, 9, 5))).Last()]);
        Assert.Equal(["с 2 мая по 30 июня 2025 года", "III квартал 2025 года"], Titles(new ReportPeriod(new DateOnly(2025, 5, 2), new DateOnly(2026, 8, 31))).Take(2));
        Assert.Equal(["2026 год", "2027 год", "2028 год", "с 1 января по 5 мая 2029 года"], Titles(new ReportPeriod(new DateOnly(2026, 1, 1), new DateOnly(2029, 5, 5))));
        foreach (var length in new[] { 0, 1, 30, 100, 200, 1000, 5000 })
        {
            var period = new ReportPeriod(Day, Day.AddDays(length));
            var parts = period.Parts();
            Assert.Equal((period.From, period.To), (parts[0].Period.From, parts[^1].Period.To));
            Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.Period.To.AddDays(1), pair.Second.Period.From));
        }
    }

    private static IEnumerable<string> Titles(ReportPeriod period) => period.Parts().Select(p => p.Title);
}
