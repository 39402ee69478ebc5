using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>What the June note on effectiveness is made from.</summary>
/// <param name="January">Values of the same indicators for the first half-year; empty when there are none.</param>
/// <param name="Facts">The schools' own judgement of the year.</param>
/// <param name="Fulfilment">Terms of the programme in the academic year; null when none is in force.</param>
public sealed record EffectivenessNoteFacts(
    Tenant Tenant, NoteIndicators Indicators, NoteIndicators January, MonitoringFacts Facts, RiskMatrix Matrix, FulfilmentReport? Fulfilment, IReadOnlyList<School> Schools, DateOnly StartedOn);

/// <summary>
/// The June note: what was done in the academic year and what the indicators say beside it (domain reference, 9.1). It states both and claims no
/// connection between them. Pure.
/// </summary>
internal sealed class EffectivenessNote
{
    private static readonly (string Code, string Words)[] Judgements =
        [("better", "результаты улучшились"), ("same", "результаты не изменились"), ("worse", "результаты снизились"), ("early", "судить рано")];

    private readonly EffectivenessNoteFacts facts;
    private readonly ReportEdition edition;
    private readonly (School School, SchoolMonitoring Answers)[] rows;
    private readonly NoteIndicatorText indicators;
    private readonly SchoolRisk[] judged;
    private readonly SchoolRisk[] risky;
    private readonly NoteBuilder note = new();

    private EffectivenessNote(EffectivenessNoteFacts facts, ReportEdition edition)
    {
        (this.facts, this.edition) = (facts, edition);
        indicators = new NoteIndicatorText(facts.Indicators, edition);
        judged = [.. facts.Matrix.Schools.Where(s => s.Verdict.IsRisk != Ternary.Unknown)];
        risky = [.. judged.Where(s => s.Verdict.IsRisk == Ternary.Yes)];
        rows = [.. from school in facts.Schools let known = facts.Facts.Find(MonitoringArchive.Key(school.Id)) where known is not null select (school, known)];
    }

    private bool IsPublic => edition == ReportEdition.Publication;
    private MonitoringPeriod Period => facts.Indicators.Period;
    private AcademicYear Year => Period.Academic;

    public static IReadOnlyList<NoteSection> Make(EffectivenessNoteFacts facts, ReportEdition edition) => new EffectivenessNote(facts, edition).Make();

    private IReadOnlyList<NoteSection> Make()
    {
        Introduction();
        Measures();
        indicators.Write(note, "Показатели года", "Показатели рассчитаны по отчётам школ за учебный год", "показатели профилактики учебной неуспешности");
        SinceJanuary();
        Risks();
        OwnJudgement();
        Conclusions();
        Recommendations();
        Decisions();
        return note.Sections;
    }

    private void Introduction()
    {
        note.Section("intro", "Вводная часть");
        note.Text("goal", $"Цель: сопоставить меры, выполненные в {Year} учебном году, с изменениями показателей и определить, что продолжать, что изменить.",
            "Выводы справки не являются оценкой работы отдельных педагогов и руководителей.");
        note.Text("sources", "Источники: отчёты об исполнении мероприятий программы, отчёты школ за полугодия, сведения школ об эффективности мер, матрица рисков.");
        note.Text("method", "Методика. Рядом приводятся исполнение мероприятий и изменение показателей; причинная связь между ними не устанавливается. Изменение — разность показанных долей в процентных пунктах (п. п.).");
        note.Text("edition", IsPublic ? NoteTables.PublicationRemark : null);
    }

