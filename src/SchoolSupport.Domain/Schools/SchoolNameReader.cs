using System.Text;
using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Schools;

/// <summary>Reads a name word by word; each word goes to the part it belongs to.</summary>
internal sealed partial class SchoolNameReader
{
    private const int MostRounds = 12;

    private readonly List<string> _tokens;
    private readonly StringBuilder _legalLetters = new();
    private readonly List<string> _proper = [];
    private string? _legalForm, _number, _settlement, _honorific, _municipality;
    private SchoolKind? _kind;

    [GeneratedRegex(@"\+\s*[A-Za-z]{1,3}[0-9]{1,7}[\s""»”]*$")]
    private static partial Regex ExcelTail();

    [GeneratedRegex(@"^[\s""«“]*([0-9]{4,12})(?:\s*[-–—]\s*|\s*$)")]
    private static partial Regex LeadingCode();

    private SchoolNameReader(List<string> tokens) => _tokens = tokens;

    /// <summary>Reads until the words stand still: parts put in order can form new words («центр, образования»).</summary>
    public static SchoolName Read(string? text)
    {
        var name = ReadOnce(text ?? "");
        for (var round = 0; round < MostRounds; round++)
        {
            var again = ReadOnce(name.Text);
            if (again.Key == name.Key && again.Text == name.Text)
                break;
            name = again with { Code = name.Code, Municipality = name.Municipality ?? again.Municipality };
        }
        return name;
    }

    private static SchoolName ReadOnce(string text)
    {
        if (text.Length > SchoolName.MaxLength)
            text = text[..SchoolName.MaxLength];
        text = ExcelTail().Replace(text, "");
        var code = LeadingCode().Match(text);
        if (code.Success)
            text = text[code.Length..];
        var reader = new SchoolNameReader(Tokens(text));
        reader.TakeMunicipality();
        for (var i = 0; i < reader._tokens.Count;)
            i = reader.Take(i);
        return reader.Build(code.Success ? code.Groups[1].Value : null);
    }

    private SchoolName Build(string? code)
    {
        var letters = _legalLetters.ToString();
        var legalForm = _legalForm ?? (SchoolNameWords.LegalForms.Contains(letters) ? letters : null);
        return new SchoolName(code, legalForm, _kind, _number, _proper, _settlement, _honorific, _municipality);
    }

