using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using static SchoolSupport.Documents.Tests.SmallDocument;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>Headings of columns, and which tables of a document make one roadmap.</summary>
public sealed class HeadersAndTablesTests
{
    private static readonly object[] Headings = Row("№ п/п", "Мероприятие", "Срок", "Ответственный");

    [Theory]
    [InlineData("№", RoadmapColumn.Code)]
    [InlineData("№№ п.п.", RoadmapColumn.Code)]
    [InlineData("N п/п", RoadmapColumn.Code)]
    [InlineData("Номер", RoadmapColumn.Code)]
    [InlineData("Наименование мероприятия", RoadmapColumn.Title)]
    [InlineData("Наименование мероприятия (краткое содержание)", RoadmapColumn.Title)]
    [InlineData("Меры, мероприятия", RoadmapColumn.Title)]
    [InlineData("Содержание деятельности", RoadmapColumn.Title)]
    [InlineData("Основные направления работы", RoadmapColumn.Title)]
    [InlineData("Сроки проведения", RoadmapColumn.Deadline)]
    [InlineData("Срок реализации мероприятия", RoadmapColumn.Deadline)]
    [InlineData("Дата", RoadmapColumn.Deadline)]
    [InlineData("Период проведения", RoadmapColumn.Deadline)]
    [InlineData("Исполнители", RoadmapColumn.Responsible)]
    [InlineData("Ответствен-\nный исполнитель", RoadmapColumn.Responsible)]
    [InlineData("О т в е т с т в е н н ы е", RoadmapColumn.Responsible)]
    [InlineData("Oтвeтствeнныe", RoadmapColumn.Responsible)]
    [InlineData("Ответственные за проведение мероприятия", RoadmapColumn.Responsible)]
    [InlineData("Форма проведения", RoadmapColumn.Form)]
    [InlineData("Форма представления результата", RoadmapColumn.Result)]
    [InlineData("Ожидаемый результат", RoadmapColumn.Result)]
    [InlineData("Планируемый результат", RoadmapColumn.Result)]
    [InlineData("Вид документа", RoadmapColumn.Result)]
    [InlineData("Показатель оценки качества", RoadmapColumn.Indicator)]
    [InlineData("Критерии", RoadmapColumn.Indicator)]
    [InlineData("Индикаторы выполнения", RoadmapColumn.Indicator)]
    [InlineData("Образовательные организации", RoadmapColumn.Schools)]
    [InlineData("Наименование ОО", RoadmapColumn.Schools)]
    [InlineData("Школы-участницы", RoadmapColumn.Schools)]
    [InlineData("Уровень", RoadmapColumn.Level)]
    [InlineData("Место проведения", RoadmapColumn.Form)]
    [InlineData("Примечание", RoadmapColumn.Other)]
    [InlineData("Отметка о выполнении", RoadmapColumn.Other)]
    [InlineData("Источник финансирования", RoadmapColumn.Other)]
    public void Recognise_Heading_GivesItsKind(string heading, RoadmapColumn kind) =>
        Assert.Equal(kind, ColumnWords.Recognise(heading)?.Kind ?? RoadmapColumn.Other);

