using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Notes;

/// <summary>What the half-year note on prevention is made from.</summary>
/// <param name="Facts">The answers that the indicators are computed from.</param>
public sealed record PreventionNoteFacts(Tenant Tenant, NoteIndicators Indicators, MonitoringFacts Facts, IReadOnlyList<School> Schools, DateOnly StartedOn);

/// <summary>
/// The half-year note: systems of prevention, routes and extra lessons of pupils who struggle, by municipality and by school, recommendations
/// (domain reference, 7.3 and 9.1). Pure. 0 of 0 is no data, and not 0 %.
/// </summary>
internal sealed class PreventionNote
{
    private readonly PreventionNoteFacts facts;
    private readonly ReportEdition edition;
    private readonly Row[] rows;
    private readonly NoteIndicatorText indicators;
    private readonly NoteBuilder note = new();

    private sealed record Row(School School, SchoolMonitoring Answers)
    {
        public string Name => SchoolTitle.Of(School.ShortName);
        public bool? HasSystem => Answers["prevention-system"] is { State: AnswerState.Given } answer ? answer.IsYes : null;
        public ResultCounts? Routes => Counts("struggling-route", "struggling");
        public ResultCounts? Lessons => Counts("failing-extra", "failing");
        public bool IsSilent => HasSystem is null && Routes is null && Lessons is null;

        private ResultCounts? Counts(string part, string whole) => (Answers[part].Count, Answers[whole].Count) is ({ } n, { } of) && n <= of ? new ResultCounts(of, n) : null;
    }

    private PreventionNote(PreventionNoteFacts facts, ReportEdition edition)
    {
        (this.facts, this.edition) = (facts, edition);
        indicators = new NoteIndicatorText(facts.Indicators, edition);
        rows = [.. from school in facts.Schools let known = facts.Facts.Find(MonitoringArchive.Key(school.Id)) where known is not null select new Row(school, known)];
    }

    private bool IsPublic => edition == ReportEdition.Publication;
    private MonitoringPeriod Period => facts.Indicators.Period;

    /// <summary>What the reports of the period tell of: June's are those of the whole year.</summary>
    private string Span => Period.Number == 6 ? $"{Period.Academic} учебный год" : $"первое полугодие {Period.Academic} учебного года";

    public static IReadOnlyList<NoteSection> Make(PreventionNoteFacts facts, ReportEdition edition) => new PreventionNote(facts, edition).Make();

    private IReadOnlyList<NoteSection> Make()
    {
        Introduction();
        Chart(indicators.Write(note, "Показатели профилактики", $"Показатели рассчитаны по отчётам школ за {Span}", "показатели профилактики учебной неуспешности"));
        BySchool();
        Conclusions();
        Recommendations();
        Decisions();
        return note.Sections;
    }

    private void Introduction()
    {
        var silent = rows.Where(r => r.IsSilent).Select(r => r.Name).ToArray();
        note.Section("intro", "Вводная часть");
        note.Text("goal", $"Цель: оценить по отчётам за {Span}, как организована профилактика учебной неуспешности, и дать школам адресные рекомендации.",
            "Выводы справки не являются оценкой работы отдельных педагогов и руководителей.");
        note.Text("sources", $"Источники: {(Period.Number == 6 ? "годовые" : "полугодовые")} отчёты школ ({Period.Title}); получены сведения от {NoteWords.OfSchools(rows.Length - silent.Length)} из {rows.Length}.",
            NoteWords.Missing(silent));
        note.Text("method", "Методика. Доля обучающихся с индивидуальным образовательным маршрутом (ИОМ) считается от слабоуспевающих и неуспевающих вместе, доля посещающих дополнительные занятия — только от неуспевающих. "
            + "Если таких обучающихся в школе нет, указано «0 из 0»: это не означает нулевой доли.");
        note.Text("edition", IsPublic ? NoteTables.PublicationRemark + " Числа по школам не приводятся." : null);
    }

