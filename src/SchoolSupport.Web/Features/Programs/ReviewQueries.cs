using System.Globalization;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Programs;

/// <summary>Reports that wait for the department's word, the oldest first.</summary>
public sealed class ReviewQueries(ExecutionReader reader, CurrentActor actor, TenantClock clock)
{
    public static readonly string[] Sorts = ["sent"];

    public async Task<ReviewPage> PageAsync(ListState list, string? done, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var waiting = ExecutionAgenda.Of(await reader.ReadAllAsync(ct)).Waiting;
        var (program, school) = (Id(list, "program"), Id(list, "school"));
        var shown = waiting.Where(w => (program is null || w.Report.ProgramId == program) && (school is null || w.Report.SchoolId == school)).ToList();
        return new ReviewPage(list, shown.Count,
            [.. shown.Skip(list.Skip).Take(list.Size).Select(w => new ReviewRow(w.Report.Id, w.Report.Version, ExecutionLinks.Report(w), w.Measure.Measure.FullTitle,
                w.Execution.Program.Title, w.School is { } name ? StateWords.School(name) : "Управление", w.Report.Title,
                w.Report.Progress == ReportedStatus.NotApplicable ? "не применимо" : "выполнено", w.Report.DoneOn, LocalTime.Of(w.Report.ReportedAt, tenant),
                w.Report.ReportedBy is { } author && author == actor.UserId))],
            [.. waiting.Select(w => w.Execution.Program).DistinctBy(p => p.Id).Select(p => new Option(p.Id.ToString(), p.Title))],
            [.. waiting.Select(w => w.School).OfType<SchoolRef>().DistinctBy(s => s.Id).OrderBy(s => s.Place).Select(s => new Option(s.Id.ToString(), StateWords.School(s)))],
            Receipt(done));
    }

    /// <summary>«id.version» → id and version; null when one of them is neither.</summary>
    public static Dictionary<Guid, uint>? Versions(List<string>? chosen)
    {
        var versions = new Dictionary<Guid, uint>();
        foreach (var parts in (chosen ?? []).Select(text => text.Split('.')))
            if (parts.Length == 2 && Guid.TryParse(parts[0], out var id) && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                versions[id] = version;
            else
                return null;
        return versions;
    }

    private static Guid? Id(ListState list, string name) => Guid.TryParse(list.Filter(name), out var id) ? id : null;

    private static string? Receipt(string? done)
    {
        var parts = done?.Split('-');
        if (parts is not { Length: 2 } || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var confirmed)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var changed))
            return null;
        return $"Подтверждено: {RussianText.Count(confirmed, "отчёт", "отчёта", "отчётов")}."
            + (changed == 0 ? "" : $" Изменились после показа, отозваны или написаны вами и остались без ответа: {changed}.");
    }
}

public sealed record ReviewPage(
    ListState List, int Total, IReadOnlyList<ReviewRow> Rows, IReadOnlyList<Option> Programs, IReadOnlyList<Option> Schools, string? Receipt);

/// <param name="IsOwn">Written by the reader: somebody else confirms it.</param>
public sealed record ReviewRow(
    Guid Id, uint Version, string Link, string Measure, string Program, string Who, string Term, string Said, DateOnly? DoneOn, string SentAt, bool IsOwn)
{
    public string Value => string.Create(CultureInfo.InvariantCulture, $"{Id}.{Version}");
}
