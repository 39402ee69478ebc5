using FluentValidation;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>A table's name and years.</summary>
public sealed class TableForm
{
    public Guid? VersionId { get; set; }
    public uint? RowVersion { get; set; }
    public string? Title { get; set; }
    public int? PlanYear { get; set; }
    public int? OrderYear { get; set; }
    public bool AcademicPlan { get; set; }

    public static TableForm Of(Roadmap row) => new()
    {
        VersionId = row.VersionId, RowVersion = row.Version, Title = row.Title, PlanYear = row.PlanYear, OrderYear = row.OrderYear, AcademicPlan = row.AcademicPlan,
    };

    public TableDetails ToDetails() => new(Title!, PlanYear, OrderYear, AcademicPlan);
}

public sealed class TableFormValidator : AbstractValidator<TableForm>
{
    public TableFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название таблицы.").MaximumLength(Roadmap.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.PlanYear).InclusiveBetween(AcademicYear.MinStartYear, AcademicYear.MaxStartYear).WithMessage("Введите год четырьмя цифрами, например 2025.");
        RuleFor(f => f.OrderYear).InclusiveBetween(AcademicYear.MinStartYear, AcademicYear.MaxStartYear).WithMessage("Введите год четырьмя цифрами, например 2025.");
    }
}

/// <summary>Which columns a table has: those that are ticked, by their numbers.</summary>
public sealed class ColumnsForm
{
    public Guid? VersionId { get; set; }
    public uint? RowVersion { get; set; }
    public List<ColumnLine> Lines { get; set; } = [];

    /// <summary>The columns of the table, then the kinds that it does not have, then room for one of the department's own.</summary>
    public static ColumnsForm Of(RoadmapTree table)
    {
        var shown = table.Columns.Select((column, index) => new ColumnLine
        {
            Kind = RoadmapColumns.Key(column.Kind), Heading = column.Heading, Was = column.Heading, IsShown = true, Place = index + 1,
        }).ToList();
        var missing = Enum.GetValues<RoadmapColumn>().Where(kind => kind != RoadmapColumn.Other && !table.Shows(kind))
            .Select(kind => new ColumnLine { Kind = RoadmapColumns.Key(kind), Heading = RoadmapColumns.Usual(kind) });
        return new ColumnsForm
        {
            VersionId = table.Row.VersionId, RowVersion = table.Row.Version, Lines = [.. shown, .. missing, new ColumnLine { Kind = RoadmapColumns.Key(RoadmapColumn.Other) }],
        };
    }

    public IReadOnlyList<ColumnChoice> ToChoices() => [.. Lines.Where(line => line.IsShown && RoadmapColumns.Find(line.Kind) is not null).OrderBy(line => line.Place ?? int.MaxValue)
        .Select(line => new ColumnChoice(RoadmapColumns.Find(line.Kind)!.Value, line.Heading ?? "", line.Was))];
}

public sealed class ColumnLine
{
    /// <summary>A key of <see cref="RoadmapColumns"/>.</summary>
    public string? Kind { get; set; }
    public string? Heading { get; set; }
    public string? Was { get; set; }
    public bool IsShown { get; set; }
    public int? Place { get; set; }
}

public sealed class SectionForm
{
    public Guid? VersionId { get; set; }
    public uint? RowVersion { get; set; }

    /// <summary>The table of a new section.</summary>
    public Guid? Map { get; set; }

    /// <summary>The section around it; null: the top.</summary>
    public Guid? Parent { get; set; }
    public string? Number { get; set; }
    public string? Title { get; set; }
}

public sealed class SectionFormValidator : AbstractValidator<SectionForm>
{
    public SectionFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название раздела.").MaximumLength(RoadmapSection.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.Number).MaximumLength(RoadmapSection.NumberMaxLength).WithMessage("Сократите номер до {MaxLength} знаков.");
    }
}
