using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>A new collection.</summary>
public sealed class CampaignForm
{
    /// <summary>Made by the page, so that pressing the button twice makes one collection.</summary>
    public Guid? Id { get; set; }
    public string? Title { get; set; }
    public string? Preset { get; set; }
    public string? Period { get; set; }
    public DateOnly? OpensOn { get; set; }
    public DateOnly? Deadline { get; set; }
    public bool AcceptsLate { get; set; } = true;
    public string? Instruction { get; set; }
    public List<string> Forms { get; set; } = [];
    public List<Guid> Schools { get; set; } = [];
    public bool AsksDepartment { get; set; }

    /// <param name="planned">Null for one made by hand.</param>
    public static CampaignForm Of(PlannedCampaign? planned, DateOnly today, List<Guid> schools) => planned is null
        ? new CampaignForm { Id = Guid.CreateVersion7(), Period = MonitoringPeriod.OfMonth(today.Year, today.Month).Key, OpensOn = today, Deadline = today.AddDays(14), Schools = schools }
        : new CampaignForm
        {
            Id = Guid.CreateVersion7(), Title = planned.Title, Preset = planned.Preset.Code, Period = planned.Period.Key, OpensOn = planned.Opens, Deadline = planned.Deadline, Instruction = planned.Preset.Instruction,
            Forms = [.. planned.Preset.Forms], Schools = schools, AsksDepartment = planned.Preset.Audience == CampaignAudience.Department,
        };

    public NewCampaign ToCommand() => new(Title!, Preset, Parsed!.Value, OpensOn!.Value, Deadline!.Value, AcceptsLate, Instruction ?? "", Forms, Schools, AsksDepartment) { Id = Id };

    internal MonitoringPeriod? Parsed => MonitoringPeriod.TryParse(Period, out var period) ? period : null;
}

public sealed class CampaignFormValidator : AbstractValidator<CampaignForm>
{
    public CampaignFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название сбора.").MaximumLength(CampaignRow.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Period).Must((form, _) => form.Parsed is not null).WithMessage("Выберите период, о котором собираются данные.");
        RuleFor(f => f.OpensOn).NotNull().WithMessage("Введите дату, с которой школы заполняют анкеты.");
        RuleFor(f => f.Deadline).NotNull().WithMessage("Введите последний день сдачи.");
        RuleFor(f => f.Deadline).GreaterThanOrEqualTo(f => f.OpensOn).When(f => f is { OpensOn: not null, Deadline: not null }).WithMessage("Срок сдачи не может быть раньше дня открытия.");
        RuleFor(f => f.Instruction).MaximumLength(CampaignRow.InstructionMaxLength).WithMessage("Сократите пояснение до {MaxLength} знаков.");
        RuleFor(f => f.Forms).Must(codes => codes.Count > 0).WithMessage("Отметьте хотя бы одну анкету.");
        RuleFor(f => f.Schools).Must((form, schools) => schools.Count > 0 || form.AsksDepartment).WithMessage("Отметьте хотя бы одну школу.");
    }
}

/// <summary>A later last day, for everybody or for one school.</summary>
public sealed class CampaignDates
{
    public DateOnly? Deadline { get; set; }
    public uint? Version { get; set; }
}

public sealed class CampaignDatesValidator : AbstractValidator<CampaignDates>
{
    public CampaignDatesValidator() => RuleFor(f => f.Deadline).NotNull().WithMessage("Введите новый последний день.");
}

/// <summary>The words of collections.</summary>
public static class CampaignWords
{
    public static string State(CampaignState state) => state switch
    {
        CampaignState.Draft => "готовится",
        CampaignState.Open => "идёт",
        CampaignState.Closed => "закрыт",
        _ => "отменён",
    };

    public static Shared.MarkKind Mark(CampaignState state) => state switch
    {
        CampaignState.Draft => Shared.MarkKind.NotStarted,
        CampaignState.Open => Shared.MarkKind.InWork,
        CampaignState.Closed => Shared.MarkKind.Done,
        _ => Shared.MarkKind.Cancelled,
    };

    public static string State(SubmissionState state) => state switch
    {
        SubmissionState.NotStarted => "не начата",
        SubmissionState.Draft => "черновик",
        SubmissionState.Submitted => "отправлена",
        SubmissionState.Returned => "возвращена",
        _ => "принята",
    };

    public static Shared.MarkKind Mark(SubmissionState state, bool isOverdue) => state switch
    {
        SubmissionState.Submitted => Shared.MarkKind.Reached,
        SubmissionState.Accepted => Shared.MarkKind.Done,
        _ when isOverdue => Shared.MarkKind.Late,
        SubmissionState.Draft => Shared.MarkKind.InWork,
        SubmissionState.Returned => Shared.MarkKind.NeedsClarifying,
        _ => Shared.MarkKind.NotStarted,
    };

    /// <summary>The filter of the page of one collection.</summary>
    public static bool Shows(string? show, SubmissionLine line) => show switch
    {
        "not-started" => !line.HasLeft && line.Row.State == SubmissionState.NotStarted,
        "draft" => !line.HasLeft && line.Row.State == SubmissionState.Draft,
        "submitted" => !line.HasLeft && line.Row.State == SubmissionState.Submitted,
        "returned" => !line.HasLeft && line.Row.State == SubmissionState.Returned,
        "accepted" => !line.HasLeft && line.Row.State == SubmissionState.Accepted,
        "overdue" => line.IsOverdue,
        _ => true,
    };

    public static string Period(string key) => MonitoringPeriod.TryParse(key, out var period) ? RussianText.Nbsp(period.Title) : key;

    /// <summary>Periods of the year, of the one before and of the one after it, by kind, the newest first.</summary>
    /// <param name="chosen">Offered wherever it lies.</param>
    public static IEnumerable<SelectListItem> Periods(AcademicYear year, MonitoringPeriod? chosen)
    {
        AcademicYear[] near = [year.Previous, year, year.Next];
        (PeriodKind Kind, string Name, int InAYear)[] kinds =
            [(PeriodKind.Month, "Месяц", 12), (PeriodKind.Quarter, "Квартал", 4), (PeriodKind.HalfYear, "Полугодие", 2), (PeriodKind.AcademicYear, "Учебный год", 1), (PeriodKind.CalendarYear, "Календарный год", 1)];
        return kinds.SelectMany(kind =>
        {
            var group = new SelectListGroup { Name = kind.Name };
            return Enumerable.Range(year.StartYear - 1, near.Length + 1).SelectMany(start => Enumerable.Range(1, kind.InAYear).Select(number => new MonitoringPeriod(kind.Kind, start, number)))
                .Where(period => near.Contains(period.Academic)).Concat(chosen is { } one && one.Kind == kind.Kind ? [one] : []).Distinct().OrderDescending()
                .Select(period => new SelectListItem(period.Title, period.Key) { Group = group });
        });
    }

    /// <summary>«осталось 12 дней», «сегодня последний день», «срок прошёл 3 дня назад».</summary>
    public static string Left(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        0 => "сегодня последний день",
        > 0 and var days => $"осталось {RussianText.Count(days, "день", "дня", "дней")}",
        var days => $"срок прошёл {RussianText.Count(-days, "день", "дня", "дней")} назад",
    };
}
