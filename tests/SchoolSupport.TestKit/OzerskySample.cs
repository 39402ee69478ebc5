using System.Text.Json;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;
using Microsoft.EntityFrameworkCore;

namespace SchoolSupport.TestKit;

/// <summary>
/// The fictional municipality of the samples with three years of results, put straight into the database from the
/// independent oracle's <c>expected.json</c>. A procedure without participants has no result, as in the files.
/// </summary>
public sealed class OzerskySample
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["vpr_math_5"] = ProcedureCodes.VprMath5, ["vpr_math_6"] = ProcedureCodes.VprMath6,
        ["vpr_rus_5"] = ProcedureCodes.VprRussian5, ["vpr_rus_6"] = ProcedureCodes.VprRussian6,
        ["oge_math"] = ProcedureCodes.OgeMath, ["oge_rus"] = ProcedureCodes.OgeRussian,
        ["ege_math_base"] = ProcedureCodes.EgeMathBase, ["ege_math_prof"] = ProcedureCodes.EgeMathProfile, ["ege_rus"] = ProcedureCodes.EgeRussian,
    };

    private readonly Dictionary<string, Guid> schools = [];

    /// <summary>Ids of the schools by the oracle's key, <c>oz01</c> … <c>oz14</c>.</summary>
    public IReadOnlyDictionary<string, Guid> Schools => schools;

    public static JsonDocument Expected() => JsonDocument.Parse(File.ReadAllText(PathOf("expected.json")));

    /// <summary>Adds the register and the results to a tenant.</summary>
    public static Task<OzerskySample> LoadAsync(TestTenant tenant) => tenant.WithDbAsync(async db =>
    {
        var sample = new OzerskySample();
        sample.AddSchools(db);
        await db.SaveAsync("test.schools", CancellationToken.None);
        var procedures = await db.Procedures.ToDictionaryAsync(p => p.Code);
        using var expected = Expected();
        var number = 0;
        foreach (var year in expected.RootElement.GetProperty("years").EnumerateObject())
            foreach (var (key, code) in Codes)
                sample.AddResults(db, ++number, year, key, procedures[code]);
        await db.SaveAsync("test.results", CancellationToken.None);
        return sample;
    });

    private void AddSchools(AppDbContext db)
    {
        foreach (var line in File.ReadLines(PathOf("schools.csv")).Skip(1))
        {
            var cells = line.Split(';');
            var kind = SchoolName.Normalize(cells[1]).Kind ?? SchoolKind.Secondary;
            var school = new School
            {
                ShortName = cells[1], FullName = cells[2], Kind = kind, Login = cells[4], Code = cells[5], Inn = cells[6],
                SortName = NaturalKey.SortName(cells[1]), SearchText = NaturalKey.SearchText(cells[1], cells[2]),
                TeachesBasic = SchoolKindFacts.Of(kind).TeachesGrades5To9, TeachesSecondary = SchoolKindFacts.Of(kind).TeachesGrades10To11,
                CreatedAt = db.Now,
            };
            if (cells[8].Length > 0)
            {
                school.ClosedOn = AcademicYear.Parse(cells[8]).Next.FirstDay;
                school.SuccessorId = schools["oz13"];
            }
            schools[cells[0]] = school.Id;
            db.Schools.Add(school);
        }
    }

    private void AddResults(AppDbContext db, int number, JsonProperty year, string key, Procedure procedure)
    {
        var upload = new Upload
        {
            Number = number, FileName = $"{procedure.Name} {year.Name.Replace('/', '-')}.xlsx", ByteSize = 1, Sha256 = $"{number}",
            Source = UploadSource.Department, Status = UploadStatus.Committed, UploadedRole = "methodist", UploadedAt = db.Now,
        };
        db.Uploads.Add(upload);
        var row = 3;
        foreach (var school in year.Value.GetProperty("schools").EnumerateObject())
        {
            var counts = school.Value.GetProperty("procedures").GetProperty(key);
            row++;
            if (counts.GetProperty("participants").GetInt32() is var participants and > 0)
                db.Results.Add(new SchoolResult
                {
                    SchoolId = schools[school.Name], ProcedureId = procedure.Id, Year = AcademicYear.Parse(year.Name).StartYear,
                    VersionNumber = 1, IsCurrent = true, Participants = participants, Failed = counts.GetProperty("failed").GetInt32(),
                    Source = ResultSource.File, UploadId = upload.Id, Sheet = "Лист1", Row = row, RecordedRole = "methodist", RecordedAt = db.Now,
                });
        }
    }

    private static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SchoolSupport.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the checkout.");
        return Path.Combine(folder.FullName, "tests", "SchoolSupport.Domain.Tests", "Samples", name);
    }
}
