using System.Text.RegularExpressions;

namespace SchoolSupport.Documents.Assessments;

internal enum RowNameKind { School, WholeSample, Region, Municipality, Total, Note }

/// <summary>Tells schools from the rows of totals, regions and municipalities, and our municipality from others.</summary>
internal sealed partial class RowNames(IReadOnlyList<string> ourNames, string? regionName)
{
    private readonly HashSet<string> _ours = [.. ourNames.Select(MunicipalityKey).Where(key => key.Length > 0)];
    private readonly string _region = regionName is null ? "" : Words.Key(regionName);

    public bool IsOurs(string municipality) => _ours.Contains(MunicipalityKey(municipality));

    public RowNameKind KindOf(string text)
    {
        var plain = Words.Plain(text);
        if (WholeSamplePattern().IsMatch(plain))
            return RowNameKind.WholeSample;
        if (TotalPattern().IsMatch(plain))
            return RowNameKind.Total;
        if (NotePattern().IsMatch(plain))
            return RowNameKind.Note;
        var school = SchoolPattern().IsMatch(plain);
        if (!school && (_region.Length > 0 && Words.Key(text) == _region || RegionPattern().IsMatch(plain)))
            return RowNameKind.Region;
        if (!school && (IsOurs(text) || MunicipalityPattern().IsMatch(plain)))
            return RowNameKind.Municipality;
        return RowNameKind.School;
    }

    public static bool LooksLikeSchool(string text) => SchoolPattern().IsMatch(Words.Plain(text));

    /// <summary>The core of a municipality's name: «Озёрский МО», «МО Озёрский район» and «Озёрский муниципальный округ» are one.</summary>
    public static string MunicipalityKey(string name)
    {
        var bare = FormPattern().Replace(Words.Plain(name), " ");
        var key = Words.Key(bare);
        // «Озёрского муниципального округа» is the same name in another case.
        return EndingPattern().Replace(key, "");
    }

    [GeneratedRegex(@"^(?:вся выборка|все участники|рф\b|российская федерация|россия)")]
    private static partial Regex WholeSamplePattern();

    [GeneratedRegex(@"^(?:всего|итого|итог\b|итоги|общий итог|в среднем|средн\w+ (?:по|значен|балл)|по (?:муниципал|район|округ|регион|област|краю|республик|городу)\w*|свод|сумма\b|(?:муниципалитет|район|регион)\s*$)")]
    private static partial Regex TotalPattern();

    [GeneratedRegex(@"^(?:\*|примечан|прим\.|источник|исполнитель|данные |составил|директор\b|начальник|подпись|\d+\)\s)")]
    private static partial Regex NotePattern();

    [GeneratedRegex(@"\bобласть$|\bкрай$|^республика\b|\bреспублика$|автономн\w+ (?:округ|область)|^г(?:ород|\.)? ?(?:москва|санкт-петербург|севастополь)$|^регион\b")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"муниципальн\w+ (?:округ|район|образован)|городск\w+ округ|\bгородской округ|\bрайон\b|\bокруг\b|^мо\b|\bмо$|^г\.? ?о\.? |\bм\.?о\.?$|^город ")]
    private static partial Regex MunicipalityPattern();

    [GeneratedRegex(@"школ|лице[йя]|гимнази|\b[а-яa-z]*[соoнв][оo]ш\b|кадет|интернат|\bм?[бакb]?[оo][уy]\b|\b[мm][бакb][оo][уy]|центр образован|\bцо\b|учрежден|колледж|техникум|корпус|детск\w+ сад|\d{4,} ?- ?|^sch\d")]
    private static partial Regex SchoolPattern();

    [GeneratedRegex(@"\bмуниципальн\w+ (?:округ|район|образовани)\w*|\bгородск\w+ округ\w*|\bрайон\w*|\bокруг\w*|\bмуниципалитет\w*|\bмо\b|\bм\.?\s?о\.?(?=\s|$)|\bм\.?\s?р\.?(?=\s|$)|\bг\.?\s?о\.?(?=\s|$)|\bгород\w*|^\d+\s*[.-]?\s|\bг\.")]
    private static partial Regex FormPattern();

    [GeneratedRegex(@"(?:ого|ому|ом|им|ым|ий|ый|ой|ая)$")]
    private static partial Regex EndingPattern();
}
