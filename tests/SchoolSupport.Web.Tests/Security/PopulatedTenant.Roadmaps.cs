using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Editing;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Tests.Security;

internal sealed partial class PopulatedTenant
{
    /// <summary>Rows of the draft of <c>programs/{id}</c>, and an edit that removed one.</summary>
    private async Task AddOfRoadmapsAsync()
    {
        var program = ids["programs/{id}"];
        var version = ids["version"] = await Tenant.WithDbAsync(db => db.ProgramVersions.Where(v => v.ProgramId == program && v.Status == VersionStatus.Draft).Select(v => v.Id).SingleAsync());
        await using var scope = Tenant.Scope(Roles.Methodist);
        var table = (await scope.ServiceProvider.GetRequiredService<ProgramTreeReader>().ReadTablesAsync(version, CancellationToken.None))[0];
        var service = scope.ServiceProvider.GetRequiredService<RoadmapService>();
        var key = new DraftKey(program, version);
        var measure = table.Measures[0].Row;
        var added = (await service.AddAsync(key, MeasurePlace.Behind(measure.LineId), [new CellChange(RoadmapColumn.Title, "Лишнее мероприятие")], CancellationToken.None))!;
        var extra = added.Tree.Measures.Single(m => m.Row.Title == "Лишнее мероприятие").Row;
        await service.RemoveAsync(key, [new ShownRow(extra.LineId, extra.Version)], CancellationToken.None);
        ids["programs/{id}/roadmap/restore/{editId}"] = await Tenant.WithDbAsync(db => db.RoadmapEdits.Where(e => e.Operation == "programs.measures-removed").Select(e => e.Id).SingleAsync());
        ids["programs/{id}/roadmap/measures/{line}"] = measure.LineId;
        ids["programs/{id}/roadmap/setup/tables/{line}"] = table.Row.LineId;
        ids["programs/{id}/roadmap/setup/sections/{line}"] = table.Sections[0].Row.LineId;
    }

    /// <summary>Ids for the fields of the roadmap's forms.</summary>
    private Guid? RoadmapFieldId(string field) => field switch
    {
        "VersionId" => ids["version"],
        "Map" or "Table" => ids["programs/{id}/roadmap/setup/tables/{line}"],
        "Section" or "Start" or "End" or "Parent" => ids["programs/{id}/roadmap/setup/sections/{line}"],
        "Before" or "After" or "Part" => ids["programs/{id}/roadmap/measures/{line}"],
        _ => null,
    };
}
