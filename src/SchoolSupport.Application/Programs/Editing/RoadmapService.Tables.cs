using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <param name="PlanYear">The year that words without a year mean; null: every year of the programme.</param>
/// <param name="OrderYear">The year of months without a year when only the order has one.</param>
/// <param name="AcademicPlan">Its years are academic ones.</param>
public sealed record TableDetails(string Title, int? PlanYear, int? OrderYear, bool AcademicPlan = false);

/// <param name="WasHeading">For a column of the department's own: what its heading was, so that its cells follow a new heading.</param>
public sealed record ColumnChoice(RoadmapColumn Kind, string Heading, string? WasHeading);

/// <summary>The tables of a version: their names, years, columns and numbers.</summary>
public sealed partial class RoadmapService
{
    /// <summary>The usual columns of a table that has none yet (domain reference, 3.1).</summary>
    public static readonly IReadOnlyList<RoadmapColumnHeading> UsualColumns =
    [
        new(RoadmapColumn.Code, "№ п/п"), new(RoadmapColumn.Title, "Наименование мероприятия"), new(RoadmapColumn.Deadline, "Срок"),
        new(RoadmapColumn.Responsible, "Ответственные"), new(RoadmapColumn.Result, "Ожидаемый результат"),
    ];

    private const int MostColumns = 20;

    /// <summary>Adds an empty table with the columns of the last one.</summary>
    public Task<RoadmapEdited?> AddTableAsync(DraftKey key, TableDetails details, CancellationToken ct) => EditAsync(key, "programs.roadmap-added", draft =>
    {
        var row = new Roadmap
        {
            VersionId = draft.Version.Id, LineId = Guid.CreateVersion7(), Title = "", SortOrder = draft.Tables.Select(t => t.SortOrder).DefaultIfEmpty(-1).Max() + 1,
            Columns = draft.Tables.LastOrDefault()?.Columns ?? ProgramJson.Write(UsualColumns),
        };
        Describe(draft, row, details);
        draft.Add(row);
        return new Done($"добавление таблицы «{row.Title}»");
    }, ct);

    /// <summary>Renames a table or changes its years; deadlines that nobody answered are read anew with the new years.</summary>
    public Task<RoadmapEdited?> ChangeTableAsync(DraftKey key, ShownRow shown, TableDetails details, CancellationToken ct) =>
        EditAsync(key, "programs.roadmap-changed", draft =>
        {
            if (draft.FindTable(shown.Line) is not { } row)
                return null;
            var stored = new TableDetails(row.Title, row.PlanYear, row.OrderYear, row.AcademicPlan);
            if (row.Version != shown.Version && details != stored)
                return new Done("", new RoadmapConflict(row.LineId, $"таблица «{row.Title}»", row.Version, [new RoadmapClash("таблицы", Words(details), Words(stored))], null, null));
            Describe(draft, row, details);
            return new Done($"изменение таблицы «{stored.Title}»");
        }, ct);

    /// <summary>Removes a table with all that stands in it; undo brings it back.</summary>
    public Task<RoadmapEdited?> RemoveTableAsync(DraftKey key, ShownRow shown, CancellationToken ct) => EditAsync(key, "programs.roadmap-removed", draft =>
    {
        if (draft.FindTable(shown.Line) is not { } row)
            return null;
        foreach (var inner in draft.Rows(row.Id).ToList())
        {
            if (inner is Measure measure)
                draft.Remove(measure);
            else
                draft.Remove((RoadmapSection)inner);
        }
        draft.Remove(row);
        return new Done($"удаление таблицы «{row.Title}»");
    }, ct);

    /// <summary>Which columns the table has, in which order and under which headings. What stands in a column that is taken away is kept and comes back with it.</summary>
    public Task<RoadmapEdited?> SetColumnsAsync(DraftKey key, ShownRow shown, IReadOnlyList<ColumnChoice> columns, CancellationToken ct) =>
        EditAsync(key, "programs.columns-changed", draft =>
        {
            if (draft.FindTable(shown.Line) is not { } row)
                return null;
            RefuseBadColumns(columns);
            var wanted = ProgramJson.Write<IReadOnlyList<RoadmapColumnHeading>>([.. columns.Select(c => new RoadmapColumnHeading(c.Kind, MeasureCells.Clean(c.Heading)))]);
            var stored = ProgramJson.Write(ProgramJson.Read<IReadOnlyList<RoadmapColumnHeading>>(row.Columns));
            if (wanted == stored)
                return new Done("");
            if (row.Version != shown.Version)
                return new Done("", new RoadmapConflict(row.LineId, $"столбцы таблицы «{row.Title}»", row.Version, [new RoadmapClash("столбцов", Words(wanted), Words(stored))], null, null));
            var renamed = columns.Where(c => c.Kind == RoadmapColumn.Other && c.WasHeading is not null && c.WasHeading != MeasureCells.Clean(c.Heading)).ToList();
            row.Columns = wanted;
            foreach (var measure in draft.Measures.Where(m => m.RoadmapId == row.Id))
                Fill(measure, columns, renamed);
            return new Done($"изменение столбцов таблицы «{row.Title}»");
        }, ct);

