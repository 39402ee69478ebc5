using SchoolSupport.Application.Identification;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports;

/// <summary>
/// The tables of the list. In the edition for publication every number of the list year goes through one suppression a
/// procedure, shared by all tables, and numbers of the year before do not print: they belong to that year's own papers.
/// </summary>
internal sealed class LowResultsTables(LowResultsData data, ReportEdition edition)
{
    private readonly LowResultsRuleSet rules = data.Run.Evaluation.Rules;
    private readonly PublishedColumn[] published = PublishedOf(data.Run.Evaluation);
    private readonly Dictionary<Guid, int> places = data.Run.Evaluation.Schools.Select((s, i) => (s.SchoolId, i)).ToDictionary(p => p.SchoolId, p => p.i);

    private bool IsPublic => edition == ReportEdition.Publication;
    private AcademicYear Year => data.Run.Year;

    private static PublishedColumn[] PublishedOf(Evaluation evaluation) =>
        evaluation.Rules.Procedures.Select((_, p) => PublicationColumns.Of(
            evaluation.Schools.Select(s => Counts(s.Facts.Current.Procedures[p])).ToArray(), evaluation.Rules)).ToArray();

    private static ResultCounts Counts(in ProcedureFact fact) =>
        fact.State == ProcedureState.Reported ? new ResultCounts(fact.Participants, fact.Failed) : default;

    /// <summary>Table 1: a school is a group of rows, a low result of either year is a row.</summary>
    public DocumentTable Included(IReadOnlyList<EvaluatedSchool> schools, SchoolTerm term) => new(
        [
            new TableColumn("№ п/п") { WidthMm = 8, Align = CellAlign.Center },
            new TableColumn($"Обще\u00adобразова\u00adтельн{term.Agree("ая", "ое")} {Soft(term)}") { WidthMm = 38 },
            new TableColumn("Учебный год") { WidthMm = 19, Align = CellAlign.Center },
            new TableColumn("Процедура с низким результатом") { WidthMm = 46 },
            new TableColumn("Участ\u00adников") { WidthMm = 14, Align = CellAlign.Right },
            new TableColumn("Не справи\u00adлись") { WidthMm = 17, Align = CellAlign.Right },
            new TableColumn("Доля, %") { WidthMm = 13, Align = CellAlign.Right },
            new TableColumn("Крите\u00adрий") { Align = CellAlign.Center },
        ],
        [.. schools.Select((school, i) => GroupOf(school, i + 1))])
    {
        Caption = PaperWords.Text($"Таблица 1 — {SchoolTerm.Capital(term.Few)}, включённые в Список"),
        NumberedColumns = true,
    };

    private static string Soft(SchoolTerm term) => term.IsNeuter ? "учреж\u00adдение" : "органи\u00adзация";

    private RowGroup GroupOf(EvaluatedSchool school, int number)
    {
        var rows = LowRows(school).ToList();
        if (rows.Count == 0)
            rows.Add([NotHeldCell, NotHeldCell, NotHeldCell, NotHeldCell, NotHeldCell]);
        var height = rows.Count;
        return new RowGroup([.. rows.Select((cells, i) => new TableRow(i > 0 ? cells :
        [
            new TableCell(new TextValue($"{number}")) { RowSpan = height },
            new TableCell(new TextValue(PaperWords.Text(data.Names[school.SchoolId]))) { RowSpan = height },
            .. cells,
            new TableCell(new TextValue(CriterionOf(school))) { RowSpan = height },
        ]))]);
    }

    private static TableCell NotHeldCell => ReportCells.NotHeld;

    private string CriterionOf(EvaluatedSchool school) => (data.DecisionFor(school.SchoolId), school.Verdict) switch
    {
        (OfficerDecision.Include, { Verdict: not Verdict.Included }) => "решение",
        (_, { Criterion1: Ternary.Yes, Criterion2: Ternary.Yes }) => "1 и\u00a02",
        (_, { Criterion1: Ternary.Yes }) => "1",
        _ => "2",
    };

