using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>What the pages of a new programme show, and what their answers make.</summary>
public sealed class ProgramStartPages(AppDbContext db, TenantClock clock, ParticipantSuggestions suggestions, OwnTemplateService own)
{
    public async Task<StartChoosePage> ChooseAsync(CancellationToken ct)
    {
        var kept = await db.TenantTemplates.AsNoTracking().Where(t => t.RemovedAt == null).OrderBy(t => t.Title)
            .Select(t => new OwnTemplateRow(t.Id, t.Title, t.Description)).ToListAsync(ct);
        return new StartChoosePage(ProgramTemplates.All, kept);
    }

    public async Task<StartEmptyPage> EmptyAsync(EmptyStartForm? posted, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        return new StartEmptyPage(posted ?? new EmptyStartForm { Key = NewKey(), DocumentKind = "programme", SchoolTerm = tenant.SchoolTerm, Columns = ColumnSets.All[0].Code });
    }

    public Task<StartTemplatePage> TemplateAsync(ProgramTemplate template, TemplateStartForm? posted, CancellationToken ct) =>
        QuestionsAsync(template, $"/programs/new/template/{template.Code}", null, posted, ct);

    /// <summary>The same questions about a template of the department's own; null for one that is not there.</summary>
    public async Task<StartTemplatePage?> OwnAsync(Guid id, TemplateStartForm? posted, CancellationToken ct) => await own.FindAsync(id, ct) is var (row, template)
        ? await QuestionsAsync(HeadOf(row, template), $"/programs/new/own/{id}", template.Program.SchoolTerm, posted, ct) : null;

    /// <summary>What a posted form is checked against; null for a template that is not there.</summary>
    public async Task<ProgramTemplate?> OwnHeadAsync(Guid id, CancellationToken ct) => await own.FindAsync(id, ct) is var (row, template) ? HeadOf(row, template) : null;

    public async Task<NewProgram?> OwnProgramAsync(Guid id, TemplateStartForm form, CancellationToken ct) => await own.FindAsync(id, ct) is var (_, template)
        ? template.Start(form.StartYear!.Value, form.Years!.Value, form.SchoolTerm!, Participants(form, template.Participants)) with { Id = KeyOf(form) } : null;

    private static ProgramTemplate HeadOf(TenantTemplate row, OwnTemplate template) => template.Head(row.Id.ToString(), row.Title, row.Description);

    private async Task<StartTemplatePage> QuestionsAsync(ProgramTemplate template, string path, string? schoolTerm, TemplateStartForm? posted, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var form = posted ?? new TemplateStartForm
        {
            Key = NewKey(), StartYear = NextStart(await clock.TodayAsync(ct)), Years = template.Years.Default, SchoolTerm = schoolTerm ?? tenant.SchoolTerm,
        };
        // Every field of the page needs its key.
        foreach (var question in TemplateQuestions.Asked(template))
            form.Answers.TryAdd(question.Key, null);
        var chooser = Chooser(await suggestions.ReadAsync(ct), template.Participants, posted?.Participants);
        form.Participants = [.. chooser.Rows.Select(r => r.Choice)];
        return new StartTemplatePage(template, form, schoolTerm is null ? tenant.AuthorityName : null, chooser, path);
    }

    /// <summary>The programme that the answers make; whom the form names is looked up in the register when it is stored.</summary>
    public async Task<NewProgram> ProgramAsync(ProgramTemplate template, TemplateStartForm form, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var answers = form.ToAnswers(TemplateAnswers.Of(tenant, form.StartYear!.Value, form.Years!.Value));
        var filled = TemplateText.Fill(template, answers);
        return ProgramStart.From(filled, answers.SchoolsTerm, Participants(form, filled.Program.Participants)) with { Id = KeyOf(form) };
    }

    /// <summary>Schools take part from the first day of the first year.</summary>
    private static IReadOnlyList<NewParticipant> Participants(TemplateStartForm form, IReadOnlyList<TemplateParticipants> groups) =>
        [.. form.Participants.Where(p => p.IsChosen).Select(p => new NewParticipant(p.SchoolId!.Value, p.GroupCode ?? "", ReasonOf(groups, p.GroupCode), new DateOnly(form.StartYear!.Value, 1, 1)))];

    private static Guid? KeyOf(TemplateStartForm form) => Guid.TryParse(form.Key, out var key) ? key : null;

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

    private static string ReasonOf(IReadOnlyList<TemplateParticipants> groups, string? group) =>
        groups.FirstOrDefault(p => (p.Group ?? "") == (group ?? ""))?.Reason ?? "";

    // A programme that is begun in autumn is one for the next calendar year.
    private static int NextStart(DateOnly today) => today.Month >= 9 ? today.Year + 1 : today.Year;

    private static string NewKey() => Guid.CreateVersion7().ToString();
}

public sealed record StartChoosePage(IReadOnlyList<ProgramTemplate> Templates, IReadOnlyList<OwnTemplateRow> Own);

public sealed record OwnTemplateRow(Guid Id, string Title, string Description);

public sealed record StartEmptyPage(EmptyStartForm Form);

/// <param name="Authority">The department's name, where the template has a place for it.</param>
/// <param name="Path">Where the answers are posted.</param>
public sealed record StartTemplatePage(ProgramTemplate Template, TemplateStartForm Form, string? Authority, ParticipantChooser Chooser, string Path);

/// <param name="List">The approved list that schools are suggested from.</param>
public sealed record ParticipantChooser(IReadOnlyList<ChooserRow> Rows, ApprovedList? List);

/// <param name="Why">Why the school is suggested; empty when nothing speaks for it.</param>
public sealed record ChooserRow(string School, string Why, ParticipantChoice Choice);
