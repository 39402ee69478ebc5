using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>Turns a column of shares «3 из 10 (30,0 %)» into three columns of numbers: 3, 10 and 0.3.</summary>
internal static class ShareColumns
{
    public static IReadOnlySet<TableColumn> Find(DocumentTable table) => table.Body
        .SelectMany(row => row.Cells)
        .Where(placed => placed.Cell.Value is ShareValue)
        .Select(placed => table.Columns[placed.Column])
        .ToHashSet<TableColumn>(ReferenceEqualityComparer.Instance);

    public static HeadNode Divide(HeadNode node, IReadOnlySet<TableColumn> shares) => node switch
    {
        ColumnGroup group => group with { Children = [.. group.Children.Select(child => Divide(child, shares))] },
        TableColumn column when shares.Contains(column) => new ColumnGroup(column.Text, [.. HeadsOf(column.Parts).Select(h => new TableColumn(h) { WidthMm = 20 })]),
        _ => node,
    };

    private static IEnumerable<string> HeadsOf(ShareParts parts) => [parts.Count, parts.Total, parts.Share];

    /// <summary>Words such as «н/д» or «менее 5» stand in all three columns, so that each can be filtered by them.</summary>
    public static IEnumerable<TableCell> Divide(TableCell cell) => cell.Value is ShareValue share
        ?
        [
            cell with { Value = new IntegerValue(share.Count) },
            cell with { Value = new IntegerValue(share.Total, share.Mark) },
            cell with { Value = share.Total > 0 ? new PercentValue(share.Count, share.Total, share.Decimals) : new TextValue("—") },
        ]
        : [cell, cell, cell];
}
