using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>A procedure's numbers before and after, in words: «2 из 9», «нет данных».</summary>
public sealed record FactChange(AcademicYear Year, string ProcedureCode, string Before, string After);

/// <summary>A school that two evaluations say different things of.</summary>
/// <param name="Before">Null when the school was not judged then.</param>
/// <param name="After">Null when the school is no longer judged.</param>
public sealed record SchoolChange(Guid SchoolId, string Name, Verdict? Before, Verdict? After, IReadOnlyList<FactChange> Facts)
{
    public bool ChangesVerdict => Before != After;
}

/// <summary>How two evaluations of the same year differ.</summary>
/// <param name="Schools">Only those that differ; a changed verdict first, then in the order of lists.</param>
/// <param name="ChangesRules">They were made under different versions of the method.</param>
public sealed record RunComparison(IReadOnlyList<SchoolChange> Schools, bool ChangesRules)
{
    public bool IsEmpty => Schools.Count == 0 && !ChangesRules;
    public IEnumerable<SchoolChange> Entering => Schools.Where(s => s.After == Verdict.Included && s.ChangesVerdict);
    public IEnumerable<SchoolChange> Leaving => Schools.Where(s => s.Before == Verdict.Included && s.ChangesVerdict);

    public static RunComparison Of(Evaluation before, Evaluation after)
    {
        var old = before.Schools.ToDictionary(s => s.SchoolId);
        var changes = new List<SchoolChange>();
        foreach (var school in after.Schools)
        {
            old.Remove(school.SchoolId, out var was);
            Add(changes, school.SchoolId, school.Name, was, school, before, after);
        }
        foreach (var gone in before.Schools.Where(s => old.ContainsKey(s.SchoolId)))
            Add(changes, gone.SchoolId, gone.Name, gone, null, before, after);
        return new RunComparison(changes.OrderByDescending(c => c.ChangesVerdict).ToArray(), before.Rules.Version != after.Rules.Version);
    }

    private static void Add(List<SchoolChange> changes, Guid id, string name, EvaluatedSchool? was, EvaluatedSchool? now, Evaluation before, Evaluation after)
    {
        var facts = was is null || now is null ? [] : FactsThatChanged(was, before.Rules, now, after.Rules).ToArray();
        if (was?.Verdict.Verdict != now?.Verdict.Verdict || facts.Length > 0)
            changes.Add(new SchoolChange(id, name, was?.Verdict.Verdict, now?.Verdict.Verdict, facts));
    }

    // Methods may look at different procedures: only those that both look at can have changed numbers.
    private static IEnumerable<FactChange> FactsThatChanged(EvaluatedSchool was, LowResultsRuleSet oldRules, EvaluatedSchool now, LowResultsRuleSet newRules)
    {
        for (var i = 0; i < newRules.Procedures.Count; i++)
        {
            var code = newRules.Procedures[i];
            var j = oldRules.Procedures.IndexOf(code);
            if (j < 0)
                continue;
            foreach (var (older, newer) in new[] { (was.Facts.Current, now.Facts.Current), (was.Facts.Previous, now.Facts.Previous) })
                if (older.Procedures[j] != newer.Procedures[i])
                    yield return new FactChange(newer.Year, code, Words(older.Procedures[j]), Words(newer.Procedures[i]));
        }
    }

    /// <summary>A fact in words: «2 из 9», «35,5 %», «участников не было», «нет данных», «не проводится».</summary>
    public static string Words(ProcedureFact fact) => fact switch
    {
        { State: ProcedureState.Missing } => "нет данных",
        { State: ProcedureState.NotApplicable } => "не проводится",
        { State: ProcedureState.NoParticipants } => "участников не было",
        { OnlyPercent: { } percent } => RussianText.Nbsp($"{RussianText.Decimal(percent)} %"),
        _ => RussianText.OutOf(fact.Failed, fact.Participants),
    };
}

internal static class ReadOnlyLists
{
    public static int IndexOf(this IReadOnlyList<string> list, string item)
    {
        for (var i = 0; i < list.Count; i++)
            if (list[i] == item)
                return i;
        return -1;
    }
}
