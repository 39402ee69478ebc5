using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Web.Composition;

/// <summary>Ready means: the database answers and its schema is the program's.</summary>
public sealed class DatabaseHealthCheck(DataSources sources) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = sources.Platform.CreateCommand("select count(*) from tenants");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", error);
        }
    }
}
