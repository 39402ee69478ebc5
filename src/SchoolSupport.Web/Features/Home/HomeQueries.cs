using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Schools;
using SchoolSupport.Web.Features.Programs;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Home;

/// <summary>What the home page lists under its figures.</summary>
public sealed class HomeQueries(AppDbContext db, CurrentActor actor, AttentionQueries attention, ExecutionReader execution, TenantClock clock, PageYear year)
{
    private const int Shown = 10;

    public async Task<HomePage> PageAsync(CancellationToken ct)
    {
        var counts = await attention.CountsAsync(ct);
        var start = year.Value.StartYear;
        var uploads = counts.Waiting == 0 ? [] : await attention.Waiting().OrderByDescending(u => u.UploadedAt).Take(Shown)
            .Select(u => new WaitingUpload(u.Id, u.Number, u.FileName, u.Status, u.ErrorCount, u.UnmatchedCount, u.UploadedAt)).ToListAsync(ct);
        var returned = counts.Returned == 0 ? [] : await attention.Returned().OrderByDescending(u => u.ReturnedAt).Take(Shown)
            .Select(u => new ReturnedUpload(u.Id, u.FileName, db.Schools.Where(s => s.Id == u.SchoolId).Select(s => s.ShortName).FirstOrDefault(), u.ReturnComment, u.ReturnedAt))
            .ToListAsync(ct);
        var missing = counts.NotDelivered == 0 || actor.IsSchool ? [] : await attention.NotDelivered(year.Value).OrderBy(s => s.SortName).Take(Shown)
            .Select(s => new HomeSchool(s.Id, s.ShortName)).ToListAsync(ct);
        var discrepancies = counts.Discrepancies == 0 ? [] : await attention.Discrepancies(start).Take(Shown).ToListAsync(ct);
        return new HomePage(year.Value, await clock.TodayAsync(ct), (await clock.TenantAsync(ct)).TimeZone, counts, uploads, returned, missing, discrepancies,
            await ProceduresAsync(start, ct), await LatestListAsync(start, ct), await ExecutionAsync(ct), actor.SchoolId, actor.May(Permissions.ResultsUpload), actor.May(Permissions.ReportsDownload));
    }

    /// <summary>Deadlines and reports of the programmes in force.</summary>
    private async Task<HomeExecution> ExecutionAsync(CancellationToken ct)
    {
        var agenda = ExecutionAgenda.Of(actor.May(Permissions.ProgramsView) ? await execution.ReadAllAsync(ct) : []);
        var waiting = actor.IsSchool || actor.May(Permissions.ExecutionReview) ? agenda.Waiting : [];
        return new HomeExecution(Block(agenda.Overdue, Item), Block(agenda.Soon, Item), Block(waiting, Report), Block(agenda.Returned, Report));

        DeadlineItem Item(Deadline deadline) => DeadlineItem.Of(deadline, actor.SchoolId);
        static HomeBlock<TRow> Block<TSource, TRow>(IReadOnlyList<TSource> all, Func<TSource, TRow> row) => new(all.Count, [.. all.Take(Shown).Select(row)]);
        static HomeReport Report(ReportOf report) => new(ExecutionLinks.Report(report), report.Measure.Measure.FullTitle, report.Execution.Program.Title,
            report.School is { } school ? StateWords.School(school) : "Управление", report.Report.Title, report.Report.ReviewComment, report.Report.ReportedAt, report.Report.ReviewedAt);
    }

    /// <summary>Which of the nine have results of the year (of the own school, for its people), and which have none.</summary>
    private async Task<ProcedureState> ProceduresAsync(int start, CancellationToken ct)
    {
        var results = db.Results.Where(r => r.IsCurrent && r.Year == start).VisibleTo(actor);
        var nine = await db.Procedures.AsNoTracking().Where(p => ProcedureCodes.Nine.Contains(p.Code)).OrderBy(p => p.SortOrder)
            .Select(p => new { p.Name, p.Code, HasResults = results.Any(r => r.ProcedureId == p.Id) }).ToListAsync(ct);
        return new ProcedureState(nine.Count(p => p.HasResults), nine.Count, [.. nine.Where(p => !p.HasResults).Select(p => p.Name)]);
    }

