using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Assessments;

/// <summary>What a results file turned out to be (formats reference, sections 1 and 2).</summary>
public enum ResultsFileKind
{
    Unknown = 0,
    VprMarkStatistics = 1,
    VprJournalComparison = 2,
    VprScoreDistribution = 3,
    VprProtocol = 4,
    VprRegionalTable = 5,
    OgeSchools = 6,
    EgeSchools = 7,
    FlatTable = 8,
    OwnTemplate = 9,
}

/// <summary>Primary score → mark: the last score that still is 2, 3, 4. Belongs to procedure + year.</summary>
public sealed record MarkScale(int LastOf2, int LastOf3, int LastOf4, int MaxScore)
{
    public int MarkOf(int primaryScore) =>
        primaryScore <= LastOf2 ? 2 : primaryScore <= LastOf3 ? 3 : primaryScore <= LastOf4 ? 4 : 5;
}

/// <summary>What the reader must know besides the bytes. Answers are what a person said when the file was silent.</summary>
/// <param name="MunicipalityNames">Names under which this municipality stands in regional files.</param>
/// <param name="RegionName">To recognise the region's total row.</param>
/// <param name="KeepPupils">Hand out pseudonymous pupil rows of protocols besides the counts.</param>
/// <param name="RowsRead">Told now and then how many rows have been read, for a progress bar.</param>
/// <param name="Scale">The scale of a procedure and year, or null when none is kept.</param>
public sealed record ReadingContext(
    IReadOnlyList<string> MunicipalityNames,
    string? RegionName,
    Func<string, AcademicYear, MarkScale?> Scale,
    AcademicYear? AnsweredYear = null,
    string? AnsweredProcedure = null,
    string? AnsweredMunicipality = null,
    bool KeepPupils = false,
    Action<int>? RowsRead = null);

/// <summary>One school × procedure × year as the file says it, with the place it came from.</summary>
/// <param name="ProcedureCode">Empty while <see cref="ReadingQuestion.Procedure"/> waits for an answer.</param>
/// <param name="Year">The default value while <see cref="ReadingQuestion.Year"/> waits for an answer.</param>
/// <param name="Participants">Null when not said or not usable; a finding tells which.</param>
/// <param name="Row">First row of the sheet (1-based); <paramref name="LastRow"/> the last one when several rows were counted (a protocol).</param>
/// <param name="Column">Letter of the column of the failed count, or of the first column read.</param>
/// <param name="Failed">Marks «2» or below the minimum, before the retake, without graduates of previous years; null = not said.</param>
/// <param name="ByPercent">The file gave only percents; counts are <c>round(percent × participants / 100)</c>.</param>
/// <param name="FailedPercent">The percent as printed, when the file had one (0…100).</param>
/// <param name="ScoreCounts">Number of participants at primary score 0…max, when the file had it.</param>
/// <param name="Journal">Comparison with journal marks, when the file is one.</param>
public sealed record ReadResultRow(
    string Sheet,
    int Row,
    int? LastRow,
    string? Column,
    string SchoolText,
    string? Login,
    string? Inn,
    string? Municipality,
    string ProcedureCode,
    AcademicYear Year,
    int? Participants,
    int? Failed,
    int? Mark2,
    int? Mark3,
    int? Mark4,
    int? Mark5,
    bool ByPercent,
    decimal? FailedPercent = null,
    decimal? MeanMark = null,
    decimal? MeanScore = null,
    IReadOnlyList<int>? ScoreCounts = null,
    JournalComparison? Journal = null,
    IReadOnlyList<ReadPupilRow>? Pupils = null);

/// <summary>How many pupils' marks went down, were confirmed or went up against the journal.</summary>
public sealed record JournalComparison(int Lowered, int Confirmed, int Raised, int Total);

/// <summary>A pseudonymous pupil row of a protocol; names are never read.</summary>
public sealed record ReadPupilRow(int Row, string PupilCode, string? ClassName, int? Score, int? Mark, int? JournalMark);

/// <summary>What a person is asked because the file does not say it.</summary>
public enum ReadingQuestion { Year, Procedure, Municipality, Scale }

/// <summary>All that was read of a file. Never partly stored: rows and findings are shown together.</summary>
/// <param name="Year">The file's year when it is one for all rows.</param>
/// <param name="YearSource">Where the year was found, in Russian («название листа „ЕГЭ-2025“»).</param>
/// <param name="SkippedRows">Rows of other municipalities, totals, numbering rows.</param>
/// <param name="Municipalities">Municipalities met in the file, to choose from when ours is not recognised.</param>
public sealed record ResultsReading(
    ResultsFileKind Kind,
    AcademicYear? Year,
    string? YearSource,
    IReadOnlyList<string> ProcedureCodes,
    IReadOnlyList<ReadResultRow> Rows,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ReadingQuestion> Questions,
    int TotalRows,
    int SkippedRows,
    IReadOnlyList<string> ColumnsRead,
    IReadOnlyList<string> ColumnsIgnored,
    IReadOnlyList<string> Municipalities);
