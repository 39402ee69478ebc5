using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>What can be taken for a year.</summary>
/// <param name="Run">The run that the list will be from; null when the year has none.</param>
/// <param name="ResultCount">Current results of the year.</param>
/// <param name="OtherYears">Years with a run or with results, newest first, without the year shown.</param>
public sealed record ReportsPage(AcademicYear Year, ReportRun? Run, int ResultCount, IReadOnlyList<AcademicYear> OtherYears, bool CanPrintPdf, bool MayUpload)
{
    public bool IsEmpty => Run is null && ResultCount == 0;
}

/// <param name="NewerDraft">Number of a later run that is not approved; the list stays the approved one until then.</param>
public sealed record ReportRun(Guid Id, int Number, DateOnly MadeOn, string? ApprovalDocument, bool IsApproved, int SchoolCount, int IncludedCount, int InsufficientCount, int? NewerDraft);

/// <summary>A paper in the frame of the site.</summary>
public sealed record PaperPage(ReportRequest Request, OfficialDocument Document, bool CanPrintPdf)
{
    public string Path => $"/reports/{ReportService.CodeOf(Request.Kind)}";

    public string Title => Request.Kind == ReportKind.LowResults ? "Список ШНОР" : "Сводка результатов";

    public string At(ReportEdition edition) => $"{Path}?year={Request.Year.Slug}&edition={ReportService.CodeOf(edition)}";

    public DownloadLinks Downloads => new(Request, CanPrintPdf);
}

/// <summary>The three files of one paper.</summary>
public sealed record DownloadLinks(ReportRequest Request, bool CanPrintPdf)
{
    public string FileAt(ReportFormat format) =>
        $"/reports/{ReportService.CodeOf(Request.Kind)}/file?year={Request.Year.Slug}&edition={ReportService.CodeOf(Request.Edition)}&format={ReportService.CodeOf(format)}";

    public static string LabelOf(ReportFormat format) => format switch { ReportFormat.Xlsx => "Excel (XLSX)", ReportFormat.Docx => "Word (DOCX)", _ => "PDF" };
}

/// <summary>PDF cannot be made now; the other formats can.</summary>
public sealed record PdfUnavailablePage(ReportRequest Request, string Reason);
