using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Schools;

public enum SchoolImportAction { Add, Change, Keep }

/// <summary>What an import would do, with everything noticed; nothing is stored yet.</summary>
/// <param name="Lines">One a school of the file, in its order.</param>
/// <param name="NotInFile">Schools of the register that the file does not name; they stay as they are.</param>
public sealed record SchoolImportPlan(IReadOnlyList<SchoolImportLine> Lines, IReadOnlyList<Finding> Findings, IReadOnlyList<string> NotInFile)
{
    public bool IsForbidden => Findings.Any(f => f.Severity == FindingSeverity.Error);
    public int Created => Lines.Count(l => l.Action == SchoolImportAction.Add);
    public int Changed => Lines.Count(l => l.Action == SchoolImportAction.Change);
    public int Same => Lines.Count(l => l.Action == SchoolImportAction.Keep);

    /// <summary>Schools of the file that are closed.</summary>
    public int Closed => Lines.Count(l => l.ClosedOn is not null);
}

/// <summary>What becomes of one row of the file.</summary>
/// <param name="SchoolId">The school of the register, or the id that the new one will get.</param>
/// <param name="Changes">Before and after in words; of a new school only what it will be.</param>
/// <param name="NewAliases">Former names that will be remembered.</param>
public sealed record SchoolImportLine(
    string Sheet,
    int Row,
    SchoolImportAction Action,
    Guid SchoolId,
    string Title,
    SchoolDetails Details,
    DateOnly? ClosedOn,
    Guid? SuccessorId,
    IReadOnlyList<SchoolFieldChange> Changes,
    IReadOnlyList<string> NewAliases);

/// <param name="Before">Empty for nothing.</param>
public sealed record SchoolFieldChange(string Field, string Before, string After);
