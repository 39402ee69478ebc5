using static SchoolSupport.Documents.Tests.SmallDocument;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>What of a Word document is text that a person sees, and the numbers that Word prints by itself.</summary>
public sealed class WordTextTests
{
    private static readonly object[] Headings = Row("№ п/п", "Мероприятие", "Срок", "Ответственный");

    private const string TwoLevels = """
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
        </w:abstractNum>
        """;

    [Fact]
    public void Read_AutomaticNumbers_ArePrintedAsWordPrintsThem()
    {
        var table = RoadmapLines.Single(new SmallDocument()
            .Numbering(TwoLevels + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>")
            .Table(
                Headings,
                Row(new WordCell(Span: 4, Xml: Numbered(1, 0, "Организация"))),
                Row(new WordCell(Xml: Numbered(1, 1)), "Первое", "Май", "ОО"),
                Row(new WordCell(Xml: Numbered(1, 1)), "Второе", "Май", "ОО"),
                Row(new WordCell(Xml: Numbered(1, 2)), "Третье", "Май", "ОО"),
                Row(new WordCell(Span: 4, Xml: Numbered(1, 0, "Контроль"))),
                Row(new WordCell(Xml: Numbered(1, 1)), "Четвёртое", "Май", "ОО")));

        Assert.Equal(["1 Организация", "2 Контроль"], table.Sections());
        Assert.Equal(["1.1.", "1.2.", "1.2.1", "2.1."], table.Measures.Select(measure => measure.Code));
    }

    [Fact]
    public void Read_AutomaticNumbersOfSeveralLists_StartAndFormatAsTold()
    {
        var table = RoadmapLines.Single(new SmallDocument()
            .Numbering("""
                <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
                <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
                <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
                <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
                <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
                <w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
                <w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
                """)
            .Table(
                Headings,
                Row(new WordCell(Span: 4, Xml: Numbered(1, 0, "Первый раздел"))),
                Row(new WordCell(Xml: Numbered(2, 0)), "Первое", "Май", "ОО"),
                Row(new WordCell(Xml: Numbered(2, 0)), "Второе", "Май", "ОО"),
                Row(new WordCell(Span: 4, Xml: Numbered(1, 0, "Второй раздел"))),
                Row(new WordCell(Xml: Numbered(3, 0)), new WordCell(Xml: Paragraph("Третье:") + Numbered(4, 0, "одно") + Numbered(4, 0, "другое")), "Май", "ОО")));

        Assert.Equal(["I Первый раздел", "II Второй раздел"], table.Sections());
        Assert.Equal(["5)", "6)", "1)"], table.Measures.Select(measure => measure.Code));
        Assert.Equal("Третье:\nа) одно\nб) другое", table.Measures[2].Title);
    }

    [Fact]
    public void Read_NumbersOfAStyle_AreComputedToo()
    {
        var table = RoadmapLines.Single(new SmallDocument()
            .Styles("""<w:style w:type="paragraph" w:styleId="Num"><w:basedOn w:val="Base"/></w:style><w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>""")
            .Numbering("""<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1"/><w:pStyle w:val="Base"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>""")
            .Table(
                Headings,
                Row(new WordCell(Xml: "<w:p><w:pPr><w:pStyle w:val=\"Num\"/></w:pPr></w:p>"), "Первое", "Май", "ОО"),
                Row(new WordCell(Xml: "<w:p><w:pPr><w:pStyle w:val=\"Num\"/></w:pPr></w:p>"), "Второе", "Май", "ОО"),
                Row(new WordCell(Xml: "<w:p><w:pPr><w:pStyle w:val=\"Num\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:p>"), "Третье", "Май", "ОО")));

        Assert.Equal(["1", "2", ""], table.Measures.Select(measure => measure.Code));
    }

    [Theory]
    [InlineData("<w:p><w:ins w:id=\"1\"><w:r><w:t>новое</w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText>старое</w:delText></w:r></w:del></w:p>", "новое")]
    [InlineData("<w:p><w:moveFrom w:id=\"1\"><w:r><w:t>отсюда</w:t></w:r></w:moveFrom><w:moveTo w:id=\"2\"><w:r><w:t>сюда</w:t></w:r></w:moveTo></w:p>", "сюда")]
    [InlineData("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>начало </w:t></w:r></w:p><w:p><w:r><w:t>конец</w:t></w:r></w:p>", "начало конец")]
    [InlineData("<w:p><w:r><w:t>видно</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> скрыто</w:t></w:r></w:p>", "видно")]
    [InlineData("<w:p><w:r><w:t>одна</w:t><w:br/><w:t>две</w:t></w:r></w:p><w:p><w:r><w:t>три</w:t></w:r></w:p>", "одна\nдве\nтри")]
    [InlineData("<w:p><w:r><w:t>в</w:t><w:tab/><w:t>ряд</w:t><w:noBreakHyphen/><w:t>то</w:t><w:softHyphen/></w:r></w:p>", "в ряд-то")]
    [InlineData("<w:p><w:hyperlink><w:r><w:t>ссылка</w:t></w:r></w:hyperlink></w:p>", "ссылка")]
    [InlineData("<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>элемент</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>", "элемент")]
    [InlineData("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText><w:t>никому</w:t></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>поле</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>", "поле")]
    [InlineData("<w:p><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>", "7")]
    [InlineData("<w:p><w:r><w:t>текст</w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>надпись</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>надпись</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", "текст")]
    [InlineData("<w:p><w:r><w:t>n = </w:t></w:r><m:oMath><m:r><m:t>5</m:t></m:r></m:oMath></w:p>", "n = 5")]
    [InlineData("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>а</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>б</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>в</w:t></w:r></w:p>", "а б\nв")]
    public void Read_CellContent_IsWhatAPersonSees(string xml, string seen)
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(Headings, Row("1", new WordCell(Xml: xml), "Май", "ОО")));

        Assert.Equal(seen, Assert.Single(table.Measures).Title);
    }

    [Fact]
    public void Read_DeletedRow_IsLeftOut()
    {
        var xml = TableXml(Headings, Row("1", "Первое", "Май", "ОО"), Row("2", "Второе", "Май", "ОО"))
            .Replace("<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:t xml:space=\"preserve\">1<", "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:t xml:space=\"preserve\">1<", StringComparison.Ordinal);

        Assert.Equal(["2 Второе [] Май / ОО"], RoadmapLines.Single(new SmallDocument().Raw(xml)).Measures());
    }

    [Fact]
    public void Read_SpacesOfAllKinds_BecomeOneKind()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(Headings, Row(" 1.1. ", "Школа\u00A0№\u202F1  и\tдругие\u200B", "Июнь\u00A0– август", "«ОО»")));

        Assert.Equal(["1.1 Школа № 1 и другие [] Июнь – август / «ОО»"], table.Measures());
    }

    [Fact]
    public void Read_SchoolsNamedInARow_AreMentionedOnceTitleFirst()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№", "Мероприятие", "Срок", "Ответственный"),
            Row("1", "Семинар на базе Озёрской СОШ и МБОУ «СОШ № 2»", "Май", "МБОУ «Озёрская СОШ», ОО")));

        Assert.Equal(["Озёрской СОШ", "МБОУ «СОШ № 2»"], table.Measures[0].SchoolMentions);
    }
}
