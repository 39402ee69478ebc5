using SchoolSupport.Domain.Programs;
using static SchoolSupport.Documents.Tests.SmallDocument;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>Heading rows in every form that departments give them.</summary>
public sealed class SectionRowsTests
{
    private static readonly object[] Headings = Row("№ п/п", "Мероприятие", "Срок", "Ответственный");

    public static TheoryData<string> Forms => ["merged", "merged-but-number", "number-apart", "bold-unmerged", "first-cell", "centred", "number-and-title-only"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_HeadingRowInAnyForm_IsASection(string form)
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings,
            HeadingRow(form, "1.", "Организация"),
            Row("1.1", "Первое", "Январь 2022", "ОО"),
            HeadingRow(form, "2.", "Контроль"),
            Row("2.1", "Второе", "Май 2022", "ОО")));

        Assert.Equal(["1 Организация", "2 Контроль"], table.Sections());
        Assert.Equal(["1.1 Первое [Организация] Январь 2022 / ОО", "2.1 Второе [Контроль] Май 2022 / ОО"], table.Measures());
    }

    private static object[] HeadingRow(string form, string number, string title) => form switch
    {
        "merged" => Row(Across($"{number} {title}", 4)),
        "merged-but-number" => Row("", Across($"{number} {title}", 3)),
        "number-apart" => Row(number, Across(title, 3)),
        "bold-unmerged" => Row(number, new WordCell(title, Bold: true), "", ""),
        "first-cell" => Row($"{number} {title}", "", "", ""),
        "centred" => Row("", new WordCell($"{number} {title}", Centred: true), "", ""),
        _ => Row(number, title, "", ""),
    };

    [Theory]
    [InlineData("Раздел 1. Организация", "1", "Организация")]
    [InlineData("Раздел II. Организация", "II", "Организация")]
    [InlineData("Направление 3: Организация", "3", "Организация")]
    [InlineData("1 этап. Подготовка", "1", "Подготовка")]
    [InlineData("IV Качество программ", "IV", "Качество программ")]
    [InlineData("2 Реализация программ", "2", "Реализация программ")]
    [InlineData("2.1.Меры поддержки", "2.1", "Меры поддержки")]
    [InlineData("Организация", null, "Организация")]
    [InlineData("2022 год", null, "2022 год")]
    [InlineData("9 классы", null, "9 классы")]
    public void Read_HeadingWords_SplitsTheNumberOff(string words, string? number, string title)
    {
        var section = Assert.Single(RoadmapLines.Single(new SmallDocument().Table(
            Headings, Row(Across(words, 4)), Row("1", "Первое", "Январь 2022", "ОО"))).Sections);

        Assert.Equal((number, title, words), (section.Number, section.Title, section.Text));
    }

    [Fact]
    public void Read_UnnumberedHeadingsOfTwoLooks_NestByTheirLook()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings,
            Row(Across("Работа с кадрами", 4, bold: true)),
            Row(Across("Курсы", 4)),
            Row("1", "Первое", "Январь 2022", "ОО"),
            Row(Across("Семинары", 4)),
            Row("2", "Второе", "Январь 2022", "ОО"),
            Row(Across("Работа с родителями", 4, bold: true)),
            Row("3", "Третье", "Январь 2022", "ОО")));

        Assert.Equal(["– Работа с кадрами", "– Курсы ← Работа с кадрами", "– Семинары ← Работа с кадрами", "– Работа с родителями"], table.Sections());
    }

    [Fact]
    public void Read_UnnumberedHeadingsEachWithRows_StandOnOneLevelWhateverTheirLook()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings,
            Row(Across("Работа с кадрами", 4, bold: true)), Row("1", "Первое", "Май", "ОО"),
            Row(Across("Работа с родителями", 4)), Row("2", "Второе", "Май", "ОО"),
            Row("", Across("МОНИТОРИНГ", 3)), Row("3", "Третье", "Май", "ОО")));

        Assert.Equal(["– Работа с кадрами", "– Работа с родителями", "– МОНИТОРИНГ"], table.Sections());
    }

    [Fact]
    public void Read_RomanAboveArabicHeadings_NestsThem()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings,
            Row(Across("I. Первый блок", 4)), Row(Across("1. Часть", 4)), Row("1.1", "Первое", "Май", "ОО"),
            Row(Across("2. Ещё часть", 4)), Row("2.1", "Второе", "Май", "ОО"),
            Row(Across("II. Второй блок", 4)), Row(Across("3. Третья часть", 4)), Row("3.1", "Третье", "Май", "ОО")));

        Assert.Equal(
            ["I Первый блок", "1 Часть ← Первый блок", "2 Ещё часть ← Первый блок", "II Второй блок", "3 Третья часть ← Второй блок"],
            table.Sections());
        Assert.Equal(["1.1 Первое [Часть] Май / ОО", "2.1 Второе [Ещё часть] Май / ОО", "3.1 Третье [Третья часть] Май / ОО"], table.Measures());
    }

    [Fact]
    public void Read_SecondRowOfAHeading_IsJoinedToIt()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings, Row(Across("1. Мониторинг исполнения", 4)), Row(Across("плана мероприятий", 4)), Row("1.1", "Первое", "Май", "ОО")));

        Assert.Equal(["1 Мониторинг исполнения плана мероприятий"], table.Sections());
    }

    [Fact]
    public void Read_HeadingRepeatedOnTheNextPage_IsOneSection()
    {
        var table = RoadmapLines.Single(new SmallDocument()
            .Table(Headings, Row(Across("1. Организация", 4)), Row("1.1", "Первое", "Май", "ОО"))
            .Line().Table(Headings, Row(Across("1. Организация (продолжение)", 4)), Row("", "и его конец", "", ""), Row("1.2", "Второе", "Май", "ОО")));

        Assert.Equal(["1 Организация"], table.Sections());
        Assert.Equal(["1.1 Первое и его конец [Организация] Май / ОО", "1.2 Второе [Организация] Май / ОО"], table.Measures());
    }

    [Fact]
    public void Read_HeadingBesideMergedIndicators_IsASectionAndTheMergeGoesOn()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№", "Мероприятие", "Срок", "Ответственный", "Показатель", "Результат"),
            Row(Across("3. Методическое обеспечение", 6)),
            Row("3.1", "Первое", "Май", "ОО", Begin("план"), Begin("рост")),
            Row("3.2", Across("Опыт школ", 3), WordCell.Down, WordCell.Down),
            Row("", "Второе", "Июнь", "ОО", WordCell.Down, WordCell.Down),
            Row("3.3", "Ещё опыт", "", "", WordCell.Down, WordCell.Down),
            Row("", "Третье", "Июнь", "ОО", WordCell.Down, WordCell.Down)));

        Assert.Equal(["3 Методическое обеспечение", "3.2 Опыт школ ← Методическое обеспечение", "3.3 Ещё опыт ← Методическое обеспечение"], table.Sections());
        Assert.Equal(["план", "план", "план"], table.Measures.Select(measure => measure.IndicatorText));
        Assert.Equal([[], [0], [0]], table.Measures.Select(measure => measure.InheritedFrom.Values.Distinct()));
    }

    [Fact]
    public void Read_BareRowAmongMergedHeadings_IsAMeasureToLookAt()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("Мероприятие", "Срок", "Ответственный"),
            Row(Across("Работа с кадрами", 3)), Row("Первое", "Май", "ОО"), Row("Второе", "", ""), Row("Третье", "Май", "ОО")));

        Assert.Equal(["– Работа с кадрами"], table.Sections());
        Assert.Equal(3, table.Measures.Count);
        Assert.Contains(ReadFlags.MaybeSection, table.Measures[1].Flags);
    }

    [Fact]
    public void Read_TitlesInLowerCaseEverywhere_AreNotGlued()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("Мероприятие", "Срок", "Ответственный"),
            Row("анализ результатов", Begin("в течение года"), "ОО"), Row("проведение семинаров", WordCell.Down, "ОО"),
            Row("обмен опытом", "по плану", ""), Row("учителей района", "", "")));

        Assert.Equal(["анализ результатов", "проведение семинаров", "обмен опытом учителей района"], table.Measures.Select(measure => measure.Title));
    }

    [Fact]
    public void Read_TermsOfOneMeasureInRowsOfTheirOwn_StayOnLines()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings, Row("1", "Семинары", "Март 2022", "МЦ"), Row("", "", "Май 2022", ""), Row("2", "Отчёт", "декабрь", "МЦ"), Row("", "", "2022 года", "")));

        Assert.Equal(["Март 2022\nМай 2022", "декабрь 2022 года"], table.Measures.Select(measure => measure.DeadlineText));
    }

    [Fact]
    public void Read_MeasureWithEmptyCells_StaysAMeasure()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings, Row("1.1", "Первое", "Май", "ОО"), Row("1.2", "Второе", "", ""), Row("1.3", "Третье", "Июнь", "ОО")));

        Assert.Empty(table.Sections);
        Assert.Equal(["1.1", "1.2", "1.3"], table.Measures.Select(measure => measure.Number));
    }

    [Fact]
    public void Read_RowsUnderTheTable_AreNoMeasures()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Headings, Row("1", "Первое", "Май", "ОО"),
            Row(Across("Примечание: сроки могут уточняться", 4)),
            Row("", "Начальник управления ________", "", "И.О. Фамилия")));

        Assert.Single(table.Measures);
        Assert.Empty(table.Sections);
        Assert.Equal(2, table.Findings.Count(finding => finding.Code == SchoolSupport.Documents.Programs.RoadmapFindingCodes.RowPassedOver));
    }
}
