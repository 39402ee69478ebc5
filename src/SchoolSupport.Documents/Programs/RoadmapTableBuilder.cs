using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>A run of rows of one table that belongs to a roadmap.</summary>
/// <param name="Caption">A heading that stood between it and the run before, outside the table.</param>
internal sealed record RoadmapPiece(SourceTable Table, IReadOnlyList<SourceRow> Rows, SourceLine? Caption);

/// <summary>Makes sections and measures of the rows of one roadmap.</summary>
internal sealed class RoadmapTableBuilder(TableHeader header, string place, bool isSheet)
{
    private readonly IReadOnlyList<TableColumn> _columns = header.Columns;
    private readonly SectionTree _tree = new();
    private readonly List<MeasureDraft> _drafts = [];
    private readonly MeasureDraft?[] _origins = new MeasureDraft?[header.Columns.Count];
    private readonly FindingList _findings = new();
    // The measure right above the current row; null after a heading.
    private MeasureDraft? _above;
    private bool _headingAbove;
    private CodePath? _lastCode;

    public IReadOnlyList<ReadSection> Sections => _tree.Sections;

    public IReadOnlyList<MeasureDraft> Drafts => _drafts;

    public FindingList Findings => _findings;

    public bool HasCodes { get; private set; }

    private bool HasMergedHeadings { get; set; }

