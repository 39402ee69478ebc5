using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>The newest version of an indicator that a department defined or changed.</summary>
/// <param name="Definition">Null: withdrawn.</param>
internal sealed record NewestIndicator(string Code, IndicatorDefinition? Definition);

/// <summary>A version of an indicator as pages tell it.</summary>
/// <param name="CreatedAt">Null for the preset of the programme's template.</param>
public sealed record IndicatorVersion(IndicatorDefinition Definition, bool IsWithdrawn, string Comment, DateTimeOffset? CreatedAt);

/// <summary>
/// What a programme is judged by: the presets of its template, attached since the programme was started from it, and over them what the department changed,
/// added or withdrew. A change is the next version.
/// </summary>
public sealed class IndicatorDefinitions(AppDbContext db, FormCatalogue forms)
{
    /// <summary>Presets in the order of the document, then the department's own by code; none for a school's programme.</summary>
    public async Task<IReadOnlyList<IndicatorDefinition>> OfAsync(SupportProgram program, CancellationToken ct) => program.SchoolId is not null ? []
        : Merge(program.TemplateCode, (await NewestAsync(program.Id, ct)).Select(stored => new NewestIndicator(stored.Code, stored.IsWithdrawn ? null : stored.Definition)));

    /// <summary>What every programme of the department is judged by, with the title of the programme.</summary>
    public async Task<IReadOnlyList<(string Program, IndicatorDefinition Definition)>> OfAllAsync(CancellationToken ct)
    {
        var programs = await db.SupportPrograms.AsNoTracking().VisibleTo(db).Where(p => p.SchoolId == null).OrderBy(p => p.Title).ToListAsync(ct);
        var stored = (await db.IndicatorDefinitions.AsNoTracking()
            .Where(one => !db.IndicatorDefinitions.Any(later => later.ProgramId == one.ProgramId && later.Code == one.Code && later.Number > one.Number)).ToListAsync(ct)).ToLookup(one => one.ProgramId);
        return [.. programs.SelectMany(program => Merge(program.TemplateCode, stored[program.Id].Select(one => new NewestIndicator(one.Code, one.IsWithdrawn ? null : one.Definition)))
            .Select(definition => (program.Title, definition)))];
    }

    /// <summary>Indicators that the programme is no longer judged by.</summary>
    public async Task<IReadOnlyList<IndicatorDefinition>> WithdrawnAsync(Guid programId, CancellationToken ct) =>
        [.. (await NewestAsync(programId, ct)).Where(stored => stored.IsWithdrawn).Select(stored => stored.Definition)];

    /// <summary>All versions of an indicator, the newest first; the template's preset is the last.</summary>
    public async Task<IReadOnlyList<IndicatorVersion>> VersionsAsync(SupportProgram program, string code, CancellationToken ct)
    {
        var stored = await db.IndicatorDefinitions.AsNoTracking().Where(one => one.ProgramId == program.Id && one.Code == code).OrderByDescending(one => one.Number).ToListAsync(ct);
        var preset = Presets(program.TemplateCode).FirstOrDefault(one => one.Code == code);
        return [.. stored.Select(one => new IndicatorVersion(one.Definition, one.IsWithdrawn, one.Comment, one.CreatedAt)), .. preset is null ? [] : new[] { new IndicatorVersion(preset, false, "", null) }];
    }

    /// <summary>Stores the next version of an indicator, or the first of a new one.</summary>
    /// <param name="basedOn">Number of the version that the form was made from; 0: a new indicator.</param>
    /// <returns>False for a missing or foreign programme.</returns>
    /// <exception cref="PreconditionException">The definition has a fault, the code is taken, or somebody saved the next version meanwhile.</exception>
    public async Task<bool> SaveAsync(Guid programId, IndicatorDefinition definition, bool withdrawn, string comment, int basedOn, CancellationToken ct)
    {
        if (await db.SupportPrograms.AsNoTracking().EditableBy(db).SingleOrDefaultAsync(p => p.Id == programId && p.SchoolId == null, ct) is not { } program)
            return false;
        if ((await ProblemsAsync(definition, ct)) is [var problem, ..])
            throw new PreconditionException(problem);
        return await db.InTransactionAsync(async () =>
        {
            await db.LockAsync($"indicators:{programId}", ct);
            var newest = (await VersionsAsync(program, definition.Code, ct)).FirstOrDefault();
            if (newest is not null && basedOn == 0)
                throw new PreconditionException($"Показатель с кодом «{definition.Code}» у программы уже есть.");
            if ((newest?.Definition.Version ?? 0) != basedOn)
                throw new PreconditionException("Пока вы меняли показатель, кто-то сохранил его следующую редакцию. Откройте показатель заново.");
            db.Actor.Reason = comment;
            db.IndicatorDefinitions.Add(new StoredIndicator
            {
                ProgramId = programId, Code = definition.Code, Number = basedOn + 1, Content = ProgramJson.Write(definition with { Version = basedOn + 1 }), IsWithdrawn = withdrawn,
                Comment = comment, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
            });
            await db.SaveAsync(withdrawn ? "monitoring.indicator-withdrawn" : "monitoring.indicator-defined", ct);
            return true;
        }, ct);
    }

    /// <summary>Everything that forbids a definition, in Russian: questions of the department's own forms are known too.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(IndicatorDefinition definition, CancellationToken ct)
    {
        var newest = await forms.NewestAsync(ct);
        var questions = newest.SelectMany(form => form.Questions).GroupBy(question => question.Code).ToDictionary(group => group.Key, group => group.First());
        return definition.Problems(code => questions.GetValueOrDefault(code) ?? FormPresets.Question(code), code => newest.FirstOrDefault(form => form.Code == code));
    }

    /// <summary>Questions whose answers the definitions need, with those that are listed beside a value.</summary>
    internal static IEnumerable<string> Questions(IEnumerable<IndicatorDefinition> definitions) => definitions.SelectMany(definition => definition.Lines)
        .SelectMany(line => line.Refs.SelectMany(reference => reference.Fields).Concat(line.Factors is { } list && FactorCatalogue.QuestionOf(list) is { } listed ? [listed] : [])).Distinct();

    internal static IReadOnlyList<IndicatorDefinition> Merge(string? template, IEnumerable<NewestIndicator> stored)
    {
        var own = stored.ToDictionary(one => one.Code, one => one.Definition);
        if (own.Count == 0)
            return Presets(template);
        var presets = Presets(template);
        var codes = presets.Select(preset => preset.Code).ToHashSet();
        return
        [
            .. presets.Select(preset => own.TryGetValue(preset.Code, out var changed) ? changed : preset).OfType<IndicatorDefinition>(),
            .. own.Where(one => !codes.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value).OfType<IndicatorDefinition>(),
        ];
    }

    private static IReadOnlyList<IndicatorDefinition> Presets(string? template) => template is null ? [] : IndicatorPresets.Of(template);

    private Task<List<StoredIndicator>> NewestAsync(Guid programId, CancellationToken ct) => db.IndicatorDefinitions.AsNoTracking()
        .Where(one => one.ProgramId == programId && !db.IndicatorDefinitions.Any(later => later.ProgramId == programId && later.Code == one.Code && later.Number > one.Number)).ToListAsync(ct);
}
