using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Tenants;

public sealed record RegionPage(AcademicYear Year, IReadOnlyList<RegionRow> Rows);

/// <param name="ApprovedOn">By the clocks of the municipality.</param>
/// <param name="RunNumber">Null while no list of the year is approved.</param>
public sealed record RegionRow(Guid TenantId, string Name, int Schools, int? RunNumber, int? Included, int? Insufficient, DateOnly? ApprovedOn);

public sealed record RegionMunicipalityPage(string Name, AcademicYear Year, IReadOnlyList<RegionSchool> Schools);

public sealed record RegionSchool(string Name, Verdict Verdict, int LowCurrent, int LowPrevious);

/// <summary>Reads across the tenants of one region, through the one connection that may: the database lets it see no other region.</summary>
public sealed class RegionQueries(DataSources sources, CurrentActor actor)
{
    private const string ListSql = """
        select t.id, t.name,
          (select count(*) from schools s where s.tenant_id = t.id and s.closed_on is null)::int,
          r.number, r.included_count, r.insufficient_count, (r.approved_at at time zone t.time_zone)::date
        from tenants t
        left join lateral (select * from identification_runs r where r.tenant_id = t.id and r.year = $1 and r.approved_at is not null order by r.number desc limit 1) r on true
        where t.region_id = $2 and t.is_active
        order by t.name
        """;

    private const string SchoolsSql = """
        select v.school_name, v.verdict, v.low_current, v.low_previous
        from verdicts v join schools s on s.tenant_id = v.tenant_id and s.id = v.school_id
        where v.tenant_id = $1 and v.verdict <> 1 and v.run_id = (
          select id from identification_runs r where r.tenant_id = $1 and r.year = $2 and r.approved_at is not null order by r.number desc limit 1)
        order by v.verdict, s.sort_name
        """;

    public async Task<RegionPage> ListAsync(AcademicYear year, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = Command(connection, ListSql, year.StartYear, actor.RegionId!.Value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<RegionRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new RegionRow(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2), Int(reader, 3), Int(reader, 4), Int(reader, 5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6)));
        return new RegionPage(year, rows);
    }

    /// <summary>Null for a municipality of another region.</summary>
    public async Task<RegionMunicipalityPage?> MunicipalityAsync(Guid tenantId, AcademicYear year, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var find = Command(connection, "select name from tenants where id = $1 and region_id = $2", tenantId, actor.RegionId!.Value);
        if (await find.ExecuteScalarAsync(ct) is not string name)
            return null;
        await using var command = Command(connection, SchoolsSql, tenantId, year.StartYear);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var schools = new List<RegionSchool>();
        while (await reader.ReadAsync(ct))
            schools.Add(new RegionSchool(reader.GetString(0), (Verdict)reader.GetInt16(1), reader.GetInt16(2), reader.GetInt16(3)));
        return new RegionMunicipalityPage(name, year, schools);
    }

    private Task<NpgsqlConnection> OpenAsync(CancellationToken ct) =>
        sources.OpenRegionAsync(actor.RegionId ?? throw new InvalidOperationException("A regional observer without a region."), ct);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object first, object second)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = first });
        command.Parameters.Add(new NpgsqlParameter { Value = second });
        return command;
    }

    private static int? Int(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
