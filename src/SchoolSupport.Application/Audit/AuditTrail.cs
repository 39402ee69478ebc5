using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Jobs;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;

namespace SchoolSupport.Application.Audit;

/// <summary>Turns the tracked changes of one save into history rows: property → [before, after].</summary>
public static class AuditTrail
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Kept elsewhere in full (files, preview rows) or no decision of anybody (jobs): writing them twice explains nothing.</summary>
    public static IReadOnlySet<Type> NotKept { get; } = new HashSet<Type>
    {
        typeof(AuditEntry), typeof(UploadContent), typeof(SchoolImportFile), typeof(UploadRow), typeof(PupilRow), typeof(Job),
        typeof(EvidenceContent), typeof(ProgramImport), typeof(RoadmapEdit), typeof(Letter), typeof(IndicatorRun), typeof(NoteSectionRow),
    };

    /// <summary>Secrets and noise: that they changed is kept, what they are is not.</summary>
    private static readonly HashSet<string> Masked = ["PasswordHash", "SecurityStamp", "Value", "SecretHash", "Address"];
    private static readonly HashSet<string> Silent =
        ["Version", "ConcurrencyStamp", "TenantId", "SearchText", "SortName", "Findings", "Facts", "Head", "Sources", "ProgressText", "AccessFailedCount", "LastSignInAt", "NormalizedUserName", "NormalizedEmail"];

    internal static List<AuditEntry> Of(ChangeTracker tracker, CurrentActor actor, DateTimeOffset now, string? operation)
    {
        var result = new List<AuditEntry>();
        foreach (var entry in tracker.Entries())
        {
            if (NotKept.Contains(entry.Metadata.ClrType) || KindOf(entry.State) is not { } kind)
                continue;
            var changes = ChangesOf(entry);
            if (changes.Count == 0)
                continue;
            if (operation is null)
                throw new InvalidOperationException($"A change of {entry.Metadata.ClrType.Name} needs an operation code: call SaveAsync.");
            result.Add(Entry(actor, now, operation, entry.Metadata.GetTableName()!, KeyOf(entry), kind, JsonSerializer.Serialize(changes, Json)));
        }
        return result;
    }

    internal static AuditEntry Entry(CurrentActor actor, DateTimeOffset now, string operation, string entity, string entityId, ChangeKind kind, string changes) => new()
    {
        TenantId = actor.TenantId,
        At = now,
        UserId = actor.UserId,
        UserRole = actor.Role,
        Operation = operation,
        Reason = actor.Reason,
        Entity = entity,
        EntityId = entityId,
        Kind = kind,
        Changes = changes,
        RequestId = actor.RequestId,
    };

    private static ChangeKind? KindOf(EntityState state) => state switch
    {
        EntityState.Added => ChangeKind.Added,
        EntityState.Modified => ChangeKind.Changed,
        EntityState.Deleted => ChangeKind.Removed,
        _ => null,
    };

    private static Dictionary<string, object?[]> ChangesOf(EntityEntry entry)
    {
        var changes = new Dictionary<string, object?[]>();
        foreach (var property in entry.Properties)
        {
            var name = property.Metadata.Name;
            // The bar of an upload moves by itself; what a report says is somebody's word.
            var isBar = name == nameof(Upload.Progress) && entry.Entity is Upload;
            if (isBar || Silent.Contains(name) || (entry.State == EntityState.Modified && !property.IsModified))
                continue;
            var before = entry.State == EntityState.Added ? null : property.OriginalValue;
            var after = entry.State == EntityState.Deleted ? null : property.CurrentValue;
            if (Equals(before, after))
                continue;
            changes[name] = Masked.Contains(name) ? [before is null ? null : "•••", after is null ? null : "•••"] : [before, after];
        }
        return changes;
    }

    private static string KeyOf(EntityEntry entry) =>
        string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p.Name).CurrentValue));
}
