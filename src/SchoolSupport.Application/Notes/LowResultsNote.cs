using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Schools;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>What the September note on schools with low results is made from.</summary>
/// <param name="Before">The list of the year before; null when there was none.</param>
/// <param name="Schools">The register, in the order of lists.</param>
/// <param name="StartedOn">The day when the note was begun, in the department's time.</param>
/// <param name="Contexts">Conditions beside results; null leaves them out.</param>
public sealed record LowResultsNoteFacts(LowResultsData List, LowResultsData? Before, NoteIndicators Indicators, IReadOnlyList<School> Schools, DateOnly StartedOn, ContextTable? Contexts = null);

/// <summary>
/// The September note: results by procedures, the list and why, who is near the threshold, the indicators of 2.3 (domain reference, 7.1 and 9.1),
/// conclusions, recommendations to each school. Pure: the same facts give the same text.
/// </summary>
internal sealed class LowResultsNote
{
    private readonly LowResultsNoteFacts facts;
    private readonly ReportEdition edition;
    private readonly LowResultsNoteText text;
    private readonly LowResultsNoteTables tables;
    private readonly EvaluatedSchool[] listed;
    private readonly EvaluatedSchool[] near;

    /// <summary>Null when no school is near the threshold.</summary>
    private int? nearTable;
    private readonly EvaluatedSchool[] undecided;
    private readonly NoteBuilder note = new();

    private LowResultsNote(LowResultsNoteFacts facts, ReportEdition edition)
    {
        (this.facts, this.edition) = (facts, edition);
        text = new LowResultsNoteText(facts.List, facts.Before, edition);
        tables = new LowResultsNoteTables(facts.List, facts.Before, edition);
        listed = [.. Evaluation.Schools.Where(List.IsOnList)];
        near = [.. Evaluation.Schools.Where(s => !List.IsOnList(s) && text.IsNear(s))];
        undecided = [.. Evaluation.Schools.Where(s => s.Verdict.Verdict == Verdict.InsufficientData && !List.IsOnList(s))];
    }

    private LowResultsData List => facts.List;
    private Evaluation Evaluation => List.Run.Evaluation;
    private AcademicYear Year => List.Run.Year;
    private bool IsPublic => edition == ReportEdition.Publication;

    /// <summary>No school could be judged: then nothing is said of there being none on the list or near it.</summary>
    private bool IsUndecided => undecided.Length == Evaluation.Schools.Count;

    public static IReadOnlyList<NoteSection> Make(LowResultsNoteFacts facts, ReportEdition edition) => new LowResultsNote(facts, edition).Make();

    private IReadOnlyList<NoteSection> Make()
    {
        Introduction();
        General();
        Procedures();
        Dynamics();
        Listed();
        Near();
        Undecided();
        // Points of single schools tell their counts, so publication has none.
        if (!IsPublic && facts.Contexts is { } contexts)
            ContextNoteText.Write(note, contexts);
        new NoteIndicatorText(facts.Indicators, edition).Write(note, "Показатели мониторинга",
            "Показатели рассчитаны по школам, работа с которыми ведётся по действующему утверждённому списку", "показатели мониторинга школ с низкими результатами", Worked());
        Conclusions();
        Recommendations();
        Decisions();
        Appendices();
        return note.Sections;
    }

    private void Introduction()
    {
        note.Section("intro", "Вводная часть");
        note.Text("goal", "Цель: определить школы, которым требуется адресная методическая поддержка, и подготовить предложения по её содержанию.",
            "Выводы справки не являются оценкой работы отдельных педагогов и руководителей.");
        note.Text("basis", text.Basis());
        note.Text("sources", "Источники: результаты всероссийских проверочных работ (ВПР), основного и единого государственных экзаменов (ОГЭ, ЕГЭ; вместе — ГИА), муниципальный реестр школ, сведения, собранные от школ.",
            $"Расчёт № {List.Run.Number} выполнен {RussianText.LongDate(List.MadeOn)}.", List.Run.IsApproved ? null : "Расчёт не утверждён.");
        note.Text("method", text.Method());
        note.Text("edition", IsPublic ? NoteTables.PublicationRemark + $" Числа за {Year.Previous} учебный год не приводятся." : "Запись «4 из 9 (44,4 %)» означает число не справившихся, число участников и долю.");
    }

