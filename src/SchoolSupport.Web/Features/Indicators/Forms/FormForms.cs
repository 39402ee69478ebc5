using System.Text.RegularExpressions;
using FluentValidation;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>An own form.</summary>
public sealed partial class NewFormForm
{
    /// <summary>Made by the page, so that pressing the button twice makes one form.</summary>
    public string? Code { get; set; }
    public string? Title { get; set; }
    public string? Instruction { get; set; }

    public static NewFormForm Empty() => new() { Code = $"own-{Guid.NewGuid():N}"[..12] };

    public FormHeading ToHeading() => new(Title!, Instruction ?? "");

    [GeneratedRegex("^own-[0-9a-f]{8}$")]
    internal static partial Regex Pattern();
}

public sealed class NewFormFormValidator : AbstractValidator<NewFormForm>
{
    public NewFormFormValidator()
    {
        RuleFor(f => f.Code).Must(code => code is not null && NewFormForm.Pattern().IsMatch(code)).WithMessage("Откройте страницу «Новая анкета» ещё раз.");
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название анкеты.").MaximumLength(FormDefinition.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Instruction).MaximumLength(FormDefinition.InstructionMaxLength).WithMessage("Сократите пояснение до {MaxLength} знаков.");
    }
}

/// <summary>Title and instruction of a draft.</summary>
public sealed class HeadingForm
{
    public string? Title { get; set; }
    public string? Instruction { get; set; }

    /// <summary>Stamp of what the page showed.</summary>
    public string? Was { get; set; }

    public static HeadingForm Of(FormDefinition form) => new() { Title = form.Title, Instruction = form.Instruction, Was = FormHeading.Of(form).Stamp };

    public FormHeading ToHeading() => new(Title!, Instruction ?? "");
}

public sealed class HeadingFormValidator : AbstractValidator<HeadingForm>
{
    public HeadingFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название анкеты.").MaximumLength(FormDefinition.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Instruction).MaximumLength(FormDefinition.InstructionMaxLength).WithMessage("Сократите пояснение до {MaxLength} знаков.");
    }
}

/// <summary>From when a draft is in force.</summary>
public sealed class PublishForm
{
    public const string Today = "today", NextYear = "year", Day = "day";

    public string? From { get; set; } = Today;
    public DateOnly? StartsOn { get; set; }

    /// <summary>«I know that something will have no data»; asked only when a needed question is retired.</summary>
    public bool Knows { get; set; }
    public uint? Version { get; set; }

    public DateOnly DayFrom(DateOnly today) => From switch { NextYear => AcademicYear.Of(today).Next.FirstDay, Day => StartsOn!.Value, _ => today };
}

public sealed class PublishFormValidator : AbstractValidator<PublishForm>
{
    public PublishFormValidator()
    {
        RuleFor(f => f.From).Must(from => from is PublishForm.Today or PublishForm.NextYear or PublishForm.Day).WithMessage("Выберите, с какого дня действует анкета.");
        RuleFor(f => f.StartsOn).NotNull().When(f => f.From == PublishForm.Day).WithMessage("Введите день, с которого действует анкета.");
        RuleFor(f => f.Version).NotNull().WithMessage("Откройте страницу ещё раз.");
    }
}
