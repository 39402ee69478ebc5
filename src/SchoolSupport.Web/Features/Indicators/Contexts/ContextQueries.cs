using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Indicators.Contexts;

/// <summary>Conditions and results of all schools of a year.</summary>
/// <param name="Show">Code of a condition to narrow to.</param>
public sealed record ContextPage(ContextTable Table, string? Show)
{
    private static readonly (string Code, string Words, Func<PlacedSchool, bool> Is)[] Conditions =
    [
        ("risk-group", "Группа риска", one => one.Quadrant == ContextQuadrant.RiskGroup),
        ("worse", "Хуже школ схожего контекста", one => one.Comparison.Standing == PeerStanding.Worse),
        ("adverse", "ШНСУ и кандидаты", one => one.Context.IsAdverse || one.Context.Adverse.IsCandidate == Ternary.Yes),
        ("resilient", "Кандидаты в резильентные", one => one.Context.Resilient == ResilientState.Candidate),
        ("high", "Высокие результаты", one => one.High.IsCandidate == Ternary.Yes),
    ];

    public IReadOnlyList<PlacedSchool> Rows { get; } =
        [.. Table.Schools.Where(one => Show is null || !Conditions.Any(condition => condition.Code == Show) || Conditions.First(condition => condition.Code == Show).Is(one))];

    public IEnumerable<(string? Code, string Words, int Count)> Filters =>
        Conditions.Select(condition => ((string?)condition.Code, condition.Words, Table.Schools.Count(condition.Is))).Prepend((null, "Все", Table.Schools.Count));

    public QuadrantChart Chart => new(Table);

    public static string Name(PlacedSchool one) => NaturalKey.Title(one.School.ShortName);
}

/// <summary>An answer that a verdict was made from.</summary>
public sealed record ContextAnswer(string Question, string Answer, string? Source, string? Address, bool IsAccepted);

/// <summary>One school with everything behind its verdicts.</summary>
public sealed record SchoolContextPage(ContextTable Table, PlacedSchool School, IReadOnlyList<ContextAnswer> Answers, IReadOnlyList<PlacedSchool> Peers)
{
    public string Name => ContextPage.Name(School);
}

/// <summary>The method: the version in force, all versions.</summary>
public sealed record ContextRulesPage(IReadOnlyList<ContextRulesVersion> Versions, bool MayEdit, Tenant Tenant)
{
    public ContextRuleSet Rules => Versions[0].Rules;
}

/// <summary>Reads context verdicts for pages.</summary>
public sealed class ContextQueries(AppDbContext db, ContextReader reader, ContextRulesService rules, TenantClock clock, PageYear year)
{
    public async Task<ContextPage> PageAsync(string? show, CancellationToken ct) => new(await reader.ReadAsync(year.Value, ct), show);

    /// <summary>Null for a missing or foreign school, or one that did not exist in the year.</summary>
    public async Task<SchoolContextPage?> SchoolAsync(Guid id, CancellationToken ct)
    {
        var table = await reader.ReadAsync(year.Value, ct);
        if (table.Find(id) is not { } school)
            return null;
        var peers = school.Peers.Schools.ToHashSet();
        return new SchoolContextPage(table, school, [.. ContextReader.Questions.Select(code => Told(school, code))], [.. table.Schools.Where(one => peers.Contains(one.Context.Key))]);
    }

    public async Task<ContextRulesPage> RulesAsync(CancellationToken ct) => new(await rules.VersionsAsync(ct), db.Actor.May(Permissions.RulesEdit), await clock.TenantAsync(ct));

    private static ContextAnswer Told(PlacedSchool school, string code)
    {
        var question = FormPresets.Question(code)!;
        if (school.Context.Answers.SourceOf(code) is not { } source)
            return new ContextAnswer(question.Text, "нет данных", null, null, true);
        var answer = school.Context.Answers.Answers[code];
        return new ContextAnswer(question.Text, Application.Indicators.AnswerWords.Shown(question, answer) + (question.Unit.Length > 0 && answer.Number is not null ? $"{RussianText.NoBreakSpace}{question.Unit}" : ""),
            source.Title, $"/monitoring/campaigns/{source.CampaignId}/schools/{school.School.Id}", source.IsAccepted);
    }
}
