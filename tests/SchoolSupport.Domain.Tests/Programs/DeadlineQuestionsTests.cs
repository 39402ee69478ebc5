using SchoolSupport.Domain.Programs;
using static SchoolSupport.Domain.Tests.Programs.DeadlineCase;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>What cannot be sure is asked, never guessed.</summary>
public sealed class DeadlineQuestionsTests
{
    private static readonly Schedule Empty = new(ScheduleKind.Empty);

    [Theory]
    [InlineData("уточняется"), InlineData("???"), InlineData("весной"), InlineData("32 марта 2023"), InlineData("29 февраля 2023"), InlineData("по мере"), InlineData("по графику 22"), InlineData("по итогам 2021/2022 учебного года"), InlineData("в течение 2 лет"), InlineData("после мая"), InlineData("сентябрь, январь 2020-2021 ежеквартально"), InlineData("31.02.2023"), InlineData("5 квартал"), InlineData("2022-2020 годы"), InlineData("0 раз в год")]
    [InlineData("± OSP (6.15)"), InlineData("_ 10 1011110…"), InlineData("1 раз в 2 месяца"), InlineData("2020-2022 учебный год"), InlineData("-"), InlineData("в каникулярное время")]
    public void Unknown_IsEmptyAndAsked(string text)
    {
        var reading = DeadlineParser.Read(text, NorB);
        Assert.Equal([Empty], Plain(reading.Schedules));
        Assert.NotEmpty(reading.Questions);
        Assert.Equal(text, reading.Schedules[0].Text);
    }

    [Fact]
    public void PartlyUnknown_OffersWhatWasUnderstood()
    {
        var reading = Asked("unread-part", "сентябрь 2023 (1 этап)", NorB, Empty);
        Assert.Equal([Month(2023, 9)], Plain(Assert.Single(reading.Alternatives).Schedules));
        Assert.Equal("сентябрь 2023 года", reading.Alternatives[0].Words);
        Assert.Equal("Понято не всё: «1 этап». Верен ли срок без этих слов?", Assert.Single(reading.Questions).Text);
    }

    [Theory]
    [InlineData("первый понедельник месяца"), InlineData("каждый понедельник"), InlineData("по средам"), InlineData("последняя пятница месяца")]
    public void Weekday_IsAsked(string text) => Asked("weekday", text, NorB, Empty);

    [Fact]
    public void YearsOrSchoolYear_IsAsked()
    {
        var reading = Asked("years-or-school-year", "2022-2023", NorA, YearRange(2022, 2023));
        Assert.Equal("в течение 2022/2023 учебного года", Assert.Single(reading.Alternatives).Words);
    }

    [Fact]
    public void UntilAMonth_IsAsked()
    {
        var reading = Asked("until-unclear", "до мая 2023", NorB, Days(null, Day(2023, 4, 30)));
        Assert.Equal([Days(null, Day(2023, 5, 31))], Plain(Assert.Single(reading.Alternatives).Schedules));
        Asked("until-unclear", "до 2025 года", NorA, Days(null, Day(2024, 12, 31)));
        Asked("until-unclear", "до мая", NorA, new Schedule(ScheduleKind.DayRange) { ToMonth = 4, ToDay = 30 });
    }

    [Fact]
    public void InvertedRange_WithoutAYear_IsAsked()
    {
        Asked("months-inverted", "сентябрь – май", NorB, Months(2022, 9, 2023, 5));
        Asked("months-inverted", "октябрь - март", Sol, Months(2018, 10, 2019, 3));
    }

    [Fact]
    public void InvertedList_IsAsked()
    {
        var reading = Asked("months-inverted", "декабрь, январь 2022", Kol, MonthList((2021, 12), (2022, 1)));
        Assert.Equal(["декабрь 2022 года и январь 2023 года", "январь и декабрь 2022 года"], reading.Alternatives.Select(other => other.Words));
    }

    [Fact]
    public void EndBeforeBegin_IsAsked() => Asked("dates-inverted", "май 2023 – январь 2023", NorB, Empty);

    [Fact]
    public void YearOfOneMonthOnly_IsAsked() => Asked("year-missing", "январь 2021, сентябрь", Bok, MonthList((2021, 1), (2021, 9)));

