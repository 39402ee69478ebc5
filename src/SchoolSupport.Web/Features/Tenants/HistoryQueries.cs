using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>Reads the history of the tenant's changes. Pages go by key, so that the thousandth is as quick as the first.</summary>
public sealed class HistoryQueries(AppDbContext db, TenantClock clock)
{
    private const int PageSize = 50;

    public async Task<HistoryPage> PageAsync(HistoryFilter filter, CancellationToken ct)
    {
        var zone = await ZoneAsync(ct);
        var entries = await Filtered(filter, zone).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(ct);
        var rows = await RowsAsync(entries.Take(PageSize).ToList(), zone, ct);
        return new HistoryPage(filter, rows, entries.Count > PageSize ? filter.After(entries[PageSize - 1]) : null, db.Actor.May(Permissions.TenantSettings));
    }

    /// <summary>The newest records of a school, its groups and names.</summary>
    public Task<IReadOnlyList<HistoryRow>> OfSchoolAsync(Guid schoolId, int count, CancellationToken ct) => OfRowAsync("schools", schoolId, count, ct);

    /// <summary>The newest records of one row.</summary>
    public async Task<IReadOnlyList<HistoryRow>> OfRowAsync(string entity, Guid id, int count, CancellationToken ct)
    {
        var entries = await Of(entity, id.ToString()).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(count).ToListAsync(ct);
        return entries.Count == 0 ? [] : await RowsAsync(entries, await ZoneAsync(ct), ct);
    }

    private IQueryable<AuditEntry> Filtered(HistoryFilter filter, TimeZoneInfo zone)
    {
        var found = filter.Id is { } id && filter.Entity is { } table ? Of(table, id) : db.AuditEntries.AsNoTracking();
        if (filter.Id is null && filter.Entity is { } entity)
            found = found.Where(e => e.Entity == entity);
        if (filter.Role is { } role)
            found = found.Where(e => e.UserRole == role);
        if (filter.From is { } from)
        {
            var start = StartOf(from, zone);
            found = found.Where(e => e.At >= start);
        }
        if (filter.To is { } to)
        {
            var end = StartOf(to.AddDays(1), zone);
            found = found.Where(e => e.At < end);
        }
        if (filter.Before is { } key)
            found = found.Where(e => e.At < key.At || (e.At == key.At && e.Id.CompareTo(key.Id) < 0));
        return found;
    }

    // A school's story is told by rows of other tables too: its groups, other names, confirmations, decisions; a report's by its documents, a note's by what people wrote in it.
    private IQueryable<AuditEntry> Of(string entity, string id)
    {
        var all = db.AuditEntries.AsNoTracking();
        if (entity == "execution_reports")
        {
            var documents = db.ExecutionEvidence.Where(x => x.ReportId == new Guid(id)).Select(x => x.Id.ToString());
            return all.Where(e => (e.Entity == entity && e.EntityId == id) || (e.Entity == "execution_evidence" && documents.Contains(e.EntityId)));
        }
        if (entity == "analytical_notes")
        {
            var edits = db.NoteEdits.Where(x => x.NoteId == new Guid(id)).Select(x => x.Id.ToString());
            return all.Where(e => (e.Entity == entity && e.EntityId == id) || (e.Entity == "note_edits" && edits.Contains(e.EntityId)));
        }
        if (entity != "schools")
            return all.Where(e => e.Entity == entity && e.EntityId == id);
        var groups = db.SchoolGroups.Where(g => g.SchoolId == new Guid(id)).Select(g => g.Id.ToString());
        var names = db.SchoolAliases.Where(a => a.SchoolId == new Guid(id)).Select(a => a.Id.ToString());
        return all.Where(e => (e.Entity == "schools" && e.EntityId == id)
            || (e.Entity == "school_groups" && groups.Contains(e.EntityId))
            || (e.Entity == "school_aliases" && names.Contains(e.EntityId)));
    }

    private async Task<IReadOnlyList<HistoryRow>> RowsAsync(List<AuditEntry> entries, TimeZoneInfo zone, CancellationToken ct)
    {
        var schools = await db.Schools.AsNoTracking().Select(s => new { s.Id, s.ShortName }).ToDictionaryAsync(s => s.Id, s => NaturalKey.Title(s.ShortName), ct);
        var procedures = await db.Procedures.AsNoTracking().Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        string? Name(Guid id) => schools.GetValueOrDefault(id) ?? procedures.GetValueOrDefault(id);
        return [.. entries.Select(e => new HistoryRow(
            TimeZoneInfo.ConvertTime(e.At, zone), Roles.Label(e.UserRole), HistoryWords.Operation(e.Operation), e.Entity, e.EntityId,
            Guid.TryParse(e.EntityId, out var id) ? Name(id) : null, e.Kind, HistoryWords.Changes(e, Name), e.Reason))];
    }

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken ct) => TimeZoneInfo.FindSystemTimeZoneById((await clock.TenantAsync(ct)).TimeZone);

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <param name="Subject">Name of the school or procedure, when the record is about one.</param>
public sealed record HistoryRow(
    DateTimeOffset At, string Role, string Operation, string Entity, string EntityId, string? Subject, ChangeKind Kind,
    IReadOnlyList<HistoryChange> Changes, string? Reason)
{
    public string When => At.ToString("dd.MM.yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>For a card: «Изменены сведения о школе. Учащиеся: 120 → 124. Причина: …».</summary>
    public string Sentence => char.ToUpperInvariant(Operation[0]) + Operation[1..] + "."
        + (Kind == ChangeKind.Changed && Changes.Count > 0 ? $" {string.Join("; ", Changes.Select(c => c.InWords))}." : "")
        + (Reason is null ? "" : $" Причина: {Reason}.");
}

/// <param name="MaySettings">The person may open the settings that the history stands among.</param>
public sealed record HistoryPage(HistoryFilter Filter, IReadOnlyList<HistoryRow> Rows, string? NextUrl, bool MaySettings);
