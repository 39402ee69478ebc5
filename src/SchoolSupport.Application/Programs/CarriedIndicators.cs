namespace SchoolSupport.Application.Programs;

/// <summary>A department's own definition of an indicator on its way from one programme into another; programmes do not look into it.</summary>
/// <param name="Content">The definition as JSON.</param>
/// <param name="IsWithdrawn">The programme is not judged by the template's indicator of this code.</param>
public sealed record CarriedIndicator(string Code, string Content, bool IsWithdrawn);

/// <summary>Own definitions that a new programme begins with.</summary>
/// <param name="MovedBy">Years between the programme that they come from and the new one.</param>
public sealed record CarriedIndicators(IReadOnlyList<CarriedIndicator> All, int MovedBy = 0);

/// <summary>Keeps and stores the indicators of programmes, which are a room of their own.</summary>
public interface IProgramIndicators
{
    /// <summary>Null where the department changed nothing of what the template gives.</summary>
    Task<CarriedIndicators?> OfAsync(Guid programId, CancellationToken ct);

    /// <summary>Adds them to a programme that is not saved yet.</summary>
    void AddTo(SupportProgram program, CarriedIndicators carried);
}
