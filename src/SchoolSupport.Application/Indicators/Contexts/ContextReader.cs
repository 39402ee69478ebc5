using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators.Contexts;

/// <summary>
/// Judges the conditions in which schools work and their results in them, from the answers of the year's collections, stored results and lists of low
/// results. Nothing is stored: the same data and the same method give the same verdicts.
/// </summary>
public sealed class ContextReader(AppDbContext db, MonitoringReader monitoring)
{
    /// <summary>Questions that the verdicts are made from, in the order in which they are told.</summary>
    public static readonly IReadOnlyList<string> Questions =
        [FormFacts.Pupils, .. FormFacts.SocialParts, .. FormFacts.AdverseAnswers.Skip(1).Except(FormFacts.SocialParts)];

    private sealed record ListOfYear(int Year, IReadOnlyDictionary<Guid, ListStanding> Schools);

    public async Task<ContextTable> ReadAsync(AcademicYear year, CancellationToken ct)
    {
        var archive = await monitoring.ReadAsync(year, year, [.. Questions, FormFacts.PupilsByClass, .. FormFacts.SocialPartsByClass], ct);
        var names = await db.Procedures.AsNoTracking().ToDictionaryAsync(procedure => procedure.Code, procedure => procedure.Name, ct);
        var (now, before) = await ListsAsync(year, ct);
        var facts = archive.Facts(null, MonitoringPeriod.Of(year));
        var marks = MunicipalMarks(facts);
        var schools = archive.Schools.Where(school => school.ExistedIn(year) && facts.Find(MonitoringArchive.Key(school.Id)) is not null)
            .Select(school => Judge(year, school, facts, archive, names, marks, now?.Schools.GetValueOrDefault(school.Id, Unknown) ?? Unknown, before?.Schools.GetValueOrDefault(school.Id, Unknown) ?? Unknown)).ToList();
        return Place(year, archive.Rules, schools, now is not null);
    }

    private static ListStanding Unknown { get; } = new(Ternary.Unknown, Ternary.Unknown);

    private static SchoolContext Judge(
        AcademicYear year, MonitoredSchool school, MonitoringFacts all, MonitoringArchive archive, Dictionary<string, string> names, Dictionary<string, MarkCounts> marks, ListStanding now, ListStanding before)
    {
        var (facts, rules) = (all.Find(MonitoringArchive.Key(school.Id))!, all.Rules);
        var (form, yearBefore) = (new FormFacts(facts.Answers), all.YearBefore?.Find(facts.Key));
        // A draft cannot be submitted with parts over the whole; what contradicts itself all the same gives no index rather than a wrong one.
        var inputs = form.Social();
        var contradicted = inputs.Any(input => input.Check() is not null);
        var sound = contradicted ? new FormFacts(CollectedAnswers.None) : form;
        var held = ProcedureCodes.Nine.Select(code => (Code: code, Share: facts.Failed(code))).ToList();
        var known = held.Where(one => one.Share is { State: ShareState.Known, OnlyPercent: null }).ToList();
        return new SchoolContext(
            school, form.PupilCount ?? school.Pupils, SocialIndex.Of(rules, sound.Social()), contradicted, AdverseVerdict.Of(rules, sound.Adverse(rules)), facts.IsAdverse, now, before,
            known.Count == 0 ? ShareFact.Missing : ShareFact.Of(known.Sum(one => one.Share.Part), known.Sum(one => one.Share.Whole)),
            PupilSample.Of(known.Select(one => (one.Code, one.Share.Whole))),
            [.. held.Where(one => one.Share.IsUnknown).Select(one => names.GetValueOrDefault(one.Code, one.Code))],
            MeanComparison.Of(Marked(facts).Select(one => (one.Marks, marks[one.Code])), PupilSample.Of(Marked(facts).Select(one => (one.Code, one.Marks.Participants)))),
            [.. held.Where(one => one.Share.State != ShareState.NotApplicable).Select(one => new ProcedureMove(one.Code, names.GetValueOrDefault(one.Code, one.Code), yearBefore?.Failed(one.Code) ?? ShareFact.Missing, one.Share))],
            archive.Answers(school.Id, MonitoringPeriod.Of(year)));
    }

