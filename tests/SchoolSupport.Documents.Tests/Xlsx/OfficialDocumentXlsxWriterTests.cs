using System.Text;
using DocumentFormat.OpenXml.Packaging;
using ExcelDataReader;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Tests.Docx;
using SchoolSupport.Documents.Tests.Reports;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Tests.Xlsx;

public sealed class OfficialDocumentXlsxWriterTests
{
    private static readonly DocumentTable Table = SampleList.Document().Sections[2].Blocks.OfType<DocumentTable>().Single();

    [Fact]
    public void Write_SampleList_IsValid()
    {
        using var package = SpreadsheetDocument.Open(new MemoryStream(OfficialDocumentXlsxWriter.Write(SampleList.Document(40))), false);

        Assert.Empty(OfficialDocumentDocxWriterTests.Errors(package));
    }

    [Fact]
    public void Write_Table_ReadsBackEveryCellOfTheModel()
    {
        var rows = Read(OfficialDocumentXlsxWriter.Write(SampleList.Document()), "1. Организации, включённые в…");
        var head = rows.FindIndex(r => Equals(r[0], Table.Columns[0].Text));

        for (var row = 0; row < Table.Body.Count; row++)
            for (var column = 0; column < Table.Columns.Count; column++)
                Assert.Equal(Expected(Table.Body[row].Covering[column].Cell.Value), rows[head + 1 + row][column]);
    }

    private static object Expected(CellValue value) => value switch
    {
        IntegerValue integer => (double)integer.Number,
        PercentValue percent => (double)percent.Numerator / percent.Denominator,
        _ => value.Text,
    };

    internal static List<object?[]> Read(byte[] workbook, string sheet)
    {
        // The reading package asks for the old code pages even where it does not use them.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(workbook));
        do
        {
            if (reader.Name != sheet)
                continue;
            var rows = new List<object?[]>();
            while (reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => (object?)reader.GetValue(i))]);
            return rows;
        }
        while (reader.NextResult());
        throw new InvalidDataException($"No sheet «{sheet}».");
    }
}
