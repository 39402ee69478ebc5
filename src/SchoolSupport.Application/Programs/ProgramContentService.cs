using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs;

/// <summary>Writes what stands in a draft beside its roadmaps: passport, directions and the rest, and the facts of the programme itself.</summary>
public sealed class ProgramContentService(AppDbContext db)
{
    /// <param name="version">Of the draft's row, as the form was made from it.</param>
    /// <returns>False for a programme that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">There is no draft.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody saved the draft's words since.</exception>
    public async Task<bool> ChangeAsync(Guid programId, uint version, string operation, Func<ProgramContent, ProgramContent> change, CancellationToken ct)
    {
        if (await FindDraftAsync(programId, ct) is not { } draft)
            return false;
        db.ExpectVersion(draft, version);
        draft.Content = ProgramJson.Write(change(ProgramJson.Read<ProgramContent>(draft.Content)));
        // Also when nothing differs: the form was made from a row that may have changed meanwhile.
        db.Entry(draft).Property(v => v.Content).IsModified = true;
        await db.SaveAsync(operation, ct);
        return true;
    }

    /// <summary>Changes title, term and the like; deadlines are read again with the new term unless a person answered them.</summary>
    /// <returns>False for a programme that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">There is no draft, or what was approved once would change for versions in force too.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody saved the draft's words since.</exception>
    public async Task<bool> ChangeSettingsAsync(Guid programId, uint version, ProgramSettings settings, CancellationToken ct)
    {
        if (await FindDraftAsync(programId, ct) is not { } draft)
            return false;
        var program = await db.SupportPrograms.SingleAsync(p => p.Id == programId, ct);
        var wasApproved = await WasApprovedAsync(programId, ct);
        if (wasApproved && (settings.DocumentKind, settings.SchoolTerm, settings.AcademicPlan) != (program.DocumentKind, program.SchoolTerm, program.AcademicPlan))
            throw new PreconditionException("Вид документа, сокращение для школ и вид года заданы утверждённой редакцией: изменить их нельзя.");
        db.ExpectVersion(draft, version);
        draft.Title = settings.Title;
        db.Entry(draft).Property(v => v.Title).IsModified = true;
        var rereads = (settings.PeriodFrom, settings.PeriodTo, settings.AcademicPlan) != (program.PeriodFrom, program.PeriodTo, program.AcademicPlan);
        (program.PeriodFrom, program.PeriodTo, program.AcademicPlan) = (settings.PeriodFrom, settings.PeriodTo, settings.AcademicPlan);
        (program.DocumentKind, program.SchoolTerm) = (settings.DocumentKind, settings.SchoolTerm);
        // The title in force stays until the draft is approved.
        if (!wasApproved)
            (program.Title, program.SearchText) = (settings.Title, NaturalKey.SearchText([settings.Title]));
        if (rereads)
            await RereadAsync(program, draft.Id, ct);
        await db.SaveAsync("programs.program-changed", ct);
        return true;
    }

    public Task<bool> WasApprovedAsync(Guid programId, CancellationToken ct) => db.ProgramVersions.AnyAsync(v => v.ProgramId == programId && v.Status >= VersionStatus.Approved, ct);

    private async Task<ProgramVersion?> FindDraftAsync(Guid programId, CancellationToken ct)
    {
        if (!await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct))
            return null;
        var draft = await db.ProgramVersions.SingleOrDefaultAsync(v => v.ProgramId == programId && v.Status < VersionStatus.Approved, ct)
            ?? throw new PreconditionException("Редакция утверждена: изменить её нельзя. Создайте редакцию с изменениями.");
        draft.DemandDraft();
        return draft;
    }

    private async Task RereadAsync(SupportProgram program, Guid versionId, CancellationToken ct)
    {
        var rows = await (from measure in db.Measures
                          join roadmap in db.Roadmaps on measure.RoadmapId equals roadmap.Id
                          where roadmap.VersionId == versionId
                          select new { measure, roadmap }).ToListAsync(ct);
        foreach (var row in rows)
            RoadmapWriter.Reread(row.measure, RoadmapWriter.ContextOf(program, row.roadmap.PlanYear, row.roadmap.OrderYear, row.roadmap.AcademicPlan));
    }
}

/// <param name="DocumentKind">A code of <see cref="Programs.DocumentKind"/>.</param>
public sealed record ProgramSettings(string Title, string DocumentKind, DateOnly? PeriodFrom, DateOnly? PeriodTo, string SchoolTerm, bool AcademicPlan);