    public void Read(IReadOnlyList<RoadmapPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            // A merged cell never reaches into the next table.
            Array.Clear(_origins);
            if (piece.Caption is { } caption)
                AddSection(NumberedTitle.Split(caption.Text), caption.Text, new HeadingLook(caption.Bold, caption.Centred, IsCapitals(caption.Text)),
                    beforeHeading: false, new RowPlace(piece.Table.Place, piece.Rows.Count > 0 ? piece.Rows[0].Number : 1));
            ReadRows([.. piece.Rows.Select(row => GridRow.Of(row, piece.Table.Place, _columns)).Where(IsContent)]);
        }
    }

    private void ReadRows(IReadOnlyList<GridRow> rows)
    {
        var judge = new RowJudge(_columns, rows, isSheet);
        HasCodes |= judge.HasCodes;
        HasMergedHeadings |= judge.HasMergedHeadings;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            switch (judge.Of(i, _above))
            {
                case RowKind.Nothing:
                    break;
                case RowKind.Note:
                    _findings.Note(RoadmapFindingCodes.RowPassedOver, $"Строка {row.Place.Row} не вошла в дорожную карту: похоже на примечание, итог или подпись.",
                        place, row.Place.Row, found: Short(row));
                    break;
                case RowKind.Heading:
                    Heading(row, i + 1 < rows.Count && rows[i + 1].Filled.Count > 0 && judge.IsMergedHeading(rows[i + 1]));
                    break;
                case RowKind.LikelyHeading:
                    _findings.Warn(RoadmapFindingCodes.TakenForSection, $"Строка {row.Place.Row} принята за заголовок раздела: в ней только название.",
                        place, row.Place.Row, found: Short(row), action: "Проверьте, раздел это или мероприятие без срока.");
                    Heading(row, beforeHeading: false);
                    break;
                case RowKind.Continuation:
                    GlueTo(_above!, row);
                    break;
                default:
                    Measure(row);
                    break;
            }
        }
    }

    /// <summary>Not a blank row, a repeated heading or a row that numbers the columns.</summary>
    private bool IsContent(GridRow row)
    {
        foreach (var cell in row.Outside)
            _findings.Note(RoadmapFindingCodes.CellOutside, $"Строка {row.Place.Row}: текст вне столбцов дорожной карты не прочитан.", place, row.Place.Row, found: cell.Text.Plain);
        if (row.Filled.Count == 0)
            return false;
        if (!IsRepeatedHeader(row) && !IsColumnNumbers(row))
            return true;
        _findings.Note(RoadmapFindingCodes.HeaderRepeated, $"Строка {row.Place.Row} повторяет заголовок таблицы или нумерует столбцы; пропущена.", place, row.Place.Row);
        return false;
    }

    private bool IsRepeatedHeader(GridRow row)
    {
        // The same columns in slightly other words: «Срок» and later «Сроки».
        if (row.Filled.Count >= 3 && Enumerable.Range(0, _columns.Count).All(i => row.At(i).IsBlank
            || (_columns[i].Kind != RoadmapColumn.Other && ColumnWords.Recognise(row.At(i).Text.Plain) is { Confidence: >= ReadColumn.Likely } known && known.Kind == _columns[i].Kind)))
            return true;
        var equal = 0;
        for (var i = 0; i < _columns.Count; i++)
        {
            var key = ColumnWords.Key(row.At(i).Text.Plain);
            if (key.Length == 0)
                continue;
            if (_columns[i].Heading.Length == 0 || !ColumnWords.Key(_columns[i].Heading).Contains(key, StringComparison.Ordinal))
                return false;
            equal++;
        }
        return equal >= 2;
    }

    private bool IsColumnNumbers(GridRow row)
    {
        if (row.Filled.Count < 3 || row.Filled.Count < _columns.Count - 1)
            return false;
        var numbers = row.Filled.Select(cell => int.TryParse(cell.Text.Plain.TrimEnd('.'), out var number) ? number : 0).ToList();
        return numbers[0] is 1 or 2 && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1);
    }

    private void Heading(GridRow row, bool beforeHeading)
    {
        var cell = row.Filled[^1];
        if (_headingAbove && row.Filled.Count == 1 && RowJudge.StartsInLowerCase(cell.Text.Plain))
        {
            _tree.Continue(cell.Text);
            return;
        }
        var words = cell.Text.Plain;
        var text = string.Join(' ', row.Filled.Select(filled => filled.Text.Plain));
        var title = NumberedTitle.Split(words);
        if (row.Filled.Count > 1)
        {
            var number = row.Filled[0].Text.Plain;
            title = new NumberedTitle(number.TrimEnd('.', ')', ' '), words, CodePath.Parse(number) ?? NumberedTitle.Split(number + ". X").Path);
        }
        AddSection(title, text, new HeadingLook(cell.Bold, cell.Centred, IsCapitals(words)), beforeHeading, row.Place);
        for (var i = 0; i < _origins.Length; i++)
            if (!row.At(i).ContinuesAbove)
                _origins[i] = null;
    }

    private void AddSection(NumberedTitle title, string text, HeadingLook look, bool beforeHeading, RowPlace at)
    {
        if (_tree.IsRepeated(text))
            return;
        _tree.Add(title, text, look, beforeHeading, at);
        _above = null;
        _headingAbove = true;
        _lastCode = null;
    }

    private void Measure(GridRow row)
    {
        var code = CodeOf(row, out var flag);
        var path = CodePath.Parse(code.Plain);
        if (_above is not null && IsGrown(_above, row, code))
        {
            Replace(_above, row);
            return;
        }
        var draft = new MeasureDraft(_drafts.Count, _columns.Count, _tree.SectionOf(path), row.Place);
        for (var i = 0; i < _columns.Count; i++)
            Take(draft, row.At(i), i, code);
        if (flag is not null)
            draft.Flag(flag);
        if (row.Source.Hidden)
            draft.Flag(ReadFlags.HiddenRow);
        if (row.Source.Cells.Any(cell => cell.Sheet is { Kind: CellKind.Error or CellKind.FormulaWithoutValue }))
            draft.Flag(ReadFlags.ErrorCell);
        if (draft.Continues[ColumnOf(RoadmapColumn.Title)] is false && row[RoadmapColumn.Title].IsBlank)
            draft.Flag(ReadFlags.TitleMissing);
        else if (!draft.Continues[ColumnOf(RoadmapColumn.Title)] && RowJudge.StartsInLowerCase(row[RoadmapColumn.Title].Text.Plain) && code.IsBlank && HasCodes)
            draft.Flag(ReadFlags.MaybeContinuation);
        if (code.IsBlank && HasMergedHeadings && row.Filled.Count == 1 && !row.ContinuesAnything)
            draft.Flag(ReadFlags.MaybeSection);
        _drafts.Add(draft);
        (_above, _headingAbove) = (draft, false);
        _lastCode = path ?? _lastCode;
    }

    private void Take(MeasureDraft draft, GridCell cell, int column, CellText code)
    {
        draft.Continues[column] = cell.ContinuesAbove;
        if (cell.ContinuesAbove)
        {
            draft.Origin[column] = _origins[column];
            return;
        }
        draft.Own[column] = _columns[column].Kind switch
        {
            RoadmapColumn.Code => code,
            RoadmapColumn.Deadline when cell.Source?.Sheet is { Kind: CellKind.Date } date => TermOf(draft, date),
            _ => cell.Text,
        };
        if (cell.Text.HadTags)
            draft.Flag(ReadFlags.TagsRemoved);
        _origins[column] = draft;
    }

    private static CellText TermOf(MeasureDraft draft, SheetCell date)
    {
        var term = SheetValues.Term(date, out var changed);
        if (changed)
            draft.Flag(ReadFlags.DeadlineFromDate);
        return CellText.Of(term);
    }

    private CellText CodeOf(GridRow row, out string? flag)
    {
        var cell = row[RoadmapColumn.Code];
        flag = null;
        if (cell.Source?.Sheet is { Kind: CellKind.Date } date)
        {
            flag = ReadFlags.NumberFromDate;
            return CellText.Of(SheetValues.CodeOfDate(date, _lastCode, _tree.CurrentPath));
        }
        if (cell.Source?.Sheet is { Kind: CellKind.Number } number && SheetValues.CodeOfFraction(number, _lastCode) is { } restored)
        {
            flag = ReadFlags.NumberFromFraction;
            return CellText.Of(restored);
        }
        return cell.Text;
    }

    private void GlueTo(MeasureDraft draft, GridRow row)
    {
        for (var i = 0; i < _columns.Count; i++)
            draft.Own[i] = _columns[i].Kind == RoadmapColumn.Deadline && DeadlineLook.IsAnotherTerm(draft.Own[i].Plain, row.At(i).Text.Plain)
                ? CellText.OfLines([.. draft.Own[i].Lines, .. row.At(i).Text.Lines])
                : draft.Own[i].GluedWith(row.At(i).Text);
        draft.Flag(ReadFlags.Glued);
    }

    /// <summary>Scans repeat a row with more and more of its text: same number, and every cell goes on from the one above.</summary>
    private bool IsGrown(MeasureDraft above, GridRow row, CellText code)
    {
        var title = row[RoadmapColumn.Title];
        var before = above.Own[ColumnOf(RoadmapColumn.Title)].Plain;
        if (row.ContinuesAnything || before.Length < 10 || !title.Text.Plain.StartsWith(before, StringComparison.Ordinal))
            return false;
        var codeColumn = _columns.Count > 0 ? IndexOf(RoadmapColumn.Code) : -1;
        var codeAbove = codeColumn >= 0 ? above.Own[codeColumn].Plain.TrimEnd('.') : "";
        if (code.Plain.TrimEnd('.') != codeAbove || (codeAbove.Length == 0 && (before.Length < 60 || title.Text.Plain.Length == before.Length)))
            return false;
        for (var i = 0; i < _columns.Count; i++)
            if (!row.At(i).IsBlank && !row.At(i).Text.Plain.StartsWith(above.Own[i].Plain, StringComparison.Ordinal) && _columns[i].Kind != RoadmapColumn.Code)
                return false;
        return true;
    }

    private void Replace(MeasureDraft draft, GridRow row)
    {
        for (var i = 0; i < _columns.Count; i++)
            if (!row.At(i).IsBlank && _columns[i].Kind != RoadmapColumn.Code)
                draft.Own[i] = row.At(i).Text;
        draft.Flag(ReadFlags.GrowingRow);
    }

    private int ColumnOf(RoadmapColumn kind) => Math.Max(0, IndexOf(kind));

    private int IndexOf(RoadmapColumn kind)
    {
        for (var i = 0; i < _columns.Count; i++)
            if (_columns[i].Kind == kind)
                return i;
        return -1;
    }

    private static bool IsCapitals(string text) => text.Any(char.IsLetter) && !text.Any(char.IsLower);

    private static string Short(GridRow row)
    {
        var text = string.Join(" | ", row.Filled.Select(cell => cell.Text.Plain));
        return text.Length <= 120 ? text : text[..120] + "…";
    }
}
