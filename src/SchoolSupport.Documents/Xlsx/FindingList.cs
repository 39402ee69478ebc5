using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>
/// Collects findings of one file. The same thing noticed on one sheet more than 20 times is told once for the rest,
/// so that a file with 100,000 odd rows neither fills the memory nor the page.
/// </summary>
public sealed class FindingList
{
    public const int ShownOneByOne = 20;
    private const int RowsNamed = 15;

    private sealed class Group(Finding first)
    {
        public Finding First { get; } = first;
        public int Hidden { get; set; }
        public List<int> Rows { get; } = [];
    }

    private readonly List<Finding> _shown = [];
    private readonly Dictionary<(FindingSeverity, string, string?), int> _counts = [];
    private readonly Dictionary<(FindingSeverity, string, string?), Group> _rest = [];

    public bool HasErrors { get; private set; }

    public void Add(Finding finding)
    {
        HasErrors |= finding.Severity == FindingSeverity.Error;
        var key = (finding.Severity, finding.Code, finding.Sheet);
        var count = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (count <= ShownOneByOne)
        {
            _shown.Add(finding);
            return;
        }
        if (!_rest.TryGetValue(key, out var group))
            _rest[key] = group = new Group(finding);
        group.Hidden++;
        if (finding.Row is { } row && group.Rows.Count < RowsNamed)
            group.Rows.Add(row);
    }

    public void Error(string code, string message, string? sheet = null, int? row = null, string? column = null,
        string? found = null, string? expected = null, string? action = null) =>
        Add(new Finding(FindingSeverity.Error, code, message, sheet, row, column, found, expected, action));

    public void Warn(string code, string message, string? sheet = null, int? row = null, string? column = null,
        string? found = null, string? expected = null, string? action = null) =>
        Add(new Finding(FindingSeverity.Warning, code, message, sheet, row, column, found, expected, action));

    public void Note(string code, string message, string? sheet = null, int? row = null, string? column = null,
        string? found = null, string? expected = null, string? action = null) =>
        Add(new Finding(FindingSeverity.Note, code, message, sheet, row, column, found, expected, action));

    /// <summary>Errors first, then warnings, then notes, each in the order of the file.</summary>
    public IReadOnlyList<Finding> ToList()
    {
        var grouped = _rest.Values.Select(group => group.First with
        {
            Message = $"То же ещё в строках: {group.Hidden}{RowsOf(group)}. Например: {group.First.Message}",
        });
        return [.. _shown.Concat(grouped).OrderBy(finding => finding.Severity)];
    }

    private static string RowsOf(Group group)
    {
        if (group.Rows.Count == 0)
            return "";
        var tail = group.Hidden > group.Rows.Count ? " …" : "";
        return $" (строки {string.Join(", ", group.Rows)}{tail})";
    }
}
