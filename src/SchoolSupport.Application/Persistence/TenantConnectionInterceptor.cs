using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SchoolSupport.Application.Persistence;

/// <summary>
/// Tells each opened connection whose rows it may see. Without a tenant nothing is told, and so nothing is seen. Once told,
/// the connection stays with its scope (a request, a job): it would have to be told again before every query.
/// </summary>
public sealed class TenantConnectionInterceptor : DbConnectionInterceptor
{
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDbContext { Actor.TenantId: { } tenantId })
            await DataSources.SetAsync((NpgsqlConnection)connection, DataSources.TenantSetting, tenantId, cancellationToken);
    }

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(connection.State == ConnectionState.Open ? InterceptionResult.Suppress() : result);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        throw new NotSupportedException("The database is used asynchronously only.");
}
