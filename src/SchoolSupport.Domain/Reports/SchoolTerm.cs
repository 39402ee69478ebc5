using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Reports;

/// <summary>The department's own word for a school in the cases that papers need: «организация» (ОО) or «учреждение» (ОУ).</summary>
/// <param name="One">Nominative: «организация».</param>
/// <param name="Few">Genitive singular, and nominative plural: «организации».</param>
/// <param name="Many">Genitive plural: «организаций».</param>
/// <param name="DativeOne">«организации».</param>
/// <param name="DativeMany">«организациям».</param>
/// <param name="Prepositional">«организации».</param>
public sealed record SchoolTerm(
    string One, string Few, string Many, string DativeOne, string DativeMany, string Prepositional, bool IsNeuter)
{
    private static readonly SchoolTerm Organisation =
        new("организация", "организации", "организаций", "организации", "организациям", "организации", IsNeuter: false);

    private static readonly SchoolTerm Institution =
        new("учреждение", "учреждения", "учреждений", "учреждению", "учреждениям", "учреждении", IsNeuter: true);

    /// <param name="abbreviation">«ОО» or «ОУ», as the department chose.</param>
    public static SchoolTerm Of(string abbreviation) => abbreviation == "ОУ" ? Institution : Organisation;

    /// <summary>«1 организация», «2 организации», «5 организаций».</summary>
    public string Count(int n) => RussianText.Count(n, One, Few, Many);

    /// <summary>«по 1 организации», «по 3 организациям».</summary>
    public string CountDative(int n) => RussianText.Count(n, DativeOne, DativeMany, DativeMany);

    /// <summary>The verb before a count: «включена 1», «включены 2», «включено 5».</summary>
    /// <param name="stem">«включен», without the ending.</param>
    public string Verb(int n, string stem) => stem + RussianText.Plural(n, IsNeuter ? "о" : "а", "ы", "о");

    /// <summary>A form that follows the gender of the word: «не включена» or «не включено».</summary>
    public string Agree(string feminine, string neuter) => IsNeuter ? neuter : feminine;

    /// <summary>At the beginning of a sentence or a heading.</summary>
    public static string Capital(string word) => char.ToUpper(word[0], RussianText.Culture) + word[1..];
}
