using System.Globalization;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Assessments;

/// <summary>Findings that need the register, the catalogue and the stored results; the reader's own findings come before them.</summary>
internal static class UploadCheck
{
    /// <summary>A change of the share from this many percentage points up is pointed at (formats reference, section 6).</summary>
    private const decimal LargeChangePoints = 10;

    /// <summary>Below this many participants a change of the share says nothing.</summary>
    private const int InformativeParticipants = 10;

    public static IReadOnlyList<Finding> Run(
        IReadOnlyList<UploadRow> rows, ReadingReference reference,
        Func<(Guid School, string Procedure, int Year), StoredCounts?> lastYear)
    {
        // Hundreds of alike findings are told once for the rest, as the reader does.
        var findings = new FindingList();
        foreach (var finding in Unmatched(rows).Concat(Procedures(rows, reference)).Concat(Years(rows, reference)).Concat(Twice(rows, reference))
                     .Concat(Schools(rows, reference)).Concat(Changes(rows, reference, lastYear)).Concat(WithoutNumbers(rows)))
            findings.Add(finding);
        return findings.ToList();
    }

    private static IEnumerable<Finding> Unmatched(IReadOnlyList<UploadRow> rows) =>
        from row in rows
        where row.IsUnmatched
        group row by row.Label into same
        let first = same.First()
        select new Finding(FindingSeverity.Error, UploadFindingCodes.SchoolUnmatched,
            first.Label.Length == 0 ? "В строке нет названия школы." : $"Школа не сопоставлена с реестром{Times(same.Count())}.",
            first.Sheet, first.Row, null, first.Label, "название школы из реестра", "Выберите школу. Выбор запомнится.");

    private static string Times(int count) =>
        count == 1 ? "" : $" ({RussianText.Count(count, "строка", "строки", "строк")})";

    private static IEnumerable<Finding> Procedures(IReadOnlyList<UploadRow> rows, ReadingReference reference)
    {
        foreach (var same in rows.Where(r => !r.IsSkipped && r.ProcedureCode.Length > 0).GroupBy(r => r.ProcedureCode))
        {
            var first = same.First();
            if (!reference.Procedures.TryGetValue(same.Key, out var procedure))
                yield return new Finding(FindingSeverity.Error, UploadFindingCodes.ProcedureNotInCatalogue,
                    $"Процедуры «{same.Key}» нет в справочнике. Она не входит в процедуры, по которым выявляются низкие результаты.",
                    first.Sheet, first.Row, null, same.Key, "процедура из справочника",
                    "Если результаты нужны, добавьте процедуру в справочник и прочитайте файл ещё раз; иначе отзовите загрузку.");
            else if (!reference.RuleProcedures.Contains(same.Key))
                yield return new Finding(FindingSeverity.Warning, UploadFindingCodes.ProcedureOutsideRules,
                    $"Процедура «{procedure.Name}» не входит в {CountOf(reference)}; сохранится и не влияет на выявление.",
                    first.Sheet, first.Row, Action: "Ничего не нужно, если файл выбран верно.");
        }
    }

    private static string CountOf(ReadingReference reference) =>
        reference.RuleProcedures.SetEquals(ProcedureCodes.Nine) ? "девять процедур" : "процедуры методики";

    private static IEnumerable<Finding> Years(IReadOnlyList<UploadRow> rows, ReadingReference reference)
    {
        var now = AcademicYear.Of(reference.Today);
        return from row in rows
               where !row.IsSkipped && row.Year > now.StartYear
               group row by row.Year into same
               let first = same.First()
               select new Finding(FindingSeverity.Error, UploadFindingCodes.YearInFuture, "Учебный год ещё не начался.",
                   first.Sheet, first.Row, null, new AcademicYear(same.Key).ToString(), $"не позднее {now}",
                   "Проверьте год в файле и загрузите исправленный файл.");
    }

    /// <summary>Two spellings of one school: equal numbers count once, different ones forbid saving and are both shown.</summary>
    private static IEnumerable<Finding> Twice(IReadOnlyList<UploadRow> rows, ReadingReference reference)
    {
        foreach (var same in rows.Where(r => r.SchoolId is not null).GroupBy(r => (r.SchoolId, r.ProcedureCode, r.Year, r.HasJournal)))
        {
            var first = same.First();
            foreach (var other in same.Skip(1))
            {
                var school = reference.Schools[first.SchoolId!.Value].ShortName;
                if (SameNumbers(first, other))
                    yield return new Finding(FindingSeverity.Note, UploadFindingCodes.SchoolTwice,
                        $"{school} указана дважды с одинаковыми числами ({Place(first)} и {Place(other)}).",
                        other.Sheet, other.Row, other.ColumnLetter, other.Label, "одна строка на школу", "Ничего не нужно: учтена один раз.");
                // The reader already said it where the two rows name the school alike.
                else if (other.Label != first.Label || other.Sheet != first.Sheet)
                    yield return new Finding(FindingSeverity.Error, UploadFindingCodes.SchoolTwiceDiffers,
                        $"{school} указана дважды с разными числами: {Place(first)} — {Numbers(first)}; {Place(other)} — {Numbers(other)}.",
                        other.Sheet, other.Row, other.ColumnLetter, $"{Numbers(first)}; {Numbers(other)}", "одна строка на школу",
                        "Оставьте в файле одну верную строку и загрузите файл заново.");
            }
        }
    }

