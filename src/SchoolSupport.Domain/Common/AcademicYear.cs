using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace SchoolSupport.Domain.Common;

/// <summary>An academic year (учебный год), 1 September to 31 August, written «2024/2025».</summary>
/// <param name="StartYear">The calendar year of its September, 2000…2099.</param>
public readonly record struct AcademicYear(int StartYear) : IComparable<AcademicYear>
{
    public const int MinStartYear = 2000;
    public const int MaxStartYear = 2099;

    [JsonIgnore] public AcademicYear Previous => new(StartYear - 1);
    [JsonIgnore] public AcademicYear Next => new(StartYear + 1);
    [JsonIgnore] public DateOnly FirstDay => new(StartYear, 9, 1);
    [JsonIgnore] public DateOnly LastDay => new(StartYear + 1, 8, 31);

    /// <summary>The year for use in a path or a file name: «2024-2025».</summary>
    [JsonIgnore] public string Slug => string.Create(CultureInfo.InvariantCulture, $"{StartYear}-{StartYear + 1}");

    /// <summary>The academic year that a date belongs to.</summary>
    public static AcademicYear Of(DateOnly date) => new(date.Month >= 9 ? date.Year : date.Year - 1);

    /// <summary>The academic year whose spring lies in a calendar year: a file «ВПР 2025» is of 2024/2025.</summary>
    public static AcademicYear EndingIn(int calendarYear) => new(calendarYear - 1);

    public static AcademicYear Parse(string text) =>
        TryParse(text, out var year) ? year : throw new FormatException($"Не учебный год: «{text}»; ожидается, например, 2024/2025");

    /// <summary>Accepts 2024/2025, 2024-2025, 2024–2025, 2024/25; the second part must follow the first.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AcademicYear year)
    {
        year = default;
        if (text is null)
            return false;
        var parts = text.Trim().Split('/', '-', '–', '—');
        if (parts.Length != 2)
            return false;
        if (!int.TryParse(parts[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(parts[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var end))
            return false;
        if (parts[1].Trim().Length == 2)
            end += start / 100 * 100;
        if (start is < MinStartYear or > MaxStartYear || end != start + 1)
            return false;
        year = new AcademicYear(start);
        return true;
    }

    public int CompareTo(AcademicYear other) => StartYear.CompareTo(other.StartYear);
    public static bool operator <(AcademicYear a, AcademicYear b) => a.StartYear < b.StartYear;
    public static bool operator >(AcademicYear a, AcademicYear b) => a.StartYear > b.StartYear;
    public static bool operator <=(AcademicYear a, AcademicYear b) => a.StartYear <= b.StartYear;
    public static bool operator >=(AcademicYear a, AcademicYear b) => a.StartYear >= b.StartYear;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartYear}/{StartYear + 1}");
}
