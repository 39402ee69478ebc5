using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>Who gives the data of an indicator (domain reference, 7.8).</summary>
public static class IndicatorSuppliers
{
    // Asked when a programme is started, and not kept: every department has one under some name.
    private const string MethodService = "методическая служба";

    /// <summary>As the department defined it, else as the programme's template says it with the department's names; null where neither does.</summary>
    public static string? Of(string? templateCode, IndicatorDefinition definition, Tenant tenant)
    {
        if (definition.Supplier is { } own)
            return own;
        if (templateCode is null || ProgramTemplates.Find(templateCode)?.Indicators.FirstOrDefault(one => one.Code == definition.Code) is not { } source)
            return null;
        // Years stand in no supplier; any will do.
        return TemplateText.Fill(source.Supplier, TemplateAnswers.Of(tenant, startYear: 2000, years: 1) with { MethodService = MethodService });
    }
}
