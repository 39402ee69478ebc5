namespace SchoolSupport.Application.Programs.Execution;

/// <summary>Section <c>Evidence</c> of the configuration: files that prove work. What all files of a tenant may take together is a limit of uploads.</summary>
public sealed class EvidenceOptions
{
    public const string Section = "Evidence";

    /// <summary>One file, bytes; also what all files of one form may weigh together.</summary>
    public long MaxFileBytes { get; set; } = 20L * 1024 * 1024;

    /// <summary>Files and links of one report.</summary>
    public int MostOfReport { get; set; } = 20;

    public bool IsSound => MaxFileBytes > 0 && MostOfReport > 0;
}
