using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>What the September note on the work with schools at risk is made from.</summary>
/// <param name="Facts">The facts that the indicators are computed from: verdicts of October and of now.</param>
/// <param name="Standing">Whether October's list is fixed: «список зафиксирован 12.11.2024, № 3».</param>
/// <param name="Schools">The register, in the order of lists.</param>
public sealed record RiskMonitoringNoteFacts(Tenant Tenant, NoteIndicators Indicators, MonitoringFacts Facts, string Standing, IReadOnlyList<School> Schools, DateOnly StartedOn);

/// <summary>
/// The September note on schools at risk: indicators of 3.3, factors found and removed, what became of each school, effectiveness, recommendations
/// (domain reference, 7.2 and 9.1). Pure.
/// </summary>
internal sealed class RiskMonitoringNote
{
    private readonly RiskMonitoringNoteFacts facts;
    private readonly ReportEdition edition;
    private readonly Followed[] followed;
    private readonly NoteBuilder note = new();

    /// <summary>A school at risk in October and what is known of it now.</summary>
    private sealed record Followed(School School, RiskVerdict October, RiskVerdict? Now)
    {
        public string Name => SchoolTitle.Of(School.ShortName);
        public RiskChange Change => Now is null ? RiskChange.Unknown : RiskComparison.Of(October, Now).Change;
    }

    private RiskMonitoringNote(RiskMonitoringNoteFacts facts, ReportEdition edition)
    {
        (this.facts, this.edition) = (facts, edition);
        followed = [.. from school in facts.Schools
                       let known = facts.Facts.Find(MonitoringArchive.Key(school.Id))
                       where known?.RiskInOctober?.IsRisk == Ternary.Yes
                       select new Followed(school, known.RiskInOctober!, known.RiskNow)];
    }

    /// <summary>Of no school at risk it is known what became of it.</summary>
    private bool IsUnknown => followed.All(f => f.Change == RiskChange.Unknown);

    private AcademicYear Year => facts.Indicators.Period.RiskListYear;

    public static IReadOnlyList<NoteSection> Make(RiskMonitoringNoteFacts facts, ReportEdition edition) => new RiskMonitoringNote(facts, edition).Make();

    private IReadOnlyList<NoteSection> Make()
    {
        Introduction();
        General();
        Chart(new NoteIndicatorText(facts.Indicators, edition).Write(note, "Показатели мониторинга", "Показатели рассчитаны по всем действующим школам", "показатели мониторинга рисковых школ"));
        Factors();
        Effectiveness();
        Conclusions();
        Recommendations();
        Decisions();
        return note.Sections;
    }

    private void Introduction()
    {
        note.Section("intro", "Вводная часть");
        note.Text("goal", "Цель: определить, какие риски устранены и какие сохраняются, и оценить по показателям результаты профилактической работы.",
            "Выводы справки не являются оценкой работы отдельных педагогов и руководителей.");
        note.Text("sources", $"Источники: выявление рисковых школ {Year} учебного года ({facts.Standing}), промежуточные сведения школ ({facts.Indicators.Period.Title}), загруженные результаты всероссийских проверочных работ (ВПР) и основного государственного экзамена (ОГЭ).");
        note.Text("method", "Методика. Риск считается устранённым, если школа была рисковой по октябрьскому выявлению и не является рисковой по промежуточным сведениям. "
            + "Школа, от которой промежуточных сведений нет, в числителе не учитывается и названа отдельно. Снижение доли не справившихся с ВПР считается по одним и тем же детям: 4 класс год назад, 5 класс теперь.");
        note.Text("edition", edition == ReportEdition.Publication ? "В издании для публикации числа детей и педагогов по школам не приводятся." : null);
    }

    private void General()
    {
        note.Section("general", "Общие сведения");
        note.Text("general", $"{RussianText.Plural(facts.Facts.Schools.Count, "Действует", "Действуют", "Действует")} {NoteWords.Schools(facts.Facts.Schools.Count)}.",
            followed.Length == 0 ? $"По выявлению {Year} учебного года рисковых школ нет или данных недостаточно."
                : $"По выявлению {Year} учебного года {RussianText.Plural(followed.Length, "рисковой признана", "рисковыми признаны", "рисковыми признано")} {NoteWords.Schools(followed.Length)}{(followed.Length == facts.Facts.Schools.Count ? "" : $": {NoteWords.And([.. followed.Select(f => f.Name)])}")}.");
    }

