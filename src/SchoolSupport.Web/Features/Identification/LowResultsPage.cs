using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>The list of a year. Without a run only <see cref="Empty"/> says what to do.</summary>
/// <param name="Lead">Which years, method and run this is.</param>
/// <param name="Counts">Schools by filter code.</param>
/// <param name="ClosedNotes">Sentences about schools that are not judged.</param>
public sealed record LowResultsPage(
    AcademicYear Year,
    RunView? Run,
    string Lead,
    EmptyList? Empty,
    ListState List,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<VerdictRow> Rows,
    IReadOnlyList<ClosedRow> Closed,
    int Total,
    string? FederalNote,
    IReadOnlyList<DiscrepancyRow> Discrepancies,
    HeatMap? Heat,
    PendingNotice? Pending,
    string? CalcNote,
    LowResultsActions May)
{
    /// <summary>Schools that are not judged stand under the list when they are asked for and no verdict is.</summary>
    public IReadOnlyList<ClosedRow> ClosedShown => List.Filter("closed") == "true" && List.Filter("show") is null ? Closed : [];
}

/// <summary>What belongs here, why it is empty, what to do.</summary>
public sealed record EmptyList(string Title, string Why, string? ButtonText, string? ButtonPath, bool Run);

public sealed record LowResultsActions(bool Run, bool Approve, bool Download, bool Decide);

/// <param name="Included">True included, false not, null not enough data.</param>
/// <param name="OnFederalList">Null when no list is entered for the year.</param>
/// <param name="Decision">An officer's decision in words; null when there is none.</param>
public sealed record VerdictRow(
    Guid SchoolId, string Name, bool? Included, string Why, IReadOnlyList<string> Warnings, string Notes,
    string MarginHeadline, string MarginDetail, int? Margin, bool? OnFederalList, bool Differs, string? Decision);

public sealed record ClosedRow(Guid SchoolId, string Name, string Sentence);

public sealed record DiscrepancyRow(Guid SchoolId, string Name, bool? Included, bool OnFederalList, string Reason, string? Decision);

/// <summary>The run does not say what the data say now.</summary>
/// <param name="Sentence">What changed, in one sentence.</param>
public sealed record PendingNotice(string Sentence, IReadOnlyList<ChangeRow> Changes);

/// <param name="Before">Verdict in words, or «не оценивалась».</param>
/// <param name="Facts">«ОГЭ, математика, 2024/2025: 3 из 10 → 2 из 10».</param>
public sealed record ChangeRow(Guid SchoolId, string Name, string Before, string After, bool ChangesVerdict, IReadOnlyList<string> Facts);

/// <summary>The matrix of schools and procedures of one year of a run.</summary>
public sealed record HeatMap(
    AcademicYear Year, AcademicYear OtherYear, bool IsPrevious, IReadOnlyList<HeatGroup> Groups, IReadOnlyList<HeatColumn> Columns,
    IReadOnlyList<HeatRow> Rows, IReadOnlyList<HeatTotal> Totals, string Threshold, int SmallSampleBelow);

public sealed record HeatGroup(string Title, int Span);

public sealed record HeatColumn(string Code, string Title);

public sealed record HeatRow(Guid SchoolId, string Name, IReadOnlyList<HeatCell> Cells);

/// <param name="Share">«(36,4 %)»; null when there is none.</param>
public sealed record HeatCell(string Class, string Text, string? Share, bool IsLow);

public sealed record HeatTotal(string Text, string? Share);
