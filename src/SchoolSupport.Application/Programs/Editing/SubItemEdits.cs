using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>Parts of a composite row.</summary>
internal static class SubItemEdits
{
    /// <summary>More parts than any row has; a longer list is a table of its own.</summary>
    private const int Most = 50;

    public static void Apply(RoadmapDraft draft, Measure row, MeasureChange change)
    {
        var items = MeasureCells.SubItems(row);
        if (change is SubItemRemoval removal)
        {
            if (items.RemoveAll(item => item.LineId == removal.Line) == 0)
                throw new PreconditionException("Этого подпункта уже нет. Обновите страницу.");
        }
        else
            Put(draft, row, items, (SubItemChange)change);
        MeasureCells.SetSubItems(row, items);
    }

    private static void Put(RoadmapDraft draft, Measure row, List<SubItem> items, SubItemChange change)
    {
        var title = MeasureCells.Clean(change.Title);
        if (title.Length == 0)
            throw new PreconditionException("У подпункта должно быть название.");
        foreach (var text in new[] { title, change.DeadlineText ?? "", change.ResultText ?? "" })
            MeasureEdits.RefuseTooLong(text, Measure.TextMaxLength);
        var words = MeasureCells.Clean(change.DeadlineText) is { Length: > 0 } written ? written : null;
        var at = items.FindIndex(item => item.LineId == change.Line);
        if (at < 0 && change.Line is not null)
            throw new PreconditionException("Этого подпункта больше нет. Обновите страницу.");
        if (at < 0 && items.Count >= Most)
            throw new PreconditionException($"У мероприятия уже {Most} подпунктов: разделите его на несколько.");
        var known = at >= 0 ? items[at] : null;
        var keeps = known is not null && words is not null && MeasureCells.SameWords(known.DeadlineText, words) && known.Deadline.Answered;
        var deadline = keeps ? known!.Deadline : RoadmapWriter.ReadItem(words, title, draft.DeadlineContext(draft.TableOf(row.RoadmapId), title));
        var item = new SubItem(known?.LineId ?? Guid.CreateVersion7(), title, words, MeasureCells.Clean(change.ResultText), change.Level, deadline);
        if (at < 0)
            items.Add(item);
        else
            items[at] = item;
    }
}
