using SchoolSupport.Application.Reports.Fulfilment;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>The numbers of the report on execution against numbers counted by hand.</summary>
public sealed class FulfilmentComputationTests
{
    private static readonly FulfilmentReport Report = FulfilmentSample.Make(FulfilmentSample.Execution());

    [Fact]
    public void Whole_CountsEveryTermOfThePeriodOnce()
    {
        Assert.Equal(new FulfilmentTally(Done: 1, Waiting: 1, InProgress: 1, NotStarted: 1, Overdue: 2, Cancelled: 1, NotApplicable: 1), Report.Whole);
        Assert.Equal((8, 6), (Report.Whole.Total, Report.Whole.Live));
        Assert.Equal(4, Report.MeasureCount);
        Assert.Equal(new FulfilmentTally(1, 0, 0, 0, 2, 0, 0), Report.Expired);
    }

    [Fact]
    public void Cuts_HoldTheTermsOfTheirRows()
    {
        Assert.Equal(
        [
            ("1. Организация", 1, new FulfilmentTally(1, 1, 0, 1, 2, 0, 0)),
            ("1.1. Приказы", 2, new FulfilmentTally(0, 0, 0, 0, 1, 0, 0)),
            ("2. Педагоги", 1, new FulfilmentTally(0, 0, 1, 0, 0, 1, 1)),
        ], Report.BySection.Select(r => (r.Title, r.Level, r.Tally)));
        Assert.Equal(
        [
            ("Управление", new FulfilmentTally(0, 0, 0, 0, 1, 1, 0)),
            ("Берёзовская СОШ", new FulfilmentTally(1, 1, 1, 0, 0, 0, 0)),
            ("Ключевская ООШ", new FulfilmentTally(0, 0, 0, 1, 1, 0, 1)),
        ], Report.BySchool.Select(r => (r.Title, r.Tally)));
        // «Методист» and «методист» are one party; a measure of two parties counts at both.
        Assert.Equal(
        [
            ("Директора ОО", new FulfilmentTally(1, 1, 1, 1, 1, 0, 1)),
            ("Методист", new FulfilmentTally(1, 1, 0, 1, 2, 0, 0)),
            (FulfilmentComputation.NoResponsible, new FulfilmentTally(0, 0, 0, 0, 0, 1, 0)),
        ], Report.ByResponsible.Select(r => (r.Title, r.Tally)));
        Assert.Equal(
        [
            ("октябрь 2026 года", new FulfilmentTally(1, 0, 0, 0, 1, 0, 0)),
            ("ноябрь 2026 года", new FulfilmentTally(0, 0, 0, 0, 1, 0, 0)),
            ("декабрь 2026 года", new FulfilmentTally(0, 1, 1, 1, 0, 1, 1)),
        ], Report.ByPart.Select(r => (r.Title, r.Tally)));
        Assert.Equal([("1. Планы школ", 4), ("2. Приказ", 1), ("3. Курсы", 2), ("4. Семинар", 1)], Report.ByMeasure.Select(r => (r.Title, r.Tally.Total)));
    }

    [Fact]
    public void CutsThatDivide_AddUpToTheWhole()
    {
        foreach (var cut in new[] { Report.BySchool, Report.ByPart, Report.ByMeasure, [.. Report.BySection.Where(r => r.Level == 1)] })
            Assert.Equal(Report.Whole, cut.Select(r => r.Tally).Aggregate((a, b) => new FulfilmentTally(a.Done + b.Done, a.Waiting + b.Waiting, a.InProgress + b.InProgress,
                a.NotStarted + b.NotStarted, a.Overdue + b.Overdue, a.Cancelled + b.Cancelled, a.NotApplicable + b.NotApplicable)));
    }

    [Fact]
    public void Overdue_OldestFirst_ThoseOfBeforeThePeriodApart()
    {
        Assert.Equal([("1. Планы школ", "Ключевская ООШ", 22, false), ("2. Приказ", "Управление", 7, true)], Report.Overdue.Select(o => (o.Measure, o.Executor, o.Days, o.IsReturned)));
        Assert.Equal([("2. Приказ", 53)], Report.Earlier.Select(o => (o.Measure, o.Days)));
    }

