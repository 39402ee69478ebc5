using Microsoft.EntityFrameworkCore;
using Npgsql;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Assessments;

/// <summary>The tenant's catalogue: procedures, and what holds for each of them in an academic year.</summary>
public sealed class ReferenceService(AppDbContext db)
{
    private const int CodeTries = 100;

    /// <summary>Adds a procedure; its code is made once and never changes.</summary>
    /// <exception cref="PreconditionException">There is one of this name.</exception>
    public async Task<Guid> AddAsync(ProcedureDetails details, CancellationToken ct)
    {
        if (await NameTakenAsync(details.Name, null, ct))
            throw new PreconditionException("Процедура с таким названием уже есть.");
        var codes = await db.Procedures.Select(p => p.Code).ToListAsync(ct);
        var procedure = new Procedure
        {
            Code = FreeCode(details, codes), Name = details.Name, Family = details.Family, Subject = details.Subject, Grade = details.Grade,
            SortOrder = (await db.Procedures.MaxAsync(p => (int?)p.SortOrder, ct) ?? 0) + 10,
        };
        db.Procedures.Add(procedure);
        await SaveAsync("assessments.procedure-added", ct);
        return procedure.Id;
    }

    public Task<bool> NameTakenAsync(string name, Guid? self, CancellationToken ct)
    {
        var lower = name.ToLowerInvariant();
        return db.Procedures.AnyAsync(p => p.Id != self && p.Name.ToLower() == lower, ct);
    }

    /// <summary>Renames a procedure, puts it out of use or back. The nine of identification stay in use.</summary>
    /// <returns>False when there is no such procedure.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Someone else saved the procedure since <paramref name="version"/>.</exception>
    public async Task<bool> ChangeAsync(Guid id, uint version, string name, bool isActive, CancellationToken ct)
    {
        if (await db.Procedures.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } procedure)
            return false;
        if (!isActive && ProcedureCodes.Nine.Contains(procedure.Code))
            throw new PreconditionException("По этой процедуре определяются школы с низкими результатами: её нельзя вывести из употребления. Если в каком-то году её не проводили, отметьте это в сведениях за год.");
        if (await NameTakenAsync(name, id, ct))
            throw new PreconditionException("Процедура с таким названием уже есть.");
        db.ExpectVersion(procedure, version);
        (procedure.Name, procedure.IsActive) = (name, isActive);
        await SaveAsync("assessments.procedure-changed", ct);
        return true;
    }

    /// <summary>Sets what holds in a year: held or not, scale, minimum. Other years keep theirs.</summary>
    /// <param name="version">Of the year's row as it was shown; null when the year had none.</param>
    /// <returns>False when there is no such procedure.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Someone else saved the year first.</exception>
    public async Task<bool> SetYearAsync(Guid procedureId, AcademicYear year, uint? version, YearDetails details, CancellationToken ct)
    {
        if (!await db.Procedures.AnyAsync(p => p.Id == procedureId, ct))
            return false;
        if (details.Problems().Select(p => p.Message).FirstOrDefault() is { } problem)
            throw new PreconditionException(problem);
        var row = await db.ProcedureYears.SingleOrDefaultAsync(y => y.ProcedureId == procedureId && y.Year == year.StartYear, ct);
        if (row is null)
            db.ProcedureYears.Add(row = new ProcedureYear { ProcedureId = procedureId, Year = year.StartYear });
        else
            // Without a version the form was made when the year had no row: somebody added it meanwhile.
            db.ExpectVersion(row, version ?? 0);
        details.ApplyTo(row);
        await SaveAsync("assessments.procedure-year-changed", ct);
        return true;
    }

    /// <summary>Copies scales and minimums of a year to the next for procedures that have none there yet.</summary>
    /// <returns>How many procedures got them.</returns>
    public async Task<int> CopyToNextAsync(AcademicYear year, CancellationToken ct)
    {
        var next = year.Next.StartYear;
        var missing = await db.ProcedureYears.AsNoTracking()
            .Where(y => y.Year == year.StartYear && !db.ProcedureYears.Any(n => n.ProcedureId == y.ProcedureId && n.Year == next)
                && db.Procedures.Any(p => p.Id == y.ProcedureId && p.IsActive))
            .ToListAsync(ct);
        foreach (var row in missing)
        {
            var copy = new ProcedureYear { ProcedureId = row.ProcedureId, Year = next };
            // Whether it is held in the next year is not known from this one.
            (YearDetails.Of(row) with { WasHeld = true, Source = $"перенесено с {year}; сверьте со шкалой года" }).ApplyTo(copy);
            db.ProcedureYears.Add(copy);
        }
        if (missing.Count > 0)
            await SaveAsync("assessments.procedure-years-copied", ct);
        return missing.Count;
    }

    private static string FreeCode(ProcedureDetails details, List<string> taken)
    {
        var code = ProcedureSlug.Of(details.Family, details.Subject, details.Grade);
        return Enumerable.Range(1, CodeTries).Select(n => n == 1 ? code : $"{code}-{n}").FirstOrDefault(c => !taken.Contains(c))
            ?? throw new PreconditionException("Таких процедур уже слишком много.");
    }

    private async Task SaveAsync(string operation, CancellationToken ct)
    {
        try
        {
            await db.SaveAsync(operation, ct);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new PreconditionException("То же самое только что сохранил другой пользователь.");
        }
    }
}

public sealed record ProcedureDetails(string Name, ExamFamily Family, string Subject, int? Grade);
