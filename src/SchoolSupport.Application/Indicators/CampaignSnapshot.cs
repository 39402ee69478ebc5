using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;

namespace SchoolSupport.Application.Indicators;

/// <summary>What a collection held when it was closed: how many forms and answers count, and a checksum over them, by which anybody can tell that they are still the same.</summary>
/// <param name="Checksum">SHA-256 over the counted answers in their order, as hexadecimal digits.</param>
public sealed record CampaignSnapshot(int Forms, int Answers, string Checksum)
{
    /// <summary>Of the answers as they are now.</summary>
    public static async Task<CampaignSnapshot> TakeAsync(AppDbContext db, Guid campaign, CancellationToken ct)
    {
        var counted = db.Submissions.AsNoTracking().Where(s => s.CampaignId == campaign && s.LeftOn == null
            && (s.State == SubmissionState.Submitted || s.State == SubmissionState.Accepted));
        var rows = await (from answer in db.FormAnswers.AsNoTracking()
                          join submission in counted on answer.SubmissionId equals submission.Id
                          where answer.State != AnswerState.Empty
                          select new { School = submission.SchoolId ?? Guid.Empty, answer.Question, answer.ClassName, answer.State, answer.Number, answer.Text }).ToListAsync(ct);
        var lines = rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.School}|{row.Question}|{row.ClassName}|{(int)row.State}|{row.Number:0.######}|{row.Text}\n")).Order(StringComparer.Ordinal);
        return new CampaignSnapshot(await counted.CountAsync(ct), rows.Count, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))));
    }
}
