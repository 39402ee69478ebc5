using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Notes;

/// <summary>The matrix with its exact values, a row for each school; for the internal edition only.</summary>
internal static class RiskMatrixTable
{
    public static DocumentTable Of(RiskMatrix matrix)
    {
        var shares = matrix.Rules.Sections.SelectMany(s => s.Conditions).Where(c => c.Test != RiskTest.AnyNegative).SelectMany(c => c.Indicators.Append(c.InsteadOfSum).OfType<string>()).Distinct().ToArray();
        return new DocumentTable(
            [
                new TableColumn("Школа") { WidthMm = 38 }, new TableColumn("1: ответы «нет»") { WidthMm = 34 },
                .. shares.Select(code => new TableColumn(code) { Align = CellAlign.Center, Parts = new ShareParts("сколько", "из скольких", "доля") }),
            ],
            [.. matrix.Schools.Select(s => RowGroup.Of(new TableRow([NoteTables.Name(s.School.ShortName), Negative(s.Verdict), .. shares.Select(code => Cell(s.Verdict, code))])))])
        {
            Caption = PaperWords.Text("Показатели матрицы рисков по школам"), Compact = true,
        };
    }

    private static TableCell Negative(RiskVerdict verdict)
    {
        var answers = verdict.Sections.SelectMany(s => s.Values).Where(v => v.Answer is not null).ToArray();
        var no = answers.Where(v => v.Answer == RiskAnswer.No).Select(v => RiskIndicator.Find(v.Code)?.Short ?? v.Code).ToArray();
        return no.Length > 0 ? new TableCell(new TextValue(PaperWords.Text(string.Join("; ", no)))) { Low = true }
            : answers.Length == 0 || answers.All(v => v.Answer == RiskAnswer.Missing) ? ReportCells.NoData
            : answers.Any(v => v.Answer == RiskAnswer.Missing) ? "не на все вопросы есть ответ" : "нет";
    }

    private static TableCell Cell(RiskVerdict verdict, string code)
    {
        var found = verdict.Sections.SelectMany(s => s.Conditions).SelectMany(c => c.Values.Select(v => (Outcome: c, Value: v))).FirstOrDefault(v => v.Value.Code == code);
        if (verdict.Contradictions.Any(one => one.Code == code))
            return new TextValue("данные противоречивы");
        // Not looked at: the sum or the share that stands for it, one of the two.
        if (found.Value.Share is not { } share)
            return "—";
        CellValue value = share.State switch
        {
            ShareState.Missing => new TextValue(ReportCells.NoData),
            ShareState.NotApplicable => new TextValue(ReportCells.NotHeld),
            ShareState.NobodyTookPart or ShareState.NoWhole => new ShareValue(share.Part, 0),
            _ when share.OnlyPercent is not null => new TextValue(PaperWords.Text(share.Words(found.Outcome.Condition.Threshold))),
            _ => new ShareValue(share.Part, share.Whole, WithPercent: false),
        };
        // A share of a sum stands out when the sum passes; every other by itself.
        return new TableCell(value) { Low = found.Value.Met == true && (found.Outcome.Condition.Test != RiskTest.Sum || found.Outcome.Triggered == Ternary.Yes) };
    }
}
