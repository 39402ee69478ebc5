using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Documents.Indicators;

/// <summary>Whose form a workbook is: kept on its hidden sheet, so that another school's or last year's file is recognised.</summary>
/// <param name="School">Null for the department itself.</param>
public sealed record FormTemplateOwner(Guid Campaign, string CampaignTitle, Guid? School, string SchoolName);

/// <param name="Answer">What stands in the answer's cell, in the words that are read back.</param>
/// <param name="Before">The last submission's answer, to compare with; null: none.</param>
public sealed record FormTemplateField(FormQuestion Question, AnswerKey Key, string Answer, string Comment, string? Before);

public sealed record FormTemplateSection(string Title, IReadOnlyList<FormTemplateField> Fields);

/// <summary>A school's form as a workbook.</summary>
/// <param name="Lines">Above the table: until when, what is meant.</param>
public sealed record FormTemplate(FormTemplateOwner Owner, IReadOnlyList<string> Lines, IReadOnlyList<FormTemplateSection> Sections);

/// <summary>Where things stand in the workbook.</summary>
internal static class FormTemplateLayout
{
    public const string FormSheetName = "Анкета";
    public const string HiddenSheet = "_schoolsupport";
    public const string Marker = "SchoolSupport collection form";
    public const int Version = 1;

    // The first and the last columns are hidden: where the answer belongs, and what stood in it when the file was made.
    public const int CodeColumn = 1, QuestionColumn = 2, UnitColumn = 3, BeforeColumn = 4, AnswerColumn = 5, CommentColumn = 6, WasColumn = 7;

    public static string Place(int column, int row) => ColumnLetters.Of(column) + row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string CodeOf(AnswerKey key) => key.Class is null ? key.Question : $"{key.Question}|{key.Class}";

    public static AnswerKey KeyOf(string code) => code.IndexOf('|') is var bar and > 0 ? new AnswerKey(code[..bar], code[(bar + 1)..]) : new AnswerKey(code);
}
