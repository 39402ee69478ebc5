using System.Globalization;

namespace SchoolSupport.Documents.Xlsx;

public enum CellKind : byte
{
    Blank,
    Text,
    Number,
    /// <summary>A number whose format shows a date.</summary>
    Date,
    Boolean,
    /// <summary>#REF!, #DIV/0! and the like; the text is the error.</summary>
    Error,
    /// <summary>A formula that the program which wrote the file did not compute.</summary>
    FormulaWithoutValue,
}

/// <summary>One cell that holds something.</summary>
/// <param name="Column">1-based.</param>
public readonly record struct SheetCell(int Column, CellKind Kind, double Number, string? Text)
{
    /// <summary>Null when the file says nothing of it, or for a format without styles.</summary>
    public CellLook? Style { get; init; }

    /// <summary>Computed by a formula; what is handed out is the value that the file keeps of it.</summary>
    public bool IsFormula { get; init; }

    public bool IsBlank => Kind == CellKind.Blank;
    public bool IsNumber => Kind == CellKind.Number;
    public bool IsText => Kind == CellKind.Text;

    /// <summary>The cell as a person would read it; empty when blank.</summary>
    public string Display => Kind switch
    {
        CellKind.Text or CellKind.Error => Text ?? "",
        CellKind.Number => Number.ToString("0.##########", CultureInfo.InvariantCulture),
        CellKind.Date => AsDate is { } date ? date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) : "",
        CellKind.Boolean => Number != 0 ? "ИСТИНА" : "ЛОЖЬ",
        CellKind.FormulaWithoutValue => "формула без значения",
        _ => "",
    };

    public DateOnly? AsDate =>
        Kind == CellKind.Date && Number is >= 1 and < 2_958_466
            ? DateOnly.FromDateTime(DateTime.FromOADate(Number))
            : null;
}

/// <summary>A row that holds something; blank rows are never handed out.</summary>
/// <param name="Number">1-based, as Excel shows it.</param>
/// <param name="Cells">Only cells that hold something, left to right.</param>
public sealed record SheetRow(int Number, bool Hidden, SheetCell[] Cells)
{
    public SheetCell this[int column]
    {
        get
        {
            var guess = column - Cells[0].Column;
            if (guess >= 0 && guess < Cells.Length && Cells[guess].Column == column)
                return Cells[guess];
            int low = 0, high = Cells.Length - 1;
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var at = Cells[middle].Column;
                if (at == column)
                    return Cells[middle];
                if (at < column)
                    low = middle + 1;
                else
                    high = middle - 1;
            }
            return default;
        }
    }

    /// <summary>Text of a cell, spaces at the ends removed.</summary>
    public string Text(int? column) => column is { } c ? this[c].Display.Trim() : "";
}

/// <summary>Excel's letters of columns.</summary>
public static class ColumnLetters
{
    public static string Of(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
            letters = (char)('A' + (column - 1) % 26) + letters;
        return letters;
    }

    /// <summary>Column number of a reference such as «BC17»; 0 when it has no letters.</summary>
    public static int Parse(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (c is < 'A' or > 'Z' || column > 20_000)
                break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column;
    }
}
