namespace SchoolSupport.Documents.Reports;

/// <summary>Shares the width of a page between the columns of a table.</summary>
internal static class ColumnWidths
{
    // Widths of the letters of Times (and of the faces with its measures) in parts of the letter's size.
    private static readonly (double Em, string Letters)[] Widths =
    [
        (0.34, ".,/()"), (0.45, "абгезсёвтьэя"), (0.55, "ийнпцъ"), (0.67, "мыф"), (0.77, "жюшщ"), (0.62, "БГЕЁЗРТЭ"), (0.96, "МЖЫФ№%"), (1.03, "ШЩЮ—"),
    ];
    private const double OtherSmallEm = 0.51;
    private const double HyphenEm = 0.33;
    private const double OtherCapitalEm = 0.72;
    private const double MillimetresPerPoint = 25.4 / 72;
    private const double HeadPaddingMm = 2.3;
    private const double CellPaddingMm = 2.8;

    // A longer word in a cell may be broken: an address of a page has no place to break.
    private const double MaxWordMm = 42;

    public static IReadOnlyList<double> Share(DocumentTable table, double available)
    {
        var least = table.Columns.Select((column, i) => Math.Max(WidestWord(column.Text, (table.Compact ? 9.5 : 10.5) * MillimetresPerPoint) + HeadPaddingMm, WidestCell(table, i))).ToArray();
        var widths = table.Columns.Select((column, i) => column.WidthMm is { } asked ? Math.Max(asked, least[i]) : (double?)null).ToArray();
        var free = widths.Count(w => w is null);
        var rest = free == 0 ? 0 : (available - widths.Sum(w => w ?? 0)) / free;
        var result = widths.Select((w, i) => w ?? Math.Max(rest, least[i])).ToArray();
        return Fit(result, least, available);
    }

    /// <summary>Takes what is too much from the columns that have more than they need, and scales when even that is not enough.</summary>
    private static double[] Fit(double[] widths, double[] least, double available)
    {
        var excess = widths.Sum() - available;
        var spare = widths.Zip(least, (w, l) => Math.Max(w - l, 0)).Sum();
        if (excess > 0 && spare > 0)
            for (var i = 0; i < widths.Length; i++)
                widths[i] -= Math.Max(widths[i] - least[i], 0) * Math.Min(1, excess / spare);
        var scale = available / widths.Sum();
        return [.. widths.Select(w => w * scale)];
    }

    private static double WidestWord(string text, double size) =>
        text.Split(' ', '\n').SelectMany(Parts).Max() * size;

    // A part that ends in a hyphen needs room for it, also when the hyphen is printed only at the end of a line.
    private static IEnumerable<double> Parts(string word)
    {
        var parts = word.Split('-', '\u00ad');
        return parts.Select((part, i) => part.Sum(Em) + (i < parts.Length - 1 ? HyphenEm : 0));
    }

    private static double Em(char letter)
    {
        foreach (var (em, letters) in Widths)
            if (letters.Contains(letter))
                return em;
        return char.IsUpper(letter) ? OtherCapitalEm : OtherSmallEm;
    }

    private static double WidestCell(DocumentTable table, int column)
    {
        var size = (table.Compact ? 10 : 11) * MillimetresPerPoint;
        var padding = table.Compact ? HeadPaddingMm : CellPaddingMm;
        return table.Body
            .SelectMany(row => row.Cells)
            .Where(c => c.Column == column && c.Cell.ColumnSpan == 1)
            .Select(c => Math.Min(WidestWord(c.Cell.Value.Text, size), MaxWordMm) + padding)
            .DefaultIfEmpty(0).Max();
    }
}
