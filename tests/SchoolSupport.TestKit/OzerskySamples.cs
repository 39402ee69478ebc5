using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.TestKit;

/// <summary>The fictional municipality of <c>tests/samples/results/ozersky</c>: its files, its register and the truth about its results.</summary>
public static class OzerskySamples
{
    private static readonly Lazy<JsonElement> Names = new(() => Json("truth/names.json").GetProperty("spelling_to_school"));
    private static readonly Lazy<JsonElement> Expected = new(() => Json("expected.json").GetProperty("years"));

    /// <summary>The samples' names of procedures → ours.</summary>
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["vpr_math_5"] = "vpr-math-5", ["vpr_math_6"] = "vpr-math-6", ["vpr_rus_5"] = "vpr-russian-5", ["vpr_rus_6"] = "vpr-russian-6",
        ["oge_math"] = "oge-math", ["oge_rus"] = "oge-russian",
        ["ege_math_base"] = "ege-math-base", ["ege_math_prof"] = "ege-math-profile", ["ege_rus"] = "ege-russian",
    };

    public static string Directory { get; } = Path.Combine(RepositoryRoot(), "tests", "samples", "results", "ozersky");

    /// <summary>All good results files, in the order of the manifest.</summary>
    public static IReadOnlyList<string> ResultFiles { get; } =
        [.. Json("manifest.json").GetProperty("files").EnumerateArray()
            .Where(f => f.GetProperty("kind").GetString() != "registry").Select(f => f.GetProperty("file").GetString()!)];

    public const string Register = "Реестр ОО Озёрский муниципальный округ.xlsx";

    public static IReadOnlyList<string> BadFiles { get; } =
        [.. System.IO.Directory.GetFiles(Path.Combine(Directory, "bad")).Select(f => "bad/" + Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Directory, file));

    /// <summary>Makes the municipality's register: sample id (oz01…oz14) → school.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> AddSchoolsAsync(TestTenant tenant)
    {
        await using var scope = tenant.Scope(Roles.System);
        var services = scope.ServiceProvider;
        var ids = new Dictionary<string, Guid>();
        foreach (var line in File.ReadLines(Path.Combine(Directory, "truth", "schools.csv")).Skip(1))
        {
            var part = line.Split(';');
            var kind = KindOf(part[1]);
            var levels = SchoolKindFacts.Of(kind);
            var school = new School
            {
                ShortName = part[1], FullName = part[2], SortName = part[1], SearchText = part[1], Kind = kind,
                Login = part[4], Code = part[5], Inn = part[6],
                TeachesBasic = levels.TeachesGrades5To9, TeachesSecondary = levels.TeachesGrades10To11,
                ClosedOn = part[8].Length == 0 ? null : AcademicYear.Parse(part[8]).Next.FirstDay,
            };
            services.GetRequiredService<AppDbContext>().Schools.Add(school);
            ids[part[0]] = school.Id;
        }
        await services.GetRequiredService<AppDbContext>().SaveAsync("schools.school-added", CancellationToken.None);
        return ids;
    }

    /// <summary>The school that a spelling of the files means, as a person would say; null for a spelling of another municipality.</summary>
    public static string? SchoolOf(string spelling) =>
        Names.Value.TryGetProperty(spelling, out var id) ? id.GetString() : null;

    /// <summary>(sample id, year, our code) → participants and failed, for every result that has participants.</summary>
    public static IReadOnlyDictionary<(string School, int Year, string Code), (int Participants, int Failed)> Truth { get; } = ReadTruth();

    private static Dictionary<(string, int, string), (int, int)> ReadTruth()
    {
        var truth = new Dictionary<(string, int, string), (int, int)>();
        foreach (var year in Expected.Value.EnumerateObject())
            foreach (var school in year.Value.GetProperty("schools").EnumerateObject())
                foreach (var procedure in school.Value.GetProperty("procedures").EnumerateObject())
                    if (procedure.Value.ValueKind == JsonValueKind.Object && procedure.Value.GetProperty("participants").GetInt32() is > 0 and var participants)
                        truth[(school.Name, AcademicYear.Parse(year.Name).StartYear, Codes[procedure.Name])] = (participants, procedure.Value.GetProperty("failed").GetInt32());
        return truth;
    }

    private static SchoolKind KindOf(string name) =>
        name.Contains("ООШ") ? SchoolKind.Basic
        : name.Contains("Лицей") ? SchoolKind.Lyceum
        : name.Contains("Гимназия") ? SchoolKind.Gymnasium
        : name.Contains("ЦО ") ? SchoolKind.EducationCentre
        : SchoolKind.Secondary;

    private static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Directory, file)));
        return document.RootElement.Clone();
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "SchoolSupport.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside of a checkout.");
    }
}
