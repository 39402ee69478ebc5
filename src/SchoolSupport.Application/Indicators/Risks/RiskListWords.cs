using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators.Risks;

/// <summary>How lists of schools at risk and the method are named in sentences of pages and papers.</summary>
public static class RiskListWords
{
    /// <summary>«список зафиксирован 12.11.2024, № 3, приказ № 41-од от 12.11.2024» or «расчёт на 12.11.2024, список не зафиксирован».</summary>
    public static string Standing(RiskRun? run, Tenant tenant, DateOnly today) => RussianText.Nbsp(run is null
        ? $"расчёт на {RussianText.ShortDate(today)}, список не зафиксирован"
        : $"список зафиксирован {RunWords.Date(run.CreatedAt, tenant)}, № {run.Number}{(Order(run) is { } order ? $", {order}" : "")}");

    /// <summary>«приказ № 41-од от 12.11.2024»; null where none was named.</summary>
    public static string? Order(RiskRun run) => run.OrderDate is { } date ? RussianText.Nbsp($"приказ № {run.OrderNumber} от {RussianText.ShortDate(date)}") : null;

    /// <summary>«Четыре раздела», редакция 2.</summary>
    public static string Method(RiskRuleSet rules) => RussianText.Nbsp($"«{rules.Name}», редакция {rules.Version}");
}