    /// <param name="table">Number of the table of indicators.</param>
    private void Chart(int table)
    {
        // Of persons: what publication hides in the table must not be read off a picture.
        if (IsPublic)
            return;
        var shares = facts.Indicators.All.Where(one => NoteIndicator.Counts(one.Now) is { Participants: > 0 }).ToArray();
        if (shares.Length == 0)
            return;
        note.Section("picture", "Динамика к прошлому году");
        note.Text("picture", $"Доли по показателям — на рисунке {note.NextFigure}; коды — по таблице {table}.");
        note.Chart("picture-chart", "Показатели профилактики, %", [.. shares.Select(one => one.Definition.Code)],
        [
            new ChartSeries(Period.Title, [.. shares.Select(one => Share(one.Now))]),
            new ChartSeries(Period.YearBefore.Title, [.. shares.Select(one => one.Before is { } before ? Share(before) : null)]),
        ], "%", 1);
    }

    private static decimal? Share(IndicatorValue value) => NoteIndicator.Counts(value) is { Participants: > 0 } counts ? NoteTables.Tenths(counts.Failed, counts.Participants) : null;

    private void BySchool()
    {
        note.Section("schools", "Сведения по школам");
        var told = rows.Where(r => !r.IsSilent).ToArray();
        if (told.Length == 0)
        {
            note.Text("schools", "Сведений по школам нет.");
            return;
        }
        var without = told.Where(r => r.HasSystem == false).Select(r => r.Name).ToArray();
        var open = told.Where(r => r.HasSystem is null).Select(r => r.Name).ToArray();
        note.Text("schools", without.Length > 0 ? $"Система профилактики не создана {NoteWords.InSchools(without.Length)}: {NoteWords.And(without)}."
                : open.Length == 0 ? "Все школы, представившие сведения, сообщили о созданной системе профилактики." : null,
            open.Length == 0 ? null : $"О системе профилактики не {RussianText.Plural(open.Length, "сообщила", "сообщили", "сообщили")} {NoteWords.Schools(open.Length)}: {NoteWords.And(open)}.",
            IsPublic ? null : $"Сведения каждой школы — в таблице {note.NextTable}.");
        if (IsPublic)
            return;
        note.Table("schools-table", "Профилактика по школам",
            [
                NoteTables.Words("Школа"), new TableColumn("Система профилактики") { WidthMm = 29, Align = CellAlign.Center },
                NoteTables.Share("Слабоуспевающих и неуспевающих с ИОМ", 43, "с ИОМ", "всего"), NoteTables.Share("Неуспевающих на дополнительных занятиях", 43, "посещают", "неуспевающих"),
            ],
            told.Select(r => RowGroup.Of(TableRow.Of(NoteTables.Name(r.School.ShortName), System(r), Cell(r.Routes), Cell(r.Lessons)))), isLong: true);
    }

    private static TableCell System(Row row) => row.HasSystem switch { true => "есть", false => NoteTables.Mark(true, "не создана", ""), _ => ReportCells.NoData };

    private static CellValue Cell(ResultCounts? counts) => counts is { } known ? new ShareValue(known.Failed, known.Participants, WithPercent: known.Participants >= SmallNumbers.Fewest) : new TextValue(ReportCells.NoData);

    private void Conclusions()
    {
        note.Section("conclusions", "Выводы");
        note.List("conclusions",
            Said("4.3-1", "Система профилактики создана в", "школ"),
            Said("4.3-2", "Индивидуальный маршрут составлен для", "слабоуспевающих и неуспевающих обучающихся"),
            Said("4.3-3", "Дополнительные занятия посещают", "неуспевающих обучающихся"),
            indicators.Moves is { Count: > 0 } moves ? $"По сравнению с прошлым годом {NoteWords.Moves(moves)}." : null,
            rows.Any(r => r.IsSilent) ? $"Сведения не представлены {NoteWords.InSchools(rows.Count(r => r.IsSilent))}; выводы по ним не сделаны." : null);
    }

    private string? Said(string code, string before, string after) => facts.Indicators.Find(code) switch
    {
        { } one when !indicators.IsShown(one) => null,
        { Now: { } value } when NoteIndicator.Counts(value) is { } counts => counts.Participants == 0 ? $"По показателю {code} нет данных: в знаменателе 0." : $"{before} {RussianText.Share(counts.Failed, counts.Participants)} {after}.",
        _ => $"По показателю {code} нет данных.",
    };

