using SchoolSupport.Documents.Programs;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Programs;
using static SchoolSupport.Documents.Tests.SmallWorkbook;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>What Excel makes of roadmaps.</summary>
public sealed class WorkbookRoadmapsTests
{
    private static readonly object?[] Headings = Row("№ п/п", "Мероприятие", "Срок", "Ответственный");

    [Fact]
    public void Read_NumbersThatExcelKeepsAsFractions_AreRestored()
    {
        object?[][] rows = [Headings, .. Enumerable.Range(1, 9).Select(n => Row(1 + n / 10.0, $"Дело {n}", "Май", "ОО")), Row(1.1, "Дело 10", "Май", "ОО"), Row("1.11", "Дело 11", "Май", "ОО"), Row(2.1, "Дело 12", "Май", "ОО")];
        var table = RoadmapLines.Single(new SmallWorkbook().Sheet("План", rows));

        Assert.Equal(["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.11", "2.1"], table.Measures.Select(measure => measure.Number));
        Assert.Equal(["1.10"], table.Measures.Where(measure => measure.Flags.Contains(ReadFlags.NumberFromFraction)).Select(measure => measure.Number));
    }

    [Fact]
    public void Read_NumbersThatExcelTookForDates_AreRestored()
    {
        var table = RoadmapLines.Single(new SmallWorkbook().Sheet("План",
            Headings,
            Row(new Shown(new DateOnly(2024, 1, 2), "d mmm"), "Дело", "Май", "ОО"),
            Row(new Shown(new DateOnly(2024, 2, 2), "d mmm"), "Дело", "Май", "ОО"),
            Row(new Shown(new DateOnly(2003, 1, 2), "dd.mm.yyyy"), "Дело", "Май", "ОО"),
            Row(new Shown(new DateOnly(2004, 1, 2), "dd.mm.yyyy"), "Дело", "Май", "ОО"),
            Row("1.12", "Дело", "Май", "ОО"),
            Row(new Shown(new DateOnly(2013, 1, 1), "mmm yy"), "Дело", "Май", "ОО")));

        Assert.Equal(["2.1", "2.2", "2.1.3", "2.1.4", "1.12", "1.13"], table.Measures.Select(measure => measure.Number));
        Assert.Equal(5, table.Measures.Count(measure => measure.Flags.Contains(ReadFlags.NumberFromDate)));
    }

    [Theory]
    [InlineData("mmm yyyy", "Январь 2022", true)]
    [InlineData("[$-419]mmmm\\ yyyy;@", "Январь 2022", true)]
    [InlineData("mmm yy", "Январь 2022", true)]
    [InlineData("mmmm", "Январь", true)]
    [InlineData("yyyy", "2022", true)]
    [InlineData("d mmmm yyyy\" г.\"", "15 января 2022", true)]
    [InlineData("d mmm", "15 января", true)]
    [InlineData("dd.mm.yyyy", "15.01.2022", false)]
    public void Read_TermThatExcelTookForADate_IsShownInWords(string format, string term, bool flagged)
    {
        var measure = Assert.Single(RoadmapLines.Single(new SmallWorkbook().Sheet("План",
            Headings, Row("1", "Дело", new Shown(new DateOnly(2022, 1, 15), format), "ОО"))).Measures);

        Assert.Equal(term, measure.DeadlineText);
        Assert.Equal(flagged, measure.Flags.Contains(ReadFlags.DeadlineFromDate));
    }

    [Fact]
    public void Read_MergedRangesOfASheet_GiveTheirValueToEveryRow()
    {
        var table = RoadmapLines.Single(new SmallWorkbook().Sheet("План",
                Row("План мероприятий"),
                Headings,
                Row("1. Организация"),
                Row(1.1, "Первое", "Май", "ОО"),
                Row(1.2, "Второе", "лишнее", "МЦ"),
                Row(1.3, "Третье", null, null),
                Row("2.", "Контроль"),
                Row(2.1, "Четвёртое", null, "ОО"))
            .Merge("A1:D1", "A3:D3", "C4:C6", "B7:D7"));

        Assert.Equal("План мероприятий", table.Heading);
        Assert.Equal(["1 Организация", "2 Контроль"], table.Sections());
        Assert.Equal(
            ["1.1 Первое [Организация] Май / ОО", "1.2 Второе [Организация] Май / МЦ", "1.3 Третье [Организация] Май / ", "2.1 Четвёртое [Контроль]  / ОО"],
            table.Measures());
        Assert.Equal(0, table.Measures[2].InheritedFrom[RoadmapColumn.Deadline]);
        Assert.Equal(2, table.Measures[2].MaybeInheritedFrom.Count + table.Measures[2].InheritedFrom.Count);
    }

    [Fact]
    public void Read_HeadingsUnmergedInASheet_AreSections()
    {
        var table = RoadmapLines.Single(new SmallWorkbook().Sheet("План",
            Headings,
            Row("1. Организация"), Row("1.1", "Первое", "Май", "ОО"),
            Row(null, "2. Контроль"), Row("2.1", "Второе", "Май", "ОО"),
            Row(3, "Кадры"), Row("3.1", "Третье", "Май", "ОО")));

        Assert.Equal(["1 Организация", "2 Контроль", "3 Кадры"], table.Sections());
        Assert.Equal(3, table.Measures.Count);
    }