    /// <summary>The latest approved list of the year; of it a school's person learns only the own verdict.</summary>
    private Task<ApprovedList?> LatestListAsync(int start, CancellationToken ct)
    {
        var own = actor.SchoolId;
        return db.IdentificationRuns.AsNoTracking().Where(r => r.Year == start && r.ApprovedAt != null).OrderByDescending(r => r.Number)
            .Select(r => new ApprovedList(r.Number, r.IncludedCount, r.SchoolCount, r.ApprovedAt!.Value,
                db.Verdicts.Where(v => v.RunId == r.Id && v.SchoolId == own).Select(v => (short?)v.Verdict).FirstOrDefault()))
            .FirstOrDefaultAsync(ct);
    }
}

public sealed record WaitingUpload(Guid Id, int Number, string FileName, UploadStatus Status, int Errors, int Unmatched, DateTimeOffset UploadedAt)
{
    public string What => Status switch
    {
        UploadStatus.NeedsAnswers => "файл не говорит всего: нужен ответ",
        UploadStatus.Failed => "обработка не удалась: её можно повторить",
        _ when Errors > 0 => "исправьте файл и загрузите его снова",
        _ when Unmatched > 0 => "школы из файла не найдены в реестре: сопоставьте их",
        _ => "проверено, ждёт сохранения",
    };
}

public sealed record ReturnedUpload(Guid Id, string FileName, string? School, string? Comment, DateTimeOffset? ReturnedAt);

public sealed record HomeSchool(Guid Id, string ShortName);

/// <param name="Missing">Names of those of the nine that have no result of the year.</param>
public sealed record ProcedureState(int WithResults, int All, IReadOnlyList<string> Missing);

/// <param name="OwnVerdict">Of the own school of a school's person.</param>
public sealed record ApprovedList(int Number, int Included, int Schools, DateTimeOffset ApprovedAt, short? OwnVerdict)
{
    public bool? IsIncluded => (Verdict?)OwnVerdict switch { Verdict.Included => true, Verdict.NotIncluded => false, _ => null };
}

/// <param name="Total">Of which <paramref name="Rows"/> are the first.</param>
public sealed record HomeBlock<TRow>(int Total, IReadOnlyList<TRow> Rows);

public sealed record HomeReport(
    string Link, string Measure, string Program, string Who, string Term, string? Comment, DateTimeOffset SentAt, DateTimeOffset? AnsweredAt);

public sealed record HomeExecution(HomeBlock<DeadlineItem> Overdue, HomeBlock<DeadlineItem> Soon, HomeBlock<HomeReport> Waiting, HomeBlock<HomeReport> Returned)
{
    public bool IsEmpty => Overdue.Total + Soon.Total + Waiting.Total + Returned.Total == 0;
}

public sealed record HomePage(
    AcademicYear Year,
    DateOnly Today,
    string TimeZone,
    AttentionCounts Counts,
    IReadOnlyList<WaitingUpload> Uploads,
    IReadOnlyList<ReturnedUpload> Returned,
    IReadOnlyList<HomeSchool> NotDelivered,
    IReadOnlyList<DiscrepancyRow> Discrepancies,
    ProcedureState Procedures,
    ApprovedList? Approved,
    HomeExecution Execution,
    Guid? OwnSchool,
    bool MayUpload,
    bool MayDownload)
{
    private static readonly string[] Days = ["Воскресенье", "Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота"];

    public string Date => $"{Days[(int)Today.DayOfWeek]}, {RussianText.ShortDate(Today)}";

    /// <summary>The day of a moment by the clocks of the municipality: «19.08.2025».</summary>
    public string Day(DateTimeOffset moment) =>
        RussianText.ShortDate(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime));

    public static string Title(string shortName) => RussianText.Nbsp(NaturalKey.Title(shortName));
}
