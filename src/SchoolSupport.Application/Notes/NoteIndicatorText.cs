using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>
/// Indicators in a note: a table with numerators and denominators beside the year before, what moved, which schools are counted, who gave no data. In the
/// edition for publication shares of children and teachers with a small part are hidden, and one that would tell a small difference goes with them.
/// </summary>
internal sealed class NoteIndicatorText
{
    private readonly NoteIndicators indicators;
    private readonly HashSet<(NoteIndicator Of, bool Now)> hidden;

    public NoteIndicatorText(NoteIndicators indicators, ReportEdition edition)
    {
        this.indicators = indicators;
        hidden = edition == ReportEdition.Publication ? [.. Hidden(true), .. Hidden(false)] : [];
    }

    /// <summary>The share of the period may be read in this edition.</summary>
    public bool IsShown(NoteIndicator one) => !hidden.Contains((one, true));

    /// <summary>How shares moved against the year before, of those that this edition shows.</summary>
    public IReadOnlyList<ShareChange> Moves => [.. indicators.All.Select(ShownChange).OfType<ShareChange>()];

    /// <param name="lead">How the values were made; stands before the reference to the table.</param>
    /// <param name="also">A sentence after it.</param>
    /// <returns>The number of the table, to which pictures refer.</returns>
    public int Write(NoteBuilder note, string heading, string lead, string title, string? also = null)
    {
        var table = note.NextTable;
        if (indicators.All.Count == 0)
            return table;
        note.Section("indicators", heading);
        if (indicators.All.All(one => IsUnknown(one.Now) && (one.Before is null || IsUnknown(one.Before))))
        {
            note.Text("indicators", $"Показатели не рассчитаны: сведений за {indicators.Period.Title} и за {indicators.Period.YearBefore.Title} нет. Отсутствие данных не означает нулевого значения.");
            return table;
        }
        note.Text("indicators", $"{lead} (таблица {table}).", also, "Складываются числа по школам, доли не усредняются.", Known());
        note.Table("indicators-table", NoteWords.Capital(title), Head(), Rows(), isLong: true);
        note.Note("indicators-note", "Числитель и знаменатель приведены рядом с долей; изменение — разность показанных долей в процентных пунктах (п. п.). «н/д» — нет данных, в том числе когда в знаменателе 0."
            + (indicators.All.Any(one => one.Now.Source == IndicatorSource.Entered) ? " «р» — значение введено вручную." : ""));
        note.Text("changes", Changes());
        Named(note);
        note.Text("missing", Missing());
        return table;
    }

    /// <summary>How many indicators have a value.</summary>
    private string Known()
    {
        var without = indicators.All.Where(one => one.Now.Value is null && !one.Now.HasNothingToShare).Select(one => one.Definition.Code).Distinct().ToArray();
        var empty = indicators.All.Where(one => one.Now.HasNothingToShare).Select(one => one.Definition.Code).Distinct().ToArray();
        return string.Join(' ', new[]
        {
            without.Length == 0 ? "" : $"Нет данных по {RussianText.Plural(without.Length, "показателю", "показателям", "показателям")} {NoteWords.And(without)}.",
            empty.Length == 0 ? "" : $"Долю считать не из чего по {RussianText.Plural(empty.Length, "показателю", "показателям", "показателям")} {NoteWords.And(empty)}: в знаменателе 0.",
        }.Where(sentence => sentence.Length > 0));
    }

    private static bool IsUnknown(IndicatorValue value) => value.Value is null && !value.HasNothingToShare;

    private IReadOnlyList<HeadNode> Head() =>
    [
        NoteTables.Words("Код", 17), NoteTables.Words("Показатель"),
        NoteTables.Share(NoteWords.Capital(indicators.Period.Title), 36, "числитель", "знаменатель"),
        NoteTables.Share(NoteWords.Capital(indicators.Period.YearBefore.Title), 36, "числитель", "знаменатель"),
        NoteTables.Number("Измене\u00adние, п.\u00a0п.", 16),
    ];

    private IEnumerable<RowGroup> Rows() => indicators.All.Select(one => RowGroup.Of(TableRow.Of(
        one.Definition.Code, PaperWords.Text(one.Name), Cell(one, one.Now, true), Cell(one, one.Before, false), NoteTables.Points(ShownChange(one)))));

    private ShareChange? ShownChange(NoteIndicator one) => hidden.Contains((one, true)) || hidden.Contains((one, false)) ? null : one.Change;

    private CellValue Cell(NoteIndicator one, IndicatorValue? value, bool now)
    {
        if (value is null)
            return new TextValue(ReportCells.NotHeld);
        if (hidden.Contains((one, now)))
            return new HiddenValue(ReportCells.Hidden);
        if (value.Value is null)
            return new TextValue(ReportCells.NoData);
        return NoteIndicator.Counts(value) is { } counts ? new ShareValue(counts.Failed, counts.Participants)
            : new TextValue(PaperWords.Text(value.Words(one.Definition) + (value.Source == IndicatorSource.Entered ? " р" : "")));
    }

