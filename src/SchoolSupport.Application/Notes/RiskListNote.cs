using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>What the note on schools at risk is made from: the very matrix of the page.</summary>
public sealed record RiskListNoteFacts(Tenant Tenant, RiskMatrix Matrix, DateOnly StartedOn);

/// <summary>
/// The October note: schools at risk, triggered sections with their numbers, deficits, what is new and what was removed, recommendations to each school
/// (domain reference, 6.3 and 9.1). Pure. The edition for publication names sections and schools and no count of children or teachers.
/// </summary>
internal sealed class RiskListNote
{
    private readonly RiskListNoteFacts facts;
    private readonly ReportEdition edition;
    private readonly SchoolRisk[] risky;
    private readonly SchoolRisk[] unknown;
    private readonly NoteBuilder note = new();

    private RiskListNote(RiskListNoteFacts facts, ReportEdition edition)
    {
        (this.facts, this.edition) = (facts, edition);
        risky = [.. Schools.Where(s => s.Verdict.IsRisk == Ternary.Yes)];
        unknown = [.. Schools.Where(s => s.Verdict.IsRisk == Ternary.Unknown)];
    }

    private RiskMatrix Matrix => facts.Matrix;
    private IReadOnlyList<SchoolRisk> Schools => facts.Matrix.Schools;
    private IReadOnlyList<RiskSection> Sections => facts.Matrix.Rules.Sections;
    private bool IsPublic => edition == ReportEdition.Publication;

    public static IReadOnlyList<NoteSection> Make(RiskListNoteFacts facts, ReportEdition edition) => new RiskListNote(facts, edition).Make();

    private IReadOnlyList<NoteSection> Make()
    {
        Introduction();
        General();
        OfSchools();
        Undecided();
        Changes();
        Deficits();
        Conclusions();
        Recommendations();
        Decisions();
        Appendix();
        return note.Sections;
    }

    private void Introduction()
    {
        note.Section("intro", "Вводная часть");
        note.Text("goal", "Цель: выявить школы, в которых условия и результаты могут привести к низким образовательным результатам, назвать дефициты каждой и предложить меры.",
            "Рисковая школа — школа, которой требуется профилактическая помощь; выводы справки не являются оценкой работы отдельных педагогов и руководителей.");
        note.Text("sources", $"Источники: сведения школ за {Matrix.Year} учебный год, принятые или отправленные на проверку, и загруженные результаты всероссийских проверочных работ (ВПР) {Matrix.ResultsYear} учебного года.");
        note.Text("list", $"Основа справки: {Matrix.Head.Standing}.", Matrix.Changes is { IsEmpty: false } ? "После фиксации данные или методика изменились; в справке — зафиксированный список." : null,
            Matrix.Head.StandingBefore is { } before ? $"Сравнение — с перечнем {Matrix.Year.Previous} учебного года: {before}." : null);
        note.Text("method", $"Методика: «{Matrix.Rules.Name}», редакция {Matrix.Rules.Version}. Рассматриваются {RussianText.Count(Sections.Count, "раздел", "раздела", "разделов")}: {string.Join("; ", Sections.Select(s => $"{s.Code}{RussianText.NoBreakSpace}«{s.Name}»"))}.",
            RiskWords.Method(Matrix.Rules), $"Школа считается рисковой, если {RiskExplanation.Rule(Matrix.Rules)}.",
            RiskWords.Repeats(Matrix.Rules), "Доли сравниваются с порогом до округления. Если сведений недостаточно, вывод по разделу не делается.");
        note.Text("edition", IsPublic ? "В издании для публикации числа детей и педагогов по школам не приводятся: названы школы и сработавшие разделы." : null);
    }