    [Fact]
    public void Read_UnknownColumn_IsKeptUnderItsHeading()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№", "Мероприятие", "Срок", "Ответственный", "Отметка о выполнении"),
            Row("1", "Первое", "Май", "ОО", "исполнено"), Row("2", "Второе", "Май", "ОО", "")));

        Assert.Equal((RoadmapColumn.Other, "Отметка о выполнении"), (table.Columns[4].Kind, table.Columns[4].Heading));
        Assert.Equal([new ReadOtherValue("Отметка о выполнении", "исполнено")], table.Measures[0].Others);
        Assert.Empty(table.Measures[1].Others);
    }

    [Fact]
    public void Read_HeaderOfTwoRows_JoinsBothAndMakesOneTerm()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row(Begin("№"), Begin("Мероприятие"), Across("Срок реализации", 2), Begin("Ответственный")),
            Row(WordCell.Down, WordCell.Down, "начало", "окончание", WordCell.Down),
            Row("1", "2", "3", "4", "5"),
            Row("1.", "Первое", "январь 2022", "май 2022", "ОО"),
            Row("2.", "Второе", "июнь 2022", "", "ОО")));

        Assert.Equal(["№", "Мероприятие", "Срок реализации начало", "Срок реализации окончание", "Ответственный"], table.Columns.Select(column => column.Heading));
        Assert.Equal(["1 Первое [] январь 2022 – май 2022 / ОО", "2 Второе [] июнь 2022 / ОО"], table.Measures());
        Assert.Equal([ReadFlags.DeadlineFromColumns], table.Measures[0].Flags);
    }

    [Fact]
    public void Read_ColumnForEveryQuarter_MakesATermOfTheMarkedOnes()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№", "Мероприятие", "1 квартал", "2 квартал", "3 квартал", "Ответственный"),
            Row("1", "Первое", "+", "", "х", "ОО"), Row("2", "Второе", "", "до 15 мая", "", "ОО")));

        Assert.Equal(["1 Первое [] 1 квартал, 3 квартал / ОО", "2 Второе [] до 15 мая / ОО"], table.Measures());
        Assert.All(table.Measures, measure => Assert.Equal([ReadFlags.DeadlineFromColumns], measure.Flags));
    }

    [Fact]
    public void Read_HeaderRepeatedInOtherWords_IsStillTheHeader()
    {
        var table = RoadmapLines.Single(new SmallDocument()
            .Table(Headings, Row("1", "Первое", "Май", "ОО"), Row("№", "Мероприятия", "Сроки", "Ответственные"), Row("2", "Второе", "Май", "ОО"))
            .Line().Table(Row("№", "Мероприятия", "Сроки исполнения", "Исполнители"), Row("3", "Третье", "Май", "ОО")));

        Assert.Equal(["1 Первое [] Май / ОО", "2 Второе [] Май / ОО", "3 Третье [] Май / ОО"], table.Measures());
    }

    [Fact]
    public void Read_MeasureInWordsOfHeadingsAboveARepeatedHeader_StaysAMeasure()
    {
        object[] headings = Row("№", "Мероприятие", "Срок", "Ответственный", "Показатель", "Результат");
        var table = RoadmapLines.Single(new SmallDocument().Table(
            headings,
            Row("1", "Работа школьных объединений", "по плану работы", "ОО", Begin("план"), Begin("рост")),
            Row("", "Участие руководителей школ в работе объединений", "в соответствии с планами работы", "ОО", WordCell.Down, WordCell.Down),
            headings,
            Row("2", "Семинары, которые нужны больше", "Май", "ОО", "", ""),
            Row("", "всего учителям", "", "", "", ""),
            Row("Итого", "2", "", "", "", "")));

        Assert.Equal(
            [
                "1 Работа школьных объединений [] по плану работы / ОО",
                "– Участие руководителей школ в работе объединений [] в соответствии с планами работы / ОО",
                "2 Семинары, которые нужны больше всего учителям [] Май / ОО",
            ],
            table.Measures());
    }

    [Fact]
    public void Read_TitleRowAndHeaderBelow_TakesTheTitleForTheHeading()
    {
        var table = RoadmapLines.Single(new SmallDocument().Line("Приложение к приказу").Table(
            Row(Across("План мероприятий на 2022 год", 4)), Headings, Row("1", "Первое", "Май", "ОО")));

        Assert.Equal("План мероприятий на 2022 год", table.Heading);
        Assert.Single(table.Measures);
    }

    [Fact]
    public void Read_HeadingRowBeforeTheHeader_IsTheFirstSectionWhenTheSecondFollows()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row(Across("1. Организация", 4)), Headings, Row("1.1", "Первое", "Май", "ОО"),
            Row(Across("2. Контроль", 4)), Headings, Row("2.1", "Второе", "Май", "ОО")));

        Assert.Equal(["1 Организация", "2 Контроль"], table.Sections());
        Assert.Equal(["1.1 Первое [Организация] Май / ОО", "2.1 Второе [Контроль] Май / ОО"], table.Measures());
    }

    [Fact]
    public void Read_HeadingOfSomeColumnsMissing_GuessesAndSaysSo()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("", "Мероприятие", "", "Ответственный"),
            Row("1.1", "Первое мероприятие плана", "Май 2022", "ОО"), Row("1.2", "Второе мероприятие плана", "В течение года", "ОО")));

        Assert.Equal([RoadmapColumn.Code, RoadmapColumn.Title, RoadmapColumn.Deadline, RoadmapColumn.Responsible], table.Columns.Select(column => column.Kind));
        Assert.Equal([true, false, true, false], table.Columns.Select(column => column.IsGuessed));
        Assert.Equal("1.1 Первое мероприятие плана [] Май 2022 / ОО", table.Measures().First());
        Assert.Contains(ReadFlags.ColumnsGuessed, table.Measures[0].Flags);
        Assert.Equal(2, table.Findings.Count(finding => finding.Code == RoadmapFindingCodes.ColumnsGuessed));
    }

    [Fact]
    public void Read_NoHeaderAtAll_GuessesByWhatStandsInTheColumns()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("1", "Провести собеседования с руководителями школ", "Январь 2022", "Управление образования"),
            Row("2", "Организовать курсы повышения квалификации", "В течение года", "Методический центр"),
            Row("3", "Подготовить аналитическую справку за год", "Декабрь 2022", "Управление образования")));

        Assert.Equal([RoadmapColumn.Code, RoadmapColumn.Title, RoadmapColumn.Deadline, RoadmapColumn.Responsible], table.Columns.Select(column => column.Kind));
        Assert.All(table.Columns, column => Assert.True(column.IsGuessed));
        Assert.Equal(3, table.Measures.Count);
    }

    [Fact]
    public void Read_PhantomColumnOfAScan_IsLeftOut()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№", "Мероприятие", "", "Срок", "Ответственный"),
            Row("1", "Первое", "", "Май", "ОО"), Row("2", "Второе", "", "Июнь", "ОО")));

        Assert.Equal(["№", "Мероприятие", "Срок", "Ответственный"], table.Columns.Select(column => column.Heading));
        Assert.Equal(["1 Первое [] Май / ОО", "2 Второе [] Июнь / ОО"], table.Measures());
    }

    [Fact]
    public void Read_TableTornByPages_IsOneRoadmap()
    {
        var reading = RoadmapLines.Read(new SmallDocument()
            .Table(Headings, Row("1", "Первое", "Май", "ОО"))
            .Line("Продолжение таблицы").Table(Headings, Row("2", "Второе", "Май", "ОО"), Row("3", "Третье дело, которое", "Июнь", "ОО"))
            .Line().Table(Row("", "продолжается", "", ""), Row("4", "Четвёртое", "Май", "ОО")));

        Assert.Equal(["1 Первое [] Май / ОО", "2 Второе [] Май / ОО", "3 Третье дело, которое продолжается [] Июнь / ОО", "4 Четвёртое [] Май / ОО"],
            Assert.Single(reading.Tables).Measures());
        Assert.Equal([RoadmapFindingCodes.TablesJoined, RoadmapFindingCodes.TablesJoined], reading.Findings.Select(finding => finding.Code));
        Assert.Equal(("таблица 2", 3), (reading.Tables[0].Measures[2].Place.Table, reading.Tables[0].Measures[2].Place.Row));
    }

    [Fact]
    public void Read_SectionsAsCaptionsBetweenTables_AreSectionsOfOneRoadmap()
    {
        var table = RoadmapLines.Single(new SmallDocument()
            .Line("План мероприятий на 2022 год", bold: true, centred: true).Line("1. Организация", bold: true, centred: true)
            .Table(Headings, Row("1.1", "Первое", "Май", "ОО"))
            .Line("2. Контроль", bold: true, centred: true).Table(Headings, Row("2.1", "Второе", "Май", "ОО")));

        Assert.Equal(["1 Организация", "2 Контроль"], table.Sections());
        Assert.Equal(["1.1 Первое [Организация] Май / ОО", "2.1 Второе [Контроль] Май / ОО"], table.Measures());
    }

    [Fact]
    public void Read_TwoPlansWithEqualHeadings_StayTwoRoadmaps()
    {
        var reading = RoadmapLines.Read(new SmallDocument()
            .Line("План мероприятий на 2022 год", bold: true).Table(Headings, Row("1", "Первое", "Май", "ОО"))
            .Line("План мероприятий на 2023 год", bold: true).Table(Headings, Row("1", "Второе", "Май", "ОО")));

        Assert.Equal(["План мероприятий на 2022 год", "План мероприятий на 2023 год"], reading.Tables.Select(table => table.Heading));
        Assert.Equal([1, 2], reading.Tables.Select(table => table.Index));
    }

    [Fact]
    public void Read_OtherTablesAround_ArePassedOverWithTheirReasons()
    {
        var reading = RoadmapLines.Read(new SmallDocument()
            .Table(Row("СОГЛАСОВАНО", "УТВЕРЖДЕНО приказом от 12.01.2022 № 5"))
            .Table(Row("№", "Наименование ОО", "Адрес"), Row("1", "МБОУ СОШ № 1", "ул. Ленина, 1"))
            .Table(Row("Приоритет", "Управленческие меры", "Показатели"), Row("Кадры", "Курсы", "Доля"))
            .Table(Headings, Row("1", "Первое", "Май", "ОО"))
            .Table(Row("№", "Показатель", "2022", "2023"), Row("1", "Доля школ", "10", "20")));

        Assert.Equal("таблица 4", Assert.Single(reading.Tables).Place);
        Assert.Equal(
            [
                "Таблица 1 — не дорожная карта: нет столбцов мероприятий и сроков (похоже на гриф утверждения или реквизиты приказа).",
                "Таблица 2 — не дорожная карта: нет столбцов мероприятий и сроков (похоже на список школ).",
                "Таблица 3 — не дорожная карта: нет столбца сроков.",
                "Таблица 5 — не дорожная карта: нет столбцов мероприятий и сроков (похоже на таблицу показателей).",
            ],
            reading.Findings.Select(finding => finding.Message));
        Assert.All(reading.Findings, finding => Assert.Equal(FindingSeverity.Note, finding.Severity));
    }

    [Fact]
    public void Read_RoadmapInsideALayoutTable_IsFound()
    {
        var inner = TableXml(Headings, Row("1", "Первое", "Май", "ОО"));
        var table = RoadmapLines.Single(new SmallDocument().Table(Row(new WordCell(Xml: Paragraph("План на 2022 год") + inner + Paragraph("")))));

        Assert.Equal(["1 Первое [] Май / ОО"], table.Measures());
        Assert.Equal(("таблица 1, вложенная таблица 1", "План на 2022 год"), (table.Place, table.Heading));
    }

    [Fact]
    public void Read_NoRoadmap_SaysSo()
    {
        var finding = Assert.Single(RoadmapLines.Read(new SmallDocument().Line("Просто текст")).Findings);

        Assert.Equal((RoadmapFindingCodes.NotFound, FindingSeverity.Error), (finding.Code, finding.Severity));
    }

    [Fact]
    public void Read_CellEdgesThatDoNotMeet_GoByTheirOrder()
    {
        static object[] Uneven(params (string Text, int Span)[] cells) => [.. cells.Select(cell => (object)new WordCell(cell.Text, cell.Span))];
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Uneven(("№", 1), ("Мероприятие", 3), ("Срок", 2), ("Ответственный", 2)),
            Uneven(("1", 2), ("Первое", 1), ("Май", 4), ("ОО", 1)),
            Uneven(("2", 1), ("Второе", 4), ("Июнь", 1), ("ОО", 2))));

        Assert.Equal(["1 Первое [] Май / ОО", "2 Второе [] Июнь / ОО"], table.Measures());
    }
}
