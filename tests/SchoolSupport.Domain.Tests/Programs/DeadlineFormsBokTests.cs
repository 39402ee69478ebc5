using SchoolSupport.Domain.Programs;
using static SchoolSupport.Domain.Tests.Programs.DeadlineCase;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>Forms 1–22 of the domain reference, section 3.4: a programme for 2020–2022.</summary>
public sealed class DeadlineFormsBokTests
{
    [Theory]
    [InlineData("январь 2020 года"), InlineData("Январь 2020 Года"), InlineData("в январе 2020 г."), InlineData("января 2020 года"), InlineData("январь\u00A02020\u00A0года")]
    [InlineData("<i>январь</i> 2020 <b>года</b>"), InlineData("янвapь 2020 года"), InlineData("январь,\n2020 года"), InlineData("01.2020"), InlineData("янв.20"), InlineData("январь месяц 2020 г")]
    public void Form01_MonthAndYear(string text)
    {
        var reading = Clean(text, Bok, Month(2020, 1));
        Assert.Equal(["2020-01 2020-01-01..2020-01-31"], Occurrences(reading, Bok));
        Assert.Equal("январь 2020 года", ScheduleText.Words(reading.Schedules));
        Assert.Equal("январь 2020 года", reading.Schedules.Occurrences(Bok.Period)[0].Title);
    }

    [Fact]
    public void Form02_MonthWithAGrammarSlip() => Assert.Equal(["2020-01 2020-01-01..2020-01-31"], Occurrences(Clean("январь 2020 год", Bok, Month(2020, 1)), Bok));

    [Theory]
    [InlineData("март-апрель 2020 года"), InlineData("март – апрель 2020 года"), InlineData("Март—Апрель 2020 г."), InlineData("с марта по апрель 2020 года"), InlineData("март - апрель 2020")]
    [InlineData("март−апрель 2020"), InlineData("март 2020 – апрель 2020"), InlineData("март –\nапрель 2020 года")]
    public void Form03_MonthRange(string text)
    {
        var reading = Clean(text, Bok, Months(2020, 3, 4));
        Assert.Equal(["2020-03..2020-04 2020-03-01..2020-04-30"], Occurrences(reading, Bok));
        Assert.Equal("март – апрель 2020 года", ScheduleText.Words(reading.Schedules));
    }

    [Fact]
    public void Form03_JanuaryToFebruary_EndsOnALeapDay() =>
        Assert.Equal(["2020-01..2020-02 2020-01-01..2020-02-29"], Occurrences(Clean("январь-февраль 2020 года", Bok, Months(2020, 1, 2)), Bok));

    [Fact]
    public void Form04_EachSchoolYear()
    {
        var reading = Clean("на каждый учебный год", Bok, new Schedule(ScheduleKind.SchoolYearEach));
        Assert.Equal(["2020/2021 2020-09-01..2020-09-30", "2021/2022 2021-09-01..2021-09-30", "2022/2023 2022-09-01..2022-09-30"], Occurrences(reading, Bok));
        Assert.Equal("2020/2021 учебный год", reading.Schedules.Occurrences(Bok.Period)[0].Title);
        Assert.Equal("к каждому учебному году, до 30 сентября", ScheduleText.Words(reading.Schedules));
        var earlier = new Schedule(ScheduleKind.SchoolYearEach) { ToMonth = 8, ToDay = 15 };
        Assert.Equal(new DateOnly(2020, 8, 15), earlier.Occurrences(Bok.Period)[0].Due);
    }

