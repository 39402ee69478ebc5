using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Documents.Tests.Reports;

public sealed class DocumentTableTests
{
    private static readonly HeadNode[] TwoColumns = [new TableColumn("А"), new TableColumn("Б")];

    [Fact]
    public void Table_RowWithTooFewCells_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new DocumentTable(TwoColumns, [RowGroup.Of(TableRow.Of("1"))]));

    [Fact]
    public void Table_RowWithTooManyCells_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new DocumentTable(TwoColumns, [RowGroup.Of(TableRow.Of("1", "2", "3"))]));

    [Fact]
    public void Table_SpanPastItsGroup_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new DocumentTable(TwoColumns, [RowGroup.Of(TableRow.Of(new TableCell(new TextValue("1")) { RowSpan = 2 }, "2"))]));

    [Fact]
    public void Table_CellOverASpannedCell_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new DocumentTable(TwoColumns,
        [
            RowGroup.Of(
                TableRow.Of("1", new TableCell(new TextValue("2")) { RowSpan = 2 }),
                TableRow.Of(new TableCell(new TextValue("3")) { ColumnSpan = 2 })),
        ]));

    [Fact]
    public void Table_RowSpan_CoversTheRowBelow()
    {
        var table = new DocumentTable(TwoColumns,
        [
            RowGroup.Of(
                TableRow.Of(new TableCell(new TextValue("школа")) { RowSpan = 2 }, 1),
                TableRow.Of(2)),
        ]);

        Assert.Equal("школа", table.Body[1].Covering[0].Cell.Value.Text);
        Assert.Equal("2", table.Body[1].Covering[1].Cell.Value.Text);
    }

    [Fact]
    public void HeadRows_GroupAndSingleColumn_SpanAsOnPaper()
    {
        var table = new DocumentTable([new TableColumn("Школа"), new ColumnGroup("ОГЭ", [new TableColumn("матем."), new TableColumn("рус. яз.")])], []);

        Assert.Equal([new PlacedHead("Школа", 0, 1, 2), new PlacedHead("ОГЭ", 1, 2, 1)], table.HeadRows[0]);
        Assert.Equal([new PlacedHead("матем.", 1, 1, 1), new PlacedHead("рус. яз.", 2, 1, 1)], table.HeadRows[1]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(80)]
    [InlineData(400)]
    public void WidthsMm_WhateverIsAsked_FillThePageExactly(double asked)
    {
        var table = new DocumentTable([new TableColumn("А") { WidthMm = asked }, new TableColumn("Б") { WidthMm = 20 }, new TableColumn("В")], []);

        Assert.Equal(170, table.WidthsMm(170).Sum(), 6);
    }

    [Fact]
    public void WidthsMm_LongWordInTheHead_GetsMoreThanAsked()
    {
        var table = new DocumentTable([new TableColumn("Участников") { WidthMm = 5 }, new TableColumn("Школа")], []);

        Assert.True(table.WidthsMm(170)[0] > 18);
    }

    [Theory]
    [InlineData(3, 10, 1, "30,0")]
    [InlineData(4, 9, 1, "44,4")]
    [InlineData(1, 16, 1, "6,3")]
    [InlineData(29, 97, 2, "29,90")]
    [InlineData(1, 1, 1, "100,0")]
    public void PercentValue_Text_RoundsHalfUp(int n, int total, int decimals, string expected) =>
        Assert.Equal(expected, new PercentValue(n, total, decimals).Text);

    [Theory]
    [InlineData(29, 97, "29,90")]
    [InlineData(3, 10, "30,0")]
    [InlineData(4, 9, "44,4")]
    public void PercentValue_BesideThirtyPercent_DoesNotContradictTheVerdict(int n, int total, string expected) =>
        Assert.Equal(expected, PercentValue.Beside(n, total, 30).Text);

    [Fact]
    public void CellValues_Text_IsSetWithNoBreakSpaces()
    {
        Assert.Equal("3\u00a0из\u00a010 (30,0\u00a0%)", new ShareValue(3, 10).Text);
        Assert.Equal("0\u00a0из\u00a00", new ShareValue(0, 0).Text);
        Assert.Equal("4\u00a0603*", new IntegerValue(4603, "*").Text);
        Assert.Equal("15.09.2025", new DateValue(new DateOnly(2025, 9, 15)).Text);
        Assert.Equal("менее\u00a05", new HiddenValue().Text);
    }
}
