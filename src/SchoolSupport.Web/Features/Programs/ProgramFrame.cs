using SchoolSupport.Application.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Web.Features.Programs;

public enum ProgramTab { Overview, Roadmap, Execution, Calendar, Papers, Report }

/// <summary>What every page of a programme shows around its own content; made by <see cref="ProgramFrames"/>.</summary>
/// <param name="School">Name of the school whose own programme it is.</param>
/// <param name="Versions">Those that the person may see, newest first.</param>
/// <param name="Version">The one that is shown.</param>
/// <param name="Measures">Of the shown version.</param>
/// <param name="NeedsAnswer">Its measures with something to clarify.</param>
/// <param name="MayEdit">The person may write drafts of this programme.</param>
/// <param name="MayApprove">The person may decide on a version that is on approval.</param>
public sealed record ProgramFrame(
    SupportProgram Program, string? School, IReadOnlyList<FrameVersion> Versions, FrameVersion Version, int Measures, int NeedsAnswer, bool MayEdit, bool MayApprove)
{
    public ProgramTab Active { get; init; }

    public Guid Id => Program.Id;
    public string Title => Version.Title;
    public string Path => $"/programs/{Program.Id}";
    public VersionStatus Status => Version.Status;
    public string? Term => ProgramDates.Term(Program.PeriodFrom, Program.PeriodTo);
    public FrameVersion? InForce => Versions.FirstOrDefault(v => v.Status == VersionStatus.Approved);

    /// <summary>The draft or what is on approval.</summary>
    public FrameVersion? InWork => Versions.FirstOrDefault(v => v.Status is VersionStatus.Draft or VersionStatus.OnApproval);

    /// <summary>The shown version can be written by this person now.</summary>
    public bool IsEditable => MayEdit && Version.Status == VersionStatus.Draft;

    /// <summary>Another version than the one that pages show by themselves; links keep it.</summary>
    public bool IsOtherVersion { get; init; }

    /// <summary>«?version=2» where a version was asked for, else nothing.</summary>
    public string VersionQuery => IsOtherVersion ? $"?version={Version.Number}" : "";
}

public sealed record FrameVersion(
    Guid Id, int Number, VersionStatus Status, string Title, DateOnly? ApprovedOn, string? OrderNumber, string? ReturnComment, string ChangeNote, uint Version, Guid? OrderId)
{
    /// <summary>«Редакция 3, утверждена приказом от 30.08.2024 № 212».</summary>
    public string Line => Status switch
    {
        VersionStatus.Draft => $"Редакция {Number}, черновик",
        VersionStatus.OnApproval => $"Редакция {Number}, на утверждении",
        VersionStatus.Approved => $"Редакция {Number}, утверждена{ByOrder}",
        _ => $"Редакция {Number}, действовала до замены{(ByOrder.Length > 0 ? $"; утверждена{ByOrder}" : "")}",
    };

    private string ByOrder => ApprovedOn is { } date
        ? RussianText.Nbsp($" приказом от {RussianText.ShortDate(date)}{(string.IsNullOrEmpty(OrderNumber) ? "" : $" № {OrderNumber}")}") : "";
}

/// <summary>Links between the pages of one programme.</summary>
/// <param name="VersionQuery">«?version=2» where a version was asked for, else nothing.</param>
public readonly record struct ProgramTabs(Guid Program, ProgramTab Active, string VersionQuery = "");

/// <summary>A programme without a version in force, where a page can only say so.</summary>
public sealed record ProgramTitle(Guid Id, string Title);
