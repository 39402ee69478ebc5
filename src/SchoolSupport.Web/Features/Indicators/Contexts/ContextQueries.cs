using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
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

/// <summary>A collection that an answer was given to.</summary>
public sealed record ContextSource(string Title, string Address, bool IsAccepted);

/// <summary>An answer that a verdict was made from, and what it was divided by: whoever divides the shown numbers gets the shown share.</summary>
/// <param name="Source">Null: nobody answered.</param>
/// <param name="Whole">Pupils of the collection that the answer came from, or the newest ones; null: no share is made of the answer.</param>
/// <param name="Share">In percent, as the verdicts took it; null as <paramref name="Whole"/>.</param>
/// <param name="WholeSource">Null: the collection of the answer.</param>
public sealed record ContextAnswer(string Question, string Answer, ContextSource? Source, string? Whole = null, string? Share = null, ContextSource? WholeSource = null);

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
        var (question, answers) = (FormPresets.Question(code)!, school.Context.Answers);
        if (answers.SourceOf(code) is not { } source)
            return new ContextAnswer(question.Text, "нет данных", null);
        var told = new ContextAnswer(question.Text, Shown(question, answers.Answers[code]), Of(school, source));
        if (!FormFacts.PartsOfPupils.Contains(code))
            return told;
        var pupils = answers.SourceOf(FormFacts.Pupils, code);
        return told with
        {
            Whole = pupils is null ? "нет данных" : Shown(FormPresets.Question(FormFacts.Pupils)!, answers.Answers.Whole(FormFacts.Pupils, code)),
            Share = ContextWords.Percent(new FormFacts(answers.Answers).Share(code, FormFacts.Pupils)),
            WholeSource = pupils is null || pupils.CampaignId == source.CampaignId ? null : Of(school, pupils),
        };
    }

    private static string Shown(FormQuestion question, Answer answer) =>
        Application.Indicators.AnswerWords.Shown(question, answer) + (question.Unit.Length > 0 && answer.Number is not null ? $"{RussianText.NoBreakSpace}{question.Unit}" : "");

    private static ContextSource Of(PlacedSchool school, Application.Indicators.AnswerSource source) =>
        new(source.Title, $"/monitoring/campaigns/{source.CampaignId}/schools/{school.School.Id}", source.IsAccepted);
}
