using System.Text.Json;
using FluentValidation;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs.Roadmaps;

/// <summary>A measure as a person writes it on a page of its own. Fields whose columns the table does not have are not shown and not read.</summary>
public sealed class MeasureForm
{
    public const string OfDepartment = "none";
    public const string OfParticipants = "participants";
    public const string OfListed = "listed";
    public const string OfGroup = "group:";

    public Guid? VersionId { get; set; }
    public uint? RowVersion { get; set; }

    /// <summary>Of a new measure: the section at whose end it goes.</summary>
    public Guid? Section { get; set; }

    /// <summary>What the page showed, so that places left alone stay as others may have made them: JSON, place → text.</summary>
    public string? Was { get; set; }
    public string? Code { get; set; }
    public string? Title { get; set; }
    public string? EventForm { get; set; }
    public string? Deadline { get; set; }
    public string? Responsible { get; set; }
    public string? Indicator { get; set; }
    public string? Result { get; set; }
    public string? SchoolText { get; set; }
    public string? Level { get; set; }

    /// <summary>Columns of the department's own, in the order of the table.</summary>
    public List<string?> Other { get; set; } = [];

    /// <summary>For whom: one of the words above, or <see cref="OfGroup"/> with a code.</summary>
    public string? Scope { get; set; }
    public string? Grades { get; set; }
    public List<Guid> Schools { get; set; } = [];
    public Dictionary<Guid, string?> GradesOf { get; set; } = [];
    public List<string> Artefacts { get; set; } = [];

    public static MeasureForm Of(RoadmapTree table, MeasureNode measure, Guid versionId)
    {
        string? Text(RoadmapColumn column) => table.TextOf(measure, column);
        var form = new MeasureForm
        {
            VersionId = versionId, RowVersion = measure.Row.Version, Code = Text(RoadmapColumn.Code), Title = Text(RoadmapColumn.Title), EventForm = Text(RoadmapColumn.Form),
            Deadline = Text(RoadmapColumn.Deadline), Responsible = Text(RoadmapColumn.Responsible), Indicator = Text(RoadmapColumn.Indicator), Result = Text(RoadmapColumn.Result),
            SchoolText = Text(RoadmapColumn.Schools), Level = measure.Row.Level is { } level ? MeasureLevels.All.First(known => known.Level == level).Code : null,
            Other = [.. OthersOf(table).Select(heading => measure.Other.GetValueOrDefault(heading))],
            Scope = ScopeOf(measure.Row), Grades = measure.Row.Grades, Schools = [.. measure.Schools.Select(link => link.SchoolId)],
            GradesOf = measure.Schools.Where(link => link.Grades is not null).ToDictionary(link => link.SchoolId, link => link.Grades), Artefacts = [.. measure.Row.Artefacts],
        };
        form.Was = JsonSerializer.Serialize(form.Changes(table).ToDictionary(Place, change => MeasureEdits.Shown(table, measure, change) ?? ""), ProgramJson.Options);
        return form;
    }

    /// <summary>Everything on the form as changes of a measure; what the person left as it was says so.</summary>
    public IReadOnlyList<MeasureChange> ToChanges(RoadmapTree table)
    {
        var was = ReadWas();
        return [.. Changes(table).Select(change => was.TryGetValue(Place(change), out var shown) ? change with { Was = shown } : change)];
    }

    /// <summary>Only what is filled in: the rest of a new row is as its place makes it.</summary>
    public IReadOnlyList<MeasureChange> ToNew(RoadmapTree table) =>
        [.. Changes(table).Where(change => change is CellChange { Text: { Length: > 0 } } or ScopeChange { Scope: not SchoolScope.None } or ArtefactsChange { Codes.Count: > 0 })];

    private IEnumerable<MeasureChange> Changes(RoadmapTree table)
    {
        foreach (var column in table.Columns.Where(c => c.Kind != RoadmapColumn.Other).Select(c => c.Kind))
            yield return new CellChange(column, TextOf(column));
        foreach (var (heading, index) in OthersOf(table).Select((heading, index) => (heading, index)))
            yield return new CellChange(RoadmapColumn.Other, Other.ElementAtOrDefault(index), heading);
        yield return ToScope();
        yield return new ArtefactsChange([.. ArtefactKind.All.Select(kind => kind.Code).Where(Artefacts.Contains)]);
    }

    internal ScopeChange ToScope() => Scope switch
    {
        OfParticipants => new ScopeChange(SchoolScope.Participants, null, Grades, []),
        OfListed => new ScopeChange(SchoolScope.Listed, null, Grades, [.. Schools.Distinct().Select(id => new ScopeSchool(id, GradesOf.GetValueOrDefault(id)))]),
        { } group when group.StartsWith(OfGroup, StringComparison.Ordinal) => new ScopeChange(SchoolScope.Group, group[OfGroup.Length..], Grades, []),
        _ => new ScopeChange(SchoolScope.None, null, null, []),
    };

    private static string ScopeOf(Measure row) => row.SchoolScope switch
    {
        SchoolScope.Participants => OfParticipants,
        SchoolScope.Group => OfGroup + row.GroupCode,
        SchoolScope.Listed => OfListed,
        _ => OfDepartment,
    };

    private string? TextOf(RoadmapColumn column) => column switch
    {
        RoadmapColumn.Code => Code,
        RoadmapColumn.Title => Title,
        RoadmapColumn.Form => EventForm,
        RoadmapColumn.Deadline => Deadline,
        RoadmapColumn.Responsible => Responsible,
        RoadmapColumn.Indicator => Indicator,
        RoadmapColumn.Result => Result,
        RoadmapColumn.Schools => SchoolText,
        RoadmapColumn.Level => Level,
        _ => null,
    };

