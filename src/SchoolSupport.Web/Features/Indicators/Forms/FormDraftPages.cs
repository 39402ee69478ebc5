using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>The next version of a form while it is being written.</summary>
/// <param name="Before">The version that it follows; null for a form that was not there before.</param>
public sealed record FormDraftPage(FormDraft Draft, FormDefinition? Before, HeadingForm Form)
{
    public FormDefinition Definition { get; } = Draft.Definition;
    public string Path => PathOf(Draft.Id);
    public IReadOnlyList<FormChange> Changes => FormComparison.Of(Before, Definition);
    public IReadOnlyList<string> Problems => Definition.Problems();

    /// <summary>Asked by the version before: it can be retired and not forgotten.</summary>
    public bool WasAsked(string code) => Before is not null && (Before.Find(code) is not null || Before.Retired.Any(one => one.Question.Code == code));

    /// <summary>The section above or below; null: there is none.</summary>
    /// <param name="step">−1 or 1.</param>
    public FormSection? SectionBeside(FormSection part, int step) => Definition.Sections.ToList().IndexOf(part) + step is var at && at >= 0 && at < Definition.Sections.Count ? Definition.Sections[at] : null;

    /// <summary>There are a whole and two parts to choose from.</summary>
    public bool HasRoomForTotals => Definition.Questions.Count(question => question.IsNumeric) >= 3;

    public static string PathOf(Guid id) => $"/monitoring/forms/drafts/{id}";
}

/// <summary>Everything that is computed from answers: methods of the system, and indicators of the department's programmes.</summary>
public sealed record QuestionNeeds(IReadOnlyList<(string Program, IndicatorDefinition Definition)> Indicators)
{
    /// <summary>In Russian; empty when nothing needs the question.</summary>
    public IReadOnlyList<string> Of(string question)
    {
        var own = Indicators.Where(one => QuestionUses.Needs(one.Definition, question)).ToList();
        var codes = own.Select(one => one.Definition.Code).ToHashSet();
        var presets = IndicatorPresets.All.Where(preset => !codes.Contains(preset.Definition.Code) && QuestionUses.Needs(preset.Definition, question)).Select(preset => preset.Definition.Code).Distinct().ToList();
        return
        [
            .. QuestionUses.OfMethods(question), .. own.Select(one => $"показатель {one.Definition.Code} «{one.Definition.Name}», {one.Program}"),
            .. presets.Count == 0 ? [] : new[] { $"показатели шаблонов программ, которых у управления нет: {string.Join(", ", presets)}" },
        ];
    }
}

/// <param name="Code">Null for a new question.</param>
/// <param name="Known">The question as it was first asked by its code anywhere; null when it was never asked.</param>
/// <param name="Elsewhere">Other forms that ask the same question.</param>
/// <param name="Uses">What is computed from the answers.</param>
/// <param name="Offered">Questions of other forms that can be taken over; only for a new question.</param>
public sealed record QuestionPage(
    FormDraftPage Draft, string? Code, QuestionForm Form, FormQuestion? Known, IReadOnlyList<string> Elsewhere, IReadOnlyList<string> Uses, IReadOnlyList<SelectListItem> Offered, string NewCode)
{
    public FormDefinition Definition => Draft.Definition;
    public string Path => $"{Draft.Path}/questions/{Code ?? "new"}";

    public IEnumerable<SelectListItem> Sections => Definition.Sections.Select(one => new SelectListItem(one.Title, one.Title));

    public IEnumerable<SelectListItem> Wholes => Definition.Questions.Where(one => one.IsNumeric && one.Code != Code).Select(one => new SelectListItem(one.Text, one.Code));

    public IEnumerable<SelectListItem> Earlier => Definition.Questions.TakeWhile(one => one.Code != Code).Where(one => one.Kind == QuestionKind.YesNo).Select(one => new SelectListItem(one.Text, one.Code));
}

/// <param name="Code">Key of the sum; null for a new one.</param>
public sealed record TotalPage(FormDraftPage Draft, string? Code, TotalForm Form)
{
    public string Path => $"{Draft.Path}/totals/{Code ?? "new"}";

    public IEnumerable<SelectListItem> Numeric => Draft.Definition.Questions.Where(one => one.IsNumeric).Select(one => new SelectListItem(one.Unit.Length > 0 ? $"{one.Text}, {one.Unit}" : one.Text, one.Code));
}

/// <param name="Running">Collections that run and keep the version before.</param>
/// <param name="Prepared">Collections that will ask by this version if they are opened when it holds.</param>
/// <param name="Missed">Retired questions from whose answers something is computed, with what.</param>
public sealed record PublishPage(FormDraftPage Draft, PublishForm Form, IReadOnlyList<string> Running, IReadOnlyList<string> Prepared, IReadOnlyList<(string Question, IReadOnlyList<string> Uses)> Missed, DateOnly Today);

