using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Programs;

public sealed class PassportForm : RowsForm<PassportRow>
{
    public override void ReadFrom(ProgramContent content) => Rows =
        [.. content.Passport.Select(f => new PassportRow { Key = f.Key, Label = f.Label, Place = f.Place.ToString(), IsList = f.IsList, Items = string.Join('\n', f.Items) })];

    public override ProgramContent ApplyTo(ProgramContent content) => content with
    {
        Passport = [.. Arranged().Select(r => new PassportField(r.Key ?? "", r.Label!, r.IsList, Lines(r.Items), Enum.TryParse<FieldPlace>(r.Place, out var place) ? place : default))],
    };

    protected override PassportRow NewRow(string? kind) =>
        PassportKeys.LabelOf(kind ?? "") is { } label ? new() { Key = kind, Label = label, Place = nameof(FieldPlace.Passport) } : new() { Place = nameof(FieldPlace.Passport) };

    public override bool IsBlank(PassportRow row) => row.Label is null && row.Items is null;

    protected override string Words(PassportRow row) => $"{row.Label}: {Joined(Lines(row.Items))}";
}

public sealed class PassportRow
{
    /// <summary>A key of <see cref="PassportKeys"/>; empty for a field of the department's own.</summary>
    public string? Key { get; set; }
    public string? Label { get; set; }
    public string? Place { get; set; }
    public bool IsList { get; set; }

    /// <summary>One item a line.</summary>
    public string? Items { get; set; }
}

public sealed class DirectionsForm : RowsForm<DirectionRow>
{
    public override void ReadFrom(ProgramContent content) => Rows =
    [
        .. content.Directions.Select(d => new DirectionRow
        {
            Number = d.Number, Title = d.Title, Goal = d.Goal, Tasks = string.Join('\n', d.Tasks), Indicators = string.Join('\n', d.Indicators), Measures = string.Join('\n', d.Measures),
        }),
    ];

    public override ProgramContent ApplyTo(ProgramContent content) => content with
    {
        Directions = [.. Arranged().Select(r => new ProgramDirection(r.Title!, r.Goal ?? "", Lines(r.Tasks), Lines(r.Indicators), Lines(r.Measures), r.Number ?? ""))],
    };

    public override bool IsBlank(DirectionRow row) => row is { Title: null, Goal: null, Tasks: null, Indicators: null, Measures: null };

    protected override string Words(DirectionRow row) => Joined(row.Number, row.Title, row.Goal, row.Tasks, row.Indicators, row.Measures);
}

public sealed class DirectionRow
{
    public string? Number { get; set; }
    public string? Title { get; set; }
    public string? Goal { get; set; }
    public string? Tasks { get; set; }

    /// <summary>Codes of the programme's indicators, or words, one a line.</summary>
    public string? Indicators { get; set; }
    public string? Measures { get; set; }
}

public sealed class StagesForm : RowsForm<StageRow>
{
    public override void ReadFrom(ProgramContent content) => Rows = [.. content.Stages.Select(s => new StageRow { Title = s.Title, Term = s.Term, Description = s.Description })];

    public override ProgramContent ApplyTo(ProgramContent content) =>
        content with { Stages = [.. Arranged().Select(r => new ProgramStage(r.Title!, r.Term ?? "", r.Description ?? ""))] };

    public override bool IsBlank(StageRow row) => row is { Title: null, Term: null, Description: null };

    protected override string Words(StageRow row) => Joined(row.Title, row.Term, row.Description);
}

public sealed class StageRow
{
    public string? Title { get; set; }
    public string? Term { get; set; }
    public string? Description { get; set; }
}

public sealed class ManagerialForm : RowsForm<ManagerialRow>
{
    public override void ReadFrom(ProgramContent content) => Rows =
        [.. content.ManagerialMeasures.Select(m => new ManagerialRow { Priority = m.Priority, Task = m.Task, Achievement = m.Achievement, Preparation = m.Preparation })];

    public override ProgramContent ApplyTo(ProgramContent content) => content with
    {
        ManagerialMeasures = [.. Arranged().Select(r => new ManagerialMeasure(r.Priority ?? "", r.Task!, r.Achievement ?? "", string.Join('\n', Lines(r.Preparation))))],
    };