    private void General()
    {
        note.Section("general", "Общие сведения");
        note.Text("general", $"Рассмотрены сведения о {RussianText.Count(Schools.Count, "школе", "школах", "школах")}.",
            $"Риски выявлены {NoteWords.InSchools(risky.Length)}"
                + (Schools.Count - risky.Length - unknown.Length is var free and > 0 ? $", не выявлены {NoteWords.InSchools(free)}" : "")
                + (unknown.Length > 0 ? $"; по {NoteWords.ToSchools(unknown.Length)} недостаточно данных." : "."),
            risky.Length > 0 && Schools.Any(s => s.Verdict.Triggered >= 2) ? $"Два раздела и более сработали {NoteWords.InSchools(Schools.Count(s => s.Verdict.Triggered >= 2))}{(Schools.Count(s => s.Verdict.Triggered == Sections.Count) is var whole and > 0 ? $", все {Sections.Count} — {NoteWords.InSchools(whole)}" : "")}." : null,
            $"Разделы — в таблице {note.NextTable}{(Schools.Any(s => s.Verdict.IsRisk != Ternary.Unknown) ? $" и на рисунке {note.NextFigure}" : "")}{(IsPublic ? "" : ", значения по школам — в приложении")}.");
        note.Table("sections", "Разделы матрицы рисков",
            [NoteTables.Words("Раздел"), NoteTables.Number("Есть риск, школ", 24), NoteTables.Number("Риска нет, школ", 24), NoteTables.Number("Недостаточно данных, школ", 30), NoteTables.Number($"Риск в {Matrix.Year.Previous}, школ", 26)],
            Sections.Select(section => RowGroup.Of(TableRow.Of(PaperWords.Text($"{section.Code}. {section.Name}"),
                Count(section, Ternary.Yes), Count(section, Ternary.No), Count(section, Ternary.Unknown), Before(section) is { } before ? before : new TextValue(ReportCells.NoData)))));
        note.Chart("sections-chart", "Число школ, в которых сработал раздел", [.. Sections.Select(s => $"{s.Code}. {s.Name}")],
        [
            new ChartSeries($"{Matrix.Year} учебный год", [.. Sections.Select(s => (decimal?)Count(s, Ternary.Yes))]),
            .. Sections.Any(s => Before(s) is not null) ? (ChartSeries[])[new ChartSeries($"{Matrix.Year.Previous} учебный год", [.. Sections.Select(s => (decimal?)Before(s))])] : [],
        ], "", 0);
    }

    private int Count(RiskSection section, Ternary state) => Schools.Count(s => s.Verdict.Of(section.Code) == state);

    /// <summary>Null when no school could be judged then.</summary>
    private int? Before(RiskSection section) => Schools.Any(s => s.Before is { } before && before.Of(section.Code) != Ternary.Unknown)
        ? Schools.Count(s => s.Before?.Of(section.Code) == Ternary.Yes) : null;

    private void OfSchools()
    {
        note.Section("schools", "Рисковые школы");
        if (risky.Length == 0)
        {
            note.Text("schools", "Рисковых школ не выявлено.");
            return;
        }
        note.Text("schools", $"Рисковые школы и сработавшие разделы — в таблице {note.NextTable}. Порядок — по реестру, уровень риска он не отражает.");
        note.Table("schools-table", "Рисковые школы",
            [NoteTables.Words("Школа"), .. Sections.Select(s => new TableColumn($"Раздел {s.Code}") { WidthMm = 22, Align = CellAlign.Center }), NoteTables.Number("Сработало разделов", 24)],
            risky.Select(s => RowGroup.Of(new TableRow([NoteTables.Name(s.School.ShortName), .. Sections.Select(section => StateOf(s, section)), s.Verdict.Triggered]))));
        foreach (var school in risky)
            note.Of(school.School.Id, SchoolTitle.Of(school.School.ShortName), "", IsPublic ? RiskWords.Triggered(school.Verdict) : RiskWords.Explained(Matrix.Rules, school.Verdict));
    }

    private static TableCell StateOf(SchoolRisk school, RiskSection section) => school.Verdict.Of(section.Code) switch
    {
        Ternary.Yes => NoteTables.Mark(true, "риск", ""),
        Ternary.No => "нет",
        _ => ReportCells.NoData,
    };

    private void Undecided()
    {
        note.Section("undecided", "Школы, по которым недостаточно данных");
        if (unknown.Length == 0)
            return;
        note.Text("undecided", $"Вывод не сделан по {NoteWords.ToSchools(unknown.Length)}. Отсутствие данных не означает отсутствия риска.");
        foreach (var school in unknown)
            note.Of(school.School.Id, SchoolTitle.Of(school.School.ShortName), "", RiskWords.Missing(school.Verdict));
    }

    private void Changes()
    {
        note.Section("changes", "Изменения к прошлому году");
        if (Schools.All(s => s.Before is not { } before || before.IsRisk == Ternary.Unknown))
        {
            note.Text("changes", $"Сравнение не проведено: за {Matrix.Year.Previous} учебный год нет данных.");
            return;
        }
        note.Text("changes",
            Said("Риски появились", RiskChange.Appeared, "Новых рисковых школ нет."),
            Said("Риски устранены", RiskChange.Removed, null), Said("Риски сохраняются", RiskChange.Stays, null));
        if (!IsPublic && Schools.SelectMany(s => s.Change.RemovedDeficits.Select(d => d.Code)).ToArray() is { Length: > 0 } removed)
            note.Text("removed", $"Устранённые дефициты: {string.Join("; ", removed.GroupBy(code => code).OrderByDescending(g => g.Count()).Select(g => $"{RiskWords.DeficitName(g.Key)} — {NoteWords.InSchools(g.Count())}"))}.");
    }

    private string? Said(string what, RiskChange change, string? none)
    {
        var names = Schools.Where(s => s.Change.Change == change).Select(s => SchoolTitle.Of(s.School.ShortName)).ToArray();
        return names.Length == 0 ? none : $"{what} {NoteWords.InSchools(names.Length)}{(names.Length == Schools.Count && names.Length > 1 ? "" : $": {NoteWords.And(names)}")}.";
    }

