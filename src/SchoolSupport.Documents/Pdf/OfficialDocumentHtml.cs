using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Documents.Pdf;

/// <summary>Renders an official paper to one complete HTML page for <see cref="ChromiumPdfPrinter"/>; it refers to nothing outside itself.</summary>
public static partial class OfficialDocumentHtml
{
    public static string Render(OfficialDocument document)
    {
        var html = new StringBuilder(32 * 1024);
        html.Append("<!doctype html>\n<html lang=\"ru\"><head><meta charset=\"utf-8\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<title>").Append(Encode(document.Title)).Append("</title><style>\n").Append(PrintStyles.Css).Append("\n</style></head><body>\n");
        foreach (var sheet in DocumentSheet.Of(document))
            AppendSheet(html, document, sheet);
        return html.Append("</body></html>\n").ToString();
    }

    private static void AppendSheet(StringBuilder html, OfficialDocument document, DocumentSheet sheet)
    {
        html.Append("<div class=\"sheet").Append(sheet.Landscape ? " wide" : "").Append(sheet.IsAppendix ? " appendix" : "").Append("\">\n");
        if (sheet.HasHeading)
        {
            html.Append(document.HasTitlePage ? "<div class=\"title-page\">\n" : "");
            AppendHeading(html, document);
            if (document.HasTitlePage)
                html.Append("<div class=\"foot\">").AppendJoin("<br>", document.TitlePageFoot.Select(Words)).Append("</div></div>\n");
        }
        foreach (var section in sheet.Sections)
            AppendSection(html, section);
        if (sheet.HasSignature)
            AppendSignature(html, document);
        html.Append("</div>\n");
    }

    private static void AppendHeading(StringBuilder html, OfficialDocument document)
    {
        Lines("marks", document.Marks);
        Lines("approve", document.Approval);
        Lines("org", document.Authority);
        if (document.Registration is { } registration)
            html.Append("<div class=\"reg\"><span>").Append(Words(registration.Date)).Append("</span><span>").Append(Words(registration.Number)).Append("</span></div>\n");
        html.Append("<h1><span class=\"kind\">").Append(Words(document.Kind)).Append("</span>");
        foreach (var line in document.TitleLines)
            html.Append(" <span>").Append(Words(line)).Append("</span>");
        html.Append("</h1>\n");

        void Lines(string style, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
                return;
            html.Append("<div class=\"").Append(style).Append("\">");
            foreach (var line in lines)
                html.Append("<div>").Append(Words(line)).Append("</div>");
            html.Append("</div>\n");
        }
    }

    private static void AppendSection(StringBuilder html, DocumentSection section)
    {
        if (section.Mark is { Length: > 0 } mark)
            html.Append("<p class=\"mark\">").Append(Words(mark)).Append("</p>\n");
        if (section.Heading.Length > 0)
            html.Append("<h2>").Append(Words(section.Heading)).Append("</h2>\n");
        foreach (var block in section.Blocks)
            AppendBlock(html, block, section.Landscape);
    }

    private static void AppendBlock(StringBuilder html, DocumentBlock block, bool landscape)
    {
        switch (block)
        {
            case Paragraph paragraph:
                html.Append("<p>");
                foreach (var run in paragraph.Runs)
                    html.Append(run.Bold ? "<b>" : "").Append(Words(run.Text)).Append(run.Bold ? "</b>" : "");
                html.Append("</p>\n");
                break;
            case NumberedList list:
                for (var i = 0; i < list.Items.Count; i++)
                    html.Append("<p>").Append((i + 1).ToString(CultureInfo.InvariantCulture)).Append(". ").Append(Words(list.Items[i])).Append("</p>\n");
                break;
            case Note note:
                html.Append("<p class=\"note\">").Append(Words(note.Text)).Append("</p>\n");
                break;
            case DocumentTable table:
                AppendTable(html, table, landscape);
                break;
            case BarChart chart:
                // The place in the page makes the picture's own ids different from those of the others.
                html.Append("<figure>").Append(ChartSvg.Render(chart, html.Length)).Append("<figcaption>").Append(Words(chart.Caption)).Append("</figcaption></figure>\n");
                break;
            case ScatterChart points:
                html.Append("<figure class=\"points\">").Append(ScatterSvg.Render(points)).Append("<figcaption>").Append(Words(points.Caption)).Append("</figcaption></figure>\n");
                break;
            default:
                throw new ArgumentException($"No way to print {block.GetType().Name}.", nameof(block));
        }
    }

