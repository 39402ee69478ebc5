using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Assessments;

/// <summary>Whom a row speaks of.</summary>
internal sealed record RowSchool(string Text, string? Login, string? Inn, string? Municipality);

/// <summary>Walks a table and finds the rows of our schools among totals, other municipalities, numbering rows and notes.</summary>
internal sealed class SchoolRows(ReadingSession session, SheetInfo sheet, SheetHeader header)
{
    private readonly int? _school = header.Find(ColumnRole.School)?.Index;
    private readonly int? _login = header.Find(ColumnRole.Login)?.Index;
    private readonly int? _inn = header.Find(ColumnRole.Inn)?.Index;
    private readonly int? _municipality = header.Find(ColumnRole.Municipality)?.Index;
    private readonly int? _schoolCount = header.Find(ColumnRole.SchoolCount)?.Index;
    private readonly int? _procedure = header.Find(ColumnRole.Procedure)?.Index;
    private readonly int? _category = header.Find(ColumnRole.Category)?.Index;
    private RowSchool? _last;
    private string? _current;
    private bool _filledDown;

    /// <summary>The school of a row, or null when the row is none of ours; skipped rows are counted.</summary>
    public RowSchool? Next(SheetRow row)
    {
        session.CountRow();
        var school = Decide(row);
        if (school is null)
            session.Skip();
        return school;
    }

    private RowSchool? Decide(SheetRow row)
    {
        if (IsNumbering(row) || IsOfPreviousYears(row) || !TakeMunicipality(row))
            return null;
        var text = row.Text(_school);
        var login = Login(row.Text(_login)) ?? Login(text);
        var inn = Inn(row.Text(_inn));
        if (text.Length == 0 && login is null && inn is null)
            return FillDown(row);
        if (text.Length == 0)
            text = login ?? inn ?? "";
        _last = null;
        if (!IsSchool(row, text))
            return null;
        if (_current is not null && !session.IsOurs(_current))
            return null;
        return _last = new RowSchool(text, login, inn, _current);
    }

    private bool IsOfPreviousYears(SheetRow row) =>
        _category is not null && Captions.CategoryOf(Words.Plain(row.Text(_category))) == ColumnCategory.PreviousYears;

    // The municipality stands once, merged down over its schools.
    private bool TakeMunicipality(SheetRow row)
    {
        var text = row.Text(_municipality);
        if (text.Length == 0)
            return true;
        if (session.Names.KindOf(text) is RowNameKind.Total or RowNameKind.WholeSample or RowNameKind.Note)
            return false;
        _current = text;
        return true;
    }

    private bool IsSchool(SheetRow row, string text)
    {
        var kind = session.Names.KindOf(text);
        var counted = _schoolCount is { } column ? row[column] : default;
        if (counted.IsNumber && kind == RowNameKind.School && (counted.Number != 1 || !RowNames.LooksLikeSchool(text)))
            kind = RowNameKind.Municipality;
        switch (kind)
        {
            case RowNameKind.School:
                return true;
            case RowNameKind.WholeSample or RowNameKind.Region when _municipality is null:
                _current = null;
                return false;
            case RowNameKind.Municipality when _municipality is null:
                _current = text;
                session.IsOurs(text);
                return false;
            default:
                return false;
        }
    }

    // In a methodologist's table the school's cell is often merged over its procedures.
    private RowSchool? FillDown(SheetRow row)
    {
        if (_last is null || _procedure is null || row.Text(_procedure).Length == 0)
        {
            if (row.Cells.Count(cell => cell.IsNumber) >= 2 && row.Text(_municipality).Length == 0
                && !row.Cells.Any(cell => cell.IsText && session.Names.KindOf(cell.Text!) is not RowNameKind.School))
                session.Findings.Warn(FindingCodes.SchoolMissing,
                    $"Строка {row.Number}: есть числа, но не указана школа; строка пропущена.", sheet.Name, row.Number,
                    _school is { } column ? ColumnLetters.Of(column) : null, "пусто", "название школы или логин",
                    "Если это результаты школы, впишите её название.");
            return null;
        }
        if (!_filledDown)
            session.Findings.Note(FindingCodes.FilledDown,
                $"На листе «{sheet.Name}» название школы стоит один раз на несколько строк; взято из строки выше.", sheet.Name, row.Number);
        _filledDown = true;
        return _last;
    }

    private static bool IsNumbering(SheetRow row)
    {
        if (row.Cells.Length < 3)
            return false;
        for (var i = 0; i < row.Cells.Length; i++)
            if (!CellNumbers.TryParse(row.Cells[i].Display, out var number, out _) || number != row.Cells[0].Number + i || number > 1000)
                return false;
        return row.Cells[0].Number is 0 or 1;
    }

    private static string? Login(string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        return plain.Length is > 3 and < 40 && plain.StartsWith("sch", StringComparison.Ordinal) && plain.AsSpan(3).ContainsAnyInRange('0', '9')
            && !plain.Contains(' ') ? plain : null;
    }

    private static string? Inn(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length is 10 or 12 ? digits : null;
    }
}
