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

    /// <summary>The key of the school in facts and values; made once, because a country's schools are asked for it by every period.</summary>
    public string Key { get; } = MonitoringArchive.Key(Id);

    /// <summary>The school worked for at least a day from the first to the last.</summary>
    public bool WorkedIn(DateOnly first, DateOnly last) => (OpenedOn is not { } opened || opened <= last) && (ClosedOn is not { } closed || closed > first);
}

/// <summary>A school in a group from a day, and to a day when it ended.</summary>
internal readonly record struct GroupSpan(Guid School, string Code, DateOnly From, DateOnly? To)
{
    /// <summary>For at least a day from the first to the last.</summary>
    public bool Covers(DateOnly first, DateOnly last) => From <= last && (To is not { } until || until >= first);
}

/// <summary>A school in a programme from a day, and to a day when it ended.</summary>
internal readonly record struct ParticipantSpan(Guid Program, Guid School, DateOnly From, DateOnly? To)
{
    /// <summary>For at least a day from the first to the last.</summary>
    public bool Covers(DateOnly first, DateOnly last) => From <= last && (To is not { } until || until >= first);
}