    /// <summary>A new measure usually belongs to the priority above.</summary>
    protected override ManagerialRow NewRow(string? kind) => new() { Priority = Rows.LastOrDefault()?.Priority };

    public override bool IsBlank(ManagerialRow row) => row is { Task: null, Achievement: null, Preparation: null };

    protected override string Words(ManagerialRow row) => Joined(row.Priority, row.Task, row.Achievement, row.Preparation);
}

public sealed class ManagerialRow
{
    public string? Priority { get; set; }
    public string? Task { get; set; }
    public string? Achievement { get; set; }
    public string? Preparation { get; set; }
}

public sealed class LegalBasesForm : RowsForm<LegalBasisRow>
{
    public override void ReadFrom(ProgramContent content) => Rows =
    [
        .. content.LegalBases.Select(b => new LegalBasisRow
        {
            Kind = b.Kind, Issuer = b.Issuer, Date = b.Date, Number = b.Number, Title = b.Title, Verbatim = b.Verbatim, Comment = b.Comment,
        }),
    ];

    public override ProgramContent ApplyTo(ProgramContent content) => content with
    {
        LegalBases = [.. Arranged().Select(r => new LegalBasis(r.Kind ?? "", r.Issuer ?? "", r.Date, r.Number ?? "", r.Title ?? "", r.Verbatim!, r.Comment ?? ""))],
    };

    public override bool IsBlank(LegalBasisRow row) => row is { Kind: null, Issuer: null, Date: null, Number: null, Title: null, Verbatim: null };

    protected override string Words(LegalBasisRow row) =>
        Joined(row.Verbatim, row.Kind, row.Issuer, row.Date is { } date ? RussianText.ShortDate(date) : null, row.Number, row.Title, row.Comment);
}

public sealed class LegalBasisRow
{
    public string? Kind { get; set; }
    public string? Issuer { get; set; }
    public DateOnly? Date { get; set; }
    public string? Number { get; set; }
    public string? Title { get; set; }

    /// <summary>As the document prints it, with its errors.</summary>
    public string? Verbatim { get; set; }
    public string? Comment { get; set; }
}

public sealed class IndicatorsForm : RowsForm<IndicatorRow>
{
    public override void ReadFrom(ProgramContent content) => Rows =
    [
        .. content.Indicators.Select(i => new IndicatorRow
        {
            Code = i.Code, Name = i.Name, Unit = i.Unit, Kind = i.Kind, Wish = i.HigherIsBetter ? IndicatorRow.Higher : IndicatorRow.Lower, Numerator = i.Numerator,
            Denominator = i.Denominator, Period = i.Period, Scope = i.Scope, Note = i.Note, Targets = string.Join('\n', i.Targets.Select(t => $"{t.Key}: {t.Value}")),
        }),
    ];

    public override ProgramContent ApplyTo(ProgramContent content) => content with
    {
        Indicators =
        [
            .. Arranged().Select(r => new ProgramIndicator(r.Code!, r.Name!, r.Unit ?? "", r.Kind ?? "share", r.Wish != IndicatorRow.Lower, r.Numerator ?? "", r.Denominator ?? "",
                r.Period ?? "", r.Scope ?? "", r.TargetsByYear(), r.Note ?? "")),
        ],
    };

    public override bool IsBlank(IndicatorRow row) => row is { Code: null, Name: null };

    protected override string Words(IndicatorRow row) => Joined(row.Code, row.Name, row.Unit, row.Kind, row.Wish, row.Numerator, row.Denominator, row.Period, row.Scope, row.Targets, row.Note);
}

public sealed class IndicatorRow
{
    public const string Higher = "higher";
    public const string Lower = "lower";

    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Unit { get; set; }
    public string? Kind { get; set; }
    public string? Wish { get; set; }
    public string? Numerator { get; set; }
    public string? Denominator { get; set; }
    public string? Period { get; set; }
    public string? Scope { get; set; }

    /// <summary>«2026: не менее 5», one year a line.</summary>
    public string? Targets { get; set; }
    public string? Note { get; set; }

    /// <summary>Year → target; a line without a year is one for all of them and stands under an empty key.</summary>
    public IReadOnlyDictionary<string, string> TargetsByYear()
    {
        var targets = new Dictionary<string, string>();
        foreach (var line in (Targets ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            targets[parts.Length == 2 ? parts[0] : ""] = parts[^1];
        }
        return targets;
    }
}