    private void Deficits()
    {
        note.Section("deficits", "Дефициты");
        if (IsPublic || risky.Length == 0)
            return;
        note.Text("deficits", $"Дефицит — строка матрицы, по которой сработал раздел. Сколько школ имеют каждый дефицит — в таблице {note.NextTable}.");
        note.Table("deficits-table", "Дефициты рисковых школ", [NoteTables.Words("Дефицит", 62), NoteTables.Number("Школ", 14), NoteTables.Words("Школы")],
            risky.SelectMany(s => s.Verdict.Deficits.Select(d => (d.Code, Name: SchoolTitle.Of(s.School.ShortName)))).GroupBy(d => d.Code)
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => RowGroup.Of(TableRow.Of(PaperWords.Text(NoteWords.Capital(RiskWords.DeficitName(g.Key))), g.Count(), PaperWords.Text(string.Join("; ", g.Select(d => d.Name)))))), isLong: true);
    }

    private void Conclusions()
    {
        note.Section("conclusions", "Выводы");
        var (appeared, removed) = (Schools.Count(s => s.Change.Change == RiskChange.Appeared), Schools.Count(s => s.Change.Change == RiskChange.Removed));
        note.List("conclusions",
            risky.Length == 0 ? $"По данным за {Matrix.Year} учебный год рисковых школ не выявлено." : $"Профилактическая помощь требуется {NoteWords.ToSchools(risky.Length)} из {Schools.Count}.",
            MostFrequent(),
            appeared + removed == 0 ? null : $"За год риски устранены {NoteWords.InSchools(removed)}, появились {NoteWords.InSchools(appeared)}; связь с принятыми мерами не оценивалась.",
            unknown.Length == 0 ? null : $"По {NoteWords.ToSchools(unknown.Length)} вывод не сделан из-за отсутствия данных.");
    }

    /// <summary>Nothing when no section stands out.</summary>
    private string? MostFrequent()
    {
        var counts = Sections.Select(s => (Section: s, Count: Count(s, Ternary.Yes))).ToArray();
        var most = counts.Max(s => s.Count);
        var first = counts.Where(s => s.Count == most).Select(s => $"«{s.Section.Name}»").ToArray();
        return most == 0 || first.Length == counts.Length ? null
            : first.Length == 1 ? $"Чаще других сработал раздел {first[0]}: {NoteWords.InSchools(most)} из {Schools.Count}."
            : $"Чаще других сработали разделы {NoteWords.And(first)}: каждый — {NoteWords.InSchools(most)} из {Schools.Count}.";
    }

    private void Recommendations()
    {
        note.Section("recommendations", "Адресные рекомендации");
        if (risky.Length == 0)
            return;
        note.Text("recommendations", IsPublic ? $"Рекомендации составлены по сработавшим разделам (таблица {note.NextTable})."
            : $"Рекомендации составлены по дефицитам каждой школы (таблица {note.NextTable}); другие меры против каждого дефицита — на странице школы в системе.");
        RiskAdvice.Write(note, [.. risky.Select(s => (s.School.ShortName, s.Verdict))], edition);
    }

    private void Decisions()
    {
        var authority = facts.Tenant.AuthorityName.ToLower(RussianText.Culture);
        note.Section("decisions", "Управленческие решения");
        note.List("decisions",
            risky.Length == 0 ? null : $"Утвердить перечень рисковых школ — {authority}, {NoteBuilder.Until(facts.StartedOn, 14)}.",
            risky.Length == 0 ? null : $"Внести меры по устранению дефицитов в планы школ — руководители рисковых школ, {NoteBuilder.Until(facts.StartedOn, 30)}.",
            unknown.Length == 0 ? null : $"Дополнить недостающие сведения ({NoteWords.Some([.. unknown.Select(s => SchoolTitle.Of(s.School.ShortName))])}) — руководители школ, {NoteBuilder.Until(facts.StartedOn, 21)}.",
            $"Рассмотреть ход устранения рисков по промежуточным сведениям — муниципальный координатор, {NoteBuilder.Until(facts.StartedOn, 120)}.");
    }

    private void Appendix()
    {
        if (IsPublic)
            return;
        note.Appendix("appendix", $"Матрица рисков за {Matrix.Year} учебный год");
        foreach (var (table, place) in RiskMatrixTable.Of(Matrix).Select((table, place) => (table, place)))
            note.Place(place == 0 ? "matrix" : $"matrix-{place + 1}", table);
        note.Note("matrix-note", "Полужирным на сером фоне — отрицательный ответ, доля, по которой сработал раздел, и сам раздел. «нет ответа» и «н/д» — сведений нет; «—» — процедура в школе не проводится. Числа: сколько из скольких и доля.");
    }
}
