using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Tests.Tenants;

/// <summary>Whatever the program writes into the history reads as Russian.</summary>
[Collection(AppCollection.Name)]
public sealed partial class HistoryWordsTests(TestHost host)
{
    // No code of a tenant's history: a permission says what somebody may do, not what was done.
    private static readonly HashSet<string> Permissions =
        [.. typeof(Permissions).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    [GeneratedRegex(@"^(accounts|assessments|identification|monitoring|programs|reports|schools|tenants)\.[a-z]+(-[a-z]+)+$")]
    private static partial Regex OperationCode();

    [Fact]
    public void EveryOperationCode_InTheProgram_HasWords()
    {
        var codes = CodesOf(typeof(AppDbContext).Assembly).Concat(CodesOf(typeof(HistoryWords).Assembly)).ToHashSet();

        Assert.Superset(new HashSet<string> { "programs.version-approved", "programs.passport-changed", "schools.school-added" }, codes);
        Assert.Equal([], codes.Where(code => !HistoryWords.Knows(code)));
        Assert.All(codes, code => Assert.Matches("[а-яё]", HistoryWords.Operation(code)));
    }

    [Fact]
    public void Canary_CodeWithoutWords_IsFound()
    {
        const string flown = "programs.canary-flown";

        Assert.Contains(flown, CodesOf(GetType().Assembly));
        Assert.False(HistoryWords.Knows(flown));
        Assert.Equal(flown, HistoryWords.Operation(flown));
    }

    [Fact]
    public async Task EveryKeptFieldOfProgrammes_HasWordsOrIsLeftOut()
    {
        var tenant = await host.NewTenantAsync();
        await using var scope = tenant.Scope();
        var model = scope.ServiceProvider.GetRequiredService<AppDbContext>().Model;
        var kept = model.GetEntityTypes().Where(e => e.ClrType.Namespace == "SchoolSupport.Application.Programs" && !AuditTrail.NotKept.Contains(e.ClrType)).ToList();

        Assert.True(kept.Count >= 13, $"only {kept.Count} tables of programmes");
        Assert.Equal([], kept.Select(e => e.GetTableName()!).Where(table => !HistoryWords.Entities.ContainsKey(table)));
        string[] silent = ["Version", "TenantId", "SearchText"];
        Assert.Empty(
            from entity in kept
            from property in entity.GetProperties()
            where !silent.Contains(property.Name) && !HistoryWords.IsUnspoken(entity.GetTableName()!, property.Name) && HistoryWords.Field(entity.GetTableName()!, property.Name) is null
            select $"{entity.GetTableName()}.{property.Name}");
    }

    [Fact]
    public void Values_ThatAreNumbersAndCodes_AreWords()
    {
        static AuditEntry Entry(string table, string changes) => new() { At = DateTimeOffset.UtcNow, UserRole = Roles.Methodist, Operation = "programs.measure-changed", Entity = table, EntityId = "1", Kind = ChangeKind.Changed, Changes = changes };
        string Words(string table, string changes) => string.Join(". ", HistoryWords.Changes(Entry(table, changes), _ => null).Select(c => c.InWords));

        Assert.Equal("состояние: черновик → на утверждении", Words("program_versions", """{"Status":[0,1]}"""));
        Assert.Equal("для кого: группа школ → школы-участницы", Words("measures", """{"SchoolScope":[2,1],"Deadline":["{}","{\"a\":1}"]}"""));
        Assert.Equal("документы по итогам: приказ или распоряжение; протокол", Words("measures", """{"Artefacts":[[],["order","protocol"]]}"""));
        Assert.Equal("вид документа: программа", Words("support_programs", """{"DocumentKind":[null,"programme"]}"""));
        Assert.Equal("итог: в работе → выполнено", Words("execution_reports", """{"Progress":[0,1]}"""));
    }

    /// <summary>All literals of an assembly that look like codes of operations, constants included.</summary>
    private static IEnumerable<string> CodesOf(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            if (metadata.GetUserString(handle) is var text && OperationCode().IsMatch(text) && !Permissions.Contains(text))
                found.Add(text);
        return found;
    }
}