    private void General()
    {
        var working = Evaluation.Schools.Select(s => s.SchoolId).ToHashSet();
        var register = facts.Schools.Where(s => working.Contains(s.Id)).ToArray();
        var pupils = register.Sum(s => s.Pupils ?? 0);
        note.Section("general", "Общие сведения");
        note.Text("general", $"В {Year} учебном году {RussianText.Plural(working.Count, "действовала", "действовали", "действовало")} {NoteWords.Schools(working.Count)}"
            + (register.Length == working.Count ? $": {register.Count(s => s.IsUrban)} — в городе, {register.Count(s => !s.IsUrban)} — в сельской местности" : "")
            + (pupils > 0 && register.All(s => s.Pupils is not null) && !IsPublic ? $"; {NoteWords.Pupils(pupils)}" : "") + ".",
            string.Join(' ', List.Closed.Select(text.Closed)), text.Considered());
    }

    private void Procedures()
    {
        var (now, before) = (tables.LowCount(0), tables.LowCount(1));
        note.Section("procedures", "Результаты по процедурам");
        if (Evaluation.Schools.All(s => s.Verdict.Current.NothingReported))
        {
            note.Text("procedures", $"Результаты процедур за {Year} учебный год не получены. Отсутствие данных не означает отсутствия низких результатов.");
            return;
        }
        note.Text("procedures", now.Results == 0
            ? $"Низких результатов в {Year} учебном году нет; числа участников и не справившихся — в таблице {note.NextTable} и на рисунке {note.NextFigure}."
            : $"{RussianText.Plural(now.Results, "Получен", "Получены", "Получено")} {RussianText.Count(now.Results, "низкий результат", "низких результата", "низких результатов")}, {NoteWords.InSchools(now.Schools)}"
                + (IsPublic ? "" : $"; годом ранее — {(before.Results == 0 ? "ни одного" : $"{before.Results}, {NoteWords.InSchools(before.Schools)}")}")
                + $" (таблица {note.NextTable}, рисунок {note.NextFigure}).",
            "Складываются числа по школам, доли не усредняются.", $"Результаты каждой школы — {(IsPublic ? "в приложении" : "в приложениях 1 и 2")}.");
        note.Table("procedures-table", "Результаты по процедурам", tables.ProcedureHead(), tables.ProcedureRows());
        note.Note("procedures-note", (IsPublic ? "" : "Изменение — разность показанных долей в процентных пунктах (п. п.). ") + "«н/д» — сведения не получены, «—» — участников не было.");
        note.Chart("procedures-chart", "Доля не справившихся участников по процедурам, %", tables.ProcedureTitles, tables.ProcedureSeries(), "%", 1);
    }

    private void Dynamics()
    {
        note.Section("dynamics", "Динамика к прошлому году");
        note.Text("shares", IsPublic ? null : tables.Dynamics());
        if (facts.Before is not { } before)
        {
            note.Text("list", $"Состав Списка с прошлогодним не сравнивается: за {Year.Previous} учебный год список не составлялся.");
            return;
        }
        var was = before.Run.Evaluation.Schools.Where(before.IsOnList).ToArray();
        var repeated = listed.Where(s => was.Any(w => w.SchoolId == s.SchoolId)).Select(s => s.Name).ToArray();
        var left = was.Where(w => Evaluation.Schools.Any(s => s.SchoolId == w.SchoolId) && listed.All(s => s.SchoolId != w.SchoolId)).Select(s => s.Name).ToArray();
        note.Text("list", $"Число школ Списка {NoteWords.Moved(was.Length, listed.Length)}.",
            listed.Length == 0 ? null
                : repeated.Length == 0 ? $"Ни одна из школ Списка ({listed.Length}) в прошлогодний список не входила."
                : repeated.Length == listed.Length ? "Все школы Списка входили и в прошлогодний список."
                : $"Повторно в Списке — {RussianText.OutOf(repeated.Length, listed.Length)}: {NoteWords.And(repeated)}.",
            left.Length == 0 ? null : $"Из прошлогоднего списка в Список не {RussianText.Plural(left.Length, "входит", "входят", "входят")} {NoteWords.And(left)}.");
    }

