using SchoolSupport.Application.Identification;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports;

/// <summary>The list beside the federal one (domain reference, section 6.2): what agrees, what does not, and what follows.</summary>
internal sealed class LowResultsFederal(LowResultsData data, ReportEdition edition, SchoolTerm term, LowResultsPhrases phrases)
{
    private const string Heading = "Сопоставление с федеральным перечнем";

    private bool IsPublic => edition == ReportEdition.Publication;

    public DocumentSection Section(int tableNumber) => data.Federal is { } federal
        ? new DocumentSection(Heading, [.. Blocks(federal, tableNumber)])
        : new DocumentSection(Heading, [PaperWords.Paragraph("Федеральный перечень за этот год в систему не внесён; сопоставление не проведено.")]);

    private IEnumerable<DocumentBlock> Blocks(FederalLines federal, int tableNumber)
    {
        var lines = data.Run.Evaluation.Schools.Select(s => (School: s, Status: StatusOf(s))).ToArray();
        var differing = lines.Where(l => l.Status.DiscrepancyLabel is not null).ToArray();
        var both = lines.Count(l => l.Status.Discrepancy == Discrepancy.Both);
        yield return PaperWords.Paragraph(
            $"В федеральном перечне школ с низкими образовательными результатами (далее — ШНОР) от {RussianText.LongDate(federal.Date)} — "
            + $"{term.Count(federal.Count)} {data.Tenant.NameGenitive}. "
            + (differing.Length == 0 && federal.Unmatched.Count == 0 ? "Составы совпадают полностью." :
                $"Составы совпадают по {term.CountDative(both)}"
                + (differing.Length > 0 ? $", расхождения — в таблице {tableNumber}. При расхождении статус определяется федеральным перечнем, если нет решения муниципалитета." : "."))
            + (federal.Unmatched.Count > 0 ? $" С реестром не сопоставлены: {string.Join("; ", federal.Unmatched)}." : ""));
        if (differing.Length > 0)
            yield return Table(differing, tableNumber);
    }

    private EffectiveStatus StatusOf(EvaluatedSchool school) =>
        EffectiveStatus.Of(school.Verdict.Verdict, data.ListingOf(school.SchoolId), data.DecisionFor(school.SchoolId));

    private DocumentTable Table(IReadOnlyList<(EvaluatedSchool School, EffectiveStatus Status)> lines, int number)
    {
        // What the calculation rests on tells counts, so it stays out of the edition for publication.
        TableColumn[] columns =
        [
            new(SchoolTerm.Capital(term.One)) { WidthMm = 36 },
            new("Список (расчёт)") { WidthMm = 25, Align = CellAlign.Center },
            new("Федераль\u00adный перечень") { WidthMm = 25, Align = CellAlign.Center },
            .. IsPublic ? Array.Empty<TableColumn>() : [new TableColumn("Данные расчёта") { WidthMm = 40 }],
            new("Порядок работы"),
        ];
        return new DocumentTable(columns, [.. lines.Select(l => RowGroup.Of(new TableRow(
        [
            PaperWords.Text(data.Names[l.School.SchoolId]),
            CalculatedWords(l.School.Verdict),
            l.Status.Discrepancy == Discrepancy.OnlyCalculated ? "нет" : "да",
            .. IsPublic ? Array.Empty<TableCell>() : [PaperWords.Text(FactsOf(l.School))],
            PaperWords.Text(WorkOf(l.Status)),
        ])))])
        {
            Caption = PaperWords.Text($"Таблица {number} — Расхождения с федеральным перечнем"),
        };
    }

    private static string CalculatedWords(LowResultsVerdict verdict) => verdict switch
    {
        { Verdict: Verdict.InsufficientData } => "недостаточно данных",
        { Verdict: Verdict.NotIncluded } => "нет",
        { Criterion1: Ternary.Yes, Criterion2: Ternary.Yes } => PaperWords.Text("да (критерии 1 и 2)"),
        { Criterion1: Ternary.Yes } => "да (критерий\u00a01)",
        _ => "да (критерий\u00a02)",
    };

    private string FactsOf(EvaluatedSchool school)
    {
        var (facts, verdict) = (school.Facts, school.Verdict);
        var parts = new List<string>();
        if (verdict.Current.LowCount > 0)
            parts.Add($"{verdict.Current.Year}: {phrases.Low(facts.Current, verdict.Current)}");
        if (verdict.Previous.LowCount > 0)
            parts.Add($"{verdict.Previous.Year}: {phrases.Low(facts.Previous, verdict.Previous)}");
        return parts.Count > 0 ? string.Join("; ", parts) : "Низких результатов среди полученных нет";
    }

    private static string WorkOf(EffectiveStatus status) => (status.Basis, status.Discrepancy) switch
    {
        (StatusBasis.OfficerDecision, _) => status.Status == SupportStatus.Included
            ? "Статус ШНОР — по решению муниципалитета" : "Не ШНОР по решению муниципалитета",
        (_, Discrepancy.OnlyFederal) => "Статус ШНОР — по федеральному перечню; адресная поддержка оказывается в полном объёме",
        (_, Discrepancy.OnlyCalculated) => "Статус «ШНОР (расчёт)»; муниципальный лист наблюдения, методическая помощь по запросу",
        _ => "Статус ШНОР — по федеральному перечню; вывод расчёта — после получения данных",
    };
}