    private static ContextTable Place(AcademicYear year, ContextRuleSet rules, List<SchoolContext> schools, bool hasList)
    {
        var chart = ContextChart.Of([.. schools.Select(school => new ContextPoint(school.Key, school.Index.Value, school.Low))]);
        var high = HighResults.Of(rules, [.. schools.Select(school => new HighResultFacts(school.Key, school.Now.Is, school.Now.AnyLow, school.Mean))]).ToDictionary(verdict => verdict.School);
        var profiles = schools.ConvertAll(school => new ContextProfile(school.Key, school.Pupils, school.School.IsUrban, school.Index.Value));
        var shares = schools.ToDictionary(school => school.Key, school => school.Low);
        return new ContextTable(year, rules, chart, [.. schools.Select((school, place) =>
        {
            var peers = PeerGroup.Of(rules, profiles[place], profiles);
            return new PlacedSchool(school, chart.Quadrants[school.Key], high[school.Key], peers, PeerComparison.Of(rules, school.Low, peers.Schools.Select(peer => shares[peer]), school.Examined > 0 ? school.Examined : null));
        })], hasList);
    }

    private static Dictionary<string, MarkCounts> MunicipalMarks(MonitoringFacts facts) => facts.Schools.SelectMany(Marked)
        .GroupBy(one => one.Code).ToDictionary(group => group.Key, group => group.Aggregate(default(MarkCounts), (sum, one) => sum + one.Marks));

    // Of the procedures of the list, as the share of those who failed: the same few pupils in ever more works are no larger a school.
    private static IEnumerable<(string Code, MarkCounts Marks)> Marked(SchoolMonitoring school) => ProcedureCodes.Nine
        .Where(code => school.Results.GetValueOrDefault(code).Marks is not null).Select(code => (code, school.Results[code].Marks!.Value));

    /// <summary>The latest run of the year and of the year before, approved or not, with the decisions that stand.</summary>
    private async Task<(ListOfYear? Now, ListOfYear? Before)> ListsAsync(AcademicYear year, CancellationToken ct)
    {
        var (last, first) = (year.StartYear, year.Previous.StartYear);
        var verdicts = await (from run in db.IdentificationRuns.AsNoTracking()
                              join verdict in db.Verdicts.AsNoTracking() on run.Id equals verdict.RunId
                              where (run.Year == last || run.Year == first) && !db.IdentificationRuns.Any(later => later.Year == run.Year && later.Number > run.Number)
                              select new { run.Year, verdict.SchoolId, verdict.Verdict, verdict.LowCurrent, verdict.MissingCurrent }).ToListAsync(ct);
        var decisions = (await db.ManualDecisions.AsNoTracking().Where(d => d.WithdrawnAt == null && (d.Year == last || d.Year == first))
            .OrderBy(d => d.DecidedAt).Select(d => new { d.SchoolId, d.Year, d.IsIncluded }).ToListAsync(ct)).GroupBy(d => (d.SchoolId, d.Year)).ToDictionary(group => group.Key, group => group.Last().IsIncluded);
        var federal = (await (from list in db.FederalLists.AsNoTracking()
                              join entry in db.FederalListEntries.AsNoTracking() on list.Id equals entry.ListId into entries
                              from entry in entries.DefaultIfEmpty()
                              where list.IsCurrent && (list.Year == last || list.Year == first)
                              select new { list.Year, SchoolId = entry == null ? null : entry.SchoolId }).ToListAsync(ct)).ToLookup(entry => entry.Year, entry => entry.SchoolId);
        return (Of(last), Of(first));

        ListOfYear? Of(int start)
        {
            var list = verdicts.Where(v => v.Year == start).ToList();
            return list.Count == 0 ? null : new ListOfYear(start, list.ToDictionary(v => v.SchoolId, v => new ListStanding(
                EffectiveStatus.Of((Verdict)v.Verdict,
                    !federal.Contains(start) ? FederalListing.NoList : federal[start].Contains(v.SchoolId) ? FederalListing.Listed : FederalListing.NotListed,
                    decisions.TryGetValue((v.SchoolId, start), out var included) ? (included ? OfficerDecision.Include : OfficerDecision.Exclude) : null).IsLow,
                v.LowCurrent > 0 ? Ternary.Yes : v.MissingCurrent > 0 ? Ternary.Unknown : Ternary.No)));
        }
    }
}
