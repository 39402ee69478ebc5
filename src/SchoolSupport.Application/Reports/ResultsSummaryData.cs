using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Reports;

/// <summary>Current results of a year and of the year before, as a summary prints them.</summary>
/// <param name="Judged">Schools that worked in the year, in the order of the register.</param>
/// <param name="Procedures">Those with a result in either year, in the order of the catalogue.</param>
public sealed record ResultsSummaryData(
    Tenant Tenant,
    AcademicYear Year,
    DateOnly Today,
    LowResultsRuleSet Rules,
    IReadOnlyList<SummarySchool> Judged,
    IReadOnlyList<SummaryProcedure> Procedures,
    IReadOnlyList<SummaryLine> Lines,
    IReadOnlyList<SummaryLine> PreviousLines);

public sealed record SummarySchool(Guid Id, string Name);

/// <param name="WasHeld">In the year of the summary.</param>
/// <param name="WasHeldBefore">In the year before.</param>
public sealed record SummaryProcedure(Guid Id, string Code, string Title, bool WasHeld, bool WasHeldBefore);

/// <summary>One result, in the order of the register and then of the catalogue.</summary>
/// <param name="OnlyPercent">The share when the source gave no counts.</param>
/// <param name="Marks">Numbers of «2», «3», «4», «5»; null when unknown.</param>
/// <param name="Source">Where the counts stand, for the internal edition.</param>
public sealed record SummaryLine(SummarySchool School, Guid ProcedureId, ResultCounts Counts, decimal? OnlyPercent, int[]? Marks, string Source);
