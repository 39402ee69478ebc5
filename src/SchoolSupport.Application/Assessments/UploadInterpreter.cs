using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Assessments;

/// <summary>The numbers of a school, procedure and year that are stored now.</summary>
public readonly record struct StoredCounts(int Participants, int Failed);

/// <summary>A file after reading, matching and checking; nothing is stored yet.</summary>
/// <param name="OtherSchoolsRows">Rows left out of a school's own upload because they are of other schools.</param>
public sealed record InterpretedUpload(
    ResultsReading Reading, IReadOnlyList<UploadRow> Rows, IReadOnlyList<Finding> Findings, int OtherSchoolsRows)
{
    public int ErrorCount => Findings.Count(f => f.Severity == FindingSeverity.Error);
    public int UnmatchedCount => Rows.Where(r => r.IsUnmatched).Select(r => r.Label).Distinct().Count();
    public bool CanCommit => ErrorCount == 0 && UnmatchedCount == 0 && Rows.Count > 0 && Reading.Questions.Count == 0;
    public UploadStatus Status =>
        Reading.Questions.Count > 0 ? UploadStatus.NeedsAnswers
        : Rows.Count == 0 ? UploadStatus.Refused
        : UploadStatus.Preview;
}

/// <summary>Turns what the reader found into rows of our schools. Pure: everything it needs is given.</summary>
public static class UploadInterpreter
{
    /// <param name="ownSchool">Set for a school's own upload: only its rows are kept.</param>
    /// <param name="lastYear">Stored counts of the years before the file's, for the note about a large change.</param>
    public static InterpretedUpload Interpret(
        ResultsReading reading, ReadingReference reference, UploadAnswers answers, Guid uploadId, Guid? ownSchool,
        Func<(Guid School, string Procedure, int Year), StoredCounts?> lastYear)
    {
        var rows = new List<UploadRow>(reading.Rows.Count);
        foreach (var read in reading.Rows)
            rows.Add(Row(read, rows.Count + 1, uploadId));
        var owned = Match(rows, reference, answers, ownSchool);
        IReadOnlyList<Finding> findings = [.. reading.Findings, .. owned.Findings, .. UploadCheck.Run(owned.Rows, reference, lastYear)];
        return new InterpretedUpload(reading, owned.Rows, findings, rows.Count - owned.Rows.Count);
    }

    /// <summary>Gives each row its school: a person's choice first, then the register. Rows of others leave a school's upload.</summary>
    public static (IReadOnlyList<UploadRow> Rows, IReadOnlyList<Finding> Findings) Match(
        IReadOnlyList<UploadRow> rows, ReadingReference reference, UploadAnswers answers, Guid? ownSchool)
    {
        foreach (var row in rows)
            MatchRow(row, reference, answers);
        return ownSchool is { } school ? OwnSchoolScope.Limit(rows, school) : (rows, []);
    }

    private static void MatchRow(UploadRow row, ReadingReference reference, UploadAnswers answers)
    {
        if (answers.Choices is { } choices && choices.TryGetValue(row.Label, out var chosen)
            && (chosen is null || reference.Schools.ContainsKey(chosen.Value)))
        {
            row.SchoolId = chosen;
            row.IsSkipped = chosen is null;
            row.MatchBasis = SchoolMatchBasis.Person;
            row.Suggestions = "[]";
            return;
        }
        var match = reference.Matcher.Match(row.SchoolText, row.SchoolLogin, row.SchoolInn);
        row.SchoolId = match.SchoolId;
        row.IsSkipped = false;
        row.MatchBasis = match.Basis is { } basis ? (SchoolMatchBasis)(int)basis : SchoolMatchBasis.None;
        row.Suggestions = match.Suggestions.Count == 0
            ? "[]"
            : UploadJson.Write(match.Suggestions.Select(s => new StoredSuggestion(s.SchoolId, s.Why)));
    }

    private static UploadRow Row(ReadResultRow read, int ordinal, Guid uploadId) => new()
    {
        UploadId = uploadId,
        Ordinal = ordinal,
        Sheet = read.Sheet,
        Row = read.Row,
        LastRow = read.LastRow,
        ColumnLetter = read.Column,
        SchoolText = Short(read.SchoolText),
        SchoolLogin = read.Login,
        SchoolInn = read.Inn,
        ProcedureCode = read.ProcedureCode,
        Year = read.Year.StartYear,
        Participants = read.Participants,
        Failed = read.Failed,
        Mark2 = read.Mark2,
        Mark3 = read.Mark3,
        Mark4 = read.Mark4,
        Mark5 = read.Mark5,
        ByPercent = read.ByPercent,
        FailedPercent = read.FailedPercent,
        MeanMark = read.MeanMark,
        MeanScore = read.MeanScore,
        ScoreCounts = read.ScoreCounts is { } counts ? [.. counts] : null,
        JournalLowered = read.Journal?.Lowered,
        JournalConfirmed = read.Journal?.Confirmed,
        JournalRaised = read.Journal?.Raised,
    };

    private static string Short(string text) => text.Length <= SchoolName.MaxLength ? text : text[..SchoolName.MaxLength];
}

/// <summary>A school's upload may hold only its own rows; a region-wide file gives it these and nothing else.</summary>
internal static class OwnSchoolScope
{
    public static (IReadOnlyList<UploadRow> Rows, IReadOnlyList<Finding> Findings) Limit(IReadOnlyList<UploadRow> rows, Guid ownSchool)
    {
        foreach (var row in rows)
            row.Suggestions = row.SchoolId is null ? UploadJson.Write(new[] { new StoredSuggestion(ownSchool, "ваша школа") }) : "[]";
        var own = rows.Where(r => r.SchoolId == ownSchool).ToList();
        var unmatched = rows.Where(r => r.IsUnmatched || r is { SchoolId: null, IsSkipped: true }).ToList();
        if (own.Count > 0)
            return Kept(rows, own);
        // Nothing is surely ours, but a spelling nobody knows may be: the school's people say so.
        if (unmatched.Count > 0)
            return Kept(rows, unmatched);
        return rows.Count == 0 ? (rows, []) : ([], [new Finding(FindingSeverity.Error, UploadFindingCodes.NotOwnSchool,
            "В файле нет строк вашей школы.", rows[0].Sheet, rows[0].Row, Found: rows[0].Label,
            Expected: "результаты вашей школы", Action: "Загрузите файл своей школы или введите числа в форме на экране.")]);
    }

    private static (IReadOnlyList<UploadRow>, IReadOnlyList<Finding>) Kept(IReadOnlyList<UploadRow> all, IReadOnlyList<UploadRow> kept)
    {
        var others = all.Count - kept.Count;
        return (kept, others == 0 ? [] : [new Finding(FindingSeverity.Note, UploadFindingCodes.OtherSchoolsSkipped,
            $"Строки других школ пропущены: {RussianText.Number(others)}.", Action: "Ничего не нужно: сохраняются только результаты вашей школы.")]);
    }
}
