namespace SchoolSupport.Application.Programs.Templates;

/// <summary>How a programme is judged (domain reference, section 7). Words only: the formulas stand elsewhere.</summary>
public sealed record TemplateIndicator
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required TemplateUnit Unit { get; init; }
    public required TemplateIndicatorKind Kind { get; init; }
    public required TemplateWish Wish { get; init; }
    public required TemplatePeriod Period { get; init; }

    /// <summary>What one value is about; values of schools can be summed up to the municipality.</summary>
    public required TemplateIndicatorScope Scope { get; init; }

    /// <summary>Who gives the value.</summary>
    public required string Supplier { get; init; }
    public required TemplateOrigin Origin { get; init; }

    /// <summary>What is counted; null where nothing is divided or counted.</summary>
    public string? Numerator { get; init; }

    /// <summary>Of what; null for everything but shares.</summary>
    public string? Denominator { get; init; }

    /// <summary>Several values under one code, each with this name: «предметных», «методических».</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>What has to be listed beside the value.</summary>
    public string? ListOf { get; init; }
    public TemplateTarget? Target { get; init; }
    public string? Note { get; init; }
}

public enum TemplateUnit { Percent, Count, YesNo, List, Difference, Index }

/// <summary><see cref="Manual"/> is entered as it is; <see cref="Method"/> is computed by a method of its own.</summary>
public enum TemplateIndicatorKind { Share, Count, Difference, Manual, Method }

/// <summary>Which direction is the wanted one.</summary>
public enum TemplateWish { Higher, Lower, None }

/// <summary>When values are due; <see cref="HalfYear"/> is January and June.</summary>
public enum TemplatePeriod { Once, Year, YearSeptember, YearAugust, YearAfterExams, HalfYear, Continuous }

public enum TemplateIndicatorScope { Municipality, Group, School }

/// <summary>Computed from what the system knows, partly from counts that someone enters, or entered.</summary>
public enum TemplateOrigin { Computed, Partly, Entered }

/// <param name="Comparison">«не менее» or «ровно».</param>
/// <param name="Value">In the indicator's unit: percent as 80, not 0.8.</param>
public sealed record TemplateTarget(TemplateComparison Comparison, decimal Value);

public enum TemplateComparison { AtLeast, Exactly }
