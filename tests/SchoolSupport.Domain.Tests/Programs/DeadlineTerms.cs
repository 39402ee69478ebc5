using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>The Term column of the 196 measures (domain reference, section 3.7), row by row.</summary>
public sealed class DeadlineTerms
{
    private const string Years = "2020 – 2022 годы";
    private const string TightYears = "2020-2022 годы";
    private const string EachYear = "2020, 2021, 2022 годы";
    private const string Service = "в соответствии с планом работы методической службы";

    internal static readonly string[] Bok =
    [
        "январь 2020 года", "март-апрель 2020 года", "на каждый учебный год", EachYear, Years, Years, Years, "2020 год",
        "январь 2020 года", "по графику", "январь 2020 год", Years, Years, EachYear, EachYear, EachYear, EachYear, "По графику Комитета образования", "", "По графику Комитета образования", "по графику ОО",
        "январь 2020 года", "январь 2020 года", Years, "январь-февраль 2020 года", "2020 год", TightYears, "на каждый учебный год", TightYears, TightYears, "январь-февраль 2020 года", "по графику комитета образования",
        "январь 2020 года", "январь 2020 года", Years, Years, "2020 год", Years, "на каждый учебный год", Years, "январь-февраль 2020 года", "по графику комитета образования", Years,
        Years, "2020 год", Years, Years, Years, Years, "в соответствии с планом работы ШМО/ШМС", "в соответствии с планами работы РМО", Years, Years, Years, Years, Years, Years, "постоянно",
        Years, "в течение года по графику НИТУ «МИСиС»", "в течение года по графику Рособрнадзора", "по расписанию Рособрнадзора", "по графику", "по мере формирования отчета", "апрель 2020-2022 годы",
        "2020 - 2022 годы", "2022 год", "2020 год 2020 год", "2020 год", TightYears,
        TightYears, Service, Service, Service, TightYears, TightYears, "постоянно", "не менее 1 раза в 3 года", TightYears, TightYears, TightYears, "1 раз в году", TightYears, TightYears, TightYears, "Ежемесячно", "Ежемесячно",
        "май – июнь 2020-2022 годы",
    ];

    private static readonly string[] NorA = ["В течение года", "Октябрь", "Октябрь", "В течение года", "октябрь", "сентябрь", "В течение года"];

    private static readonly string[] NorB =
    [
        "Январь 2023", "Февраль 2023", "Февраль 2023", "Март 2023", "Март 2023", "Апрель 2023", "Июнь – август 2023", "Август – сентябрь 2023", "Август – сентябрь 2023",
        "Февраль 2023", "В течение учебного года", "Февраль – май 2023", "Февраль – май 2023", "Март – апрель 2023", "Март – май 2023", "В течение учебного года", "В течение учебного года", "В течение учебного года",
        "В течение учебного года", "Апрель – май 2023", "Апрель – май 2023", "В течение учебного года", "В течение учебного года", "Май 2023", "Сентябрь 2023",
    ];

    internal static readonly string[] Per =
    [
        "Январь 2021", "Январь 2021, Сентябрь 2021", "Февраль 2021, Август 2021", "Август 2021", "сентябрь 2021", "Январь-март 2021", "октябрь 2021", "апрель 2021", "в течение года",
        "апрель, июнь 2021", "в течение года", "сентябрь-октябрь 2021", "сентябрь - декабрь 2021", "октябрь 2021", "ноябрь 2021", "декабрь – май 2021", "по плану СОИРО", "Февраль 2021", "по плану СОИРО",
        "сентябрь 2021", "май-июнь 2021", "постоянно", "май 2021", "сентябрь - декабрь 2021", "сентябрь - декабрь 2021", "сентябрь - декабрь 2021", "октябрь декабрь 2021", "ноябрь 2021", "май-июнь 2021",
    ];

    private static readonly string[] Kol =
    [
        "Декабрь 2021", "В течение года", "Декабрь 2021", "Декабрь 2021", "В течение года", "Январь 2022", "В течение года", "В течение года", "В течение года", "В течение года", "Январь 2022", "В течение года", "В течение года",
        "Февраль 2022\nМарт 2022\nМарт 2022\nАпрель 2022\nМарт 2022", "2022 год", "По итогам учебных полугодия, года", "В течение года", "Февраль, март 2022", "В течение года", "Август 2022",
        "Февраль-март 2022", "В течение года", "В течение года", "Ноябрь 2022",
    ];

    private static readonly string[] Sol =
    [
        "Июнь", "Июнь-август\n\nИюнь", "Ежеквартально", "В течение всего периода\n\nИюнь\n\nАпрель-август", "3 квартал", "Август", "Сентябрь, ежегодно", "3 квартал", "3 квартал", "3-4 квартал",
        "Ежегодно", "Ежегодно, 1 квартал", "3-4 квартал.", "1 раз в квартал, ежегодно", "Август, ежегодно", "В течение всего периода", "В течение всего периода", "В течение всего периода", "В течение всего периода",
        "Сентябрь, ежегодно", "3-4 квартал", "3-4 квартал\n\nВ течение всего периода", "В течение всего периода",
    ];

    public static TheoryData<string, int, string[]> Documents => new()
    {
        { "BOK", 88, ["по графику", "по графику"] }, { "NOR-A", 7, [] }, { "NOR-B", 25, [] }, { "PER", 29, ["декабрь – май 2021", "октябрь декабрь 2021"] }, { "KOL", 24, [] }, { "SOL", 23, [] },
    };

    [Theory, MemberData(nameof(Documents))]
    public void Read_EveryTermOfADocument_AsksOnlyWhatMustBeAsked(string document, int measures, string[] asked)
    {
        var (terms, context) = Document(document);
        Assert.Equal(measures, terms.Length);
        var readings = terms.Select(term => DeadlineParser.Read(term, context)).ToList();
        Assert.Equal(asked, readings.Where(reading => reading.NeedsClarifying).Select(reading => reading.Text));
        Assert.All(readings, reading => Assert.DoesNotContain(reading.Schedules, schedule => schedule.Kind == ScheduleKind.Empty));
        Assert.All(readings.Where(reading => reading.Text.Length > 0), reading => Assert.NotEmpty(reading.Schedules.Occurrences(context.Period)));
    }

    private static (string[] Terms, DeadlineContext Context) Document(string document) => document switch
    {
        // 2.11 inherits from 2.10 by the layout.
        "BOK" => (Bok, DeadlineCase.Bok with { InheritsFromAbove = true }),
        "NOR-A" => (NorA, DeadlineCase.NorA),
        "NOR-B" => (NorB, DeadlineCase.NorB),
        "PER" => (Per, DeadlineCase.Per),
        "KOL" => (Kol, DeadlineCase.Kol),
        _ => (Sol, DeadlineCase.Sol),
    };
}
