using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>Puts a note together: sections in their order, tables and figures with their numbers. A section without content is left out.</summary>
internal sealed class NoteBuilder
{
    private readonly List<NoteSection> sections = [];
    private List<NoteBlock> blocks = [];
    private int tables;
    private int figures;

    /// <summary>The number that the next table will have: the text names a table before it comes.</summary>
    public int NextTable => tables + 1;

    public int NextFigure => figures + 1;

    public IReadOnlyList<NoteSection> Sections => [.. sections.Where(section => section.Blocks.Count > 0)];

    public void Section(string key, string heading) => Begin(new NoteSection(key, heading, []));

    public void Appendix(string key, string heading) => Begin(new NoteSection(key, heading, []) { IsAppendix = true, Landscape = true });

    private void Begin(NoteSection section)
    {
        blocks = [];
        sections.Add(section with { Blocks = blocks });
    }

    /// <summary>A paragraph of sentences; empty ones are left out, and so is a paragraph without any.</summary>
    public void Text(string key, params IEnumerable<string?> sentences)
    {
        var text = Joined(sentences);
        if (text.Length > 0)
            blocks.Add(new NoteBlock(key, PaperWords.Paragraph(text)));
    }

    private static string Joined(IEnumerable<string?> sentences) => Ended(string.Join(' ', sentences.Where(sentence => !string.IsNullOrWhiteSpace(sentence))));

    // The point of «2025 г.» and «3 п. п.» is that of the sentence too.
    private static string Ended(string text) => text.Replace("г..", "г.", StringComparison.Ordinal).Replace("п..", "п.", StringComparison.Ordinal);

    /// <summary>A paragraph about one school: its name in bold, and sentences.</summary>
    /// <param name="after">Beside the name: «, 129 обучающихся».</param>
    public void Of(Guid school, string name, string after, params IEnumerable<string?> sentences)
    {
        var text = Joined(sentences);
        blocks.Add(new NoteBlock($"school-{school:N}", new Paragraph([new TextRun(PaperWords.Text(name), Bold: true), new TextRun(PaperWords.Text($"{after}. {text}"))])));
    }

    public void List(string key, params IEnumerable<string?> items)
    {
        var lines = items.Where(item => !string.IsNullOrWhiteSpace(item)).Select(item => PaperWords.Text(Ended(item!))).ToArray();
        if (lines.Length > 0)
            blocks.Add(new NoteBlock(key, new NumberedList(lines)));
    }

    /// <param name="title">Stands after «Таблица 1 — ».</param>
    public void Table(string key, string title, IReadOnlyList<HeadNode> head, IEnumerable<RowGroup> groups, bool isLong = false) =>
        blocks.Add(new NoteBlock(key, new DocumentTable(head, [.. groups]) { Caption = PaperWords.Text($"Таблица {++tables} — {title}"), MayDivide = isLong }));

    /// <summary>A table of an appendix, which has a heading of its own and no number.</summary>
    public void Place(string key, DocumentBlock block) => blocks.Add(new NoteBlock(key, block));

    public void Note(string key, string text) => blocks.Add(new NoteBlock(key, new Note(PaperWords.Text(text))));

    /// <summary>Bars of one or two series; what has no value is left out, and nothing is drawn when nothing has.</summary>
    public void Chart(string key, string title, IReadOnlyList<string> all, IReadOnlyList<ChartSeries> series, string unit, int decimals)
    {
        var known = Enumerable.Range(0, all.Count).Where(place => series.Any(one => one.Values[place] is not null)).ToArray();
        var drawn = series.Where(one => one.Values.Any(value => value is not null)).Select(one => one with { Values = [.. known.Select(place => one.Values[place])] }).ToArray();
        if (drawn.Length == 0)
            return;
        string[] labels = [.. known.Select(place => all[place])];
        blocks.Add(new NoteBlock(key, new BarChart(PaperWords.Text($"Рисунок {++figures} — {title}"), Description(title, labels, drawn, unit, decimals), [.. labels.Select(PaperWords.Text)], drawn)
        {
            Unit = unit, Decimals = decimals,
        }));
    }

    /// <param name="draw">Makes the chart with its caption; null leaves it out.</param>
    public void Points(string key, string title, Func<string, ScatterChart?> draw)
    {
        if (draw(PaperWords.Text($"Рисунок {figures + 1} — {title}")) is not { } chart)
            return;
        figures++;
        blocks.Add(new NoteBlock(key, chart));
    }

    private static string Description(string title, IReadOnlyList<string> labels, ChartSeries[] series, string unit, int decimals) => PaperWords.Text(
        $"Диаграмма: {title}. " + string.Join(' ', series.Select(one => $"{one.Name}: "
            + string.Join("; ", labels.Zip(one.Values, (label, value) => $"{label} — {(value is { } number ? number.ToString($"F{decimals}", RussianText.Culture) + (unit.Length > 0 ? " " + unit : "") : "нет данных")}")) + ".")));

    /// <summary>Terms of decisions: whole days after the note was begun, so that refreshing the data moves none; on a day of rest the next day of work.</summary>
    public static string Until(DateOnly startedOn, int days) => $"до {RussianText.LongDate(DaysOfWork.OnOrAfter(startedOn.AddDays(days)))}";
}
