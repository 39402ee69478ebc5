using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>The department's forms: presets become its own at their first use, a change makes the next version.</summary>
public sealed class FormCatalogue(AppDbContext db)
{
    /// <summary>The newest version of every form: the department's, and presets that it has not used yet.</summary>
    public async Task<IReadOnlyList<FormDefinition>> NewestAsync(CancellationToken ct)
    {
        var own = await db.FormVersions.AsNoTracking().Where(f => !db.FormVersions.Any(other => other.Code == f.Code && other.Number > f.Number)).ToListAsync(ct);
        var codes = own.Select(f => f.Code).ToHashSet();
        return [.. own.Select(f => f.Definition).Concat(FormPresets.All.Where(preset => !codes.Contains(preset.Code))).OrderBy(f => f.Title, StringComparer.Ordinal)];
    }

    /// <summary>The newest version of a form as a stored row; a preset is stored now. Null for an unknown code.</summary>
    internal async Task<FormVersion?> TakeAsync(string code, CancellationToken ct)
    {
        if (await db.FormVersions.Where(f => f.Code == code).OrderByDescending(f => f.Number).FirstOrDefaultAsync(ct) is { } stored)
            return stored;
        return db.FormVersions.Local.FirstOrDefault(f => f.Code == code) ?? (FormPresets.Find(code) is { } preset ? Add(preset, 1) : null);
    }

    /// <summary>Stores the next version of a form. Campaigns that were started keep the version they ask by.</summary>
    /// <param name="basedOn">The version that the form was made from; somebody else's newer one refuses this.</param>
    /// <exception cref="PreconditionException">The definition has a fault, or is not based on the newest version.</exception>
    public async Task<int> SaveNextAsync(FormDefinition definition, int basedOn, CancellationToken ct)
    {
        if (definition.Problems() is [var first, ..])
            throw new PreconditionException(first);
        return await db.InTransactionAsync(async () =>
        {
            await db.LockAsync($"form:{definition.Code}", ct);
            var newest = await TakeAsync(definition.Code, ct);
            if ((newest?.Number ?? 0) != basedOn)
                throw new PreconditionException("Пока вы правили анкету, кто-то сохранил её следующую редакцию. Откройте анкету заново и внесите изменения в неё.");
            var next = Add(definition, basedOn + 1);
            await db.SaveAsync("monitoring.form-version-added", ct);
            return next.Number;
        }, ct);
    }

    private FormVersion Add(FormDefinition definition, int number)
    {
        var row = new FormVersion
        {
            Code = definition.Code, Number = number, Title = definition.Title, Content = ProgramJson.Write(definition with { Version = number }),
            CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
        };
        db.FormVersions.Add(row);
        return row;
    }
}
