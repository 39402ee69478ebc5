using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>Cells and columns that the tables of notes share.</summary>
internal static class NoteTables
{
    public const string PublicationRemark =
        "В издании для публикации числа, меньшие 5, и числа, по которым их можно вычислить, заменены словами «менее 5» или «скрыто». На выводы это не влияет.";

    /// <summary>So many rows of a school stay on one page; more of them are parted, and the school is named again on the next page.</summary>
    public const int MostRowsTogether = 3;

    public static TableColumn Number(string text, double width) => new(text) { WidthMm = width, Align = CellAlign.Right };

    public static TableColumn Words(string text, double? width = null) => new(text) { WidthMm = width, Align = CellAlign.Left };

    public static TableColumn Share(string text, double width, string count, string total) => new(text) { WidthMm = width, Align = CellAlign.Right, Parts = new ShareParts(count, total, "доля") };

    public static TableCell Points(ShareChange? change) => change is null ? new TextValue(ReportCells.NotHeld) : new PointsValue(change.Tenths);

    public static TableCell Name(string text, int rows = 1) => new(new TextValue(PaperWords.Text(text))) { RowSpan = rows };

    /// <summary>A share in percent with one digit, half up: what is drawn is what is printed.</summary>
    public static decimal Tenths(int part, int whole) => Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);

    /// <summary>«н/д», or a mark of a test: «есть» stands out in black and white too.</summary>
    public static TableCell Mark(bool? value, string yes, string no) => value switch
    {
        true => new TableCell(new TextValue(yes)) { Low = true },
        false => new TextValue(no),
        _ => new TextValue(ReportCells.NoData),
    };
}
