using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>A school of our own template as its hidden sheet names it.</summary>
public sealed record TemplateSchool(string Name, string? Login, string? Inn);

/// <summary>What the hidden sheet of our own template says.</summary>
internal sealed class ResultsTemplate
{
    public const string HiddenSheet = "_schoolsupport";
    public const string Marker = "SchoolSupport results template";
    public const int Version = 1;

    private readonly Dictionary<string, TemplateSchool> _schools;

    private ResultsTemplate(string sheetName, AcademicYear? year, Dictionary<string, TemplateSchool> schools)
    {
        SheetName = sheetName;
        Year = year;
        _schools = schools;
    }

    public string SheetName { get; }
    public AcademicYear? Year { get; }

    public TemplateSchool? School(string text) => _schools.GetValueOrDefault(Words.Key(text));

    /// <summary>Null when the workbook is not our template.</summary>
    public static ResultsTemplate? Find(OpenWorkbook workbook)
    {
        if (workbook.Sheets.FirstOrDefault(sheet => sheet.Hidden && sheet.Name == HiddenSheet) is not { } sheet)
            return null;
        AcademicYear? year = null;
        var marked = false;
        var schools = new Dictionary<string, TemplateSchool>();
        foreach (var row in workbook.ReadRows(sheet))
        {
            switch (row.Text(1))
            {
                case "template":
                    marked = row.Text(2) == Marker;
                    break;
                case "year" when AcademicYear.TryParse(row.Text(2), out var said):
                    year = said;
                    break;
                case "school":
                    schools[Words.Key(row.Text(2))] = new TemplateSchool(row.Text(2), NullIfEmpty(row.Text(3)), NullIfEmpty(row.Text(4)));
                    break;
            }
        }
        return marked ? new ResultsTemplate(sheet.Name, year, schools) : null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
