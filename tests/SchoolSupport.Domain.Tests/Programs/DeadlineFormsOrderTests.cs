using SchoolSupport.Domain.Programs;
using static SchoolSupport.Domain.Tests.Programs.DeadlineCase;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>Forms 41–51 of the domain reference, section 3.4: the year stands in the order; running text; recurrences in titles.</summary>
public sealed class DeadlineFormsOrderTests
{
    [Fact]
    public void Form41_MonthsWithoutAYear_AreOfTheOrdersYear()
    {
        Clean("Июнь", Sol, Month(2018, 6));
        Clean("Август", Sol, Month(2018, 8));
        Assert.Equal(["2018-06..2018-08 2018-06-01..2018-08-31"], Occurrences(Clean("Июнь-август", Sol, Months(2018, 6, 8)), Sol));
        Clean("Апрель-август", Sol, Months(2018, 4, 8));
    }

    [Theory]
    [InlineData("Июнь\n\nИюнь-август"), InlineData("Июнь\nИюнь-август"), InlineData("Июнь<br>Июнь-август"), InlineData("а) Июнь б) Июнь-август"), InlineData("Июнь,\nИюнь-август")]
    public void Form42_TwoTermsInOneRow(string text)
    {
        var reading = Clean(text, Sol, Month(2018, 6), Months(2018, 6, 8));
        Assert.Equal(["2018-06 2018-06-01..2018-06-30", "2018-06..2018-08 2018-06-01..2018-08-31"], Occurrences(reading, Sol));
        Assert.Equal("июнь 2018 года; июнь – август 2018 года", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("В течение всего периода"), InlineData("весь период"), InlineData("в течение всего срока реализации программы"), InlineData("в период реализации программы"), InlineData("до конца срока реализации программы")]
    public void Form43_WholePeriod(string text)
    {
        var reading = Clean(text, Sol, new Schedule(ScheduleKind.WholePeriod));
        Assert.Equal(["period 2018-01-01..2020-12-31"], Occurrences(reading, Sol));
        Assert.Equal("весь срок программы, без перерыва", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("3 квартал"), InlineData("III квартал"), InlineData("3-й квартал"), InlineData("третий квартал"), InlineData("3 кв."), InlineData("в III квартале"), InlineData("3 квартал 2018 г.")]
    public void Form44_Quarter(string text)
    {
        var reading = Clean(text, Sol, Quarter(2018, 3));
        Assert.Equal(["2018-Q3 2018-07-01..2018-09-30"], Occurrences(reading, Sol));
        Assert.Equal("III квартал 2018 года", reading.Schedules.Occurrences(Sol.Period)[0].Title);
    }

    [Theory]
    [InlineData("3-4 квартал"), InlineData("3-4 квартал."), InlineData("III – IV кварталы"), InlineData("с 3 по 4 квартал")]
    public void Form44_QuarterRange(string text)
    {
        var range = new Schedule(ScheduleKind.QuarterRange) { From = Day(2018, 7, 1), To = Day(2018, 12, 31), Quarter = 3, ToQuarter = 4 };
        var reading = Clean(text, Sol, range);
        Assert.Equal(["2018-Q3..2018-Q4 2018-07-01..2018-12-31"], Occurrences(reading, Sol));
        Assert.Equal("III – IV кварталы 2018 года", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("Ежеквартально"), InlineData("1 раз в квартал"), InlineData("каждый квартал"), InlineData("не реже 1 раза в квартал")]
    public void Form45_Quarterly(string text)
    {
        var occurrences = Occurrences(Clean(text, Sol, Every(Recurrence.Quarter)), Sol);
        Assert.Equal(12, occurrences.Length);
        Assert.Equal("2018-Q1 2018-01-01..2018-03-31", occurrences[0]);
    }

    [Fact]
    public void Form46_OnceAQuarter_EachYear() => Assert.Equal(12, Occurrences(Clean("1 раз в квартал, ежегодно", Sol, Every(Recurrence.Quarter)), Sol).Length);

    [Fact]
    public void Form47_Yearly() =>
        Assert.Equal(["2018 2018-01-01..2018-12-31", "2019 2019-01-01..2019-12-31", "2020 2020-01-01..2020-12-31"], Occurrences(Clean("Ежегодно", Sol, Every(Recurrence.Year)), Sol));

    [Fact]
    public void Form48_Yearly_InAQuarter()
    {
        var reading = Clean("Ежегодно, 1 квартал", Sol, Every(Recurrence.Year) with { Quarter = 1 });
        Assert.Equal(["2018-Q1 2018-01-01..2018-03-31", "2019-Q1 2019-01-01..2019-03-31", "2020-Q1 2020-01-01..2020-03-31"], Occurrences(reading, Sol));
        Assert.Equal("каждый год в I квартале", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("Сентябрь, ежегодно", 9), InlineData("Август, ежегодно", 8), InlineData("Сентябрь,\nежегодно", 9), InlineData("сентябрь\nежегодно", 9), InlineData("Сентябрь (ежегодно)", 9), InlineData("сентябрь – ежегодно", 9)]
    public void Form49_Yearly_InAMonth(string text, int month) =>
        Assert.Equal([$"2018-{month:00}", $"2019-{month:00}", $"2020-{month:00}"], Clean(text, Sol, Yearly(month)).Schedules.Occurrences(Sol.Period).Select(o => o.Key));

    [Theory]
    [InlineData("1 раз в год в сентябре", 9), InlineData("ежегодно в октябре", 10), InlineData("по данным на октябрь", 10)]
    public void Form50_RunningText_Yearly(string text, int month) => Clean(text, NorA, Yearly(month));

    [Theory]
    [InlineData("один раз в полугодие … в январе и июне"), InlineData("один раз в полугодие, в январе и июне"), InlineData("1 раз в полугодие (январь, июнь)")]
    public void Form50_RunningText_HalfYearly(string text)
    {
        var reading = Clean(text, NorA, Every(Recurrence.HalfYear) with { AnchorMonths = [1, 6] });
        Assert.Equal(["2022-01", "2022-06", "2023-01", "2023-06", "2024-01", "2024-06"], reading.Schedules.Occurrences(NorA.Period).Select(o => o.Key));
    }

    [Theory]
    [InlineData("в период с 1 по 10 июня"), InlineData("с 1 по 10 июня"), InlineData("1-10 июня"), InlineData("c 1 по 10 июня"), InlineData("с 01.06 по 10.06"), InlineData("первая декада июня")]
    public void Form50_RunningText_Days(string text)
    {
        var reading = Clean(text, NorA, new Schedule(ScheduleKind.DayRange) { FromMonth = 6, FromDay = 1, ToMonth = 6, ToDay = 10 });
        Assert.Equal(
            ["2022-06-01..2022-06-10 2022-06-01..2022-06-10", "2023-06-01..2023-06-10 2023-06-01..2023-06-10", "2024-06-01..2024-06-10 2024-06-01..2024-06-10"],
            Occurrences(reading, NorA));
        Assert.Equal("каждый год с 1 по 10 июня", ScheduleText.Words(reading.Schedules));
        Assert.Equal("с 1 по 10 июня 2022 года", reading.Schedules.Occurrences(NorA.Period)[0].Title);
    }

    [Fact]
    public void Form51_RecurrenceInTheTitle_IsSuggestedAndNotSet()
    {
        var reading = Clean("По графику Комитета образования", Bok with { Title = "Ежемесячное проведение диагностических работ" }, External("Комитета образования"));
        var hint = Assert.Single(reading.Hints);
        Assert.Equal(Every(Recurrence.Month), hint.Schedule);
        Assert.Equal("Ежемесячное", hint.Quote);
        Assert.Equal("В названии сказано «Ежемесячное». Вести так: каждый месяц?", hint.Text);
    }

    [Theory]
    [InlineData("Мониторинг успеваемости по итогам триместра (четверти), полугодия, учебного года", "по итогам триместра (четверти), полугодия, учебного года")]
    [InlineData("Мониторинг по итогам полугодия, учебного года по 7 школам", "по итогам полугодия, учебного года")]
    public void Form51_OutcomesInTheTitle(string title, string quote) =>
        Assert.Equal(quote, Assert.Single(Clean("По графику Комитета образования", Bok with { Title = title }, External("Комитета образования")).Hints).Quote);

    [Fact]
    public void Form51_YearlyWeekInNovember()
    {
        var hint = Assert.Single(Clean("Ноябрь 2022", Kol with { Title = "Проведение ежегодной Недели педагогического мастерства" }, Month(2022, 11)).Hints);
        Assert.Equal(Yearly(11), hint.Schedule);
    }

    [Fact]
    public void Form51_NotLessThanFiveAYear() =>
        Assert.Equal(new Schedule(ScheduleKind.MinimumFrequency) { Times = 5, PerYears = 1 },
            Assert.Single(Clean("2020 год", Bok with { Title = "Посещение уроков, не менее 5 в год" }, Year(2020)).Hints).Schedule);

    [Fact]
    public void Form51_WhatTheDeadlineSaysAlready_IsNoHint() =>
        Assert.Empty(Clean("1 раз в году", Bok with { Title = "Ежегодное проведение конкурсов «Учитель года»" }, Every(Recurrence.Year)).Hints);
}
