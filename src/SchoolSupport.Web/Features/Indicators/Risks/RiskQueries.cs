using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Indicators.Risks;

/// <summary>The risk matrix as pages: all schools, one with every value, its source and what is advised, and lists as they were fixed.</summary>
public sealed class RiskQueries(AppDbContext db, RiskReader reader, RiskRulesService rules, TenantClock clock, PageYear year)
{
    public async Task<RiskPage> PageAsync(string? show, CancellationToken ct)
    {
        var matrix = await reader.ReadAsync(year.Value, null, ct);
        return new RiskPage(matrix, show, [.. matrix.Schools.Where(s => show switch
        {
            "risk" => s.Verdict.IsRisk == Ternary.Yes,
            "unknown" => s.Verdict.IsRisk == Ternary.Unknown,
            "new" => s.Change.Change == RiskChange.Appeared,
            "removed" => s.Change.Change == RiskChange.Removed,
            _ => true,
        })], db.Actor.May(Permissions.IdentificationDecide), await clock.TenantAsync(ct));
    }

    /// <summary>Null for a missing or foreign school, or one that is not on the year's list.</summary>
    public async Task<SchoolRiskPage?> SchoolAsync(Guid id, string? receipt, CancellationToken ct)
    {
        var matrix = await reader.ReadAsync(year.Value, id, ct);
        if (matrix.Schools.SingleOrDefault() is not { } school)
            return null;
        return new SchoolRiskPage(matrix, school, db.Actor.May(Permissions.ProgramsEdit) ? await DraftsAsync(ct) : [], receipt, false);
    }

    /// <summary>A list as it was fixed; null for a missing or foreign one.</summary>
    public async Task<RiskListPage?> ListAsync(Guid id, CancellationToken ct) => await reader.ReadRunAsync(id, null, ct) is { } matrix ? new RiskListPage(matrix) : null;

    /// <summary>A school of a fixed list; null where either is missing or foreign.</summary>
    public async Task<SchoolRiskPage?> ListedSchoolAsync(Guid id, Guid schoolId, CancellationToken ct) =>
        await reader.ReadRunAsync(id, schoolId, ct) is { } matrix && matrix.Schools.SingleOrDefault() is { } school ? new SchoolRiskPage(matrix, school, [], null, true) : null;

    /// <summary>What would be fixed now.</summary>
    /// <param name="form">What was typed; null: a new form.</param>
    public async Task<FixRiskListPage> FixAsync(FixRiskListForm? form, CancellationToken ct)
    {
        var matrix = await reader.ReadAsync(year.Value, null, ct);
        var now = await reader.VerdictsNowAsync(year.Value, ct);
        return new FixRiskListPage(matrix, now, await rules.InForceAsync(ct), form ?? new FixRiskListForm { BasedOn = matrix.Head.History.FirstOrDefault()?.Number ?? 0 });
    }

    /// <summary>Municipal programmes with a draft that the person may write, with the tables of each.</summary>
    private async Task<IReadOnlyList<RiskTarget>> DraftsAsync(CancellationToken ct) => await (
        from program in db.SupportPrograms.AsNoTracking().EditableBy(db)
        join version in db.ProgramVersions.AsNoTracking() on program.Id equals version.ProgramId
        join roadmap in db.Roadmaps.AsNoTracking() on version.Id equals roadmap.VersionId
        where program.SchoolId == null && version.Status == VersionStatus.Draft
        orderby program.Title, roadmap.SortOrder
        select new RiskTarget(program.Id, version.Id, roadmap.LineId, program.Title, roadmap.Title)).ToListAsync(ct);

    public async Task<RiskTarget?> TargetAsync(Guid line, CancellationToken ct) => (await DraftsAsync(ct)).FirstOrDefault(t => t.Table == line);
}

public sealed record RiskPage(RiskMatrix Matrix, string? Show, IReadOnlyList<SchoolRisk> Rows, bool MayFix, Tenant Tenant)
{
    public int Count(Func<SchoolRisk, bool> which) => Matrix.Schools.Count(which);
}