    private void Measures()
    {
        note.Section("measures", "Исполнение мероприятий");
        if (facts.Fulfilment is not { } report)
        {
            note.Text("measures", "Нет данных: действующей программы с мероприятиями за учебный год нет.");
            return;
        }
        note.Text("measures", $"Программа: {FulfilmentPhrases.Quoted(report.Program.Title)}, период — {report.Period.Days}, состояние на {RussianText.LongDate(report.Today)}.",
            string.Join(' ', FulfilmentPhrases.Findings(report).Take(2)), report.BySection.Count > 0 ? $"По разделам — в таблице {note.NextTable}." : null);
        if (report.BySection.Count == 0)
            return;
        note.Table("measures-table", "Исполнение мероприятий по разделам",
            [NoteTables.Words("Раздел"), NoteTables.Share("Выполнено", 38, "выполнено", "сроков"), NoteTables.Number("Ждут подтверж\u00adдения", 24), NoteTables.Number("Просро\u00adчено", 20)],
            report.BySection.Where(row => row.Level <= 1).Select(row => RowGroup.Of(TableRow.Of(PaperWords.Text(row.Title), Share(row.Tally), row.Tally.Waiting, row.Tally.Overdue)))
                .Append(RowGroup.Of(TableRow.Of("Всего", Share(report.Whole), report.Whole.Waiting, report.Whole.Overdue) with { Kind = RowKind.Total })));
        var sections = report.BySection.Where(row => row.Level <= 1).ToArray();
        var isLeft = sections.Any(row => row.Tally.Live > row.Tally.Done);
        note.Chart("measures-chart", isLeft ? "Выполненные и остальные сроки по разделам" : "Выполненные сроки по разделам", [.. sections.Select(row => Short(row.Title))],
        [
            new ChartSeries("выполнено", [.. sections.Select(row => (decimal?)row.Tally.Done)]),
            new ChartSeries("остальные сроки", [.. sections.Select(row => isLeft ? row.Tally.Live - row.Tally.Done : (decimal?)null)]),
        ], "", 0);
    }

    private static string Short(string title) => title.Length <= 60 ? title : title[..title.LastIndexOf(' ', 57)] + "…";

    private static CellValue Share(FulfilmentTally tally) => tally.Live == 0 ? new TextValue(ReportCells.NoData) : new ShareValue(tally.Done, tally.Live);

    /// <summary>The first half-year beside the second, where both may be shown.</summary>
    private void SinceJanuary()
    {
        var moved = facts.Indicators.All.Where(one => !IsPublic || !one.IsOfPersons).Select(one => (One: one, Then: facts.January.All.FirstOrDefault(j => j.Definition.Code == one.Definition.Code && j.Line.Part == one.Line.Part)))
            .Where(pair => pair.Then is not null && NoteIndicator.Counts(pair.Then.Now) is { Participants: > 0 } && NoteIndicator.Counts(pair.One.Now) is { Participants: > 0 })
            .Select(pair => (pair.One.Definition.Code, Change: ShareChange.Of(NoteIndicator.Counts(pair.Then!.Now)!.Value, NoteIndicator.Counts(pair.One.Now)!.Value)!)).ToArray();
        var same = moved.Where(m => m.Change.Tenths == 0).Select(m => m.Code).Distinct().ToArray();
        note.Text("january", moved.Length == 0 ? null : "От января к июню: " + string.Join("; ",
        [
            .. moved.Where(m => m.Change.Tenths != 0).Select(m => $"{m.Code} — {m.Change.InText}"),
            .. same.Length == 0 ? Array.Empty<string>() : [$"без заметных изменений — {NoteWords.And(same)}"],
        ]) + ".");
    }

    private void Risks()
    {
        note.Section("risks", "Риски");
        if (judged.Length == 0)
        {
            note.Text("risks", $"Нет данных: риски за {Year} учебный год не определены ни по одной школе.");
            return;
        }
        note.Text("risks", $"По матрице рисков {Year} учебного года рисковых школ — {RussianText.OutOf(risky.Length, judged.Length)} с известным выводом ({facts.Matrix.Head.Standing}).",
            IsCompared ? null : $"Сравнение не проведено: за {Year.Previous} учебный год риски не определены.",
            Said("Риски за год устранены", RiskChange.Removed), Said("Риски появились", RiskChange.Appeared), Said("Риски сохраняются", RiskChange.Stays));
    }

    /// <summary>Some school was judged in both years.</summary>
    private bool IsCompared => facts.Matrix.Schools.Any(s => s.Change.Change != RiskChange.Unknown);

    private int Moved(RiskChange change) => facts.Matrix.Schools.Count(s => s.Change.Change == change);

    private string? Said(string what, RiskChange change)
    {
        var names = facts.Matrix.Schools.Where(s => s.Change.Change == change).Select(s => SchoolTitle.Of(s.School.ShortName)).ToArray();
        return names.Length == 0 ? null : $"{what} {NoteWords.InSchools(names.Length)}{(names.Length == facts.Matrix.Schools.Count && names.Length > 1 ? "" : $": {NoteWords.And(names)}")}.";
    }

