using SchoolSupport.Documents.Reports;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>The tables of a report in their order; one without rows is left out.</summary>
public static class FulfilmentTables
{
    public const string Sections = "sections";
    public const string Schools = "schools";
    public const string Responsibles = "responsibles";
    public const string Parts = "parts";
    public const string Measures = "measures";
    public const string Overdue = "overdue";
    public const string Earlier = "earlier";
    public const string Undated = "undated";
    public const string Evidence = "evidence";

    /// <summary>What a row of the next level is moved by.</summary>
    public const string Indent = "\u00a0\u00a0\u00a0";
    private static readonly ShareParts Shares = new("выполнено", "из сроков", "доля");
    private static readonly Dictionary<int, FulfilmentTarget> NoLinks = [];

    public static IReadOnlyList<FulfilmentTable> Of(FulfilmentReport report) =>
    [
        .. new[]
        {
            OfTallies(Sections, "По разделам", "Раздел", report.BySection.Any(row => row.Level > 1) ? "В строке учтено и то, что стоит под ней с отступом." : "Разделы — в порядке дорожной карты.", report.BySection, report.Whole),
            OfTallies(Schools, "По школам", "Исполнитель", "Собственная работа управления стоит в первой строке, школы — в порядке реестра.", Several(report.BySchool), report.Whole),
            OfTallies(Responsibles, "По ответственным", "Ответственный", "Мероприятие с несколькими ответственными учтено у каждого, поэтому строки не складываются.", report.ByResponsible, null),
            OfTallies(Parts, report.Period.PartsTitle, "Время", "Срок отнесён ко времени по последнему дню исполнения.", report.Whole.Total > 0 ? Several(report.ByPart) : [], report.Whole),
            OfTallies(Measures, "По мероприятиям", "Мероприятие", "Мероприятия, у которых есть сроки в отчётном периоде.", report.ByMeasure, report.Whole) with { IsList = true },
            OfOverdue(Overdue, "Просроченные сроки периода", "Сначала самые давние.", report.Overdue),
            OfOverdue(Earlier, "Просроченные сроки прежних периодов", "Истекли до начала отчётного периода и не исполнены; в другие таблицы не входят.", report.Earlier),
            OfUndated(report.Undated),
            OfEvidence(report.Evidence),
        }.Where(table => table.Rows.Count > 0),
    ];

    private static FulfilmentTable OfTallies(string code, string title, string what, string remark, IReadOnlyList<FulfilmentRow> rows, FulfilmentTally? total) => new(code, title, remark,
        [
            new TableColumn(what) { Align = CellAlign.Left }, Number("Сроков", 16), new TableColumn("Выполнено") { WidthMm = 34, Align = CellAlign.Right, Parts = Shares },
            Number("Ждут подтверж\u00adдения", 23), Number("В работе", 17), Number("Не начато", 17), Number("Просро\u00adчено", 19), Number("Отме\u00adнено", 17), Number("Не\u00a0приме\u00adнимо", 18),
        ],
        [
            .. rows.Select(row => new FulfilmentTableRow([string.Concat(Enumerable.Repeat(Indent, Math.Max(row.Level - 1, 0))) + PaperWords.Text(row.Title), .. Numbers(row.Tally)], Link(0, row.Target))),
            .. total is null || rows.Count == 0 ? (FulfilmentTableRow[])[] : [new FulfilmentTableRow(["Всего", .. Numbers(total)], NoLinks) { IsTotal = true }],
        ]);

    /// <summary>One row alone would only repeat the whole.</summary>
    private static IReadOnlyList<FulfilmentRow> Several(IReadOnlyList<FulfilmentRow> rows) => rows.Count > 1 ? rows : [];

    private static IEnumerable<TableCell> Numbers(FulfilmentTally tally) =>
        [tally.Total, Share(tally), tally.Waiting, tally.InProgress, tally.NotStarted, tally.Overdue, tally.Cancelled, tally.NotApplicable];