    /// <summary>Numbers the measures of a section, or of the whole table, anew in the way in which they are numbered now.</summary>
    /// <param name="section">Line of the section; null: all sections of the table.</param>
    public Task<RoadmapEdited?> RenumberAsync(DraftKey key, Guid table, Guid? section, CancellationToken ct) => EditAsync(key, "programs.measures-renumbered", draft =>
    {
        if (draft.FindTable(table) is not { } row || (section is { } line && draft.FindSection(line)?.RoadmapId != row.Id))
            return null;
        if (!draft.TreeOf(row).Shows(RoadmapColumn.Code))
            throw new PreconditionException("В таблице нет столбца с номерами. Добавьте его в столбцах таблицы.");
        var chosen = section is { } only ? draft.FindSection(only) : null;
        var sections = chosen is null ? draft.Rows(row.Id).OfType<RoadmapSection>().Prepend(null) : [chosen];
        foreach (var at in sections.ToList())
        {
            var measures = draft.Children(row.Id, at?.Id).OfType<Measure>().ToList();
            var codes = MeasureNumbers.Renumber(at?.Number, [.. measures.Select(m => new NumberedRow(m.Code, m.ParentId is not null))]);
            foreach (var (measure, code) in measures.Zip(codes))
                measure.Code = code;
        }
        MeasureOrder.Adopt(draft, [.. draft.Measures.Where(m => m.RoadmapId == row.Id)]);
        return new Done(chosen is null ? $"нумерация таблицы «{row.Title}»" : $"нумерация раздела «{chosen.Title}»");
    }, ct);

    private static void Describe(RoadmapDraft draft, Roadmap row, TableDetails details)
    {
        var title = MeasureCells.Clean(details.Title);
        if (title.Length == 0)
            throw new PreconditionException("У таблицы должно быть название.");
        MeasureEdits.RefuseTooLong(title, Roadmap.TitleMaxLength);
        var isOtherTime = (row.PlanYear, row.OrderYear, row.AcademicPlan) != (details.PlanYear, details.OrderYear, details.AcademicPlan);
        (row.Title, row.PlanYear, row.OrderYear, row.AcademicPlan) = (title, details.PlanYear, details.OrderYear, details.AcademicPlan);
        if (!isOtherTime)
            return;
        foreach (var measure in draft.Measures.Where(m => m.RoadmapId == row.Id && m.DeadlineText is not null))
            RoadmapWriter.Reread(measure, draft.DeadlineContext(row, null));
    }

    private static void RefuseBadColumns(IReadOnlyList<ColumnChoice> columns)
    {
        if (columns.Count(c => c.Kind == RoadmapColumn.Title) != 1)
            throw new PreconditionException("В таблице должен быть один столбец с названием мероприятия.");
        if (columns.Where(c => c.Kind != RoadmapColumn.Other).GroupBy(c => c.Kind).Any(same => same.Count() > 1))
            throw new PreconditionException("Каждый вид столбца может стоять в таблице один раз.");
        if (columns.Count > MostColumns)
            throw new PreconditionException($"В таблице не больше {MostColumns} столбцов.");
        foreach (var heading in columns.Select(c => MeasureCells.Clean(c.Heading)))
        {
            if (heading.Length == 0)
                throw new PreconditionException("У каждого столбца должен быть заголовок.");
            MeasureEdits.RefuseTooLong(heading, RoadmapColumnHeading.MaxLength);
        }
        if (columns.Where(c => c.Kind == RoadmapColumn.Other).GroupBy(c => MeasureCells.Clean(c.Heading)).Any(same => same.Count() > 1))
            throw new PreconditionException("У своих столбцов должны быть разные заголовки.");
    }

    /// <summary>A cell of a new column is empty, not missing; a renamed column of the department's own keeps its cells.</summary>
    private static void Fill(Measure measure, IReadOnlyList<ColumnChoice> columns, List<ColumnChoice> renamed)
    {
        foreach (var column in columns.Select(c => c.Kind).Where(MeasureCells.Mergeable.Contains))
            if (MeasureCells.Text(measure, column) is null)
                MeasureCells.Put(measure, column, "");
        if (renamed.Count == 0 || measure.Other == "{}")
            return;
        var other = MeasureCells.Other(measure);
        var moved = renamed.Where(c => other.ContainsKey(c.WasHeading!)).Select(c => (To: MeasureCells.Clean(c.Heading), Text: other[c.WasHeading!])).ToList();
        foreach (var column in renamed)
            other.Remove(column.WasHeading!);
        foreach (var (to, text) in moved)
            other[to] = text;
        measure.Other = ProgramJson.Write(other);
    }

    private static string Words(TableDetails details) =>
        $"{details.Title}; год плана: {(details.PlanYear is { } plan ? $"{plan}" : "все годы")}; год приказа: {(details.OrderYear is { } order ? $"{order}" : "не указан")}{(details.AcademicPlan ? "; годы учебные" : "")}";

    private static string Words(string columns) => string.Join(" · ", ProgramJson.Read<IReadOnlyList<RoadmapColumnHeading>>(columns).Select(c => c.Heading));
}
