namespace SchoolSupport.Application.Assessments;

/// <summary>
/// Codes of the findings that need the register, the catalogue or what is stored. They are found anew after every
/// choice of a person, whereas the reader's own findings stay as they were.
/// </summary>
public static class UploadFindingCodes
{
    public const string SchoolUnmatched = "school-unmatched";
    public const string NotOwnSchool = "not-own-school";
    public const string OtherSchoolsSkipped = "other-schools-skipped";
    public const string ProcedureNotInCatalogue = "procedure-not-in-catalogue";
    public const string ProcedureOutsideRules = "procedure-outside-rules";
    public const string SchoolTwice = "school-twice";
    public const string SchoolTwiceDiffers = "school-twice-differs";
    public const string EgeWithoutSeniorGrades = "ege-without-senior-grades";
    public const string YearInFuture = "year-in-future";
    public const string SchoolNotOpen = "school-not-open";
    public const string LargeChange = "large-change";
    public const string RowsWithoutNumbers = "rows-without-numbers";
    public const string SameBytes = "same-bytes";

    private static readonly HashSet<string> All =
    [
        SchoolUnmatched, NotOwnSchool, OtherSchoolsSkipped, ProcedureNotInCatalogue, ProcedureOutsideRules, SchoolTwice,
        SchoolTwiceDiffers, EgeWithoutSeniorGrades, YearInFuture, SchoolNotOpen, LargeChange, RowsWithoutNumbers,
    ];

    public static bool IsOfCheck(string code) => All.Contains(code);
}
