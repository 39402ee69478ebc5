using FluentValidation;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>What is done with the chosen rows of a table.</summary>
public sealed class SelectedForm
{
    public Guid? VersionId { get; set; }

    /// <summary>Each «line:version», as the checkboxes have it.</summary>
    public List<string> Rows { get; set; } = [];

    /// <summary>«change», «move», «copy» or «remove».</summary>
    public string? Action { get; set; }
    public string? Responsible { get; set; }
    public string? Deadline { get; set; }

    /// <summary>As <see cref="MeasureForm.Scope"/>; null: as it is.</summary>
    public string? Scope { get; set; }
    public List<Guid> Schools { get; set; } = [];

    /// <summary>The section at whose end the rows go.</summary>
    public Guid? Section { get; set; }
    public string? Back { get; set; }

    public IReadOnlyList<ShownRow> Shown => [.. Rows.Select(ReadRow).OfType<ShownRow>().DistinctBy(row => row.Line)];

    /// <summary>Only what was filled in.</summary>
    public IReadOnlyList<MeasureChange> ToChanges()
    {
        var changes = new List<MeasureChange>();
        if (Responsible is not null)
            changes.Add(new CellChange(RoadmapColumn.Responsible, Responsible));
        if (Deadline is not null)
            changes.Add(new CellChange(RoadmapColumn.Deadline, Deadline));
        if (Scope is not null)
            changes.Add(new MeasureForm { Scope = Scope, Schools = Schools }.ToScope());
        return changes;
    }

    private static ShownRow? ReadRow(string row) =>
        row.Split(':') is [var line, var version] && Guid.TryParse(line, out var id) && uint.TryParse(version, out var number) ? new ShownRow(id, number) : null;
}

public sealed class SelectedFormValidator : AbstractValidator<SelectedForm>
{
    public SelectedFormValidator()
    {
        RuleFor(f => f.Shown).NotEmpty().WithName("Rows").WithMessage("Отметьте мероприятия в таблице.");
        RuleFor(f => f.Action).Must(action => action is "change" or "move" or "copy" or "remove").WithMessage("Выберите, что сделать с отмеченными мероприятиями.");
        RuleFor(f => f.Responsible).Must((form, _) => form.Action != "change" || form.ToChanges().Count > 0).WithMessage("Введите новых ответственных, новый срок или выберите школы.");
        RuleFor(f => f.Responsible).MaximumLength(Measure.TextMaxLength).WithMessage("Сократите текст до {MaxLength} знаков.");
        RuleFor(f => f.Deadline).MaximumLength(Measure.TextMaxLength).WithMessage("Сократите текст до {MaxLength} знаков.");
        RuleFor(f => f.Schools).NotEmpty().When(f => f.Scope == MeasureForm.OfListed).WithMessage("Отметьте хотя бы одну школу.");
        RuleFor(f => f.Section).NotNull().When(f => f.Action == "move").WithMessage("Выберите раздел, в который перенести мероприятия.");
    }
}
