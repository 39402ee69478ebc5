using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs.Import;

/// <summary>
/// Loading roadmaps of a file: kept with what was read of it → looked at → confirmed. No row of a roadmap is stored before the confirmation,
/// and confirming twice stores once.
/// </summary>
public sealed class RoadmapImportService(AppDbContext db, ProgramService programs, RoadmapWriter writer, ProgramTreeReader trees, SchoolAliasService aliases)
{
    public const int FileNameMaxLength = 200;

    /// <param name="programId">Null for a programme that is yet to be made of the file.</param>
    /// <returns>The import's id; null for a programme that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">The programme has no draft.</exception>
    public async Task<Guid?> KeepAsync(Guid? programId, string fileName, byte[] content, CancellationToken ct)
    {
        if (programId is { } id ? await FindDraftAsync(id, ct) is null : !MayStart)
            return null;
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        var import = new ProgramImport
        {
            ProgramId = programId, FileName = name.Length <= FileNameMaxLength ? name : name[^FileNameMaxLength..], ByteSize = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), Content = content, Reading = ProgramJson.Write(new RoadmapReader().Read(content, name)),
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.ProgramImports.Add(import);
        db.Record("programs.import-read", "program_imports", import.Id.ToString(), ProgramJson.Write(new { FileName = new[] { null, import.FileName } }));
        await db.SaveAsync("programs.import-read", ct);
        return import.Id;
    }

