using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators;
using SchoolSupport.Domain.Indicators.Risks;

namespace SchoolSupport.Application.Notes;

/// <summary>
/// The summary table of the matrix with its exact values (domain reference, 6.3 and 9.1): a row for each question and each share, a column for each school.
/// For the internal edition only.
/// </summary>
internal static class RiskMatrixTable
{
    /// <summary>As many schools as a landscape page is wide for, beside the names of the rows.</summary>
    public const int MostSchools = 7;

    private const double SchoolMm = 27;

    /// <summary>One table, or several of about as many schools each, in the order of the register.</summary>
    public static IReadOnlyList<DocumentTable> Of(RiskMatrix matrix)
    {
        var count = (matrix.Schools.Count + MostSchools - 1) / MostSchools;
        return count == 0 ? [] : [.. matrix.Schools.Chunk((matrix.Schools.Count + count - 1) / count).Select((schools, place) => Table(matrix.Rules, schools, count == 1 ? "" : $", часть {place + 1} из {count}"))];
    }

    private static DocumentTable Table(RiskRuleSet rules, SchoolRisk[] schools, string part) => new(
        [
            new TableColumn("Показатель") { Align = CellAlign.Left },
            .. schools.Select(s => new TableColumn(PaperWords.Text(s.School.ShortName)) { WidthMm = SchoolMm, Align = CellAlign.Center, Parts = new ShareParts("сколько", "из скольких", "доля") }),
        ],
        [.. rules.Sections.Select(section => Section(section, schools))])
    {
        Caption = PaperWords.Text($"Сводная таблица показателей по школам{part}"), Compact = true, MayDivide = true,
    };

    private static RowGroup Section(RiskSection section, SchoolRisk[] schools) => new(
    [
        TableRow.Across(PaperWords.Text($"{section.Code}. {section.Name}"), schools.Length + 1),
        .. section.Conditions.SelectMany(condition => condition.Indicators.Append(condition.InsteadOfSum).OfType<string>().Select(code => (condition, code))).DistinctBy(line => line.code)
            .Select(line => new TableRow([PaperWords.Text(Name(line.code)), .. schools.Select(s => Cell(s.Verdict, line.code))])),
        new TableRow([PaperWords.Text($"Раздел {section.Code} сработал"), .. schools.Select(s => Outcome(s.Verdict.Of(section.Code)))]) { Kind = RowKind.Total },
    ])
    { MayDivide = true };

    // «1.3-physics» is printed as 1.3, and what is not printed in the document has no code.
    private static string Name(string code)
    {
        var printed = code.Split('-')[0];
        var name = RiskIndicator.Find(code)?.Name ?? code;
        return printed.Contains('.', StringComparison.Ordinal) ? $"{printed}. {name}" : name;
    }

    private static TableCell Outcome(Ternary triggered) => NoteTables.Mark(triggered switch { Ternary.Yes => true, Ternary.No => false, _ => null }, "да", "нет");

    private static TableCell Cell(RiskVerdict verdict, string code)
    {
        if (verdict.Contradictions.Any(one => one.Code == code))
            return new TextValue("данные противоречивы");
        var (outcome, value) = verdict.Sections.SelectMany(s => s.Conditions).SelectMany(c => c.Values.Select(v => (c, v))).FirstOrDefault(pair => pair.v.Code == code);
        // Not looked at: of the sum and the share that stands for it one is.
        if (outcome is null)
            return "—";
        return value.Answer is { } answer ? Answer(answer) : value.Share is { } share ? Share(outcome, value, share) : ReportCells.NoData;
    }

    private static TableCell Answer(RiskAnswer answer) => answer switch
    {
        RiskAnswer.Yes => "да",
        RiskAnswer.No => new TableCell(new TextValue("нет")) { Low = true },
        RiskAnswer.NotApplicable => "не применимо",
        _ => "нет ответа",
    };

    private static TableCell Share(RiskConditionOutcome outcome, RiskValue value, ShareFact share)
    {
        CellValue shown = share.State switch
        {
            ShareState.Missing => new TextValue(ReportCells.NoData),
            ShareState.NotApplicable => new TextValue(ReportCells.NotHeld),
            ShareState.NobodyTookPart or ShareState.NoWhole => new ShareValue(share.Part, 0),
            _ when share.OnlyPercent is not null => new TextValue(PaperWords.Text(share.Words(outcome.Condition.Threshold))),
            _ => new ShareValue(share.Part, share.Whole, Decimals: Digits(outcome.Condition.Threshold.Print(share.Percent!.Value))),
        };
        // A share of a sum stands out when the sum passes; every other by itself.
        return new TableCell(shown) { Low = value.Met == true && (outcome.Condition.Test != RiskTest.Sum || outcome.Triggered == Ternary.Yes) };
    }

    // As many as the threshold asks for, so that what is printed does not contradict what was compared.
    private static int Digits(string percent) => percent.IndexOf(',') is var comma and >= 0 ? percent[(comma + 1)..].TakeWhile(char.IsDigit).Count() : 0;
}
