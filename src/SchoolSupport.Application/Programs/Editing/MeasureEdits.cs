using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>What each change of a measure does to its row, what it is called, and what stands at its place now.</summary>
public static class MeasureEdits
{
    /// <summary>The columns whose cells may be joined with the one above.</summary>
    public static IReadOnlySet<RoadmapColumn> Mergeable => MeasureCells.Mergeable;

    /// <exception cref="PreconditionException">The draft does not allow the change.</exception>
    internal static void Apply(RoadmapDraft draft, Measure row, MeasureChange change)
    {
        switch (change)
        {
            case CellChange cell: SetCell(draft, row, cell); break;
            case LinkChange { Linked: true } link: Join(draft, row, link.Column); break;
            case LinkChange link: Leave(draft, row, link.Column); break;
            case ScopeChange scope: SetScope(draft, row, scope); break;
            case ArtefactsChange artefacts: SetArtefacts(row, artefacts); break;
            case DeadlineAnswer answer: DeadlineAnswers.Apply(draft, row, answer); break;
            case SubItemChange or SubItemRemoval: SubItemEdits.Apply(draft, row, change); break;
            default: throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    /// <summary>The place that a change is about, in the genitive: «изменение срока …».</summary>
    internal static string Place(MeasureChange change) => change switch
    {
        CellChange { Column: RoadmapColumn.Other } cell => $"столбца «{cell.Heading}»",
        CellChange cell => Place(cell.Column),
        LinkChange link => Place(link.Column),
        ScopeChange => "круга школ",
        ArtefactsChange => "обязательных документов",
        DeadlineAnswer => "понимания срока",
        _ => "подпунктов",
    };

    private static string Place(RoadmapColumn column) => column switch
    {
        RoadmapColumn.Code => "номера",
        RoadmapColumn.Title => "названия",
        RoadmapColumn.Form => "формы проведения",
        RoadmapColumn.Deadline => "срока",
        RoadmapColumn.Responsible => "ответственных",
        RoadmapColumn.Indicator => "показателя",
        RoadmapColumn.Result => "результата",
        RoadmapColumn.Schools => "школ",
        _ => "уровня",
    };

    /// <summary>What stands at the place of a change, in one text: forms send it back as <see cref="MeasureChange.Was"/>. Null for places that have no such text.</summary>
    public static string? Shown(RoadmapTree tree, MeasureNode measure, MeasureChange change) => change switch
    {
        CellChange { Column: RoadmapColumn.Other } cell => measure.Other.GetValueOrDefault(cell.Heading ?? "", ""),
        CellChange cell => tree.TextOf(measure, cell.Column) ?? "",
        ScopeChange => Text(new ScopeChange(measure.Row.SchoolScope, measure.Row.GroupCode, measure.Row.Grades,
            [.. measure.Schools.Select(link => new ScopeSchool(link.SchoolId, link.Grades))])),
        ArtefactsChange => string.Join(',', measure.Row.Artefacts),
        _ => null,
    };

    /// <summary>What the change wants to stand at its place.</summary>
    internal static string? Wanted(MeasureChange change) => change switch
    {
        CellChange { Column: RoadmapColumn.Level } cell => MeasureLevels.Find(cell.Text) is { } level ? MeasureLevels.Name(level) : "",
        CellChange cell => MeasureCells.Clean(cell.Text),
        ScopeChange scope => Text(scope),
        ArtefactsChange artefacts => string.Join(',', artefacts.Codes),
        _ => null,
    };

    /// <summary>A text of <see cref="Shown"/> or <see cref="Wanted"/> as people read it.</summary>
    internal static string InWords(MeasureChange change, string? text) => change switch
    {
        ScopeChange => ScopeWords(text),
        ArtefactsChange => string.Join(", ", (text ?? "").Split(',').Select(code => ArtefactKind.Find(code)?.Name).OfType<string>()),
        DeadlineChoice choice => choice.Words,
        DeadlineSchedule schedule => schedule.Text,
        _ => text ?? "",
    };

    /// <summary>«все участники», «группа: …», «названы 3 школы», «без школ».</summary>
    public static string Words(SchoolScope scope, string? groupCode, int listed) => scope switch
    {
        SchoolScope.Participants => "все школы – участники",
        SchoolScope.Group => $"группа: {SchoolGroupKind.Find(groupCode)?.Name ?? groupCode}",
        SchoolScope.Listed => RussianText.Count(listed, "школа", "школы", "школ"),
        _ => "работа управления",
    };

    private static string Text(ScopeChange scope) =>
        $"{scope.Scope}|{scope.GroupCode}|{scope.Grades}|{string.Join(',', scope.Schools.OrderBy(s => s.SchoolId).Select(s => $"{s.SchoolId}:{s.Grades}"))}";

    private static string ScopeWords(string? text) =>
        text?.Split('|') is [var scope, var group, _, var schools] && Enum.TryParse<SchoolScope>(scope, out var known)
            ? Words(known, group, schools.Length == 0 ? 0 : schools.Split(',').Length) : "";

    private static void SetCell(RoadmapDraft draft, Measure row, CellChange cell)
    {
        var text = MeasureCells.Clean(cell.Text);
        RefuseTooLong(text, cell.Column == RoadmapColumn.Code ? Measure.CodeMaxLength : Measure.TextMaxLength);
        var table = draft.TreeOf(draft.TableOf(row.RoadmapId));
        if (cell.Column == RoadmapColumn.Other ? !table.Columns.Any(c => c.Kind == RoadmapColumn.Other && c.Heading == cell.Heading)
            : cell.Column != RoadmapColumn.Title && !table.Shows(cell.Column))
            throw new PreconditionException("В таблице больше нет этого столбца. Обновите страницу.");
        if (cell.Column == RoadmapColumn.Other)
        {
            MeasureCells.PutOther(row, cell.Heading!, text);
            return;
        }
        if (cell.Column == RoadmapColumn.Title && text.Length == 0)
            throw new PreconditionException("У мероприятия должно быть название.");
        if (cell.Column == RoadmapColumn.Level && text.Length > 0 && MeasureLevels.Find(text) is null)
            throw new PreconditionException("Выберите уровень: муниципальный, методический или школьный.");
        MeasureCells.RemoveLink(row, cell.Column);
        MeasureCells.Put(row, cell.Column, text);
        if (cell.Column is RoadmapColumn.Title or RoadmapColumn.Deadline)
            ReadDeadline(draft, row, keepAnswer: cell.Column == RoadmapColumn.Title);
        if (cell.Column == RoadmapColumn.Code)
            MeasureOrder.Adopt(draft, [row]);
    }

    /// <summary>Reads the words of the deadline anew; what a person answered stays while the words do.</summary>
    internal static void ReadDeadline(RoadmapDraft draft, Measure row, bool keepAnswer)
    {
        var context = draft.DeadlineContext(draft.TableOf(row.RoadmapId), row.Title);
        var isLinked = MeasureCells.Links(row).ContainsKey(RoadmapColumn.Deadline);
        if (!isLinked && row.DeadlineText is not null && !(keepAnswer && MeasureCells.Deadline(row).Answered))
            MeasureCells.SetDeadline(row, RoadmapWriter.ReadDeadline(row.DeadlineText, row.Title, context));
    }

    internal static void Join(RoadmapDraft draft, Measure row, RoadmapColumn column)
    {
        if (!MeasureCells.Mergeable.Contains(column))
            throw new PreconditionException("Этот столбец у каждого мероприятия свой.");
        if (MergedCells.Above(draft, row) is not { } above)
            throw new PreconditionException("В этом разделе выше нет строки, с которой можно объединить ячейку.");
        MeasureCells.Link(row, column, MergedCells.SourceOf(draft, above, column));
    }

    private static void Leave(RoadmapDraft draft, Measure row, RoadmapColumn column)
    {
        if (!MeasureCells.Links(row).ContainsKey(column))
            return;
        var source = draft.FindMeasure(MergedCells.SourceOf(draft, row, column)) ?? row;
        MeasureCells.Unlink(row, column, MeasureCells.Text(source, column), source.Deadline, source.Responsibles);
    }

    private static void SetScope(RoadmapDraft draft, Measure row, ScopeChange change)
    {
        if (change.Scope == SchoolScope.Group && SchoolGroupKind.Find(change.GroupCode) is null)
            throw new PreconditionException("Выберите группу школ.");
        if (change.Scope == SchoolScope.Listed && change.Schools.Count == 0)
            throw new PreconditionException("Выберите хотя бы одну школу.");
        row.SchoolScope = change.Scope;
        row.GroupCode = change.Scope == SchoolScope.Group ? change.GroupCode : null;
        row.Grades = change.Scope != SchoolScope.None && MeasureCells.Clean(change.Grades) is { Length: > 0 } grades ? grades : null;
        var wanted = change.Scope == SchoolScope.Listed ? change.Schools.DistinctBy(s => s.SchoolId).ToDictionary(s => s.SchoolId, s => s.Grades) : [];
        foreach (var link in draft.Schools.Where(s => s.MeasureId == row.Id).ToList())
        {
            if (wanted.Remove(link.SchoolId, out var own))
                link.Grades = own;
            else
                draft.Remove(link);
        }
        foreach (var (school, own) in wanted)
            draft.Add(new MeasureSchool { MeasureId = row.Id, SchoolId = school, Grades = own });
    }

    private static void SetArtefacts(Measure row, ArtefactsChange change)
    {
        if (change.Codes.Any(code => ArtefactKind.Find(code) is null))
            throw new PreconditionException("Выберите документы из списка.");
        row.Artefacts = [.. ArtefactKind.All.Select(kind => kind.Code).Where(change.Codes.Contains)];
    }

    internal static void RefuseTooLong(string text, int most)
    {
        if (text.Length > most)
            throw new PreconditionException($"Сократите текст до {RussianText.Count(most, "знака", "знаков", "знаков")}: сейчас {RussianText.Number(text.Length)}.");
    }
}
