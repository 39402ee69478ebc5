using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>A tenant that has one of everything, and the ids of it by the address that shows it.</summary>
internal sealed partial class PopulatedTenant
{
    /// <summary>Key of a term of the programme that nobody has reported on.</summary>
    public const string OpenTerm = "2031-08";

    private const string YearSlug = "2024-2025";
    private static readonly AcademicYear Year = new(2024);

    private readonly Dictionary<string, Guid> ids = [];

    private PopulatedTenant(TestTenant tenant) => Tenant = tenant;

    public TestTenant Tenant { get; }

    /// <summary>The school to which everything of a school belongs.</summary>
    public Guid School { get; private set; }

    /// <summary>The name of <see cref="School"/>, which nothing else in the database has.</summary>
    public string Mark { get; } = $"Приметная{Guid.NewGuid():N}";

    /// <summary>A school beside it in the same tenant.</summary>
    public Guid OtherSchool { get; private set; }

    public Guid Procedure { get; private set; }
    public Guid Upload { get; private set; }

    public static async Task<PopulatedTenant> CreateAsync(TestHost host, string name, string region)
    {
        var result = new PopulatedTenant(await host.NewTenantAsync(name, region));
        var sample = await OzerskySample.LoadAsync(result.Tenant);
        (result.School, result.OtherSchool) = (sample.Schools["oz01"], sample.Schools["oz02"]);
        await result.AddOfRegisterAsync();
        await result.AddOfIdentificationAsync();
        await result.AddOfProgramsAsync();
        await result.AddOfRoadmapsAsync();
        await result.AddOfMonitoringAsync();
        await result.AddOfNotesAsync();
        result.Upload = await result.AddUploadAsync(null, "2024-2025");
        result.ids["results/uploads/{id}"] = await result.AddUploadAsync(result.School, "2023-2024");
        result.ids["platform/tenants/{id}"] = result.ids["region/{tenantId}"] = result.Tenant.Id;
        // Ids of the deliberate holes.
        result.ids["canary/leak/{id}"] = result.School;
        return result;
    }

    /// <summary>The address of a route with this tenant's ids.</summary>
    /// <param name="own">Ids to put before this tenant's: (known, ours) → another one.</param>
    public string Url(AppRoute route, Func<string, Guid, Guid>? own = null) => route.Url((known, part) =>
        route.IsId(part) ? (own?.Invoke(known, Id(route, known)) ?? Id(route, known)).ToString() : Word(route, known, part));

    /// <summary>Ids for the fields of forms, by the field's name.</summary>
    public Guid? FieldId(string field) => field switch
    {
        "SchoolId" or "SuccessorId" or "OtherSchool" or "School" => School,
        "ProcedureId" or "Procedure" => Procedure,
        "ReplacesId" or "Replaces" => Upload,
        "Program" => ids["programs/{id}"],
        // A page makes it for the note that its form will make.
        "Id" => Guid.CreateVersion7(),
        "Stored" => ids["results/{id}"],
        "CurrentId" => ids["identification/rules/{id}"],
        _ => RoadmapFieldId(field),
    };

    /// <summary>How many history entries the tenant has: what did not change left none.</summary>
    public Task<int> HistoryCountAsync() => Tenant.WithDbAsync(db => db.AuditEntries.CountAsync());

    public Guid Id(AppRoute route, string known)
    {
        if (ids.TryGetValue(known, out var id))
            return id;
        // Everything under a school's address is about the same school.
        if (known.EndsWith("schools/{id}", StringComparison.Ordinal) || known.EndsWith("/{schoolId}", StringComparison.Ordinal))
            return School;
        if (known.EndsWith("/{procedureId}", StringComparison.Ordinal))
            return Procedure;
        throw new InvalidOperationException($"{route}: the guards know no id for «{known}». Make one in {nameof(PopulatedTenant)}.");
    }

    private static string Word(AppRoute route, string known, RoutePatternParameterPart part) => part.Name switch
    {
        "status" => "404",
        "year" or "slug" => YearSlug,
        "code" when known.StartsWith("monitoring/forms/", StringComparison.Ordinal) => "contingent",
        "code" when known.StartsWith("monitoring/", StringComparison.Ordinal) => "3.3.3-3",
        "code" => ProcedureCodes.VprMath5,
        "format" => "xlsx",
        "template" => "year-plan",
        "secret" => "unknown",
        "step" => "1",
        "kind" => "low-results",
        "section" => "intro",
        "question" => "teachers",
        "total" => DraftTotalKey,
        _ when part.Default is { } value => value.ToString()!,
        _ when part.IsOptional => "",
        _ => throw new InvalidOperationException($"{route}: the guards know no value for «{known}». Add one in {nameof(PopulatedTenant)}."),
    };