    [Fact]
    public void Read_SeveralSheets_GivesEachRoadmapAndSaysWhatTheOthersAre()
    {
        var reading = RoadmapLines.Read(new SmallWorkbook()
            .Sheet("Пусто")
            .Sheet("Паспорт", Row("Наименование программы", "Программа"), Row("Цель", "Качество"))
            .Sheet("План 2022", Row("План на 2022 год"), Row(), Headings, Row("1", "Первое", "Май", "ОО"))
            .HiddenSheet("План 2023", Headings, Row("1", "Второе", "Май", "ОО")));

        Assert.Equal([(1, "лист «План 2022»", "План на 2022 год"), (2, "лист «План 2023»", "")], reading.Tables.Select(table => (table.Index, table.Place, table.Heading)));
        Assert.Equal(
            [
                (RoadmapFindingCodes.HiddenSheet, "лист «План 2023»"),
                (RoadmapFindingCodes.TablePassedOver, "лист «Пусто»"),
                (RoadmapFindingCodes.TablePassedOver, "лист «Паспорт»"),
            ],
            reading.Findings.Select(finding => (finding.Code, finding.Sheet!)));
    }

    [Fact]
    public void Read_ApprovalAboveTheTitle_IsNotPartOfTheHeading()
    {
        var reading = RoadmapLines.Read(new SmallWorkbook().Sheet("План",
            Row(null, null, null, "УТВЕРЖДАЮ"), Row(null, null, null, "Начальник управления образования"), Row(),
            Row("План мероприятий"), Row("по поддержке школ на 2022 год"), Row(),
            Headings, Row("1", "Первое", "Май", "ОО", null, null, "уточнить"), Row("2", "Второе_x000D_\nс новой строки", "Май", "ОО"), Row("3", "Третье", "Май", "ОО")));

        Assert.Equal("План мероприятий по поддержке школ на 2022 год", reading.Tables[0].Heading);
        Assert.Equal(["1 Первое [] Май / ОО", "2 Второе¶с новой строки [] Май / ОО", "3 Третье [] Май / ОО"], reading.Tables[0].Measures());
        Assert.Equal([(RoadmapFindingCodes.CellOutside, "уточнить")], reading.Tables[0].Findings.Select(finding => (finding.Code, finding.Found!)));
    }

    [Fact]
    public void Read_TwoPlansOnOneSheet_AreTwoRoadmaps()
    {
        var reading = RoadmapLines.Read(new SmallWorkbook().Sheet("Планы",
            Row("План А"), Headings, Row("1", "Первое", "Май", "ОО"), Row(),
            Row("План Б"), Row("№", "Содержание", "Дата", "Исполнители", "Результат"), Row("1", "Второе", "Май", "ОО", "Справка")));

        Assert.Equal(["План А", "План Б"], reading.Tables.Select(table => table.Heading));
        Assert.Equal(["1 Первое [] Май / ОО"], reading.Tables[0].Measures());
        Assert.Equal("Справка", reading.Tables[1].Measures[0].ResultText);
    }

    [Fact]
    public void Read_SignaturesUnderTheTable_AreNoMeasures()
    {
        var table = RoadmapLines.Single(new SmallWorkbook().Sheet("План",
            Headings, Row("1", "Первое", "Май", "ОО"), Row(), Row(null, "Начальник управления", null, "И.О. Фамилия"), Row(null, "исп. Иванова, тел. 2-12-12")));

        Assert.Equal(["1 Первое [] Май / ОО"], table.Measures());
    }

    [Fact]
    public void Read_HiddenRowsAndErrors_AreReadAndFlagged()
    {
        var reading = RoadmapLines.Read(new SmallWorkbook().RawSheet("План",
            "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>№</v></c><c t=\"str\"><v>Мероприятие</v></c><c t=\"str\"><v>Срок</v></c><c t=\"str\"><v>Ответственный</v></c></row>"
            + "<row r=\"2\" hidden=\"1\"><c><v>1</v></c><c t=\"str\"><v>Первое</v></c><c t=\"str\"><v>Май</v></c><c t=\"str\"><v>ОО</v></c></row>"
            + "<row r=\"3\"><c><v>2</v></c><c t=\"str\"><v>Второе</v></c><c t=\"str\"><v>Май</v></c><c t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>"));

        Assert.Equal([RoadmapFindingCodes.HiddenRows], reading.Findings.Select(finding => finding.Code));
        Assert.Equal([[ReadFlags.HiddenRow], [ReadFlags.ErrorCell]], reading.Tables[0].Measures.Select(measure => measure.Flags));
    }

    [Fact]
    public void Read_HeaderInTwoUnmergedRows_JoinsThem()
    {
        var table = RoadmapLines.Single(new SmallWorkbook().Sheet("План",
            Row("№", "Мероприятие", "Срок", null, "Ответственный"), Row(null, null, "начало", "окончание"),
            Row(1, "Первое", "март 2022", "май 2022", "ОО")));

        Assert.Equal(["1 Первое [] март 2022 – май 2022 / ОО"], table.Measures());
    }

    [Fact]
    public void Read_ManyOverlappingMerges_StayWithinBounds()
    {
        var merges = string.Concat(Enumerable.Range(1, 20_000).Select(i => $"<mergeCell ref=\"A{i}:ZZ1048576\"/>"));
        var rows = string.Concat(Enumerable.Range(1, 3_000).Select(i => $"<row r=\"{i}\"><c t=\"str\"><v>x</v></c></row>"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = RoadmapLines.Read(new SmallWorkbook().RawSheet("План", $"<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"));

        Assert.Empty(reading.Tables);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L * 1024 * 1024);
    }

    [Fact]
    public void Parse_Reference_GivesItsBounds()
    {
        Assert.Equal(new MergedCells(4, 1, 10, 28), MergedCells.Parse("$A$4:AB10"));
        Assert.All(new[] { null, "", "A1", ":", "A:B", "B2:A1", "1:2" }, text => Assert.Null(MergedCells.Parse(text)));
    }
}
