using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
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

namespace SchoolSupport.Web.Features.Indicators;

/// <summary>The risk matrix as pages: all schools, and one with every value, its source and what is advised.</summary>
public sealed class RiskQueries(AppDbContext db, RiskReader reader, PageYear year)
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
        })]);
    }

    /// <summary>Null for a missing or foreign school, or one that did not exist in the year.</summary>
    public async Task<SchoolRiskPage?> SchoolAsync(Guid id, string? receipt, CancellationToken ct)
    {
        var matrix = await reader.ReadAsync(year.Value, id, ct);
        if (matrix.Schools.SingleOrDefault() is not { } school)
            return null;
        return new SchoolRiskPage(matrix, school, db.Actor.May(Permissions.ProgramsEdit) ? await DraftsAsync(ct) : [], receipt);
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

public sealed record RiskPage(RiskMatrix Matrix, string? Show, IReadOnlyList<SchoolRisk> Rows)
{
    public int Count(Func<SchoolRisk, bool> which) => Matrix.Schools.Count(which);
}

public sealed record SchoolRiskPage(RiskMatrix Matrix, SchoolRisk School, IReadOnlyList<RiskTarget> Targets, string? Receipt)
{
    public RiskExplanation Explanation => new(Matrix.Rules, School.Verdict);
    public string Name => NaturalKey.Title(School.School.ShortName);

    /// <summary>The collections that a line of the matrix came from, the whole's beside the part's where they differ; none for a result and for what nobody answered.</summary>
    public IReadOnlyList<AnswerSource> SourcesOf(string indicator)
    {
        var (share, answer) = (FormFacts.RiskShares.FirstOrDefault(s => s.Indicator == indicator), FormFacts.RiskAnswers.FirstOrDefault(a => a.Indicator == indicator).Question);
        AnswerSource?[] sources = share.Part is null ? [answer is null ? null : School.Answers.SourceOf(answer)]
            : [School.Answers.SourceOf(share.Part), School.Answers.SourceOf(share.Whole, share.Part)];
        return [.. sources.OfType<AnswerSource>().Distinct()];
    }

    public bool HasResult(string indicator) => RiskIndicator.Find(indicator)?.Procedure is { } procedure && Matrix.Results.ContainsKey((School.School.Id, procedure));
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

    /// <summary>«5 из 40 (12,5 %)», «нет», «не применимо», «указано 12, а всего 10»: what stands in a line of the matrix.</summary>
    public static string Value(RiskVerdict verdict, RiskRuleSet rules, RiskValue value)
    {
        if (verdict.Contradictions.FirstOrDefault(one => one.Code == value.Code) is { } contradiction)
            return contradiction.Message;
        if (value.Answer is { } answer)
            return answer switch { RiskAnswer.Yes => "да", RiskAnswer.No => "нет", RiskAnswer.NotApplicable => "не применимо", _ => "нет данных" };
        return value.Share is { } share && rules.ConditionOf(value.Code) is { } condition ? share.Words(condition.Threshold) : "нет данных";
    }
}
