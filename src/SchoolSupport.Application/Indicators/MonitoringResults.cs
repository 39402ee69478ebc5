using System.Runtime.InteropServices;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Indicators;

/// <summary>A procedure of the catalogue as far as it decides what is expected of a school.</summary>
internal readonly record struct KnownProcedure(Guid Id, string Code, ExamFamily Family, int? Grade);

/// <summary>A current result.</summary>
internal readonly record struct CurrentResult(
    Guid School, Guid Procedure, int Year, int Participants, int Failed, int? Mark2, int? Mark3, int? Mark4, int? Mark5, decimal? OnlyPercent)
{
    public ShareFact Share => OnlyPercent is { } percent ? ShareFact.OfPercent(percent)
        : Participants == 0 ? new ShareFact(ShareState.NobodyTookPart, 0, 0) : ShareFact.Of(Failed, Participants);

    public ProcedureResult Result => new(Share, (Mark2, Mark3, Mark4, Mark5) is ({ } two, { } three, { } four, { } five) ? new MarkCounts(two, three, four, five) : null);
}

/// <summary>Stored results of all procedures and several years; what is expected and not there is missing, and not 0.</summary>
/// <param name="notHeld">Procedure and year: cancelled everywhere.</param>
/// <param name="absences">School, procedure and year: someone confirmed that nobody took part.</param>
internal sealed class MonitoringResults(
    IReadOnlyList<KnownProcedure> procedures, List<CurrentResult> results, IReadOnlySet<(Guid Procedure, int Year)> notHeld,
    IReadOnlySet<(Guid School, Guid Procedure, int Year)> absences)
{
    private static readonly string[] OfTheMatrix = [.. RiskIndicator.All.Select(indicator => indicator.Procedure).OfType<string>()];

    private readonly Dictionary<(Guid School, int Year), Dictionary<Guid, CurrentResult>> _results = BySchool(results);

    private readonly Dictionary<string, KnownProcedure> _codes = procedures.ToDictionary(procedure => procedure.Code);

    // Several periods look at the same year.
    private readonly Dictionary<(Guid School, int Year), Dictionary<string, ProcedureResult>> _byCode = [];

    /// <summary>By code of the procedure.</summary>
    public Dictionary<string, ProcedureResult> Of(MonitoredSchool school, AcademicYear year)
    {
        if (_byCode.TryGetValue((school.Id, year.StartYear), out var known))
            return known;
        var stored = _results.GetValueOrDefault((school.Id, year.StartYear));
        return _byCode[(school.Id, year.StartYear)] = procedures.ToDictionary(procedure => procedure.Code, procedure => One(school, year, procedure, stored));
    }

    /// <summary>
    /// The four shares of the risk matrix (domain reference, A12: as in 6.2): what was not held, what nobody took part in as confirmed, and what the school
    /// does not teach does not apply; only what is expected and not there is missing.
    /// </summary>
    public Dictionary<string, ShareFact> OfMatrix(MonitoredSchool school, AcademicYear year)
    {
        var stored = _results.GetValueOrDefault((school.Id, year.StartYear));
        var shares = new Dictionary<string, ShareFact>(OfTheMatrix.Length);
        foreach (var code in OfTheMatrix)
            shares[code] = _codes.TryGetValue(code, out var procedure) ? One(school, year, procedure, stored).Failed : ShareFact.Missing;
        return shares;
    }

    private static Dictionary<(Guid School, int Year), Dictionary<Guid, CurrentResult>> BySchool(List<CurrentResult> results)
    {
        var found = new Dictionary<(Guid School, int Year), Dictionary<Guid, CurrentResult>>();
        foreach (ref readonly var result in CollectionsMarshal.AsSpan(results))
        {
            ref var school = ref CollectionsMarshal.GetValueRefOrAddDefault(found, (result.School, result.Year), out _);
            (school ??= []).Add(result.Procedure, result);
        }
        return found;
    }

    private ProcedureResult One(MonitoredSchool school, AcademicYear year, KnownProcedure procedure, Dictionary<Guid, CurrentResult>? stored)
    {
        if (notHeld.Count > 0 && notHeld.Contains((procedure.Id, year.StartYear)))
            return new ProcedureResult(ShareFact.NotApplicable);
        if (stored is not null && stored.TryGetValue(procedure.Id, out var found))
            return found.Result;
        if (!TaughtGrades.Cover(procedure.Family, procedure.Grade, school.TeachesBasic, school.TeachesSecondary) || !school.ExistedIn(year))
            return new ProcedureResult(ShareFact.NotApplicable);
        return new ProcedureResult(absences.Count > 0 && absences.Contains((school.Id, procedure.Id, year.StartYear)) ? new ShareFact(ShareState.NobodyTookPart, 0, 0) : ShareFact.Missing);
    }
}
