namespace SchoolSupport.Domain.Schools;

/// <summary>
/// A school's name taken apart, so that its many spellings become one (formats reference, section 3).
/// All parts are in lower case with е for ё; a part that the text does not hold is null or empty.
/// </summary>
/// <param name="Code">The regional code in front: 138049 of «138049 - МБОУ СОШ 1».</param>
/// <param name="LegalForm">Abbreviated: «мбоу».</param>
/// <param name="Kind">Null when the text names no kind («школа № 3»).</param>
/// <param name="Number">Without leading zeros.</param>
/// <param name="ProperWords">What is left: «березовская», «пригородный».</param>
/// <param name="Settlement">Type and name as written: «г озерного».</param>
/// <param name="Honorific">After «имени»: «8 марта».</param>
/// <param name="Municipality">The adjective of «Озёрского муниципального округа»: «озерского».</param>
public sealed record SchoolName(
    string? Code,
    string? LegalForm,
    SchoolKind? Kind,
    string? Number,
    IReadOnlyList<string> ProperWords,
    string? Settlement,
    string? Honorific,
    string? Municipality)
{
    /// <summary>Longer texts are cut: no name is that long, and a cell can hold 32,767 characters.</summary>
    public const int MaxLength = 600;

    /// <summary>Kind, number and proper words: what must agree for two names to be of one school.</summary>
    public string LooseKey { get; } = $"{KindText(Kind)}|{Number}|{string.Join(' ', ProperWords)}";

    /// <summary>The whole name without code, legal form and municipality.</summary>
    public string Key => $"{LooseKey}|{SettlementKey}|{Honorific}";

    /// <summary>The normalised name in words; normalising it again changes nothing.</summary>
    public string Text => string.Join(' ', new[]
        {
            LegalForm, KindText(Kind), Number is null ? null : "№ " + Number, string.Join(' ', ProperWords),
            Honorific is null ? null : "им " + Honorific, Settlement,
        }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>There is no name here, at most a code.</summary>
    public bool IsEmpty => Kind is null && Number is null && ProperWords.Count == 0 && Honorific is null && Settlement is null;

    internal string? SettlementKey { get; } = StemSettlement(Settlement);

    /// <summary>Takes a name apart. Never throws; an empty text gives an empty name.</summary>
    public static SchoolName Normalize(string? text) => SchoolNameReader.Read(text);

    internal static string KindText(SchoolKind? kind) => kind switch
    {
        SchoolKind.Primary => "нош",
        SchoolKind.Basic => "оош",
        SchoolKind.Secondary => "сош",
        SchoolKind.Gymnasium => "гимназия",
        SchoolKind.Lyceum => "лицей",
        SchoolKind.EducationCentre => "цо",
        _ => "",
    };

    private static string? StemSettlement(string? settlement)
    {
        if (settlement is null)
            return null;
        var words = settlement.Split(' ');
        for (var i = 1; i < words.Length; i++)
            words[i] = SchoolNameWords.Stem(words[i]);
        return string.Join(' ', words);
    }
}
