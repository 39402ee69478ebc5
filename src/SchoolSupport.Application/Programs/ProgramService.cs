using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs;

/// <summary>Programmes as a whole: made with their first version, described, put into the recycle bin. A missing or foreign programme is null.</summary>
public sealed class ProgramService(AppDbContext db, RoadmapWriter writer)
{
    /// <summary>Stores a programme with a draft of its first version and everything in it.</summary>
    /// <returns>The programme's id.</returns>
    public async Task<Guid> CreateAsync(NewProgram source, CancellationToken ct)
    {
        var program = new SupportProgram
        {
            Title = source.Title, SearchText = NaturalKey.SearchText([source.Title]), DocumentKind = source.DocumentKind, SchoolId = source.SchoolId, ParentId = source.ParentId,
            PeriodFrom = source.PeriodFrom, PeriodTo = source.PeriodTo, AcademicPlan = source.AcademicPlan, SchoolTerm = source.SchoolTerm,
            TemplateCode = source.TemplateCode, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        var version = new ProgramVersion
        {
            ProgramId = program.Id, Number = 1, Title = source.Title, Content = ProgramJson.Write(source.Content), CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.SupportPrograms.Add(program);
        db.ProgramVersions.Add(version);
        foreach (var (roadmap, index) in source.Roadmaps.Select((roadmap, index) => (roadmap, index)))
            writer.Add(program, version.Id, roadmap, index);
        db.ProgramParticipants.AddRange(source.Participants.Select(p => new ProgramParticipant
        {
            ProgramId = program.Id, SchoolId = p.SchoolId, GroupCode = p.GroupCode, Reason = p.Reason, FromDate = p.FromDate,
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        }));
        await db.SaveAsync("programs.program-added", ct);
        return program.Id;
    }

    /// <summary>Puts a programme aside, or takes it back; nothing of it is lost.</summary>
    /// <returns>False when there is no such programme.</returns>
    /// <exception cref="PreconditionException">It has a version in force: an approved programme is replaced or ends, it is not thrown away.</exception>
    public async Task<bool> SetRemovedAsync(Guid id, uint version, bool removed, CancellationToken ct)
    {
        if (await db.SupportPrograms.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } program)
            return false;
        if (removed && await db.ProgramVersions.AnyAsync(v => v.ProgramId == id && v.Status == VersionStatus.Approved, ct))
            throw new PreconditionException("Программа утверждена и действует: удалить её нельзя. Замените её новой редакцией или дождитесь окончания срока.");
        db.ExpectVersion(program, version);
        program.RemovedAt = removed ? db.Now : null;
        await db.SaveAsync(removed ? "programs.program-removed" : "programs.program-restored", ct);
        return true;
    }
}

/// <summary>A programme before it has rows.</summary>
public sealed record NewProgram
{
    public required string Title { get; init; }

    /// <summary>A code of <see cref="Programs.DocumentKind"/>.</summary>
    public required string DocumentKind { get; init; }
    public Guid? SchoolId { get; init; }
    public Guid? ParentId { get; init; }
    public DateOnly? PeriodFrom { get; init; }
    public DateOnly? PeriodTo { get; init; }
    public bool AcademicPlan { get; init; }
    public required string SchoolTerm { get; init; }
    public string? TemplateCode { get; init; }
    public ProgramContent Content { get; init; } = new();
    public IReadOnlyList<NewRoadmap> Roadmaps { get; init; } = [];
    public IReadOnlyList<NewParticipant> Participants { get; init; } = [];
}

public sealed record NewParticipant(Guid SchoolId, string GroupCode, string Reason, DateOnly FromDate);

/// <summary>What the document calls itself (domain reference, 2.1 row 3).</summary>
public sealed record DocumentKind(string Code, string Name, string Genitive)
{
    public static readonly IReadOnlyList<DocumentKind> All =
    [
        new("programme", "программа", "программы"),
        new("plan", "план мероприятий («дорожная карта»)", "плана мероприятий"),
        new("roadmap", "дорожная карта", "дорожной карты"),
        new("school-roadmap", "школьная дорожная карта", "школьной дорожной карты"),
    ];

    public static DocumentKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
