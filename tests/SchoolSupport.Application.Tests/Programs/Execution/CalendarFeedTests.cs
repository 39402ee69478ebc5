using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Execution;

/// <summary>Calendar links: who is behind a secret, and what their calendar holds.</summary>
[Collection(AppCollection.Name)]
public sealed class CalendarFeedTests(TestHost host)
{
    [Fact]
    public async Task Secret_OpensTheCalendarOfItsPersonUntilItIsRevoked()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var account = await at.Tenant.NewAccountAsync(Roles.SchoolDirector, at.First);
        var secret = await AsAsync(at, account.Id, f => f.CreateAsync("Телефон", default));

        var owner = await AsAsync(at, null, f => f.FindOwnerAsync(secret, default));
        Assert.Equal((at.Tenant.Id, account.Id, Roles.SchoolDirector, (Guid?)at.First), (owner!.TenantId, owner.UserId, owner.Role, owner.SchoolId));
        var stored = await at.Tenant.WithDbAsync(db => db.CalendarFeeds.AsNoTracking().SingleAsync());
        Assert.DoesNotContain(secret, stored.SecretHash);
        Assert.Null(await AsAsync(at, null, f => f.FindOwnerAsync(stored.SecretHash, default)));

        Assert.False(await AsAsync(at, Guid.NewGuid(), f => f.RevokeAsync(stored.Id, default)));
        Assert.True(await AsAsync(at, account.Id, f => f.RevokeAsync(stored.Id, default)));
        Assert.Null(await AsAsync(at, null, f => f.FindOwnerAsync(secret, default)));
    }

    [Fact]
    public async Task Secret_OfADeactivatedPersonOrClosedDepartment_OpensNothing()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var account = await at.Tenant.NewAccountAsync(Roles.Methodist);
        var secret = await AsAsync(at, account.Id, f => f.CreateAsync("Телефон", default));
        await using var scope = host.Services.CreateAsyncScope();
        var platform = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();

        await platform.Users.Where(u => u.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsActive, false));
        Assert.Null(await AsAsync(at, null, f => f.FindOwnerAsync(secret, default)));
        await platform.Users.Where(u => u.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsActive, true));
        Assert.NotNull(await AsAsync(at, null, f => f.FindOwnerAsync(secret, default)));
        await platform.Tenants.Where(t => t.Id == at.Tenant.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.IsActive, false));
        Assert.Null(await AsAsync(at, null, f => f.FindOwnerAsync(secret, default)));
    }

    [Fact]
    public async Task Create_MoreLinksThanAPersonNeeds_IsRefused()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var person = Guid.NewGuid();
        for (var i = 0; i < 10; i++)
            await AsAsync(at, person, f => f.CreateAsync("Телефон", default));

        await Assert.ThrowsAsync<PreconditionException>(() => AsAsync(at, person, f => f.CreateAsync("Телефон", default)));
    }

    [Fact]
    public async Task Write_ForASchool_HoldsItsDeadlinesWithTheSameUidsEachTime()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var due = ExecutionSetting.Today.AddDays(40);
        var program = await at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа; поддержки",
        [
            ProgramSamples.Measure("Своё управления", ProgramSamples.Until(due)),
            ProgramSamples.Measure("Планы школ", ProgramSamples.Until(due)) with { SchoolScope = SchoolScope.Participants },
            ProgramSamples.Measure("Без срока") with { SchoolScope = SchoolScope.Participants },
        ], at.First));

        var before = await WriteAsync(at, at.First);
        await at.ReportAsync(await at.AddressAsync(program, "Планы школ", at.First));
        var after = await WriteAsync(at, at.First);

        Assert.Equal(1, Count(before, "BEGIN:VEVENT"));
        Assert.Contains($"DTSTART;VALUE=DATE:{due:yyyyMMdd}\r\nDTEND;VALUE=DATE:{due.AddDays(1):yyyyMMdd}\r\n", before);
        Assert.Contains("SUMMARY:1.2. Планы школ\r\n", before);
        Assert.Contains("Программа\\; поддержки", before);
        Assert.Equal(["-P30D", "-P7D", "-P1D"], Lines(before, "TRIGGER:"));
        Assert.Contains("SUMMARY:Выполнено: 1.2. Планы школ\r\n", after);
        Assert.Empty(Lines(after, "TRIGGER:"));
        Assert.Equal(Lines(before, "UID:"), Lines(after, "UID:"));
        Assert.Equal(2, Count(await WriteAsync(at, null), "BEGIN:VEVENT"));
    }

    [Fact]
    public async Task MarkRead_IsWrittenAtMostOnceAnHour()
    {
        var at = await ExecutionSetting.CreateAsync(host);
        var person = Guid.NewGuid();
        await AsAsync(at, person, f => f.CreateAsync("Телефон", default));
        var id = await at.Tenant.WithDbAsync(db => db.CalendarFeeds.Select(f => f.Id).SingleAsync());

        await AsAsync(at, person, async f => { await f.MarkReadAsync(id, default); return 0; });
        var first = await ReadAtAsync();
        await AsAsync(at, person, async f => { await f.MarkReadAsync(id, default); return 0; });

        Assert.NotNull(first);
        Assert.Equal(first, await ReadAtAsync());

        Task<DateTimeOffset?> ReadAtAsync() => at.Tenant.WithDbAsync(db => db.CalendarFeeds.Select(f => f.LastReadAt).SingleAsync());
    }

    private static async Task<string> WriteAsync(ExecutionSetting at, Guid? school) =>
        Encoding.UTF8.GetString(await at.AsAsync<CalendarFeedWriter, byte[]>(school, w => w.WriteAsync("https://school.example", default))).Replace("\r\n ", "", StringComparison.Ordinal);

    private static async Task<TResult> AsAsync<TResult>(ExecutionSetting at, Guid? person, Func<CalendarFeeds, Task<TResult>> work)
    {
        await using var scope = at.Tenant.Scope(Roles.Methodist, person);
        return await work(scope.ServiceProvider.GetRequiredService<CalendarFeeds>());
    }

    private static int Count(string text, string line) => Lines(text, line).Count;

    private static List<string> Lines(string text, string start) =>
        [.. text.Split("\r\n").Where(l => l.StartsWith(start, StringComparison.Ordinal)).Select(l => l[start.Length..])];
}
