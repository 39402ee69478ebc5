using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;

namespace SchoolSupport.Application.Identification;

/// <summary>Procedures beyond those of the list that somebody else looks at: that nobody took part is confirmed for them in the same way.</summary>
public interface IOtherExpectations
{
    /// <summary>Expected of the school in the year and without a result.</summary>
    Task<IReadOnlyList<(Guid Id, string Name)>> MissingAsync(Guid schoolId, AcademicYear year, CancellationToken ct);
}

/// <summary>Nobody of the school took part.</summary>
/// <param name="ProcedureId">Null: in every procedure of the year for which data are missing.</param>
/// <param name="Reason">How it is known, in the person's words.</param>
public sealed record ConfirmAbsence(Guid SchoolId, AcademicYear Year, Guid? ProcedureId, string Reason);

/// <summary>
/// Confirmations that nobody took part: they turn «недостаточно данных» into a verdict of the next run. A school's
/// people may confirm for their own school; whose word it was is kept.
/// </summary>
public sealed class AbsenceService(AppDbContext db, FactsLoader loader, IOtherExpectations others)
{
    /// <returns>How many procedures were confirmed; null when there is no such school or procedure.</returns>
    /// <exception cref="PreconditionException">There is a result, a confirmation, or nothing is missing.</exception>
    public async Task<int?> ConfirmAsync(ConfirmAbsence command, CancellationToken ct)
    {
        if (db.Actor.SchoolId is { } own && own != command.SchoolId)
            return null;
        var inputs = await loader.LoadAsync(command.Year, ct);
        if (inputs.Schools.All(s => s.Id != command.SchoolId))
            return null;
        var isOfTheList = command.ProcedureId is not { } wanted || inputs.Procedures.Any(p => p.Id == wanted);
        if (!isOfTheList && (await others.MissingAsync(command.SchoolId, command.Year, ct)).All(p => p.Id != command.ProcedureId))
            return null;
        var procedures = command.ProcedureId is { } one ? [isOfTheList ? Single(inputs, command, one) : one] : Missing(inputs, command);
        db.Actor.Reason = command.Reason;
        foreach (var procedureId in procedures)
            db.AbsenceConfirmations.Add(new AbsenceConfirmation
            {
                SchoolId = command.SchoolId, ProcedureId = procedureId, Year = command.Year.StartYear, Reason = command.Reason,
                ConfirmedBy = db.Actor.UserId, ConfirmedRole = db.Actor.Role, ConfirmedAt = db.Now,
            });
        await db.SaveAsync("identification.absence-confirmed", ct);
        return procedures.Count;
    }

    /// <summary>Withdraws a confirmation: data are missing again. False when there is no such confirmation.</summary>
    public async Task<bool> WithdrawAsync(Guid id, CancellationToken ct)
    {
        var confirmation = await db.AbsenceConfirmations.SingleOrDefaultAsync(c => c.Id == id && c.WithdrawnAt == null, ct);
        if (confirmation is null || (db.Actor.SchoolId is { } own && own != confirmation.SchoolId))
            return false;
        confirmation.WithdrawnAt = db.Now;
        confirmation.WithdrawnBy = db.Actor.UserId;
        await db.SaveAsync("identification.absence-withdrawn", ct);
        return true;
    }

    private static Guid Single(IdentificationInputs inputs, ConfirmAbsence command, Guid procedureId)
    {
        var year = command.Year.StartYear;
        if (inputs.Results.Any(r => r.SchoolId == command.SchoolId && r.ProcedureId == procedureId && r.Year == year))
            throw new PreconditionException("По этой процедуре результат уже загружен: подтверждать отсутствие участников не нужно.");
        if (inputs.Absences.Any(a => a.SchoolId == command.SchoolId && a.ProcedureId == procedureId && a.Year == year))
            throw new PreconditionException("Отсутствие участников по этой процедуре уже подтверждено.");
        return procedureId;
    }

    private static IReadOnlyList<Guid> Missing(IdentificationInputs inputs, ConfirmAbsence command)
    {
        var facts = FactsAssembler.Assemble(inputs);
        var ids = inputs.Procedures.ToDictionary(p => p.Code, p => p.Id);
        var procedures = facts.Schools.SingleOrDefault(s => s.School.Id == command.SchoolId)?.Facts.Current.Procedures ?? [];
        var missing = facts.Rules.Procedures.Where((code, i) => i < procedures.Length && procedures[i].State == ProcedureState.Missing && ids.ContainsKey(code))
            .Select(code => ids[code]).ToArray();
        return missing.Length > 0 ? missing : throw new PreconditionException($"За {command.Year} год у школы нет процедур без данных.");
    }
}