    private static string Place(MeasureChange change) => change switch
    {
        CellChange cell => RoadmapColumns.Key(cell.Column) + cell.Heading,
        ScopeChange => "scope",
        _ => "artefacts",
    };

    internal static IEnumerable<string> OthersOf(RoadmapTree table) => table.Columns.Where(c => c.Kind == RoadmapColumn.Other).Select(c => c.Heading);

    private Dictionary<string, string> ReadWas()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(Was ?? "{}") ?? [];
        }
        // Then the version of the row alone decides.
        catch (JsonException)
        {
            return [];
        }
    }
}

public sealed class MeasureFormValidator : AbstractValidator<MeasureForm>
{
    public MeasureFormValidator()
    {
        RuleFor(f => f.Title).NotEmpty().WithMessage("Введите название мероприятия.");
        RuleFor(f => f.Code).MaximumLength(Measure.CodeMaxLength).WithMessage("Сократите номер до {MaxLength} знаков.");
        foreach (var field in new System.Linq.Expressions.Expression<Func<MeasureForm, string?>>[]
                     { f => f.Title, f => f.EventForm, f => f.Deadline, f => f.Responsible, f => f.Indicator, f => f.Result, f => f.SchoolText })
            RuleFor(field).MaximumLength(Measure.TextMaxLength).WithMessage("Сократите текст до {MaxLength} знаков.");
        RuleForEach(f => f.Other).MaximumLength(Measure.TextMaxLength).WithMessage("Сократите текст до {MaxLength} знаков.");
        RuleFor(f => f.Grades).MaximumLength(Measure.GradesMaxLength).WithMessage("Сократите до {MaxLength} знаков.");
        RuleFor(f => f.Schools).NotEmpty().When(f => f.Scope == MeasureForm.OfListed).WithMessage("Отметьте хотя бы одну школу.");
        RuleFor(f => f.Scope).Must(IsScope).WithMessage("Выберите, для каких школ мероприятие.");
    }

    private static bool IsScope(string? scope) => scope is null or MeasureForm.OfDepartment or MeasureForm.OfParticipants or MeasureForm.OfListed
        || (scope.StartsWith(MeasureForm.OfGroup, StringComparison.Ordinal) && Domain.Schools.SchoolGroupKind.Find(scope[MeasureForm.OfGroup.Length..]) is not null);
}

/// <summary>A part of a composite measure.</summary>
public sealed class PartForm
{
    public Guid? VersionId { get; set; }
    public uint? RowVersion { get; set; }

    /// <summary>Null for a new part.</summary>
    public Guid? Part { get; set; }
    public string? Title { get; set; }
    public string? Deadline { get; set; }
    public string? Result { get; set; }
    public string? Level { get; set; }

    public SubItemChange ToChange() => new(Part, Title ?? "", Deadline, Result, MeasureLevels.Find(Level));
}

/// <summary>One cell, as the script sends it.</summary>
public sealed class CellForm
{
    public Guid? VersionId { get; set; }
    public uint? RowVersion { get; set; }

    /// <summary>A key of <see cref="RoadmapColumns"/>.</summary>
    public string? Column { get; set; }
    public string? Heading { get; set; }
    public string? Text { get; set; }

    /// <summary>What the cell said when its editor was opened; empty and not sent are not the same, hence <see cref="HasWas"/>.</summary>
    public string? Was { get; set; }
    public bool HasWas { get; set; }

    /// <summary>Null when there is no such column.</summary>
    public CellChange? ToChange() => RoadmapColumns.Find(Column) is { } column
        ? new CellChange(column, Text, column == RoadmapColumn.Other ? Heading ?? "" : null) { Was = HasWas ? Was ?? "" : null } : null;
}

/// <summary>An answer to the question about a deadline; exactly one of the last five is set.</summary>
public sealed class DeadlineForm
{
    public Guid? VersionId { get; set; }
    public uint? RowVersion { get; set; }

    /// <summary>The part that it is about; null for the measure.</summary>
    public Guid? Part { get; set; }
    public bool AsRead { get; set; }
    public string? Choice { get; set; }
    public string? Schedule { get; set; }
    public string? Hint { get; set; }
    public string? Dismissed { get; set; }

    /// <summary>Null when nothing was answered.</summary>
    public DeadlineAnswer? ToChange() => this switch
    {
        { Choice: { } words } => new DeadlineChoice(words, Part),
        { Schedule: { } text } => new DeadlineSchedule(text, Part),
        { Hint: { } quote } => new DeadlineHintAnswer(quote, true, Part),
        { Dismissed: { } quote } => new DeadlineHintAnswer(quote, false, Part),
        { AsRead: true } => new DeadlineAsRead(Part),
        _ => null,
    };
}

/// <summary>Where a measure goes: a step up or down, beside another one, or into a section.</summary>
public sealed class MoveForm
{
    public Guid? VersionId { get; set; }

    /// <summary>«up» or «down».</summary>
    public string? Step { get; set; }
    public Guid? Before { get; set; }
    public Guid? After { get; set; }

    /// <summary>The beginning of a section.</summary>
    public Guid? Start { get; set; }

    /// <summary>The end of a section.</summary>
    public Guid? End { get; set; }

    /// <summary>Null for a step and when nothing was said.</summary>
    public MeasurePlace? ToPlace() => this switch
    {
        { Before: { } line } => MeasurePlace.Before(line),
        { After: { } line } => MeasurePlace.Behind(line),
        { Start: { } section } => new MeasurePlace(null, false, section, null),
        { End: { } section } => new MeasurePlace(null, true, section, null),
        _ => null,
    };
}
