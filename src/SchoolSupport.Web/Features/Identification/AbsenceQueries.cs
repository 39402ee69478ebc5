using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Web.Features.Identification;

/// <param name="Missing">Procedures of the year that must have a result and have none.</param>
public sealed record AbsencePage(
    Guid SchoolId, string Name, AcademicYear Year, IReadOnlyList<SelectListItem> Missing, IReadOnlyList<AbsenceRow> Confirmed, AbsenceForm Form, bool IsSchool);

/// <summary>Reads what is missing at a school in a year. A foreign, missing or other school's id is null.</summary>
public sealed class AbsenceQueries(AppDbContext db, FactsLoader loader, IOtherExpectations others, TenantClock clock)
{
    public async Task<AbsencePage?> PageAsync(Guid schoolId, AcademicYear year, AbsenceForm? form, CancellationToken ct)
    {
        if (db.Actor.SchoolId is { } own && own != schoolId)
            return null;
        var inputs = await loader.LoadAsync(year, ct);
        if (inputs.Schools.FirstOrDefault(s => s.Id == schoolId) is not { } school)
            return null;
        var facts = FactsAssembler.Assemble(inputs);
        var states = facts.Schools.FirstOrDefault(s => s.School.Id == schoolId)?.Facts.Current.Procedures ?? [];
        var byCode = inputs.Procedures.ToDictionary(p => p.Code);
        var missing = facts.Rules.Procedures.Where((code, i) => i < states.Length && states[i].State == ProcedureState.Missing && byCode.ContainsKey(code))
            .Select(code => new SelectListItem(byCode[code].Name, byCode[code].Id.ToString()));
        var also = (await others.MissingAsync(schoolId, year, ct)).Select(p => new SelectListItem(p.Name, p.Id.ToString()));
        return new AbsencePage(schoolId, RussianText.Nbsp(Domain.Schools.NaturalKey.Title(school.ShortName)), year, [.. missing.Concat(also).DistinctBy(item => item.Value)],
            await ConfirmedAsync(schoolId, year, ct), form ?? new AbsenceForm { Year = year.ToString() }, db.Actor.IsSchool);
    }

    private async Task<IReadOnlyList<AbsenceRow>> ConfirmedAsync(Guid schoolId, AcademicYear year, CancellationToken ct)
    {
        var tenant = await clock.TenantAsync(ct);
        var rows = await db.AbsenceConfirmations.AsNoTracking().Where(a => a.SchoolId == schoolId && a.Year == year.StartYear && a.WithdrawnAt == null)
            .Join(db.Procedures, a => a.ProcedureId, p => p.Id, (a, p) => new { Absence = a, p.Name, p.SortOrder }).OrderBy(a => a.SortOrder).ToListAsync(ct);
        return rows.Select(r => new AbsenceRow(r.Absence.Id, r.Name, year, r.Absence.Reason, Roles.Label(r.Absence.ConfirmedRole),
            RunWords.Moment(r.Absence.ConfirmedAt, tenant))).ToArray();
    }
}
