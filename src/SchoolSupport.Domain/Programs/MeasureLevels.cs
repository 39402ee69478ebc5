namespace SchoolSupport.Domain.Programs;

/// <summary>The levels as codes and words, both ways.</summary>
public static class MeasureLevels
{
    public static readonly IReadOnlyList<(MeasureLevel Level, string Code, string Name)> All =
    [
        (MeasureLevel.Municipal, "municipal", "муниципальный"),
        (MeasureLevel.Methodical, "methodical", "методический"),
        (MeasureLevel.School, "school", "школьный"),
    ];

    public static string Name(MeasureLevel level) => All.First(known => known.Level == level).Name;

    /// <summary>Null for a text that is neither a code nor a word of a level.</summary>
    public static MeasureLevel? Find(string? text)
    {
        var wanted = text?.Trim().ToLowerInvariant() ?? "";
        foreach (var (level, code, name) in All)
            if (wanted == code || wanted == name)
                return level;
        return null;
    }
}
