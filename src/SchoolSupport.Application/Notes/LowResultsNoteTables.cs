using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>
/// Tables and bars of the September note. In the edition for publication the numbers of the year go through the same suppression as those of the
/// list itself, and the numbers of the year before do not print.
/// </summary>
/// <param name="before">The list of the year before with all schools that worked then; null: only what the run of the year knows of it.</param>
internal sealed class LowResultsNoteTables(LowResultsData list, LowResultsData? before, ReportEdition edition)
{
    private readonly LowResultsRuleSet rules = list.Run.Evaluation.Rules;
    private readonly IReadOnlyList<EvaluatedSchool> schools = list.Run.Evaluation.Schools;
    private readonly LowResultsYears years = new(list, before);

    private bool IsPublic => edition == ReportEdition.Publication;
    private AcademicYear Year => list.Run.Year;

    public IReadOnlyList<string> ProcedureTitles => [.. rules.Procedures.Select(list.Titles)];

    private sealed record Totals(ResultCounts Counts, bool HasData, int Low, PublishedCounts Shown)
    {
        public bool IsShown => Counts.Participants > 0 && Shown.ShareShown;
    }

    /// <param name="place">0 the list year, 1 the year before.</param>
    private Totals Total(int place, int p)
    {
        var facts = years.Of(place).Select(one => one.Facts.Procedures[p]).ToArray();
        var counts = facts.Select(f => f is { State: ProcedureState.Reported, OnlyPercent: null } ? new ResultCounts(f.Participants, f.Failed) : default).ToArray();
        return new Totals(new ResultCounts(counts.Sum(c => c.Participants), counts.Sum(c => c.Failed)), facts.Any(f => f.State is ProcedureState.Reported or ProcedureState.NoParticipants),
            years.Of(place).Count(one => one.Outcome.Procedures[p].IsLow == true), IsPublic ? PublicationColumns.Of(counts, rules).Total : default);
    }

    public (int Results, int Schools) LowCount(int place)
    {
        var counts = years.Of(place).Select(one => one.Outcome.LowCount).ToArray();
        return (counts.Sum(), counts.Count(count => count > 0));
    }

    public IReadOnlyList<HeadNode> ProcedureHead() => IsPublic
        ?
        [
            new TableColumn("Процедура") { WidthMm = 70 },
            .. YearColumns(), NoteTables.Number("Школ с низким результатом", 34),
        ]
        :
        [
            new TableColumn("Процедура") { WidthMm = 44 },
            new ColumnGroup(Year.ToString(), [.. YearColumns()]),
            new ColumnGroup(Year.Previous.ToString(), [.. YearColumns()]),
            NoteTables.Number("Измене\u00adние, п.\u00a0п.", 15),
            new ColumnGroup("Школ с низким результатом", [NoteTables.Number(Year.ToString(), 15), NoteTables.Number(Year.Previous.ToString(), 15)]),
        ];

    private static IEnumerable<TableColumn> YearColumns() =>
        [NoteTables.Number("участ\u00adников", 14), NoteTables.Number("не справи\u00adлись", 14), NoteTables.Number("%", 11)];

    public IEnumerable<RowGroup> ProcedureRows()
    {
        for (var p = 0; p < rules.Procedures.Count; p++)
        {
            var (now, before) = (Total(0, p), Total(1, p));
            yield return RowGroup.Of(new TableRow(
            [
                PaperWords.Text(list.Titles(rules.Procedures[p])), .. Cells(now),
                .. IsPublic ? (TableCell[])[now.Low] : [.. Cells(before), NoteTables.Points(ShareChange.Of(before.Counts, now.Counts)), now.Low, before.Low],
            ]));
        }
        var sums = IsPublic ? (TableCell[])[LowCount(0).Results] : [LowCount(0).Results, LowCount(1).Results];
        yield return RowGroup.Of(new TableRow([new TableCell(new TextValue("Всего низких результатов")) { ColumnSpan = IsPublic ? 4 : 8 }, .. sums]) { Kind = RowKind.Total });
    }

    private IEnumerable<TableCell> Cells(Totals totals)
    {
        if (!totals.HasData)
            return [ReportCells.NoData, ReportCells.NoData, ReportCells.NoData];
        if (totals.Counts.Participants == 0)
            return [0, 0, ReportCells.NotHeld];
        return IsPublic
            ?
            [
                ReportCells.Participants(totals.Counts, totals.Shown), ReportCells.Failed(totals.Counts, totals.Shown),
                totals.Shown.ShareShown ? new PercentValue(totals.Counts.Failed, totals.Counts.Participants) : new HiddenValue(ReportCells.Hidden),
            ]
            : [totals.Counts.Participants, totals.Counts.Failed, new PercentValue(totals.Counts.Failed, totals.Counts.Participants)];
    }

    public IReadOnlyList<ChartSeries> ProcedureSeries() => IsPublic ? [Series(0)] : [Series(0), Series(1)];

    private ChartSeries Series(int place) => new($"{(place == 0 ? Year : Year.Previous)} учебный год",
        [.. rules.Procedures.Select((_, p) => Total(place, p) is { } total && (IsPublic ? total.IsShown : total.Counts.Participants > 0) ? NoteTables.Tenths(total.Counts.Failed, total.Counts.Participants) : (decimal?)null)]);

    /// <summary>How the shares of all procedures moved.</summary>
    public string Dynamics()
    {
        var changes = Changes().ToArray();
        var missing = schools.Where(s => s.Verdict.Previous.NothingReported).Select(s => s.Name).ToArray();
        return changes.Length == 0 ? $"Сравнение не проведено: за {Year.Previous} учебный год нет данных."
            : ShareChange.Summary(changes) + (missing.Length == 0 ? "" : $" Сравнение ограничено: за {Year.Previous} учебный год нет данных по {NoteWords.ToSchools(missing.Length)}: {NoteWords.And(missing)}.");
    }