    /// <summary>Which shares moved and by how much; the direction by the exact values.</summary>
    private string Changes()
    {
        var moved = indicators.All.Select(one => (One: one, Change: ShownChange(one))).Where(c => c.Change is not null).ToArray();
        if (moved.Length == 0)
            return "Сравнение с прошлым годом не проведено: " + (indicators.All.All(one => one.Before is null || IsUnknown(one.Before)) ? $"{NoteWords.In(indicators.Period.YearBefore)} данных не было."
                : indicators.All.All(one => IsUnknown(one.Now)) ? $"за {indicators.Period.Title} данных нет." : "показателей, известных за оба года, нет.");
        return string.Join(' ', new[]
        {
            Said("Увеличилось", moved.Where(c => c.Change!.Tenths > 0)), Said("Уменьшилось", moved.Where(c => c.Change!.Tenths < 0)), Same(moved.Count(c => c.Change!.Tenths == 0)),
        }.Where(sentence => sentence.Length > 0)) + " Связь изменений с мерами программы не оценивалась.";

        static string Said(string verb, IEnumerable<(NoteIndicator One, ShareChange? Change)> some)
        {
            var list = some.OrderByDescending(c => Math.Abs(c.Change!.Tenths)).Select(c => $"{c.One.Definition.Code}{(c.One.Line.Part.Length > 0 ? $", {c.One.Line.Part}" : "")} — {Moved(c.One, c.Change!)}").ToArray();
            return list.Length == 0 ? "" : $"{verb} значение {RussianText.Count(list.Length, "показателя", "показателей", "показателей")}: {string.Join("; ", list)}.";
        }

        // Of fewer than five a share says too much: the counts stand alone.
        static string Moved(NoteIndicator one, ShareChange change) => (NoteIndicator.Counts(one.Before!), NoteIndicator.Counts(one.Now)) is ({ } then, { } now) && (then.Participants < SmallNumbers.Fewest || now.Participants < SmallNumbers.Fewest)
            ? $"было {RussianText.OutOf(then.Failed, then.Participants)}, стало {RussianText.OutOf(now.Failed, now.Participants)}" : change.InText;

        static string Same(int count) => count == 0 ? "" : $"Практически не изменилось значение {RussianText.Count(count, "показателя", "показателей", "показателей")}.";
    }

    /// <summary>Shares of schools: the schools by name. One share is told in a sentence, several in a table.</summary>
    private void Named(NoteBuilder note)
    {
        var named = indicators.All.Where(one => !one.IsOfPersons && one.Definition.Unit == IndicatorUnit.Percent && one.Now.Value is not null && one.Now.Source != IndicatorSource.Entered)
            .Select(one => (Code: one.Definition.Code + (one.Line.Part.Length > 0 ? $" ({one.Line.Part})" : ""), Names: indicators.NamesOf(one.Counted()), All: one.Now.Rows.Count))
            .Where(one => one.Names.Count > 0 && one.Names.Count < one.All).ToArray();
        if (named is [var single])
            note.Text("named", $"В числителе показателя {single.Code} {RussianText.Plural(single.Names.Count, "учтена", "учтены", "учтены")} {NoteWords.And(single.Names)}.");
        if (named.Length < 2)
            return;
        note.Text("named", $"Школы, учтённые в числителе каждого показателя, названы в таблице {note.NextTable}; показатели, в которых учтены все школы или ни одной, в ней не приведены.");
        note.Table("named-table", "Школы, учтённые в числителе показателей", [NoteTables.Words("Код", 22), NoteTables.Number("Школ", 14), NoteTables.Words("Школы")],
            named.Select(one => RowGroup.Of(TableRow.Of(PaperWords.Text(one.Code), one.Names.Count, PaperWords.Text(NoteWords.And(one.Names))))), isLong: true);
    }

    /// <summary>Schools that any indicator looks at.</summary>
    private int Counted() => indicators.All.SelectMany(one => one.Looked).Distinct().Count();

    private string Missing()
    {
        var missing = indicators.All.SelectMany(one => one.Now.Missing.Where(key => key.Length > 0).Select(key => (key, one.Definition.Code))).ToLookup(pair => pair.key, pair => pair.Code);
        var names = indicators.NamesOf(missing.Select(group => group.Key));
        return names.Count == 0 ? "" : $"Хотя бы по одному показателю нет данных по {NoteWords.ToSchools(names.Count)}{(names.Count == Counted() ? "" : $": {NoteWords.And(names)}")}. Отсутствие данных не означает нулевого значения.";
    }

    /// <summary>Shares of persons that are not published: too small a part, or a whole that lies under five away from one that is shown.</summary>
    private IEnumerable<(NoteIndicator Of, bool Now)> Hidden(bool now)
    {
        var shown = new List<int>();
        foreach (var one in indicators.All.Where(one => one.IsOfPersons))
        {
            var value = now ? one.Now : one.Before;
            if (value?.Value is null)
                continue;
            var isShown = NoteIndicator.Counts(value) is { } counts && SmallNumbers.Suppress([counts]).Total.ShareShown
                && shown.TrueForAll(whole => Math.Abs(whole - counts.Participants) is 0 or >= SmallNumbers.Fewest);
            if (isShown)
                shown.Add(NoteIndicator.Counts(value)!.Value.Participants);
            else
                yield return (one, now);
        }
    }
}
