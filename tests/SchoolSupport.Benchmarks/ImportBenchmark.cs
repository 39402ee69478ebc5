using System.Globalization;
using System.IO.Compression;
using System.Xml;
using ExcelDataReader;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Assessments;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Benchmarks;

/// <summary>A participant protocol of 100 000 rows, from its bytes to stored results, against bare reading and COPY; memory of hostile files.</summary>
public static class ImportBenchmark
{
    private const int Schools = 250;
    private const int PupilsOfSchool = 400;
    private const int Rows = Schools * PupilsOfSchool;
    private const int Repetitions = 5;
    private const double MaxRatio = 2;
    private const long MaxBytes = 300L * 1024 * 1024;

    private sealed record Place(ServiceProvider Services, NpgsqlDataSource Owner, Guid TenantId, byte[] File);

    public static async Task RunAsync(Report report)
    {
        Console.WriteLine($"Import of {Rows} rows:");
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        await using var database = await TestPostgres.CreateDatabaseAsync("bench_import");
        await SchemaContext.MigrateAsync(database.Owner, CancellationToken.None);
        await using var services = Services(database);
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        string postgres;
        await using (var connection = await owner.OpenConnectionAsync())
        {
            postgres = $"PostgreSQL {connection.PostgreSqlVersion}";
            await BigDatabase.UnforceAsync(connection);
        }
        var place = new Place(services, owner, await FillAsync(services), ProtocolWorkbook.Write(Schools, PupilsOfSchool));
        Console.WriteLine($"  the file has {Report.Megabytes(place.File.Length)}");
        await CompareAsync(report, postgres, place, keepPupils: false);
        await CompareAsync(report, postgres, place, keepPupils: true);
        await HostileFilesAsync(report, postgres);
    }

    private static async Task CompareAsync(Report report, string postgres, Place place, bool keepPupils)
    {
        await ExecuteAsync(place.Owner, $"update tenants set keep_pupil_rows = {keepPupils}");
        var samples = await Measure.InTurnsAsync(Repetitions, await ServerProcessorTime.OfAsync(place.Owner), () => ResetAsync(place),
            ("bare: ExcelDataReader + COPY", () => BareAsync(place, ReadWithExcelDataReader)),
            ("bare: zip and XmlReader + COPY", () => BareAsync(place, ReadWithXmlReader)),
            ("UploadImport", () => ImportAsync(place)));
        var all = samples.Values.ToArray();
        var ours = all[2].MedianTime();
        report.Comparison($"import of a protocol of {Rows} rows, pupil rows {(keepPupils ? "kept" : "not kept")}", postgres, samples);
        report.Limit("the import takes at most 2 times ExcelDataReader + COPY of 100 000 rows", ours / all[0].MedianTime() <= MaxRatio, Report.Ratio(ours, all[0].MedianTime()));
        report.Limit("the import takes at most 2 times the barest reading + COPY of 100 000 rows", ours / all[1].MedianTime() <= MaxRatio, Report.Ratio(ours, all[1].MedianTime()));
        report.Limit("the import stays under 300 MB", all[2].Peak() < MaxBytes, Report.Megabytes(all[2].Peak()));
    }

    private static async Task ImportAsync(Place place)
    {
        await using var scope = place.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(place.TenantId);
        var (found, receipt) = await scope.ServiceProvider.GetRequiredService<UploadImport>()
            .ImportAsync(ProtocolWorkbook.FileName, place.File, UploadAnswers.None, store: true, CancellationToken.None);
        if (receipt is not { Added: Schools })
            throw new InvalidOperationException(string.Join('\n', found.Findings.Take(5).Select(f => f.Message)));
    }

    /// <summary>Reads every cell, then copies one row a pupil into the table of pupils with its keys and indexes.</summary>
    private static async Task BareAsync(Place place, Func<byte[], List<object?[]>> read)
    {
        var rows = read(place.File);
        if (rows.Count != Rows + 1)
            throw new InvalidOperationException($"{rows.Count} rows were read.");
        await using var connection = await place.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy pupil_rows (tenant_id, id, result_id, row, pupil_code, class_name, score, mark) from stdin (format binary)"))
        {
            for (var i = 1; i < rows.Count; i++)
            {
                copy.StartRow();
                copy.Write(place.TenantId);
                copy.Write(Guid.CreateVersion7());
                copy.Write(place.TenantId);
                copy.Write(i + 1);
                copy.Write(Convert.ToString(rows[i][2], CultureInfo.InvariantCulture)!);
                copy.Write((string)rows[i][1]!);
                copy.Write(Convert.ToInt32(rows[i][21], CultureInfo.InvariantCulture));
                copy.Write(Convert.ToInt32(rows[i][22], CultureInfo.InvariantCulture));
            }
            await copy.CompleteAsync();
        }
        await transaction.CommitAsync();
    }

