using System.Text.RegularExpressions;

namespace SchoolSupport.Domain.Tests.Architecture;

/// <summary>Rooms may only look in the allowed directions, in every project alike.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Everyone = ["Common", "Tenants", "Persistence", "Audit", "Jobs", "Files", "Shared", "Infrastructure", "Composition"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        // It fills a new tenant, and it says the history of every room in words.
        ["Tenants"] = ["Schools", "Assessments", "Identification", "Programs"],
        // A register and a federal list are tables like the others: the parts that read tables stand with the results.
        ["Schools"] = ["Assessments"],
        // The preview of an upload says which verdicts would change: it asks the rules, never the runs' pages.
        ["Assessments"] = ["Schools", "Identification"],
        ["Identification"] = ["Schools", "Assessments"],
        ["Programs"] = ["Schools", "Identification"],
        ["Indicators"] = ["Schools", "Programs", "Assessments", "Identification"],
        ["Reports"] = ["Schools", "Assessments", "Identification", "Programs", "Indicators"],
        ["Notes"] = ["Schools", "Assessments", "Identification", "Programs", "Indicators", "Reports"],
    };

    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?SchoolSupport\.\w+\.(?:Features\.)?(?<room>\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [Fact]
    public void Rooms_OfEveryProject_LookOnlyInAllowedDirections()
    {
        var violations = Sources().SelectMany(s => Violations(s.Room, s.Path, File.ReadAllText(s.Path))).ToList();
        Assert.True(violations.Count == 0, string.Join("\n", violations));
    }

    [Fact]
    public void Rooms_WithAViolation_AreReported() => Assert.Single(Violations("Schools", "Canary.cs", "using SchoolSupport.Domain.Reports;"));

    [Fact]
    public void Rooms_AreFoundAtAll() => Assert.True(Sources().Count > 100, "the test looks in the wrong folder");

    [Theory]
    [InlineData("Helpers"), InlineData("Utils"), InlineData("Interfaces"), InlineData("Dtos"), InlineData("Enums")]
    public void Folders_OfTheKindThatHoldsEverything_DoNotExist(string name) =>
        Assert.Empty(Directory.GetDirectories(SourceRoot(), name, SearchOption.AllDirectories));

    // The tenants' room provisions a new tenant, so it may name what it fills; nobody else may look back.
    private static IEnumerable<string> Violations(string room, string path, string text) =>
        from match in Using().Matches(text)
        let other = match.Groups["room"].Value
        // Every list that is handed out is written with the table model of official papers.
        where !match.Value.EndsWith("SchoolSupport.Documents.Reports", StringComparison.Ordinal)
        where other != room && Allowed.ContainsKey(other) && !Everyone.Contains(other) && !Allowed[room].Contains(other)
        select $"{path}: {room} looks into {other}";

    private static List<(string Room, string Path)> Sources()
    {
        var sources = new List<(string, string)>();
        foreach (var path in Directory.GetFiles(SourceRoot(), "*.cs", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(SourceRoot(), path).Split(Path.DirectorySeparatorChar);
            var place = parts.Length > 1 && parts[1] == "Features" ? 2 : 1;
            if (parts.Length > place + 1 && Allowed.ContainsKey(parts[place]))
                sources.Add((parts[place], path));
        }
        return sources;
    }

    private static string SourceRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "SchoolSupport.sln")))
            directory = directory.Parent;
        return Path.Combine(directory!.FullName, "src");
    }
}
