using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Programs.Editing;

/// <summary>
/// The rows of one edit before and after it, as <see cref="RoadmapEdit"/> keeps them: table → row id → property → value. Of a changed row only
/// the changed properties are kept; an added row stands only in «after», a removed one only in «before», both in full.
/// </summary>
internal sealed class EditedRows
{
    private static readonly HashSet<string> NotKept = [nameof(TenantRow.Id), nameof(TenantRow.Version), AppDbContext.TenantIdProperty];
    private static readonly Type[] Kinds = [typeof(Roadmap), typeof(RoadmapSection), typeof(Measure), typeof(MeasureSchool)];

    private EditedRows(JsonObject before, JsonObject after) => (Before, After) = (before, after);

    public JsonObject Before { get; }
    public JsonObject After { get; }
    public bool IsEmpty => Before.Count == 0 && After.Count == 0;

    public static EditedRows Read(RoadmapEdit edit) => new(JsonNode.Parse(edit.Before)!.AsObject(), JsonNode.Parse(edit.After)!.AsObject());

    /// <summary>What the tracked rows of a draft would write now.</summary>
    public static EditedRows Of(ChangeTracker tracker)
    {
        var rows = new EditedRows([], []);
        foreach (var entry in tracker.Entries().Where(e => Kinds.Contains(e.Metadata.ClrType)))
        {
            if (entry.State is EntityState.Deleted or EntityState.Modified)
                rows.Note(rows.Before, entry, property => property.OriginalValue);
            if (entry.State is EntityState.Added or EntityState.Modified)
                rows.Note(rows.After, entry, property => property.CurrentValue);
        }
        return rows;
    }

    /// <summary>Every row of either side, those that others belong to first.</summary>
    public IEnumerable<EditedRow> All() =>
        from kind in Kinds
        from id in (Part(Before, kind)?.Select(row => row.Key) ?? []).Union(Part(After, kind)?.Select(row => row.Key) ?? [])
        select new EditedRow(kind, Guid.Parse(id), Part(Before, kind)?[id]?.AsObject(), Part(After, kind)?[id]?.AsObject());

    /// <summary>Whether a value of a tracked row is the kept one; JSON columns are compared by what they mean, as the database writes them its own way.</summary>
    public static bool Same(PropertyEntry property, JsonNode? kept)
    {
        if (property.Metadata.GetColumnType() != "jsonb" || property.CurrentValue is not string current || kept is null)
            return JsonNode.DeepEquals(Value(property, property.CurrentValue), kept);
        return JsonNode.DeepEquals(JsonNode.Parse(current), JsonNode.Parse(kept.GetValue<string>()));
    }

    public static object? ValueOf(IProperty property, JsonNode? kept) => kept.Deserialize(property.ClrType, ProgramJson.Options);

    private void Note(JsonObject side, EntityEntry entry, Func<PropertyEntry, object?> value)
    {
        var values = new JsonObject();
        foreach (var property in entry.Properties.Where(p => !NotKept.Contains(p.Metadata.Name) && (entry.State != EntityState.Modified || p.IsModified)))
            values[property.Metadata.Name] = Value(property, value(property));
        if (values.Count == 0)
            return;
        var name = entry.Metadata.ClrType.Name;
        if (side[name] is not JsonObject rows)
            side[name] = rows = [];
        rows[((TenantRow)entry.Entity).Id.ToString()] = values;
    }

    private static JsonNode? Value(PropertyEntry property, object? value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, property.Metadata.ClrType, ProgramJson.Options);

    private static JsonObject? Part(JsonObject side, Type kind) => side[kind.Name]?.AsObject();
}

/// <summary>One row of an edit.</summary>
internal sealed record EditedRow(Type Kind, Guid Id, JsonObject? Before, JsonObject? After)
{
    private static readonly string[] Places = [nameof(Measure.SortOrder), nameof(Measure.SectionId), nameof(Measure.ParentId)];

    /// <summary>The row came, went or changed its place.</summary>
    public bool IsMoved => Kind != typeof(MeasureSchool) && (Before is null || After is null || Places.Any(After.ContainsKey));

    /// <summary>The line of a row that is no more.</summary>
    public Guid? GoneLine => After is null ? Before?[nameof(Measure.LineId)]?.GetValue<Guid>() : null;

    public string? Title => (After ?? Before)?[nameof(Measure.Title)]?.GetValue<string>();

    /// <summary>The measure that an added or removed link to a school belongs to.</summary>
    public Guid? LinkedMeasure => (After ?? Before)?[nameof(MeasureSchool.MeasureId)]?.GetValue<Guid>();
}
