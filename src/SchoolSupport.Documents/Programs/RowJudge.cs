using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

internal enum RowKind
{
    /// <summary>Nothing stands in it but what cells above reach down.</summary>
    Nothing,
    Heading,
    /// <summary>Only number and title, and nothing says that it is a measure: taken for a heading.</summary>
    LikelyHeading,
    Measure,
    /// <summary>The measure above goes on.</summary>
    Continuation,
    /// <summary>Signatures and notes under the table.</summary>
    Note,
}

/// <summary>Tells headings, measures and torn rows apart, by the row and by what its table is like.</summary>
internal sealed partial class RowJudge
{
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly IReadOnlyList<GridRow> _rows;
    // Under a signature stand no measures, only who typed it and the like.
    private int? _signedAt;
    private readonly int _lastWithRest;
    private readonly bool _isSheet, _hasCodes, _codesAreDeep, _codesAreRoman, _titlesAreBold, _titlesAreCentred, _titlesAreLower;

    public RowJudge(IReadOnlyList<TableColumn> columns, IReadOnlyList<GridRow> rows, bool isSheet)
    {
        _columns = columns;
        _rows = rows;
        _isSheet = isSheet;
        var plain = rows.Where(HasRest).ToList();
        _lastWithRest = plain.Count > 0 ? rows.ToList().LastIndexOf(plain[^1]) : -1;
        var codes = plain.Select(row => CodePath.Parse(row[RoadmapColumn.Code].Text.Plain)).OfType<CodePath>().ToList();
        _hasCodes = codes.Count > 0;
        _codesAreDeep = codes.Count(code => code.Depth > 1) * 2 > codes.Count;
        _codesAreRoman = codes.Count(code => code.IsRoman) * 2 > codes.Count;
        _titlesAreBold = plain.Count(row => row[RoadmapColumn.Title].Source?.Bold == true) * 2 > plain.Count;
        _titlesAreLower = plain.Count(row => StartsInLowerCase(row[RoadmapColumn.Title].Text.Plain)) * 2 > plain.Count;
        HasMergedHeadings = rows.Any(IsMergedHeading);
        _titlesAreCentred = plain.Count(row => row[RoadmapColumn.Title].Source?.Centred == true) * 2 > plain.Count;
    }

    public bool HasCodes => _hasCodes;

    public bool HasMergedHeadings { get; }

    /// <param name="above">The measure right above, with nothing between; null after a heading.</param>
    public RowKind Of(int at, MeasureDraft? above)
    {
        var row = _rows[at];
        if (row.Filled.Count == 0)
            return RowKind.Nothing;
        if (IsNote(at))
            return RowKind.Note;
        if (IsMergedHeading(row))
            return RowKind.Heading;
        if (row[RoadmapColumn.Title].IsBlank && !row[RoadmapColumn.Title].ContinuesAbove && !HasRest(row))
            return WordsInCode(row) ? RowKind.Heading : RowKind.Nothing;
        if (above is not null && IsContinuation(row, above))
            return RowKind.Continuation;
        // A term or persons merged from above make a measure; indicators and results are merged past headings too.
        return HasRest(row) || row[RoadmapColumn.Deadline].ContinuesAbove || row[RoadmapColumn.Responsible].ContinuesAbove
            || row[RoadmapColumn.Title].ContinuesAbove ? RowKind.Measure : JudgeBare(at);
    }

    /// <summary>A row goes on in the next one, torn by a page: no number, and no title or one that begins in lower case.</summary>
    private bool IsContinuation(GridRow row, MeasureDraft above)
    {
        var (code, title) = (row[RoadmapColumn.Code], row[RoadmapColumn.Title]);
        if (!code.IsBlank || title.ContinuesAbove)
            return false;
        if (title.IsBlank)
            return true;
        if (CellText.StartsListItem(title.Text.Lines[0]))
            return !HasRest(row) && !row.ContinuesAnything;
        if (!StartsInLowerCase(title.Text.Plain))
            return false;
        return !StandsAlone(row, above);
    }

    /// <summary>A row that begins in lower case is one of its own when its term, its persons and the title above are complete.</summary>
    private bool StandsAlone(GridRow row, MeasureDraft above)
    {
        // A page tears no merged cell, and where every title begins in lower case that tells nothing.
        if (row[RoadmapColumn.Deadline].ContinuesAbove || row[RoadmapColumn.Responsible].ContinuesAbove)
            return true;
        if (_titlesAreLower)
            return HasRest(row);
        var termAbove = above.Text(Column(RoadmapColumn.Deadline)).Plain;
        // Half a term («2022 годы» after «2020, 2021,») makes no row of its own.
        if (!DeadlineLook.IsTerm(row[RoadmapColumn.Deadline].Text.Plain) || termAbove.Length == 0 || termAbove[^1] is ',' or '-' or '–')
            return false;
        var persons = row[RoadmapColumn.Responsible].Text.Plain;
        if (Column(RoadmapColumn.Responsible) >= 0 && (persons.Length == 0 || (_hasCodes && StartsInLowerCase(persons))))
            return false;
        return !_hasCodes || above.Text(Column(RoadmapColumn.Title)).Plain is [.., '.' or ';'];
    }