    /// <param name="table">Number of the table of indicators.</param>
    private void Chart(int table)
    {
        var shares = facts.Indicators.All.Where(one => NoteIndicator.Counts(one.Now) is { Participants: > 0 }).ToArray();
        if (shares.Length == 0)
            return;
        note.Section("picture", "Динамика показателей");
        note.Text("picture", $"Доли школ по показателям — на рисунке {note.NextFigure}; коды показателей — по таблице {table}.");
        note.Chart("picture-chart", "Доля школ по показателям, %", [.. shares.Select(one => one.Definition.Code)],
        [
            new ChartSeries(facts.Indicators.Period.Title, [.. shares.Select(one => Share(one.Now))]),
            new ChartSeries(facts.Indicators.Period.YearBefore.Title, [.. shares.Select(one => one.Before is { } before ? Share(before) : null)]),
        ], "%", 1);
    }

    private static decimal? Share(IndicatorValue value) => NoteIndicator.Counts(value) is { Participants: > 0 } counts ? NoteTables.Tenths(counts.Failed, counts.Participants) : null;

    private void Factors()
    {
        note.Section("factors", "Факторы риска");
        var found = FactorsOf("3.3.1-1");
        var removed = FactorsOf("3.3.1-2");
        if (found.Count == 0 && removed.Count == 0)
        {
            note.Text("factors", "Факторы риска не названы: сведений недостаточно.");
            return;
        }
        note.Text("factors", $"Факторы, выявленные в октябре, и факторы, устранённые за год, — в таблице {note.NextTable}. Фактор — строка матрицы, по которой сработал раздел. "
            + "Он считается устранённым, если его значение по промежуточным сведениям известно и само по себе признаком риска не является; без промежуточных сведений фактор устранённым не считается.");
        note.Table("factors-table", "Факторы риска: выявлено и устранено",
            [NoteTables.Words("Фактор"), NoteTables.Number("Выявлено, школ", 26), NoteTables.Number("Устранено, школ", 28)],
            Deficit.All.Select(deficit => deficit.Name).Where(text => found.ContainsKey(text) || removed.ContainsKey(text)).Select(text => RowGroup.Of(TableRow.Of(
                PaperWords.Text(NoteWords.Capital(text)), found.GetValueOrDefault(text), removed.GetValueOrDefault(text)))), isLong: true);
    }

    private Dictionary<string, int> FactorsOf(string code)
    {
        // What a school wrote in its own words is no line of the matrix, and may tell of single children.
        var known = Deficit.All.Select(deficit => deficit.Name).ToHashSet();
        return (facts.Indicators.Find(code)?.Now.Factors ?? []).Where(factor => known.Contains(factor.Text)).GroupBy(factor => factor.Text).ToDictionary(group => group.Key, group => group.Count());
    }

    private void Effectiveness()
    {
        note.Section("effectiveness", "Эффективность мер");
        if (followed.Length == 0)
        {
            note.Text("effectiveness", "Эффективность мер не оценивается: рисковых школ по октябрьскому выявлению нет.");
            return;
        }
        note.Text("effectiveness", $"В октябре {RussianText.Plural(followed.Length, "рисковой была", "рисковыми были", "рисковыми было")} {NoteWords.Schools(followed.Length)}.",
            Said("Риски устранены", RiskChange.Removed, IsUnknown ? null : "Школ, в которых риски устранены, нет."), Said("Риски сохраняются", RiskChange.Stays, null),
            followed.Count(f => f.Change == RiskChange.Unknown) is var unknown and > 0
                ? $"По {NoteWords.ToSchools(unknown)} вывод не сделан, потому что промежуточных сведений нет или недостаточно: {NoteWords.And([.. followed.Where(f => f.Change == RiskChange.Unknown).Select(f => f.Name)])}." : null,
            "Связь изменений с отдельными мерами программы не оценивалась; исполнение мер — в отчёте об исполнении программы.");
        foreach (var school in followed.Where(f => f.Now is not null && HasMoved(f)))
            note.Of(school.School.Id, school.Name, "", Became(school));
    }

    private string? Said(string what, RiskChange change, string? none)
    {
        var names = followed.Where(f => f.Change == change).Select(f => f.Name).ToArray();
        return names.Length == 0 ? none
            : names.Length == followed.Length && names.Length > 1 ? $"{what} во всех этих школах."
            : $"{what} {NoteWords.InSchools(names.Length)}: {NoteWords.And(names)}.";
    }

    /// <summary>There is more to tell than that the risks stay.</summary>
    private static bool HasMoved(Followed school) => school.Change != RiskChange.Stays
        || RiskComparison.Of(school.October, school.Now!) is { RemovedSections.Count: > 0 } or { NewSections.Count: > 0 } or { RemovedDeficits.Count: > 0 };