    private static CellValue Share(FulfilmentTally tally) => tally.Live == 0 ? new TextValue(FulfilmentPhrases.NoData) : new ShareValue(tally.Done, tally.Live);

    private static FulfilmentTable OfOverdue(string code, string title, string remark, IReadOnlyList<OverdueTerm> terms) => new(code, title, remark,
        [Words("Мероприятие"), Words("Срок", 42), Words("Последний день", 24), Number("Дней просро\u00adчки", 17), Words("Ответственные", 52), Words("Исполнитель", 40)],
        [
            .. terms.Select(term => new FulfilmentTableRow(
                [
                    PaperWords.Text(term.Measure), PaperWords.Text(term.Term), new DateValue(term.Due), term.Days, PaperWords.Text(term.Responsibles),
                    PaperWords.Text(term.IsReturned ? $"{term.Executor} (отчёт возвращён)" : term.Executor),
                ], Link(0, new FulfilmentTarget.Line(term.Line)))),
        ]) { IsList = true };

    private static FulfilmentTable OfUndated(IReadOnlyList<UndatedMeasure> measures) => new(Undated, "Мероприятия без последнего дня исполнения",
        "Постоянные мероприятия, мероприятия по событию и по графику других организаций: просроченными не бывают, в долю выполненных не входят.",
        [
            Words("Мероприятие"), Words("Срок", 38), Words("Ответственные", 44), Number("Всего", 14), Number("Выпол\u00adнено", 17), Number("Ждут подтверж\u00adдения", 21), Number("В работе", 15),
            Number("Не начато", 15), Number("Отменено или не\u00a0приме\u00adнимо", 20), Number("Доку\u00adментов", 17),
        ],
        [
            .. measures.Select(m => new FulfilmentTableRow(
                [
                    PaperWords.Text(m.Measure), PaperWords.Text(m.NeedsAnswer ? $"{m.Term} (срок требует уточнения)" : m.Term), PaperWords.Text(m.Responsibles), m.Tally.Total, m.Tally.Done,
                    m.Tally.Waiting, m.Tally.InProgress, m.Tally.NotStarted, m.Tally.Cancelled + m.Tally.NotApplicable, m.Documents,
                ], Link(0, new FulfilmentTarget.Measure(m.MeasureLineId)))),
        ]) { IsList = true };

    private static FulfilmentTable OfEvidence(IReadOnlyList<EvidenceLine> lines) => new(Evidence, "Документы, подтверждающие исполнение",
        "Документы к срокам отчётного периода и документы, приложенные в этот период к мероприятиям без последнего дня исполнения.",
        [
            Words("Мероприятие"), Words("Срок", 28), Words("Исполнитель", 30), Words("Вид документа", 26), Words("Название", 42), Words("Кто приложил", 22), Words("Когда", 20), Words("Кто подтвердил", 26),
        ],
        [
            .. lines.Select(line => new FulfilmentTableRow(
                [
                    PaperWords.Text(line.Measure), PaperWords.Text(line.Term), PaperWords.Text(line.Executor), line.Kind, PaperWords.Text(line.Fact.Title), line.Who, new DateValue(line.On), line.Review,
                ], new Dictionary<int, FulfilmentTarget> { [0] = new FulfilmentTarget.Line(line.Line), [4] = new FulfilmentTarget.Document(line.Fact) })),
        ]) { IsList = true };

    private static TableColumn Number(string text, double width) => new(text) { WidthMm = width, Align = CellAlign.Right };

    private static TableColumn Words(string text, double? width = null) => new(text) { WidthMm = width, Align = CellAlign.Left };

    private static IReadOnlyDictionary<int, FulfilmentTarget> Link(int column, FulfilmentTarget? target) =>
        target is null ? NoLinks : new Dictionary<int, FulfilmentTarget> { [column] = target };
}
