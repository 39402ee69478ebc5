using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>The catalogue of procedures as a page, in the year chosen on top. A missing or foreign procedure is null.</summary>
public sealed class ReferenceQueries(AppDbContext db, CurrentActor actor, PageYear year, HistoryQueries history)
{
    public async Task<ReferencePage> ListAsync(int? copied, CancellationToken ct)
    {
        var start = year.Value.StartYear;
        var procedures = await db.Procedures.AsNoTracking().OrderBy(p => p.SortOrder).ThenBy(p => p.Name).ToListAsync(ct);
        var years = await db.ProcedureYears.AsNoTracking().Where(y => y.Year == start || y.Year == start - 1).ToListAsync(ct);
        var rows = procedures.Select(p => new ReferenceRow(p, years.FirstOrDefault(y => y.ProcedureId == p.Id && y.Year == start))).ToList();
        var toCopy = procedures.Count(p => p.IsActive && rows.Single(r => r.Procedure == p).Year is null && years.Any(y => y.ProcedureId == p.Id));
        return new ReferencePage(year.Value, rows, toCopy, copied, actor.May(Permissions.ReferenceEdit));
    }

    public static ProcedureFormPage New(ProcedureForm? form) => new(form ?? new ProcedureForm(), null, "", false);

    public async Task<ProcedureFormPage?> ProcedureAsync(Guid id, ProcedureForm? posted, CancellationToken ct)
    {
        var procedure = await db.Procedures.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        return procedure is null ? null : new ProcedureFormPage(
            posted ?? ProcedureForm.Of(procedure),
            id, procedure.Code, ProcedureCodes.Nine.Contains(procedure.Code));
    }

    public async Task<ProcedureYearPage?> YearAsync(Guid id, ProcedureYearForm? posted, CancellationToken ct)
    {
        if (await db.Procedures.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } procedure)
            return null;
        var row = await RowAsync(id, ct);
        return new ProcedureYearPage(posted ?? (row is null ? new ProcedureYearForm { WasHeld = true } : ProcedureYearForm.Of(row)), id, procedure.Name, procedure.Family, year.Value);
    }

    public async Task<ConflictPage?> ConflictAsync(Guid id, ProcedureForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await db.Procedures.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } procedure)
            return null;
        var fields = mine.InWords().Zip(ProcedureForm.Of(procedure).InWords()).Where(p => p.First.Value != p.Second.Value)
            .Select(p => new ConflictField(p.First.Label, p.First.Value, p.Second.Value));
        var last = (await history.OfRowAsync("procedures", id, 1, ct)).FirstOrDefault();
        var path = $"/settings/reference/{id}";
        return new ConflictPage($"Процедура {procedure.Code}", [.. fields], last?.Role ?? "", last?.When ?? "", path, path,
            ConflictPage.PostAgain(request, "Form.Version", procedure.Version.ToString()));
    }

    public async Task<ConflictPage?> ConflictAsync(Guid id, ProcedureYearForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await RowAsync(id, ct) is not { } row)
            return null;
        var fields = mine.InWords().Zip(ProcedureYearForm.Of(row).InWords()).Where(p => p.First.Value != p.Second.Value)
            .Select(p => new ConflictField(p.First.Label, p.First.Value, p.Second.Value));
        var last = (await history.OfRowAsync("procedure_years", row.Id, 1, ct)).FirstOrDefault();
        var path = $"/settings/reference/{id}/year?year={year.Value.Slug}";
        return new ConflictPage($"Процедура за {year.Value} год", [.. fields], last?.Role ?? "", last?.When ?? "", path, path,
            ConflictPage.PostAgain(request, "Form.Version", row.Version.ToString()));
    }

    private Task<ProcedureYear?> RowAsync(Guid id, CancellationToken ct) =>
        db.ProcedureYears.AsNoTracking().SingleOrDefaultAsync(y => y.ProcedureId == id && y.Year == year.Value.StartYear, ct);
}

public sealed record ReferenceRow(Procedure Procedure, ProcedureYear? Year)
{
    public bool IsOfNine => ProcedureCodes.Nine.Contains(Procedure.Code);

    /// <summary>«„2“: 0–6, „3“: 7–10, „4“: 11–14, „5“: 15–20».</summary>
    public string Scale => Year is { LastOf2: { } two, LastOf3: { } three, LastOf4: { } four, MaxScore: { } max }
        ? $"«2»: 0–{two}; «3»: {two + 1}–{three}; «4»: {three + 1}–{four}; «5»: {four + 1}–{max}"
        : "не указана";
}

/// <param name="ToCopy">Procedures that had a scale a year ago and have none now.</param>
/// <param name="Copied">Just copied, to be said once.</param>
public sealed record ReferencePage(AcademicYear Year, IReadOnlyList<ReferenceRow> Rows, int ToCopy, int? Copied, bool MayEdit);

public sealed record ProcedureFormPage(ProcedureForm Form, Guid? Id, string Code, bool IsOfNine);

public sealed record ProcedureYearPage(ProcedureYearForm Form, Guid Id, string Name, ExamFamily Family, AcademicYear Year);
