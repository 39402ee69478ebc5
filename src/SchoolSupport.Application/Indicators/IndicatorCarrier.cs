using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Application.Indicators;

/// <summary>
/// Takes a department's own definitions along into the programme of other years and into templates. Targets by years keep their place in the plan: that of
/// its first year stays one of the first year, as in the passport. Values that the programme began with stay behind, because the next one begins with others.
/// </summary>
internal sealed class IndicatorCarrier(AppDbContext db) : IProgramIndicators
{
    private const string Comment = "Перенесён из программы, по которой составлена эта";

    public async Task<CarriedIndicators?> OfAsync(Guid programId, CancellationToken ct)
    {
        var stored = await db.IndicatorDefinitions.AsNoTracking()
            .Where(one => one.ProgramId == programId && !db.IndicatorDefinitions.Any(later => later.ProgramId == programId && later.Code == one.Code && later.Number > one.Number))
            .OrderBy(one => one.Code).ToListAsync(ct);
        return stored.Count == 0 ? null : new CarriedIndicators([.. stored.Select(one => new CarriedIndicator(one.Code, one.Content, one.IsWithdrawn))]);
    }

    public void AddTo(SupportProgram program, CarriedIndicators carried)
    {
        var presets = program.TemplateCode is { } template ? IndicatorPresets.Of(template).ToDictionary(preset => preset.Code, preset => preset.Version) : [];
        // What is withdrawn and no preset of the new programme is not there anyway.
        foreach (var one in carried.All.Where(one => !one.IsWithdrawn || presets.ContainsKey(one.Code)))
        {
            var number = presets.GetValueOrDefault(one.Code) + 1;
            db.IndicatorDefinitions.Add(new StoredIndicator
            {
                ProgramId = program.Id, Code = one.Code, Number = number, IsWithdrawn = one.IsWithdrawn, Comment = Comment, CreatedBy = db.Actor.UserId, CreatedAt = db.Now,
                Content = ProgramJson.Write(Moved(ProgramJson.Read<IndicatorDefinition>(one.Content), carried.MovedBy) with { Version = number }),
            });
        }
    }

    private static IndicatorDefinition Moved(IndicatorDefinition definition, int by) => definition with
    {
        Targets = [.. definition.Targets.Select(target => target with { Year = target.Year + by })],
        Lines = [.. definition.Lines.Select(line => line with { Baseline = null })],
    };
}
