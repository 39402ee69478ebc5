namespace SchoolSupport.Documents.Assessments;

/// <summary>Stable codes of findings about tables of results. Codes about the file as such: <see cref="Xlsx.WorkbookFindingCodes"/>.</summary>
public static class FindingCodes
{
    public const string HeaderNotFound = "header-not-found";
    public const string NoRows = "no-rows";
    public const string HiddenSheet = "hidden-sheet";
    public const string HiddenRows = "hidden-rows";
    public const string SheetSkipped = "sheet-skipped";
    public const string RetakeIgnored = "retake-ignored";
    public const string PreviousGraduatesIgnored = "previous-graduates-ignored";
    public const string OtherSubjectsSkipped = "other-subjects-skipped";

    public const string YearUnknown = "year-unknown";
    public const string YearContradiction = "year-contradiction";
    public const string YearMismatch = "year-mismatch";
    public const string YearUnreadable = "year-unreadable";
    public const string ProcedureUnknown = "procedure-unknown";
    public const string ProcedureContradiction = "procedure-contradiction";
    public const string ProcedureMismatch = "procedure-mismatch";
    public const string MunicipalityNotFound = "municipality-not-found";
    public const string ScaleMissing = "scale-missing";
    public const string ScaleDiffers = "scale-differs";

    public const string SchoolMissing = "school-missing";
    public const string FilledDown = "filled-down";
    public const string NumberAsText = "number-as-text";
    public const string NotANumber = "not-a-number";
    public const string DateInsteadOfNumber = "date-instead-of-number";
    public const string NegativeCount = "negative-count";
    public const string FractionalCount = "fractional-count";
    public const string ErrorCell = "error-cell";
    public const string FormulaWithoutValue = "formula-without-value";
    public const string CountRecovered = "count-recovered";
    public const string CountMissing = "count-missing";
    public const string PercentOutOfRange = "percent-out-of-range";

    public const string FailedAboveParticipants = "failed-above-participants";
    public const string MarksNotParticipants = "marks-not-participants";
    public const string FailedDiffersFromMarks = "failed-differs-from-marks";
    public const string PercentsNot100 = "percents-not-100";
    public const string CountsNotParticipants = "counts-not-participants";
    public const string PercentDiffers = "percent-differs";
    public const string DuplicateEqual = "duplicate-equal";
    public const string DuplicateDiffers = "duplicate-differs";

    public const string JournalIncomplete = "journal-incomplete";
    public const string ScoreAboveMaximum = "score-above-maximum";
    public const string ScoreMissing = "score-missing";
    public const string TotalDiffersFromTasks = "total-differs-from-tasks";
    public const string MarkOutOfRange = "mark-out-of-range";
    public const string GradeDiffers = "grade-differs";
    public const string PupilTwice = "pupil-twice";
    public const string NamesNotRead = "names-not-read";
}