    private void Listed()
    {
        note.Section("listed", "Школы, включённые в Список");
        var pupils = listed.Select(s => facts.Schools.FirstOrDefault(r => r.Id == s.SchoolId)?.Pupils).ToArray();
        note.Text("listed", IsUndecided ? "Список не составлен: данных недостаточно ни по одной школе."
            : listed.Length == 0 ? "Школ, соответствующих критериям, не выявлено."
            : $"В Список {RussianText.Plural(listed.Length, "включена", "включены", "включено")} {NoteWords.Schools(listed.Length)} из {Evaluation.Schools.Count}"
                + (!IsPublic && pupils.All(p => p is not null) ? $", в {RussianText.Plural(listed.Length, "ней", "них", "них")} {NoteWords.Pupils(pupils.Sum(p => p!.Value))}" : "")
                + ". Порядок — по реестру, уровень результатов он не отражает.");
        foreach (var school in listed)
            note.Of(school.SchoolId, school.Name, IsPublic || PupilsOf(school) is not { } count ? "" : $", {NoteWords.Pupils(count)}",
                text.Reason(school), text.OnThreshold(school), text.Margin(school), text.SmallSamples(school));
    }

    private int? PupilsOf(EvaluatedSchool school) => facts.Schools.FirstOrDefault(s => s.Id == school.SchoolId)?.Pupils;

    private void Near()
    {
        note.Section("near", "Школы, близкие к порогу");
        if (IsUndecided)
            return;
        if (near.Length == 0)
        {
            note.Text("near", "Школ, близких к порогу, нет.");
            return;
        }
        note.Text("near", $"Низкий результат по одной процедуре в {Year} учебном году и ни одного в {Year.Previous} — у {NoteWords.OfSchools(near.Length)} (таблица {note.NextTable}); критерии не выполнены.",
            Evaluation.Rules.ProceduresForTwoYears == 1 ? $"Если в {Year.Next} учебном году низкий результат будет получен хотя бы по одной процедуре, будет выполнен критерий 2." : null);
        nearTable = note.NextTable;
        note.Table("near-table", "Школы с низким результатом по одной процедуре", tables.NearHead(), tables.NearRows(near));
        if (!IsPublic)
            note.Note("near-note", $"* Малая выборка: менее {Evaluation.Rules.SmallSampleBelow} участников.");
    }

    private void Undecided()
    {
        note.Section("undecided", "Школы, по которым недостаточно данных");
        if (undecided.Length == 0)
            return;
        note.Text("undecided", $"Вывод не сделан по {NoteWords.ToSchools(undecided.Length)}. Отсутствие данных не означает отсутствия низких результатов; вывод будет сделан после их получения.");
        foreach (var school in undecided)
            note.Of(school.SchoolId, school.Name, "", text.Insufficient(school));
    }

    /// <summary>The approved list in force need not be the one of this note: which schools the indicators look at is told.</summary>
    private string? Worked()
    {
        var names = facts.Indicators.NamesOf(facts.Indicators.All.Where(one => one.Line.Group == IndicatorGroup.Low).SelectMany(one => one.Looked));
        return names.Count == 0 ? null : $"Таких школ — {names.Count}: {NoteWords.And(names)}.";
    }

