using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Tests.Common;

public sealed class DaysOfWorkTests
{
    [Theory]
    [InlineData("2026-12-22", "2026-12-22")]
    [InlineData("2026-12-19", "2026-12-21")]
    [InlineData("2027-01-01", "2027-01-11")]
    [InlineData("2026-02-23", "2026-02-24")]
    [InlineData("2026-03-07", "2026-03-09")]
    [InlineData("2025-11-04", "2025-11-05")]
    public void OnOrAfter_RestAndHolidays_GiveTheNextDayOfWork(string day, string expected) =>
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd"), DaysOfWork.OnOrAfter(DateOnly.ParseExact(day, "yyyy-MM-dd")));
}
