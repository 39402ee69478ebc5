namespace SchoolSupport.Documents.Xlsx;

/// <summary>Limits on uploaded workbooks (formats reference, section 4). Sizes are bytes.</summary>
public sealed record WorkbookLimits
{
    public long MaxFileBytes { get; init; } = 20L * 1024 * 1024;

    /// <summary>Counted on the bytes that really come out of the archive, never taken from its directory alone.</summary>
    public long MaxInflatedBytes { get; init; } = 300L * 1024 * 1024;

    /// <summary>Inflated to packed size of one entry; asked of entries above <see cref="RatioFreeBytes"/> only.</summary>
    public int MaxEntryRatio { get; init; } = 200;
    public long RatioFreeBytes { get; init; } = 20L * 1024 * 1024;
    public int MaxEntries { get; init; } = 5_000;
    public int MaxSheets { get; init; } = 60;

    /// <summary>Rows that hold something; blank formatted rows are not counted.</summary>
    public int MaxRows { get; init; } = 300_000;

    /// <summary>Cells to the right of this column are not read.</summary>
    public int MaxColumns { get; init; } = 2_000;

    /// <summary>Cells that hold something.</summary>
    public long MaxCells { get; init; } = 12_000_000;

    /// <summary>Characters of one cell; Excel itself allows 32 767.</summary>
    public int MaxCellCharacters { get; init; } = 32_767;

    /// <summary>Characters of all shared strings together.</summary>
    public int MaxTextCharacters { get; init; } = 32 * 1024 * 1024;

    public static WorkbookLimits Default { get; } = new();

    /// <summary>Names of the limits that are not positive; empty when the record may be used.</summary>
    public IReadOnlyList<string> Problems()
    {
        var all = new (string Name, long Value)[]
        {
            (nameof(MaxFileBytes), MaxFileBytes), (nameof(MaxInflatedBytes), MaxInflatedBytes),
            (nameof(MaxEntryRatio), MaxEntryRatio), (nameof(RatioFreeBytes), RatioFreeBytes),
            (nameof(MaxEntries), MaxEntries), (nameof(MaxSheets), MaxSheets), (nameof(MaxRows), MaxRows),
            (nameof(MaxColumns), MaxColumns), (nameof(MaxCells), MaxCells),
            (nameof(MaxCellCharacters), MaxCellCharacters), (nameof(MaxTextCharacters), MaxTextCharacters),
        };
        return [.. all.Where(limit => limit.Value <= 0).Select(limit => limit.Name)];
    }
}
