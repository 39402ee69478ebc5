using FluentValidation;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Tenants;

public sealed class MunicipalityForm
{
    public const int TextMaxLength = 300;
    public const int MostNames = 20;

    public string? Name { get; set; }
    public string? NameGenitive { get; set; }
    public string? NamePrepositional { get; set; }
    public string? AuthorityName { get; set; }
    public string? AuthorityGenitive { get; set; }
    public string? AdministrationName { get; set; }

    /// <summary>One a line.</summary>
    public string? MunicipalityNames { get; set; }
    public string? TimeZone { get; set; }
    public string? SchoolTerm { get; set; }
    public string? HeadPosition { get; set; }
    public string? HeadName { get; set; }
    public string? Executor { get; set; }
    public string? MethodologyBasis { get; set; }
    public bool MarkInternal { get; set; }
    public bool KeepPupilRows { get; set; }
    public bool DigestEnabled { get; set; }
    public uint? Version { get; set; }

    public static MunicipalityForm Of(Tenant t) => new()
    {
        Name = t.Name, NameGenitive = t.NameGenitive, NamePrepositional = t.NamePrepositional, AuthorityName = t.AuthorityName,
        AuthorityGenitive = t.AuthorityGenitive, AdministrationName = t.AdministrationName, MunicipalityNames = string.Join('\n', t.MunicipalityNames),
        TimeZone = t.TimeZone, SchoolTerm = t.SchoolTerm, HeadPosition = t.HeadPosition, HeadName = t.HeadName, Executor = t.Executor,
        MethodologyBasis = t.MethodologyBasis, MarkInternal = t.MarkInternal, KeepPupilRows = t.KeepPupilRows, DigestEnabled = t.DigestEnabled, Version = t.Version,
    };

    public string[] Names() => (MunicipalityNames ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();

    public TenantSettings ToCommand() => new(Name!, NameGenitive!, NamePrepositional!, AuthorityName!, AuthorityGenitive!, AdministrationName!,
        Names(), TimeZone!, SchoolTerm!, HeadPosition ?? "", HeadName ?? "", Executor ?? "", MethodologyBasis ?? "", MarkInternal, KeepPupilRows, DigestEnabled);

    /// <summary>The form in words, for the conflict page.</summary>
    public IEnumerable<(string Label, string Value)> InWords()
    {
        yield return ("Название", Name ?? "");
        yield return ("Название в родительном падеже", NameGenitive ?? "");
        yield return ("Название в предложном падеже", NamePrepositional ?? "");
        yield return ("Орган управления образованием", AuthorityName ?? "");
        yield return ("Орган в родительном падеже", AuthorityGenitive ?? "");
        yield return ("Администрация", AdministrationName ?? "");
        yield return ("Названия в региональных файлах", string.Join("; ", Names()));
        yield return ("Часовой пояс", TimeZone ?? "");
        yield return ("Как называть школы", SchoolTerm ?? "");
        yield return ("Должность руководителя", HeadPosition ?? "");
        yield return ("Руководитель", HeadName ?? "");
        yield return ("Исполнитель", Executor ?? "");
        yield return ("Основание методики", MethodologyBasis ?? "");
        yield return ("Пометка «Для служебного пользования»", MarkInternal ? "да" : "нет");
        yield return ("Хранить строки участников", KeepPupilRows ? "да" : "нет");
        yield return ("Письма о сроках мероприятий", DigestEnabled ? "да" : "нет");
    }
}

public sealed class MunicipalityFormValidator : AbstractValidator<MunicipalityForm>
{
    public MunicipalityFormValidator()
    {
        Text(f => f.Name, "Введите название муниципалитета.");
        Text(f => f.NameGenitive, "Введите название в родительном падеже: «список школ (чего?)».");
        Text(f => f.NamePrepositional, "Введите название в предложном падеже: «школы в (чём?)».");
        Text(f => f.AuthorityName, "Введите название органа управления образованием.");
        Text(f => f.AuthorityGenitive, "Введите название органа в родительном падеже.");
        Text(f => f.AdministrationName, "Введите название администрации.");
        RuleFor(f => f.MunicipalityNames).Must((form, _) => form.Names().Length <= MunicipalityForm.MostNames)
            .WithMessage($"Оставьте не больше {MunicipalityForm.MostNames} названий.")
            .Must((form, _) => form.Names().All(name => name.Length <= Tenant.NameMaxLength)).WithMessage($"Сократите названия до {Tenant.NameMaxLength} знаков.");
        RuleFor(f => f.TimeZone).Must(zone => RussianTimeZones.All.Any(z => z.Id == zone)).WithMessage("Выберите часовой пояс.");
        RuleFor(f => f.SchoolTerm).Must(term => term is "ОО" or "ОУ").WithMessage("Выберите, как называть школы.");
        foreach (var field in new System.Linq.Expressions.Expression<Func<MunicipalityForm, string?>>[] { f => f.HeadPosition, f => f.HeadName, f => f.Executor, f => f.MethodologyBasis })
            RuleFor(field).MaximumLength(MunicipalityForm.TextMaxLength).WithMessage("Сократите до {MaxLength} знаков.");
    }

    private void Text(System.Linq.Expressions.Expression<Func<MunicipalityForm, string?>> field, string message) =>
        RuleFor(field).NotEmpty().WithMessage(message).MaximumLength(Tenant.NameMaxLength).WithMessage("Сократите до {MaxLength} знаков.");
}