    /// <summary>What is advised, once for all schools; the numbers by which schools are advised stand in a table.</summary>
    private void Recommendations()
    {
        note.Section("recommendations", "Адресные рекомендации");
        var advised = rows.Select(r => (Row: r, Advice: AdviceTo(r).ToArray())).Where(r => r.Advice.Length > 0).ToArray();
        if (advised.Length == 0)
        {
            note.Text("recommendations", "По представленным сведениям рекомендации не требуются.");
            return;
        }
        Advice[] given = [.. Enum.GetValues<Advice>().Where(kind => advised.Any(r => r.Advice.Any(one => one.Kind == kind)))];
        var term = $"Ответственные — руководители школ, срок — {NoteBuilder.Until(facts.StartedOn, 30)}.";
        if (given is [var only])
        {
            note.Text("recommendations", $"Рекомендация дана {NoteWords.ToSchools(advised.Length)} ({NoteWords.And([.. advised.Select(r => r.Row.Name)])}): {NoteWords.Small(Words(only))}.", term);
            if (only is Advice.Report or Advice.System)
                return;
        }
        else
        {
            note.Text("recommendations", $"По представленным сведениям даны {RussianText.Count(given.Length, "рекомендация", "рекомендации", "рекомендаций")}:");
            note.List("advice", given.Select(kind => Words(kind) + "."));
            note.Text("recommendations-who", $"Кому дана каждая рекомендация и по какому признаку — в таблице {note.NextTable}.", term);
        }
        note.Table("recommendations-table", "Рекомендации школам", [NoteTables.Words("Школа", 58), NoteTables.Words("Признаки"), NoteTables.Words("Рекомен\u00adдации", 26)],
            advised.Select(r => RowGroup.Of(TableRow.Of(NoteTables.Name(r.Row.School.ShortName), PaperWords.Text(string.Join("; ", r.Advice.Select(one => one.Sign))),
                PaperWords.Text(NoteWords.And([.. r.Advice.Select(one => $"{Array.IndexOf(given, one.Kind) + 1}")]))))), isLong: true);
    }

    private enum Advice { Report, System, Routes, Lessons }

    private static string Words(Advice kind) => kind switch
    {
        Advice.Report => "Представить отчёт; до его получения вывод о профилактике не делается",
        Advice.System => "Утвердить положение о профилактике учебной неуспешности: раннее выявление, индивидуальные маршруты, ответственные, отчёт раз в четверть",
        Advice.Routes => "Составить индивидуальные образовательные маршруты обучающимся, у которых их нет, назначить сопровождающих учителей",
        _ => "Включить в расписание дополнительных занятий неуспевающих, которые их не посещают, сообщить родителям о порядке занятий",
    };

    private IEnumerable<(Advice Kind, string Sign)> AdviceTo(Row row)
    {
        if (row.IsSilent)
            yield return (Advice.Report, "сведения не представлены");
        if (row.HasSystem == false)
            yield return (Advice.System, "система профилактики не создана");
        if (IsPublic)
            yield break;
        if (row.Routes is { } routes && routes.Failed < routes.Participants)
            yield return (Advice.Routes, $"с ИОМ — {RussianText.OutOf(routes.Failed, routes.Participants)}");
        if (row.Lessons is { } lessons && lessons.Failed < lessons.Participants)
            yield return (Advice.Lessons, $"на дополнительных занятиях — {RussianText.OutOf(lessons.Failed, lessons.Participants)}");
    }

    private void Decisions()
    {
        note.Section("decisions", "Управленческие решения");
        note.List("decisions",
            rows.Any(r => r.HasSystem == false) ? $"Утвердить школьные положения о профилактике учебной неуспешности ({NoteWords.Some([.. rows.Where(r => r.HasSystem == false).Select(r => r.Name)])}) — руководители школ, {NoteBuilder.Until(facts.StartedOn, 30)}." : null,
            rows.Any(r => r.IsSilent) ? $"Представить сведения ({NoteWords.Some([.. rows.Where(r => r.IsSilent).Select(r => r.Name)])}) — руководители школ, {NoteBuilder.Until(facts.StartedOn, 14)}." : null,
            $"Рассмотреть рекомендации на совещании заместителей руководителей — методическая служба, {NoteBuilder.Until(facts.StartedOn, 21)}.");
    }
}
