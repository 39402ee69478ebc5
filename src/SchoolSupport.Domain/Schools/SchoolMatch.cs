namespace SchoolSupport.Domain.Schools;

/// <summary>A school of the register, as far as files can name it.</summary>
/// <param name="Login">Login of the federal system: sch473012.</param>
/// <param name="Code">Regional code of the school: 138049.</param>
/// <param name="Aliases">Spellings that a person confirmed before, as they stood in files.</param>
/// <param name="Closed">Still matched, because files of earlier years name it.</param>
public sealed record RegisteredSchool(
    Guid Id,
    string FullName,
    string ShortName,
    string? Inn,
    string? Login,
    string? Code,
    IReadOnlyList<string> Aliases,
    bool Closed);

/// <summary>What a match rests on, the strongest first.</summary>
public enum MatchBasis
{
    Login = 1,
    Inn = 2,
    Code = 3,
    Alias = 4,
    Name = 5,
}

/// <summary>A school to offer to a person.</summary>
/// <param name="Why">In Russian: «похожее название».</param>
/// <param name="Score">0…100, only to order by.</param>
public sealed record SchoolSuggestion(Guid SchoolId, string Why, int Score);

/// <summary>Either a sure match, or at most five suggestions, the best first; both can be empty, never both given.</summary>
public sealed record SchoolMatch(Guid? SchoolId, MatchBasis? Basis, IReadOnlyList<SchoolSuggestion> Suggestions);
