using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>The department's forms: presets become its own at their first use, a change makes the next version (<see cref="FormDraftService"/>).</summary>
public sealed class FormCatalogue(AppDbContext db)
{
    /// <summary>The newest version of every form: the department's, and presets that it has not used yet.</summary>
    public async Task<IReadOnlyList<FormDefinition>> NewestAsync(CancellationToken ct)
    {
        var own = await db.FormVersions.AsNoTracking().Where(f => !db.FormVersions.Any(other => other.Code == f.Code && other.Number > f.Number)).ToListAsync(ct);
        return WithPresets(own);
    }

    /// <summary>Of every form the version by which a collection opened on a day asks.</summary>
    public async Task<IReadOnlyList<FormDefinition>> HoldingAsync(DateOnly day, CancellationToken ct)
    {
        var own = await db.FormVersions.AsNoTracking().Where(f => (f.StartsOn == null || f.StartsOn <= day)
            && !db.FormVersions.Any(other => other.Code == f.Code && other.Number > f.Number && (other.StartsOn == null || other.StartsOn <= day))).ToListAsync(ct);
        return WithPresets(own);
    }

    /// <summary>All stored versions of all forms, or of one, the newest first. A preset that was never used has none.</summary>
    public Task<List<FormVersion>> VersionsAsync(string? code, CancellationToken ct) =>
        db.FormVersions.AsNoTracking().Where(f => code == null || f.Code == code).OrderBy(f => f.Code).ThenByDescending(f => f.Number).ToListAsync(ct);

    /// <summary>Every question that was ever asked by its code, as it was first asked: what a quantity is does not change with the wording.</summary>
    public async Task<IReadOnlyDictionary<string, FormQuestion>> KnownQuestionsAsync(CancellationToken ct)
    {
        var known = FormPresets.Questions.ToDictionary(question => question.Code);
        foreach (var version in (await VersionsAsync(null, ct)).OrderBy(version => version.Number))
            foreach (var question in version.Definition.Questions)
                known.TryAdd(question.Code, question);
        return known;
    }

    /// <summary>The newest version of a form as a stored row; a preset is stored now. Null for an unknown code.</summary>
    internal Task<FormVersion?> TakeNewestAsync(string code, CancellationToken ct) => TakeAsync(code, DateOnly.MaxValue, ct);

    /// <summary>The version of a form that holds on a day, as a stored row; a preset is stored now. Null for an unknown code, and for a form that begins later.</summary>
    internal async Task<FormVersion?> TakeAsync(string code, DateOnly day, CancellationToken ct)
    {
        if (await db.FormVersions.Where(f => f.Code == code && (f.StartsOn == null || f.StartsOn <= day)).OrderByDescending(f => f.Number).FirstOrDefaultAsync(ct) is { } stored)
            return stored;
        return db.FormVersions.Local.FirstOrDefault(f => f.Code == code) ?? (FormPresets.Find(code) is { } preset ? Add(preset, 1, null) : null);
    }

    internal FormVersion Add(FormDefinition definition, int number, DateOnly? startsOn)
    {
        var row = new FormVersion
        {
            Code = definition.Code, Number = number, Title = definition.Title, Content = ProgramJson.Write(definition with { Version = number }), StartsOn = startsOn,
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.FormVersions.Add(row);
        return row;
    }

    // An own form that begins later hides no preset: it has a code of its own.
    private static IReadOnlyList<FormDefinition> WithPresets(List<FormVersion> own)
    {
        var codes = own.Select(f => f.Code).ToHashSet();
        return [.. own.Select(f => f.Definition).Concat(FormPresets.All.Where(preset => !codes.Contains(preset.Code))).OrderBy(f => f.Title, StringComparer.Ordinal)];
    }
}
