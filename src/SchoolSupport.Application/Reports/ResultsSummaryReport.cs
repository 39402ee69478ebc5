using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Reports;

/// <summary>Results of a year by procedures, compared with the year before, and by schools.</summary>
public sealed class ResultsSummaryReport
{
    private readonly ResultsSummaryData data;
    private readonly ReportEdition edition;
    private readonly SchoolTerm term;
    private readonly Column[] columns;

    private ResultsSummaryReport(ResultsSummaryData data, ReportEdition edition)
    {
        (this.data, this.edition) = (data, edition);
        term = SchoolTerm.Of(data.Tenant.SchoolTerm);
        columns = data.Procedures.Select(p => new Column(p, Part(data.Lines, p, p.WasHeld), Part(data.PreviousLines, p, p.WasHeldBefore))).ToArray();
    }

    private bool IsPublic => edition == ReportEdition.Publication;

    public static OfficialDocument Make(ResultsSummaryData data, ReportEdition edition) => new ResultsSummaryReport(data, edition).Document();

    /// <summary>A procedure with its results of both years.</summary>
    private sealed record Column(SummaryProcedure Procedure, YearPart Now, YearPart Before);

    /// <param name="Published">Of the lines, in their order.</param>
    private sealed record YearPart(IReadOnlyList<SummaryLine> Lines, ResultCounts Total, PublishedColumn Published, bool WasHeld)
    {
        public bool IsEmpty => Total.Participants == 0;
    }

    private YearPart Part(IReadOnlyList<SummaryLine> lines, SummaryProcedure procedure, bool wasHeld)
    {
        var own = lines.Where(l => l.ProcedureId == procedure.Id).ToArray();
        var counts = own.Select(CountsOf).ToArray();
        return new YearPart(own, new ResultCounts(counts.Sum(c => c.Participants), counts.Sum(c => c.Failed)), PublicationColumns.Of(counts, data.Rules), wasHeld);
    }

    // A percentage alone adds nothing to the totals.
    private static ResultCounts CountsOf(SummaryLine line) => line.OnlyPercent is null ? line.Counts : default;

    private OfficialDocument Document() => new()
    {
        Title = $"Сводка результатов оценочных процедур за {data.Year} учебный год",
        Kind = "СВОДКА",
        TitleLines =
        [
            PaperWords.Text("результатов оценочных процедур"),
            PaperWords.Text($"в общеобразовательных {(term.IsNeuter ? "учреждениях" : "организациях")} {data.Tenant.NameGenitive}"),
            PaperWords.Text($"за {data.Year} учебный год"),
        ],
        Authority = PaperWords.Authority(data.Tenant),
        Registration = PaperWords.Registration(data.Today),
        Stamp = !IsPublic && data.Tenant.MarkInternal ? PaperWords.Text("Для служебного пользования") : null,
        EditionMark = IsPublic ? "Издание для публикации" : null,
        Sections = PaperWords.Numbered(
        [
            new("Состав сведений", [.. Contents()]),
            new("Итоги по процедурам", [.. Totals()]),
            MissingSection(),
        ]),
        Signature = PaperWords.Signature(data.Tenant),
        Executor = PaperWords.Executor(data.Tenant),
        Appendices =
        [
            new DocumentSection($"Результаты по {term.DativeMany} и процедурам за {data.Year} учебный год", [Details(), new Note(PaperWords.Text(DetailsNote()))])
            { Landscape = true, Mark = "Приложение к сводке" },
        ],
    };

