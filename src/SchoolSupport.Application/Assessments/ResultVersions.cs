using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;

namespace SchoolSupport.Application.Assessments;

/// <summary>The numbers of one school, procedure and year, and where they come from.</summary>
public sealed record ResultValues(
    Guid SchoolId, Guid ProcedureId, int Year, int Participants, int Failed,
    int? Mark2 = null, int? Mark3 = null, int? Mark4 = null, int? Mark5 = null,
    bool ByPercent = false, decimal? FailedPercent = null, decimal? MeanMark = null, decimal? MeanScore = null, int[]? ScoreCounts = null)
{
    public (Guid School, Guid Procedure, int Year) Key => (SchoolId, ProcedureId, Year);
}

/// <summary>Where a version comes from; all null for a form.</summary>
public sealed record ResultPlace(
    ResultSource Source, Guid? UploadId = null, string? Sheet = null, int? Row = null, int? LastRow = null,
    string? ColumnLetter = null, string? SchoolText = null);

public enum VersionChange { Added, Changed, Enriched, Same }

/// <param name="ResultId">The version that is current afterwards.</param>
public sealed record VersionOutcome((Guid School, Guid Procedure, int Year) Key, VersionChange Change, Guid ResultId);

/// <summary>Makes new versions of results. Equal numbers make none; a version that was replaced stays readable.</summary>
public sealed class ResultVersions(AppDbContext db)
{
    private const string Lock = "results";

    /// <summary>Stores under a lock of the tenant, so that two commits at once lose no version. Needs a transaction.</summary>
    public async Task<IReadOnlyList<VersionOutcome>> StoreAsync(
        IReadOnlyList<(ResultValues Values, ResultPlace Place)> results, string operationCode, CancellationToken ct)
    {
        await db.LockAsync(Lock, ct);
        var stored = await LoadAsync(results.Select(r => r.Values).ToList(), ct);
        var outcomes = new List<VersionOutcome>(results.Count);
        var added = new List<SchoolResult>();
        foreach (var (values, place) in results)
        {
            var (current, lastNumber) = stored.GetValueOrDefault(values.Key);
            var (merged, change) = Merge(current, values);
            if (change == VersionChange.Same)
            {
                outcomes.Add(new VersionOutcome(values.Key, change, current!.Id));
                continue;
            }
            current?.IsCurrent = false;
            var version = Version(merged, place, lastNumber + 1);
            added.Add(version);
            outcomes.Add(new VersionOutcome(values.Key, change, version.Id));
        }
        // The old versions first: the database knows one current version only.
        await db.SaveAsync(operationCode, ct);
        db.Results.AddRange(added);
        await db.SaveAsync(operationCode, ct);
        return outcomes;
    }

    /// <summary>Takes back what an upload made current: the version before becomes current again, if there is one.</summary>
    /// <returns>How many went back to an earlier version, and how many are without a result now.</returns>
    public async Task<(int Restored, int Removed)> TakeBackAsync(Guid uploadId, string operationCode, CancellationToken ct)
    {
        await db.LockAsync(Lock, ct);
        var taken = await db.Results.Where(r => r.UploadId == uploadId && r.IsCurrent).ToListAsync(ct);
        foreach (var result in taken)
            result.IsCurrent = false;
        await db.SaveAsync(operationCode, ct);
        var schools = taken.Select(r => r.SchoolId).Distinct().ToList();
        var years = taken.Select(r => r.Year).Distinct().ToList();
        var earlier = (await db.Results
                .Where(r => schools.Contains(r.SchoolId) && years.Contains(r.Year) && r.UploadId != uploadId
                    && !db.Uploads.Any(u => u.Id == r.UploadId && u.Status == UploadStatus.Returned))
                .ToListAsync(ct))
            .ToLookup(r => (r.SchoolId, r.ProcedureId, r.Year));
        var restored = 0;
        foreach (var result in taken)
            if (earlier[(result.SchoolId, result.ProcedureId, result.Year)].MaxBy(r => r.VersionNumber) is { } previous)
            {
                previous.IsCurrent = true;
                restored++;
            }
        await db.SaveAsync(operationCode, ct);
        return (restored, taken.Count - restored);
    }

