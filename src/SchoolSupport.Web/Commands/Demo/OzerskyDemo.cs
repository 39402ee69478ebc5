using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>Озёрский муниципальный округ: the sample files of the checkout, three years of ВПР, ОГЭ and ЕГЭ as the systems give them.</summary>
internal static class OzerskyDemo
{
    public const string Region = "Северогорская область";
    private const string SamplesFolder = "tests/samples/results/ozersky";

    private static readonly DemoRisks Risks = new(
    [
        // Left the risk zone after 2023/2024: a computer class was equipped, a teacher finished retraining.
        new("4799109776", 2022, 2023, "computers"),
        new("4799109776", 2022, 2022, "vpr-math-8", "vpr-russian-8"),
        new("4799111648", 2022, 2023, "teachers-no-diploma"),
        // In it for years.
        new("4799116580", 2022, 2025, "lab-physics", "lab-chemistry"),
        new("4799116580", 2024, 2024, "teachers-no-diploma"),
        new("4799117618", 2023, 2025, "registry-any", "registry-school", "special-needs", "non-native"),
        // New in 2024/2025, by works of the spring before; the overload was ended in the autumn.
        new("4799112578", 2023, 2026, "vpr-math-4", "vpr-math-8", "vpr-russian-8"),
        new("4799113821", 2024, 2025, "special-needs", "absent-systematic", "registry-any", "registry-school", "failing-year"),
        new("4799106292", 2024, 2024, "teachers-36h"),
    ], [("4799115579", 2024)]);

    /// <summary>Null when the program stands without its checkout, as in production.</summary>
    public static DemoPlan? Plan()
    {
        if (FindSamples() is not { } folder)
            return null;
        var tenant = new CreateTenant("ozersky", "Озёрский муниципальный округ", Region, Region,
            "Озёрского муниципального округа", "Озёрском муниципальном округе",
            AdministrationName: "Администрация Озёрского муниципального округа", IsDemo: true);
        return new DemoPlan(tenant, Read(Directory.GetFiles(folder, "Реестр*.xlsx").Single()), [.. ResultFiles(folder).Select(Read)],
            [2022, 2023, 2024], ["4799116580", "4799112578", "4799113821", "4799109776"], "4799112578",
            Read(Path.Combine(folder, "bad", "duplicate_school_rows.xlsx")), OzerskyPrograms.TellAsync, Risks);
    }

    // The other kinds of ВПР files give the same counts once more; they stay for the person who tries an upload.
    private static IEnumerable<string> ResultFiles(string folder) =>
        Directory.GetFiles(folder, "*.xlsx", SearchOption.AllDirectories)
            .Where(f => f.Contains("20", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(f)!) is ['2', '0', ..])
            .Where(f => Path.GetFileName(f) is var name && (name.Contains("Статистика по отметкам") || name.StartsWith("ОГЭ") || name.StartsWith("ЕГЭ") || name.Contains("2025. 5 класс. Математика. Сравнение")))
            .Order(StringComparer.Ordinal);

    private static DemoFile Read(string path) => new(Path.GetFileName(path), File.ReadAllBytes(path));

    private static string? FindSamples()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (Directory.Exists(Path.Combine(directory.FullName, SamplesFolder)))
                return Path.Combine(directory.FullName, SamplesFolder);
        return null;
    }
}