    private void Conclusions()
    {
        note.Section("conclusions", "Выводы");
        var byOne = listed.Count(s => s.Verdict.Margin is { Leaves: true, Pupils: 1 });
        note.List("conclusions",
            IsUndecided ? $"Вывод о школах с низкими результатами за {Year} учебный год не сделан: данных недостаточно ни по одной школе."
                : listed.Length == 0 ? $"Адресная поддержка по итогам {Year} учебного года не требуется: школ, соответствующих критериям, не выявлено."
                : $"Адресная поддержка требуется {NoteWords.ToSchools(listed.Length)} из {Evaluation.Schools.Count}.",
            undecided.Length == 0 || IsUndecided ? null : $"По {NoteWords.ToSchools(undecided.Length)} вывод не сделан из-за отсутствия данных: {NoteWords.And([.. undecided.Select(s => s.Name)])}.",
            IsPublic ? null : tables.LargestGrowth(),
            IsPublic || byOne == 0 ? null : (byOne == listed.Length ? $"{(byOne == 1 ? "В единственной школе" : $"Во всех {byOne} школах")} Списка" : $"В {byOne} из {NoteWords.OfSchools(listed.Length)} Списка")
                + " вывод зависит от результата одного участника. Список служит основанием для методической помощи; выводы проверяются результатами следующего года.",
            near.Length == 0 ? null : $"Предупредительная работа до начала процедур {Year.Next} учебного года нужна {RussianText.Count(near.Length, "школе, близкой", "школам, близким", "школам, близким")} к порогу.");
    }

    private void Recommendations()
    {
        note.Section("recommendations", "Адресные рекомендации");
        if (listed.Length == 0 && near.Length == 0)
            return;
        note.Text("recommendations", $"Рекомендации составлены по выявленным признакам (таблица {note.NextTable}). Ответственные — руководители школ, срок — {NoteBuilder.Until(facts.StartedOn, 45)}, "
            + "подтверждение — утверждённая школьная программа улучшения результатов.");
        note.Table("recommendations-table", "Рекомендации школам", LowResultsNoteTables.AdviceHead(), tables.AdviceRows(listed, nearTable), isLong: true);
    }

    private void Decisions()
    {
        note.Section("decisions", "Управленческие решения");
        note.List("decisions",
            listed.Length == 0 ? null : $"Разработать и утвердить школьные программы улучшения результатов — руководители школ Списка, {NoteBuilder.Until(facts.StartedOn, 45)}.",
            listed.Length == 0 ? null : $"Закрепить за каждой школой Списка школу-партнёра и заключить соглашение — методическая служба, {NoteBuilder.Until(facts.StartedOn, 60)}.",
            undecided.Length == 0 ? null : $"Запросить недостающие результаты ({NoteWords.Some([.. undecided.Select(s => s.Name)])}) и повторить расчёт — {List.Tenant.AuthorityName.ToLower(RussianText.Culture)}, {NoteBuilder.Until(facts.StartedOn, 30)}.",
            near.Length == 0 ? null : $"Провести входную диагностику в школах, близких к порогу, — руководители школ, {NoteBuilder.Until(facts.StartedOn, 30)}.",
            $"Рассмотреть ход работы со школами на совещании руководителей — муниципальный координатор, {NoteBuilder.Until(facts.StartedOn, 120)}.");
    }

    private void Appendices()
    {
        note.Appendix("appendix-now", $"Результаты школ по процедурам в {Year} учебном году");
        note.Place("appendix-now-table", tables.All(0));
        note.Note("appendix-now-note", tables.AppendixNote());
        if (IsPublic)
            return;
        note.Appendix("appendix-before", $"Результаты школ по процедурам в {Year.Previous} учебном году");
        note.Place("appendix-before-table", tables.All(1));
        note.Note("appendix-before-note", tables.AppendixNote());
    }
}
