using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Reports;

/// <summary>What a paper of a programme is made of.</summary>
/// <param name="Order">The order that approved the version, or null.</param>
/// <param name="Owner">The school whose own programme it is, or null.</param>
/// <param name="Today">The tenant's today: the year on the title page of a draft.</param>
public sealed record ProgramPaperData(
    ProgramTree Tree, Tenant Tenant, ProgramOrder? Order, IReadOnlyList<ParticipantName> Participants, string? Owner, DateOnly Today);

public sealed record ParticipantName(string School, string GroupCode, string Reason);

/// <summary>The programme, or its roadmaps alone, as an official paper in the department's layout (domain reference, sections 2 and 3.1).</summary>
public static class ProgramPaper
{
    public static OfficialDocument Programme(ProgramPaperData data) => Frame(data) with
    {
        TitlePageFoot = [data.Tenant.Name, (data.Order?.DatedOn ?? data.Today).Year.ToString(RussianText.Culture)],
        Sections = [.. SectionsOf(data).Where(section => section.Blocks.Count > 0)],
        Appendices = [.. data.Tree.Roadmaps.Select((roadmap, i) => Appendix(data, roadmap, i))],
    };

    /// <summary>The tables of measures with the heading of the document above them.</summary>
    public static OfficialDocument Roadmaps(ProgramPaperData data) => Frame(data) with
    {
        Sections = [.. data.Tree.Roadmaps.Select(roadmap => new DocumentSection(
            data.Tree.Roadmaps.Count > 1 || roadmap.Row.Title != data.Tree.Version.Title ? roadmap.Row.Title : "", [RoadmapPaperTable.Make(roadmap)])
            { Landscape = IsWide(roadmap) })],
    };

    private static bool IsWide(RoadmapTree roadmap) => roadmap.Columns.Count >= RoadmapPaperTable.LandscapeFrom;

    private static OfficialDocument Frame(ProgramPaperData data)
    {
        var (kind, lines) = TitleOf(data.Tree);
        return new OfficialDocument
        {
            Title = data.Tree.Version.Title, Kind = kind, TitleLines = lines, Approval = ApprovalOf(data), EditionMark = data.Order is null ? "Проект" : null,
        };
    }

    // «МБОУ „Школа № 7“» does not change with the case; of another name only the director's office can be put into it.
    private static string Genitive(ProgramPaperData data) => data.Owner is not { } school ? data.Tenant.AuthorityGenitive
        : school.Split(' ')[0] is { Length: > 2 } form && form.All(char.IsUpper) ? school : $"директора ({school})";

    private static IReadOnlyList<string> ApprovalOf(ProgramPaperData data)
    {
        var approved = DocumentKind.Find(data.Tree.Program.DocumentKind)?.Code == "plan" ? "УТВЕРЖДЁН" : "УТВЕРЖДЕНА";
        var by = data.Order is { DatedOn: { } date } order
            ? $"от {RussianText.LongDate(date)} № {order.Number}"
            : $"от «____» ______________ {data.Today.Year} г. № ____";
        return [approved, PaperWords.Text($"приказом {Genitive(data)}"), PaperWords.Text(by)];
    }

    /// <summary>The kind in capitals and the rest of the title: a title that says its kind itself does not say it twice.</summary>
    private static (string Kind, IReadOnlyList<string> Lines) TitleOf(ProgramTree tree)
    {
        var title = tree.Version.Title.Trim();
        foreach (var kind in (string[])["муниципальная программа", "программа", "план мероприятий", "муниципальный план мероприятий", "дорожная карта", "школьная дорожная карта", "план"])
            if (title.StartsWith(kind + " ", StringComparison.CurrentCultureIgnoreCase))
                return (kind.ToUpper(RussianText.Culture), [PaperWords.Text(title[(kind.Length + 1)..])]);
        var name = DocumentKind.Find(tree.Program.DocumentKind)?.Name.Split(" («")[0] ?? "программа";
        return (name.ToUpper(RussianText.Culture), [PaperWords.Text(title)]);
    }

    private static IEnumerable<DocumentSection> SectionsOf(ProgramPaperData data)
    {
        var content = data.Tree.Content;
        yield return new DocumentSection("Паспорт", content.Passport.Count == 0 ? [] : [PassportTable(content)]);
        yield return new DocumentSection("Правовые основания", content.LegalBases.Count == 0 ? [] : [new NumberedList([.. content.LegalBases.Select(WordsOf)])]);
        yield return new DocumentSection("Направления", [.. content.Directions.SelectMany(DirectionBlocks)]);
        yield return new DocumentSection("Этапы реализации", [.. content.Stages.SelectMany(StageBlocks)]);
        yield return new DocumentSection("Управленческие меры по приоритетам", content.ManagerialMeasures.Count == 0 ? [] : [ManagerialTable(content.ManagerialMeasures)]);
        yield return new DocumentSection("Участники", data.Participants.Count == 0 ? [] : [ParticipantsTable(data.Participants)]);
        yield return new DocumentSection("Показатели", content.Indicators.Count == 0 ? [] : [IndicatorsTable(content.Indicators)]);
    }

