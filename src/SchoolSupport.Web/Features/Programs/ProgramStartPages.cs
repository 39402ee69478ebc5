using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the pages of a new programme show, and what their answers make.</summary>
public sealed class ProgramStartPages(TenantClock clock, ParticipantSuggestions suggestions)
{
    public async Task<StartEmptyPage> EmptyAsync(EmptyStartForm? posted, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        return new StartEmptyPage(posted ?? new EmptyStartForm { Key = NewKey(), DocumentKind = "programme", SchoolTerm = tenant.SchoolTerm, Columns = ColumnSets.All[0].Code });
    }

    public async Task<StartTemplatePage> TemplateAsync(ProgramTemplate template, TemplateStartForm? posted, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var form = posted ?? new TemplateStartForm
        {
            Key = NewKey(), StartYear = NextStart(await clock.TodayAsync(ct)), Years = template.Years.Default, SchoolTerm = tenant.SchoolTerm,
        };
        // Every field of the page needs its key.
        foreach (var question in TemplateQuestions.Asked(template))
            form.Answers.TryAdd(question.Key, null);
        var chooser = Chooser(await suggestions.ReadAsync(ct), template.Participants, posted?.Participants);
        form.Participants = [.. chooser.Rows.Select(r => r.Choice)];
        return new StartTemplatePage(template, form, tenant.AuthorityName, chooser);
    }

    /// <summary>The programme that the answers make; whom the form names is looked up in the register when it is stored.</summary>
    public async Task<NewProgram> ProgramAsync(ProgramTemplate template, TemplateStartForm form, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var answers = form.ToAnswers(TemplateAnswers.Of(tenant, form.StartYear!.Value, form.Years!.Value));
        var filled = TemplateText.Fill(template, answers);
        var from = new DateOnly(answers.StartYear, 1, 1);
        var participants = form.Participants.Where(p => p.IsChosen)
            .Select(p => new NewParticipant(p.SchoolId!.Value, p.GroupCode ?? "", ReasonOf(filled.Program, p.GroupCode), from));
        return ProgramStart.From(filled, answers.SchoolsTerm, [.. participants]) with { Id = Guid.TryParse(form.Key, out var key) ? key : null };
    }

    /// <summary>Lines of the table: every open school, chosen when the register or the approved list suggests it for one of the groups.</summary>
    public static ParticipantChooser Chooser(SuggestedParticipants found, IReadOnlyList<TemplateParticipants> groups, List<ParticipantChoice>? posted)
    {
        var before = posted?.Where(p => p.SchoolId is not null).ToDictionary(p => p.SchoolId!.Value);
        var rows = found.Schools.Select(school => new ChooserRow(school.Title, Why(school, found.List),
            before is not null ? before.GetValueOrDefault(school.Id) ?? new ParticipantChoice { SchoolId = school.Id } : Suggested(school, groups)));
        return new ParticipantChooser([.. rows], found.List);
    }

    private static ParticipantChoice Suggested(SuggestedSchool school, IReadOnlyList<TemplateParticipants> groups)
    {
        var byGroup = groups.FirstOrDefault(g => g.Group is { } code && school.Groups.Contains(code));
        var byList = school.IsListed ? groups.FirstOrDefault(g => g.Group is null or "SHNOR_MUN") : null;
        return new ParticipantChoice { SchoolId = school.Id, Chosen = (byGroup ?? byList) is not null, GroupCode = (byGroup ?? byList)?.Group ?? "" };
    }

    private static string Why(SuggestedSchool school, ApprovedList? list)
    {
        var reasons = school.Groups.Select(code => SchoolGroupKind.Find(code)?.Name ?? code).ToList();
        if (school.IsListed)
            reasons.Insert(0, $"список школ с низкими результатами за {list!.Year} год");
        return string.Join("; ", reasons);
    }

    private static string ReasonOf(ProgramTemplate template, string? group) =>
        template.Participants.FirstOrDefault(p => (p.Group ?? "") == (group ?? ""))?.Reason ?? "";

    // A programme that is begun in autumn is one for the next calendar year.
    private static int NextStart(DateOnly today) => today.Month >= 9 ? today.Year + 1 : today.Year;

    private static string NewKey() => Guid.CreateVersion7().ToString();
}

public sealed record StartChoosePage(IReadOnlyList<ProgramTemplate> Templates);

public sealed record StartEmptyPage(EmptyStartForm Form);

public sealed record StartTemplatePage(ProgramTemplate Template, TemplateStartForm Form, string Authority, ParticipantChooser Chooser);

/// <param name="List">The approved list that schools are suggested from.</param>
public sealed record ParticipantChooser(IReadOnlyList<ChooserRow> Rows, ApprovedList? List);

/// <param name="Why">Why the school is suggested; empty when nothing speaks for it.</param>
public sealed record ChooserRow(string School, string Why, ParticipantChoice Choice);
