using FluentValidation;
using SchoolSupport.Application.Schools;
using SchoolSupport.Documents.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>A school's details as a person types them in.</summary>
public sealed class SchoolForm
{
    public const int CodeMaxLength = SchoolRegisterReader.LongestCode;
    public const int LoginMaxLength = 40;
    public const int MaxPupils = 20_000;
    public const string UsualLevels = "usual";
    public const string OwnLevels = "own";

    public string? FullName { get; set; }
    public string? ShortName { get; set; }
    public SchoolKind? Kind { get; set; }
    public string? Levels { get; set; }
    public bool TeachesBasic { get; set; }
    public bool TeachesSecondary { get; set; }
    public string? Area { get; set; }
    public string? Settlement { get; set; }
    public string? Inn { get; set; }
    public string? Login { get; set; }
    public string? Code { get; set; }
    public int? Pupils { get; set; }
    public DateOnly? OpenedOn { get; set; }
    public string? Note { get; set; }
    public uint? Version { get; set; }

    public static SchoolForm Of(School school) => new()
    {
        FullName = school.FullName,
        ShortName = school.ShortName,
        Kind = school.Kind,
        Levels = SchoolDetails.Levels(school.Kind) == (school.TeachesBasic, school.TeachesSecondary) ? UsualLevels : OwnLevels,
        TeachesBasic = school.TeachesBasic,
        TeachesSecondary = school.TeachesSecondary,
        Area = school.IsUrban ? SchoolWords.UrbanCode : SchoolWords.RuralCode,
        Settlement = school.Settlement,
        Inn = school.Inn,
        Login = school.Login,
        Code = school.Code,
        Pupils = school.Pupils,
        OpenedOn = school.OpenedOn,
        Note = school.Note,
        Version = school.Version,
    };

    /// <summary>Only of a valid form.</summary>
    public SchoolDetails ToDetails()
    {
        var kind = Kind!.Value;
        var (basic, secondary) = Levels == OwnLevels ? (TeachesBasic, TeachesSecondary) : SchoolDetails.Levels(kind);
        return new SchoolDetails(FullName!, ShortName!, kind, Area == SchoolWords.UrbanCode, Settlement ?? "", Inn, Login, Code, Pupils,
            basic, secondary, OpenedOn, Note ?? "");
    }

    /// <summary>The form in words, for the conflict page.</summary>
    public IEnumerable<(string Label, string Value)> InWords()
    {
        yield return ("Полное название", FullName ?? "");
        yield return ("Краткое название", ShortName ?? "");
        yield return ("Вид", Kind is { } kind ? SchoolWords.Kind(kind) : "");
        yield return ("Классы", GradesInWords());
        yield return ("Местность", Area switch { SchoolWords.UrbanCode => "городская", SchoolWords.RuralCode => "сельская", _ => "" });
        yield return ("Населённый пункт", Settlement ?? "");
        yield return ("ИНН", Inn ?? "");
        yield return ("Логин в ФИС ОКО", Login ?? "");
        yield return ("Код в регионе", Code ?? "");
        yield return ("Учащиеся", Pupils is { } pupils ? RussianText.Number(pupils) : "");
        yield return ("Дата открытия", OpenedOn is { } opened ? RussianText.ShortDate(opened) : "");
        yield return ("Примечание", Note ?? "");
    }

    private string GradesInWords()
    {
        if (Kind is not { } kind)
            return "";
        var (basic, secondary) = Levels == OwnLevels ? (TeachesBasic, TeachesSecondary) : SchoolDetails.Levels(kind);
        return SchoolWords.Grades(basic, secondary);
    }
}

public sealed class SchoolFormValidator : AbstractValidator<SchoolForm>
{
    public SchoolFormValidator()
    {
        RuleFor(f => f.FullName).NotEmpty().WithMessage("Введите полное название школы, как в уставе.")
            .MaximumLength(School.NameMaxLength).WithMessage("Сократите полное название до {MaxLength} знаков.");
        RuleFor(f => f.ShortName).NotEmpty().WithMessage("Введите краткое название школы.")
            .MaximumLength(School.NameMaxLength).WithMessage("Сократите краткое название до {MaxLength} знаков.");
        RuleFor(f => f.Kind).NotNull().WithMessage("Выберите вид школы.");
        RuleFor(f => f.Levels).Must(levels => levels is SchoolForm.UsualLevels or SchoolForm.OwnLevels)
            .WithMessage("Укажите, какие классы есть в школе.");
        RuleFor(f => f.Area).Must(area => area is SchoolWords.UrbanCode or SchoolWords.RuralCode).WithMessage("Укажите местность.");
        RuleFor(f => f.Settlement).MaximumLength(School.SettlementMaxLength).WithMessage("Сократите название населённого пункта до {MaxLength} знаков.");
        RuleFor(f => f.Inn).Must(inn => inn is null || InnNumber.HasRightShape(inn)).WithMessage("Введите ИНН организации: 10 цифр.")
            .Must(inn => inn is null || !InnNumber.HasRightShape(inn) || InnNumber.IsValid(inn))
            .WithMessage("Контрольная цифра ИНН не сходится: в номере опечатка. Сверьте его с уставом.");
        RuleFor(f => f.Login).MaximumLength(SchoolForm.LoginMaxLength).WithMessage("Сократите логин до {MaxLength} знаков.")
            .Matches("^[A-Za-z0-9._-]*$").WithMessage("В логине допустимы латинские буквы, цифры, точка и дефис, например sch470082.");
        RuleFor(f => f.Code).MaximumLength(SchoolForm.CodeMaxLength).WithMessage("Сократите код до {MaxLength} цифр.")
            .Matches("^[0-9]*$").WithMessage("Код состоит из цифр, например 138049.");
        RuleFor(f => f.Pupils).InclusiveBetween(0, SchoolForm.MaxPupils).WithMessage("Введите число учащихся от 0 до 20 000.");
        RuleFor(f => f.Note).MaximumLength(School.NoteMaxLength).WithMessage("Сократите примечание до {MaxLength} знаков.");
    }
}
