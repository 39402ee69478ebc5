using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Security;

/// <summary>What is changed through a page stays in the history, and the history itself cannot be changed.</summary>
[Collection(AppCollection.Name)]
public sealed class HistoryGuardTests(TestHost host)
{
    /// <summary>Answered with success without a change: what is looked at is not yet decided, or it was so already.</summary>
    private static readonly string[] ChangeNothing = ["POST /schools/import", "POST /identification/low-results/run", "POST /settings/reference/copy", "POST /schools/{id}/reopen",
        // A section that has no neighbour on its side stays where it is.
        "POST /programs/{id}/roadmap/setup/sections/{line}/step",
        // A section of a form that comes without an answer.
        "POST /monitoring/campaigns/{id}/form/sections/{step}", "POST /monitoring/campaigns/{id}/form/draft", "POST /monitoring/campaigns/{id}/form/file/save",
        // The question is asked already.
        "POST /monitoring/forms/drafts/{id}/questions/{question}/restore",
        // Nobody of the school gave an address.
        "POST /monitoring/campaigns/{id}/remind"];

    [Fact]
    public async Task EveryPostThatSucceeds_LeavesAnEntryOfItsActor()
    {
        var own = await PopulatedTenant.CreateAsync(host, "Озёрский муниципальный округ", "north");
        var (succeeded, found) = await PostEverythingAsync(host, own);
        Findings.None(found);
        Assert.True(succeeded > 8, $"only {succeeded} forms went through");
    }

    [Fact]
    public async Task Canary_PostThatLeavesNothing_IsFound()
    {
        using var canary = CanaryHost.Beside(host);
        var own = await PopulatedTenant.CreateAsync(canary, "Озёрский муниципальный округ", "north");
        var (_, found) = await PostEverythingAsync(canary, own);
        Assert.Equal(["POST /canary/no-token left no entry"], found);
    }

    [Fact]
    public async Task SchoolChange_ThroughItsPage_IsKeptWithBeforeAfterActorAndRequest()
    {
        var own = await PopulatedTenant.CreateAsync(host, "Озёрский муниципальный округ", "north");
        var account = await own.Tenant.NewAccountAsync(Roles.Methodist);
        var person = new Somebody(account.Role, await host.SignedInAsync(account));
        using var closed = await person.PostAsync($"/schools/{own.OtherSchool}/aliases/new", [new("Form.Name", "Вторая школа у озера")]);
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        var entry = Assert.Single(await EntriesOfAsync(own, account.Id), e => e.Entity == "school_aliases");
        Assert.Equal(("schools.alias-added", Roles.Methodist, ChangeKind.Added), (entry.Operation, entry.UserRole, entry.Kind));
        Assert.NotNull(entry.RequestId);
        var name = JsonDocument.Parse(entry.Changes).RootElement.GetProperty("Name");
        Assert.Equal(JsonValueKind.Null, name[0].ValueKind);
        Assert.Equal("Вторая школа у озера", name[1].GetString());
    }

    [Theory]
    [InlineData("update audit_entries set reason = 'forged'")]
    [InlineData("delete from audit_entries")]
    [InlineData("truncate audit_entries")]
    [InlineData("alter table audit_entries disable row level security")]
    [InlineData("drop table audit_entries")]
    public async Task History_ByTheRolesOfTheServer_CannotBeChanged(string sql)
    {
        var tenant = await host.NewTenantAsync();
        foreach (var connection in new[] { host.Database.Application, host.Database.Platform })
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var open = await source.OpenConnectionAsync();
            await ExecuteAsync(open, $"select set_config('app.tenant_id', '{tenant.Id}', false)");
            await ExecuteAsync(open, "select count(*) from audit_entries");
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(open, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    private static async Task<(int Succeeded, List<string> Found)> PostEverythingAsync(TestHost host, PopulatedTenant own)
    {
        var (succeeded, found) = (0, new List<string>());
        var routes = AppRoute.Of(host.Services).Where(r => !r.IsSafe && !r.IsAnonymous && !r.Pattern.StartsWith("account/", StringComparison.Ordinal) && !r.Pattern.StartsWith("platform/", StringComparison.Ordinal));
        foreach (var route in routes)
        {
            var role = Roles.All.Keys.Where(route.Allows).OrderBy(r => r != Roles.TenantAdmin).First();
            var account = await own.Tenant.NewAccountAsync(role, Roles.All[role].Scope == RoleScope.School ? own.School : null);
            var person = new Somebody(role, await host.SignedInAsync(account));
            using var answer = await person.PostAsync(own.Url(route) + "?year=2024-2025", FormFiller.Fill(route, own));
            if ((int)answer.StatusCode >= 500)
                found.Add($"{route} answered {(int)answer.StatusCode}");
            if ((int)answer.StatusCode >= 400 || ChangeNothing.Contains(route.ToString()))
                continue;
            succeeded++;
            var entries = await EntriesOfAsync(own, account.Id);
            if (entries.Count == 0)
                found.Add($"{route} left no entry");
            found.AddRange(entries.Where(e => e.Operation.Length == 0 || e.UserRole != role || e.TenantId != own.Tenant.Id).Select(e => $"{route} left an entry without its actor: {e.Operation}"));
        }
        return (succeeded, found);
    }

    private static Task<List<AuditEntry>> EntriesOfAsync(PopulatedTenant own, Guid user) =>
        own.Tenant.WithDbAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.UserId == user && e.UserRole != Roles.System).ToListAsync());

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
