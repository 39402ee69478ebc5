using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>What stood in one field of a posted form.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Was">What the field showed when the form was made; null when it is not known.</param>
public sealed record TypedAnswer(AnswerKey Key, string? Typed, bool NotApplicable, string? Comment, string? Was = null);

/// <summary>Somebody else wrote another value since the form was made; theirs is kept.</summary>
public sealed record AnswerConflict(AnswerKey Key, string Stored, string Typed);

/// <param name="Saved">Fields whose value changed.</param>
/// <param name="Conflicts">Fields that were not written.</param>
public sealed record SavedAnswers(int Saved, IReadOnlyList<AnswerConflict> Conflicts);

/// <summary>
/// What schools enter, submit and get back. A draft takes anything that is typed: what cannot be read is kept as it stands and named. Methods answer
/// null or false when there is no such submission for the actor.
/// </summary>
public sealed class SubmissionService(AppDbContext db, SubmissionReader reader, TenantClock clock)
{
    /// <exception cref="PreconditionException">Nothing can be saved now: submitted, closed, or the school has left.</exception>
    public Task<SavedAnswers?> SaveAsync(Guid campaignId, Guid? schoolId, IReadOnlyList<TypedAnswer> typed, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await TakeAsync(campaignId, schoolId, ct) is not var (campaign, row))
            return null;
        row.Take(row.Rules.Save(campaign.Rules, await clock.TodayAsync(ct)));
        var forms = (await reader.ReadAsync(campaignId, schoolId, ct))!.Forms;
        var stored = await db.FormAnswers.Where(a => a.SubmissionId == row.Id).ToDictionaryAsync(a => a.Key, ct);
        var conflicts = new List<AnswerConflict>();
        var saved = 0;
        foreach (var answer in typed.DistinctBy(t => t.Key))
        {
            if (forms.Select(form => form.Find(answer.Key.Question)).FirstOrDefault(q => q is not null) is not { } question
                || !FitsClass(question, answer.Key, row))
                continue;
            var known = stored.GetValueOrDefault(answer.Key);
            if (ConflictOf(question, answer, known) is { } conflict)
                conflicts.Add(conflict);
            else if (Write(row, question, answer, known))
                saved++;
        }
        await db.SaveAsync("monitoring.answers-saved", ct);
        return (SavedAnswers?)new SavedAnswers(saved, conflicts);
    }, ct);

    /// <summary>Takes over the last submission where nothing was entered yet.</summary>
    public Task<bool> PrefillAsync(Guid campaignId, Guid? schoolId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await TakeAsync(campaignId, schoolId, ct) is not var (campaign, row) || row.State != SubmissionState.NotStarted
            || row.Rules.WhyNotEditable(campaign.Rules, await clock.TodayAsync(ct)) is not null || await db.FormAnswers.AnyAsync(a => a.SubmissionId == row.Id, ct))
            return false;
        var view = (await reader.ReadAsync(campaignId, schoolId, ct))!;
        if (view.Answers.Previous.Count > 0)
        {
            if (row.ClassNames.Count == 0)
                row.Classes = ProgramJson.Write(view.Answers.Previous.Keys.Select(k => k.Class).OfType<string>().Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.CurrentCulture));
            var answers = view.Forms.SelectMany(form => FormPrefill.Of(form, view.Answers.Previous)).DistinctBy(pair => pair.Key);
            db.FormAnswers.AddRange(answers.Select(pair => new FormAnswer
            {
                SubmissionId = row.Id, Question = pair.Key.Question, ClassName = pair.Key.Class ?? "", State = pair.Value.State, Number = pair.Value.Number,
                Text = pair.Value.Text, IsPrefilled = true, RecordedBy = db.Actor.UserId, RecordedAt = db.Now,
            }));
        }
        await db.SaveAsync("monitoring.answers-prefilled", ct);
        return true;
    }, ct);

    /// <summary>Names the classes that questions by class are asked of. Answers of a class that is gone stay until the form is sent: naming it again brings them back.</summary>
    /// <exception cref="PreconditionException">Nothing can be saved now, or there are too many.</exception>
    public Task<bool> SetClassesAsync(Guid campaignId, Guid? schoolId, IReadOnlyList<string> classes, CancellationToken ct) => StepAsync(campaignId, schoolId, "monitoring.classes-changed", (campaign, row, today) =>
    {
        string[] names = [.. classes.Select(name => name.Trim().ToUpperInvariant()).Where(name => name.Length is > 0 and <= 20).Distinct()];
        if (names.Length > SubmissionRow.MostClasses)
            throw new PreconditionException($"Классов может быть не больше {SubmissionRow.MostClasses}.");
        row.Take(row.Rules.Save(campaign.Rules, today));
        row.Classes = ProgramJson.Write(names);
        return Task.CompletedTask;
    }, ct);

    /// <exception cref="PreconditionException">Something blocks it: an error, a missing comment, the deadline, the campaign.</exception>
    public Task<bool> SubmitAsync(Guid campaignId, Guid? schoolId, CancellationToken ct) => StepAsync(campaignId, schoolId, "monitoring.form-submitted", async (campaign, row, today) =>
    {
        var view = (await reader.ReadAsync(campaignId, schoolId, ct))!;
        row.Take(row.Rules.Submit(campaign.Rules, view.Findings, view.Answers, today));
        // Sums are over the answers of a form that was sent: a class that is gone may not count.
        db.FormAnswers.RemoveRange((await db.FormAnswers.Where(a => a.SubmissionId == row.Id && a.ClassName != "").ToListAsync(ct)).Where(a => !row.ClassNames.Contains(a.ClassName)));
        (row.SubmittedAt, row.SubmittedBy, row.Comment) = (db.Now, db.Actor.UserId, "");
    }, ct);

    /// <exception cref="PreconditionException">It was accepted already, or the campaign is over.</exception>
    public Task<bool> WithdrawAsync(Guid campaignId, Guid? schoolId, CancellationToken ct) => StepAsync(campaignId, schoolId, "monitoring.form-withdrawn", (campaign, row, today) =>
    {
        row.Take(row.Rules.Withdraw(campaign.Rules, today));
        return Task.CompletedTask;
    }, ct);

    /// <param name="remarks">What to correct, by field; the answers of now are noted with them.</param>
    /// <param name="comment">About the whole; may be empty.</param>
    /// <exception cref="PreconditionException">It was not handed in, the campaign is over, or no remark was written.</exception>
    public Task<bool> ReturnAsync(Guid campaignId, Guid? schoolId, IReadOnlyDictionary<AnswerKey, string> remarks, string comment, DateOnly? until, CancellationToken ct) =>
        StepAsync(campaignId, schoolId, "monitoring.form-returned", async (campaign, row, today) =>
        {
            var view = (await reader.ReadAsync(campaignId, schoolId, ct))!;
            row.Take(row.Rules.Return(campaign.Rules, [.. remarks.Select(r => new FieldRemark(r.Key, r.Value.Trim(), view.Answers[r.Key]))], until, today));
            (row.Comment, row.DecidedAt, row.DecidedBy) = (comment, db.Now, db.Actor.UserId);
        }, ct);

    /// <exception cref="PreconditionException">It does not wait for a decision, or the campaign is over.</exception>
    public Task<bool> AcceptAsync(Guid campaignId, Guid? schoolId, CancellationToken ct) => StepAsync(campaignId, schoolId, "monitoring.form-accepted", (campaign, row, _) =>
    {
        row.Take(row.Rules.Accept(campaign.Rules));
        (row.Comment, row.DecidedAt, row.DecidedBy) = ("", db.Now, db.Actor.UserId);
        return Task.CompletedTask;
    }, ct);

    private Task<bool> StepAsync(Guid campaignId, Guid? schoolId, string operation, Func<CampaignRow, SubmissionRow, DateOnly, Task> step, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await TakeAsync(campaignId, schoolId, ct) is not var (campaign, row))
            return false;
        await step(campaign, row, await clock.TodayAsync(ct));
        await db.SaveAsync(operation, ct);
        return true;
    }, ct);

    /// <summary>
    /// The submission, locked until the end of the transaction, and its campaign, which nobody can close meanwhile: what was read of them still holds when
    /// the answers are written.
    /// </summary>
    private async Task<(CampaignRow Campaign, SubmissionRow Row)?> TakeAsync(Guid campaignId, Guid? schoolId, CancellationToken ct)
    {
        if (db.Actor.SchoolId is { } own && own != schoolId)
            return null;
        var campaign = await db.Campaigns.FromSql($"select *, xmin from campaigns where id = {campaignId} for share").AsNoTracking().SingleOrDefaultAsync(ct);
        if (campaign is null || (db.Actor.IsSchool && campaign.State == CampaignState.Draft))
            return null;
        var row = await db.Submissions.FromSql($"select *, xmin from submissions where campaign_id = {campaignId} and school_id is not distinct from {schoolId} for update").SingleOrDefaultAsync(ct);
        if (row is not { Rules.Counts: false })
            return row is null ? null : (campaign, row);
        var today = await clock.TodayAsync(ct);
        row.LeaveWith(await db.Schools.Where(s => s.Id == schoolId).Select(s => s.ClosedOn).SingleOrDefaultAsync(ct), today);
        return (campaign, row);
    }

    private static bool FitsClass(FormQuestion question, AnswerKey key, SubmissionRow row) => question.Scope == QuestionScope.Class
        ? key.Class is not null && row.ClassNames.Contains(key.Class) : key.Class is null;

    /// <summary>Another value stands there than the form showed, and it is not the one that was typed.</summary>
    private static AnswerConflict? ConflictOf(FormQuestion question, TypedAnswer typed, FormAnswer? stored)
    {
        var shown = AnswerWords.Typed(question, stored);
        var mine = typed.NotApplicable ? AnswerWords.NotApplicable : typed.Typed?.Trim() ?? "";
        return typed.Was is null || shown == typed.Was || shown == mine || mine == typed.Was ? null : new AnswerConflict(typed.Key, shown, mine);
    }

    /// <returns>False when nothing changed.</returns>
    private bool Write(SubmissionRow row, FormQuestion question, TypedAnswer typed, FormAnswer? stored)
    {
        // Somebody else's newer value stays where this form did not touch the field.
        if (typed.Was is not null && (typed.NotApplicable ? AnswerWords.NotApplicable : typed.Typed?.Trim() ?? "") == typed.Was && (typed.Comment ?? stored?.Comment ?? "") == (stored?.Comment ?? ""))
        {
            if (stored is { IsPrefilled: true })
                stored.IsPrefilled = false;
            return false;
        }
        var reading = typed.NotApplicable ? new AnswerReading(Answer.NotApplicable, null) : AnswerReader.Read(question, typed.Typed);
        var (state, number, text) = (reading.Answer?.State ?? AnswerState.Empty, reading.Answer?.Number, reading.Answer?.Text);
        var unread = reading.Answer is null ? typed.Typed?.Trim() : null;
        var comment = typed.Comment?.Trim() ?? stored?.Comment ?? "";
        if (stored is null)
        {
            if (state == AnswerState.Empty && unread is null && comment.Length == 0)
                return false;
            stored = new FormAnswer { SubmissionId = row.Id, Question = typed.Key.Question, ClassName = typed.Key.Class ?? "", RecordedAt = db.Now };
            db.FormAnswers.Add(stored);
        }
        else if (stored.Answer == new Answer(state, number, text) && stored.Typed == unread && stored.Comment == comment)
        {
            stored.IsPrefilled = false;
            return false;
        }
        (stored.State, stored.Number, stored.Text, stored.Typed, stored.Comment, stored.IsPrefilled) = (state, number, text, unread, comment, false);
        (stored.RecordedBy, stored.RecordedAt) = (db.Actor.UserId, db.Now);
        return true;
    }
}

