using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the form of a school's own roadmap shows.</summary>
public sealed class SchoolProgramPages(AppDbContext db, CurrentActor actor, TenantClock clock, ProgramFrames frames)
{
    /// <summary>Null where nothing is in force, and for a programme that the person does not see.</summary>
    public async Task<SchoolProgramNewPage?> NewAsync(Guid id, Guid? school, SchoolProgramForm? posted, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Overview, ct) is not { Program.SchoolId: null, InForce: not null } frame)
            return null;
        var today = await clock.TodayAsync(ct);
        var participants = db.ProgramParticipants.Where(p => p.ProgramId == id && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today)).Select(p => p.SchoolId);
        var started = db.SupportPrograms.Where(p => p.ParentId == id && p.SchoolId != null && p.RemovedAt == null).Select(p => p.SchoolId!.Value);
        var schools = await db.Schools.AsNoTracking().Where(s => participants.Contains(s.Id) && !started.Contains(s.Id) && (actor.SchoolId == null || s.Id == actor.SchoolId))
            .OrderBy(s => s.SortName).Select(s => new { s.Id, s.ShortName }).ToListAsync(ct);
        var chosen = schools.FirstOrDefault(s => s.Id == (actor.SchoolId ?? school)) ?? (schools.Count == 1 ? schools[0] : null);
        var form = posted ?? new SchoolProgramForm { SchoolId = chosen?.Id, Title = chosen is null ? null : TitleOf(chosen.ShortName, frame), Source = SchoolProgramForm.FromMunicipal };
        return new SchoolProgramNewPage(frame, form, [.. schools.Select(s => new SelectListItem(NaturalKey.Title(s.ShortName), s.Id.ToString()))], actor.IsSchool);
    }

    private static string TitleOf(string school, ProgramFrame frame) => $"Дорожная карта школы «{NaturalKey.Title(school)}»{(frame.Term is { } term ? $", {term}" : "")}";
}

/// <param name="Schools">Participants that have none yet; for a school's person the own school or nothing.</param>
public sealed record SchoolProgramNewPage(ProgramFrame Frame, SchoolProgramForm Form, IReadOnlyList<SelectListItem> Schools, bool IsSchool);

public sealed class SchoolProgramForm
{
    public const string FromMunicipal = "municipal";
    public const string Blank = "empty";

    public Guid? SchoolId { get; set; }
    public string? Title { get; set; }

    /// <summary>From the municipal measures for schools, or empty.</summary>
    public string? Source { get; set; }

    public StartSchoolProgram ToCommand() => new(SchoolId!.Value, Title!, Source == FromMunicipal);
}

public sealed class SchoolProgramFormValidator : AbstractValidator<SchoolProgramForm>
{
    public SchoolProgramFormValidator()
    {
        RuleFor(f => f.SchoolId).NotNull().WithMessage("Выберите школу.");
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название дорожной карты.")
            .MaximumLength(SupportProgram.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Source).Must(s => s is SchoolProgramForm.FromMunicipal or SchoolProgramForm.Blank).WithMessage("Выберите, с чего начать.");
    }
}
