using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Programs;

/// <summary>A programme's term in words.</summary>
public static class ProgramDates
{
    /// <summary>«2026–2028 годы», «2026 год», «с 01.09.2026 по 31.05.2027», «с 01.09.2026»; null when the document gives no term.</summary>
    public static string? Term(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        ({ Month: 1, Day: 1 } a, { Month: 12, Day: 31 } b) => a.Year == b.Year ? $"{a.Year} год" : $"{a.Year}–{b.Year} годы",
        ({ } a, { } b) => $"с {RussianText.ShortDate(a)} по {RussianText.ShortDate(b)}",
        ({ } a, null) => $"с {RussianText.ShortDate(a)}",
        (null, { } b) => $"по {RussianText.ShortDate(b)}",
        _ => null,
    };
}
