using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>A table of the report, the same cells on the page and in every file.</summary>
/// <param name="Code">Anchor on the page.</param>
/// <param name="Remark">How the rows are to be read.</param>
public sealed record FulfilmentTable(string Code, string Title, string Remark, IReadOnlyList<TableColumn> Columns, IReadOnlyList<FulfilmentTableRow> Rows)
{
    /// <summary>Rows of long texts: the table is parted between pages however few they are.</summary>
    public bool IsList { get; init; }

    /// <param name="number">1, 2, 3… through the paper.</param>
    public DocumentTable Print(int number) => new([.. Columns], [.. Rows.Select(row => RowGroup.Of(new TableRow(row.Cells) { Kind = row.IsTotal ? RowKind.Total : RowKind.Body }))])
    {
        Caption = PaperWords.Text($"Таблица {number} — {Title}"), Compact = true, MayDivide = IsList,
    };
}

/// <param name="Links">Where cells lead to, by column.</param>
public sealed record FulfilmentTableRow(IReadOnlyList<TableCell> Cells, IReadOnlyDictionary<int, FulfilmentTarget> Links)
{
    public bool IsTotal { get; init; }
}
