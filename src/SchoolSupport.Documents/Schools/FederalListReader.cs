using SchoolSupport.Documents.Assessments;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Schools;

/// <summary>A school of the federal list of schools with low results, as written.</summary>
public sealed record FederalListRow(string Sheet, int Row, string Name, string? Municipality, string? Inn, string? Login);

/// <param name="OtherMunicipalities">Rows left out because they stand under another municipality.</param>
public sealed record FederalListReading(IReadOnlyList<FederalListRow> Rows, int OtherMunicipalities, IReadOnlyList<Finding> Findings);

/// <summary>Reads a list of names of schools, with captions or bare, possibly of a whole region.</summary>
public sealed class FederalListReader(WorkbookLimits limits)
{
    public FederalListReader() : this(WorkbookLimits.Default)
    {
    }

    public FederalListReading Read(byte[] content, string fileName, IReadOnlyList<string> municipalityNames, string? regionName)
    {
        var findings = new FindingList();
        var rows = new List<FederalListRow>();
        var names = new RowNames(municipalityNames, regionName);
        var others = 0;
        try
        {
            using var workbook = WorkbookFile.Open(content, fileName, limits, findings);
            foreach (var sheet in workbook.Sheets)
                ReadSheet(sheet, workbook.ReadRows(sheet), names, rows, findings, ref others);
        }
        catch (WorkbookRefusedException refused)
        {
            findings.Add(refused.Finding);
            return new FederalListReading([], 0, findings.ToList());
        }
        if (rows.Count == 0)
            findings.Error(SchoolFindingCodes.ListEmpty, others > 0
                    ? $"В перечне нет школ вашего муниципалитета; школ других муниципалитетов: {others}."
                    : "В файле не найдено ни одного названия школы.",
                expected: "столбец с названиями школ", action: "Проверьте, тот ли файл загружен.");
        return new FederalListReading(rows, others, findings.ToList());
    }

    private static void ReadSheet(
        SheetInfo sheet, IEnumerable<SheetRow> source, RowNames names, List<FederalListRow> rows, FindingList findings, ref int others)
    {
        int? school = null, municipality = null, inn = null, login = null;
        string? current = null;
        foreach (var row in source)
        {
            if (school is null && Column(row, ColumnRole.School) is { } captioned)
            {
                (school, municipality) = (captioned, Column(row, ColumnRole.Municipality));
                (inn, login) = (Column(row, ColumnRole.Inn), Column(row, ColumnRole.Login));
                continue;
            }
            if (row.Text(municipality) is { Length: > 0 } said)
                current = said;
            var name = school is not null ? row.Text(school) : BareName(row);
            if (name.Length == 0)
                continue;
            if (municipality is null && names.KindOf(name) == RowNameKind.Municipality)
            {
                current = name;
                continue;
            }
            if (names.KindOf(name) != RowNameKind.School || CellNumbers.TryParse(name, out _, out _))
                continue;
            if (current is not null && !names.IsOurs(current))
            {
                others++;
                continue;
            }
            if (rows.Any(other => Words.Key(other.Name) == Words.Key(name)))
            {
                findings.Note(SchoolFindingCodes.ListRepeat, $"Строка {row.Number}: школа «{Words.Short(name)}» указана дважды; учтена один раз.", sheet.Name, row.Number);
                continue;
            }
            rows.Add(new FederalListRow(sheet.Name, row.Number, name, current,
                row.Text(inn) is { Length: > 0 } number ? number : null, row.Text(login) is { Length: > 0 } own ? own.ToLowerInvariant() : null));
        }
    }

    private static int? Column(SheetRow row, ColumnRole role)
    {
        foreach (var cell in row.Cells)
            if (cell.IsText && Captions.RoleOf(Words.Plain(cell.Text!)) == role)
                return cell.Column;
        return null;
    }

    // Without captions a name is the first text of the row that speaks of a school.
    private static string BareName(SheetRow row)
    {
        foreach (var cell in row.Cells)
            if (cell.IsText && cell.Text!.Length < 300 && RowNames.LooksLikeSchool(cell.Text) && !Words.Plain(cell.Text).StartsWith("перечень", StringComparison.Ordinal)
                && !Words.Plain(cell.Text).StartsWith("список", StringComparison.Ordinal))
                return cell.Text.Trim();
        return "";
    }
}