    [Fact]
    public void NoYearAnywhere_IsAsked()
    {
        Asked("year-missing", "октябрь", new DeadlineContext(), Yearly(10));
        Asked("year-missing", "до 1 октября", new DeadlineContext(), new Schedule(ScheduleKind.DayRange) { ToMonth = 10, ToDay = 1 });
        Assert.Equal(["open -..-"], Occurrences(DeadlineParser.Read("октябрь", new DeadlineContext()), new DeadlineContext()));
    }

    [Fact]
    public void SlipOfThePen_IsReadAndAsked()
    {
        var reading = Asked("month-misspelt", "сентбрь 2023", NorB, Month(2023, 9));
        Assert.Equal("«сентбрь» прочитано как «сентябрь». Верно?", Assert.Single(reading.Questions).Text);
        // «Карта» is one letter from «марта».
        Asked("unread", "карта", NorB, Empty);
    }

    [Fact]
    public void Approximate_IsAsked()
    {
        Asked("approximate", "ориентировочно март 2023", NorB, Month(2023, 3));
        Asked("part-of-month", "конец мая 2023", NorB, Month(2023, 5));
    }

    [Theory]
    [InlineData("систематически"), InlineData("регулярно"), InlineData("ежедневно"), InlineData("периодически")]
    public void NoFrequency_IsAsked(string text) => Asked("frequency-missing", text, Bok, new Schedule(ScheduleKind.Continuous));

    [Fact]
    public void OnceAndEachYear_IsAsked()
    {
        var reading = Asked("contradiction", "сентябрь 2021, ежегодно", Bok, Month(2021, 9));
        Assert.Equal([Yearly(9)], Plain(Assert.Single(reading.Alternatives).Schedules));
        Asked("contradiction", "В течение года: сентябрь, январь", Kol, MonthList((2022, 1), (2022, 9)));
        Asked("contradiction", "постоянно, декабрь 2021", Bok, new Schedule(ScheduleKind.Continuous));
        Asked("unread", "постоянно, по графику ОО", Bok, Empty);
        Asked("contradiction", "ежегодно, по мере необходимости", Bok, new Schedule(ScheduleKind.OnEvent) { Event = "по мере необходимости" });
    }

    [Fact]
    public void EventAndDate_IsAsked()
    {
        var reading = Asked("event-and-date", "по итогам ГИА, август 2022", Kol, Month(2022, 8));
        Assert.Equal([new Schedule(ScheduleKind.OnEvent) { Event = "по итогам ГИА" }], Plain(Assert.Single(reading.Alternatives).Schedules));
        Asked("event-and-date", "после проведения ВПР до 1 июня 2022", Kol, Days(null, Day(2022, 6, 1)));
    }

    [Fact]
    public void SchoolTermsAndEdges_AreAsked()
    {
        Asked("school-terms", "по итогам четверти", Bok, Every(Recurrence.Quarter));
        Asked("school-terms", "1 раз в четверть", Bok, Every(Recurrence.Quarter));
        Asked("year-end", "по итогам года", Bok, Yearly(6));
        Asked("school-year-edge", "к началу учебного года", NorB, Days(null, Day(2023, 8, 31)));
        Clean("по итогам учебного года", Bok, Yearly(6));
    }

    [Fact]
    public void DatesTornFromTheirSigns_AreAsked()
    {
        Asked("separator-missing", "март май июнь 2021", Per, Month(2021, 3), Month(2021, 5), Month(2021, 6));
        Asked("separator-missing", "март май", NorA, Every(Recurrence.Year) with { AnchorMonths = [3, 5] });
        Asked("separator-missing", "2020 год 2022 год", Bok, Year(2020), Year(2022));
        Asked("unread", "2020 год сентябрь 2021", Bok, Empty);
    }

    [Fact]
    public void OneLineOfSeveral_IsAskedAlone()
    {
        var reading = Asked("months-inverted", "Январь 2021\nДекабрь – май 2021\nПостоянно", Per, Month(2021, 1), Months(2020, 12, 2021, 5), new Schedule(ScheduleKind.Continuous));
        Assert.Equal([Month(2021, 1), Months(2021, 12, 2022, 5), new Schedule(ScheduleKind.Continuous)], Plain(Assert.Single(reading.Alternatives).Schedules));
    }

    [Fact]
    public void Prose_IsKeptAndAsked()
    {
        var reading = DeadlineParser.Read(string.Concat(Enumerable.Repeat("январь 2020 года, ", 500)), Bok);
        Assert.Equal(ScheduleKind.Empty, Assert.Single(reading.Schedules).Kind);
        Assert.True(Assert.Single(reading.Questions).Text.Length < 200);
    }
}