/// <summary>Answers as words.</summary>
public static class AnswerWords
{
    public const string NotApplicable = "н/п";

    /// <summary>What a field shows: as it would be typed, so that reading it again gives the same answer.</summary>
    public static string Typed(FormQuestion question, FormAnswer? stored) => stored is null ? ""
        : stored.Typed ?? (stored.State switch
        {
            AnswerState.NotApplicable => NotApplicable,
            AnswerState.Empty => "",
            _ => question.Kind switch
            {
                QuestionKind.YesNo => stored.Number == 1 ? "да" : "нет",
                QuestionKind.Choice or QuestionKind.Text => stored.Text ?? "",
                _ => stored.Answer.Number is { } number ? number.ToString("0.######", RussianText.Culture) : "",
            },
        });

    /// <summary>For reading: «12», «да», the option's text, «не применимо», «нет ответа».</summary>
    public static string Shown(FormQuestion question, Answer answer) => answer.State switch
    {
        AnswerState.NotApplicable => "не применимо",
        AnswerState.Empty => "нет ответа",
        _ => question.Kind switch
        {
            QuestionKind.YesNo => answer.IsYes ? "да" : "нет",
            QuestionKind.Choice => question.Options.FirstOrDefault(o => o.Code == answer.Text)?.Text ?? answer.Text ?? "",
            QuestionKind.Text => answer.Text ?? "",
            _ => answer.Number is { } number ? RussianText.Decimal(number) + (question.Kind == QuestionKind.Percent ? " %" : "") : "",
        },
    };
}
