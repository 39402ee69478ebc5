using SchoolSupport.Domain.Programs;
using static SchoolSupport.Domain.Tests.Programs.DeadlineCase;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>Forms 23–40 of the domain reference, section 3.4: plans for one year inside of programmes for several.</summary>
public sealed class DeadlineFormsPlanTests
{
    [Theory]
    [InlineData("В течение года"), InlineData("в течение года"), InlineData("в течении года"), InlineData("В течение всего года"), InlineData("на протяжении года"), InlineData("в течение 2021 года"), InlineData("в течение\nгода")]
    public void Form23_WithinTheYear_OfThePlan(string text)
    {
        var reading = Clean(text, Per, new Schedule(ScheduleKind.YearWithin).InYears(2021, 2021));
        Assert.Equal(["2021 2021-01-01..2021-12-31"], Occurrences(reading, Per));
        Assert.Equal("в течение 2021 года", ScheduleText.Words(reading.Schedules));
    }

    [Fact]
    public void Form23_WithinTheYear_OfAOneYearProgramme() =>
        Assert.Equal(["2022 2022-01-01..2022-12-31"], Occurrences(Clean("В течение года", Kol with { PlanYear = null }, new Schedule(ScheduleKind.YearWithin).InYears(2022, 2022)), Kol));

    [Fact]
    public void Form23_WithinTheYear_EachAcademicYearOfTheProgramme()
    {
        var reading = Clean("В течение года", NorA, new Schedule(ScheduleKind.YearWithin) { Every = Recurrence.SchoolYear });
        Assert.Equal(
            ["2021/2022 2022-01-01..2022-08-31", "2022/2023 2022-09-01..2023-08-31", "2023/2024 2023-09-01..2024-08-31", "2024/2025 2024-09-01..2024-12-31"],
            Occurrences(reading, NorA));
        Assert.Equal("в течение каждого учебного года", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("В течение учебного года"), InlineData("в течение уч. года"), InlineData("весь учебный год")]
    public void Form24_WithinTheSchoolYear_OfACalendarPlan(string text)
    {
        var reading = Clean(text, NorB, new Schedule(ScheduleKind.SchoolYearWithin).InYears(2023, 2023));
        Assert.Equal(["2022/2023 2023-01-01..2023-05-31", "2023/2024 2023-09-01..2023-12-31"], Occurrences(reading, NorB));
        Assert.Equal("в учебное время с 1 января по 31 декабря 2023 года", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("Октябрь"), InlineData("октябрь"), InlineData("в октябре"), InlineData("октябрь ежегодно"), InlineData("октябрь каждого года")]
    public void Form25_MonthWithoutAYear_EachYearOfTheProgramme(string text)
    {
        var reading = Clean(text, NorA, Yearly(10));
        Assert.Equal(["2022-10 2022-10-01..2022-10-31", "2023-10 2023-10-01..2023-10-31", "2024-10 2024-10-01..2024-10-31"], Occurrences(reading, NorA));
        Assert.Equal("каждый год в октябре", ScheduleText.Words(reading.Schedules));
    }

    [Fact]
    public void Form25_September() => Clean("сентябрь", NorA, Yearly(9));

    [Theory]
    [InlineData("Январь 2023", 1), InlineData("Февраль 2023", 2), InlineData("Март 2023", 3), InlineData("Апрель 2023", 4), InlineData("Май 2023", 5), InlineData("Сентябрь 2023", 9)]
    public void Form26_MonthOfThePlan(string text, int month) =>
        Assert.Equal($"2023-{month:00}", Assert.Single(Clean(text, NorB, Month(2023, month)).Schedules.Occurrences(NorB.Period)).Key);

    [Theory]
    [InlineData("Июнь – август 2023", 6, 8), InlineData("Август – сентябрь 2023", 8, 9), InlineData("Февраль – май 2023", 2, 5)]
    [InlineData("Март – апрель 2023", 3, 4), InlineData("Март – май 2023", 3, 5), InlineData("Апрель – май 2023", 4, 5)]
    public void Form27_MonthRangeOfThePlan(string text, int from, int to) =>
        Assert.Equal(Last(2023, to), Assert.Single(Clean(text, NorB, Months(2023, from, to)).Schedules.Occurrences(NorB.Period)).Due);

    [Theory]
    [InlineData("Январь 2021", 1), InlineData("Август 2021", 8), InlineData("Февраль 2021", 2), InlineData("апрель 2021", 4), InlineData("сентябрь 2021", 9)]
    [InlineData("октябрь 2021", 10), InlineData("ноябрь 2021", 11), InlineData("май 2021", 5), InlineData("МАЙ 2021", 5)]
    public void Form28_MonthInAnyCase(string text, int month) => Assert.Empty(Clean(text, Per, Month(2021, month)).Warnings);

    [Theory]
    [InlineData("Январь 2021, Сентябрь 2021", 1, 9), InlineData("Февраль 2021, Август 2021", 2, 8), InlineData("Январь 2021,\nСентябрь 2021", 1, 9), InlineData("январь 2021 и сентябрь 2021", 1, 9)]
    public void Form29_TwoMonths(string text, int first, int second)
    {
        var reading = Clean(text, Per, MonthList((2021, first), (2021, second)));
        Assert.Equal([$"2021-{first:00}", $"2021-{second:00}"], reading.Schedules.Occurrences(Per.Period).Select(occurrence => occurrence.Key));
    }

    [Theory]
    [InlineData("апрель, июнь 2021"), InlineData("апрель и июнь 2021 г."), InlineData("в апреле, июне 2021 года"), InlineData("2021 год: апрель, июнь")]
    public void Form30_TwoMonthsOfOneYear(string text)
    {
        var reading = Clean(text, Per, MonthList((2021, 4), (2021, 6)));
        Assert.Equal(["2021-04 2021-04-01..2021-04-30", "2021-06 2021-06-01..2021-06-30"], Occurrences(reading, Per));
        Assert.Equal("апрель и июнь 2021 года", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("Январь-март 2021", 1, 3), InlineData("сентябрь-октябрь 2021", 9, 10), InlineData("май-июнь 2021", 5, 6), InlineData("сентябрь - декабрь 2021", 9, 12)]
    public void Form31_MonthRange(string text, int from, int to) => Clean(text, Per, Months(2021, from, to));

    [Theory]
    [InlineData("декабрь – май 2021"), InlineData("Декабрь-май 2021 года"), InlineData("с декабря по май 2021")]
    public void Form32_InvertedRange_IsAsked(string text)
    {
        var reading = Asked("months-inverted", text, Per, Months(2020, 12, 2021, 5));
        Assert.Equal(Months(2021, 12, 2022, 5), Assert.Single(Plain(Assert.Single(reading.Alternatives).Schedules)));
        Assert.Equal("декабрь 2021 года – май 2022 года", reading.Alternatives[0].Words);
        Assert.Equal(
            "Месяцы идут в обратном порядке: декабрь 2020 года – май 2021 года или декабрь 2021 года – май 2022 года?", Assert.Single(reading.Questions).Text);
        Assert.Equal(["2020-12..2021-05 2020-12-01..2021-05-31"], Occurrences(reading, Per));
    }

    [Fact]
    public void Form33_MonthsWithoutASign_AreAsked()
    {
        var reading = Asked("separator-missing", "октябрь декабрь 2021", Per, MonthList((2021, 10), (2021, 12)));
        Assert.Equal(Months(2021, 10, 12), Assert.Single(Plain(Assert.Single(reading.Alternatives).Schedules)));
        Assert.Equal("Между сроками нет знака: октябрь и декабрь 2021 года или октябрь – декабрь 2021 года?", Assert.Single(reading.Questions).Text);
        Assert.Equal(["2021-10 2021-10-01..2021-10-31", "2021-12 2021-12-01..2021-12-31"], Occurrences(reading, Per));
    }

    [Fact]
    public void Form34_PlanOfAnInstitute() => Clean("по плану СОИРО", Per, External("СОИРО"));

    [Fact]
    public void Form35_MonthBeforeThePlan_OnlyWarns()
    {
        var reading = Clean("Декабрь 2021", Kol, Month(2021, 12));
        Assert.Equal(["Срок выходит за год плана: план на 2022 год."], reading.Warnings);
        Assert.Equal(["2021-12 2021-12-01..2021-12-31"], Occurrences(reading, Kol));
    }

    [Theory]
    [InlineData("Январь 2022", 1), InlineData("Август 2022", 8), InlineData("Ноябрь 2022", 11)]
    public void Form36_MonthOfThePlan(string text, int month) => Assert.Empty(Clean(text, Kol, Month(2022, month)).Warnings);

    [Fact]
    public void Form37_TwoMonths() => Clean("Февраль, март 2022", Kol, MonthList((2022, 2), (2022, 3)));

    [Fact]
    public void Form38_MonthRange() => Clean("Февраль-март 2022", Kol, Months(2022, 2, 3));

    [Theory]
    [InlineData("Февраль 2022\nМарт 2022\nМарт 2022\nАпрель 2022\nМарт 2022"), InlineData("Февраль 2022 / Март 2022 / Март 2022 / Апрель 2022 / Март 2022")]
    [InlineData("Февраль 2022 Март 2022 Март 2022 Апрель 2022 Март 2022"), InlineData("<ul><li>Февраль 2022</li><li>Март 2022</li><li>Март 2022</li><li>Апрель 2022</li><li>Март 2022</li></ul>")]
    [InlineData("а) Февраль 2022; б) Март 2022; в) Март 2022; г) Апрель 2022; д) Март 2022"), InlineData("- февраль 2022\r\n- март 2022\r\n- март 2022\r\n- апрель 2022\r\n- март 2022")]
    [InlineData("1) Февраль 2022\n2) Март 2022\n3) Март 2022\n4) Апрель 2022\n5) Март 2022"), InlineData("Февраль 2022\n\nМарт 2022\n\nМарт 2022\n\nАпрель 2022\n\nМарт 2022")]
    public void Form39_StackedTerms_OneForEachSubItem(string text)
    {
        var reading = Clean(text, Kol, Month(2022, 2), Month(2022, 3), Month(2022, 3), Month(2022, 4), Month(2022, 3));
        Assert.Equal(["2022-02", "2022-03", "2022-03#2", "2022-04", "2022-03#3"], reading.Schedules.Occurrences(Kol.Period).Select(occurrence => occurrence.Key));
    }

    [Fact]
    public void Form40_OutcomesOfHalfYears()
    {
        var reading = Clean("По итогам учебных полугодия, года", Kol, (Every(Recurrence.HalfYear) with { AnchorMonths = [1, 6] }).InYears(2022, 2022));
        Assert.Equal(["2022-01 2022-01-01..2022-01-31", "2022-06 2022-06-01..2022-06-30"], Occurrences(reading, Kol));
        Assert.Equal("каждое полугодие в январе и июне, 2022 год", ScheduleText.Words(reading.Schedules));
    }
}
