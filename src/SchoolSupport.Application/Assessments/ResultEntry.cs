using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Assessments;

/// <summary>Counts typed in on the screen for one school, procedure and year. Either all four marks or none.</summary>
/// <param name="Failed">Marks «2» or below the minimum, before the retake, without graduates of previous years.</param>
public sealed record EnterResult(
    Guid SchoolId, Guid ProcedureId, int Year, int Participants, int Failed, int? Mark2, int? Mark3, int? Mark4, int? Mark5);

/// <summary>Results by form: the same versions as from a file.</summary>
public sealed class ResultEntry(AppDbContext db, ResultVersions versions, TenantClock clock)
{
    /// <returns>Null when the school or the procedure is not there for this person.</returns>
    /// <exception cref="PreconditionException">The numbers contradict each other; the form said so before.</exception>
    public async Task<VersionOutcome?> EnterAsync(EnterResult command, CancellationToken ct)
    {
        if (db.Actor.SchoolId is { } own && own != command.SchoolId)
            return null;
        if (!await db.Schools.AnyAsync(s => s.Id == command.SchoolId, ct) || !await db.Procedures.AnyAsync(p => p.Id == command.ProcedureId && p.IsActive, ct))
            return null;
        Check(command, await clock.TodayAsync(ct));
        var values = new ResultValues(command.SchoolId, command.ProcedureId, command.Year, command.Participants, command.Failed,
            command.Mark2, command.Mark3, command.Mark4, command.Mark5);
        return await db.InTransactionAsync(async () =>
            (await versions.StoreAsync([(values, new ResultPlace(ResultSource.Form))], "assessments.result-entered", ct))[0], ct);
    }

    private static void Check(EnterResult command, DateOnly today)
    {
        if (command.Participants < 0 || command.Failed < 0 || command.Failed > command.Participants)
            throw new PreconditionException("Число не справившихся — от 0 до числа участников.");
        if (command.Mark2 is not null && (command.Mark2 != command.Failed || command.Mark2 + command.Mark3 + command.Mark4 + command.Mark5 != command.Participants))
            throw new PreconditionException("Отметки в сумме должны давать число участников, а «2» — число не справившихся.");
        if (command.Year > AcademicYear.Of(today).StartYear)
            throw new PreconditionException("Учебный год ещё не начался.");
    }
}
