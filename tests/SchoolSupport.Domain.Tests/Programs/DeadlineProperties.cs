using FsCheck;
using FsCheck.Fluent;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

/// <summary>Whatever stands in the cell and around it.</summary>
public sealed class DeadlineProperties
{
    private static readonly string[] Pieces =
    [
        "январь", "Мая", "декабре", "сентбрь", "янв.", "2020", "2021", "2022 год", "2020-2022", "2022/2023", "22", "1", "3", "31", "29 февраля", "первый", "III", "квартал", "полугодие", "кв.",
        "учебный год", "уч. г.", "года", "гг.", "-", "–", ",", ";", "и", "/", "(", ")", "\n", "\n\n", "<br>", "<b>", "с", "по", "до", "к", "не позднее", "не менее", "раз", "в", "2 раза", "месяц", "год",
        "ежегодно", "Ежемесячно", "еженедельно", "каждый", "каждого", "в течение", "всего периода", "года", "по графику", "Комитета образования", "в соответствии с планом работы", "по мере", "постоянно",
        "по итогам", "полугодия", "четверти", "числа", "декада", "конца", "начала", "01.09.2023", "15.03", "01.2023", "а)", "б)", "1)", "регулярно", "понедельник", "…", ".", "\u00A0", "ё", "x", "&nbsp;",
    ];

    private static Gen<string> Cells() =>
        Gen.Choose(1, 7).SelectMany(count => Gen.Elements(Pieces).ListOf(count)).SelectMany(pieces => Gen.Elements(" ", " ", "").Select(gap => string.Join(gap, pieces)));

    private static Gen<DateOnly?> Days() =>
        Gen.Choose(0, 5_000).Select(days => days < 400 ? (DateOnly?)null : new DateOnly(2015, 1, 1).AddDays(days));

    private static Gen<int?> Years() => Gen.Choose(2010, 2030).Select(year => year < 2020 ? (int?)null : year);

    private static Gen<DeadlineContext> Contexts() =>
        Days().SelectMany(from => Gen.Choose(0, 1_500).SelectMany(length => Years().SelectMany(plan => Years().SelectMany(order => Gen.Elements(true, false).Select(academic =>
            new DeadlineContext(from, length < 100 ? null : from?.AddDays(length), plan, order, academic, "Ежегодное совещание"))))));

    private static Arbitrary<(string Text, DeadlineContext Context)> Cases() =>
        Cells().SelectMany(text => Contexts().Select(context => (text, context))).ToArbitrary();

    [Fact]
    public void Read_AnyText_NeverThrows() =>
        Prop.ForAll<string>(text => DeadlineParser.Read(text, new DeadlineContext(Title: text)).Schedules.Count > 0).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Read_WordsOfDeadlinesInAnyOrder_HoldsWhatAReadingPromises() =>
        Prop.ForAll(Cases(), row =>
        {
            var reading = DeadlineParser.Read(row.Text, row.Context);
            return (reading.Schedules.Count > 0
                && reading.Text == row.Text
                && (reading.Alternatives.Count == 0 || reading.NeedsClarifying)
                && reading.Alternatives.All(other => other.Schedules.Count > 0 && other.Words.Length > 0)
                && (reading.NeedsClarifying || reading.Schedules.All(schedule => schedule.Kind != ScheduleKind.Empty))
                && reading.Schedules.All(schedule => ScheduleText.Words(schedule).Length > 0)
                && ScheduleJson.Read(ScheduleJson.Write(reading.Schedules)).SequenceEqual(reading.Schedules)).Label(row.Text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Occurrences_OfAnyReading_LieInsideTheirScheduleAndPeriod() =>
        Prop.ForAll(Cases(), row =>
        {
            var period = row.Context.Period;
            var reading = DeadlineParser.Read(row.Text, row.Context);
            var fitting = reading.Schedules.All(schedule => schedule.Occurrences(period).All(occurrence => LiesInside(occurrence, schedule, period)));
            var all = reading.Schedules.Occurrences(period);
            return (fitting && all.Select(occurrence => occurrence.Key).Distinct(StringComparer.Ordinal).Count() == all.Count).Label($"{row.Text} {row.Context}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    /// <summary>Inside of the written dates; where none are written, inside of the programme's.</summary>
    private static bool LiesInside(Occurrence occurrence, Schedule schedule, ProgramPeriod period)
    {
        var own = schedule switch
        {
            { Months: { } months } => (From: months.Min(), To: months.Max().AddMonths(1).AddDays(-1)),
            { Years: { } years } => (From: new DateOnly(years.Min(), 1, 1), To: new DateOnly(years.Max(), 12, 31)),
            _ => (From: schedule.From, To: schedule.To),
        };
        var written = own.From is not null || own.To is not null;
        var (from, to) = written ? own : (period.From, period.To);
        return occurrence.Key.Length > 0 && occurrence.Title.Length > 0
            && (occurrence.Due is null || occurrence.From is null || occurrence.From <= occurrence.Due)
            && (from is null || occurrence.From >= from)
            && (to is null || occurrence.Due is null || occurrence.Due <= to);
    }

    [Fact]
    public void LiesInside_OfAnOccurrenceOutside_IsFalse()
    {
        var outside = new Occurrence("2019-12", new DateOnly(2019, 12, 1), new DateOnly(2019, 12, 31), "декабрь 2019 года");
        Assert.False(LiesInside(outside, DeadlineCase.Every(Recurrence.Month), DeadlineCase.Bok.Period));
        Assert.False(LiesInside(outside, DeadlineCase.Month(2020, 1), default));
        Assert.True(LiesInside(outside, DeadlineCase.Month(2019, 12), DeadlineCase.Bok.Period));
    }

    [Fact]
    public void Read_NoiseInTheWriting_ChangesNothing()
    {
        var noisy = Gen.Elements(DeadlineTerms.Bok.Concat(DeadlineTerms.Per).Distinct().ToArray()).SelectMany(text => Gen.Choose(0, 31).Select(noise => (text, noise)));
        Prop.ForAll(noisy.ToArbitrary(), row =>
        {
            var plain = DeadlineParser.Read(row.text, DeadlineCase.Per);
            var other = DeadlineParser.Read(Noisy(row.text, row.noise), DeadlineCase.Per);
            return DeadlineCase.Plain(plain.Schedules).Select(WithoutWords).SequenceEqual(DeadlineCase.Plain(other.Schedules).Select(WithoutWords)).Label($"{row.text} {row.noise}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    // Names are kept as they are written, so they carry the noise.
    private static Schedule WithoutWords(Schedule schedule) => schedule with { Owner = null, Event = null };

    private static string Noisy(string text, int noise)
    {
        if ((noise & 1) != 0)
            text = text.ToUpperInvariant();
        if ((noise & 2) != 0)
            text = text.Replace(" ", " \u00A0");
        if ((noise & 4) != 0)
            text = text.Replace('-', '—').Replace('–', '-');
        if ((noise & 8) != 0)
            text = text.Replace('а', 'a').Replace('е', 'e').Replace('О', 'O');
        if ((noise & 16) != 0)
            text = $"<p><i>{text}</i> </p>";
        return text;
    }
}
