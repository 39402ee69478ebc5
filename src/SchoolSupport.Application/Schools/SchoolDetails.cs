using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Schools;

/// <summary>Everything about a school that a person enters on its form or an import brings.</summary>
/// <param name="TeachesBasic">Grades 5–9; see <see cref="Levels"/> for what is usual for a kind.</param>
public sealed record SchoolDetails(
    string FullName,
    string ShortName,
    SchoolKind Kind,
    bool IsUrban,
    string Settlement,
    string? Inn,
    string? Login,
    string? Code,
    int? Pupils,
    bool TeachesBasic,
    bool TeachesSecondary,
    DateOnly? OpenedOn,
    string Note)
{
    /// <summary>The levels that a kind usually teaches: a basic school has no ЕГЭ (domain reference, section 4.1).</summary>
    public static (bool Basic, bool Secondary) Levels(SchoolKind kind) =>
        (SchoolKindFacts.Of(kind).TeachesGrades5To9, SchoolKindFacts.Of(kind).TeachesGrades10To11);

    internal void ApplyTo(School school, IEnumerable<string> aliases)
    {
        school.FullName = FullName;
        school.ShortName = ShortName;
        school.Kind = Kind;
        school.IsUrban = IsUrban;
        school.Settlement = Settlement;
        school.Inn = Inn;
        school.Login = Login;
        school.Code = Code;
        school.Pupils = Pupils;
        school.TeachesBasic = TeachesBasic;
        school.TeachesSecondary = TeachesSecondary;
        school.OpenedOn = OpenedOn;
        school.Note = Note;
        SetKeys(school, aliases);
    }

    internal static void SetKeys(School school, IEnumerable<string> aliases)
    {
        school.SortName = NaturalKey.SortName(school.ShortName);
        school.SearchText = NaturalKey.SearchText([school.ShortName, school.FullName, school.Inn, school.Login, school.Code, school.Settlement, .. aliases]);
    }
}

/// <summary>Why a school cannot be saved like this: another one has the same.</summary>
/// <param name="Field">Name of the property of <see cref="SchoolDetails"/> (or of the alias form).</param>
public sealed record SchoolClash(string Field, Guid OtherId, string OtherName, string Message);
