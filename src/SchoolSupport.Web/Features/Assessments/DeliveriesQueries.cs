using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Web.Features.Assessments;

/// <summary>Who has not delivered: schools × the nine procedures of a year.</summary>
public sealed class DeliveriesQueries(AppDbContext db)
{
    public async Task<DeliveriesPage> PageAsync(AcademicYear year, bool onlyMissing, CancellationToken ct)
    {
        var nine = ProcedureCodes.Nine.ToList();
        var procedures = await (from procedure in db.Procedures.AsNoTracking()
                                where nine.Contains(procedure.Code)
                                orderby procedure.SortOrder
                                select new { Procedure = procedure, WasHeld = !db.ProcedureYears.Any(y => y.ProcedureId == procedure.Id && y.Year == year.StartYear && !y.WasHeld) }).ToListAsync(ct);
        var own = db.Actor.SchoolId;
        var schools = await db.Schools.AsNoTracking().Where(s => own == null || s.Id == own).OrderBy(s => s.SortName).ToListAsync(ct);
        var stored = (await db.Results.AsNoTracking().Where(r => r.IsCurrent && r.Year == year.StartYear).Select(r => new { r.Id, r.SchoolId, r.ProcedureId }).ToListAsync(ct))
            .ToDictionary(r => (r.SchoolId, r.ProcedureId), r => r.Id);
        var absent = (await db.AbsenceConfirmations.AsNoTracking().Where(a => a.Year == year.StartYear && a.WithdrawnAt == null).Select(a => new { a.SchoolId, a.ProcedureId }).ToListAsync(ct))
            .Select(a => (a.SchoolId, a.ProcedureId)).ToHashSet();
        var waiting = (await (from row in db.UploadRows.AsNoTracking()
                              join upload in db.Uploads on row.UploadId equals upload.Id
                              where row.Year == year.StartYear && row.SchoolId != null && !row.IsSkipped
                                  && (upload.Status == UploadStatus.Preview || upload.Status == UploadStatus.Committing)
                              select new { SchoolId = row.SchoolId!.Value, row.ProcedureCode }).Distinct().ToListAsync(ct))
            .Select(w => (w.SchoolId, w.ProcedureCode)).ToHashSet();
        var rows = schools.Where(s => s.ExistedIn(year)).Select(school => new DeliveryRow(school.Id, UploadWords.School(school.ShortName),
        [
            .. procedures.Select(p => stored.TryGetValue((school.Id, p.Procedure.Id), out var id) ? new DeliveryCell(DeliveryState.Stored, id)
                : !p.WasHeld || !TaughtGrades.Cover(p.Procedure.Family, p.Procedure.Grade, school.TeachesBasic, school.TeachesSecondary) ? new DeliveryCell(DeliveryState.NotApplicable, null)
                : absent.Contains((school.Id, p.Procedure.Id)) ? new DeliveryCell(DeliveryState.Absent, null)
                : new DeliveryCell(waiting.Contains((school.Id, p.Procedure.Code)) ? DeliveryState.Waiting : DeliveryState.Missing, null)),
        ])).ToList();
        return new DeliveriesPage(year, [.. procedures.Select(p => (p.Procedure.Code, p.Procedure.Name))],
            [.. rows.Where(r => !onlyMissing || r.Missing > 0)], rows.Count, onlyMissing, db.Actor.May(Permissions.IdentificationView));
    }
}