/// <summary>Drafts of forms as pages.</summary>
public sealed class FormDraftPages(AppDbContext db, FormCatalogue forms, IndicatorDefinitions indicators, HistoryQueries history, TenantClock clock)
{
    /// <summary>Null for a missing or foreign draft, and for one that is finished.</summary>
    public async Task<FormDraftPage?> DraftAsync(Guid id, HeadingForm? posted, CancellationToken ct)
    {
        if (await db.FormDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.State == FormDraftState.Open, ct) is not { } draft)
            return null;
        return new FormDraftPage(draft, await BeforeAsync(draft, ct), posted ?? HeadingForm.Of(draft.Definition));
    }

    /// <summary>Whether there is such a draft, finished or not.</summary>
    public Task<bool> IsThereAsync(Guid id, CancellationToken ct) => db.FormDrafts.AnyAsync(d => d.Id == id, ct);

    /// <summary>Null for a missing or foreign draft, and for a question that it does not ask.</summary>
    /// <param name="code">Null for a new question.</param>
    public async Task<QuestionPage?> QuestionAsync(Guid id, string? code, QuestionForm? posted, string? section, CancellationToken ct)
    {
        if (await DraftAsync(id, null, ct) is not { } draft)
            return null;
        var stored = code is null ? null : DraftQuestion.Of(draft.Definition, code);
        if (code is not null && stored is null)
            return null;
        var others = (await forms.NewestAsync(ct)).Where(form => form.Code != draft.Definition.Code).ToList();
        var form = (posted ?? (stored is null ? QuestionForm.New(section) : QuestionForm.Of(stored))).WithRoom();
        return new QuestionPage(draft, code, form, code is null ? null : (await forms.KnownQuestionsAsync(ct)).GetValueOrDefault(code),
            code is null ? [] : [.. others.Where(other => other.Find(code) is not null).Select(other => other.Title)],
            code is null ? [] : (await NeedsAsync(ct)).Of(code), code is null ? Offered(draft.Definition, others) : [], QuestionForm.FreshCode());
    }

    /// <summary>Null for a missing or foreign draft, and for a sum that it does not have.</summary>
    /// <param name="code">Null for a new sum.</param>
    public async Task<TotalPage?> TotalAsync(Guid id, string? code, TotalForm? posted, CancellationToken ct)
    {
        if (await DraftAsync(id, null, ct) is not { } draft)
            return null;
        var stored = code is null ? null : draft.Definition.FindTotal(code);
        if (code is not null && stored is null)
            return null;
        return new TotalPage(draft, code, posted ?? (stored is null ? TotalForm.New() : TotalForm.Of(stored)));
    }

    public async Task<PublishPage?> PublishAsync(Guid id, PublishForm? posted, CancellationToken ct)
    {
        if (await DraftAsync(id, null, ct) is not { } draft)
            return null;
        var code = draft.Definition.Code;
        var campaigns = await (from link in db.CampaignForms.AsNoTracking()
                               join campaign in db.Campaigns.AsNoTracking() on link.CampaignId equals campaign.Id
                               join form in db.FormVersions.AsNoTracking() on link.FormId equals form.Id
                               where form.Code == code && (campaign.State == CampaignState.Open || campaign.State == CampaignState.Draft)
                               select new { campaign.Title, campaign.State }).ToListAsync(ct);
        var needs = await NeedsAsync(ct);
        var missed = (draft.Before?.Questions ?? []).Where(question => draft.Definition.Find(question.Code) is null).Select(question => (question.Text, Uses: needs.Of(question.Code))).Where(one => one.Uses.Count > 0);
        return new PublishPage(draft, posted ?? new PublishForm { Version = draft.Draft.Version }, [.. campaigns.Where(c => c.State == CampaignState.Open).Select(c => c.Title)],
            [.. campaigns.Where(c => c.State == CampaignState.Draft).Select(c => c.Title)], [.. missed], await clock.TodayAsync(ct));
    }

    /// <summary>The question of another form as this form can ask it: links to questions that are not here fall away.</summary>
    public async Task<FormQuestion?> OfOtherFormAsync(FormDefinition form, string code, CancellationToken ct) =>
        (await forms.NewestAsync(ct)).Where(other => other.Code != form.Code).Select(other => other.Find(code)).FirstOrDefault(question => question is not null) is not { } question ? null
            : question with { PartOf = question.PartOf is { } whole && form.Find(whole) is not null ? whole : null, When = [.. question.When.Where(condition => condition.Kind != ConditionKind.Answered || form.Find(condition.Code!) is not null)] };

    /// <summary>Both values of what somebody else changed meanwhile.</summary>
    public async Task<ConflictPage?> ConflictAsync(Guid id, string path, IEnumerable<(string Label, string Mine, string Stored)> values, HttpRequest request, string was, CancellationToken ct)
    {
        if (await DraftAsync(id, null, ct) is not { } draft)
            return null;
        var last = (await history.OfRowAsync("form_drafts", id, 1, ct)).FirstOrDefault();
        return new ConflictPage(draft.Definition.Title, [.. values.Where(value => value.Mine != value.Stored).Select(value => new ConflictField(value.Label, value.Mine, value.Stored))],
            last?.Role ?? "", last?.When ?? "", path, path, ConflictPage.PostAgain(request, "Form.Was", was));
    }

    private async Task<QuestionNeeds> NeedsAsync(CancellationToken ct) => new(await indicators.OfAllAsync(ct));

    private async Task<FormDefinition?> BeforeAsync(FormDraft draft, CancellationToken ct) =>
        (await db.FormVersions.AsNoTracking().SingleOrDefaultAsync(f => f.Code == draft.Code && f.Number == draft.BasedOn, ct))?.Definition;

    private static IReadOnlyList<SelectListItem> Offered(FormDefinition form, IReadOnlyList<FormDefinition> others)
    {
        var here = form.Questions.Select(question => question.Code).Concat(form.Retired.Select(one => one.Question.Code)).ToHashSet();
        return [.. others.SelectMany(other =>
        {
            var group = new SelectListGroup { Name = other.Title };
            return other.Questions.Where(question => here.Add(question.Code)).Select(question => new SelectListItem(question.Text, question.Code) { Group = group });
        })];
    }
}
