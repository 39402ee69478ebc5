using SchoolSupport.Domain.Common;

namespace SchoolSupport.Application.Reports.Fulfilment;

/// <summary>What the numbers of the report say, in sentences for the page and for papers; and how the terms were counted.</summary>
public static class FulfilmentPhrases
{
    public const string NoData = "нет данных";

    /// <summary>More executors with overdue terms than this are counted, not named.</summary>
    private const int MostNamed = 10;

    /// <summary>«План поддержки школ» inside quotes: quotes of its own become inner ones.</summary>
    public static string Quoted(string title) => $"«{title.Replace('«', '„').Replace('»', '“')}»";

    /// <summary>Which document, which version, by what order; as of when.</summary>
    public static IEnumerable<string> Basis(FulfilmentReport report)
    {
        var (program, basis) = (report.Program, report.Basis);
        var approved = basis switch
        {
            { OrderNumber: { } number, ApprovedOn: { } date } => $"утверждена приказом от {RussianText.LongDate(date)} № {number}",
            { OrderNumber: { } number } => $"утверждена приказом № {number}",
            { ApprovedOn: { } date } => $"утверждена {RussianText.LongDate(date)}",
            _ => "утверждена без указания приказа",
        };
        var issuer = basis is { OrderNumber: not null, Issuer.Length: > 0 } ? $" ({basis.Issuer})" : "";
        yield return $"Отчёт составлен по документу {Quoted(program.Title)}: редакция {program.VersionNumber}, {approved}{issuer}. "
            + $"Отчётный период — {report.Period.Days}. Состояние указано на {RussianText.LongDate(report.Today)}."
            + (report.OnlySchool is { } school ? $" Учтены только мероприятия, которые касаются школы {Quoted(school)}." : "");
    }

    /// <summary>What is counted, and what the denominator is.</summary>
    public static IEnumerable<string> Method()
    {
        yield return "Единица учёта — один срок одного мероприятия для одного исполнителя: управления или школы. Срок относится к периоду по последнему дню исполнения.";
        yield return "Доля выполненных: в числителе — сроки, об исполнении которых отчитались и исполнение подтверждено; в знаменателе — все сроки периода, кроме отменённых "
            + $"и признанных неприменимыми. Если знаменатель равен нулю, указано «{NoData}». Просроченным считается срок, последний день которого прошёл, а отчёт не отправлен или возвращён.";
    }

    public static IEnumerable<string> Findings(FulfilmentReport report) =>
        [.. Volume(report), .. Rest(report.Whole), .. Overdue(report), .. Beside(report)];

    private static IEnumerable<string> Volume(FulfilmentReport report)
    {
        var (whole, expired) = (report.Whole, report.Expired);
        if (whole.Total == 0)
        {
            yield return $"В отчётном периоде сроков исполнения нет; доля выполненных — {NoData}.";
            yield break;
        }
        yield return $"На отчётный период {RussianText.Plural(whole.Total, "приходится", "приходятся", "приходится")} {Terms(whole.Total)} "
            + $"по {RussianText.Count(report.MeasureCount, "мероприятию", "мероприятиям", "мероприятиям")}.";
        yield return whole.Live == 0
            ? $"Доля выполненных — {NoData}: все сроки отменены или признаны неприменимыми."
            : $"Выполнено и подтверждено {OutOf(whole.Done, whole.Live)}.";
        if (expired.Live > 0 && expired.Live < whole.Live)
            yield return $"Из {RussianText.Count(expired.Live, "срока, истёкшего", "сроков, истёкших", "сроков, истёкших")} до {RussianText.LongDate(report.Today)}, "
                + $"выполнено {RussianText.Number(expired.Done)} ({Percent(expired.Done, expired.Live)}).";
    }

    private static IEnumerable<string> Rest(FulfilmentTally whole)
    {
        if (whole.Live > whole.Done && Named([("ждут подтверждения", whole.Waiting), ("в работе", whole.InProgress), ("не начато", whole.NotStarted)]) is { Length: > 0 } open)
            yield return $"Из остальных: {open}.";
    }

    private static IEnumerable<string> Overdue(FulfilmentReport report)
    {
        if (report.Overdue is [var oldest, ..])
        {
            var measures = report.Overdue.Select(o => o.Line.MeasureLineId).Distinct().Count();
            yield return $"Просрочено: {Terms(report.Overdue.Count)} по {RussianText.Count(measures, "мероприятию", "мероприятиям", "мероприятиям")}. "
                + $"Самый давний истёк {RussianText.LongDate(oldest.Due)}, {RussianText.Count(oldest.Days, "день", "дня", "дней")} назад: {Quoted(oldest.Measure.Replace('\n', ' '))}, {oldest.Executor}.";
            if (Late(report) is { Length: > 0 } late)
                yield return late;
        }
        else if (report.Whole.Total > 0)
            yield return "Просроченных сроков в отчётном периоде нет.";
        if (report.Earlier.Count > 0)
            yield return $"Кроме того, остаются просроченными сроки прежних периодов: {RussianText.Number(report.Earlier.Count)}. В числа отчётного периода они не входят.";
    }

    /// <summary>Who is late, in the register's order: the order says nothing about anybody.</summary>
    private static string Late(FulfilmentReport report)
    {
        var late = report.BySchool.Where(row => row.Tally.Overdue > 0).ToList();
        return late.Count is 0 or > MostNamed || report.BySchool.Count == 1 ? "" : $"Просроченные сроки по исполнителям: {string.Join(", ", late.Select(row => $"{row.Title} — {row.Tally.Overdue}"))}.";
    }

    private static IEnumerable<string> Beside(FulfilmentReport report)
    {
        if (Named([("отменённые сроки", report.Whole.Cancelled), ("признанные неприменимыми", report.Whole.NotApplicable)]) is { Length: > 0 } left)
            yield return $"В долю выполненных не входят: {left}.";
        if (report.Undated.Count > 0)
            yield return $"Мероприятий без последнего дня исполнения (постоянных, по событию, по графику других организаций) — {RussianText.Number(report.Undated.Count)}: "
                + "они не бывают просроченными, в долю не входят и приведены отдельно.";
        if (report.Evidence.Count is var documents and > 0)
            yield return $"{RussianText.Plural(documents, "Приложен", "Приложены", "Приложено")} {RussianText.Count(documents, "документ", "документа", "документов")}.";
    }

    private static string Named(IEnumerable<(string Words, int Count)> parts) =>
        string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Words} — {RussianText.Number(part.Count)}"));

    private static string Terms(int count) => RussianText.Count(count, "срок", "срока", "сроков");

    private static string OutOf(int count, int total) =>
        $"{RussianText.OutOf(count, total)} {RussianText.Plural(total, "срока", "сроков", "сроков")} ({Percent(count, total)})";

    private static string Percent(int count, int total) => RussianText.Percent(100m * count / total, 1);
}
