namespace SchoolSupport.Documents.Schools;

/// <summary>Stable codes of findings about registers and lists of schools.</summary>
public static class SchoolFindingCodes
{
    public const string HeaderNotFound = "register-header-not-found";
    public const string InnInvalid = "inn-invalid";
    public const string InnTwice = "inn-twice";
    public const string LoginTwice = "login-twice";
    public const string CodeTwice = "code-twice";
    public const string CodeInvalid = "code-invalid";
    public const string OpenedOnUnreadable = "opened-on-unreadable";
    public const string GradesUnreadable = "grades-unreadable";
    public const string PupilsUnreadable = "pupils-unreadable";
    public const string ListEmpty = "list-empty";
    public const string ListRepeat = "list-repeat";
}
