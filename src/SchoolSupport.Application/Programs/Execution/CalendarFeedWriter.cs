using System.Security.Cryptography;
using System.Text;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>The actor's deadlines as a calendar file.</summary>
public sealed class CalendarFeedWriter(ExecutionReader reader, TenantClock clock)
{
    private const int DaysBack = 366;
    private const int DaysAhead = 731;

    /// <param name="site">Where this installation is reached, without a slash at the end.</param>
    public async Task<byte[]> WriteAsync(string site, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var today = clock.Today(tenant);
        var deadlines = from execution in await reader.ReadAllAsync(ct)
                        from deadline in Deadline.Of(execution)
                        where deadline.Occurrence.Due is { } due && due >= today.AddDays(-DaysBack) && due <= today.AddDays(DaysAhead)
                        orderby deadline.Occurrence.Due
                        select Entry(deadline, site);
        return CalendarFile.Write($"Мероприятия: {tenant.Name}", deadlines);
    }

    private static CalendarEntry Entry(Deadline deadline, string site)
    {
        var program = deadline.Execution.Program;
        return new CalendarEntry(UidOf(deadline), deadline.Occurrence.Due!.Value, deadline.ChangedAt, TitleOf(deadline), string.Join("\n", Words(deadline)),
            $"{site}/programs/{program.Id}/execution/{deadline.Measure.Measure.LineId}", deadline.State == MeasureState.Cancelled,
            deadline.IsOpen && deadline.State != MeasureState.Overdue ? ExecutionAgenda.ReminderDays : []);
    }

    private static string TitleOf(Deadline deadline) => deadline.State switch
    {
        MeasureState.Overdue => $"Просрочено: {deadline.Title}",
        MeasureState.Done => $"Выполнено: {deadline.Title}",
        MeasureState.Cancelled => $"Отменено: {deadline.Title}",
        MeasureState.NotApplicable => $"Не применимо: {deadline.Title}",
        _ => deadline.Title,
    };

    private static IEnumerable<string> Words(Deadline deadline)
    {
        yield return deadline.Execution.Program.Title;
        yield return $"Срок: {deadline.Occurrence.Title}";
        if (deadline.Measure.Measure.Responsibles is { Count: > 0 } responsibles)
            yield return $"Ответственные: {string.Join("; ", responsibles)}";
        if (deadline.Lines.Count > 1)
            yield return $"Выполнили {RussianText.OutOf(deadline.Done, deadline.Live)}";
    }

    /// <summary>From what names the occurrence for ever: the programme, the line of the measure and the term's key.</summary>
    private static string UidOf(Deadline deadline)
    {
        var name = $"{deadline.Execution.Program.Id:N}/{deadline.Measure.Measure.LineId:N}/{deadline.Occurrence.Key}";
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..40]}@school-support";
    }
}
