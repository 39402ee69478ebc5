using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <summary>Makes the heat map from the facts of a run. The step of a cell comes from integers, never from a rounded share.</summary>
internal static class HeatMaps
{
    private const string EgeGroup = "ЕГЭ";
    private const int Half = 50;

    /// <param name="previous">The year before the list year instead of the list year.</param>
    public static HeatMap Of(Evaluation evaluation, bool previous, Func<string, string> titles)
    {
        var rules = evaluation.Rules;
        var columns = rules.Procedures.Select(code => Split(code, titles(code))).ToArray();
        var groups = new List<HeatGroup>();
        foreach (var (group, _) in columns)
            if (groups is [.., var last] && last.Title == group)
                groups[^1] = last with { Span = last.Span + 1 };
            else
                groups.Add(new HeatGroup(group, 1));
        var rows = evaluation.Schools.Select(school =>
        {
            var (facts, outcome) = previous ? (school.Facts.Previous, school.Verdict.Previous) : (school.Facts.Current, school.Verdict.Current);
            return new HeatRow(school.SchoolId, school.Name, facts.Procedures.Select((fact, i) => CellOf(rules, fact, outcome.Procedures[i], columns[i].Group)).ToArray());
        }).ToArray();
        return new HeatMap(previous ? evaluation.Year.Previous : evaluation.Year, previous ? evaluation.Year : evaluation.Year.Previous, previous,
            groups, columns.Select((c, i) => new HeatColumn(rules.Procedures[i], c.Title)).ToArray(), rows,
            Enumerable.Range(0, columns.Length).Select(i => TotalOf(evaluation, previous, i)).ToArray(),
            RussianText.Decimal(rules.ThresholdPercent), rules.SmallSampleBelow);
    }

    // «ВПР, математика, 5 класс» stands under «ВПР» as «математика, 5 класс».
    private static (string Group, string Title) Split(string code, string title)
    {
        var comma = title.IndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? ("", title.Length > 0 ? title : code) : (title[..comma], title[(comma + 2)..]);
    }

    private static HeatCell CellOf(LowResultsRuleSet rules, ProcedureFact fact, ProcedureOutcome outcome, string group) => fact switch
    {
        { State: ProcedureState.Missing } => new HeatCell("h-miss", "нет данных", null, false),
        { State: ProcedureState.NotApplicable } => new HeatCell("h-na", group == EgeGroup ? "нет ЕГЭ" : "не проводится", null, false),
        { State: ProcedureState.NoParticipants } => new HeatCell("h-na", RussianText.OutOf(0, 0), null, false),
        { OnlyPercent: { } percent } => new HeatCell($"h{Step(rules, percent, 100, outcome.IsLow == true)}", "по проценту",
            $"({RussianText.Percent(percent, rules.ThresholdPercent)})", outcome.IsLow == true),
        _ => new HeatCell($"h{Step(rules, 100m * fact.Failed, 100m * fact.Participants, outcome.IsLow == true)}{(outcome.SmallSample ? " few" : "")}",
            RussianText.OutOf(fact.Failed, fact.Participants), ShareOf(fact.Failed, fact.Participants, rules), outcome.IsLow == true),
    };

    private static string ShareOf(int failed, int participants, LowResultsRuleSet rules) =>
        $"({RussianText.Percent(100m * failed / participants, rules.ThresholdPercent)})";

    private static int Step(LowResultsRuleSet rules, decimal hundredfold, decimal whole, bool isLow)
    {
        var of = whole / 100m;
        if (isLow)
            return hundredfold >= Half * of && rules.ThresholdPercent < Half ? 4 : 3;
        return hundredfold >= 20 * of ? 2 : hundredfold >= 10 * of ? 1 : 0;
    }

    private static HeatTotal TotalOf(Evaluation evaluation, bool previous, int column)
    {
        int failed = 0, participants = 0;
        foreach (var school in evaluation.Schools)
        {
            var fact = (previous ? school.Facts.Previous : school.Facts.Current).Procedures[column];
            failed += fact.Failed;
            participants += fact.Participants;
        }
        return new HeatTotal(RussianText.OutOf(failed, participants),
            participants == 0 ? null : $"({RussianText.Percent(100m * failed / participants, 1)})");
    }
}
