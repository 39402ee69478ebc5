using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;

namespace SchoolSupport.Browser.Tests.Driving;

/// <summary>A municipality with its register, three years of results, three runs, programmes and one account of each role.</summary>
public sealed class Demonstration
{
    public const string SummaryTable = "Сводная таблица методиста за 3 года.xlsx";
    public const string Password = "Ozero-2026-proba";

    private readonly Dictionary<string, UserAccount> accounts = [];

    private Demonstration(TestTenant tenant, IReadOnlyDictionary<string, Guid> schools) => (Tenant, Schools) = (tenant, schools);

    public TestTenant Tenant { get; }

    /// <summary>Sample id (oz01…oz14) → school.</summary>
    public IReadOnlyDictionary<string, Guid> Schools { get; }

    public UserAccount this[string role] => accounts[role];

    public static async Task<Demonstration> FillAsync(TestHost host)
    {
        var made = await WithRegisterAsync(host);
        await ImportSummaryAsync(made);
        foreach (var year in new[] { "2022/2023", "2023/2024", "2024/2025" })
            await made.RunAsync(year);
        await DemonstrationPrograms.FillAsync(made);
        return made;
    }

    /// <summary>The register and the accounts without any results.</summary>
    public static async Task<Demonstration> WithRegisterAsync(TestHost host)
    {
        var tenant = await host.NewTenantAsync();
        var made = new Demonstration(tenant, await OzerskySamples.AddSchoolsAsync(tenant));
        foreach (var role in Roles.All.Values)
            made.accounts[role.Code] = await tenant.NewAccountAsync(role.Code, role.Scope == RoleScope.School ? made.Schools["oz03"] : null, Password);
        return made;
    }

    public async Task RunAsync(string year)
    {
        await using var scope = Tenant.Scope(Roles.System);
        await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(AcademicYear.Parse(year), CancellationToken.None);
    }

    /// <summary>Three years of results from one workbook.</summary>
    public static Task ImportSummaryAsync(Demonstration made) => ImportAsync(made.Tenant, made.Schools, SummaryTable);

    /// <summary>Stores a file of the samples; spellings that the register does not know are taught first.</summary>
    public static async Task ImportAsync(TestTenant tenant, IReadOnlyDictionary<string, Guid> schools, string file)
    {
        await TeachAsync(tenant, schools, file);
        await using var scope = tenant.Scope(Roles.System);
        var (found, receipt) = await scope.ServiceProvider.GetRequiredService<UploadImport>()
            .ImportAsync(Path.GetFileName(file), OzerskySamples.Bytes(file), UploadAnswers.None, store: true, CancellationToken.None);
        if (receipt is null)
            throw new InvalidOperationException($"{file}: {string.Join("; ", found.Findings.Select(f => f.Message))}");
    }

    /// <summary>Adds to the register the spellings of a file that it does not know.</summary>
    public static async Task TeachAsync(TestTenant tenant, IReadOnlyDictionary<string, Guid> schools, string file)
    {
        await using var scope = tenant.Scope(Roles.System);
        var (found, _) = await scope.ServiceProvider.GetRequiredService<UploadImport>()
            .ImportAsync(Path.GetFileName(file), OzerskySamples.Bytes(file), UploadAnswers.None, store: false, CancellationToken.None);
        var aliases = scope.ServiceProvider.GetRequiredService<SchoolAliasService>();
        foreach (var spelling in found.Rows.Where(r => r.IsUnmatched).Select(r => r.Label).Distinct())
        {
            var school = schools[OzerskySamples.SchoolOf(spelling)!];
            // Two spellings may differ by a space only.
            if (await aliases.ClashAsync(school, spelling, CancellationToken.None) is null)
                await aliases.AddAsync(school, spelling, "уточнено методистом", CancellationToken.None);
        }
    }
}
