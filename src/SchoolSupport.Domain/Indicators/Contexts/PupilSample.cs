using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Domain.Indicators.Contexts;

/// <summary>
/// How many pupils stand behind participations: six pupils who wrote two works are twelve participations and still six pupils. Of a class the largest
/// subject counts; mathematics of ЕГЭ is written either at the basic level or at the advanced one, so the two are added.
/// </summary>
public static class PupilSample
{
    /// <param name="participations">Code of one of the nine procedures and how many took part.</param>
    /// <returns>At least so many pupils; 0 when nobody took part.</returns>
    public static int Of(IEnumerable<(string Procedure, int Participants)> participations)
    {
        var bySubject = new Dictionary<(int Cohort, bool IsMath), int>();
        foreach (var (procedure, participants) in participations)
        {
            var key = (CohortOf(procedure), procedure is not (ProcedureCodes.VprRussian5 or ProcedureCodes.VprRussian6 or ProcedureCodes.OgeRussian or ProcedureCodes.EgeRussian));
            bySubject[key] = bySubject.GetValueOrDefault(key) + participants;
        }
        return bySubject.GroupBy(subject => subject.Key.Cohort).Sum(cohort => cohort.Max(subject => subject.Value));
    }

    /// <exception cref="ArgumentException">Not one of the nine procedures.</exception>
    private static int CohortOf(string procedure) => procedure switch
    {
        ProcedureCodes.VprMath5 or ProcedureCodes.VprRussian5 => 5,
        ProcedureCodes.VprMath6 or ProcedureCodes.VprRussian6 => 6,
        ProcedureCodes.OgeMath or ProcedureCodes.OgeRussian => 9,
        ProcedureCodes.EgeMathBase or ProcedureCodes.EgeMathProfile or ProcedureCodes.EgeRussian => 11,
        _ => throw new ArgumentException($"{procedure} is not one of the nine."),
    };
}
