using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>The draft that a command is for: rows are named by their line ids, which stay the same from version to version.</summary>
public readonly record struct DraftKey(Guid ProgramId, Guid VersionId);

/// <summary>A row as it was shown.</summary>
/// <param name="Version">What <c>TenantRow.Version</c> was then.</param>
public readonly record struct ShownRow(Guid Line, uint Version);

/// <summary>Where measures are put: beside another one, or at an end of a section.</summary>
/// <param name="Beside">Line of the measure beside which they go.</param>
/// <param name="After">After it; else before. For a section: at its end; else at its beginning.</param>
/// <param name="Section">Without <paramref name="Beside"/>: line of the section; null for the part of the table without sections.</param>
/// <param name="Table">Without <paramref name="Beside"/>: line of the table.</param>
public sealed record MeasurePlace(Guid? Beside, bool After, Guid? Section, Guid? Table)
{
    public static MeasurePlace Before(Guid line) => new(line, false, null, null);
    public static MeasurePlace Behind(Guid line) => new(line, true, null, null);
    public static MeasurePlace EndOf(Guid table, Guid? section) => new(null, true, section, table);
    public static MeasurePlace StartOf(Guid table, Guid? section) => new(null, false, section, table);
}

/// <summary>One change of one measure; several together are stored and undone as one.</summary>
public abstract record MeasureChange
{
    /// <summary>
    /// What the person saw of this place before (<see cref="MeasureEdits.Shown"/>): who leaves it so changes nothing, and while it still is so others
    /// may have changed the rest of the row. Null: only the row's version tells.
    /// </summary>
    public string? Was { get; init; }
}

/// <summary>A cell gets other words. Words in a cell that was merged with the one above make it a cell of its own.</summary>
/// <param name="Heading">For <see cref="RoadmapColumn.Other"/>: the column's heading.</param>
public sealed record CellChange(RoadmapColumn Column, string? Text, string? Heading = null) : MeasureChange;

/// <summary>A cell joins the one above («как в строке выше»), or leaves it and keeps its words.</summary>
public sealed record LinkChange(RoadmapColumn Column, bool Linked) : MeasureChange;

/// <summary>For whom the measure is.</summary>
public sealed record ScopeChange(SchoolScope Scope, string? GroupCode, string? Grades, IReadOnlyList<ScopeSchool> Schools) : MeasureChange;

/// <param name="Grades">As written («9», «9 и 11»); null for all.</param>
public sealed record ScopeSchool(Guid SchoolId, string? Grades);

/// <summary>The documents that the measure must yield: codes of <see cref="ArtefactKind"/>.</summary>
public sealed record ArtefactsChange(IReadOnlyList<string> Codes) : MeasureChange;

/// <summary>What a person says of a deadline that «требует уточнения»; the words as written stay.</summary>
/// <param name="SubItem">Line of the part that it is about; null for the measure itself.</param>
public abstract record DeadlineAnswer(Guid? SubItem) : MeasureChange;

/// <summary>It was understood rightly.</summary>
public sealed record DeadlineAsRead(Guid? SubItem = null) : DeadlineAnswer(SubItem);

/// <param name="Words">The words of one of the offered readings.</param>
public sealed record DeadlineChoice(string Words, Guid? SubItem = null) : DeadlineAnswer(SubItem);

/// <param name="Text">Clear words that the schedule is read from, «с 1 по 10 июня 2025 года».</param>
public sealed record DeadlineSchedule(string Text, Guid? SubItem = null) : DeadlineAnswer(SubItem);

/// <summary>A recurrence that the title hides is taken or put aside.</summary>
public sealed record DeadlineHintAnswer(string Quote, bool Accept, Guid? SubItem = null) : DeadlineAnswer(SubItem);

/// <param name="Line">Null for a new part.</param>
public sealed record SubItemChange(Guid? Line, string Title, string? DeadlineText, string? ResultText, MeasureLevel? Level) : MeasureChange;

public sealed record SubItemRemoval(Guid Line) : MeasureChange;

/// <summary>What an edit did, and the draft as it is now.</summary>
/// <param name="Title">In Russian: «изменение срока мероприятия 2.3»; empty when there was nothing to change.</param>
/// <param name="Measures">Lines of measures that look different now, those in merged cells with a changed one too.</param>
/// <param name="Sections">Lines of sections whose heading row looks different now.</param>
/// <param name="Gone">Lines of measures and sections that are no more.</param>
/// <param name="IsMoved">Rows came, went or changed places.</param>
/// <param name="Conflict">Somebody was faster: then nothing was stored.</param>
public sealed record RoadmapEdited(
    ProgramTree Tree, string Title, IReadOnlySet<Guid> Measures, IReadOnlySet<Guid> Sections, IReadOnlySet<Guid> Gone, bool IsMoved, RoadmapConflict? Conflict);

/// <summary>Somebody saved another value of the same place meanwhile: both are shown, and the person chooses.</summary>
/// <param name="Label">«мероприятие 2.3».</param>
/// <param name="Version">The row's version now; sent again with it, the change is made knowingly.</param>
/// <param name="Role">Role of who saved; null when it is not known.</param>
public sealed record RoadmapConflict(Guid Line, string Label, uint Version, IReadOnlyList<RoadmapClash> Clashes, string? Role, DateTimeOffset? At);

/// <param name="Place">«срок».</param>
public sealed record RoadmapClash(string Place, string Mine, string Stored);
