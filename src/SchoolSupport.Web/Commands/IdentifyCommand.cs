using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Commands;

/// <summary><c>identify</c>: makes the list of a year (a run, unless nothing changed since the latest one) and prints every verdict.</summary>
internal static class IdentifyCommand
{
    public static Command Create()
    {
        var json = CommandLine.JsonOption();
        var tenant = CommandLine.TenantOption();
        var year = new Option<string>("--year") { Description = "academic year that the list is made from, such as 2024/2025", Required = true };
        var command = new Command("identify", "make the list of schools with low results") { tenant, year, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            if (!AcademicYear.TryParse(parsed.GetValue(year), out var listYear))
                throw new CommandRefusedException($"Не учебный год: «{parsed.GetValue(year)}»; ожидается, например, 2024/2025");
            var run = await RunAsync(services, listYear, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(await AnswerAsync(services.GetRequiredService<AppDbContext>(), run, ct));
            else
                PrintLines(run);
            return CommandLine.Done;
        }));
        return command;
    }

    private static async Task<RunView> RunAsync(IServiceProvider services, AcademicYear year, CancellationToken ct)
    {
        try
        {
            var outcome = await services.GetRequiredService<IdentificationService>().RunAsync(year, ct);
            return (await services.GetRequiredService<RunReader>().FindAsync(outcome.RunId, ct))!;
        }
        catch (PreconditionException refused)
        {
            throw new CommandRefusedException(refused.Message);
        }
    }

    private static async Task<object> AnswerAsync(AppDbContext db, RunView run, CancellationToken ct)
    {
        var schools = await db.Schools.AsNoTracking().ToDictionaryAsync(s => s.Id, ct);
        return new
        {
            Year = run.Year.ToString(),
            RuleSet = new { run.Evaluation.Rules.Name, run.Evaluation.Rules.Version, run.Evaluation.Rules.ThresholdPercent },
            Run = run.Number,
            Schools = run.Evaluation.Schools.Select(s => new
            {
                schools[s.SchoolId].Inn,
                schools[s.SchoolId].Login,
                Name = schools[s.SchoolId].ShortName,
                Verdict = CodeOf(s.Verdict.Verdict),
                Criteria = CriteriaOf(s.Verdict),
                Procedures = YearOf(run.Evaluation.Rules, s.Facts.Current, s.Verdict.Current)
                    .Concat(YearOf(run.Evaluation.Rules, s.Facts.Previous, s.Verdict.Previous)),
            }),
        };
    }

    private static string CodeOf(Verdict verdict) => verdict switch
    {
        Verdict.Included => "included",
        Verdict.NotIncluded => "not-included",
        _ => "insufficient-data",
    };

    private static string[] CriteriaOf(LowResultsVerdict verdict) =>
        [.. verdict.Criterion1 == Ternary.Yes ? ["K1"] : Array.Empty<string>(), .. verdict.Criterion2 == Ternary.Yes ? ["K2"] : Array.Empty<string>()];

    /// <summary>Counts are null where there are none: nothing reported, not applicable, or a percentage only.</summary>
    private static IEnumerable<object> YearOf(LowResultsRuleSet rules, YearFacts facts, YearOutcome outcome) =>
        rules.Procedures.Select((code, i) => (object)new
        {
            Year = facts.Year.ToString(),
            Code = code,
            Participants = HasCounts(facts.Procedures[i]) ? facts.Procedures[i].Participants : (int?)null,
            Failed = HasCounts(facts.Procedures[i]) ? facts.Procedures[i].Failed : (int?)null,
            Low = outcome.Procedures[i].IsLow,
        });

    private static bool HasCounts(ProcedureFact fact) =>
        fact is { State: ProcedureState.Reported, OnlyPercent: null } or { State: ProcedureState.NoParticipants };

    private static void PrintLines(RunView run)
    {
        Console.WriteLine($"{run.Year}: {RunWords.Method(run.Evaluation.Rules)}, расчёт № {run.Number}");
        foreach (var school in run.Evaluation.Schools)
            Console.WriteLine($"{Explanation.Label(school.Verdict.Verdict),-20} {school.Name}");
    }
}
