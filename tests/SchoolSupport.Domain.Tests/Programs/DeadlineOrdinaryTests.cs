using SchoolSupport.Domain.Programs;
using static SchoolSupport.Domain.Tests.Programs.DeadlineCase;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>Forms of official Russian beyond those of the five documents.</summary>
public sealed class DeadlineOrdinaryTests
{
    private static readonly DeadlineContext Academic = new(Day(2023, 9, 1), Day(2024, 8, 31), PlanYear: 2023, AcademicPlan: true);

    [Theory]
    [InlineData("до 15.03.2023"), InlineData("до 15 марта 2023 года"), InlineData("не позднее 15 марта 2023 г."), InlineData("не позднее 15.03.23"), InlineData("к 15 марта 2023 года")]
    [InlineData("в срок до 15.03.2023"), InlineData("срок – до 15.03.2023 г."), InlineData("до 15 марта"), InlineData("до 15.03"), InlineData("до 15 марта текущего года")]
    public void Until_ADay(string text)
    {
        var reading = Clean(text, NorB, Days(null, Day(2023, 3, 15)));
        Assert.Equal(["..2023-03-15 2023-01-01..2023-03-15"], Occurrences(reading, NorB));
        Assert.Equal("до 15 марта 2023 года", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("15 марта 2023 года"), InlineData("15.03.2023"), InlineData("15.03.2023 г."), InlineData("15-го марта 2023"), InlineData("2023-03-15")]
    public void ADay(string text) => Assert.Equal(["2023-03-15 2023-03-15..2023-03-15"], Occurrences(Clean(text, NorB, Days(Day(2023, 3, 15), Day(2023, 3, 15))), NorB));

    [Theory]
    [InlineData("с 01.09.2023 по 30.09.2023"), InlineData("01.09.2023-30.09.2023"), InlineData("01.09 – 30.09.2023"), InlineData("с 1 по 30 сентября 2023 года"), InlineData("1-30 сентября 2023"), InlineData("01-30.09.2023")]
    [InlineData("с 1 сентября по 30 сентября 2023 г.")]
    public void FromADay_ToADay(string text) =>
        Assert.Equal(["2023-09-01..2023-09-30 2023-09-01..2023-09-30"], Occurrences(Clean(text, NorB, Days(Day(2023, 9, 1), Day(2023, 9, 30))), NorB));

    [Fact]
    public void FromADay_GoesOnToTheEndOfTheProgramme()
    {
        var reading = Clean("с 1 сентября 2023 года", NorB, Days(Day(2023, 9, 1), null));
        Assert.Equal(["2023-09-01.. 2023-09-01..2024-12-31"], Occurrences(reading, NorB));
        Assert.Equal("с 1 сентября 2023 года", ScheduleText.Words(reading.Schedules));
    }

    [Fact]
    public void FromADay_ToADayOfTheNextYear()
    {
        Clean("с 1 сентября 2023 г. по 31 мая 2024 г.", NorB, Days(Day(2023, 9, 1), Day(2024, 5, 31)));
        Clean("с 1 сентября по 31 мая", Academic, Days(Day(2023, 9, 1), Day(2024, 5, 31)));
        Asked("months-inverted", "с 1 сентября по 31 мая", NorB, Days(Day(2022, 9, 1), Day(2023, 5, 31)));
    }

    [Fact]
    public void Until_ADayWithoutAYear_EachYearOfTheProgramme()
    {
        var reading = Clean("не позднее 1 октября", NorA, new Schedule(ScheduleKind.DayRange) { ToMonth = 10, ToDay = 1 });
        Assert.Equal(["..2022-10-01 2022-01-01..2022-10-01", "..2023-10-01 2023-01-01..2023-10-01", "..2024-10-01 2024-01-01..2024-10-01"], Occurrences(reading, NorA));
        Clean("ежегодно, до 1 сентября", NorA, Every(Recurrence.Year) with { ToMonth = 9, ToDay = 1 });
        Clean("ежегодно до 1 сентября", NorA, Every(Recurrence.Year) with { ToMonth = 9, ToDay = 1 });
        Assert.Equal("каждый год до 1 сентября", ScheduleText.Words(DeadlineParser.Read("ежегодно, до 1 сентября", NorA).Schedules));
    }

    [Theory]
    [InlineData("до 5 числа каждого месяца"), InlineData("ежемесячно до 5 числа"), InlineData("ежемесячно, не позднее 5 числа")]
    public void Until_ADayOfEachMonth(string text)
    {
        var reading = Clean(text, Bok, Every(Recurrence.Month) with { ToDay = 5 });
        Assert.Equal("2020-02 2020-02-01..2020-02-05", Occurrences(reading, Bok)[1]);
        Assert.Equal("каждый месяц до 5 числа", ScheduleText.Words(reading.Schedules));
    }

    [Theory]
    [InlineData("I квартал 2023"), InlineData("1 квартал 2023 года"), InlineData("в первом квартале 2023 г."), InlineData("1-й кв. 2023"), InlineData("Ι квартал 2023"), InlineData("в течение I квартала 2023 года"), InlineData("І квартал 2023")]
    public void Quarter_OfAYear(string text) => Clean(text, NorB, Quarter(2023, 1));

    [Fact]
    public void Quarters_InAList() => Clean("1, 3 кварталы 2023 года", NorB, Quarter(2023, 1), Quarter(2023, 3));

    [Fact]
    public void HalfYear_OfACalendarAndOfAnAcademicYear()
    {
        Clean("1 полугодие 2023 года", NorB, Months(2023, 1, 6));
        Clean("II полугодие 2023 г.", NorB, Months(2023, 7, 12));
        Clean("первое полугодие 2022/2023 учебного года", NorB, Months(2022, 9, 12));
        Clean("2 полугодие 2022-2023 учебного года", NorB, Months(2023, 1, 5));
        Clean("ежегодно, 1 полугодие", NorA, Yearly(1, 6));
    }

    [Theory]
    [InlineData("2022/2023 учебный год"), InlineData("2022-2023 учебный год"), InlineData("2022–2023 уч. г."), InlineData("2022/23 уч. год"), InlineData("в течение 2022-2023 учебного года"), InlineData("2022/2023"), InlineData("в 2022/2023 учебном году")]
    public void SchoolYear(string text)
    {
        var reading = Clean(text, NorA, new Schedule(ScheduleKind.SchoolYearWithin) { From = Day(2022, 9, 1), To = Day(2023, 8, 31) });
        Assert.Equal(["2022/2023 2022-09-01..2023-05-31"], Occurrences(reading, NorA));
        Assert.Equal("в течение 2022/2023 учебного года", ScheduleText.Words(reading.Schedules));
        Assert.Equal("2022/2023 учебный год", reading.Schedules.Occurrences(NorA.Period)[0].Title);
    }

    [Fact]
    public void Months_OfAnAcademicPlan_FallIntoItsYears()
    {
        Clean("октябрь", Academic, Month(2023, 10));
        Clean("март", Academic, Month(2024, 3));
        Clean("сентябрь – май", Academic, Months(2023, 9, 2024, 5));
        Clean("декабрь-январь", Academic, Months(2023, 12, 2024, 1));
        Clean("май 2022-2023 учебного года", NorA, Month(2023, 5));
        Clean("В течение учебного года", Academic, new Schedule(ScheduleKind.SchoolYearWithin) { From = Day(2023, 9, 1), To = Day(2024, 8, 31) });
        Assert.Equal(["2023/2024 2023-09-01..2024-05-31"], Occurrences(DeadlineParser.Read("в течение учебного года", Academic), Academic));
    }

    [Fact]
    public void MonthRange_OverNewYear_IsClearWithBothYears() => Clean("декабрь 2020 – май 2021", Per, Months(2020, 12, 2021, 5));

    [Fact]
    public void MonthRange_OverNewYear_EachYear()
    {
        var reading = Clean("ноябрь – февраль, ежегодно", NorA, Yearly(11, 2));
        Assert.Equal(
            ["2021-11..2022-02 2022-01-01..2022-02-28", "2022-11..2023-02 2022-11-01..2023-02-28", "2023-11..2024-02 2023-11-01..2024-02-29", "2024-11..2025-02 2024-11-01..2024-12-31"],
            Occurrences(reading, NorA));
    }

    [Theory]
    [InlineData("сентябрь–октябрь ежегодно"), InlineData("ежегодно в сентябре-октябре"), InlineData("ежегодно, с сентября по октябрь"), InlineData("сентябрь, ежегодно, октябрь")]
    public void Window_EachYear(string text) =>
        Assert.Equal(text.Contains(", октябрь", StringComparison.Ordinal) ? Every(Recurrence.Year) with { AnchorMonths = [9, 10] } : Yearly(9, 10), Assert.Single(Plain(DeadlineParser.Read(text, NorA).Schedules)));

    [Theory]
    [InlineData("еженедельно"), InlineData("1 раз в неделю"), InlineData("каждую неделю")]
    public void Weekly(string text)
    {
        var occurrences = Occurrences(Clean(text, Kol, Every(Recurrence.Week).InYears(2022, 2022)), Kol);
        Assert.Equal("2021-W52 2022-01-01..2022-01-02", occurrences[0]);
        Assert.Equal("2022-W01 2022-01-03..2022-01-09", occurrences[1]);
        Assert.Equal(53, occurrences.Length);
        Assert.Equal("неделя с 3 по 9 января 2022 года", DeadlineParser.Read(text, Kol).Schedules.Occurrences(Kol.Period)[1].Title);
    }

    [Fact]
    public void SeveralTimes_AYear()
    {
        var reading = Clean("2 раза в год", Sol, Every(Recurrence.Year) with { Times = 2 });
        Assert.Equal("2018.1 2018-01-01..2018-12-31", Occurrences(reading, Sol)[0]);
        Assert.Equal(6, Occurrences(reading, Sol).Length);
        Assert.Equal("2018 год, 2-й раз из 2", reading.Schedules.Occurrences(Sol.Period)[1].Title);
        Clean("дважды в год", Sol, Every(Recurrence.Year) with { Times = 2 });
        Clean("2 раза в год: апрель, октябрь", Sol, Every(Recurrence.Year) with { AnchorMonths = [4, 10] });
        Clean("не менее 2 раз в год", Sol, new Schedule(ScheduleKind.MinimumFrequency) { Times = 2, PerYears = 1 });
        Clean("1 раз в 2 года", Sol, new Schedule(ScheduleKind.MinimumFrequency) { Times = 1, PerYears = 2 });
    }

    [Fact]
    public void Rhythms_InAWindow()
    {
        Clean("ежемесячно, сентябрь – декабрь 2022", NorA, Every(Recurrence.Month) with { From = Day(2022, 9, 1), To = Day(2022, 12, 31) });
        Clean("ежеквартально, 2020-2022 годы", Bok, Every(Recurrence.Quarter).InYears(2020, 2022));
        Clean("ежегодно с 2020 по 2022 год", Bok, Every(Recurrence.Year).InYears(2020, 2022));
        Clean("ежемесячно в течение 2021 года", Bok, Every(Recurrence.Month).InYears(2021, 2021));
        var school = Clean("ежемесячно в течение учебного года", NorA, Every(Recurrence.Month) with { FromMonth = 9, ToMonth = 5 });
        Assert.DoesNotContain(Occurrences(school, NorA), text => text.StartsWith("2023-07", StringComparison.Ordinal));
        Assert.Equal("каждый месяц с сентября по май", ScheduleText.Words(school.Schedules));
    }

    [Theory]
    [InlineData("по мере необходимости"), InlineData("при необходимости"), InlineData("по запросу ОО"), InlineData("по итогам ГИА"), InlineData("после публикации результатов ВПР"), InlineData("в течение 10 рабочих дней после получения результатов")]
    [InlineData("по результатам мониторинга"), InlineData("не позднее 5 дней со дня издания приказа")]
    public void Event(string text) => Assert.Equal(["open 2020-01-01..-"], Occurrences(Clean(text, Bok, new Schedule(ScheduleKind.OnEvent) { Event = text }), Bok));

    [Fact]
    public void Event_InAWindow() =>
        Clean("В течение года, по мере необходимости", Kol, new Schedule(ScheduleKind.OnEvent) { Event = "по мере необходимости" }.InYears(2022, 2022));

    [Theory]
    [InlineData("в соответствии с графиком Министерства образования", "Министерства образования"), InlineData("согласно приказу Министерства", "Министерства"), InlineData("в сроки, установленные Рособрнадзором", "Рособрнадзором")]
    [InlineData("по отдельному плану МБУ «МЦ»", "МБУ «МЦ»"), InlineData("по срокам Рособрнадзора", "Рособрнадзора"), InlineData("График ВПР", "ВПР")]
    public void ScheduleOfOthers(string text, string owner) => Clean(text, Bok, External(owner));

    [Fact]
    public void ScheduleOfOthers_InAWindow()
    {
        var april = External("Рособрнадзора") with { From = Day(2023, 4, 1), To = Day(2023, 4, 30) };
        Assert.Equal(["2023-04-01..2023-04-30 2023-04-01..2023-04-30"], Occurrences(Clean("апрель 2023, по графику Рособрнадзора", NorB, april), NorB));
        Clean("по графику Рособрнадзора, апрель 2023 года", NorB, april);
        Clean("по плану работы РМО на 2023 год", NorB, External("РМО").InYears(2023, 2023));
        Assert.Equal("по графику (плану) Рособрнадзора, с 1 по 30 апреля 2023 года", ScheduleText.Words(april));
    }

    [Theory]
    [InlineData("до конца 2023 года"), InlineData("до конца года"), InlineData("до 31.12.2023")]
    public void Until_TheEndOfTheYear(string text) => Clean(text, NorB, Days(null, Day(2023, 12, 31)));

    [Fact]
    public void Until_TheEndOfAMonth()
    {
        Clean("до конца мая 2023 г.", NorB, Days(null, Day(2023, 5, 31)));
        Clean("не позднее мая 2023", NorB, Days(null, Day(2023, 5, 31)));
        Clean("до конца II квартала 2023", NorB, Days(null, Day(2023, 6, 30)));
    }

    [Fact]
    public void SeveralDays() => Clean("15 и 20 марта 2023", NorB, Days(Day(2023, 3, 15), Day(2023, 3, 15)), Days(Day(2023, 3, 20), Day(2023, 3, 20)));

    [Fact]
    public void Continuous_InAWindow() => Clean("постоянно, в течение 2021 года", Bok, new Schedule(ScheduleKind.Continuous).InYears(2021, 2021));

    [Theory]
    [InlineData("январь 2022 г.-май 2022 г.", "январь – май 2022 года"), InlineData("сентябрь 2022г. - май 2023г.", "сентябрь 2022 года – май 2023 года"), InlineData("сентябрь 2022 – сентябрь 2023", "сентябрь 2022 года – сентябрь 2023 года")]
    [InlineData("I-II кв. 2022", "I – II кварталы 2022 года"), InlineData("III-IV кварталы 2022 года", "III – IV кварталы 2022 года"), InlineData("IV квартал 2022 - I квартал 2023", "IV квартал 2022 года – I квартал 2023 года")]
    [InlineData("до 1.10.2022г.", "до 1 октября 2022 года"), InlineData("с 15.01.2023г. по 20.01.2023г.", "с 15 по 20 января 2023 года"), InlineData("01 сентября 2023 года", "1 сентября 2023 года")]
    [InlineData("в течение 2022-2023 уч.года", "в течение 2022/2023 учебного года"), InlineData("Сентябрь-октябрь, 2023", "сентябрь – октябрь 2023 года"), InlineData("август-сентябрь 2022, 2023 гг.", "каждый год с августа по сентябрь, 2022 – 2023 годы")]
    [InlineData("2 раза в год (январь, июнь)", "каждый год в январе и июне"), InlineData("Ежегодно, до 30 сентября", "каждый год до 30 сентября"), InlineData("ежегодно (август)", "каждый год в августе")]
    [InlineData("В течение учебного года (ежемесячно)", "каждый месяц с сентября по май"), InlineData("Раз в полугодие", "каждое полугодие"), InlineData("Ежегодно, август – сентябрь", "каждый год с августа по сентябрь")]
    [InlineData("до 20 числа каждого месяца", "каждый месяц до 20 числа"), InlineData("По мере поступления", "По мере поступления"), InlineData("ежегодно, не позднее 1 сентября", "каждый год до 1 сентября")]
    [InlineData("по графику проведения ВПР", "по графику (плану) проведения ВПР"), InlineData("Согласно плану-графику Министерства образования", "по графику (плану) Министерства образования"), InlineData("2022г.", "2022 год")]
    [InlineData("Август 2022, август 2023, август 2024", "август 2022 года, август 2023 года и август 2024 года"), InlineData("март, май и октябрь 2023", "март, май и октябрь 2023 года"), InlineData("с 1 сентября 2023 г. до 31 мая 2024 г.", "с 1 сентября 2023 года по 31 мая 2024 года")]
    [InlineData("сентябрь - октябрь 2022, март 2023", "сентябрь – октябрь 2022 года; март 2023 года"), InlineData("январь 2022, 3 квартал 2022", "январь 2022 года; III квартал 2022 года"), InlineData("с января по март 2023 года включительно", "январь – март 2023 года")]
    [InlineData("Срок исполнения: март 2023 года", "март 2023 года"), InlineData("«март 2023»", "март 2023 года"), InlineData("Сентябрь 2022 года.", "сентябрь 2022 года"), InlineData("4 раза в год", "4 раза в год"), InlineData("не реже 1 раза в месяц", "каждый месяц")]
    public void Words_OfOrdinaryPapers(string text, string words)
    {
        var reading = DeadlineParser.Read(text, new DeadlineContext(Day(2022, 1, 1), Day(2024, 12, 31)));
        Assert.Empty(reading.Questions);
        Assert.Equal(words, ScheduleText.Words(reading.Schedules));
    }

    [Fact]
    public void Text_OfEachSchedule_IsItsLine() =>
        Assert.Equal(["Июнь", "Июнь-август"], DeadlineParser.Read("Июнь\n\nИюнь-август", Sol).Schedules.Select(schedule => schedule.Text));

    [Fact]
    public void Warning_OutsideOfTheProgramme() =>
        Assert.Equal(["Срок выходит за срок программы: 2020 – 2022 годы."], DeadlineParser.Read("май 2023", Bok).Warnings);
}
