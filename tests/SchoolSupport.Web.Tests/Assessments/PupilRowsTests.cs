using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.TestKit;

namespace SchoolSupport.Web.Tests.Assessments;

/// <summary>Rows of pupils are kept only where the municipality turned that on, under their codes; names of the file are nowhere.</summary>
[Collection(AppCollection.Name)]
public sealed class PupilRowsTests(TestHost host)
{
    private const string Surname = "Перепёлкин";
    private const string Protocol = $"""
        ВПР 2025. 5 класс. Математика
        Код участника;ФИО;Логин школы;Класс;Вариант;1;2;3;Отметка
        50001;{Surname} Пров Провович;sch470034;5А;1;1;1;0;2
        50002;{Surname}а Анна Провна;sch470034;5А;2;2;2;2;4

        """;

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task Protocol_IsStoredAsCounts_AndPupilsOnlyWhenTurnedOn(bool keep, int expected)
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySamples.AddSchoolsAsync(tenant);
        await tenant.WithDbAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.KeepPupilRows, keep)));
        var browser = await tenant.BrowserAsync(Roles.Methodist);
        var path = await browser.UploadAsync("ВПР 2025. 5 класс. Математика. Протокол.csv", System.Text.Encoding.UTF8.GetBytes(Protocol));
        var preview = await browser.ReadyPageAsync(path);
        Assert.DoesNotContain(Surname, preview.Text());
        using (await browser.ConfirmAsync(path, preview)) { }
        await browser.ReadyPageAsync(path);

        var result = await tenant.WithDbAsync(db => db.Results.AsNoTracking().SingleAsync());
        var pupils = await tenant.WithDbAsync(db => db.PupilRows.AsNoTracking().OrderBy(p => p.Row).ToListAsync());
        Assert.Equal((2, 1), (result.Participants, result.Failed));
        Assert.Equal(expected, pupils.Count);
        Assert.All(pupils, p => Assert.Equal((result.Id, "5А"), (p.ResultId, p.ClassName)));
        Assert.Equal(keep ? ["50001", "50002"] : [], pupils.Select(p => p.PupilCode));
        Assert.Empty(await PlacesOfAsync(tenant, Surname));
    }

    /// <summary>The search sees what it is for: a name that is kept is found, also inside of history and notes.</summary>
    [Fact]
    public async Task Canary_KeptWord_IsFound()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySamples.AddSchoolsAsync(tenant);

        var places = await PlacesOfAsync(tenant, "Берёзовская");

        Assert.Contains("schools.short_name", places);
        Assert.Contains("audit_entries.changes", places);
    }

    /// <summary>Every column of text that the application or the platform may read, of every table, for this tenant.</summary>
    private async Task<IReadOnlyList<string>> PlacesOfAsync(TestTenant tenant, string word)
    {
        var sources = host.Services.GetRequiredService<DataSources>();
        await using var own = await sources.OpenTenantAsync(tenant.Id, CancellationToken.None);
        await using var platform = await sources.Platform.OpenConnectionAsync();
        return [.. await PlacesAsync(own, word), .. await PlacesAsync(platform, word)];
    }

    private static async Task<IReadOnlyList<string>> PlacesAsync(NpgsqlConnection connection, string word)
    {
        var columns = new List<(string Table, string Column)>();
        await using (var command = new NpgsqlCommand("""
            select table_name, column_name from information_schema.columns
            where table_schema = 'public' and (data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY') or data_type = 'USER-DEFINED')
              and has_column_privilege(format('%I', table_name), column_name, 'select')
            """, connection))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                columns.Add((reader.GetString(0), reader.GetString(1)));
        var found = new List<string>();
        foreach (var (table, column) in columns)
        {
            await using var search = new NpgsqlCommand($"select exists (select 1 from \"{table}\" where \"{column}\"::text ilike '%' || $1 || '%')", connection) { Parameters = { new() { Value = word } } };
            if ((bool)(await search.ExecuteScalarAsync())!)
                found.Add($"{table}.{column}");
        }
        return found;
    }
}
