using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Web.Features.Indicators.Forms;

/// <summary>A form in the list.</summary>
/// <param name="Holding">What collections opened today ask by; null: the form begins later.</param>
/// <param name="Next">A version that begins later; null when there is none.</param>
/// <param name="Draft">Id of the draft that is being written, or null.</param>
public sealed record FormLine(FormDefinition Newest, FormVersionLine? Holding, FormVersionLine? Next, Guid? Draft);

/// <param name="StartsOn">Null: since ever.</param>
/// <param name="Campaigns">Titles of the collections that ask or asked by it.</param>
public sealed record FormVersionLine(FormDefinition Definition, DateOnly? StartsOn, IReadOnlyList<string> Campaigns)
{
    public string Since => StartsOn is { } day ? $"с {RussianText.ShortDate(day)}" : "с начала работы";
}

/// <param name="Drafts">Own forms that are written for the first time.</param>
public sealed record FormListPage(IReadOnlyList<FormLine> Forms, IReadOnlyList<FormLine> Drafts);

/// <summary>One version of a form.</summary>
/// <param name="Versions">All of them, the newest first.</param>
/// <param name="Holding">Number of the version that holds today; null: none does yet.</param>
public sealed record FormPage(FormVersionLine Shown, IReadOnlyList<FormVersionLine> Versions, int? Holding, Guid? Draft)
{
    public FormDefinition Form => Shown.Definition;
    public string Path => $"/monitoring/forms/{Form.Code}";
    public bool IsNewest => Shown == Versions[0];

    public string State(FormVersionLine line) => line.Definition.Version == Holding ? "действует" : Holding is { } number && line.Definition.Version < number ? "действовала" : "начнёт действовать";
}

/// <param name="Before">Null: the first version.</param>
public sealed record FormChangesPage(FormVersionLine Shown, FormDefinition? Before, IReadOnlyList<FormChange> Changes)
{
    public string Path => $"/monitoring/forms/{Shown.Definition.Code}";
}

public sealed record NewFormPage(NewFormForm Form);

/// <summary>Forms of the department for those who may change them.</summary>
public sealed class FormPages(AppDbContext db, FormCatalogue forms, TenantClock clock)
{
    public async Task<FormListPage> ListAsync(CancellationToken ct)
    {
        var today = await clock.TodayAsync(ct);
        var stored = (await forms.VersionsAsync(null, ct)).ToLookup(version => version.Code);
        var drafts = await db.FormDrafts.AsNoTracking().Where(d => d.State == FormDraftState.Open).ToListAsync(ct);
        var lines = (await forms.NewestAsync(ct)).Select(newest =>
        {
            var versions = LinesOf(newest, stored[newest.Code], null);
            return new FormLine(newest, versions.FirstOrDefault(version => IsHolding(version, today)), versions.LastOrDefault(version => !IsHolding(version, today)), drafts.Find(d => d.Code == newest.Code)?.Id);
        });
        return new FormListPage([.. lines], [.. drafts.Where(d => d.BasedOn == 0).OrderBy(d => d.CreatedAt).Select(d => new FormLine(d.Definition, null, null, d.Id))]);
    }

    /// <summary>Null for an unknown form or version.</summary>
    /// <param name="number">Null: the version that holds today, or the newest when none does.</param>
    public async Task<FormPage?> PageAsync(string code, int? number, CancellationToken ct)
    {
        if (await VersionsAsync(code, ct) is not { Count: > 0 } versions)
            return null;
        var today = await clock.TodayAsync(ct);
        var holding = versions.FirstOrDefault(version => IsHolding(version, today));
        if ((number is null ? holding ?? versions[0] : versions.FirstOrDefault(version => version.Definition.Version == number)) is not { } shown)
            return null;
        var draft = await db.FormDrafts.AsNoTracking().Where(d => d.Code == code && d.State == FormDraftState.Open).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(ct);
        return new FormPage(shown, versions, holding?.Definition.Version, draft);
    }

    /// <summary>Null for an unknown form or version.</summary>
    public async Task<FormChangesPage?> ChangesAsync(string code, int? number, CancellationToken ct)
    {
        var versions = await VersionsAsync(code, ct);
        if (versions.FirstOrDefault(version => number is null || version.Definition.Version == number) is not { } shown)
            return null;
        var before = versions.FirstOrDefault(version => version.Definition.Version == shown.Definition.Version - 1)?.Definition;
        return new FormChangesPage(shown, before, before is null ? [] : FormComparison.Of(before, shown.Definition));
    }

    private async Task<IReadOnlyList<FormVersionLine>> VersionsAsync(string code, CancellationToken ct)
    {
        var stored = await forms.VersionsAsync(code, ct);
        if (stored.Count == 0)
            return FormPresets.Find(code) is { } preset ? [new FormVersionLine(preset, null, [])] : [];
        var campaigns = await (from link in db.CampaignForms.AsNoTracking()
                               join campaign in db.Campaigns.AsNoTracking() on link.CampaignId equals campaign.Id
                               join form in db.FormVersions.AsNoTracking() on link.FormId equals form.Id
                               where form.Code == code
                               orderby campaign.OpensOn descending
                               select new { form.Number, campaign.Title, campaign.Period }).ToListAsync(ct);
        return LinesOf(stored[0].Definition, stored, campaigns.ToLookup(c => c.Number, c => AnswerSource.TitleOf(c.Title, CampaignWords.Period(c.Period))));
    }

    private static IReadOnlyList<FormVersionLine> LinesOf(FormDefinition newest, IEnumerable<FormVersion> stored, ILookup<int, string>? campaigns)
    {
        FormVersionLine[] lines = [.. stored.Select(version => new FormVersionLine(version.Definition, version.StartsOn, [.. campaigns?[version.Number] ?? []]))];
        return lines.Length > 0 ? lines : [new FormVersionLine(newest, null, [])];
    }

    private static bool IsHolding(FormVersionLine version, DateOnly today) => version.StartsOn is null || version.StartsOn <= today;
}
