using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Reports;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Notes;

/// <summary>Facts of notes in memory, and what notes say in plain words.</summary>
internal static class NoteSamples
{
    public static readonly DateOnly StartedOn = new(2025, 10, 20);

    public static readonly Tenant Department = new()
    {
        Code = "lesnaya", RegionId = Guid.NewGuid(), Name = "Лесная поляна", NameGenitive = "Лесной поляны", NamePrepositional = "Лесной поляне", AuthorityName = "Управление образования",
        AuthorityGenitive = "управления образования", AdministrationName = "Администрация",
    };

    public static School School(string title) => new()
    {
        ShortName = $"МБОУ «{title}»", FullName = title, SortName = NaturalKey.SortName(title), SearchText = title, Kind = SchoolKind.Basic, CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Answers of the matrix that trigger nothing but what is changed.</summary>
    public static RiskVerdict Verdict(params (string Question, decimal Value)[] changed)
    {
        var answers = FormFacts.RiskAnswers.ToDictionary(a => a.Question, _ => Answer.Yes);
        foreach (var (_, part, whole) in FormFacts.RiskShares)
            (answers[whole], answers[part]) = (Answer.Of(100), Answer.Of(0));
        foreach (var (question, value) in changed)
            answers[question] = Answer.Of(value);
        return RiskRuleSet.Standard.Evaluate(new FormFacts(answers).Risk(RiskIndicator.All.Select(i => i.Procedure).OfType<string>().ToDictionary(code => code, _ => ShareFact.Of(1, 50))));
    }

    public static readonly RiskVerdict Unknown = RiskRuleSet.Standard.Evaluate(new RiskFacts(new Dictionary<string, RiskAnswer>(), new Dictionary<string, ShareFact>()));

    /// <summary>A primary school: no rooms for physics and chemistry, nothing triggered.</summary>
    public static RiskVerdict WithoutRooms
    {
        get
        {
            var answers = FormFacts.RiskAnswers.ToDictionary(a => a.Question, a => a.Question is "lab-physics" or "lab-chemistry" ? Answer.NotApplicable : Answer.Yes);
            foreach (var (_, part, whole) in FormFacts.RiskShares)
                (answers[whole], answers[part]) = (Answer.Of(100), Answer.Of(0));
            return RiskRuleSet.Standard.Evaluate(new FormFacts(answers).Risk(RiskIndicator.All.Select(i => i.Procedure).OfType<string>().ToDictionary(code => code, _ => ShareFact.Of(1, 50))));
        }
    }

    public static RiskListNoteFacts Risks(params (string School, RiskVerdict Now, RiskVerdict? Before)[] schools) => new(Department, new RiskMatrix(new AcademicYear(2024), RiskRuleSet.Standard,
        [.. schools.Select(s => new SchoolRisk(School(s.School), s.Now, s.Before, new RiskInputs(new RiskFacts(new Dictionary<string, RiskAnswer>(), new Dictionary<string, ShareFact>()), () => [])))],
        new RiskListHead(null, "расчёт на 20.10.2025, список не зафиксирован", [], null), null), StartedOn);

    /// <summary>All words of a note but tables, plain spaces; a line for each paragraph.</summary>
    public static string TextOf(IEnumerable<NoteSection> sections) => string.Join('\n', sections.SelectMany(s => s.Blocks.Select(b => b.Text ?? (b.Block as Note)?.Text ?? "").Prepend(s.Heading))).Replace('\u00A0', ' ');

    public static string CellsOf(IEnumerable<NoteSection> sections) => string.Join('\n', sections.SelectMany(s => s.Blocks).Select(b => b.Block).OfType<DocumentTable>()
        .SelectMany(t => t.Body).SelectMany(r => r.Cells).Select(c => c.Cell.Value.Text)).Replace('\u00A0', ' ');

    public static string SectionOf(IEnumerable<NoteSection> sections, string key) => TextOf(sections.Where(s => s.Key == key));

    public static async Task<NoteMaterial> ReadAsync(TestTenant tenant, NoteKind kind, string period)
    {
        await using var scope = tenant.Scope();
        var reader = scope.ServiceProvider.GetRequiredService<NoteReader>();
        return await reader.ReadAsync(kind, NoteKinds.Period(kind, period)!.Value, await reader.UsualProgramAsync(CancellationToken.None), StartedOn, CancellationToken.None);
    }

    public static async Task<TResult> DoAsync<TResult>(TestTenant tenant, Func<NoteService, Task<TResult>> work, string role = Roles.Methodist)
    {
        await using var scope = tenant.Scope(role);
        return await work(scope.ServiceProvider.GetRequiredService<NoteService>());
    }

    public static async Task<StoredNote> FindAsync(TestTenant tenant, Guid id, ReportEdition edition = ReportEdition.Internal)
    {
        await using var scope = tenant.Scope();
        return (await scope.ServiceProvider.GetRequiredService<NotePaperService>().FindAsync(id, edition, CancellationToken.None))!;
    }

    public static Task<Guid> CreateAsync(TestTenant tenant, NoteKind kind, string period) => DoAsync(tenant, s => s.CreateAsync(new NewNote(null, kind, NoteKinds.Period(kind, period)!.Value, null), CancellationToken.None));

    public static MonitoringPeriod Period(string key) => MonitoringPeriod.TryParse(key, out var period) ? period : throw new ArgumentException(key, nameof(key));
}
