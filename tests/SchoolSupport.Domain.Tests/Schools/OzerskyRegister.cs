using System.Text.Json;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Tests.Schools;

/// <summary>The register of the fictional Озёрский муниципальный округ.</summary>
internal sealed class OzerskyRegister
{
    private readonly Dictionary<Guid, string> _labels = [];
    private readonly List<(string Label, RegisteredSchool School, string OldName)> _schools = [];

    public OzerskyRegister()
    {
        foreach (var line in File.ReadLines(Sample("schools.csv")).Skip(1).Where(line => line.Length > 0))
        {
            var cells = line.Split(';');
            var id = Guid.NewGuid();
            _labels[id] = cells[0];
            _schools.Add((cells[0],
                new RegisteredSchool(id, cells[2], cells[1], cells[6], cells[4], cells[5], [], cells[8].Length > 0), cells[3]));
        }
    }

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    public IReadOnlyList<RegisteredSchool> Schools => _schools.Select(row => row.School).ToArray();

    /// <summary>The register in which every old name was confirmed once.</summary>
    public IReadOnlyList<RegisteredSchool> SchoolsWithAliases =>
        _schools.Select(row => row.OldName.Length == 0 ? row.School : row.School with { Aliases = [row.OldName] }).ToArray();

    /// <summary>The register without codes, logins and ИНН: only names can match.</summary>
    public IReadOnlyList<RegisteredSchool> OnlyNames =>
        Schools.Select(school => school with { Code = null, Login = null, Inn = null }).ToArray();

    public Guid Id(string label) => _schools.Single(row => row.Label == label).School.Id;

    public string? Label(Guid? id) => id is null ? null : _labels[id.Value];

    /// <summary>Every spelling met in files and the school that it means.</summary>
    public static IReadOnlyList<(string Text, string Label)> Spellings()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Sample("names.json")));
        var spellings = json.RootElement.GetProperty("spelling_to_school").EnumerateObject()
            .Select(item => (item.Name, item.Value.GetString()!));
        var byFile = json.RootElement.GetProperty("by_file").EnumerateObject()
            .SelectMany(file => file.Value.EnumerateObject().Select(item => (item.Name, item.Value.GetString()!)));
        return spellings.Concat(byFile).Distinct().ToArray();
    }
}
