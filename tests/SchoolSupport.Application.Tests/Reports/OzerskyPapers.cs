using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>The sample municipality with a run of each of its years, to print from. Read only, hence one for all tests.</summary>
internal sealed class OzerskyPapers
{
    public static readonly AcademicYear[] Years = [new(2022), new(2023), new(2024)];
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static OzerskyPapers? shared;

    private OzerskyPapers(TestTenant tenant, OzerskySample sample) => (Tenant, Sample) = (tenant, sample);

    public TestTenant Tenant { get; }
    public OzerskySample Sample { get; }

    public static async Task<OzerskyPapers> SharedAsync(TestHost host)
    {
        await Gate.WaitAsync();
        try
        {
            return shared ??= await NewAsync(host, Years);
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task<OzerskyPapers> NewAsync(TestHost host, params AcademicYear[] years)
    {
        var tenant = await host.NewTenantAsync();
        var papers = new OzerskyPapers(tenant, await OzerskySample.LoadAsync(tenant));
        foreach (var year in years)
            await papers.RunAsync(year);
        return papers;
    }

    public async Task RunAsync(AcademicYear year)
    {
        await using var scope = Tenant.Scope();
        await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(year, CancellationToken.None);
    }

    public async Task<OfficialDocument> MakeAsync(ReportKind kind, AcademicYear year, ReportEdition edition)
    {
        await using var scope = Tenant.Scope();
        return await scope.ServiceProvider.GetRequiredService<ReportService>().MakeAsync(new ReportRequest(kind, year, edition), CancellationToken.None)
            ?? throw new InvalidOperationException($"Nothing to print for {year}.");
    }

    public static IEnumerable<DocumentTable> TablesOf(OfficialDocument document) => document.AllSections.SelectMany(s => s.Blocks).OfType<DocumentTable>();

    /// <summary>Everything but tables, with plain spaces.</summary>
    public static string TextOf(OfficialDocument document) => string.Join('\n', document.AllSections
        .SelectMany(s => s.Blocks.Select(b => b is Paragraph p ? p.Text : b is Note n ? n.Text : "").Prepend(s.Heading))
        .Concat(document.Marks).Concat(document.Approval).Concat(document.TitleLines).Append(document.Title)).Replace('\u00A0', ' ');
}
