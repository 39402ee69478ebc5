using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Everything behind the verdict on one school in one list year.</summary>
/// <param name="Verdict">Null when there is no run, or the school is not in it.</param>
/// <param name="NoVerdict">Why there is no verdict, in Russian; null when there is one.</param>
public sealed record SchoolVerdictPage(
    Guid SchoolId,
    string Name,
    AcademicYear Year,
    VerdictCard? Verdict,
    string? NoVerdict,
    IReadOnlyList<YearTable> Years,
    string? Federal,
    DecisionRow? Decision,
    IReadOnlyList<AbsenceRow> Absences,
    IReadOnlyList<HistoryRow> History,
    bool MayDecide,
    bool MayConfirm,
    AbsenceForm AbsenceForm,
    DecisionForm DecisionForm,
    WithdrawDecisionForm WithdrawForm);

/// <summary>A verdict as the school's card and its own page print it.</summary>
/// <param name="Headline">«Включена в список школ с низкими результатами за 2024/2025 год».</param>
/// <param name="RunLine">«Расчёт № 3 от 19.08.2025, список не утверждён».</param>
public sealed record VerdictCard(
    bool? Included, string Headline, string Why, string Notes, string MarginHeadline, string MarginDetail,
    IReadOnlyList<string> Warnings, string Rule, string Formula, IReadOnlyList<CalculationRow> Numbers, string Result, string Source, string RunLine);

/// <param name="Anchor">«now-oge-math» or «before-oge-math»: where the heat map leads.</param>
/// <param name="Origin">The file and row; null where nothing was loaded.</param>
public sealed record CalculationRow(
    AcademicYear Year, string Anchor, string Procedure, int? Failed, int? Participants, string? Share, string? Comparison, bool? IsLow, string Conclusion, Origin? Origin);

/// <summary>Where a number came from.</summary>
/// <param name="UploadId">Null for numbers typed on screen.</param>
/// <param name="Place">«лист «Математика», строка 15, версия 2».</param>
public sealed record Origin(Guid? UploadId, string Title, string Place);

public sealed record YearTable(AcademicYear Year, IReadOnlyList<CalculationRow> Rows);

public sealed record DecisionRow(Guid Id, bool IsIncluded, string Basis, string Reason, string Role, string When);

public sealed record AbsenceRow(Guid Id, string Procedure, AcademicYear Year, string Reason, string Role, string When);

public sealed record HistoryRow(AcademicYear Year, Guid RunId, int RunNumber, bool? Included, string Criteria, string? Approval);
