using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>A place of the edition for publication that should be looked at before it goes out.</summary>
/// <param name="Section">Heading of the section.</param>
/// <param name="Fragment">As it was written.</param>
public sealed record PublicDoubt(string Section, string Fragment, bool IsPerson)
{
    public string Words => $"раздел «{Section}»: {(IsPerson ? "имя человека" : "число меньше 5")} — «{Fragment}»";
}

/// <summary>
/// What a person's own words must not carry into the edition for publication, as far as it can be told surely: names with initials or a patronymic, and
/// counts under 5 of children or teachers. What it does not find may still be there; people are told so.
/// </summary>
public static partial class PublicWords
{
    private const string Small = "один|одна|одного|одной|одному|одним|два|две|двух|двум|двое|двоих|двоим|три|тр[её]х|тр[её]м|трое|троих|троим|четыре|четыр[её]х|четыр[её]м|четверо|четверых|четверым";

    private const string Persons = "обучающ|учащ|учени[кцч]|школьни|дет[ейя]|реб[её]н|подрост|выпускни|участни[кцч]|педагог|учител|преподавател|человек|девоч|мальчик";

    [GeneratedRegex($@"(?<![\d,.№\w])(?:(?:[1-4](?!\d)(?:\s+из\s+\d+)?)|{Small})\s+(?:\w+(?:[ыи]х|[ое]го|[ое]й|[ыи]й|ая|[ыи]е|[ыи]м|[ое]му)\s+)?(?:{Persons})\w*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SmallCount();

    /// <summary>What a person wrote into the edition for publication and should look at again; nothing for the internal edition and for generated text.</summary>
    public static IReadOnlyList<PublicDoubt> DoubtsOf(StoredNote note) => note.Edition != ReportEdition.Publication ? [] :
    [
        .. from section in note.Sections
           from block in section.Blocks
           where block.Edit is not null
           from doubt in Of(section.Generated.Heading, block.Edit!.Wording)
           select doubt,
    ];

    public static IEnumerable<PublicDoubt> Of(string section, string text) =>
        ResponsibleText.PersonsIn(text).Select(name => new PublicDoubt(section, name, true))
            .Concat(SmallCount().Matches(text).Select(match => new PublicDoubt(section, match.Value, false))).Distinct();
}
