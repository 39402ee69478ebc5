using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;

namespace SchoolSupport.Application.Indicators;

/// <summary>A school of the register, as far as monitoring looks at it.</summary>
/// <param name="Pupils">As the register has it.</param>
public sealed record MonitoredSchool(
    Guid Id, string ShortName, bool TeachesBasic, bool TeachesSecondary, bool IsUrban, int? Pupils, DateOnly? OpenedOn, DateOnly? ClosedOn)
{
    /// <summary>The school existed for at least a day of the year.</summary>
    public bool ExistedIn(AcademicYear year) =>
        (OpenedOn is not { } opened || opened <= year.LastDay) && (ClosedOn is not { } closed || closed > year.FirstDay);

    /// <summary>The school worked for at least a day of the period.</summary>
    public bool WorkedIn(MonitoringPeriod period) =>
        (OpenedOn is not { } opened || opened <= period.LastDay) && (ClosedOn is not { } closed || closed > period.FirstDay);
}

/// <summary>A school in a group from a day, and to a day when it ended.</summary>
internal readonly record struct GroupSpan(Guid School, string Code, DateOnly From, DateOnly? To)
{
    public bool Covers(MonitoringPeriod period) => From <= period.LastDay && (To is not { } last || last >= period.FirstDay);
}

/// <summary>A school in a programme from a day, and to a day when it ended.</summary>
internal readonly record struct ParticipantSpan(Guid Program, Guid School, DateOnly From, DateOnly? To)
{
    public bool Covers(MonitoringPeriod period) => From <= period.LastDay && (To is not { } last || last >= period.FirstDay);
}
