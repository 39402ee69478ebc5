using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the pages of participants show; only of municipal programmes, and only to the department.</summary>
public sealed class ProgramParticipantPages(AppDbContext db, CurrentActor actor, TenantClock clock, ProgramFrames frames, ParticipantSuggestions suggestions, HistoryQueries history)
{
    public async Task<ParticipantsPage?> ListAsync(Guid id, DateOnly? on, CancellationToken ct)
    {
        if (await FrameAsync(id, ct) is not { } frame)
            return null;
        var day = on ?? await clock.TodayAsync(ct);
        var all = await (from participant in db.ProgramParticipants.AsNoTracking()
                         join school in db.Schools.AsNoTracking() on participant.SchoolId equals school.Id
                         where participant.ProgramId == id
                         orderby participant.GroupCode, school.SortName, participant.FromDate
                         select new ParticipantRow(participant.Id, school.Id, school.ShortName, participant.GroupCode, participant.Reason, participant.FromDate, participant.ToDate))
            .ToListAsync(ct);
        return new ParticipantsPage(frame, day, on is not null, [.. all.Where(p => p.IsOn(day))], [.. all.Where(p => !p.IsOn(day))]);
    }

    public async Task<AddParticipantsPage?> AddAsync(Guid id, AddParticipantsForm? posted, CancellationToken ct)
    {
        if (await FrameAsync(id, ct) is not { MayEdit: true } frame)
            return null;
        var inside = await db.ProgramParticipants.AsNoTracking().Where(p => p.ProgramId == id && p.ToDate == null).Select(p => p.SchoolId).Distinct().ToListAsync(ct);
        var found = await suggestions.ReadAsync(ct);
        var chooser = ProgramStartPages.Chooser(found with { Schools = [.. found.Schools.Where(s => !inside.Contains(s.Id))] }, [], posted?.Participants);
        var form = posted ?? new AddParticipantsForm { FromDate = await clock.TodayAsync(ct) };
        form.Participants = [.. chooser.Rows.Select(r => r.Choice)];
        return new AddParticipantsPage(frame, form, chooser);
    }

    public async Task<ParticipantPage?> EditAsync(Guid id, Guid participantId, ParticipantForm? posted, CancellationToken ct)
    {
        if (await FrameAsync(id, ct) is not { MayEdit: true } frame || await FindAsync(id, participantId, ct) is not { } found)
            return null;
        return new ParticipantPage(frame, participantId, NaturalKey.Title(found.School), posted ?? ParticipantForm.Of(found.Row), found.Row.Version,
            frame.Versions.All(v => v.Status < VersionStatus.Approved));
    }

    public async Task<ConflictPage?> ConflictAsync(Guid id, Guid participantId, ParticipantForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await FindAsync(id, participantId, ct) is not { } found)
            return null;
        var fields = mine.InWords().Zip(ParticipantForm.Of(found.Row).InWords()).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new ConflictField(pair.First.Label, pair.First.Value, pair.Second.Value));
        var last = (await history.OfRowAsync("program_participants", participantId, 1, ct)).FirstOrDefault();
        var path = $"/programs/{id}/participants/{participantId}";
        return new ConflictPage($"Участие школы {NaturalKey.Title(found.School)}", [.. fields], last?.Role ?? "", last?.When ?? "", path, path,
            ConflictPage.PostAgain(request, "Form.Version", found.Row.Version.ToString(RussianText.Culture)));
    }

    private async Task<(ProgramParticipant Row, string School)?> FindAsync(Guid id, Guid participantId, CancellationToken ct)
    {
        var found = await (from participant in db.ProgramParticipants.AsNoTracking()
                           join school in db.Schools.AsNoTracking() on participant.SchoolId equals school.Id
                           where participant.Id == participantId && participant.ProgramId == id
                           select new { participant, school.ShortName }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.participant, found.ShortName);
    }

    private async Task<ProgramFrame?> FrameAsync(Guid id, CancellationToken ct) =>
        !actor.IsSchool && await frames.FindAsync(id, ProgramTab.Overview, ct) is { Program.SchoolId: null } frame ? frame : null;
}

/// <param name="Others">Ended before that day or beginning after it.</param>
public sealed record ParticipantsPage(ProgramFrame Frame, DateOnly Day, bool IsAsked, IReadOnlyList<ParticipantRow> Rows, IReadOnlyList<ParticipantRow> Others);

public sealed record AddParticipantsPage(ProgramFrame Frame, AddParticipantsForm Form, ParticipantChooser Chooser);

/// <param name="MayRemove">Nothing was approved yet.</param>
public sealed record ParticipantPage(ProgramFrame Frame, Guid Id, string School, ParticipantForm Form, uint Stored, bool MayRemove);

public sealed class AddParticipantsForm
{
    public DateOnly? FromDate { get; set; }
    public string? Reason { get; set; }
    public List<ParticipantChoice> Participants { get; set; } = [];

    public IReadOnlyList<NewParticipant> ToParticipants() =>
        [.. Participants.Where(p => p.IsChosen).Select(p => new NewParticipant(p.SchoolId!.Value, p.GroupCode ?? "", Reason ?? "", FromDate!.Value))];
}

public sealed class AddParticipantsFormValidator : AbstractValidator<AddParticipantsForm>
{
    public AddParticipantsFormValidator()
    {
        RuleFor(f => f.FromDate).NotNull().WithMessage("Введите дату, с которой школы участвуют.");
        RuleFor(f => f.Reason).MaximumLength(ProgramParticipant.ReasonMaxLength).WithMessage("Сократите причину до {MaxLength} знаков.");
        RuleFor(f => f.Participants).Must(rows => rows.Any(r => r.IsChosen)).OverridePropertyName("").WithMessage("Отметьте хотя бы одну школу.");
    }
}

public sealed class ParticipantForm
{
    public string? GroupCode { get; set; }
    public string? Reason { get; set; }
    public DateOnly? FromDate { get; set; }
    public DateOnly? ToDate { get; set; }
    public uint? Version { get; set; }

    public static ParticipantForm Of(ProgramParticipant row) =>
        new() { GroupCode = row.GroupCode, Reason = row.Reason.Length > 0 ? row.Reason : null, FromDate = row.FromDate, ToDate = row.ToDate, Version = row.Version };

    public ChangeParticipant ToCommand() => new(GroupCode ?? "", Reason ?? "", FromDate!.Value, ToDate);

    public IEnumerable<(string Label, string Value)> InWords() =>
    [
        ("Группа", ProgramWords.Group(GroupCode ?? "")), ("Причина", Reason ?? ""), ("С какой даты", FromDate is { } from ? RussianText.ShortDate(from) : ""),
        ("Последний день", ToDate is { } to ? RussianText.ShortDate(to) : ""),
    ];
}

public sealed class ParticipantFormValidator : AbstractValidator<ParticipantForm>
{
    public ParticipantFormValidator()
    {
        RuleFor(f => f.GroupCode).Must(code => string.IsNullOrEmpty(code) || SchoolGroupKind.Find(code) is not null).WithMessage("Выберите группу из списка.");
        RuleFor(f => f.Reason).MaximumLength(ProgramParticipant.ReasonMaxLength).WithMessage("Сократите причину до {MaxLength} знаков.");
        RuleFor(f => f.FromDate).NotNull().WithMessage("Введите дату, с которой школа участвует.");
        RuleFor(f => f.ToDate).GreaterThanOrEqualTo(f => f.FromDate).When(f => f.ToDate is not null && f.FromDate is not null)
            .WithMessage("Последний день участия не может быть раньше первого.");
    }
}
