using System.CommandLine;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;

namespace SchoolSupport.Web.Commands;

/// <summary><c>indicators</c>: the values of a programme's indicators that are due for a period, with their counts and what is missing.</summary>
internal static class IndicatorsCommand
{
    // Digits of what is printed; the exact value is numerator and denominator.
    private const int PrintedDecimals = 6;

    public static Command Create()
    {
        var json = CommandLine.JsonOption();
        var tenant = CommandLine.TenantOption();
        var program = ProgramOption.Create(required: true);
        var period = new Option<string>("--period") { Description = "a period that the programme's indicators have: 2025-09, 2026-01, 2026-06, 2026-08 or 2024/2025", Required = true };
        var command = new Command("indicators", "print the indicators of a programme for a period") { tenant, program, period, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            var id = await ProgramOption.FindAsync(services.GetRequiredService<AppDbContext>(), parsed.GetValue(program)!, ct);
            var isPeriod = MonitoringPeriod.TryParse(parsed.GetValue(period), out var asked);
            var year = isPeriod ? asked.Academic : AcademicYear.Of(await services.GetRequiredService<TenantClock>().TodayAsync(ct));
            var found = (await services.GetRequiredService<IndicatorReader>().ReadAsync(id, year, null, ct))!;
            var due = found.Series.Select(series => (Series: series, Point: series.Now.FirstOrDefault(point => point.Period == asked))).Where(one => one.Point is not null).ToList();
            if (due.Count == 0)
                throw new CommandRefusedException(Nothing(found, isPeriod ? $"За период {asked.Key} у программы нет показателей" : $"Не период: «{parsed.GetValue(period)}»"));
            var names = found.Archive.Schools.ToDictionary(school => MonitoringArchive.Key(school.Id), school => school.ShortName);
            if (parsed.GetValue(json))
                CommandLine.Print(due.Select(one => Answer(one.Series, one.Point!.Value, names)));
            else
                foreach (var (series, point) in due)
                    Console.WriteLine($"{series.Definition.Code} {series.Definition.Name}{(series.Line.Part.Length == 0 ? "" : $" ({series.Line.Part})")}: {point!.Value.Words(series.Definition)}");
            return CommandLine.Done;
        }));
        return command;
    }

    private static object Answer(IndicatorSeries series, IndicatorValue value, Dictionary<string, string> names) => new
    {
        series.Definition.Code,
        Part = series.Line.Part.Length == 0 ? null : series.Line.Part,
        Unit = char.ToLowerInvariant(series.Definition.Unit.ToString()[0]) + series.Definition.Unit.ToString()[1..],
        Numerator = value.Numerator?.Round(PrintedDecimals),
        Denominator = value.Denominator?.Round(PrintedDecimals),
        Value = value.Value?.Round(PrintedDecimals),
        Source = value.Source.ToString().ToLowerInvariant(),
        Missing = value.Missing.Select(key => key.Length == 0 ? "управление образования" : names.GetValueOrDefault(key, key)),
    };

    private static string Nothing(ProgramIndicators found, string why)
    {
        if (found.Series.Count == 0)
            return $"У программы «{found.Program.Title}» нет показателей: она начата без шаблона";
        var periods = found.Series.SelectMany(series => series.Definition.Rhythm.PeriodsIn(found.Year)).Distinct().Order().Select(period => period.Key);
        return $"{why}; в {found.Year} учебном году они есть за {string.Join(", ", periods)}, если период уже начался";
    }
}
