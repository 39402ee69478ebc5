using System.CommandLine;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Web.Commands;

/// <summary><c>risk</c>: the risk matrix of a year, school by school, with the values that every section was judged by.</summary>
internal static class RiskCommand
{
    public static Command Create()
    {
        var json = CommandLine.JsonOption();
        var tenant = CommandLine.TenantOption();
        var year = new Option<string>("--year") { Description = "academic year of the October list, such as 2024/2025; it looks at the ВПР of the year before", Required = true };
        var command = new Command("risk", "print which schools are at risk and why") { tenant, year, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            if (!AcademicYear.TryParse(parsed.GetValue(year), out var asked))
                throw new CommandRefusedException($"Не учебный год: «{parsed.GetValue(year)}»; ожидается, например, 2024/2025");
            var matrix = await services.GetRequiredService<RiskReader>().ReadAsync(asked, null, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(Answer(matrix));
            else
            {
                Console.WriteLine($"{matrix.Year}: {matrix.Head.Standing}. Методика {RiskListWords.Method(matrix.Rules)}.");
                foreach (var school in matrix.Schools)
                    Console.WriteLine($"{school.School.ShortName}: {RiskExplanation.Label(school.Verdict)}. {new RiskExplanation(matrix.Rules, school.Verdict).Reason}");
            }
            return CommandLine.Done;
        }));
        return command;
    }

    private static object Answer(RiskMatrix matrix) => new
    {
        Year = matrix.Year.ToString(),
        ResultsYear = matrix.ResultsYear.ToString(),
        Aggregation = matrix.Rules.Aggregation switch { RiskAggregation.Any => "any", RiskAggregation.All => "all", _ => "at-least" },
        SectionsNeeded = matrix.Rules.Needed,
        Method = new { matrix.Rules.Name, matrix.Rules.Version },
        // Null: computed from the data of now.
        Fixed = matrix.Head.Run is not { } run ? null : new { run.Number, At = run.CreatedAt, run.OrderNumber, run.OrderDate, DataChanged = matrix.Changes is { IsEmpty: false } },
        matrix.Head.Standing,
        Schools = matrix.Schools.Select(Answer),
    };

    private static object Answer(SchoolRisk risk) => new
    {
        School = risk.School.ShortName,
        risk.School.Id,
        risk.School.Inn,
        risk.School.Login,
        Name = risk.School.ShortName,
        Verdict = risk.Verdict.IsRisk switch { Ternary.Yes => "risk", Ternary.No => "no-risk", _ => "insufficient-data" },
        Triggered = risk.Verdict.Triggered,
        Contradictions = risk.Verdict.Contradictions,
        Sections = risk.Verdict.Sections.Select(section => new
        {
            section.Section.Code,
            section.Section.Name,
            Triggered = Known(section.Triggered),
            Values = section.Values.Select(Value),
        }),
    };

    private static object Value(RiskValue value) => new
    {
        value.Code,
        Answer = value.Answer switch { RiskAnswer.Yes => "yes", RiskAnswer.No => "no", RiskAnswer.NotApplicable => "not-applicable", RiskAnswer.Missing => "missing", _ => null },
        State = value.Share?.State.ToString().ToLowerInvariant(),
        Numerator = value.Share is { State: ShareState.Known, OnlyPercent: null } share ? share.Part : (int?)null,
        Denominator = value.Share is { State: ShareState.Known, OnlyPercent: null } of ? of.Whole : (int?)null,
        Percent = value.Share?.OnlyPercent,
        Met = value.Met,
    };

    private static bool? Known(Ternary value) => value switch { Ternary.Yes => true, Ternary.No => false, _ => null };
}