    internal static bool SameNumbers(UploadRow a, UploadRow b) =>
        (a.Participants, a.Failed, a.Mark2, a.Mark3, a.Mark4, a.Mark5, a.JournalLowered, a.JournalConfirmed, a.JournalRaised)
        == (b.Participants, b.Failed, b.Mark2, b.Mark3, b.Mark4, b.Mark5, b.JournalLowered, b.JournalConfirmed, b.JournalRaised);

    private static string Place(UploadRow row) => $"лист «{row.Sheet}», строка {row.Row.ToString(CultureInfo.InvariantCulture)}";

    private static string Numbers(UploadRow row) => row.HasJournal
        ? $"понизили {row.JournalLowered}, подтвердили {row.JournalConfirmed}, повысили {row.JournalRaised}"
        : row.HasCounts ? RussianText.Share(row.Failed!.Value, row.Participants!.Value) : "нет чисел";

    private static IEnumerable<Finding> Schools(IReadOnlyList<UploadRow> rows, ReadingReference reference)
    {
        foreach (var row in rows)
        {
            if (row.SchoolId is not { } id || row.Participants is null or 0)
                continue;
            var school = reference.Schools[id];
            if (!school.TeachesSecondary && reference.Procedures.GetValueOrDefault(row.ProcedureCode)?.Family == ExamFamily.Ege)
                yield return Warning(row, UploadFindingCodes.EgeWithoutSeniorGrades,
                    $"{school.ShortName} не ведёт 10–11 классы, а участники ЕГЭ указаны.", "Проверьте школу в файле или её карточку в реестре.");
            if (!school.ExistedIn(new AcademicYear(row.Year)))
                yield return Warning(row, UploadFindingCodes.SchoolNotOpen,
                    $"{school.ShortName} в {new AcademicYear(row.Year)} учебном году не работала.", "Проверьте год и школу; даты открытия и закрытия — в карточке школы.");
        }
    }

    private static Finding Warning(UploadRow row, string code, string message, string action) =>
        new(FindingSeverity.Warning, code, message, row.Sheet, row.Row, row.ColumnLetter, row.Label, null, action);

    private static IEnumerable<Finding> Changes(
        IReadOnlyList<UploadRow> rows, ReadingReference reference, Func<(Guid, string, int), StoredCounts?> lastYear)
    {
        foreach (var row in rows)
        {
            if (row.SchoolId is not { } id || row is not { Participants: >= InformativeParticipants, Failed: { } failed } || row.Failed > row.Participants
                || lastYear((id, row.ProcedureCode, row.Year - 1)) is not { Participants: >= InformativeParticipants } before)
                continue;
            var change = 100m * failed / row.Participants.Value - 100m * before.Failed / before.Participants;
            if (Math.Abs(change) >= LargeChangePoints)
                yield return new Finding(FindingSeverity.Note, UploadFindingCodes.LargeChange,
                    $"{reference.Schools[id].ShortName}: доля не справившихся {(change > 0 ? "выросла" : "снизилась")} за год на {RussianText.Decimal(Math.Round(Math.Abs(change), 1))} п. п.",
                    row.Sheet, row.Row, row.ColumnLetter, RussianText.Share(failed, row.Participants.Value),
                    $"год назад {RussianText.Share(before.Failed, before.Participants)}", "Проверьте, что в файле нет опечатки.");
        }
    }

    private static IEnumerable<Finding> WithoutNumbers(IReadOnlyList<UploadRow> rows)
    {
        var empty = rows.Where(r => !r.IsSkipped && !r.HasCounts && !r.HasJournal).ToList();
        if (empty.Count > 0)
            yield return new Finding(FindingSeverity.Note, UploadFindingCodes.RowsWithoutNumbers,
                $"{RussianText.Count(empty.Count, "строка", "строки", "строк")} без чисел: в них ничего не сохранится.",
                empty[0].Sheet, empty[0].Row, Action: "Ничего не нужно, если данных нет.");
    }
}
