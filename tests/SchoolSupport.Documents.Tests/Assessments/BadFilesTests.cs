using SchoolSupport.Documents.Assessments;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Tests.Assessments;

public sealed class BadFilesTests
{
    [Theory]
    [InlineData("empty_zero_bytes.xlsx", WorkbookFindingCodes.EmptyFile)]
    [InlineData("password_protected.xlsx", WorkbookFindingCodes.PasswordProtected)]
    [InlineData("macros.xlsm", WorkbookFindingCodes.Macros)]
    [InlineData("zip_bomb.xlsx", WorkbookFindingCodes.InflatedTooLarge)]
    [InlineData("header_missing.xlsx", FindingCodes.HeaderNotFound)]
    public void Read_FileThatCannotBeTaken_SaysWhyAndGivesNoRows(string file, string code)
    {
        var reading = Read(file);

        Assert.Empty(reading.Rows);
        var finding = Assert.Single(reading.Findings);
        Assert.Equal(code, finding.Code);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.NotNull(finding.Action);
    }

    [Theory]
    [InlineData("csv_named_xlsx.xlsx", WorkbookFindingCodes.ReadAsCsv)]
    [InlineData("path_traversal.xlsx", WorkbookFindingCodes.UnsafeEntryNames)]
    [InlineData("blank_100000_rows.xlsx", null)]
    [InlineData("script_and_formula_in_names.xlsx", null)]
    public void Read_OddButGoodFile_GivesTheFiveSchools(string file, string? code)
    {
        var reading = Read(file);

        Assert.Equal([(10, 88), (8, 47), (9, 91), (3, 52), (2, 13)], reading.Rows.Select(row => (row.Failed!.Value, row.Participants!.Value)));
        Assert.Equal(code is null ? [] : [code], reading.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Read_OtherProcedure_IsBookedUnderItsOwnCode()
    {
        var reading = Read("other_procedure_vpr7_history.xlsx");

        Assert.Equal(["vpr-history-7"], reading.ProcedureCodes);
        Assert.DoesNotContain("vpr-history-7", ProcedureCodes.Nine);
    }

    [Fact]
    public void Read_PercentsNot100_ReportsTheTwoRowsOnly()
    {
        var reading = Read("percents_not_100.xlsx");

        Assert.Equal([(10, "87,4"), (11, "112")], reading.Findings.Select(finding => (finding.Row!.Value, finding.Found!)));
        Assert.All(reading.Findings, finding => Assert.Equal(FindingCodes.PercentsNot100, finding.Code));
        Assert.Equal([null, null, 9, 3, 2], reading.Rows.Select(row => row.Failed));
    }

    [Fact]
    public void Read_FailedAboveParticipants_RefusesBothRows()
    {
        var reading = Read("failed_more_than_participants.xlsx");

        Assert.Equal([3, 4], reading.Findings.Where(finding => finding.Code == FindingCodes.FailedAboveParticipants).Select(finding => finding.Row!.Value));
        Assert.All(reading.Findings, finding => Assert.Equal(("Лист1", "E", FindingSeverity.Error), (finding.Sheet, finding.Column, finding.Severity)));
        Assert.Equal([10, null, null, 2], reading.Rows.Select(row => row.Failed));
    }

    [Fact]
    public void Read_SchoolTwiceWithEqualNumbers_IsTakenOnce()
    {
        var reading = Read("duplicate_school_rows.xlsx");

        Assert.Equal([FindingCodes.DuplicateEqual], reading.Findings.Select(finding => finding.Code));
        Assert.Single(reading.Rows, row => row.SchoolText == "МБОУ \"СОШ №3\"");
        // Two spellings of one school are two rows here: only matching can tell that they are one.
        Assert.Equal(6, reading.Rows.Count);
    }

    [Fact]
    public void Read_FormulasAndErrors_RecoversCountsFromMarks()
    {
        var reading = Read("formulas_and_errors.xlsx");

        Assert.Equal([(8, 88), (6, 44), (9, 89), (0, 0)], reading.Rows.Select(row => (row.Failed!.Value, row.Participants!.Value)));
        Assert.Equal([(FindingCodes.FormulaWithoutValue, 5), (FindingCodes.ErrorCell, 6)],
            reading.Findings.Select(finding => (finding.Code, finding.Row!.Value)));
    }

    [Fact]
    public void Read_BombWhoseDirectoryLies_StopsAtTheLimit()
    {
        var limits = WorkbookLimits.Default with { MaxInflatedBytes = 8 * 1024 * 1024, RatioFreeBytes = long.MaxValue };
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>0</v></c></row>", 600_000));
        var bomb = new SmallWorkbook().RawSheet("Лист", $"<worksheet><sheetData>{rows}</sheetData></worksheet>").ToBytes();
        Understate(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = new ResultsReader(limits).Read(bomb, "bomb.xlsx", OzerskyTruth.Context);

        Assert.Empty(reading.Rows);
        Assert.Contains(reading.Findings, finding => finding.Code is WorkbookFindingCodes.InflatedTooLarge or WorkbookFindingCodes.BrokenWorkbook or FindingCodes.HeaderNotFound);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L * 1024 * 1024);
    }

    [Fact]
    public void Read_EntityBomb_IsRefused()
    {
        var bomb = new SmallWorkbook().RawSheet("Лист",
            "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>").ToBytes();

        var reading = new ResultsReader().Read(bomb, "entities.xlsx", OzerskyTruth.Context);

        Assert.Equal([WorkbookFindingCodes.XmlEntities], reading.Findings.Select(finding => finding.Code));
    }

    // Writes 1,000 as the uncompressed size of every entry into the archive's directory.
    private static void Understate(byte[] zip)
    {
        for (var i = 0; i + 46 < zip.Length; i++)
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2
                && BitConverter.ToInt32(zip, i + 24) > 1_000_000)
                BitConverter.GetBytes(1_000).CopyTo(zip, i + 24);
    }

    private static ResultsReading Read(string file) =>
        new ResultsReader().Read(SampleFiles.Bytes("bad", file), file, OzerskyTruth.Context);
}
