using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the pages of versions show.</summary>
public sealed class ProgramVersionPages(AppDbContext db, TenantClock clock, ProgramFrames frames, VersionReadiness readiness)
{
    public async Task<VersionsPage?> ListAsync(Guid id, CorrectForm? correct, ReturnProgramForm? returned, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Overview, ct) is not { } frame)
            return null;
        var asks = frame.InWork is not null && (frame.MayEdit || frame.MayApprove);
        return new VersionsPage(frame, asks ? await readiness.OfAsync(frame.InWork!.Id, ct) : null, correct ?? new CorrectForm(), returned ?? new ReturnProgramForm { Version = frame.InWork?.Version });
    }

    /// <summary>Null also when nothing is on approval: there is nothing to decide.</summary>
    public async Task<ApprovePage?> ApproveAsync(Guid id, ApproveProgramForm? posted, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Overview, ct) is not { MayApprove: true, InWork: { Status: VersionStatus.OnApproval } sent } frame)
            return null;
        var tenant = await clock.TenantAsync(ct);
        var prepared = await db.ProgramOrders.AsNoTracking().Where(o => o.ProgramId == id && !db.ProgramVersions.Any(v => v.OrderId == o.Id)).OrderBy(o => o.Id)
            .Select(o => new { o.Id, o.Title, o.Number, o.DatedOn }).ToListAsync(ct);
        var form = posted ?? new ApproveProgramForm
        {
            Version = sent.Version, DatedOn = await clock.TodayAsync(ct), Order = prepared is [var first, ..] ? first.Id.ToString() : ApproveProgramForm.NewOrder,
            Title = $"Об утверждении {DocumentKind.Find(frame.Program.DocumentKind)?.Genitive}", Issuer = frame.School ?? tenant.AuthorityName,
        };
        var choices = prepared.Select(o => new SelectListItem($"{o.Title} ({ProgramWords.Order(o.Number, o.DatedOn)})", o.Id.ToString())).Append(new SelectListItem("Новый приказ", ApproveProgramForm.NewOrder));
        return new ApprovePage(frame, form, [.. choices], await readiness.OfAsync(sent.Id, ct));
    }

    public async Task<NextYearPage?> NextAsync(Guid id, NextYearForm? posted, CancellationToken ct) =>
        await frames.FindEditableAsync(id, ProgramTab.Overview, ct) is { InForce: not null } frame
            ? new NextYearPage(frame, posted ?? new NextYearForm { Years = NextYear.LengthOf(frame.Program), Into = NextYearForm.NewProgramCode, Key = Guid.CreateVersion7().ToString() }) : null;
}

/// <param name="Readiness">Null where nothing is in work or the person has no part in it.</param>
public sealed record VersionsPage(ProgramFrame Frame, Readiness? Readiness, CorrectForm Form, ReturnProgramForm ReturnForm);

/// <param name="LinkPath">Where the link beside the heading leads; null for none.</param>
public sealed record VersionTable(ProgramFrame Frame, string? LinkPath, string LinkTitle);

public sealed record ApprovePage(ProgramFrame Frame, ApproveProgramForm Form, IReadOnlyList<SelectListItem> Orders, Readiness Readiness);

public sealed record NextYearPage(ProgramFrame Frame, NextYearForm Form);

public sealed class CorrectForm
{
    public string? Note { get; set; }
}

public sealed class CorrectFormValidator : AbstractValidator<CorrectForm>
{
    public CorrectFormValidator() => RuleFor(f => f.Note).NotEmpty().WithMessage("Напишите, что и почему меняется.")
        .MaximumLength(ProgramVersion.NoteMaxLength).WithMessage("Сократите текст до {MaxLength} знаков.");
}

public sealed class ReturnProgramForm
{
    public string? Comment { get; set; }
    public uint? Version { get; set; }
}

public sealed class ReturnProgramFormValidator : AbstractValidator<ReturnProgramForm>
{
    public ReturnProgramFormValidator() => RuleFor(f => f.Comment).NotEmpty().WithMessage("Напишите, что нужно исправить.")
        .MaximumLength(ProgramVersion.NoteMaxLength).WithMessage("Сократите текст до {MaxLength} знаков.");
}

public sealed class ApproveProgramForm
{
    public const string NewOrder = "new";

    /// <summary>Id of a prepared order, or <see cref="NewOrder"/>.</summary>
    public string? Order { get; set; }
    public string? Number { get; set; }
    public DateOnly? DatedOn { get; set; }
    public string? Title { get; set; }
    public string? Issuer { get; set; }
    public uint? Version { get; set; }

    public bool IsNew => Order == NewOrder;

    public ApproveVersion ToCommand() => new(Guid.TryParse(Order, out var id) ? id : null, Number!, DatedOn!.Value, Title ?? "", Issuer ?? "");
}

public sealed class ApproveProgramFormValidator : AbstractValidator<ApproveProgramForm>
{
    public ApproveProgramFormValidator(TimeProvider time)
    {
        RuleFor(f => f.Order).Must(order => order == ApproveProgramForm.NewOrder || Guid.TryParse(order, out _)).WithMessage("Выберите приказ.");
        RuleFor(f => f.Number).NotEmpty().WithMessage("Введите номер приказа.").MaximumLength(ProgramOrder.NumberMaxLength).WithMessage("Сократите номер до {MaxLength} знаков.");
        // A day of leeway covers every time zone of the country.
        RuleFor(f => f.DatedOn).NotNull().WithMessage("Введите дату приказа.")
            .Must(date => date is null || date <= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddDays(1))).WithMessage("Дата приказа ещё не наступила.");
        RuleFor(f => f.Title).NotEmpty().When(f => f.IsNew).WithMessage("Введите, о чём приказ.")
            .MaximumLength(ProgramOrder.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Issuer).NotEmpty().When(f => f.IsNew).WithMessage("Введите, кто издал приказ.").Limit(ContentLimits.Line);
    }
}

public sealed class NextYearForm
{
    public const string NewProgramCode = "program";
    public const string SameProgramCode = "version";

    public int? Years { get; set; }

    /// <summary>A programme of its own, or the next version of this one.</summary>
    public string? Into { get; set; }

    /// <summary>The id of the programme to be, so that a form sent twice makes one.</summary>
    public string? Key { get; set; }

    public StartNextYear ToCommand() => new(Years!.Value, Into == SameProgramCode, Guid.TryParse(Key, out var id) ? id : null);
}

public sealed class NextYearFormValidator : AbstractValidator<NextYearForm>
{
    public NextYearFormValidator()
    {
        RuleFor(f => f.Years).NotNull().WithMessage("Введите, на сколько лет переносится план.").InclusiveBetween(1, 10).WithMessage("Введите число от 1 до 10.");
        RuleFor(f => f.Into).Must(into => into is NextYearForm.NewProgramCode or NextYearForm.SameProgramCode).WithMessage("Выберите, куда переносится план.");
    }
}
