using System.Globalization;
using System.IO.Compression;
using System.Xml;
using ExcelDataReader;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Documents.Assessments;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Benchmarks;

/// <summary>A participant protocol of 100 000 rows, from its bytes to stored results, against bare reading and COPY; memory of hostile files.</summary>
public static class ImportBenchmark
{
    private const int Schools = 250;
    private const int PupilsOfSchool = 400;
    private const int Rows = Schools * PupilsOfSchool;
    private const int Repetitions = 3;
    private const double MaxRatio = 2;
    private const long MaxBytes = 300L * 1024 * 1024;

    private sealed record Place(SmallDatabase Database, byte[] File);

    public static async Task RunAsync(Report report)
    {
        Console.WriteLine($"Import of {Rows} rows:");
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        await using var database = await SmallDatabase.CreateAsync("bench_import", Schools);
        var place = new Place(database, ProtocolWorkbook.Write(Schools, PupilsOfSchool));
        Console.WriteLine($"  the file has {Report.Megabytes(place.File.Length)}");
        await CompareAsync(report, place, keepPupils: false);
        await CompareAsync(report, place, keepPupils: true);
        await HostileFilesAsync(report, database.PostgresVersion);
    }

    private static async Task CompareAsync(Report report, Place place, bool keepPupils)
    {
        await place.Database.ExecuteAsync($"update tenants set keep_pupil_rows = {keepPupils}");
        var samples = await Measure.InTurnsAsync(Repetitions, await ServerProcessorTime.OfAsync(place.Database.Owner), () => ResetAsync(place),
            ("bare: ExcelDataReader + COPY", () => BareAsync(place, ReadWithExcelDataReader)),
            ("bare: zip and XmlReader + COPY", () => BareAsync(place, ReadWithXmlReader)),
            ("UploadImport", () => ImportAsync(place)));
        var all = samples.Values.ToArray();
        var ours = all[2].MedianTime();
        report.Comparison($"import of a protocol of {Rows} rows, pupil rows {(keepPupils ? "kept" : "not kept")}", place.Database.PostgresVersion, samples);
        report.Limit("the import takes at most 2 times ExcelDataReader + COPY of 100 000 rows", ours / all[0].MedianTime() <= MaxRatio, Report.Ratio(ours, all[0].MedianTime()));
        report.Limit("the import takes at most 2 times the barest reading + COPY of 100 000 rows", ours / all[1].MedianTime() <= MaxRatio, Report.Ratio(ours, all[1].MedianTime()));
        report.Limit("the import stays under 300 MB", all[2].Peak() < MaxBytes, Report.Megabytes(all[2].Peak()));
    }

    private static async Task ImportAsync(Place place)
    {
        await using var scope = place.Database.Scope();
        var (found, receipt) = await scope.ServiceProvider.GetRequiredService<UploadImport>()
            .ImportAsync(ProtocolWorkbook.FileName, place.File, UploadAnswers.None, store: true, CancellationToken.None);
        if (receipt is not { Added: Schools })
            throw new InvalidOperationException(string.Join('\n', found.Findings.Take(5).Select(f => f.Message)));
    }

    /// <summary>Reads every cell, then copies one row a pupil into the table of pupils with its keys and indexes.</summary>
    private static async Task BareAsync(Place place, Func<byte[], IEnumerable<object?[]>> read)
    {
        var number = 0;
        await using var connection = await place.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy pupil_rows (tenant_id, id, result_id, row, pupil_code, class_name, score, mark) from stdin (format binary)"))
        {
            foreach (var row in read(place.File).Skip(1))
            {
                copy.StartRow();
                copy.Write(place.Database.TenantId);
                copy.Write(Guid.CreateVersion7());
                copy.Write(place.Database.TenantId);
                copy.Write(++number + 1);
                copy.Write(Convert.ToString(row[2], CultureInfo.InvariantCulture)!);
                copy.Write((string)row[1]!);
                copy.Write(Convert.ToInt32(row[21], CultureInfo.InvariantCulture));
                copy.Write(Convert.ToInt32(row[22], CultureInfo.InvariantCulture));
            }
            await copy.CompleteAsync();
        }
        await transaction.CommitAsync();
        if (number != Rows)
            throw new InvalidOperationException($"{number} rows were read.");
    }

    /// <summary>The same array for every row.</summary>
    private static IEnumerable<object?[]> ReadWithExcelDataReader(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file));
        var row = new object?[reader.FieldCount];
        while (reader.Read())
        {
            for (var c = 0; c < row.Length; c++)
                row[c] = reader.GetValue(c);
            yield return row;
        }
    }

    /// <summary>Knows where everything is and checks nothing: the least that any reader of this file must do. The same array for every row.</summary>
    private static IEnumerable<object?[]> ReadWithXmlReader(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        var strings = new List<string>();
        using (var xml = XmlReader.Create(zip.GetEntry("xl/sharedStrings.xml")!.Open()))
            while (xml.ReadToFollowing("t"))
                strings.Add(xml.ReadElementContentAsString());
        using var sheet = XmlReader.Create(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var row = new object?[ProtocolWorkbook.Columns];
        var column = 0;
        var isText = false;
        while (sheet.Read())
        {
            if (sheet.NodeType == XmlNodeType.Text)
                row[column++] = isText ? strings[int.Parse(sheet.Value, CultureInfo.InvariantCulture)] : double.Parse(sheet.Value, CultureInfo.InvariantCulture);
            else if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "c")
                isText = sheet.GetAttribute("t") == "s";
            else if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "row")
                column = 0;
            else if (sheet.NodeType == XmlNodeType.EndElement && sheet.LocalName == "row")
                yield return row;
        }
    }

    /// <summary>No results but one, of another year, for the bare pupil rows to belong to.</summary>
    private static async Task ResetAsync(Place place)
    {
        await place.Database.ExecuteAsync("truncate uploads, upload_contents, upload_rows, results, pupil_rows, journal_comparisons, audit_entries");
        await place.Database.ExecuteAsync("""
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
}