    private IEnumerable<DocumentBlock> Contents()
    {
        var reporting = data.Lines.Select(l => l.School.Id).Distinct().Count();
        var held = columns.Count(c => c.Now.Lines.Count > 0);
        yield return PaperWords.Paragraph(
            $"Сводка составлена {RussianText.LongDate(data.Today)} по результатам {RussianText.GenitiveFeminine(held)} {RussianText.Plural(held, "процедуры", "процедур", "процедур")} "
            + $"в {RussianText.Count(reporting, term.Prepositional, term.IsNeuter ? "учреждениях" : "организациях", term.IsNeuter ? "учреждениях" : "организациях")} из {data.Judged.Count}, действовавших в {data.Year} учебном году. "
            + "Не справившимися считаются получившие отметку «2» (всероссийские проверочные работы, ВПР) и не преодолевшие минимальный порог "
            + "(основной и единый государственные экзамены, ОГЭ и ЕГЭ). Результаты ОГЭ и ЕГЭ учитываются до пересдачи, без выпускников прошлых лет.");
        if (IsPublic)
            yield return PaperWords.Paragraph("В издании для публикации числа участников и не справившихся, меньшие 5, и числа, по которым их можно вычислить, "
                + $"заменены словами «менее 5» или «{ReportCells.Hidden}».");
    }

    private IEnumerable<DocumentBlock> Totals()
    {
        var changes = columns.Select(c => (c, Change: ChangeOf(c))).Where(c => c.Change is not null)
            .Select(c => (ProcedureWords.InText(c.c.Procedure.Code, c.c.Procedure.Title), c.Change!)).ToArray();
        var compared = ShareChange.Summary(changes);
        yield return PaperWords.Paragraph("Числа участников и не справившихся по муниципалитету — в таблице 1; складываются числа, доли не усредняются. "
            + (columns.All(c => c.Before.Lines.Count == 0) ? $"Сравнение не проведено: за {data.Year.Previous} учебный год нет данных."
                : compared.Length > 0 ? $"По сравнению с {data.Year.Previous} учебным годом: {char.ToLower(compared[0], RussianText.Culture)}{compared[1..]} Изменение — разность показанных долей в процентных пунктах (п. п.)."
                : $"Сравнение с {data.Year.Previous} учебным годом не приводится."));
        yield return TotalsTable();
    }

    private bool IsShown(YearPart part) => !part.IsEmpty && (!IsPublic || part.Published.Total.ShareShown);

    private ShareChange? ChangeOf(Column column) =>
        IsShown(column.Now) && IsShown(column.Before) ? ShareChange.Of(column.Before.Total, column.Now.Total) : null;

    private DocumentTable TotalsTable() => new(
        [
            new TableColumn("Процедура") { WidthMm = 55 },
            new ColumnGroup(PaperWords.Text($"{data.Year} учебный год"), [.. YearColumns()]),
            new ColumnGroup(PaperWords.Text($"{data.Year.Previous} учебный год"), [.. YearColumns()]),
            new TableColumn("Измене\u00adние, п.\u00a0п.") { WidthMm = 15, Align = CellAlign.Right },
        ],
        [.. columns.Select(c => RowGroup.Of(new TableRow(
        [
            PaperWords.Text(c.Procedure.Title), .. TotalCells(c.Now), .. TotalCells(c.Before),
            ChangeOf(c) is { } change ? new PointsValue(change.Tenths) : new TextValue("—"),
        ])))])
    {
        Caption = PaperWords.Text("Таблица 1 — Итоги по процедурам"),
    };

    private static IEnumerable<TableColumn> YearColumns() =>
    [
        new TableColumn("Участ\u00adников") { WidthMm = 17, Align = CellAlign.Right },
        new TableColumn("Не справи\u00adлись") { WidthMm = 17, Align = CellAlign.Right },
        new TableColumn("Доля, %") { WidthMm = 13, Align = CellAlign.Right },
    ];

    private IEnumerable<TableCell> TotalCells(YearPart part)
    {
        if (part.Lines.Count == 0)
            return Enumerable.Repeat<TableCell>(part.WasHeld ? ReportCells.NoData : ReportCells.NotHeld, 3);
        if (part.IsEmpty)
            return [0, 0, ReportCells.NotHeld];
        if (!IsPublic)
            return [part.Total.Participants, part.Total.Failed, new PercentValue(part.Total.Failed, part.Total.Participants)];
        var shown = part.Published.Total;
        return
        [
            ReportCells.Participants(part.Total, shown),
            ReportCells.Failed(part.Total, shown),
            shown.ShareShown ? new PercentValue(part.Total.Failed, part.Total.Participants) : new HiddenValue(ReportCells.Hidden),
        ];
    }

