using Npgsql;

namespace SchoolSupport.Application.Persistence;

/// <summary>
/// The database connections by role. <see cref="Application"/> sees a tenant's rows once <c>app.tenant_id</c> is set;
/// <see cref="Platform"/> serves accounts, tenants and the region's reading.
/// </summary>
public sealed class DataSources(NpgsqlDataSource application, NpgsqlDataSource platform) : IAsyncDisposable
{
    public NpgsqlDataSource Application => application;
    public NpgsqlDataSource Platform => platform;

    /// <summary>An open connection that sees exactly one tenant; the setting is wiped when it goes back to the pool.</summary>
    public async Task<NpgsqlConnection> OpenTenantAsync(Guid tenantId, CancellationToken ct)
    {
        var connection = await application.OpenConnectionAsync(ct);
        await SetAsync(connection, TenantSetting, tenantId, ct);
        return connection;
    }

    /// <summary>An open connection that may read the tenants of one region.</summary>
    public async Task<NpgsqlConnection> OpenRegionAsync(Guid regionId, CancellationToken ct)
    {
        var connection = await platform.OpenConnectionAsync(ct);
        await SetAsync(connection, RegionSetting, regionId, ct);
        return connection;
    }

    internal const string TenantSetting = "app.tenant_id";
    internal const string RegionSetting = "app.region_id";

    internal static async Task SetAsync(NpgsqlConnection connection, string setting, Guid value, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Setting(setting, value) } };
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The command of a setting, to be sent before others that need it.</summary>
    internal static NpgsqlBatchCommand Setting(string setting, Guid value) => new("select set_config($1, $2, false)")
    {
        Parameters = { new NpgsqlParameter { Value = setting }, new NpgsqlParameter { Value = value.ToString() } },
    };

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await platform.DisposeAsync();
    }
}
