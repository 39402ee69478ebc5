using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs;

/// <summary>Programmes as a whole: made with their first version, described, put into the recycle bin. A missing or foreign programme is null.</summary>
public sealed class ProgramService(AppDbContext db, RoadmapWriter writer, IProgramIndicators indicators)
{
    /// <summary>Stores a programme with a draft of its first version and everything in it. A programme of this id that is there already is left as it is.</summary>
    /// <returns>The programme's id.</returns>
    /// <exception cref="PreconditionException">A participant is no school of the register.</exception>
    public async Task<Guid> CreateAsync(NewProgram source, CancellationToken ct)
    {
        if (source.Id is { } known && await db.SupportPrograms.AnyAsync(p => p.Id == known, ct))
            return known;
        await DemandSchoolsAsync(source, ct);
        var program = new SupportProgram
        {
            Id = source.Id ?? Guid.CreateVersion7(),
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
        if (source.Indicators is { } own && program.SchoolId is null)
            indicators.AddTo(program, own);
        foreach (var (order, place) in source.Orders.Select((order, place) => (order, place)))
            AddOrder(order, place, program.Id, version.Id);
        try
        {
            await db.SaveAsync("programs.program-added", ct);
        }
        catch (DbUpdateException error) when (source.Id is not null && error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same form sent twice at once: the other one made it.
            db.ChangeTracker.Clear();
        }
        return program.Id;
    }

    // Schools are deferred foreign keys: a foreign id would only fail at the end, as an error of the database.
    private async Task DemandSchoolsAsync(NewProgram source, CancellationToken ct)
    {
        var ids = source.Participants.Select(p => p.SchoolId)
            .Concat(source.Roadmaps.SelectMany(r => r.Measures).SelectMany(m => m.Schools).Select(s => s.SchoolId))
            .Concat(source.SchoolId is { } own ? [own] : []).Distinct().ToList();
        if (ids.Count > 0 && await db.Schools.CountAsync(s => ids.Contains(s.Id), ct) != ids.Count)
            throw new PreconditionException("Одной из школ нет в реестре. Откройте форму заново и выберите школы.");
    }

    /// <param name="place">Among the orders of the programme: ids made in the same millisecond would lose it.</param>
    private void AddOrder(NewOrder source, int place, Guid programId, Guid versionId)
    {
        var order = new ProgramOrder
        {
            Id = Guid.CreateVersion7(db.Now.AddMilliseconds(place)), ProgramId = programId, Number = "", Title = source.Title, Issuer = source.Issuer, Details = ProgramJson.Write(source.Details),
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.ProgramOrders.Add(order);
        db.ProgramOrderLinks.AddRange(source.Approves.Select(subject => new ProgramOrderLink { OrderId = order.Id, Approves = subject, VersionId = versionId }));
    }

    /// <summary>Puts a programme aside, or takes it back; nothing of it is lost.</summary>
    /// <returns>False when there is no such programme.</returns>
    /// <exception cref="PreconditionException">It is so already, or has a version in force: an approved programme is replaced or ends, it is not thrown away.</exception>
    public async Task<bool> SetRemovedAsync(Guid id, uint version, bool removed, CancellationToken ct)
    {
        if (await db.SupportPrograms.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } program || !db.Actor.MayEdit(program))
            return false;
        if (removed == program.RemovedAt is not null)
            throw new PreconditionException(removed ? "Программа уже удалена." : "Программа не удалена.");
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
    /// <summary>Given where a form may be sent twice.</summary>
    public Guid? Id { get; init; }
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

    /// <summary>Prepared orders, whose numbers and dates are given on approval.</summary>
    public IReadOnlyList<NewOrder> Orders { get; init; } = [];

    /// <summary>Null: those of the template as they are.</summary>
    public CarriedIndicators? Indicators { get; init; }
}

public sealed record NewOrder(string Title, string Issuer, OrderDetails Details, IReadOnlyList<OrderSubject> Approves);

public sealed record NewParticipant(Guid SchoolId, string GroupCode, string Reason, DateOnly FromDate);

/// <summary>What the document calls itself (domain reference, 2.1 row 3).</summary>
public sealed record DocumentKind(string Code, string Name, string Genitive)
{
    public const string OfSchool = "school-roadmap";

    public static readonly IReadOnlyList<DocumentKind> All =
    [
        new("programme", "программа", "программы"),
        new("plan", "план мероприятий («дорожная карта»)", "плана мероприятий"),
        new("roadmap", "дорожная карта", "дорожной карты"),
        new(OfSchool, "школьная дорожная карта", "школьной дорожной карты"),
    ];

    public static DocumentKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
