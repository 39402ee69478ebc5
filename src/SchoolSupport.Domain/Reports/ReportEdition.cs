namespace SchoolSupport.Domain.Reports;

/// <summary>For whom a paper is printed.</summary>
public enum ReportEdition
{
    /// <summary>Every count, for those who work with the schools.</summary>
    Internal = 0,
    /// <summary>No count of pupils under five, and none that can be worked out.</summary>
    Publication = 1,
}