    private void OwnJudgement()
    {
        note.Section("judgement", "Оценка школ");
        var told = rows.Where(r => r.Answers["effect-results"].Text is not null).ToArray();
        if (told.Length == 0)
        {
            note.Text("judgement", "Сведений школ об эффективности мер нет.");
            return;
        }
        var spoken = told.Where(r => r.Answers["effect-helped"].Text is { Length: > 0 } || r.Answers["effect-problems"].Text is { Length: > 0 }).ToArray();
        note.Text("judgement", $"Свою оценку {RussianText.Plural(told.Length, "дала", "дали", "дали")} {NoteWords.Schools(told.Length)} из {rows.Length}: "
            + string.Join("; ", Judgements.Select(j => (j.Words, Names: told.Where(r => r.Answers["effect-results"].Text == j.Code).Select(r => SchoolTitle.Of(r.School.ShortName)).ToArray())).Where(j => j.Names.Length > 0)
                .Select(j => $"«{j.Words}» — {j.Names.Length} ({NoteWords.And(j.Names)})")) + $". Это оценка самих школ; показатели приведены выше.{(IsPublic || spoken.Length == 0 ? "" : " Слова школ приведены в кавычках.")}");
        // A school's own words may tell of single children.
        if (IsPublic)
            return;
        foreach (var (school, answers) in spoken)
            note.Of(school.Id, SchoolTitle.Of(school.ShortName), "",
                answers["effect-helped"].Text is { Length: > 0 } helped ? $"Что помогло: {NoteWords.Quoted(helped)}." : null,
                answers["effect-problems"].Text is { Length: > 0 } problems ? $"Что не получилось и какая помощь нужна: {NoteWords.Quoted(problems)}." : null);
    }

    private void Conclusions()
    {
        var (removed, appeared) = (Moved(RiskChange.Removed), Moved(RiskChange.Appeared));
        note.Section("conclusions", "Выводы");
        note.List("conclusions",
            facts.Fulfilment is { Whole: { Live: > 0 } whole } ? $"Выполнено и подтверждено {RussianText.Share(whole.Done, whole.Live)} сроков программы; {(whole.Overdue == 0 ? "просроченных нет" : $"просрочено — {whole.Overdue}")}." : "Исполнение мероприятий не оценено: нет данных.",
            indicators.Moves is { Count: > 0 } moves ? $"По сравнению с прошлым годом {NoteWords.Moves(moves)}." : "Показатели с прошлым годом не сравниваются: нет данных.",
            judged.Length == 0 ? $"Риски за {Year} учебный год не определены: нет данных."
                : !IsCompared ? $"Рисковых школ — {RussianText.OutOf(risky.Length, judged.Length)} с известным выводом; с прошлым годом сравнить не с чем."
                : removed + appeared == 0 ? "За год риски ни в одной школе не устранены и ни в одной не появились." : $"За год риски устранены {NoteWords.InSchools(removed)}, появились {NoteWords.InSchools(appeared)}.",
            indicators.Moves.Count == 0 || facts.Fulfilment is not { Whole.Done: > 0 } ? null
                : "Изменения показателей совпадают по времени с выполненными мерами; связь между ними не доказана и проверяется результатами следующего года.");
    }

    private void Recommendations()
    {
        note.Section("recommendations", "Адресные рекомендации");
        if (risky.Length == 0)
        {
            note.Text("recommendations", judged.Length == 0 ? "Рекомендации не составлены: риски школ не определены." : "Рекомендации не требуются: рисковых школ нет.");
            return;
        }
        note.Text("recommendations", $"Рекомендации рисковым школам — в таблице {note.NextTable}.");
        RiskAdvice.Write(note, [.. risky.Select(s => (s.School.ShortName, s.Verdict))], edition);
    }

    private void Decisions()
    {
        note.Section("decisions", "Управленческие решения");
        note.List("decisions",
            facts.Fulfilment is { Whole.Overdue: > 0 } ? $"Исполнить просроченные мероприятия или уточнить их сроки — ответственные по дорожной карте, {NoteBuilder.Until(facts.StartedOn, 30)}." : null,
            $"Уточнить программу на {Year.Next} учебный год с учётом справки — {facts.Tenant.AuthorityName.ToLower(RussianText.Culture)}, {NoteBuilder.Until(facts.StartedOn, 75)}.",
            $"Обсудить с руководителями школ, какие меры продолжать, — муниципальный координатор, {NoteBuilder.Until(facts.StartedOn, 30)}.");
    }
}
