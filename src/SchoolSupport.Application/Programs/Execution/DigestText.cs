using System.Text;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Programs.Execution;

/// <summary>The digest of the actor as a plain letter: titles and dates, no names of persons.</summary>
public sealed class DigestText(ExecutionReader reader, TenantClock clock, CurrentActor actor, IOptions<MailOptions> mail)
{
    private const int LinesOfSection = 20;

    /// <summary>Subject and body; null when nothing waits for the actor.</summary>
    public async Task<(string Subject, string Body)?> WriteAsync(CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var today = clock.Today(tenant);
        var agenda = ExecutionAgenda.Of(await reader.ReadAllAsync(ct));
        var waiting = actor.May(Permissions.ExecutionReview) ? agenda.Waiting : [];
        var body = new StringBuilder($"{tenant.AuthorityName}, {tenant.Name}\nМероприятия программ на {RussianText.LongDate(today)}\n");
        var isSilent = true;
        Section("Просрочено", [.. agenda.Overdue.Select(d => $"{d.Title} — срок {Date(d)}, просрочено на {Days(d.DaysOverdue)}{Who(d.LateSchools)}")]);
        Section("Ближайшие сроки", [.. agenda.Soon.Select(d => $"{d.Title} — до {Date(d)}, {In(d.Occurrence.Due!.Value.DayNumber - today.DayNumber)}")]);
        Section("Ждут подтверждения", [.. waiting.Select(r => $"{r.Measure.Measure.FullTitle} — {r.Report.Title}{Who(r.School)}")]);
        Section("Возвращено на доработку", [.. agenda.Returned.Select(r => $"{r.Measure.Measure.FullTitle} — {r.Report.Title}{Who(r.School)}")]);
        if (isSilent)
            return null;
        var site = mail.Value.SiteAddress.TrimEnd('/');
        body.Append($"\nОткрыть список: {site}/\nОтказаться от писем или выбрать другой день: {site}/account/digest\n");
        return ($"Мероприятия на {RussianText.ShortDate(today)}: {Summary(agenda, waiting.Count)}", Plain(body.ToString()));

        void Section(string heading, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
                return;
            isSilent = false;
            body.Append($"\n{heading}: {lines.Count}\n");
            foreach (var line in lines.Take(LinesOfSection))
                body.Append($"– {line}\n");
            if (lines.Count > LinesOfSection)
                body.Append($"и ещё {lines.Count - LinesOfSection}\n");
        }
    }

    private string Who(params IEnumerable<SchoolRef?> schools)
    {
        // A school's person knows which school is meant.
        var names = actor.IsSchool ? [] : schools.OfType<SchoolRef>().Select(s => NaturalKey.Title(s.ShortName)).ToList();
        return names.Count switch { 0 => "", <= 3 => $" ({string.Join(", ", names)})", _ => $" ({RussianText.Count(names.Count, "школа", "школы", "школ")})" };
    }

    private static string Summary(ExecutionAgenda agenda, int waiting) => string.Join(", ", new[]
    {
        (agenda.Overdue.Count, "просрочено"), (agenda.Soon.Count, "скоро срок"), (waiting, "ждут подтверждения"), (agenda.Returned.Count, "возвращено"),
    }.Where(part => part.Item1 > 0).Select(part => $"{part.Item2} {part.Item1}"));

    private static string Date(Deadline deadline) => RussianText.ShortDate(deadline.Occurrence.Due!.Value);

    private static string Days(int days) => RussianText.Count(days, "день", "дня", "дней");

    private static string In(int days) => days switch { 0 => "сегодня", 1 => "завтра", _ => $"через {Days(days)}" };

    /// <summary>Mail programmes show plain text as it is: no-break spaces only get in the way of searching.</summary>
    private static string Plain(string text) => text.Replace(RussianText.NoBreakSpace, ' ').Replace(RussianText.NarrowNoBreakSpace, ' ');
}