    private IEnumerable<List<TableCell>> LowRows(EvaluatedSchool school)
    {
        foreach (var index in school.Verdict.Current.LowIndexes())
            yield return Row(Year, index, NumbersOf(school.Facts.Current.Procedures[index], published[index].Rows[places[school.SchoolId]]));
        foreach (var index in school.Verdict.Previous.LowIndexes())
            yield return Row(Year.Previous, index, IsPublic
                ? Enumerable.Repeat<TableCell>(new HiddenValue(ReportCells.Hidden), 3)
                : NumbersOf(school.Facts.Previous.Procedures[index], default));
    }

    private List<TableCell> Row(AcademicYear year, int index, IEnumerable<TableCell> numbers) =>
        [year.ToString(), PaperWords.Text(data.Titles(rules.Procedures[index])), .. numbers];

    private IEnumerable<TableCell> NumbersOf(ProcedureFact fact, PublishedCounts shown)
    {
        if (fact.OnlyPercent is { } percent)
            return [NotHeldCell, NotHeldCell, IsPublic ? new HiddenValue(ReportCells.Hidden) : ReportCells.Percent(percent)];
        var counts = Counts(fact);
        var mark = fact.Participants < rules.SmallSampleBelow ? "*" : "";
        if (!IsPublic)
            return [new IntegerValue(counts.Participants, mark), counts.Failed, ReportCells.Percent(counts, rules.ThresholdPercent)];
        return
        [
            ReportCells.Participants(counts, shown, mark),
            ReportCells.Failed(counts, shown),
            shown.ShareShown ? ReportCells.Percent(counts, rules.ThresholdPercent) : new HiddenValue(ReportCells.Hidden),
        ];
    }

    /// <summary>Every school at every procedure of one year, with the totals of the municipality.</summary>
    /// <param name="place">0 the list year, 1 the year before, which prints in the internal edition only.</param>
    public DocumentTable All(int place, string caption, SchoolTerm term) => new(
        [
            new TableColumn("№") { WidthMm = 8, Align = CellAlign.Center },
            new TableColumn(SchoolTerm.Capital(term.One)) { WidthMm = 46 },
            .. rules.Procedures.Select(code => new TableColumn(PaperWords.Text(ProcedureWords.InHead(code, data.Titles(code)))) { Align = CellAlign.Center }),
        ],
        [.. data.Run.Evaluation.Schools.Select((school, i) => RowGroup.Of(new TableRow([
            $"{i + 1}",
            PaperWords.Text(data.Names[school.SchoolId]),
            .. rules.Procedures.Select((_, p) => CellOf(school, place, p)),
        ]))), RowGroup.Of(new TableRow([
            "", PaperWords.Text("Итого"), .. rules.Procedures.Select((_, p) => TotalOf(place, p)),
        ]) { Kind = RowKind.Total })])
    {
        Caption = PaperWords.Text(caption),
        Compact = true,
    };

    private TableCell CellOf(EvaluatedSchool school, int place, int p)
    {
        var fact = (place == 0 ? school.Facts.Current : school.Facts.Previous).Procedures[p];
        var outcome = (place == 0 ? school.Verdict.Current : school.Verdict.Previous).Procedures[p];
        CellValue value = fact switch
        {
            { State: ProcedureState.Missing } => new TextValue(ReportCells.NoData),
            { State: ProcedureState.NotApplicable } => new TextValue(ReportCells.NotHeld),
            { OnlyPercent: not null } when IsPublic => new HiddenValue(ReportCells.Hidden),
            { OnlyPercent: { } percent } => new TextValue(RussianText.Paper(RussianText.Percent(percent, rules.ThresholdPercent))),
            _ when IsPublic => ReportCells.Share(Counts(fact), published[p].Rows[places[school.SchoolId]], rules.ThresholdPercent),
            _ => ReportCells.Share(Counts(fact), rules.ThresholdPercent),
        };
        return new TableCell(value) { Low = outcome.IsLow == true };
    }

    private TableCell TotalOf(int place, int p)
    {
        var counts = data.Run.Evaluation.Schools.Select(s => Counts((place == 0 ? s.Facts.Current : s.Facts.Previous).Procedures[p])).ToArray();
        var total = new ResultCounts(counts.Sum(c => c.Participants), counts.Sum(c => c.Failed));
        // A total stands under no threshold, so its share has one decimal.
        if (IsPublic && !published[p].Total.ShareShown)
            return ReportCells.Share(total, published[p].Total, rules.ThresholdPercent);
        return new ShareValue(total.Failed, total.Participants);
    }
}