    public string? LargestGrowth() => Changes().Where(c => c.Change.Tenths > 0).OrderByDescending(c => c.Change.Tenths).FirstOrDefault() is { Procedure: { } procedure, Change: { } change }
        ? $"Больше всего доля не справившихся увеличилась по процедуре {procedure}: {change.InText}." : null;

    private IEnumerable<(string Procedure, ShareChange Change)> Changes()
    {
        for (var p = 0; p < rules.Procedures.Count; p++)
            if (ShareChange.Of(Total(1, p).Counts, Total(0, p).Counts) is { } change)
                yield return (ProcedureWords.InText(rules.Procedures[p], list.Titles(rules.Procedures[p])), change);
    }

    public IReadOnlyList<HeadNode> NearHead() => IsPublic
        ? [new TableColumn("Школа") { WidthMm = 70 }, new TableColumn("Низкий результат")]
        :
        [
            new TableColumn("Школа") { WidthMm = 42 }, new TableColumn("Низкий результат"), new TableColumn("Ближайшая к порогу процедура") { WidthMm = 52 },
            NoteTables.Number("До порога, участ\u00adников", 19),
        ];

    public IEnumerable<RowGroup> NearRows(IEnumerable<EvaluatedSchool> near) => near.Select(school => RowGroup.Of(new TableRow(
    [
        PaperWords.Text(list.Names[school.SchoolId]), PaperWords.Text(LowOf(school)),
        .. IsPublic ? [] : NearestOf(school),
    ])));

    private string LowOf(EvaluatedSchool school) => string.Join("; ", school.Verdict.Current.LowIndexes().Select(i => Sign(school, i) + (IsPublic ? "" : Small(school.Facts.Current.Procedures[i]))));

    /// <summary>The mark of a small sample, told under the table.</summary>
    private string Small(ProcedureFact fact) => fact.OnlyPercent is null && fact.Participants < rules.SmallSampleBelow ? "*" : "";

    /// <summary>«ОГЭ, математика: 3 из 10»; for publication without the counts.</summary>
    private string Sign(EvaluatedSchool school, int i) => list.Titles(rules.Procedures[i]) + (IsPublic ? "" : $": {RunComparison.Words(school.Facts.Current.Procedures[i])}");

    private TableCell[] NearestOf(EvaluatedSchool school)
    {
        var nearest = Enumerable.Range(0, rules.Procedures.Count)
            .Where(i => school.Verdict.Current.Procedures[i].IsLow == false && school.Facts.Current.Procedures[i] is { OnlyPercent: null })
            .Select(i => (Index: i, Fact: school.Facts.Current.Procedures[i])).Select(f => (f.Index, f.Fact, Lacking: rules.LowFrom(f.Fact.Participants) - f.Fact.Failed))
            .OrderBy(f => f.Lacking).ThenBy(f => f.Index).Select(f => ((int, ProcedureFact, int)?)f).FirstOrDefault();
        if (nearest is not var (index, fact, lacking))
            return [ReportCells.NotHeld, ReportCells.NotHeld];
        return [PaperWords.Text($"{list.Titles(rules.Procedures[index])}: {RussianText.OutOf(fact.Failed, fact.Participants)}{Small(fact)}"), lacking];
    }

    public static IReadOnlyList<HeadNode> AdviceHead() =>
        [new TableColumn("Школа") { WidthMm = 42 }, new TableColumn("Признак") { WidthMm = 46 }, new TableColumn("Рекомендация")];

    /// <param name="nearTable">Number of the table of schools near the threshold; null when there are none.</param>
    public IEnumerable<RowGroup> AdviceRows(IEnumerable<EvaluatedSchool> listed, int? nearTable)
    {
        foreach (var school in listed)
        {
            var low = school.Verdict.Current.LowIndexes().ToArray();
            if (low.Length == 0)
                yield return RowGroup.Of(TableRow.Of(PaperWords.Text(list.Names[school.SchoolId]), "Решение муниципалитета", PaperWords.Text(LowResultsAdvice.ByDecision)));
            else
                yield return new RowGroup([.. low.Select((i, place) => new TableRow(
                [
                    .. place > 0 ? [] : (TableCell[])[new TableCell(new TextValue(PaperWords.Text(list.Names[school.SchoolId]))) { RowSpan = low.Length }],
                    PaperWords.Text(Sign(school, i)), PaperWords.Text(LowResultsAdvice.For(rules.Procedures[i], !IsPublic && school.Facts.Current.Procedures[i].Participants == 1)),
                ]))]) { MayDivide = low.Length > NoteTables.MostRowsTogether };
        }
        if (nearTable is { } number)
            yield return RowGroup.Of(TableRow.Of("Школы, близкие к порогу", PaperWords.Text($"По таблице {number}"), PaperWords.Text(LowResultsAdvice.NearThreshold)));
    }

    public DocumentTable All(int place) => new LowResultsTables(list, edition).All(place, "Не справившиеся из числа участников и их доля", SchoolTerm.Of(list.Tenant.SchoolTerm));

    public string AppendixNote() =>
        $"Полужирным на сером фоне выделены низкие результаты (не менее {RussianText.Decimal(rules.ThresholdPercent)} %). 0 из 0 — участников не было; «н/д» — сведения не получены; «—» — процедура не проводится. "
        + "Порядок — по муниципальному реестру. Итого — сумма чисел, а не среднее долей." + (IsPublic ? " «Менее 5» — участников меньше пяти; «скрыто» — число меньше пяти или позволяет его вычислить." : "");
}
