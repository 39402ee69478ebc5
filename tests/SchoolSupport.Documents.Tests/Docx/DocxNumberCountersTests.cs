using System.Xml;
using SchoolSupport.Documents.Docx.Reading;

namespace SchoolSupport.Documents.Tests.Docx;

/// <summary>Automatic numbers as Word prints them; each step names the list and the level of a paragraph.</summary>
public sealed class DocxNumberCountersTests
{
    private const string Lists = """
        <w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
          <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
          </w:abstractNum>
          <w:abstractNum w:abstractNumId="1">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%2)"/></w:lvl>
          </w:abstractNum>
          <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="26"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
          <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="26"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
          <w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
          <w:abstractNum w:abstractNumId="5"><w:styleLink w:val="List"/><w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="п. %1"/></w:lvl></w:abstractNum>
          <w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="List"/></w:abstractNum>
          <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
          <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
          <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
          <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
          <w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
          <w:num w:numId="6"><w:abstractNumId w:val="4"/></w:num>
          <w:num w:numId="7"><w:abstractNumId w:val="6"/></w:num>
        </w:numbering>
        """;

    [Theory]
    [InlineData("1:0 1:1 1:1 1:2 1:0 1:1 1:2", "I.|1.1.|1.2.|I.2.1|II.|2.1.|II.1.1")]
    [InlineData("1:2 1:0", "I.1.1|I.")]
    [InlineData("2:0 2:1 2:1 2:0 2:1", "1.|1)|2)|2.|3)")]
    [InlineData("2:0 3:0 3:0 2:0", "1.|7.|8.|9.")]
    [InlineData("4:0 4:0 4:0 4:0 4:0", "ы)|э)|ю)|я)|аа)")]
    [InlineData("5:0 5:0", "Z|AA")]
    [InlineData("6:0 7:0 7:0", "-|п. 09|п. 10")]
    [InlineData("9:0 1:8 1:77", "||")]
    public void Next_ParagraphsOfLists_GivesWhatWordPrints(string paragraphs, string printed)
    {
        using var text = new StringReader(Lists);
        var counters = new DocxNumberCounters(DocxNumbering.Read(XmlReader.Create(text)));

        var labels = paragraphs.Split(' ').Select(step => step.Split(':')).Select(step => counters.Next(int.Parse(step[0]), int.Parse(step[1])));

        Assert.Equal(printed.Split('|'), labels.Select(label => label ?? ""));
    }
}