    /// <summary>What would be stored: the new numbers, completed by what the stored version says besides when the counts agree.</summary>
    public static (ResultValues Merged, VersionChange Change) Merge(SchoolResult? current, ResultValues values)
    {
        if (current is null)
            return (values, VersionChange.Added);
        var marksDiffer = current.Mark2 is not null && values.Mark2 is not null
            && (current.Mark2, current.Mark3, current.Mark4, current.Mark5) != (values.Mark2, values.Mark3, values.Mark4, values.Mark5);
        if (current.Participants != values.Participants || current.Failed != values.Failed || marksDiffer)
            return (values, VersionChange.Changed);
        var adds = (current.Mark2 is null && values.Mark2 is not null) || (current.ScoreCounts is null && values.ScoreCounts is not null)
            || (current.MeanMark is null && values.MeanMark is not null) || (current.MeanScore is null && values.MeanScore is not null)
            || (current.ByPercent && !values.ByPercent);
        if (!adds)
            return (values, VersionChange.Same);
        // The same pupils told by another file: neither file may wipe what the other one adds.
        return (values with
        {
            Mark2 = current.Mark2 ?? values.Mark2, Mark3 = current.Mark3 ?? values.Mark3,
            Mark4 = current.Mark4 ?? values.Mark4, Mark5 = current.Mark5 ?? values.Mark5,
            ByPercent = current.ByPercent && values.ByPercent,
            FailedPercent = current.FailedPercent ?? values.FailedPercent,
            MeanMark = current.MeanMark ?? values.MeanMark, MeanScore = current.MeanScore ?? values.MeanScore,
            ScoreCounts = current.ScoreCounts ?? values.ScoreCounts,
        }, VersionChange.Enriched);
    }

    private async Task<Dictionary<(Guid, Guid, int), (SchoolResult? Current, int LastNumber)>> LoadAsync(IReadOnlyList<ResultValues> values, CancellationToken ct)
    {
        var schools = values.Select(v => v.SchoolId).Distinct().ToList();
        var years = values.Select(v => v.Year).Distinct().ToList();
        var current = (await db.Results.Where(r => r.IsCurrent && years.Contains(r.Year) && schools.Contains(r.SchoolId)).ToListAsync(ct))
            .ToDictionary(r => (r.SchoolId, r.ProcedureId, r.Year));
        var last = await db.Results.Where(r => years.Contains(r.Year) && schools.Contains(r.SchoolId))
            .GroupBy(r => new { r.SchoolId, r.ProcedureId, r.Year })
            .Select(g => new { g.Key, Number = g.Max(r => r.VersionNumber) }).ToListAsync(ct);
        return last.Select(l => (Key: (l.Key.SchoolId, l.Key.ProcedureId, l.Key.Year), l.Number))
            .ToDictionary(l => l.Key, l => (current.GetValueOrDefault(l.Key), l.Number));
    }

    private SchoolResult Version(ResultValues values, ResultPlace place, int number) => new()
    {
        SchoolId = values.SchoolId,
        ProcedureId = values.ProcedureId,
        Year = values.Year,
        VersionNumber = number,
        IsCurrent = true,
        Participants = values.Participants,
        Failed = values.Failed,
        Mark2 = values.Mark2,
        Mark3 = values.Mark3,
        Mark4 = values.Mark4,
        Mark5 = values.Mark5,
        ByPercent = values.ByPercent,
        FailedPercent = values.FailedPercent,
        MeanMark = values.MeanMark,
        MeanScore = values.MeanScore,
        ScoreCounts = values.ScoreCounts,
        Source = place.Source,
        UploadId = place.UploadId,
        Sheet = place.Sheet,
        Row = place.Row,
        LastRow = place.LastRow,
        ColumnLetter = place.ColumnLetter,
        SchoolText = place.SchoolText,
        RecordedBy = db.Actor.UserId,
        RecordedRole = db.Actor.Role,
        RecordedAt = db.Now,
    };
}
