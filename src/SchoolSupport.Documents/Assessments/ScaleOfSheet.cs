using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>Procedure, year and scale of a sheet that gives primary scores instead of marks.</summary>
internal sealed record ScaleOfSheet(string Procedure, AcademicYear Year, MarkScale? Scale)
{
    /// <param name="maxScore">The highest score that the sheet speaks of, or null when it does not say.</param>
    public static ScaleOfSheet Find(ReadingSession session, SheetSetting setting, string sheet, ProcedureHint hint, int? maxScore, bool needed = true)
    {
        var procedure = setting.ProcedureOf(hint with { Family = setting.Hint.Family ?? hint.Family });
        var year = setting.Year;
        if (procedure.Length == 0 || year == default || !needed)
            return new ScaleOfSheet(procedure, year, null);
        var scale = session.Context.Scale(procedure, year);
        if (scale is null)
        {
            session.Ask(ReadingQuestion.Scale);
            session.Findings.Error(FindingCodes.ScaleMissing,
                $"Нет шкалы перевода первичных баллов в отметки для {procedure} за {year} учебный год: число отметок «2» посчитать нельзя.",
                sheet, found: "баллы без отметок", expected: "шкала перевода в справочнике",
                action: "Внесите шкалу в справочник «Шкалы» и загрузите файл снова.");
        }
        else if (maxScore is { } max && max != scale.MaxScore)
            session.Findings.Warn(FindingCodes.ScaleDiffers,
                $"В файле наибольший первичный балл {max}, а в шкале за {year} учебный год — {scale.MaxScore}. Проверьте шкалу.",
                sheet, found: $"{max}", expected: $"{scale.MaxScore}", action: "Сверьте шкалу в справочнике с документом о проведении работы.");
        return new ScaleOfSheet(procedure, year, scale);
    }

    /// <summary>Adds marks by the scale to a row that holds counts by primary score.</summary>
    public ReadResultRow Mark(ReadResultRow row)
    {
        if (Scale is null || row.ScoreCounts is not { } counts)
            return row;
        var marks = new int[4];
        for (var score = 0; score < counts.Count; score++)
            marks[Scale.MarkOf(score) - 2] += counts[score];
        return row with { Failed = marks[0], Mark2 = marks[0], Mark3 = marks[1], Mark4 = marks[2], Mark5 = marks[3] };
    }
}
