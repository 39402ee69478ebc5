using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Assessments;

public sealed record UploadListRow(
    Guid Id, int Number, string FileName, string Kind, string Year, string Who, string When, MarkKind Mark, string State, int Rows, string Findings);

public sealed record UploadListPage(ListState List, int Total, IReadOnlyList<UploadListRow> Rows, IReadOnlyList<(string Value, string Label)> States, string? School, bool MayUpload);

/// <summary>The list of uploads; everything about its state is in the address.</summary>
public sealed class UploadListQueries(AppDbContext db, TenantClock clock)
{
    public static readonly string[] Sorts = ["number", "file", "year"];

    /// <summary>Words of the address → what they choose.</summary>
    private static readonly (string Value, string Label, UploadStatus[] Statuses)[] Filters =
    [
        ("todo", "Требуют внимания", [UploadStatus.NeedsAnswers, UploadStatus.Preview, UploadStatus.Refused, UploadStatus.Failed]),
        ("working", "Читаются и сохраняются", [UploadStatus.Waiting, UploadStatus.Reading, UploadStatus.Committing]),
        ("stored", "Сохранены", [UploadStatus.Committed]),
        ("returned", "Возвращены", [UploadStatus.Returned]),
        ("withdrawn", "Отозваны", [UploadStatus.Withdrawn]),
    ];

    public async Task<UploadListPage> ListAsync(ListState list, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var query = Filtered(list);
        var total = await query.CountAsync(ct);
        var rows = await Sorted(query, list).Skip(list.Skip).Take(list.Size)
            .Select(u => new
            {
                u.Id, u.Number, u.FileName, u.Kind, u.Year, u.UploadedRole, u.UploadedAt, u.Status, u.ErrorCount, u.UnmatchedCount, u.WarningCount, u.RowCount,
                School = db.Schools.Where(s => s.Id == u.SchoolId).Select(s => s.ShortName).SingleOrDefault(),
            })
            .AsNoTracking().ToListAsync(ct);
        return new UploadListPage(list, total,
            [.. rows.Select(u =>
            {
                var (mark, words) = UploadWords.Mark(u.Status, u.ErrorCount, u.UnmatchedCount);
                var who = u.School is null ? Roles.Label(u.UploadedRole) : $"{Roles.Label(u.UploadedRole)}, {UploadWords.School(u.School)}";
                return new UploadListRow(u.Id, u.Number, u.FileName, u.Kind.Label(), UploadWords.Year(u.Year), who,
                    LocalTime.Of(u.UploadedAt, tenant), mark, words, u.RowCount, UploadWords.Counts(u.ErrorCount, u.WarningCount));
            })],
            [.. Filters.Select(f => (f.Value, f.Label))],
            list.Filter("school") is null ? null : rows.Select(r => r.School).FirstOrDefault(s => s is not null),
            db.Actor.May(Permissions.ResultsUpload));
    }

    private IQueryable<Upload> Filtered(ListState list)
    {
        var query = db.Uploads.AsNoTracking().VisibleTo(db.Actor);
        if (Filters.FirstOrDefault(f => f.Value == list.Filter("status")) is { Statuses: { } statuses })
            query = query.Where(u => statuses.Contains(u.Status));
        if (AcademicYear.TryParse(list.Filter("of"), out var year))
            query = query.Where(u => u.Year == year.StartYear);
        if (Guid.TryParse(list.Filter("school"), out var school))
            query = query.Where(u => u.SchoolId == school);
        if (list.Search is { } text)
            query = query.Where(u => EF.Functions.ILike(u.FileName, $"%{Escaped(text)}%", "\\"));
        return query;
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");

    private static IQueryable<Upload> Sorted(IQueryable<Upload> query, ListState list) => (list.Sort, list.Descending) switch
    {
        ("file", false) => query.OrderBy(u => u.FileName).ThenByDescending(u => u.Number),
        ("file", true) => query.OrderByDescending(u => u.FileName).ThenByDescending(u => u.Number),
        ("year", false) => query.OrderBy(u => u.Year).ThenByDescending(u => u.Number),
        ("year", true) => query.OrderByDescending(u => u.Year).ThenByDescending(u => u.Number),
        (_, false) => query.OrderBy(u => u.Number),
        _ => query.OrderByDescending(u => u.Number),
    };
}
