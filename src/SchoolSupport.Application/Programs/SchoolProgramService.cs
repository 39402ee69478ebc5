using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs;

/// <summary>Begins a school's own roadmap under a municipal programme.</summary>
public sealed class SchoolProgramService(AppDbContext db, ProgramService programs, ProgramTreeReader trees, TenantClock clock)
{
    /// <returns>The new programme's id; null for a programme that the person does not see, and for a school that is not the person's own.</returns>
    /// <exception cref="PreconditionException">Nothing is in force, the school does not take part, or it has its roadmap already.</exception>
    public async Task<Guid?> StartAsync(Guid municipalId, StartSchoolProgram command, CancellationToken ct)
    {
        if (!db.Actor.May(Permissions.SchoolProgramsEdit) || (db.Actor.SchoolId is { } own && own != command.SchoolId)
            || !await db.SupportPrograms.VisibleTo(db).AnyAsync(p => p.Id == municipalId && p.SchoolId == null, ct)
            || !await db.Schools.AnyAsync(s => s.Id == command.SchoolId, ct))
            return null;
        var tree = await trees.InForceAsync(municipalId, ct) is { } version ? await trees.ReadAsync(version, ct) : null;
        if (tree is null)
            throw new PreconditionException("Дорожную карту школы начинают, когда программа утверждена.");
        var today = await clock.TodayAsync(ct);
        var groups = await db.ProgramParticipants.Where(p => p.ProgramId == municipalId && p.SchoolId == command.SchoolId && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today))
            .Select(p => p.GroupCode).ToListAsync(ct);
        if (groups.Count == 0)
            throw new PreconditionException("Школа сейчас не участвует в программе.");
        return await db.InTransactionAsync(async () =>
        {
            await db.LockAsync($"school-program:{municipalId}:{command.SchoolId}", ct);
            if (await db.SupportPrograms.AnyAsync(p => p.ParentId == municipalId && p.SchoolId == command.SchoolId && p.RemovedAt == null, ct))
                throw new PreconditionException("Дорожная карта школы по этой программе уже начата.");
            return await programs.CreateAsync(Program(tree, command, groups, today), ct);
        }, ct);
    }

    private static NewProgram Program(ProgramTree tree, StartSchoolProgram command, List<string> groups, DateOnly today) => new()
    {
        Title = command.Title, DocumentKind = DocumentKind.OfSchool, SchoolId = command.SchoolId, ParentId = tree.Program.Id,
        PeriodFrom = tree.Program.PeriodFrom, PeriodTo = tree.Program.PeriodTo, AcademicPlan = tree.Program.AcademicPlan, SchoolTerm = tree.Program.SchoolTerm,
        Roadmaps = [.. Roadmaps(tree, command, groups)],
        Participants = [new NewParticipant(command.SchoolId, groups[0], "Собственная дорожная карта школы", tree.Program.PeriodFrom is { } from && from < today ? from : today)],
    };

    private static IEnumerable<NewRoadmap> Roadmaps(ProgramTree tree, StartSchoolProgram command, List<string> groups)
    {
        foreach (var roadmap in tree.Roadmaps)
        {
            var copy = ProgramCopy.Roadmap(roadmap, m => command.FromMunicipal && Concerns(m, command.SchoolId, groups));
            if (copy.Measures.Count > 0)
                yield return copy with { Measures = [.. copy.Measures.Select(m => OfSchool(m, command.SchoolId))] };
        }
        // An empty table still has the columns that the municipality knows.
        if (!command.FromMunicipal && tree.Roadmaps is [var first, ..])
            yield return new NewRoadmap("Дорожная карта", first.Columns, first.Row.PlanYear, null, [], []);
    }

    private static bool Concerns(MeasureNode measure, Guid school, List<string> groups) => measure.Row.CancelledReason is null && measure.Row.SchoolScope switch
    {
        SchoolScope.Participants => true,
        SchoolScope.Group => groups.Contains(measure.Row.GroupCode ?? ""),
        SchoolScope.Listed => measure.Schools.Any(s => s.SchoolId == school),
        _ => false,
    };

    /// <summary>The school is the one participant of its own programme, so that its measures are its tasks.</summary>
    private static NewMeasure OfSchool(NewMeasure source, Guid school) => source with
    {
        SchoolScope = SchoolScope.Participants, GroupCode = null, Schools = [],
        Grades = source.Schools.Where(s => s.SchoolId == school).Select(s => s.Grades).FirstOrDefault() ?? source.Grades,
    };
}

/// <param name="FromMunicipal">With the municipal measures that concern the school; else an empty table.</param>
public sealed record StartSchoolProgram(Guid SchoolId, string Title, bool FromMunicipal);
