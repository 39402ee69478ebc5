using System.Globalization;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Assessments;

internal enum CountState { Blank, Good, Broken }

/// <summary>A number of a row and what became of it.</summary>
internal readonly record struct ReadNumber(CountState State, decimal Value, string? Problem = null)
{
    public bool IsGood => State == CountState.Good;
    public decimal? OrNull => IsGood ? Value : null;
}

/// <summary>Reads counts and percents of cells and says what is wrong with them.</summary>
internal sealed class CountReading(FindingList findings, string sheet)
{
    private bool _textNoted;

    /// <summary>A count of people: a whole number, zero or more. Broken cells are reported unless <paramref name="quiet"/>.</summary>
    public ReadNumber Count(SheetRow row, SheetColumn? column, string school, bool quiet = false)
    {
        var number = Number(row, column, school, quiet, "целое число, ноль или больше");
        if (!number.IsGood)
            return number;
        if (number.Value < 0)
            return Refuse(FindingCodes.NegativeCount, "отрицательное число", row, column!, school, quiet);
        if (number.Value != decimal.Floor(number.Value))
            return Refuse(FindingCodes.FractionalCount, "дробное число", row, column!, school, quiet);
        return number.Value > 1_000_000_000 ? Refuse(FindingCodes.NotANumber, "слишком большое число", row, column!, school, quiet) : number;
    }

    public ReadNumber Number(SheetRow row, SheetColumn? column, string school, bool quiet, string expected = "число")
    {
        if (column is null)
            return default;
        var cell = row[column.Index];
        switch (cell.Kind)
        {
            case CellKind.Blank:
                return default;
            case CellKind.Number:
                return Math.Abs(cell.Number) < 1e15
                    // Excel keeps 9.57 as 9.569999999999999: fifteen digits are what it shows.
                    ? new ReadNumber(CountState.Good, Math.Round((decimal)cell.Number, 9))
                    : new ReadNumber(CountState.Broken, 0);
            case CellKind.Text:
                return Text(cell, row, column, school, quiet, expected);
            case CellKind.Error:
                return Refuse(FindingCodes.ErrorCell, "ошибка Excel", row, column, school, quiet, expected);
            case CellKind.FormulaWithoutValue:
                return Refuse(FindingCodes.FormulaWithoutValue, "формула без сохранённого значения", row, column, school, quiet, expected);
            case CellKind.Date:
                return Refuse(FindingCodes.DateInsteadOfNumber, "дата вместо числа", row, column, school, quiet, expected);
            default:
                return Refuse(FindingCodes.NotANumber, "не число", row, column, school, quiet, expected);
        }
    }

    private ReadNumber Text(SheetCell cell, SheetRow row, SheetColumn column, string school, bool quiet, string expected)
    {
        var text = cell.Text!.Trim();
        if (text is "-" or "–" or "—" or "−" or "…" or "...")
            return default;
        if (!CellNumbers.TryParse(text, out var number, out _))
            return Refuse(FindingCodes.NotANumber, "не число", row, column, school, quiet, expected);
        if (!_textNoted)
        {
            _textNoted = true;
            findings.Note(FindingCodes.NumberAsText,
                $"Числа на листе «{sheet}» записаны текстом; прочитаны как числа, например «{text}» — {number.ToString("0.####", CultureInfo.GetCultureInfo("ru-RU"))}.",
                sheet, row.Number, column.Letter, text, expected);
        }
        return new ReadNumber(CountState.Good, Math.Round((decimal)number, 9));
    }

    private ReadNumber Refuse(
        string code, string what, SheetRow row, SheetColumn column, string school, bool quiet, string expected = "целое число, ноль или больше")
    {
        var found = row[column.Index].Display;
        if (!quiet)
            findings.Error(code, $"Строка {row.Number}, столбец {column.Letter}, «{Words.Short(school)}»: {what} («{Words.Short(found, 40)}») в столбце «{column.Caption}».",
                sheet, row.Number, column.Letter, found, expected, "Исправьте ячейку и загрузите файл снова.");
        return new ReadNumber(CountState.Broken, 0, code);
    }
}
