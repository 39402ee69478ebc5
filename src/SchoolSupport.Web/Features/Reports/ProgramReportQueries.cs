using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Web.Features.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>What the page of a programme's report shows.</summary>
public sealed class ProgramReportQueries(ProgramFrames frames, FulfilmentReader reader, FulfilmentService reports, CurrentActor actor)
{
    public static readonly string[] Sorts = ["plan"];

    /// <summary>Null for a missing or foreign programme.</summary>
    public async Task<ProgramReportPage?> PageAsync(Guid id, ListState list, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Report, ct, isCounted: false) is not { } frame)
            return null;
        var asked = AskedPeriod.Read(list.Filter("from"), list.Filter("to"));
        var report = await reader.ReadAsync(id, asked.Period, ct);
        return new ProgramReportPage(frame, report, asked.Problem, list.Filter("rows") == ProgramReportPage.AllRows, actor.May(Permissions.ReportsDownload), reports.CanPrintPdf);
    }
}

/// <param name="Report">Null: nothing of the programme is in force yet.</param>
/// <param name="Problem">Why the days of the address cannot be taken.</param>
/// <param name="ShowsAll">Long tables as a whole.</param>
public sealed record ProgramReportPage(ProgramFrame Frame, FulfilmentReport? Report, string? Problem, bool ShowsAll, bool MayDownload, bool CanPrintPdf)
{
    public const string AllRows = "all";

    /// <summary>Rows of a table before it is asked for as a whole.</summary>
    public const int RowsShown = 50;

    public string Path => $"{Frame.Path}/report";

    public string At(ReportPeriod period) => $"{Path}?{Query(period)}";

    public string AllAt(ReportPeriod period) => $"{At(period)}&rows={AllRows}";

    /// <summary>The quarter, half-year and academic year of the shown period's end, or of today when it lies inside.</summary>
    public IEnumerable<(string Words, ReportPeriod Period)> Choices(FulfilmentReport report)
    {
        var day = report.Period.Holds(report.Today) ? report.Today : report.Period.To;
        foreach (var kind in new[] { ReportPeriodKind.Quarter, ReportPeriodKind.HalfYear, ReportPeriodKind.AcademicYear })
            if (ReportPeriod.Of(kind, day) is var period)
                yield return (period.Title, period);
        if (report.Program is { PeriodFrom: { } from, PeriodTo: { } to })
            yield return ("Весь срок программы", new ReportPeriod(from, to));
    }

    public string FileAt(ReportFormat format) => FileAt(Frame.Id, Report!.Period, format);

    public static string FileAt(Guid id, ReportPeriod? period, ReportFormat format) =>
        $"/programs/{id}/report/file?{(period is null ? "" : $"{Query(period)}&")}format={ReportService.CodeOf(format)}";

    /// <summary>The address of what a cell leads to.</summary>
    public string LinkOf(FulfilmentTarget target) => target switch
    {
        FulfilmentTarget.Section section => $"{ExecutionLinks.Program(Frame.Id)}?section={section.LineId}",
        FulfilmentTarget.School school => $"{ExecutionLinks.Program(Frame.Id)}?school={school.SchoolId}",
        FulfilmentTarget.Responsible party => $"{ExecutionLinks.Program(Frame.Id)}?responsible={Uri.EscapeDataString(party.Name)}",
        FulfilmentTarget.Measure measure => ExecutionLinks.Measure(Frame.Id, measure.LineId),
        FulfilmentTarget.Line line => ExecutionLinks.Report(line.Address),
        FulfilmentTarget.Document { Fact.Url: { } url } => url,
        FulfilmentTarget.Document document => $"/programs/execution/evidence/{document.Fact.Id}",
        _ => throw new ArgumentException($"No address for {target.GetType().Name}.", nameof(target)),
    };

    private static string Query(ReportPeriod period) => $"from={RussianText.ShortDate(period.From)}&to={RussianText.ShortDate(period.To)}";
}

/// <summary>A table with the page that it stands on.</summary>
public sealed record ReportTableView(ProgramReportPage Page, FulfilmentTable Table)
{
    public IEnumerable<FulfilmentTableRow> Rows => Page.ShowsAll || Table.Rows.Count <= ProgramReportPage.RowsShown ? Table.Rows
        : Table.Rows.Where(row => !row.IsTotal).Take(ProgramReportPage.RowsShown).Concat(Table.Rows.Where(row => row.IsTotal));

    /// <summary>Rows without the total.</summary>
    public int Count => Table.Rows.Count(row => !row.IsTotal);

    public bool IsCut => !Page.ShowsAll && Table.Rows.Count > ProgramReportPage.RowsShown;

    /// <summary>A head without the places where paper may break its words.</summary>
    public static string HeadOf(string text) => text.Replace("\u00ad", "");

    /// <summary>The class of a row that paper indents by so many spaces.</summary>
    public static string? DepthOf(int spaces) => (spaces / FulfilmentTables.Indent.Length) switch { 0 => null, 1 => "depth-2", _ => "depth-3" };

    public static bool IsForeign(FulfilmentTarget target) => target is FulfilmentTarget.Document { Fact.Url: not null };
}

/// <param name="Period">Null: the usual one.</param>
public sealed record ProgramReportNoPdf(Guid Id, ReportPeriod? Period, string Reason)
{
    public string FileAt(ReportFormat format) => ProgramReportPage.FileAt(Id, Period, format);
}
