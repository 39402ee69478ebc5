using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Assessments;

/// <summary>Every file of the sample municipality, through the same service as the command line, on a real database.</summary>
[Collection(AppCollection.Name)]
public sealed class OzerskyImportTests(TestHost host)
{
    [Theory]
    [InlineData(1)]
    [InlineData(20252)]
    public async Task AllFiles_InAnyOrder_GiveTheTrueCounts(int seed)
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var files = OzerskySamples.ResultFiles.ToArray();
        new Random(seed).Shuffle(files);

        foreach (var file in files)
            await ImportAsync(tenant, schools, file);

        var ids = schools.ToDictionary(pair => pair.Value, pair => pair.Key);
        var stored = await tenant.WithDbAsync(db => (from result in db.Results.AsNoTracking()
                                                     join procedure in db.Procedures on result.ProcedureId equals procedure.Id
                                                     where result.IsCurrent && result.Participants > 0
                                                     select new { result.SchoolId, result.Year, procedure.Code, result.Participants, result.Failed }).ToListAsync());
        var actual = stored.ToDictionary(r => (ids[r.SchoolId], r.Year, r.Code), r => (r.Participants, r.Failed));
        Assert.NotEmpty(OzerskySamples.Truth);
        Assert.Equal(OzerskySamples.Truth.OrderBy(pair => pair.Key), actual.OrderBy(pair => pair.Key));
    }

    [Fact]
    public async Task AllFiles_Twice_MakeNoVersionTheSecondTime()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        var files = OzerskySamples.ResultFiles.Where(f => f.StartsWith("2024-2025", StringComparison.Ordinal)).ToList();
        foreach (var file in files)
            await ImportAsync(tenant, schools, file);
        var before = await tenant.WithDbAsync(db => db.Results.CountAsync());

        foreach (var file in files)
        {
            var receipt = await ImportAsync(tenant, schools, file);
            Assert.Equal(0, receipt.Added + receipt.Changed + receipt.Enriched);
        }

        Assert.True(before > 0);
        Assert.Equal(before, await tenant.WithDbAsync(db => db.Results.CountAsync()));
    }

    public static TheoryData<string> BadFiles => [.. OzerskySamples.BadFiles];

    [Theory, MemberData(nameof(BadFiles))]
    public async Task BadFile_IsToldClearlyAndLeavesNothingWrong(string file)
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySamples.AddSchoolsAsync(tenant);
        await using var scope = tenant.Scope();

        // Against a reader that never ends; how long it takes is measured by the benchmarks.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (found, receipt) = await scope.ServiceProvider.GetRequiredService<UploadImport>()
            .ImportAsync(Path.GetFileName(file), OzerskySamples.Bytes(file), UploadAnswers.None, store: true, patience.Token);

        Assert.All(found.Findings, finding => Assert.Contains(finding.Message, c => c is >= 'а' and <= 'я'));
        Assert.Equal(found.CanCommit, receipt is not null);
        var (uploads, results, rows) = await tenant.WithDbAsync(async db =>
            (await db.Uploads.CountAsync(), await db.Results.CountAsync(), await db.UploadRows.CountAsync()));
        if (found.CanCommit)
            Assert.Equal((1, found.Rows.Count), (uploads, rows));
        else
            Assert.Equal((0, 0, 0), (uploads, results, rows));
        var mustBeRefused = Path.GetFileNameWithoutExtension(file) is not ("blank_100000_rows" or "path_traversal" or "formulas_and_errors" or "csv_named_xlsx");
        if (mustBeRefused)
        {
            Assert.False(found.CanCommit);
            Assert.Contains(found.Findings, f => f.Severity == FindingSeverity.Error);
        }
    }

    [Fact]
    public async Task UnmatchedSchool_ForbidsStoring_UntilItsSpellingIsTaught()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        const string file = "2024-2025/ОГЭ 2025 по ОО.xlsx";
        await using (var scope = tenant.Scope())
        {
            var (found, receipt) = await scope.ServiceProvider.GetRequiredService<UploadImport>()
                .ImportAsync("ОГЭ.xlsx", OzerskySamples.Bytes(file), UploadAnswers.None, store: true, CancellationToken.None);
            Assert.Null(receipt);
            Assert.NotEqual(0, found.UnmatchedCount);
            Assert.Contains(found.Findings, f => f.Code == UploadFindingCodes.SchoolUnmatched);
        }
        Assert.Equal(0, await tenant.WithDbAsync(db => db.Uploads.CountAsync()));

        var stored = await ImportAsync(tenant, schools, file);

        Assert.True(stored.Added > 0);
        Assert.NotEqual(0, await tenant.WithDbAsync(db => db.SchoolAliases.CountAsync()));
    }

    /// <summary>Imports as an administrator does: unknown spellings are taught once, then the file is stored.</summary>
    private static async Task<UploadReceipt> ImportAsync(TestTenant tenant, IReadOnlyDictionary<string, Guid> schools, string file)
    {
        await using var scope = tenant.Scope(Roles.System);
        var import = scope.ServiceProvider.GetRequiredService<UploadImport>();
        var bytes = OzerskySamples.Bytes(file);
        var (found, receipt) = await import.ImportAsync(Path.GetFileName(file), bytes, UploadAnswers.None, store: true, CancellationToken.None);
        if (receipt is not null)
            return receipt;
        foreach (var spelling in found.Rows.Where(r => r.IsUnmatched).Select(r => r.Label).Distinct())
        {
            var school = OzerskySamples.SchoolOf(spelling) ?? throw new InvalidOperationException($"{file}: «{spelling}» is no school of the sample.");
            await scope.ServiceProvider.GetRequiredService<SchoolAliasService>().AddAsync(schools[school], spelling, "тест", CancellationToken.None);
        }
        (found, receipt) = await import.ImportAsync(Path.GetFileName(file), bytes, UploadAnswers.None, store: true, CancellationToken.None);
        return receipt ?? throw new InvalidOperationException($"{file}: {string.Join("; ", found.Findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Message))}");
    }
}
