namespace SchoolSupport.Domain.Schools;

/// <summary>Kind of a school; it decides which procedures apply (domain reference, section 4.1). The numbers are stored.</summary>
public enum SchoolKind
{
    Primary = 1,
    Basic = 2,
    Secondary = 3,
    Gymnasium = 4,
    Lyceum = 5,
    EducationCentre = 6,
    Other = 7,
}