    private static DocumentTable PassportTable(ProgramContent content) => new(
        [new TableColumn("Раздел паспорта") { WidthMm = 48, Align = CellAlign.Left }, new TableColumn("Содержание") { Align = CellAlign.Left }],
        [.. content.Passport.Select(field => RowGroup.Of(TableRow.Of(PaperWords.Text(field.Label), CellOf(field, content))))]) { MayDivide = true };

    private static string CellOf(PassportField field, ProgramContent content)
    {
        var items = field.Items.Count == 0 && field.Key == "legal-bases" ? [.. content.LegalBases.Select(WordsOf)] : field.Items;
        return string.Join('\n', items.Select((item, i) => PaperWords.Text(field.IsList && items.Count > 1 ? $"{i + 1}. {item}" : item)));
    }

    /// <summary>As printed when it is known so; else put together.</summary>
    private static string WordsOf(LegalBasis basis) => PaperWords.Text(basis.Verbatim.Length > 0
        ? basis.Verbatim
        : string.Join(' ', new[] { basis.Kind, basis.Issuer, basis.Date is { } date ? $"от {RussianText.LongDate(date)}" : "", basis.Number.Length > 0 ? $"№ {basis.Number}" : "", basis.Title.Length > 0 ? $"«{basis.Title}»" : "" }
            .Where(part => part.Length > 0)));

    private static IEnumerable<DocumentBlock> DirectionBlocks(ProgramDirection direction)
    {
        yield return new Paragraph([new TextRun(PaperWords.Text(direction.Title), Bold: true)]);
        if (direction.Goal.Length > 0)
            yield return PaperWords.Paragraph($"Цель: {direction.Goal}");
        foreach (var (lead, items) in new[] { ("Задачи:", direction.Tasks), ("Показатели:", direction.Indicators), ("Меры:", direction.Measures) })
            if (items.Count > 0)
            {
                yield return PaperWords.Paragraph(lead);
                yield return new NumberedList([.. items.Select(PaperWords.Text)]);
            }
    }

    /// <summary>In paragraphs: a table of stages with their terms looks like one more roadmap.</summary>
    private static IEnumerable<DocumentBlock> StageBlocks(ProgramStage stage)
    {
        yield return new Paragraph([new TextRun(PaperWords.Text(stage.Term.Length > 0 ? $"{stage.Title} ({stage.Term})" : stage.Title), Bold: true)]);
        if (stage.Description.Length > 0)
            yield return PaperWords.Paragraph(stage.Description);
    }

    private static DocumentTable ManagerialTable(IReadOnlyList<ManagerialMeasure> measures) => new(
        [new TableColumn("Задачи") { Align = CellAlign.Left }, new TableColumn("Индикатор достижения цели") { Align = CellAlign.Left }, new TableColumn("Подготовительные действия") { Align = CellAlign.Left }],
        [
            .. measures.GroupBy(m => m.Priority).SelectMany(priority => priority
                .Select(m => RowGroup.Of(TableRow.Of(PaperWords.Text(m.Task), PaperWords.Text(m.Achievement), PaperWords.Text(m.Preparation))))
                .Prepend(RowGroup.Of(TableRow.Across(PaperWords.Text(priority.Key), 3)))),
        ]) { MayDivide = true };

    private static DocumentTable ParticipantsTable(IReadOnlyList<ParticipantName> participants) => Table(
        ["№ п/п", "Школа", "Группа", "Основание участия"],
        participants.Select((p, i) => (string[])[$"{i + 1}", p.School, SchoolGroupKind.Find(p.GroupCode)?.Name ?? "", p.Reason]), firstWidth: 14);

    private static DocumentTable IndicatorsTable(IReadOnlyList<ProgramIndicator> indicators)
    {
        var years = indicators.SelectMany(i => i.Targets.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        return new DocumentTable(
            [
                new TableColumn("Код") { WidthMm = 18, Align = CellAlign.Left }, new TableColumn("Показатель") { Align = CellAlign.Left }, new TableColumn("Единица") { WidthMm = 22, Align = CellAlign.Left },
                .. years.Count == 0 ? (HeadNode[])[] : [new ColumnGroup("Целевое значение", [.. years.Select(year => new TableColumn(year) { WidthMm = 20, Align = CellAlign.Center })])],
            ],
            [
                .. indicators.Select(i => RowGroup.Of(new TableRow(
                    [i.Code, PaperWords.Text(i.Name), i.Unit, .. years.Select(year => (TableCell)PaperWords.Text(i.Targets.GetValueOrDefault(year, "—")))]))),
            ]) { MayDivide = true };
    }

    private static DocumentTable Table(string[] headings, IEnumerable<string[]> rows, double? firstWidth = null) => new(
        [.. headings.Select((heading, i) => new TableColumn(heading) { Align = CellAlign.Left, WidthMm = i == 0 ? firstWidth : null })],
        [.. rows.Select(row => RowGroup.Of(new TableRow([.. row.Select(cell => (TableCell)PaperWords.Text(cell))])))]) { MayDivide = true };

    private static DocumentSection Appendix(ProgramPaperData data, RoadmapTree roadmap, int index) =>
        new(PaperWords.Text(roadmap.Row.Title), [RoadmapPaperTable.Make(roadmap)])
        {
            Landscape = IsWide(roadmap),
            Mark = data.Tree.Roadmaps.Count == 1 ? "Приложение" : PaperWords.Text($"Приложение № {index + 1}"),
        };
}
