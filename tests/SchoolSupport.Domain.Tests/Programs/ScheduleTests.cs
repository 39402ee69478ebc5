using System.Text.Json;
using SchoolSupport.Domain.Programs;
using static SchoolSupport.Domain.Tests.Programs.DeadlineCase;

namespace SchoolSupport.Domain.Tests.Programs;

public sealed class ScheduleTests
{
    /// <summary>Every property filled, for each kind.</summary>
    private static Schedule Full(ScheduleKind kind) => new(kind)
    {
        From = Day(2022, 1, 1), To = Day(2022, 12, 31), Months = [Day(2022, 4, 1)], Years = [2022, 2024], Every = Recurrence.HalfYear, FromMonth = 1, FromDay = 2, ToMonth = 3,
        ToDay = 4, AnchorMonths = [1, 6], Quarter = 1, ToQuarter = 2, Times = 3, PerYears = 5, Owner = "Комитета образования «А»", Event = "по мере …", Text = "по графику\nКомитета",
    };

    [Fact]
    public void Json_OfEveryKind_ComesBackEqual()
    {
        Schedule[] all = [.. Enum.GetValues<ScheduleKind>().Select(Full), .. Enum.GetValues<ScheduleKind>().Select(kind => new Schedule(kind))];
        var json = ScheduleJson.Write(all);
        Assert.Equal(all, ScheduleJson.Read(json));
        Assert.Equal(all, JsonSerializer.Deserialize<List<Schedule>>(json, new JsonSerializerOptions(JsonSerializerDefaults.Web)));
    }

    [Fact]
    public void Json_IsPlain() =>
        Assert.Equal(
            """[{"kind":"MONTH","from":"2020-01-01","to":"2020-01-31","text":"январь 2020 года"},{"kind":"RECUR","every":"HALF_YEAR","anchorMonths":[1,6]}]""",
            ScheduleJson.Write([Month(2020, 1) with { Text = "январь 2020 года" }, Every(Recurrence.HalfYear) with { AnchorMonths = [1, 6] }]));

    [Fact]
    public void Codes_AreThoseOfJson()
    {
        foreach (var kind in Enum.GetValues<ScheduleKind>())
        {
            Assert.Equal($"\"{ScheduleCodes.Of(kind)}\"", JsonSerializer.Serialize(kind));
            Assert.True(ScheduleCodes.TryParse(ScheduleCodes.Of(kind), out var back));
            Assert.Equal(kind, back);
        }
        Assert.False(ScheduleCodes.TryParse("month", out _));
        Assert.False(ScheduleCodes.TryParse(null, out _));
    }

    [Fact]
    public void Equality_SeesEveryProperty()
    {
        var full = Full(ScheduleKind.Recurring);
        Assert.Equal(full, Full(ScheduleKind.Recurring));
        Assert.Equal(full.GetHashCode(), Full(ScheduleKind.Recurring).GetHashCode());
        Schedule[] others =
        [
            full with { Kind = ScheduleKind.Month }, full with { From = null }, full with { To = null }, full with { Months = [] }, full with { Years = null }, full with { Every = null },
            full with { FromMonth = null }, full with { FromDay = null }, full with { ToMonth = null }, full with { ToDay = null }, full with { AnchorMonths = [1] }, full with { Quarter = null },
            full with { ToQuarter = null }, full with { Times = null }, full with { PerYears = null }, full with { Owner = null }, full with { Event = null }, full with { Text = null },
        ];
        Assert.Equal(typeof(Schedule).GetProperties().Length, others.Length);
        Assert.All(others, other => Assert.NotEqual(full, other));
    }

    [Fact]
    public void Occurrences_OfDatesThatAreNotThere_AreOpen()
    {
        foreach (var kind in Enum.GetValues<ScheduleKind>().Except([ScheduleKind.Inherited, ScheduleKind.WholePeriod]))
            Assert.Equal(("open", null), (Assert.Single(new Schedule(kind).Occurrences(default)).Key, Assert.Single(new Schedule(kind).Occurrences(default)).Due));
    }

    [Fact]
    public void Occurrences_OfADayThatNotEveryYearHas_FallOnTheLastOne() =>
        Assert.Equal(["2020-02-29", "2021-02-28", "2022-02-28"],
            DeadlineParser.Read("до 29 февраля", Bok).Schedules.Occurrences(Bok.Period).Select(occurrence => $"{occurrence.Due:yyyy-MM-dd}"));
}
