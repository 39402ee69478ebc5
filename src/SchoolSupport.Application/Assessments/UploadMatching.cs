using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Assessments;

/// <param name="Label">The school as the file names it.</param>
/// <param name="SchoolId">A school of the register; null = not ours, skip its rows.</param>
public sealed record ChooseSchool(string Label, Guid? SchoolId);

/// <summary>A person says which school a name of a file means. The department's choices are remembered as aliases.</summary>
public sealed class UploadMatching(AppDbContext db, ReadingReferenceLoader references, UploadReading reading, SchoolAliasService aliases)
{
    /// <summary>Applies the choice to every row with that name and checks the file anew.</summary>
    /// <returns>False when the upload, or the school, is not there for this person.</returns>
    /// <exception cref="PreconditionException">The upload is not at its preview, or no row has that name.</exception>
    public Task<bool> ChooseAsync(Guid uploadId, ChooseSchool command, uint version, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Uploads.VisibleTo(db.Actor).SingleOrDefaultAsync(u => u.Id == uploadId, ct) is not { } upload || !await MayChooseAsync(upload, command.SchoolId, ct))
            return false;
        if (upload.Status != UploadStatus.Preview)
            throw new PreconditionException("Сопоставлять школы можно, пока файл на проверке.");
        var rows = await db.UploadRows.Where(r => r.UploadId == uploadId).OrderBy(r => r.Ordinal).ToListAsync(ct);
        if (rows.All(r => r.Label != command.Label))
            throw new PreconditionException("В файле больше нет строк с таким названием школы.");
        if (command.SchoolId is { } school && upload.SchoolId is null)
            await RememberAsync(command.Label, school, $"загрузка № {upload.Number}", ct);
        var answers = UploadJson.Answers(upload.Answers);
        var choices = new Dictionary<string, Guid?>(answers.Choices ?? new Dictionary<string, Guid?>()) { [command.Label] = command.SchoolId };
        answers = answers with { Choices = choices };
        upload.Answers = UploadJson.Write(answers);
        await CheckAnewAsync(upload, rows, answers, ct);
        // Only now: saving the alias before would have taken the expectation for a change already made.
        db.ExpectVersion(upload, version);
        await db.SaveAsync("assessments.school-matched", ct);
        return true;
    }, ct);

    /// <summary>Next season's file with this spelling needs no person. A spelling that already means a school stays with it.</summary>
    private async Task RememberAsync(string label, Guid schoolId, string source, CancellationToken ct)
    {
        if (!SchoolName.Normalize(label).IsEmpty && await aliases.ClashAsync(schoolId, label, ct) is null)
            await aliases.AddAsync(schoolId, label, source, ct);
    }

    private async Task CheckAnewAsync(Upload upload, IReadOnlyList<UploadRow> rows, UploadAnswers answers, CancellationToken ct)
    {
        var reference = await references.LoadAsync(answers, ct);
        var (kept, owned) = UploadInterpreter.Match(rows, reference, answers, upload.SchoolId);
        var lastYear = await reading.LastYearAsync(kept.Select(r => r.Year), reference, ct);
        var ofReader = UploadJson.Findings(upload.Findings).Where(f => !UploadFindingCodes.IsOfCheck(f.Code));
        UploadReading.SetFindings(upload, [.. ofReader, .. owned, .. UploadCheck.Run(kept, reference, lastYear)], kept);
        var facts = UploadJson.Facts(upload.Facts)!;
        upload.Facts = UploadJson.Write(facts with { MatchedSchoolCount = kept.Where(r => r.SchoolId is not null).Select(r => r.Label).Distinct().Count() });
    }

    /// <summary>A school's people may say «это мы» or «это не мы», never name another school.</summary>
    private async Task<bool> MayChooseAsync(Upload upload, Guid? schoolId, CancellationToken ct) =>
        schoolId is not { } id || (upload.SchoolId is { } own ? own == id : await db.Schools.AnyAsync(s => s.Id == id, ct));
}