    /// <summary>Null for an import that is not there, or not of this programme, or of one that this person may not write.</summary>
    public async Task<FoundImport?> FindAsync(Guid? programId, Guid importId, CancellationToken ct)
    {
        var isNew = programId is null;
        if (isNew ? !MayStart : !await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct))
            return null;
        // A file from which a programme was made belongs to it afterwards, and its first page leads there.
        var import = await db.ProgramImports.AsNoTracking().Where(i => i.Id == importId && (i.ProgramId == programId || (isNew && i.CommittedAt != null)))
            .Select(i => new { i.Id, i.ProgramId, i.FileName, i.ByteSize, i.Reading, i.CommittedAt, i.Version }).SingleOrDefaultAsync(ct);
        return import is null ? null : new FoundImport(import.Id, import.ProgramId, import.FileName, import.ByteSize, ProgramJson.Read<RoadmapReading>(import.Reading), import.CommittedAt, import.Version);
    }

    /// <summary>The file as it came; null as in <see cref="FindAsync"/>.</summary>
    public async Task<(string Name, byte[] Content)?> ContentAsync(Guid programId, Guid importId, CancellationToken ct)
    {
        if (!await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct))
            return null;
        var found = await db.ProgramImports.AsNoTracking().Where(i => i.Id == importId && i.ProgramId == programId).Select(i => new { i.FileName, i.Content }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.FileName, found.Content);
    }

    /// <summary>Stores the chosen tables in the draft, or in a new programme.</summary>
    /// <returns>The programme that holds them; null for an import that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">The draft is gone, nothing was chosen, or a school is unknown.</exception>
    public Task<Guid?> CommitAsync(Guid? programId, Guid importId, CommitImport command, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        if (await FindAsync(programId, importId, ct) is null)
            return null;
        // The row is locked until the end: a second confirmation waits and then finds it done.
        await db.LockAsync($"program-import:{importId}", ct);
        var import = await db.ProgramImports.SingleAsync(i => i.Id == importId, ct);
        if (import.CommittedAt is not null)
            return import.ProgramId;
        var tables = ProgramJson.Read<RoadmapReading>(import.Reading).Tables.Where(t => command.Tables.ContainsKey(t.Index)).ToList();
        if (tables.Count == 0)
            throw new PreconditionException("Выберите хотя бы одну таблицу.");
        var matches = await SchoolMentionMatches.LoadAsync(db, ct);
        var known = matches.Schools.Select(s => s.Id).ToHashSet();
        if (command.Schools.Values.Any(id => id is { } school && !known.Contains(school)))
            throw new PreconditionException("Одной из школ нет в реестре. Откройте страницу заново и выберите школы.");
        var program = command.NewProgram is { } started ? await StartAsync(started, ct) : import.ProgramId!.Value;
        await StoreAsync(program, import.FileName, tables, command, mention => command.Schools.TryGetValue(mention, out var chosen) ? chosen : matches.Of(mention).SchoolId, ct);
        (import.ProgramId, import.CommittedAt) = (program, db.Now);
        db.Record("programs.import-stored", "program_imports", importId.ToString(), ProgramJson.Write(new { FileName = new[] { null, import.FileName } }));
        await db.SaveAsync("programs.import-stored", ct);
        await RememberAsync(command, matches, import.FileName, ct);
        return program;
    }, ct);

    /// <summary>Both steps at once, in one transaction, for a call that nobody looks at in between.</summary>
    /// <returns>False for a programme that is not there or that this person may not write.</returns>
    /// <exception cref="PreconditionException">As in <see cref="KeepAsync"/> and <see cref="CommitAsync"/>; nothing is kept then.</exception>
    public Task<bool> ImportAsync(Guid programId, string fileName, byte[] content, CommitImport command, CancellationToken ct) => db.InTransactionAsync(async () =>
        await KeepAsync(programId, fileName, content, ct) is { } import && await CommitAsync(programId, import, command, ct) is not null, ct);

    private bool MayStart => db.Actor.May(Permissions.ProgramsEdit) && !db.Actor.IsSchool;

    private Task<Guid> StartAsync(NewProgram source, CancellationToken ct) => programs.CreateAsync(source, ct);

    private async Task StoreAsync(Guid programId, string fileName, List<ReadRoadmapTable> tables, CommitImport command, Func<string, Guid?> schoolOf, CancellationToken ct)
    {
        var draft = await FindDraftAsync(programId, ct) ?? throw new PreconditionException("Черновика программы больше нет.");
        var program = await db.SupportPrograms.SingleAsync(p => p.Id == programId, ct);
        var last = await db.Roadmaps.Where(r => r.VersionId == draft.Id).MaxAsync(r => (int?)r.SortOrder, ct) ?? -1;
        foreach (var table in tables)
        {
            var choice = command.Tables[table.Index];
            var roadmap = ImportedRoadmap.Of(table, fileName, choice.Reading, program.SchoolId is null ? schoolOf : _ => null);
            if (program.SchoolId is not null)
                roadmap = roadmap with { Measures = [.. roadmap.Measures.Select(m => m with { SchoolScope = SchoolScope.Participants })] };
            if (choice.Replaces is { } line)
                roadmap = await ReplaceAsync(draft.Id, line, roadmap, ct);
            writer.Add(program, draft.Id, roadmap, roadmap.SortOrder ?? ++last);
        }
    }

    /// <summary>Removes a table of the draft; rows that come again keep their lines, so that what was reported of them stays.</summary>
    private async Task<NewRoadmap> ReplaceAsync(Guid versionId, Guid lineId, NewRoadmap next, CancellationToken ct)
    {
        var tree = await trees.ReadAsync(versionId, ct);
        if (tree?.Roadmaps.SingleOrDefault(r => r.Row.LineId == lineId) is not { } old)
            throw new PreconditionException("Таблицы, которую нужно заменить, в черновике больше нет.");
        await db.Measures.Where(m => m.RoadmapId == old.Row.Id).ExecuteDeleteAsync(ct);
        await db.RoadmapSections.Where(s => s.RoadmapId == old.Row.Id).ExecuteDeleteAsync(ct);
        await db.Roadmaps.Where(r => r.Id == old.Row.Id).ExecuteDeleteAsync(ct);
        db.Record("programs.roadmap-replaced", "roadmaps", old.Row.Id.ToString(), ProgramJson.Write(new { Title = new[] { old.Row.Title, next.Title } }));
        var lines = old.Measures.GroupBy(m => NaturalKey.Fold(m.Row.Title)).ToDictionary(same => same.Key, same => new Queue<MeasureNode>(same));
        return next with
        {
            LineId = lineId, SortOrder = old.Row.SortOrder, Direction = old.Row.Direction, AcademicPlan = old.Row.AcademicPlan,
            Measures = [.. next.Measures.Select(m => lines.GetValueOrDefault(NaturalKey.Fold(m.Title)) is { Count: > 0 } same ? Kept(m, same.Dequeue()) : m)],
        };
    }

    /// <summary>A file does not say what a measure must yield; that stays with its line.</summary>
    private static NewMeasure Kept(NewMeasure next, MeasureNode old) => next with { LineId = old.Row.LineId, Artefacts = old.Row.Artefacts };

    /// <summary>The next file with this spelling needs no person. A spelling that already means a school stays with it.</summary>
    private async Task RememberAsync(CommitImport command, SchoolMentionMatches matches, string fileName, CancellationToken ct)
    {
        if (db.Actor.IsSchool)
            return;
        foreach (var (mention, school) in command.Schools)
            if (school is { } id && matches.Of(mention).SchoolId is null && mention.Length <= SchoolAliasService.NameMaxLength
                && !SchoolName.Normalize(mention).IsEmpty && await aliases.ClashAsync(id, mention, ct) is null)
                await aliases.AddAsync(id, mention, $"файл «{fileName}»", ct);
    }

    private async Task<ProgramVersion?> FindDraftAsync(Guid programId, CancellationToken ct)
    {
        if (!await db.SupportPrograms.EditableBy(db).AnyAsync(p => p.Id == programId, ct))
            return null;
        var draft = await db.ProgramVersions.AsNoTracking().SingleOrDefaultAsync(v => v.ProgramId == programId && v.Status < VersionStatus.Approved, ct)
            ?? throw new PreconditionException("Редакция утверждена: изменить её нельзя. Создайте редакцию с изменениями.");
        draft.DemandDraft();
        return draft;
    }
}

public sealed record FoundImport(Guid Id, Guid? ProgramId, string FileName, long ByteSize, RoadmapReading Reading, DateTimeOffset? CommittedAt, uint Version);

/// <param name="Tables">Index of a table → what to do with it; the others are left.</param>
/// <param name="Schools">Mention → school of the register, or null for «no school of ours»; mentions that are not named here are matched by the register alone.</param>
/// <param name="NewProgram">Made to hold the tables; null: they go into the import's programme.</param>
public sealed record CommitImport(IReadOnlyDictionary<int, CommitTable> Tables, IReadOnlyDictionary<string, Guid?> Schools, NewProgram? NewProgram = null);

/// <param name="Replaces">Line of the table of the draft that it stands in for; null: added.</param>
public sealed record CommitTable(TableChoice Reading, Guid? Replaces);