    /// <summary>A row with number and title only: a heading, or a measure whose cells were left empty.</summary>
    private RowKind JudgeBare(int at)
    {
        var row = _rows[at];
        var title = row[RoadmapColumn.Title];
        var next = at + 1 < _rows.Count ? _rows[at + 1] : null;
        if ((title.Source!.Bold && !_titlesAreBold) || (title.Source.Centred && !_titlesAreCentred))
            return RowKind.Heading;
        var code = row[RoadmapColumn.Code];
        if (code.IsBlank)
        {
            var numbered = NumberedTitle.Split(title.Text.Plain).Number is not null && Column(RoadmapColumn.Code) >= 0;
            // Where headings are merged, a row that is not and has no number is rather a measure left empty.
            var heads = !HasMergedHeadings && next is not null && HasRest(next);
            return numbered || heads ? RowKind.LikelyHeading : RowKind.Measure;
        }
        var nextCode = next is null ? null : CodePath.Parse(next[RoadmapColumn.Code].Text.Plain);
        if (CodePath.Parse(code.Text.Plain) is not { } path)
            return NumberedTitle.Split($"{code.Text.Plain} {title.Text.Plain}").Number is not null ? RowKind.LikelyHeading : RowKind.Measure;
        if (nextCode is not null && path.Contains(nextCode))
            return RowKind.Heading;
        if ((path.IsRoman && !_codesAreRoman) || (path.Depth == 1 && _codesAreDeep))
            return RowKind.Heading;
        // «3.3» without a term above rows without numbers is what they stand under.
        var headsUnnumbered = next is not null && next[RoadmapColumn.Code].IsBlank && !next[RoadmapColumn.Code].ContinuesAbove
            && !next[RoadmapColumn.Title].IsBlank && HasRest(next) && !StartsInLowerCase(next[RoadmapColumn.Title].Text.Plain);
        return headsUnnumbered ? RowKind.LikelyHeading : RowKind.Measure;
    }

    /// <summary>One text across the columns, alone or beside a number in a cell of its own.</summary>
    public bool IsMergedHeading(GridRow row)
    {
        var text = row.Filled[^1];
        if (row.Filled.Count > 2 || (row.Filled.Count == 2 && !IsNumberBefore(row, row.Filled[0])))
            return false;
        var covered = row.CoveredBy(text);
        if (covered.Count < 2)
            return false;
        return covered.Count >= _columns.Count - 1
            || (row.Covers(text, RoadmapColumn.Title) && (row.Covers(text, RoadmapColumn.Deadline) || row.Covers(text, RoadmapColumn.Responsible)));
    }

    private static bool IsNumberBefore(GridRow row, SourceCell cell) =>
        (row.Covers(cell, RoadmapColumn.Code) || row[RoadmapColumn.Code].Source == cell)
        && (CodePath.Parse(cell.Text.Plain) is not null || NumberedTitle.Split(cell.Text.Plain + ". X").Number is not null);

    /// <summary>In a sheet a heading often stands in the first column, unmerged.</summary>
    private static bool WordsInCode(GridRow row)
    {
        var code = row[RoadmapColumn.Code].Text.Plain;
        return CodePath.Parse(code) is null && code.Count(char.IsLetter) > 3;
    }

    private bool IsNote(int at)
    {
        var row = _rows[at];
        var text = row.Filled[0].Text.Plain;
        if (Total().IsMatch(text))
            return true;
        if (!row[RoadmapColumn.Code].IsBlank && CodePath.Parse(row[RoadmapColumn.Code].Text.Plain) is not null)
            return false;
        if (_signedAt is { } signature && at > signature && row[RoadmapColumn.Deadline].IsBlank)
            return true;
        var signed = row.Filled.Any(cell => cell.Text.Plain.Contains("____", StringComparison.Ordinal));
        var afterGap = _isSheet && at > 0 && row.Place.Row > _rows[at - 1].Place.Row + 1;
        if (signed || (afterGap && row[RoadmapColumn.Deadline].IsBlank && Signature().IsMatch(text)))
        {
            _signedAt ??= at;
            return true;
        }
        if (Footnote().IsMatch(text))
            return true;
        // A heading with nothing under it closes the table: a note, unless it is numbered.
        return IsMergedHeading(row) && NumberedTitle.Split(text).Number is null && row.Filled.Count == 1 && at > _lastWithRest;
    }

    private bool HasRest(GridRow row)
    {
        for (var i = 0; i < _columns.Count; i++)
            if (_columns[i].Kind is not (RoadmapColumn.Code or RoadmapColumn.Title) && row.At(i).Text.Plain.AsSpan().Trim("-–— ").Length > 0)
                return true;
        return false;
    }

    private int Column(RoadmapColumn kind)
    {
        for (var i = 0; i < _columns.Count; i++)
            if (_columns[i].Kind == kind)
                return i;
        return -1;
    }

    public static bool StartsInLowerCase(string text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return char.IsLower(c);
            if (!char.IsWhiteSpace(c) && c is not ('«' or '"' or '“' or '„' or '('))
                return false;
        }
        return false;
    }

    // In lower case it is a word of a torn sentence.
    [GeneratedRegex(@"^(?:Итого|ИТОГО|Всего|ВСЕГО)(?!\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex Total();

    [GeneratedRegex(@"^(?:\*+\s?\S|примечани[ея]\s*:?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Footnote();

    [GeneratedRegex(@"^(?:начальник|директор|руководител|исполнител|заместител|глава|председател|и\.\s?о\.|тел\.|согласован|утвержд|составил|подготовил|методист|специалист|заведующ|исп\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signature();
}