    /// <summary>Words, digits and № in lower case; a hyphen inside a word joins it, any other sign parts words.</summary>
    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var token = new StringBuilder();
        var lower = text.ToLowerInvariant();
        for (var i = 0; i < lower.Length; i++)
        {
            var c = lower[i] == 'ё' ? 'е' : lower[i];
            var joins = char.IsLetter(c) || char.IsAsciiDigit(c);
            if (joins && token.Length > 0 && char.IsAsciiDigit(token[^1]) != char.IsAsciiDigit(c))
                Flush(tokens, token);
            if (joins)
                token.Append(c);
            else if (!(IsHyphen(c) && token.Length > 0 && char.IsLetter(token[^1]) && i + 1 < lower.Length && char.IsLetter(lower[i + 1])))
                Flush(tokens, token);
            if (c == '№')
                tokens.Add("№");
        }
        Flush(tokens, token);
        return tokens;
    }

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';

    private static void Flush(List<string> tokens, StringBuilder token)
    {
        if (token.Length == 0)
            return;
        tokens.AddRange(Unglued(SchoolNameWords.WithoutLatin(token.ToString())));
        token.Clear();
    }

    /// <summary>«мбоусош» is two words.</summary>
    private static IEnumerable<string> Unglued(string token)
    {
        foreach (var kind in SchoolNameWords.Kinds.Keys)
            if (token.Length > kind.Length && token.EndsWith(kind, StringComparison.Ordinal)
                && SchoolNameWords.LegalForms.Contains(token[..^kind.Length]))
                return [token[..^kind.Length], kind];
        return [token];
    }

    private string? Token(int i) => i < _tokens.Count ? _tokens[i] : null;

    private static bool IsDigits(string? token) => token is not null && char.IsAsciiDigit(token[0]);

    private static bool IsWord(string? token) => token is not null && char.IsLetter(token[0]);

    /// <summary>Takes «Озёрского муниципального округа» out of the words, wherever it stands after the first one.</summary>
    private void TakeMunicipality()
    {
        for (var i = _tokens.Count - 1; i > 0; i--)
        {
            if (!SchoolNameWords.EndsMunicipality(_tokens[i]))
                continue;
            var start = i;
            while (start > 0 && SchoolNameWords.IsMunicipal(_tokens[start - 1]))
                start--;
            if (start > 0 && SchoolNameWords.IsAdjective(_tokens[start - 1])
                && !(start > 1 && SchoolNameWords.SettlementTypes.ContainsKey(_tokens[start - 2])))
            {
                start--;
                _municipality = _tokens[start];
            }
            else if (start == i)
                continue;
            _tokens.RemoveRange(start, i - start + 1);
            i = start;
        }
    }

    /// <summary>Puts the word at a place where it belongs; returns the place of the next word to look at.</summary>
    private int Take(int i)
    {
        var token = _tokens[i];
        if (SchoolNameWords.IsNumberSign(token))
            return i + 1;
        if (IsDigits(token))
            return TakeDigits(i);
        if (SchoolNameWords.IsHonorificMark(token) && Token(i + 1) is not null && !StartsAnotherPart(i + 1))
            return TakeHonorific(i + 1);
        if (token == "с" && Token(i + 1) is { } depth && depth.StartsWith("углубл", StringComparison.Ordinal))
            return SkipProfile(i + 1);
        if (SchoolNameWords.SettlementTypes.TryGetValue(token, out var type)
            && IsWord(Token(i + 1)) && !StartsAnotherPart(i + 1))
            return TakeSettlement(i + 1, type);
        if (_legalForm is null && SchoolNameWords.LegalForms.Contains(token))
        {
            _legalForm = token;
            return i + 1;
        }
        if (SchoolNameWords.LegalLetter(token) is { } letter)
        {
            _legalLetters.Append(letter);
            return i + 1;
        }
        return TakeKind(i) ?? TakeProper(i);
    }

    private int TakeDigits(int i)
    {
        if (Token(i + 1) is { } next && SchoolNameWords.JoinsDigits(next))
            return TakeHonorific(i);
        var number = _tokens[i].TrimStart('0') is { Length: > 0 } digits ? digits : "0";
        if (_number is null)
            _number = number;
        else if (_number != number)
            _proper.Add(number);
        return i + 1;
    }

    private int TakeHonorific(int i)
    {
        var words = new List<string>();
        while (Token(i) is { } token && !StartsAnotherPart(i))
        {
            words.Add(token);
            i++;
        }
        // A second honorific says nothing that the first does not.
        _honorific ??= string.Join(' ', words);
        return i;
    }

    private int TakeSettlement(int i, string type)
    {
        var words = new List<string> { type };
        while (IsWord(Token(i)) && !StartsAnotherPart(i))
        {
            words.Add(_tokens[i]);
            i++;
        }
        // «с. Лесное г. Озёрного»: a second place narrows the first, it does not replace it.
        _settlement = _settlement is null ? string.Join(' ', words) : $"{_settlement} {string.Join(' ', words)}";
        return i;
    }

    /// <summary>«с углублённым изучением отдельных предметов» is often left out, so it tells no school from another.</summary>
    private int SkipProfile(int i)
    {
        while (i < _tokens.Count && !IsDigits(_tokens[i]) && !StartsAnotherPart(i))
            i++;
        return i;
    }

    private bool StartsAnotherPart(int i) =>
        SchoolNameWords.IsNumberSign(_tokens[i]) || SchoolNameWords.IsHonorificMark(_tokens[i])
        || SchoolNameWords.Kinds.ContainsKey(_tokens[i]) || SchoolNameWords.LegalForms.Contains(_tokens[i])
        || SchoolNameWords.KindAdjectives.ContainsKey(_tokens[i])
        || (SchoolNameWords.SettlementTypes.ContainsKey(_tokens[i]) && IsWord(Token(i + 1)));

    private int? TakeKind(int i)
    {
        var token = _tokens[i];
        if (SchoolNameWords.Kinds.TryGetValue(token, out var kind) && _kind is null)
        {
            _kind = kind;
            return i + 1;
        }
        if (token == "центр" && Token(i + 1) is { } next && EditDistance.Within(next, "образования", 1) && _kind is null)
        {
            _kind = SchoolKind.EducationCentre;
            return i + 2;
        }
        if (!SchoolNameWords.KindAdjectives.TryGetValue(token, out kind) || _kind is not null)
            return null;
        var last = i + 1;
        if (Token(last) is { } general && SchoolNameWords.IsGeneralEducation(general))
            last++;
        if (Token(last) is not { } noun || !EditDistance.Within(noun, "школа", 1))
            return null;
        _kind = kind;
        return last + 1;
    }

    private int TakeProper(int i)
    {
        var token = _tokens[i];
        // «школа» and «общеобразовательная» alone tell no school from another.
        if (token is not ("школа" or "муниципальное") && !SchoolNameWords.IsGeneralEducation(token))
            _proper.Add(token);
        return i + 1;
    }
}