/// <summary>The matrix as a table.</summary>
/// <param name="SchoolPath">Address of a school's page without its id.</param>
public sealed record RiskTable(RiskMatrix Matrix, IReadOnlyList<SchoolRisk> Rows, string SchoolPath);

public sealed record RiskListPage(RiskMatrix Matrix);

/// <param name="Now">Verdicts by the data of now.</param>
/// <param name="Method">In force.</param>
public sealed record FixRiskListPage(RiskMatrix Matrix, IReadOnlyList<Ternary> Now, RiskRuleSet Method, FixRiskListForm Form);

/// <param name="IsOfList">The school of a list as it was fixed: nothing is done from here.</param>
public sealed record SchoolRiskPage(RiskMatrix Matrix, SchoolRisk School, IReadOnlyList<RiskTarget> Targets, string? Receipt, bool IsOfList)
{
    public RiskExplanation Explanation => new(Matrix.Rules, School.Verdict);
    public string Name => NaturalKey.Title(School.School.ShortName);

    /// <summary>What the data of now would say of this school otherwise; null: the same.</summary>
    public ChangedRisk? Changed => Matrix.Changes?.Verdicts.FirstOrDefault(one => one.School.Id == School.School.Id);
    public bool HasOtherValues => Matrix.Changes?.OnlyValues.Any(one => one.Id == School.School.Id) == true;
}

/// <summary>A table of a draft that measures can be put into.</summary>
public sealed record RiskTarget(Guid Program, Guid Version, Guid Table, string Title, string TableTitle)
{
    public DraftKey Key => new(Program, Version);
}

public sealed class TakeMeasuresForm
{
    public Guid? Table { get; set; }
    public List<string> Measures { get; set; } = [];
}

public static class RiskWords
{
    public static MarkKind Mark(Ternary value) => value switch { Ternary.Yes => MarkKind.Late, Ternary.No => MarkKind.Done, _ => MarkKind.NoData };

    public static string Change(RiskChange change) => change switch
    {
        RiskChange.Appeared => "новая в списке",
        RiskChange.Removed => "вышла из списка",
        RiskChange.Stays => "остаётся в списке",
        RiskChange.Free => "вне списка оба года",
        _ => "сравнить нельзя",
    };

    /// <summary>«Школа № 3: была не рисковая, сейчас рисковая; раздел 4: риска не было, сейчас есть».</summary>
    public static string Changed(ChangedRisk one)
    {
        var name = NaturalKey.Title(one.School.ShortName);
        if (one.Fixed is not { } was)
            return $"{name}: в списке нет, сейчас — {RiskExplanation.Label(one.Now)}";
        var parts = was.Sections.Zip(one.Now.Sections).Where(pair => pair.First.Triggered != pair.Second.Triggered)
            .Select(pair => $"раздел {pair.First.Section.Code} — {RiskExplanation.SectionLabel(pair.First.Triggered)}, сейчас {RiskExplanation.SectionLabel(pair.Second.Triggered)}");
        var verdict = one.DiffersInVerdict ? $"в списке {RiskExplanation.Label(was)}, сейчас {RiskExplanation.Label(one.Now)}" : $"вывод прежний ({RiskExplanation.Label(was)})";
        return RussianText.Nbsp($"{name}: {string.Join("; ", parts.Prepend(verdict))}");
    }

    /// <summary>«5 из 40 (12,5 %)», «нет», «не применимо», «указано 12, а всего 10»: what stands in a line of the matrix.</summary>
    public static string Value(RiskVerdict verdict, RiskRuleSet rules, RiskValue value) => Value(verdict, rules.ConditionOf(value.Code)?.Threshold, value);

    /// <inheritdoc cref="Value(RiskVerdict, RiskRuleSet, RiskValue)"/>
    public static string Value(RiskVerdict verdict, Threshold? threshold, RiskValue value) => value.Answer switch
    {
        _ when verdict.Contradictions.FirstOrDefault(one => one.Code == value.Code) is { } contradiction => contradiction.Message,
        RiskAnswer.Yes => "да",
        RiskAnswer.No => "нет",
        RiskAnswer.NotApplicable => "не применимо",
        null when value.Share is { } share && threshold is { } limit => share.Words(limit),
        _ => "нет данных",
    };
}
