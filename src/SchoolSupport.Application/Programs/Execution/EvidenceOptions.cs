namespace SchoolSupport.Application.Programs.Execution;

/// <summary>Section <c>Evidence</c> of the configuration. What a file and all files of a tenant may weigh are limits of section <c>Uploads</c>.</summary>
public sealed class EvidenceOptions
{
    public const string Section = "Evidence";

    /// <summary>Files and links of one report.</summary>
    public int MostOfReport { get; set; } = 20;
}