    private static List<object?[]> ReadWithExcelDataReader(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var c = 0; c < row.Length; c++)
                row[c] = reader.GetValue(c);
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Knows where everything is and checks nothing: the least that any reader of this file must do.</summary>
    private static List<object?[]> ReadWithXmlReader(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var strings = new List<string>();
        using (var xml = XmlReader.Create(zip.GetEntry("xl/sharedStrings.xml")!.Open()))
            while (xml.ReadToFollowing("t"))
                strings.Add(xml.ReadElementContentAsString());
        var rows = new List<object?[]>();
        using var sheet = XmlReader.Create(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        object?[] row = [];
        var column = 0;
        var isText = false;
        while (sheet.Read())
        {
            if (sheet.NodeType == XmlNodeType.Text)
                row[column++] = isText ? strings[int.Parse(sheet.Value, CultureInfo.InvariantCulture)] : double.Parse(sheet.Value, CultureInfo.InvariantCulture);
            else if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "c")
                isText = sheet.GetAttribute("t") == "s";
            else if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "row")
            {
                rows.Add(row = new object?[23]);
                column = 0;
            }
        }
        return rows;
    }

    /// <summary>No results but one, of another year, for the bare pupil rows to belong to.</summary>
    private static async Task ResetAsync(Place place)
    {
        await ExecuteAsync(place.Owner, "truncate uploads, upload_contents, upload_rows, results, pupil_rows, journal_comparisons, audit_entries");
        await ExecuteAsync(place.Owner, """
            insert into results (tenant_id, id, school_id, procedure_id, year, version, is_current, participants, failed, source, recorded_role, recorded_at)
            select s.tenant_id, s.tenant_id, s.id, p.id, 2001, 1, true, 1, 0, 1, 'system', now()
            from (select * from schools limit 1) s cross join (select * from procedures limit 1) p
            """);
    }

    private static async Task HostileFilesAsync(Report report, string postgres)
    {
        var folder = Path.Combine(Report.Root(), "tests", "samples", "results", "ozersky", "bad");
        var context = new ReadingContext(["Озёрский муниципальный округ"], "Северогорская область", (_, _) => null);
        var rows = new List<string[]>();
        var worst = 0L;
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            var content = await File.ReadAllBytesAsync(path);
            var sample = await Measure.OnceAsync(() => Task.Run(() => new ResultsReader().Read(content, Path.GetFileName(path), context)));
            worst = Math.Max(worst, sample.Peak);
            rows.Add([Path.GetFileName(path), Report.Seconds(sample.Time), Report.Megabytes(sample.Peak), Report.Megabytes(sample.PeakHeap)]);
        }
        report.Table("reading of hostile and damaged files", postgres, ["file", "time", "peak working set", "peak managed heap"], rows);
        report.Limit("each hostile file stays under 300 MB", worst < MaxBytes, $"at most {Report.Megabytes(worst)}, the benchmark itself included");
    }

    private static ServiceProvider Services(TestDatabase database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Application"] = database.Application,
            ["ConnectionStrings:Platform"] = database.Platform,
        }).Build();
        return new ServiceCollection().AddLogging().AddSchoolSupportApplication(configuration).BuildServiceProvider();
    }

    private static async Task<Guid> FillAsync(ServiceProvider services)
    {
        Guid tenantId;
        await using (var scope = services.CreateAsyncScope())
            tenantId = (await scope.ServiceProvider.GetRequiredService<TenantProvisioning>().CreateAsync(
                new CreateTenant("bench", "Озёрский муниципальный округ", "north", "Северогорская область"), CancellationToken.None)).Id;
        await using var tenant = services.CreateAsyncScope();
        tenant.ServiceProvider.GetRequiredService<CurrentActor>().ActForTenant(tenantId);
        var db = tenant.ServiceProvider.GetRequiredService<AppDbContext>();
        for (var i = 0; i < Schools; i++)
            db.Schools.Add(new School
            {
                FullName = $"Средняя общеобразовательная школа № {i + 1}", ShortName = $"СОШ № {i + 1}", SortName = $"СОШ № {i + 1}", SearchText = $"сош № {i + 1}",
                Kind = SchoolKind.Secondary, Login = ProtocolWorkbook.Login(i), TeachesSecondary = true, CreatedAt = DateTimeOffset.UtcNow,
            });
        await db.SaveAsync("schools.school-added", CancellationToken.None);
        return tenantId;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