    private Task AddOfRegisterAsync() => Tenant.WithDbAsync(async db =>
    {
        var school = await db.Schools.SingleAsync(s => s.Id == School);
        school.ShortName = $"МБОУ СОШ «{Mark}»";
        var alias = new SchoolAlias { SchoolId = School, Name = "Первая школа", Normalized = "первая школа", Source = "вручную", CreatedAt = db.Now };
        var group = new SchoolGroup { SchoolId = School, GroupCode = Domain.Schools.SchoolGroupKind.All[0].Code, FromDate = new DateOnly(2024, 9, 1), Basis = "приказ № 1", CreatedAt = db.Now };
        db.AddRange(alias, group);
        var register = new SchoolImportFile { FileName = "Реестр.xlsx", Content = OzerskySamples.Bytes(OzerskySamples.Register), CreatedAt = db.Now };
        db.Add(register);
        ids["schools/import/{id}"] = register.Id;
        ids["results/{id}"] = await db.Results.Where(r => r.SchoolId == School && r.IsCurrent).Select(r => r.Id).FirstAsync();
        Procedure = await db.Procedures.Where(p => p.Code == ProcedureCodes.VprMath5).Select(p => p.Id).SingleAsync();
        ids["schools/{id}/aliases/{aliasId}"] = alias.Id;
        ids["schools/{id}/groups/{membershipId}"] = group.Id;
        ids["results/procedures/{id}"] = ids["settings/reference/{id}"] = ids["settings/reference/procedures/{id}"] = Procedure;
        ids["settings/users/{id}"] = (await Tenant.NewAccountAsync(Roles.Methodist)).Id;
        return await db.SaveAsync("test.register", CancellationToken.None);
    });

    private async Task AddOfIdentificationAsync()
    {
        await using var scope = Tenant.Scope(Roles.Coordinator);
        var first = await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(Year, CancellationToken.None);
        ids["identification/runs/{id}"] = ids["identification/runs/{id}/compare/{other}"] = first.RunId;
        await Tenant.WithDbAsync(async db =>
        {
            var decision = new ManualDecision { SchoolId = School, Year = Year.StartYear, IsIncluded = true, Basis = "приказ № 2", Reason = "решение комиссии", DecidedRole = Roles.Head, DecidedAt = db.Now };
            var absence = new AbsenceConfirmation { SchoolId = School, ProcedureId = Procedure, Year = 2025, Reason = "параллели нет", ConfirmedRole = Roles.Methodist, ConfirmedAt = db.Now };
            var list = new FederalList { Year = Year.StartYear, ListDate = new DateOnly(2025, 8, 1), Source = "письмо", IsCurrent = true, CreatedAt = db.Now };
            // A line that waits for its school: only such a line can be posted to.
            var entry = new FederalListEntry { ListId = list.Id, SchoolText = "МБОУ СОШ № 99", Row = 1 };
            db.AddRange(decision, absence, list, entry);
            ids["identification/schools/{id}/decisions/{decisionId}"] = decision.Id;
            ids["identification/schools/{id}/absences/{absenceId}"] = absence.Id;
            ids["identification/federal-list/{id}"] = list.Id;
            ids["identification/federal-list/lines/{id}"] = entry.Id;
            ids["identification/rules/{id}"] = await db.RuleSets.Select(r => r.Id).SingleAsync();
            return await db.SaveAsync("test.identification", CancellationToken.None);
        });
    }

    /// <summary>Sends a file of the samples in and waits for its preview.</summary>
    private async Task<Guid> AddUploadAsync(Guid? schoolId, string folder)
    {
        var file = OzerskySamples.ResultFiles.First(f => f.StartsWith(folder, StringComparison.Ordinal));
        await using var scope = Tenant.Scope(schoolId is null ? Roles.Methodist : Roles.SchoolDirector, schoolId: schoolId);
        var id = await scope.ServiceProvider.GetRequiredService<UploadService>().AddAsync(
            new AddUpload(Path.GetFileName(file), OzerskySamples.Bytes(file), schoolId is null ? UploadSource.Department : UploadSource.School), CancellationToken.None);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var status = await Tenant.WithDbAsync(db => db.Uploads.Where(u => u.Id == id).Select(u => u.Status).SingleAsync());
            if (status is not (UploadStatus.Waiting or UploadStatus.Reading))
                return id;
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"The file {file} was not read in 30 seconds.");
    }
}
