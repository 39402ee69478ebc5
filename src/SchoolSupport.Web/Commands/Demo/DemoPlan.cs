using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>A file to be taken in by the demonstration, as a methodist would.</summary>
internal sealed record DemoFile(string Name, byte[] Content);

/// <summary>One of the two fictional municipalities: nothing here is said of a real school or person.</summary>
/// <param name="RunYears">List years to compute, oldest first; all but the last are approved.</param>
/// <param name="Federal">ИНН of the schools on the federal list of the last year.</param>
/// <param name="DirectorInn">The school of the demonstration's director and operator.</param>
/// <param name="Open">A file that is left in its preview, with something to decide.</param>
/// <param name="Programs">Tells the story of its programmes.</param>
/// <param name="Risks">Tells which schools are at risk.</param>
internal sealed record DemoPlan(
    CreateTenant Tenant,
    DemoFile Register,
    IReadOnlyList<DemoFile> Results,
    IReadOnlyList<int> RunYears,
    IReadOnlyList<string> Federal,
    string DirectorInn,
    DemoFile? Open,
    Func<DemoSteps, DemoExecution, Task> Programs,
    DemoRisks Risks);
