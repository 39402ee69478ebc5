using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Identification;

/// <summary>The two numbers of a procedure that identification counts (domain reference, section 6.1).</summary>
/// <param name="Participants">Denominator: participants of that procedure at that school in that year.</param>
/// <param name="Failed">Numerator: mark «2» (ВПР) or below the minimum (ОГЭ, ЕГЭ).</param>
public readonly record struct ResultCounts(int Participants, int Failed)
{
    /// <summary>Counts of a procedure with marks: «2» is the low mark, the sum of the marks the participants.</summary>
    public static ResultCounts OfMarks(int mark2, int mark3, int mark4, int mark5) =>
        new(mark2 + mark3 + mark4 + mark5, mark2);

    public ProcedureFact ToFact() => ProcedureFact.Of(Failed, Participants);

    /// <summary>The error in a pair of counts, or null: a negative count, or more failed than took part.</summary>
    public static Finding? Check(int participants, int failed)
    {
        if (participants < 0 || failed < 0)
            return new Finding(FindingSeverity.Error, "negative-count", "Число участников не может быть отрицательным",
                Found: Math.Min(participants, failed).ToString(RussianText.Culture), Expected: "целое число от 0");
        if (failed > participants)
            return new Finding(FindingSeverity.Error, "failed-above-participants",
                $"Не справились {RussianText.Number(failed)}, а участников {RussianText.Number(participants)}",
                Found: failed.ToString(RussianText.Culture),
                Expected: $"целое число от 0 до {participants.ToString(RussianText.Culture)}");
        return null;
    }
}

/// <summary>An ОГЭ or ЕГЭ result as an organiser may report it, before anything is left out.</summary>
/// <param name="Participants">All who sat the exam the first time, graduates of previous years among them.</param>
/// <param name="FailedBeforeRetake">Of them below the minimum.</param>
/// <param name="FailedAfterRetake">Still below the minimum after the retake; kept, never counted.</param>
/// <param name="FormerGraduates">Graduates of previous years (ВПЛ) among the participants.</param>
/// <param name="FormerGraduatesFailed">Of them below the minimum.</param>
public sealed record ExamReport(
    int Participants,
    int FailedBeforeRetake,
    int? FailedAfterRetake = null,
    int FormerGraduates = 0,
    int FormerGraduatesFailed = 0)
{
    /// <summary>What counts: the first attempt of this year's pupils (domain reference, cases LR-12…LR-14).</summary>
    public ResultCounts Counted => new(Participants - FormerGraduates, FailedBeforeRetake - FormerGraduatesFailed);

    /// <summary>Every contradiction in the numbers; empty when they can be true.</summary>
    public IReadOnlyList<Finding> Check()
    {
        Finding?[] found =
        [
            ResultCounts.Check(Participants, FailedBeforeRetake),
            ResultCounts.Check(FormerGraduates, FormerGraduatesFailed),
            ResultCounts.Check(Counted.Participants, Counted.Failed),
            FailedAfterRetake > FailedBeforeRetake
                ? new Finding(FindingSeverity.Error, "retake-above-first-attempt",
                    "После пересдачи не справились больше, чем до неё",
                    Found: FailedAfterRetake.Value.ToString(RussianText.Culture),
                    Expected: $"целое число от 0 до {FailedBeforeRetake.ToString(RussianText.Culture)}")
                : null,
        ];
        return found.OfType<Finding>().ToArray();
    }
}