    [Fact]
    public void Undated_AreApartAndNeverOverdue_AndNotesAreThoseOfThePeriod()
    {
        Assert.Equal(
        [
            ("5. Консультации", "постоянно", new FulfilmentTally(0, 0, 1, 0, 0, 0, 0), 2),
            ("6. Сводки", "месяц 10", new FulfilmentTally(1, 0, 0, 1, 0, 0, 0), 0),
        ], Report.Undated.Select(u => (u.Measure, u.Term, u.Tally, u.Documents)));
    }

    [Fact]
    public void Evidence_OfAMeasureWithoutADay_IsThatOfThePeriod()
    {
        var report = FulfilmentSample.Make(FulfilmentSample.Execution(), roles: EvidenceRoles.None with { Attached = new Dictionary<Guid, string> { [FulfilmentSample.File] = "methodist" } });

        var line = Assert.Single(report.Evidence);

        Assert.Equal(("5. Консультации", "аналитическая справка", "методист", "отчёт не отправлен", new DateOnly(2026, 10, 5)), (line.Measure, line.Kind, line.Who, line.Review, line.On));
    }

    [Fact]
    public void Findings_SayTheNumbersInSentences()
    {
        var sentences = FulfilmentPhrases.Findings(Report).Select(Plain).ToList();
        Assert.Equal(
        [
            "На отчётный период приходится 8 сроков по 4 мероприятиям.",
            "Выполнено и подтверждено 1 из 6 сроков (16,7 %).",
            "Из 3 сроков, истёкших до 22 ноября 2026 г., выполнено 1 (33,3 %).",
            "Из остальных: ждут подтверждения — 1, в работе — 1, не начато — 1.",
            "Просрочено: 2 срока по 2 мероприятиям. Самый давний истёк 31 октября 2026 г., 22 дня назад: «1. Планы школ», Ключевская ООШ.",
            "Просроченные сроки по исполнителям: Управление — 1, Ключевская ООШ — 1.",
            "Кроме того, остаются просроченными сроки прежних периодов: 1. В числа отчётного периода они не входят.",
            "В долю выполненных не входят: отменённые сроки — 1, признанные неприменимыми — 1.",
            "Мероприятий без последнего дня исполнения (постоянных, по событию, по графику других организаций) — 2: они не бывают просроченными, в долю не входят и приведены отдельно.",
            "Приложен 1 документ.",
        ], sentences);
        Assert.Contains("«Программа „Рядом“»", FulfilmentPhrases.Basis(Report).Single());
    }

    [Fact]
    public void NothingDue_IsNoData_NotNought()
    {
        var report = FulfilmentSample.Make(FulfilmentSample.Execution([]));
        Assert.Equal(["В отчётном периоде сроков исполнения нет; доля выполненных — нет данных."], FulfilmentPhrases.Findings(report));
        Assert.Empty(FulfilmentTables.Of(report));

        // Only what is cancelled or not applicable: a denominator of nought.
        var cancelled = FulfilmentSample.Make(FulfilmentSample.Execution(), new ReportPeriod(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 1)));
        Assert.Equal((1, 0), (cancelled.Whole.Total, cancelled.Whole.Live));
        Assert.Equal("нет данных", FulfilmentTables.Of(cancelled)[0].Rows[0].Cells[2].Value.Text);
        Assert.Contains("Доля выполненных — нет данных: все сроки отменены или признаны неприменимыми.", FulfilmentPhrases.Findings(cancelled));
    }

    [Fact]
    public void Basis_NamesTheOrder()
    {
        var words = Plain(FulfilmentPhrases.Basis(Report with { Basis = new FulfilmentBasis(new DateOnly(2026, 8, 30), "4/1", "Управление образования") }).Single());
        Assert.Contains("редакция 3, утверждена приказом от 30 августа 2026 г. № 4/1 (Управление образования). Отчётный период — с 1 октября по 31 декабря 2026 года.", words);
        Assert.Contains("Состояние указано на 22 ноября 2026 г.", words);
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
