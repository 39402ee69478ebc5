using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>A value that a person put in the place of the computed one; what was computed is shown beside it.</summary>
public sealed class IndicatorOverride : TenantRow
{
    public required Guid ProgramId { get; init; }

    /// <summary>Of the <see cref="IndicatorDefinition"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The part of the <see cref="IndicatorLine"/>; empty where the indicator has one value.</summary>
    public string Line { get; init; } = "";

    /// <summary>Key of <see cref="MonitoringPeriod"/>.</summary>
    public required string Period { get; init; }

    /// <summary>In the indicator's unit: percent as 80, 1 for «да».</summary>
    public required decimal Value { get; set; }
    public required string Reason { get; set; }
    public Guid? EnteredBy { get; set; }
    public required string EnteredRole { get; set; }
    public required DateTimeOffset EnteredAt { get; set; }
}
