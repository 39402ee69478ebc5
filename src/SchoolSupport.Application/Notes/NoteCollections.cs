using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;

namespace SchoolSupport.Application.Notes;

/// <summary>A collection whose answers a note tells and which still goes on.</summary>
internal sealed record OpenCollection(string Title, DateOnly Deadline);

/// <summary>Says in a note that its data may still change: collections that feed it are not closed.</summary>
internal static class NoteCollections
{
    // Codes of the forms whose answers a kind tells.
    private static readonly Dictionary<NoteKind, string[]> Feeding = new()
    {
        [NoteKind.LowResults] = ["teachers-support", "staff", "staff-qualification"], [NoteKind.RiskList] = ["risk-matrix"], [NoteKind.RiskMonitoring] = ["risk-matrix", "risk-prevention"],
        [NoteKind.Prevention] = ["prevention"], [NoteKind.Effectiveness] = ["prevention", "effectiveness"],
    };

    public static async Task<IReadOnlyList<OpenCollection>> ReadAsync(AppDbContext db, NoteKind kind, MonitoringPeriod period, CancellationToken ct)
    {
        var forms = Feeding[kind];
        // The list of schools at risk is that of October.
        var key = kind == NoteKind.RiskList ? MonitoringPeriod.OfMonth(period.Academic.StartYear, 10).Key : period.Key;
        return await db.Campaigns.AsNoTracking().Where(c => c.State == CampaignState.Open && c.Period == key
                && db.CampaignForms.Any(asked => asked.CampaignId == c.Id && db.FormVersions.Any(form => form.Id == asked.FormId && forms.Contains(form.Code))))
            .OrderBy(c => c.Deadline).ThenBy(c => c.Id).Select(c => new OpenCollection(c.Title, c.Deadline)).ToListAsync(ct);
    }

    /// <summary>The sections with a warning at the end of the first one.</summary>
    public static IReadOnlyList<NoteSection> Warn(IReadOnlyList<NoteSection> sections, IReadOnlyList<OpenCollection> open) => sections.Count == 0 || open.Count == 0 ? sections :
        [sections[0] with { Blocks = [.. sections[0].Blocks, new NoteBlock("open-collections", new Paragraph(PaperWords.Text(Words(open))))] }, .. sections.Skip(1)];

    public static NoteSource SourceOf(IReadOnlyList<OpenCollection> open) => new("Сбор сведений", $"не завершён: {string.Join("; ", open.Select(one => $"«{one.Title}»"))}", true, "/monitoring/campaigns");

    private static string Words(IReadOnlyList<OpenCollection> open) =>
        $"Данные предварительные: не {RussianText.Plural(open.Count, "завершён сбор", "завершены сборы", "завершены сборы")} сведений {NoteWords.And([.. open.Select(one => $"«{one.Title}» (последний день — {RussianText.LongDate(one.Deadline)})")])}.";
}
