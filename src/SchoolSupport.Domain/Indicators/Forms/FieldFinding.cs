using SchoolSupport.Domain.Common;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>Something noticed about an answer.</summary>
/// <param name="Field">Where.</param>
/// <param name="Code">A stable kebab-case code, such as <c>part-above-whole</c>.</param>
/// <param name="Message">Russian: what is wrong and what to do.</param>
/// <param name="AsksComment">A comment settles it; until then it holds up the submission.</param>
public sealed record FieldFinding(AnswerKey Field, FindingSeverity Severity, string Code, string Message, bool AsksComment = false)
{
    /// <summary>Nothing is submitted while this stands. A draft is saved all the same.</summary>
    public bool HoldsUp => Severity == FindingSeverity.Error || AsksComment;
}
