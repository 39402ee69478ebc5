using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
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
        var program = new Option<string>("--program") { Description = "id, title or template code of the programme", Required = true };
        var period = new Option<string>("--period") { Description = "2025-09, 2025-Q3, 2025-H1, 2025 or 2024/2025", Required = true };
        var command = new Command("indicators", "print the indicators of a programme for a period") { tenant, program, period, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            if (!MonitoringPeriod.TryParse(parsed.GetValue(period), out var asked))
                throw new CommandRefusedException($"Не период: «{parsed.GetValue(period)}»; ожидается 2025-09, 2025-Q3, 2025-H1, 2025 или 2024/2025");
            var id = await FindAsync(services.GetRequiredService<AppDbContext>(), parsed.GetValue(program)!, ct);
            var found = (await services.GetRequiredService<IndicatorReader>().ReadAsync(id, asked.Academic, null, ct))!;
            var due = found.Series.Select(series => (Series: series, Point: series.Now.FirstOrDefault(point => point.Period == asked))).Where(one => one.Point is not null).ToList();
            if (due.Count == 0)
                throw new CommandRefusedException(Nothing(found, asked));
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

    private static string Nothing(ProgramIndicators found, MonitoringPeriod asked)
    {
        if (found.Series.Count == 0)
            return $"У программы «{found.Program.Title}» нет показателей: она начата без шаблона";
        var periods = found.Series.SelectMany(series => series.Definition.Rhythm.PeriodsIn(asked.Academic)).Distinct().Order().Select(period => period.Key);
        return $"За период {asked.Key} у программы нет показателей; в {asked.Academic} учебном году они есть за {string.Join(", ", periods)}, если период уже начался";
    }

    private static async Task<Guid> FindAsync(AppDbContext db, string named, CancellationToken ct)
    {
        var id = Guid.TryParse(named, out var parsed) ? parsed : Guid.Empty;
        var found = await db.SupportPrograms.AsNoTracking().VisibleTo(db).Where(p => p.SchoolId == null && (p.Id == id || p.Title == named || p.TemplateCode == named))
            .Select(p => p.Id).ToListAsync(ct);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CommandRefusedException($"Нет программы «{named}»"),
            _ => throw new CommandRefusedException($"Программ «{named}» несколько; назовите id: {string.Join(", ", found)}"),
        };
    }
}
