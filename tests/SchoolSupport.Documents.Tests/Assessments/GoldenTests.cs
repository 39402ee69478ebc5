using SchoolSupport.Documents.Assessments;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Tests.Assessments;

public sealed class GoldenTests
{
    private static readonly Dictionary<string, ResultsFileKind> Kinds = new()
    {
        ["a"] = ResultsFileKind.VprMarkStatistics, ["b"] = ResultsFileKind.VprJournalComparison,
        ["c"] = ResultsFileKind.VprScoreDistribution, ["d"] = ResultsFileKind.VprProtocol,
        ["e"] = ResultsFileKind.OgeSchools, ["f"] = ResultsFileKind.EgeSchools, ["g"] = ResultsFileKind.FlatTable,
    };

    public static TheoryData<string> Files => [.. OzerskyTruth.GoodFiles.Select(file => file.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GoodFile_EqualsTruth(string file)
    {
        var (_, kind, year, procedures) = OzerskyTruth.GoodFiles.Single(one => one.File == file);

        var reading = new ResultsReader().Read(SampleFiles.Bytes(file.Split('/')), Path.GetFileName(file), OzerskyTruth.Context);

        Assert.Equal([], reading.Findings.Where(finding => finding.Severity != FindingSeverity.Note).Select(finding => finding.Message));
        Assert.Equal(Kinds[kind], reading.Kind);
        Assert.Equal(procedures.Order(), reading.ProcedureCodes.Order());
        Assert.Equal(year == "all" ? null : year, reading.Year?.ToString());
        Assert.Empty(reading.Questions);
        if (kind == "b")
            Assert.All(reading.Rows, row => Assert.Equal(Truth(file, row).Participants, row.Journal!.Total));
        else
            Assert.Equal([], Differences(file, reading, year, procedures));
    }

    [Fact]
    public void Read_RetakeColumnsTakenForFirstAttempt_ChangesTheComparison()
    {
        // The canary: a file whose columns are swapped must not equal the truth, or the comparison above proves nothing.
        const string file = "2024-2025/ОГЭ 2025 по ОО.xlsx";
        var swapped = WorkbookEdit.Replace(SampleFiles.Bytes(file.Split('/')),
            ("с учётом пересдачи", "\u0001"), ("до пересдачи", "с учётом пересдачи"), ("\u0001", "до пересдачи"));

        var reading = new ResultsReader().Read(swapped, Path.GetFileName(file), OzerskyTruth.Context);

        Assert.NotEmpty(reading.Rows);
        Assert.NotEmpty(Differences(file, reading, "2024/2025", [ProcedureCodes.OgeMath, ProcedureCodes.OgeRussian]));
    }

    [Fact]
    public void Truth_HasEveryProcedureAndYear() =>
        Assert.Equal(27, OzerskyTruth.Counts.Keys.Select(key => (key.Year, key.Procedure)).Distinct().Count());

    private static TruthCount Truth(string file, ReadResultRow row)
    {
        var school = OzerskyTruth.SchoolOf(file, row);
        Assert.True(school is not null, $"не узнана школа «{row.SchoolText}»");
        return OzerskyTruth.Counts.GetValueOrDefault((row.Year.ToString(), school, row.ProcedureCode)) ?? new TruthCount(0, 0);
    }

    /// <summary>Every difference between a reading and the truth, both ways.</summary>
    private static List<string> Differences(string file, ResultsReading reading, string year, string[] procedures)
    {
        var differences = new List<string>();
        var seen = new HashSet<(string, string, string)>();
        foreach (var row in reading.Rows)
        {
            var truth = Truth(file, row);
            seen.Add((row.Year.ToString(), OzerskyTruth.SchoolOf(file, row)!, row.ProcedureCode));
            if (row.Participants != truth.Participants || row.Failed != truth.Failed)
                differences.Add($"{row.Sheet}!{row.Row} {row.SchoolText} {row.ProcedureCode}: {row.Failed} из {row.Participants}, верно {truth.Failed} из {truth.Participants}");
        }
        differences.AddRange(OzerskyTruth.Counts.Keys
            .Where(key => (year == "all" || key.Year == year) && procedures.Contains(key.Procedure) && !seen.Contains(key))
            .Select(key => $"нет строки {key}"));
        return differences;
    }
}
