using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>A count beside its total; null where there is no result.</summary>
public sealed record ResultCell(Guid Id, int Failed, int Participants);

/// <summary>A procedure over the years: all schools added up.</summary>
public sealed record SummaryRow(string Code, string Name, IReadOnlyList<SummaryCell?> Years);

/// <param name="Schools">Schools with participants.</param>
/// <param name="LowSchools">Of them with a share ≥ 30 %.</param>
public sealed record SummaryCell(int Failed, int Participants, int Schools, int LowSchools);

/// <summary>A school's results of one year, in the order of the procedures.</summary>
public sealed record MatrixRow(Guid SchoolId, string School, IReadOnlyList<MatrixCell> Cells);

/// <param name="NotExpected">Why no result is expected: «нет ЕГЭ», «не проводится»; null where a missing one is a gap.</param>
public sealed record MatrixCell(ResultCell? Result, string? NotExpected);

public sealed record SummaryPage(
    AcademicYear Year, IReadOnlyList<AcademicYear> Years, IReadOnlyList<SummaryRow> Procedures,
    IReadOnlyList<(string Code, string Name)> Columns, IReadOnlyList<MatrixRow> Schools, bool IsSchool);

/// <summary>One procedure in one year, by schools.</summary>
public sealed record ProcedureResultsPage(string Code, string Name, AcademicYear Year, IReadOnlyList<ProcedureResultsRow> Rows, IReadOnlyList<(string Code, string Name)> Procedures)
{
    public int Failed => Rows.Sum(r => r.Failed);
    public int Participants => Rows.Sum(r => r.Participants);
}

public sealed record ProcedureResultsRow(
    Guid ResultId, Guid SchoolId, string School, int Failed, int Participants, (int Two, int Three, int Four, int Five)? Marks,
    decimal? MeanMark, decimal? MeanScore, int Version, string Source, Guid? UploadId);

/// <summary>One school × procedure × year: every version.</summary>
public sealed record ResultPage(
    Guid SchoolId, string School, string Procedure, string Code, AcademicYear Year, IReadOnlyList<VersionRow> Versions, (int Lowered, int Confirmed, int Raised)? Journal);

/// <param name="Place">Sheet, row and column of the file; «введён на экране» for a form.</param>
/// <param name="MayDownload">The person may have the file.</param>
public sealed record VersionRow(
    Guid Id, int Version, bool IsCurrent, bool IsReturned, int Failed, int Participants, (int Two, int Three, int Four, int Five)? Marks,
    decimal? MeanMark, bool ByPercent, string Who, string When, string? FileName, string Place, string? SchoolText, Guid? UploadId, int? UploadNumber, bool MayDownload);

/// <summary>What of a school is there and what is missing in one year.</summary>
public enum DeliveryState { Stored, Absent, Waiting, Missing, NotApplicable }

public sealed record DeliveryRow(Guid SchoolId, string School, IReadOnlyList<DeliveryCell> Cells)
{
    public int Missing => Cells.Count(c => c.State == DeliveryState.Missing);
}

public sealed record DeliveryCell(DeliveryState State, Guid? ResultId);

public sealed record DeliveriesPage(AcademicYear Year, IReadOnlyList<(string Code, string Name)> Columns, IReadOnlyList<DeliveryRow> Rows, int SchoolsInAll, bool OnlyMissing, bool MayConfirm)
{
    public int Missing => Rows.Sum(r => r.Missing);
}