    private string Became(Followed school)
    {
        var comparison = RiskComparison.Of(school.October, school.Now!);
        string Names(IEnumerable<string> codes) => NoteWords.And([.. school.October.Sections.Where(s => codes.Contains(s.Section.Code)).Select(s => $"«{s.Section.Name}»")]);
        string?[] sentences =
        [
            school.Change switch { RiskChange.Removed => "Риски устранены.", RiskChange.Stays => "Риски сохраняются.", _ => "Вывод не сделан: сведений недостаточно." },
            comparison.RemovedSections.Count > 0 ? $"Больше не {RussianText.Plural(comparison.RemovedSections.Count, "срабатывает раздел", "срабатывают разделы", "срабатывают разделы")} {Names(comparison.RemovedSections)}." : null,
            comparison.NewSections.Count > 0 ? $"{RussianText.Plural(comparison.NewSections.Count, "Сработал раздел", "Сработали разделы", "Сработали разделы")} {Names(comparison.NewSections)}, в октябре риска не было." : null,
            edition == ReportEdition.Internal && comparison.RemovedDeficits.Count > 0 ? $"Устранённые дефициты: {string.Join("; ", comparison.RemovedDeficits.Select(d => RiskWords.DeficitName(d.Code)))}." : null,
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    private void Conclusions()
    {
        note.Section("conclusions", "Выводы");
        var removed = followed.Count(f => f.Change == RiskChange.Removed);
        var unknown = followed.Count(f => f.Change == RiskChange.Unknown);
        note.List("conclusions",
            followed.Length == 0 ? $"По выявлению {Year} учебного года рисковых школ нет."
                : IsUnknown ? $"Устранены ли риски, неизвестно: промежуточных сведений нет или недостаточно по {NoteWords.ToSchools(followed.Length)}; профилактическая работа продолжается."
                : $"Риски устранены в {RussianText.OutOf(removed, followed.Length)} рисковых школ" + (removed == followed.Length ? "." : $"; профилактическая работа продолжается {NoteWords.InSchools(followed.Length - removed)}."),
            unknown == 0 || IsUnknown ? null : $"По {NoteWords.ToSchools(unknown)} вывод не сделан: промежуточных сведений нет или недостаточно.",
            facts.Indicators.Find("3.3.1-1") is { Change: { Tenths: not 0 } change } ? $"Доля школ с рисками {(change.Tenths > 0 ? "увеличилась" : "уменьшилась")} {change.InText}." : null,
            facts.Indicators.Find("3.3.1-2") is { Now: { } prevention } && NoteIndicator.Counts(prevention) is { Participants: > 0 } counts && counts.Failed < counts.Participants
                ? $"Профилактика рисков организована в {RussianText.OutOf(counts.Failed, counts.Participants)} школ." : null);
    }

    private void Recommendations()
    {
        note.Section("recommendations", "Адресные рекомендации");
        var left = followed.Where(f => f.Change != RiskChange.Removed && AddressedRecommendation.For(f.Now ?? f.October).Count > 0).ToArray();
        if (left.Length == 0)
        {
            note.Text("recommendations", followed.Length == 0 ? "Рекомендации не составляются: рисковых школ нет." : "Рекомендации не составляются: риски устранены во всех школах.");
            return;
        }
        note.Text("recommendations", $"Рекомендации школам, в которых риски сохраняются или вывод не сделан, — в таблице {note.NextTable}; дефициты взяты из последних сведений.");
        RiskAdvice.Write(note, [.. left.Select(f => (f.School.ShortName, f.Now ?? f.October))], edition);
    }

    private void Decisions()
    {
        var unknown = followed.Where(f => f.Change == RiskChange.Unknown).Select(f => f.Name).ToArray();
        note.Section("decisions", "Управленческие решения");
        note.List("decisions",
            followed.All(f => f.Change == RiskChange.Removed) ? null : $"Внести в планы школ меры по сохраняющимся дефицитам — руководители школ, {NoteBuilder.Until(facts.StartedOn, 30)}.",
            unknown.Length == 0 ? null : $"Представить промежуточные сведения ({NoteWords.Some(unknown)}) — руководители школ, {NoteBuilder.Until(facts.StartedOn, 21)}.",
            $"Подготовить октябрьское выявление рисковых школ — {facts.Tenant.AuthorityName.ToLower(RussianText.Culture)}, {NoteBuilder.Until(facts.StartedOn, 45)}.");
    }
}
