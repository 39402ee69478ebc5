namespace SchoolSupport.Domain.Common;

public enum FindingSeverity
{
    /// <summary>Forbids saving until it is mended.</summary>
    Error,
    /// <summary>Does not forbid saving; a person should look.</summary>
    Warning,
    /// <summary>Says what was done with something odd.</summary>
    Note,
}

/// <summary>Something noticed in a file: where, what was found, what was expected, what to do. Texts are Russian.</summary>
/// <param name="Code">A stable kebab-case code, such as <c>failed-above-participants</c>.</param>
/// <param name="Row">1-based row of the sheet as Excel shows it.</param>
/// <param name="Column">The column's letter as Excel shows it.</param>
public sealed record Finding(
    FindingSeverity Severity,
    string Code,
    string Message,
    string? Sheet = null,
    int? Row = null,
    string? Column = null,
    string? Found = null,
    string? Expected = null,
    string? Action = null);