    [Fact]
    public void Form05_YearList()
    {
        var reading = Clean("2020, 2021, 2022 годы", Bok, new Schedule(ScheduleKind.YearList) { Years = [2020, 2021, 2022] });
        Assert.Equal(["2020 2020-01-01..2020-12-31", "2021 2021-01-01..2021-12-31", "2022 2022-01-01..2022-12-31"], Occurrences(reading, Bok));
        Assert.Equal("2020, 2021 и 2022 годы, каждый год", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("2020 – 2022 годы"), InlineData("2020-2022 годы"), InlineData("2020 - 2022 годы"), InlineData("2020—2022 гг."), InlineData("с 2020 по 2022 год"), InlineData("в 2020-2022 годах"), InlineData("2020-2022")]
    public void Form06_YearRange(string text)
    {
        var reading = Clean(text, Bok, YearRange(2020, 2022));
        Assert.Equal(["2020..2022 2020-01-01..2022-12-31"], Occurrences(reading, Bok));
        Assert.Equal("2020 – 2022 годы, без перерыва", ScheduleText.Words(reading.Schedules));
    }

    [Fact]
    public void Form06_YearRange_WithAReportEachYear() =>
        Assert.Equal(["2020-12-31", "2021-12-31", "2022-12-31"],
            (YearRange(2020, 2022) with { Every = Recurrence.Year }).Occurrences(Bok.Period).Select(o => $"{o.Due:yyyy-MM-dd}"));

    [Theory]
    [InlineData("2020 год"), InlineData("2020 г."), InlineData("2020"), InlineData("в 2020 году"), InlineData("2020г.")]
    public void Form07_Year(string text) => Assert.Equal(["2020 2020-01-01..2020-12-31"], Occurrences(Clean(text, Bok, Year(2020)), Bok));

    [Theory]
    [InlineData("2020 год 2020 год"), InlineData("2020 год\n2020 год"), InlineData("<p>2020 год</p><p>2020 год</p>"), InlineData("2020 год<br/>2020 год")]
    public void Form08_TwoTermsOfTwoWorks(string text)
    {
        var reading = Clean(text, Bok, Year(2020), Year(2020));
        Assert.Equal(["2020 2020-01-01..2020-12-31", "2020#2 2020-01-01..2020-12-31"], Occurrences(reading, Bok));
    }

    [Theory]
    [InlineData("по графику"), InlineData("По отдельному графику"), InlineData("согласно графику"), InlineData("в соответствии с планом работы"), InlineData("по плану-графику"), InlineData("в установленные сроки")]
    public void Form09_ScheduleOfNobody_IsAsked(string text)
    {
        var reading = Asked("owner-missing", text, Bok, External(null));
        Assert.Equal(["open 2020-01-01..-"], Occurrences(reading, Bok));
    }

    [Theory]
    [InlineData("По графику Комитета образования", "Комитета образования"), InlineData("по графику комитета образования", "комитета образования")]
    [InlineData("по графику\nКомитета образования", "Комитета образования")]
    public void Form10_ScheduleOfTheCommittee(string text, string owner) => Assert.Equal(["open 2020-01-01..-"], Occurrences(Clean(text, Bok, External(owner)), Bok));

    [Fact]
    public void Form11_ScheduleOfEachSchool() => Clean("по графику ОО", Bok, External("ОО"));

    [Theory]
    [InlineData("в соответствии с планом работы ШМО/ШМС", "ШМО/ШМС"), InlineData("в соответствии с планами работы РМО", "РМО")]
    [InlineData("в соответствии с планом работы методической службы", "методической службы"), InlineData("в соответствии с планом\nработы методической службы", "методической службы")]
    public void Form12_PlanOfANamedBody(string text, string owner) => Clean(text, Bok, External(owner));

    [Theory]
    [InlineData("в течение года по графику НИТУ «МИСиС»", "НИТУ «МИСиС»"), InlineData("в течение года по графику Рособрнадзора", "Рособрнадзора")]
    [InlineData("в течение года\nпо графику Рособрнадзора", "Рособрнадзора"), InlineData("по графику Рособрнадзора в течение года", "Рособрнадзора"), InlineData("Ежегодно по графику Рособрнадзора", "Рособрнадзора")]
    public void Form13_ScheduleOfANamedBody_EachYear(string text, string owner)
    {
        var reading = Clean(text, Bok, External(owner) with { Every = Recurrence.Year });
        Assert.Equal(["2020 2020-01-01..2020-12-31", "2021 2021-01-01..2021-12-31", "2022 2022-01-01..2022-12-31"], Occurrences(reading, Bok));
    }

    [Fact]
    public void Form14_Timetable() => Clean("по расписанию Рособрнадзора", Bok, External("Рособрнадзора"));

    [Fact]
    public void Form15_Event()
    {
        var reading = Clean("по мере формирования отчета", Bok, new Schedule(ScheduleKind.OnEvent) { Event = "по мере формирования отчета" });
        Assert.Equal(["open 2020-01-01..-"], Occurrences(reading, Bok));
    }

    [Fact]
    public void Form16_AprilOfEachYear()
    {
        var reading = Clean("апрель 2020-2022 годы", Bok, Yearly(4).InYears(2020, 2022));
        Assert.Equal(["2020-04 2020-04-01..2020-04-30", "2021-04 2021-04-01..2021-04-30", "2022-04 2022-04-01..2022-04-30"], Occurrences(reading, Bok));
        Assert.Equal("каждый год в апреле, 2020 – 2022 годы", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("май – июнь 2020-2022 годы"), InlineData("май – июнь\n2020-2022 годы"), InlineData("2020-2022 годы, май-июнь")]
    public void Form17_WindowOfEachYear(string text)
    {
        var reading = Clean(text, Bok, Yearly(5, 6).InYears(2020, 2022));
        Assert.Equal(
            ["2020-05..2020-06 2020-05-01..2020-06-30", "2021-05..2021-06 2021-05-01..2021-06-30", "2022-05..2022-06 2022-05-01..2022-06-30"],
            Occurrences(reading, Bok));
    }

    [Fact]
    public void Form18_Continuous()
    {
        var reading = Clean("постоянно", Bok, new Schedule(ScheduleKind.Continuous));
        Assert.Equal(["open 2020-01-01..-"], Occurrences(reading, Bok));
        Assert.All((reading.Schedules[0] with { Every = Recurrence.Quarter }).Occurrences(Bok.Period), note => Assert.Null(note.Due));
    }

    [Theory]
    [InlineData("не менее 1 раза в 3 года"), InlineData("не реже одного раза в три года"), InlineData("Не менее  1  раза в 3 года.")]
    public void Form19_MinimumFrequency(string text)
    {
        var reading = Clean(text, Bok, new Schedule(ScheduleKind.MinimumFrequency) { Times = 1, PerYears = 3 });
        Assert.Equal(["open 2020-01-01..-"], Occurrences(reading, Bok));
        Assert.Equal("не менее 1 раза в 3 года", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("1 раз в году"), InlineData("один раз в год"), InlineData("раз в год"), InlineData("ежегодно"), InlineData("каждый год"), InlineData("1 р. в год")]
    public void Form20_OnceAYear(string text) =>
        Assert.Equal(["2020 2020-01-01..2020-12-31", "2021 2021-01-01..2021-12-31", "2022 2022-01-01..2022-12-31"], Occurrences(Clean(text, Bok, Every(Recurrence.Year)), Bok));

    [Theory]
    [InlineData("Ежемесячно"), InlineData("1 раз в месяц"), InlineData("каждый месяц")]
    public void Form21_Monthly(string text)
    {
        var occurrences = Occurrences(Clean(text, Bok, Every(Recurrence.Month)), Bok);
        Assert.Equal(36, occurrences.Length);
        Assert.Equal("2020-02 2020-02-01..2020-02-29", occurrences[1]);
    }

    [Theory]
    [InlineData(""), InlineData("  \n\u00A0"), InlineData(null)]
    public void Form22_Empty_InheritsByTheLayout(string? text)
    {
        var inherited = DeadlineParser.Read(text, Bok with { InheritsFromAbove = true });
        Assert.Equal([new Schedule(ScheduleKind.Inherited)], inherited.Schedules);
        Assert.Empty(inherited.Questions);
        Assert.Empty(inherited.Schedules.Occurrences(Bok.Period));

        var empty = DeadlineParser.Read(text, Bok);
        Assert.Equal([new Schedule(ScheduleKind.Empty)], empty.Schedules);
        Assert.Equal(["empty"], empty.Questions.Select(question => question.Code));
        Assert.Equal(["open 2020-01-01..-"], Occurrences(empty, Bok));
    }
}