    private DocumentSection? MissingSection()
    {
        var reporting = data.Lines.Select(l => l.School.Id).ToHashSet();
        var missing = data.Judged.Where(s => !reporting.Contains(s.Id)).ToArray();
        return missing.Length == 0 ? null : new DocumentSection("Сведения не получены",
            [PaperWords.Paragraph($"За {data.Year} учебный год нет результатов ни по одной процедуре: {string.Join("; ", missing.Select(s => s.Name))}. "
                + "Отсутствие сведений не означает, что участников не было.")]);
    }

    private DocumentTable Details() => new(
        [
            new TableColumn(SchoolTerm.Capital(term.One)) { WidthMm = 42 },
            new TableColumn("Процедура") { WidthMm = 48 },
            new TableColumn("Участ\u00adников") { WidthMm = 15, Align = CellAlign.Right },
            new TableColumn("Не справи\u00adлись") { WidthMm = 15, Align = CellAlign.Right },
            new TableColumn("Доля, %") { WidthMm = 15, Align = CellAlign.Right },
            .. IsPublic ? Array.Empty<HeadNode>() :
            [
                new ColumnGroup("Отметки", [.. new[] { "«2»", "«3»", "«4»", "«5»" }.Select(m => new TableColumn(m) { WidthMm = 9, Align = CellAlign.Right })]),
                new TableColumn("Источник"),
            ],
        ],
        [.. data.Lines.GroupBy(l => l.School.Id).Select(GroupOf)])
    {
        Caption = PaperWords.Text($"Результаты {data.Year} учебного года"),
        Compact = true,
    };

    private RowGroup GroupOf(IEnumerable<SummaryLine> school)
    {
        var lines = school.ToArray();
        return new RowGroup([.. lines.Select((line, i) => new TableRow(
        [
            .. i > 0 ? Array.Empty<TableCell>() : [new TableCell(new TextValue(PaperWords.Text(line.School.Name))) { RowSpan = lines.Length }],
            .. CellsOf(line),
        ]))]);
    }

    private IEnumerable<TableCell> CellsOf(SummaryLine line)
    {
        var column = columns.Single(c => c.Procedure.Id == line.ProcedureId);
        yield return PaperWords.Text(column.Procedure.Title);
        foreach (var cell in NumbersOf(line, column))
            yield return cell;
        if (IsPublic)
            yield break;
        for (var mark = 0; mark < 4; mark++)
            yield return line.Marks is { } marks ? new IntegerValue(marks[mark]) : new TextValue("—");
        yield return PaperWords.Text(line.Source);
    }

    private IEnumerable<TableCell> NumbersOf(SummaryLine line, Column column)
    {
        if (line.OnlyPercent is { } percent)
            return [ReportCells.NotHeld, ReportCells.NotHeld, IsPublic ? new HiddenValue(ReportCells.Hidden) : ReportCells.Percent(percent)];
        var (counts, index) = (line.Counts, Place(column.Now.Lines, line));
        var shown = IsPublic ? column.Now.Published.Rows[index] : default;
        CellValue share = counts.Participants == 0 ? new TextValue("—")
            : shown.ShareShown ? ReportCells.Percent(counts, data.Rules.ThresholdPercent) : new HiddenValue(ReportCells.Hidden);
        return [ReportCells.Participants(counts, shown), ReportCells.Failed(counts, shown), share];
    }

    private static int Place(IReadOnlyList<SummaryLine> lines, SummaryLine line)
    {
        for (var i = 0; i < lines.Count; i++)
            if (ReferenceEquals(lines[i], line))
                return i;
        throw new ArgumentException("The line is of another procedure.", nameof(line));
    }

    private string DetailsNote() => IsPublic
        ? "«Менее 5» — участников меньше пяти; «скрыто» — число меньше пяти или позволяет его вычислить."
        : "Отметки приведены, если они есть в исходном файле. Доля без числа участников взята из источника и в итоги не входит.";
}
