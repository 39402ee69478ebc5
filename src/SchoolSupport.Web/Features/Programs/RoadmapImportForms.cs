using FluentValidation;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Web.Features.Programs;

public sealed class RoadmapFileForm
{
    public IFormFile? File { get; set; }

    public async Task<byte[]> ReadAsync(CancellationToken ct)
    {
        using var memory = new MemoryStream((int)File!.Length);
        await File.CopyToAsync(memory, ct);
        return memory.ToArray();
    }
}

public sealed class RoadmapFileFormValidator : AbstractValidator<RoadmapFileForm>
{
    public RoadmapFileFormValidator() => RuleFor(f => f.File).Must(file => file is { Length: > 0 }).WithMessage("Выберите файл с дорожной картой: .docx или .xlsx.")
        .Must(file => file is null || file.Length <= WorkbookLimits.Default.MaxFileBytes)
        .WithMessage($"Файл больше {WorkbookLimits.Default.MaxFileBytes / 1_048_576} МБ. Удалите из него рисунки и лишние страницы.");
}

/// <summary>What is decided on the preview: tables, schools, and the programme when it is a new one.</summary>
public sealed class RoadmapImportForm
{
    public List<ImportTableChoice> Tables { get; set; } = [];
    public List<ImportSchoolChoice> Schools { get; set; } = [];
    public ImportedProgramForm? Program { get; set; }

    public CommitImport ToCommand(NewProgram? program) => new(
        Tables.Where(t => t.IsTaken).DistinctBy(t => t.Index).ToDictionary(t => t.Index!.Value, t => t.ToCommand()),
        Schools.Where(s => s.Mention is not null && !string.IsNullOrEmpty(s.School)).DistinctBy(s => s.Mention)
            .ToDictionary(s => s.Mention!, s => Guid.TryParse(s.School, out var id) ? id : (Guid?)null),
        program);
}

public sealed class ImportTableChoice
{
    public const string Skip = "skip";
    public const string Add = "add";

    public int? Index { get; set; }

    /// <summary><see cref="Skip"/>, <see cref="Add"/>, or the line of the table of the draft to replace.</summary>
    public string? Action { get; set; }
    public int? PlanYear { get; set; }
    public bool Splits { get; set; }
    public bool InheritsEmpty { get; set; }

    public static ImportTableChoice Added(int index, TableChoice choice) =>
        new() { Index = index, Action = Add, PlanYear = choice.PlanYear, Splits = choice.SplitsComposite, InheritsEmpty = choice.InheritsEmpty };

    public bool IsTaken => Index is not null && Action is not (null or Skip);

    public CommitTable ToCommand() => new(new TableChoice(PlanYear, Splits, InheritsEmpty), Guid.TryParse(Action, out var line) ? line : null);
}

public sealed class ImportSchoolChoice
{
    /// <summary>Not a school of ours.</summary>
    public const string None = "none";

    public string? Mention { get; set; }

    /// <summary>Id of a school, <see cref="None"/>, or empty while nobody decided.</summary>
    public string? School { get; set; }
}

public sealed class RoadmapImportFormValidator : AbstractValidator<RoadmapImportForm>
{
    public RoadmapImportFormValidator()
    {
        RuleFor(f => f.Tables).Must(tables => tables.Any(t => t.IsTaken)).OverridePropertyName("").WithMessage("Выберите хотя бы одну таблицу.");
        RuleForEach(f => f.Tables).ChildRules(table =>
        {
            table.RuleFor(t => t.PlanYear).InclusiveBetween(2000, 2100).WithMessage("Введите год плана, например 2026, или оставьте пустым.");
            table.RuleFor(t => t.Action).Must(a => a is null or ImportTableChoice.Skip or ImportTableChoice.Add || Guid.TryParse(a, out _)).WithMessage("Выберите из списка.");
        });
        RuleForEach(f => f.Schools).Must(s => string.IsNullOrEmpty(s.School) || s.School == ImportSchoolChoice.None || Guid.TryParse(s.School, out _)).WithMessage("Выберите школу из списка.");
    }
}

/// <summary>The programme that is made of a file.</summary>
public sealed class ImportedProgramForm
{
    public string? Title { get; set; }
    public string? DocumentKind { get; set; }
    public DateOnly? PeriodFrom { get; set; }
    public DateOnly? PeriodTo { get; set; }
    public string? SchoolTerm { get; set; }

    public NewProgram ToProgram() => new() { Title = Title!, DocumentKind = DocumentKind!, PeriodFrom = PeriodFrom, PeriodTo = PeriodTo, SchoolTerm = SchoolTerm! };
}

public sealed class ImportedProgramFormValidator : AbstractValidator<ImportedProgramForm>
{
    public ImportedProgramFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название документа.")
            .MaximumLength(SupportProgram.TitleMaxLength).WithMessage("Сократите название до {MaxLength} знаков.");
        RuleFor(f => f.DocumentKind).Must(kind => kind is not null && Application.Programs.DocumentKind.Find(kind) is not null).WithMessage("Выберите вид документа.");
        RuleFor(f => f.SchoolTerm).Must(term => term is "ОО" or "ОУ").WithMessage("Выберите, как в документе названы школы.");
        RuleFor(f => f.PeriodTo).GreaterThanOrEqualTo(f => f.PeriodFrom).When(f => f.PeriodFrom is not null && f.PeriodTo is not null)
            .WithMessage("Срок не может закончиться раньше, чем начался.");
    }
}