    private static void AppendTable(StringBuilder html, DocumentTable table, bool landscape)
    {
        // A long table begins only where its head and first rows have room; else the head would stay alone at the foot.
        if (!table.IsKeptWhole)
            html.Append("<div class=\"need\"></div>\n");
        html.Append("<table class=\"").Append(table.IsKeptWhole ? "whole" : "long").Append(table.Compact ? " compact" : "").Append("\">");
        if (table.Caption is { Length: > 0 } caption)
            html.Append("<caption>").Append(Words(caption)).Append("</caption>");
        html.Append("<colgroup>");
        var available = PaperFormat.TextWidth(landscape);
        foreach (var width in table.WidthsMm(available))
            html.Append(CultureInfo.InvariantCulture, $"<col style=\"width:{width / available * 100:0.###}%\">");
        html.Append("</colgroup>\n");
        AppendTableHead(html, table);
        AppendTableBody(html, table);
        html.Append("</table>\n");
    }

    private static void AppendTableHead(StringBuilder html, DocumentTable table)
    {
        html.Append("<thead>");
        foreach (var row in table.HeadRows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                html.Append("<th scope=\"").Append(cell.ColumnSpan > 1 ? "colgroup" : "col").Append('"');
                AppendSpans(html, cell.ColumnSpan, cell.RowSpan);
                html.Append('>').Append(Words(cell.Text)).Append("</th>");
            }
            html.Append("</tr>");
        }
        if (table.NumberedColumns)
        {
            html.Append("<tr class=\"columns\">");
            for (var i = 1; i <= table.Columns.Count; i++)
                html.Append("<th>").Append(i.ToString(CultureInfo.InvariantCulture)).Append("</th>");
            html.Append("</tr>");
        }
        html.Append("</thead>\n");
    }

    private static void AppendTableBody(StringBuilder html, DocumentTable table)
    {
        var opened = false;
        foreach (var row in table.Body)
        {
            if (!opened)
                html.Append(row.MayDivide ? "<tbody class=\"divided\">" : "<tbody>");
            html.Append(row.Kind switch { RowKind.Section => "<tr class=\"section\">", RowKind.Total => "<tr class=\"total\">", _ => "<tr>" });
            foreach (var placed in row.Cells)
                AppendCell(html, placed.Cell, table.Columns[placed.Column].Align, isRepeated: row.MayDivide && placed.Cell.RowSpan > 1);
            html.Append("</tr>");
            opened = !row.IsLastOfGroup;
            if (!opened)
                html.Append("</tbody>\n");
        }
    }

    /// <param name="isRepeated">The cell may go on over the next page and then says again what it is about.</param>
    private static void AppendCell(StringBuilder html, TableCell cell, CellAlign align, bool isRepeated)
    {
        var style = align switch
        {
            CellAlign.Center => "center",
            CellAlign.Right => "right",
            CellAlign.ByValue when cell.Value.IsNumber => "number",
            _ => "",
        };
        if (cell.Low)
            style = style.Length == 0 ? "low" : style + " low";
        if (isRepeated)
            style = style.Length == 0 ? "again" : style + " again";
        html.Append("<td");
        if (style.Length > 0)
            html.Append(" class=\"").Append(style).Append('"');
        AppendSpans(html, cell.ColumnSpan, cell.RowSpan);
        html.Append('>');
        // The head of a table as high as the cell: it is what a browser prints again on every page.
        if (isRepeated)
            html.Append("<table role=\"presentation\"><thead><tr><td>");
        html.AppendJoin("<br>", cell.Value.Text.Split('\n').Select(Words));
        if (isRepeated)
            html.Append("</td></tr></thead><tbody><tr><td></td></tr></tbody></table>");
        html.Append("</td>");
    }

    private static void AppendSpans(StringBuilder html, int columns, int rows)
    {
        if (columns > 1)
            html.Append(CultureInfo.InvariantCulture, $" colspan=\"{columns}\"");
        if (rows > 1)
            html.Append(CultureInfo.InvariantCulture, $" rowspan=\"{rows}\"");
    }

    private static void AppendSignature(StringBuilder html, OfficialDocument document)
    {
        if (document.Signature is { } signature)
            html.Append("<div class=\"sign\"><div>").Append(Words(signature.Position)).Append("</div><div class=\"line\">\u00a0</div><div>")
                .Append(Words(signature.Name)).Append("</div></div>\n");
        if (document.Executor.Count > 0)
            html.Append("<div class=\"executor\">").AppendJoin("<br>", document.Executor.Select(Words)).Append("</div>\n");
    }

    /// <summary>Encoded text in which «273-ФЗ», «н/д» and codes such as «3.3.1-2» are not torn at the end of a line.</summary>
    private static string Words(string text) => Torn().Replace(Encode(text), "<span class=\"nw\">$0</span>");

    // Nothing in these words is changed by the encoder, so they are found in encoded text too.
    [GeneratedRegex(@"(?<!\w)(\d+-[А-ЯЁ]+|н/д|\d+(?:\.\d+)+-\d+[a-z]?)(?!\w)")]
    private static partial Regex Torn();

    /// <summary>Escapes the five characters that mean something in HTML and drops control characters, which HTML cannot hold.</summary>
    internal static string Encode(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '\n' or '\r' or '\t' => result.Append(' '),
                _ when char.IsControl(c) => result,
                _ => result.Append(c),
            };
        return result.ToString();
    }
}
