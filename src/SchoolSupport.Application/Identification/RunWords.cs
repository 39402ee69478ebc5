using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>How runs and methods are named in sentences of pages and papers.</summary>
public static class RunWords
{
    /// <summary>«Методика «Порог 30 %», редакция 2».</summary>
    public static string Method(LowResultsRuleSet rules) => RussianText.Nbsp($"Методика «{rules.Name}», редакция {rules.Version}");

    /// <summary>«Расчёт № 3 от 19.08.2025».</summary>
    public static string Run(RunView run, Tenant tenant) => RussianText.Nbsp($"Расчёт № {run.Number} от {Date(run.CreatedAt, tenant)}");

    /// <summary>«список утверждён, приказ № 215 от 25.08.2025» or «список не утверждён».</summary>
    public static string Approval(RunView run) =>
        run.IsApproved ? RussianText.Nbsp($"список утверждён, документ {run.ApprovalDocument}") : RussianText.Nbsp("список не утверждён");

    /// <summary>The day in the tenant's time zone: «19.08.2025».</summary>
    public static string Date(DateTimeOffset at, Tenant tenant) => RussianText.ShortDate(DateOnly.FromDateTime(Local(at, tenant)));

    /// <summary>Day and time in the tenant's time zone: «19.08.2025, 10:42».</summary>
    public static string Moment(DateTimeOffset at, Tenant tenant) => $"{Date(at, tenant)}, {Local(at, tenant).ToString("HH:mm", RussianText.Culture)}";

    /// <summary>«2022/2023 и 2023/2024 годах».</summary>
    public static string Years(IReadOnlyList<AcademicYear> years) => years switch
    {
        [var one] => $"{one} году",
        _ => $"{string.Join(", ", years.SkipLast(1))} и {years[^1]} годах",
    };

    private static DateTime Local(DateTimeOffset at, Tenant tenant) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone)).DateTime;
}
