using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Application.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Execution;

/// <summary>A tenant with two schools and the services of execution, as the department or as one of the schools.</summary>
internal sealed class ExecutionSetting
{
    public static readonly DateOnly Today = ProgramSamples.Today;

    private readonly Dictionary<string, Guid> people = [];

    private ExecutionSetting(TestTenant tenant, Guid first, Guid second) => (Tenant, First, Second) = (tenant, first, second);

    public TestTenant Tenant { get; }
    public Guid First { get; }
    public Guid Second { get; }

    public static async Task<ExecutionSetting> CreateAsync(TestHost host)
    {
        var tenant = await host.NewTenantAsync();
        return new ExecutionSetting(tenant, await AddSchoolAsync(tenant, "МБОУ «Берёзовская СОШ»"), await AddSchoolAsync(tenant, "МБОУ «Ключевская ООШ»"));
    }

    public static async Task<Guid> AddSchoolAsync(TestTenant tenant, string name)
    {
        await using var scope = tenant.Scope(Roles.System);
        return await scope.ServiceProvider.GetRequiredService<SchoolService>().AddAsync(
            new SchoolDetails(name, name, SchoolKind.Secondary, false, "", null, null, null, 120, true, true, null, ""), CancellationToken.None);
    }

    public Task<ProgramExecution?> ReadAsync(Guid program, Guid? school = null) => AsAsync<ExecutionReader, ProgramExecution?>(school, r => r.ReadAsync(program, default));

    /// <summary>The only line of a measure, as its school or the department sees it.</summary>
    public async Task<ExecutionLine> LineAsync(Guid program, string title, Guid? school = null) =>
        (await ReadAsync(program, school))!.Measures.Single(m => m.Measure.Title == title).Lines.Single(l => school is null || l.SchoolId == school);

    public async Task<LineAddress> AddressAsync(Guid program, string title, Guid? school = null)
    {
        var line = await Tenant.LineAsync(program, title);
        var measure = (await ReadAsync(program))!.Find(line)!;
        return new LineAddress(program, line, measure.Lines.First(l => l.SchoolId == school).Occurrence.Key, school);
    }

    /// <summary>Reports as the school of the line, or as the department.</summary>
    public Task<Guid?> ReportAsync(LineAddress line, ReportedStatus progress = ReportedStatus.Done, DateOnly? doneOn = null, string comment = "", uint? version = null,
        bool askReview = false, Guid? asSchool = null) =>
        AsAsync<ExecutionService, Guid?>(asSchool, s => s.ReportAsync(new ReportExecution(line, progress, doneOn ?? Today, comment, askReview, version), default));

    public async Task<TResult> AsAsync<TService, TResult>(Guid? school, Func<TService, Task<TResult>> work, string? person = null) where TService : notnull
    {
        await using var scope = Tenant.Scope(school is null ? Roles.Methodist : Roles.SchoolDirector, PersonId(person ?? $"{school}"), school);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Guid PersonId(string name) => people.TryGetValue(name, out var id) ? id : people[name] = Guid.CreateVersion7();
}
