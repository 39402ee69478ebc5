using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Application.Assessments;

/// <summary>Section <c>Uploads</c> of the configuration (formats reference, section 4).</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>All kept files of a tenant together, results and registers, bytes.</summary>
    public long TenantQuotaBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    // A copy: configuration is written into the object, and the default belongs to everybody.
    /// <summary>Limits on a workbook; its <c>MaxFileBytes</c> is also the limit of the request.</summary>
    public WorkbookLimits Limits { get; set; } = WorkbookLimits.Default with { };

    /// <summary>What forbids starting with this configuration; empty when it is sound.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = Limits.Problems().Select(name => $"{Section}:Limits:{name} must be positive").ToList();
        if (TenantQuotaBytes <= 0)
            problems.Add($"{Section}:{nameof(TenantQuotaBytes)} must be positive");
        return problems;
    }
}
