using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SchoolSupport.Application.Persistence;

/// <summary>
/// The schema's versions. Each migration runs one SQL file of <c>Persistence/Sql</c>; a test compares the result with the
/// EF model, so that the two cannot drift apart.
/// </summary>
public sealed class SchemaContext(DbContextOptions<SchemaContext> options) : DbContext(options)
{
    public const string HistoryTable = "schema_versions";

    /// <summary>Brings a database to the newest version.</summary>
    /// <param name="ownerConnectionString">The role that owns the tables.</param>
    public static async Task<IReadOnlyList<string>> MigrateAsync(string ownerConnectionString, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<SchemaContext>()
            .UseNpgsql(ownerConnectionString, npgsql => npgsql.MigrationsHistoryTable(HistoryTable))
            // The model is in AppDbContext; this context only carries migrations.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
        await using var db = new SchemaContext(options);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        await db.Database.MigrateAsync(ct);
        return pending;
    }
}

/// <summary>A migration whose <c>Up</c> is a SQL file; there is no way back but a restore.</summary>
public abstract class SqlMigration(string fileName) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var resource = $"{typeof(SqlMigration).Assembly.GetName().Name}.Persistence.Sql.{fileName}";
        using var stream = typeof(SqlMigration).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The migration file {fileName} is not embedded.");
        using var reader = new StreamReader(stream);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}

[DbContext(typeof(SchemaContext))]
[Migration("0001_foundation")]
public sealed class Migration0001() : SqlMigration("0001_foundation.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0002_programs")]
public sealed class Migration0002() : SqlMigration("0002_programs.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0003_history_order")]
public sealed class Migration0003() : SqlMigration("0003_history_order.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0004_monitoring")]
public sealed class Migration0004() : SqlMigration("0004_monitoring.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0005_indicators")]
public sealed class Migration0005() : SqlMigration("0005_indicators.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0006_notes")]
public sealed class Migration0006() : SqlMigration("0006_notes.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0007_verdicts_and_values")]
public sealed class Migration0007() : SqlMigration("0007_verdicts_and_values.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0008_collections")]
public sealed class Migration0008() : SqlMigration("0008_collections.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0009_frozen_notes")]
public sealed class Migration0009() : SqlMigration("0009_frozen_notes.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0010_form_drafts")]
public sealed class Migration0010() : SqlMigration("0010_form_drafts.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0011_risk_rules")]
public sealed class Migration0011() : SqlMigration("0011_risk_rules.sql");

[DbContext(typeof(SchemaContext))]
[Migration("0012_stable_low")]
public sealed class Migration0012() : SqlMigration("0012_stable_low.sql");
