using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>The card of a programme: what it is, how far its versions are, who takes part. The roadmap itself is not read.</summary>
public sealed class ProgramCardQueries(AppDbContext db, CurrentActor actor, TenantClock clock, ProgramFrames frames, VersionReadiness readiness, SchoolPrograms schoolPrograms)
{
    public async Task<ProgramCardPage?> CardAsync(Guid id, int? version, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Overview, ct, version) is not { } frame)
            return null;
        var today = await clock.TodayAsync(ct);
        var content = await db.ProgramVersions.AsNoTracking().Where(v => v.Id == frame.Version.Id).Select(v => v.Content).SingleAsync(ct);
        var parent = frame.Program.ParentId is { } parentId
            ? await db.SupportPrograms.AsNoTracking().VisibleTo(db).Where(p => p.Id == parentId).Select(p => new ProgramLink(p.Id, p.Title)).SingleOrDefaultAsync(ct) : null;
        return new ProgramCardPage(
            frame, ProgramJson.Read<ProgramContent>(content), await RoadmapsAsync(frame.Version.Id, ct), await ParticipantsAsync(id, today, ct), today,
            await OrdersAsync(id, ct), frame.InWork is { } inWork && (frame.MayEdit || frame.MayApprove) ? await readiness.OfAsync(inWork.Id, ct) : null,
            parent, frame.Program.SchoolId is null ? await schoolPrograms.OfAsync(id, today, ct) : null, !actor.IsSchool);
    }

    private async Task<IReadOnlyList<RoadmapLine>> RoadmapsAsync(Guid versionId, CancellationToken ct) =>
        await db.Roadmaps.AsNoTracking().Where(r => r.VersionId == versionId).OrderBy(r => r.SortOrder).ThenBy(r => r.Id)
            .Select(r => new RoadmapLine(r.LineId, r.Title, r.Direction, r.PlanYear, db.RoadmapSections.Count(s => s.RoadmapId == r.Id),
                db.Measures.Count(m => m.RoadmapId == r.Id), db.Measures.Count(m => m.RoadmapId == r.Id && m.NeedsAnswer))).ToListAsync(ct);

    /// <summary>A school's people see that their school takes part, not who else does and why.</summary>
    private async Task<IReadOnlyList<ParticipantRow>> ParticipantsAsync(Guid id, DateOnly today, CancellationToken ct)
    {
        var found = await (from participant in db.ProgramParticipants.AsNoTracking()
                           join school in db.Schools.AsNoTracking() on participant.SchoolId equals school.Id
                           where participant.ProgramId == id && (participant.ToDate == null || participant.ToDate >= today)
                           orderby participant.GroupCode, school.SortName
                           select new ParticipantRow(participant.Id, school.Id, school.ShortName, participant.GroupCode, participant.Reason, participant.FromDate, participant.ToDate))
            .ToListAsync(ct);
        return actor.SchoolId is { } own ? [.. found.Where(p => p.SchoolId == own)] : found;
    }

    private async Task<IReadOnlyList<OrderRow>> OrdersAsync(Guid id, CancellationToken ct)
    {
        var orders = await db.ProgramOrders.AsNoTracking().Where(o => o.ProgramId == id).OrderBy(o => o.DatedOn == null).ThenByDescending(o => o.DatedOn).ThenBy(o => o.Id)
            .Select(o => new { o.Id, o.Number, o.DatedOn, o.Title, o.Issuer }).ToListAsync(ct);
        var ids = orders.ConvertAll(o => o.Id);
        var links = (await db.ProgramOrderLinks.AsNoTracking().Where(l => ids.Contains(l.OrderId)).Select(l => new { l.OrderId, l.Approves }).ToListAsync(ct)).ToLookup(l => l.OrderId, l => l.Approves);
        return [.. orders.Select(o => new OrderRow(o.Id, o.Number, o.DatedOn, o.Title, o.Issuer, [.. links[o.Id].Distinct().Order()]))];
    }
}

/// <param name="Readiness">Null where nothing is in work or the person has no part in it.</param>
/// <param name="Parent">The municipal programme of a school's own one.</param>
/// <param name="SchoolPrograms">Of a municipal programme; null for a school's own one.</param>
/// <param name="ShowsSchools">The department's view: all participants and orders.</param>
public sealed record ProgramCardPage(
    ProgramFrame Frame, ProgramContent Content, IReadOnlyList<RoadmapLine> Roadmaps, IReadOnlyList<ParticipantRow> Participants, DateOnly Today,
    IReadOnlyList<OrderRow> Orders, Readiness? Readiness, ProgramLink? Parent, SchoolProgramTable? SchoolPrograms, bool ShowsSchools)
{
    /// <summary>Names of a direction's indicators; words that are no code stay.</summary>
    public IReadOnlyList<string> IndicatorNames(ProgramDirection direction) =>
        [.. direction.Indicators.Select(code => Content.Indicators.FirstOrDefault(i => i.Code == code)?.Name ?? code)];

    public IEnumerable<IGrouping<string, ParticipantRow>> Groups => Participants.GroupBy(p => p.GroupCode);

    /// <summary>Schools, each once though it may stand in several groups.</summary>
    public int Schools => Participants.Where(p => p.FromDate <= Today).Select(p => p.SchoolId).Distinct().Count();
}

public sealed record ReadinessPart(ProgramFrame Frame, Readiness Readiness);

public sealed record ItemList(string Title, IReadOnlyList<string> Items);

public sealed record ProgramLink(Guid Id, string Title);

public sealed record RoadmapLine(Guid LineId, string Title, string? Direction, int? PlanYear, int Sections, int Measures, int NeedsAnswer);

public sealed record ParticipantRow(Guid Id, Guid SchoolId, string ShortName, string GroupCode, string Reason, DateOnly FromDate, DateOnly? ToDate)
{
    public string School => NaturalKey.Title(ShortName);

    public bool IsOn(DateOnly day) => FromDate <= day && (ToDate is null || ToDate >= day);

    public string Term => ToDate is { } to
        ? $"с {RussianText.ShortDate(FromDate)} по {RussianText.ShortDate(to)}"
        : $"с {RussianText.ShortDate(FromDate)}";
}

public sealed record ParticipantTable(ProgramFrame Frame, IReadOnlyList<ParticipantRow> Rows);

public sealed record OrderRow(Guid Id, string Number, DateOnly? DatedOn, string Title, string Issuer, IReadOnlyList<OrderSubject> Approves);
