using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>When a question concerns a school. The numbers are stored; do not renumber.</summary>
public enum ConditionKind
{
    TeachesBasic = 1,
    TeachesSecondary = 2,
    Rural = 3,
    Urban = 4,
    /// <summary>The school belongs to a group (<see cref="SchoolGroupKind"/>, or <see cref="SchoolTraits.LowResults"/>).</summary>
    InGroup = 5,
    /// <summary>Another question was answered «да».</summary>
    Answered = 6,
}

/// <param name="Code">Of the group or of the other question; null for the other kinds.</param>
public sealed record QuestionCondition(ConditionKind Kind, string? Code = null)
{
    internal bool Holds(SchoolTraits traits, Func<string, Answer> answer) => Kind switch
    {
        ConditionKind.TeachesBasic => traits.TeachesBasic,
        ConditionKind.TeachesSecondary => traits.TeachesSecondary,
        ConditionKind.Rural => !traits.IsUrban,
        ConditionKind.Urban => traits.IsUrban,
        ConditionKind.InGroup => traits.Groups.Contains(Code!),
        _ => answer(Code!).IsYes,
    };
}

/// <summary>What decides which questions concern a school.</summary>
/// <param name="Groups">Codes of the groups it belongs to in the period, with <see cref="LowResults"/> for the calculated list.</param>
public sealed record SchoolTraits(bool TeachesBasic, bool TeachesSecondary, bool IsUrban, IReadOnlySet<string> Groups)
{
    /// <summary>The school is on the list of low results (ШНОР), however it came there.</summary>
    public const string LowResults = "SHNOR";

    /// <param name="groups">As they are kept; a class of the schools in adverse conditions is one of them, and <see cref="LowResults"/> is added.</param>
    public static SchoolTraits Of(bool teachesBasic, bool teachesSecondary, bool isUrban, IReadOnlySet<string> groups, bool isLow)
    {
        var isAdverse = !groups.Contains(SchoolGroupKind.InAdverseConditions) && groups.Overlaps(SchoolGroupKind.Adverse);
        if (!isLow && !isAdverse)
            return new SchoolTraits(teachesBasic, teachesSecondary, isUrban, groups);
        var codes = groups.ToHashSet();
        if (isLow)
            codes.Add(LowResults);
        if (isAdverse)
            codes.Add(SchoolGroupKind.InAdverseConditions);
        return new SchoolTraits(teachesBasic, teachesSecondary, isUrban, codes);
    }

    /// <summary>The department itself: nothing that is asked of schools alone.</summary>
    public static readonly SchoolTraits Department = new(true, true, true, new HashSet<string>());
}
