using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>A sum as it is edited: questions whose answers are added up and compared with the answer to another.</summary>
public sealed class TotalForm
{
    public const string Equal = "equal", AtMost = "most";

    /// <summary>Of a new sum, made by the page: pressing the button twice adds one sum.</summary>
    public string? Code { get; set; }

    /// <summary>Stamp of what the page showed.</summary>
    public string? Was { get; set; }

    /// <summary>Code of a question.</summary>
    public string? Whole { get; set; }

    /// <summary>Codes of questions.</summary>
    public List<string> Parts { get; set; } = [];
    public string? Kind { get; set; }

    public static TotalForm New() => new() { Code = $"s-{Guid.NewGuid():N}"[..12], Was = "", Kind = Equal };

    public static TotalForm Of(FormTotal stored) => new() { Code = stored.Key, Was = new DraftTotal(stored).Stamp, Whole = stored.Whole, Parts = [.. stored.Parts], Kind = stored.IsExact ? Equal : AtMost };

    /// <param name="code">Of the sum that is changed; null: the form's, for a new one.</param>
    public DraftTotal ToTotal(string? code) => new(new FormTotal(Whole!, [.. Parts.Distinct()], Kind == Equal, code ?? Code));

    /// <summary>What stands in the fields, in words, for comparing.</summary>
    public static IEnumerable<(string Label, string Value)> InWords(FormDefinition form, DraftTotal stored) => [("Сумма", QuestionWords.Total(form, stored.Total))];

    public static IEnumerable<SelectListItem> Kinds => [new("сумма равна целому", Equal), new("сумма не больше целого", AtMost)];
}

public sealed class TotalFormValidator : AbstractValidator<TotalForm>
{
    public TotalFormValidator()
    {
        RuleFor(f => f.Code).Matches("^s-[0-9a-f]{10}$").When(f => string.IsNullOrEmpty(f.Was)).WithMessage("Откройте страницу суммы ещё раз.");
        RuleFor(f => f.Whole).NotEmpty().WithMessage("Выберите целое.");
        RuleFor(f => f.Parts).Must(parts => parts.Count > 0).WithMessage("Отметьте вопросы, из которых складывается сумма.");
        RuleFor(f => f.Kind).Must(kind => kind is TotalForm.Equal or TotalForm.AtMost).WithMessage("Выберите, как сравнивать сумму с целым.");
    }
}
