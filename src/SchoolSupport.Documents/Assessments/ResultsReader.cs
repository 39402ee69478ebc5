using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>
/// Reads an uploaded file of results, whatever of the kinds of the formats reference (sections 1 and 2) it is.
/// The kind is told by captions and titles, never by the file's name or positions of columns.
/// </summary>
public sealed class ResultsReader(WorkbookLimits limits)
{
    /// <summary>Rows looked through for the header and for telling counts from percents.</summary>
    private const int SampleRows = 300;

    public ResultsReader() : this(WorkbookLimits.Default)
    {
    }

    public ResultsReading Read(Stream content, string fileName, ReadingContext context, CancellationToken cancellation = default)
    {
        try
        {
            return Read(WorkbookFile.ReadAll(content, limits), fileName, context, cancellation);
        }
        catch (WorkbookRefusedException refused)
        {
            return Refused(refused, new FindingList());
        }
    }

    /// <summary>
    /// Never throws on what a file holds: a file that cannot be read comes back without rows and with the finding that says why.
    /// </summary>
    public ResultsReading Read(byte[] content, string fileName, ReadingContext context, CancellationToken cancellation = default)
    {
        var findings = new FindingList();
        try
        {
            using var workbook = WorkbookFile.Open(content, fileName, limits, findings);
            var session = new ReadingSession(context, fileName, findings);
            ReadSheets(workbook, session, cancellation);
            return session.Finish();
        }
        catch (WorkbookRefusedException refused)
        {
            return Refused(refused, findings);
        }
    }

    private static ResultsReading Refused(WorkbookRefusedException refused, FindingList findings)
    {
        findings.Add(refused.Finding);
        return new ResultsReading(ResultsFileKind.Unknown, null, null, [], [], findings.ToList(), [], 0, 0, [], [], []);
    }

    private static void ReadSheets(OpenWorkbook workbook, ReadingSession session, CancellationToken cancellation)
    {
        var template = ResultsTemplate.Find(workbook);
        if (template is not null)
            session.UseTemplate(template);
        var withoutHeader = new List<(string Sheet, int Row)>();
        var tables = 0;
        foreach (var sheet in workbook.Sheets)
        {
            if (template?.SheetName == sheet.Name)
                continue;
            using var rows = workbook.ReadRows(sheet).GetEnumerator();
            var sample = TakeSample(rows);
            if (sample.Count == 0)
                continue;
            if (SheetHeader.Find(sample) is not { } header)
            {
                withoutHeader.Add((sheet.Name, sample[0].Number));
                continue;
            }
            tables++;
            if (IsLeftOut(session, sheet, header))
                continue;
            ReadSheet(session, sheet, header, sample, new RestOfSheet(session, sheet, rows, cancellation));
        }
        ReportMissingHeaders(session, withoutHeader, tables);
    }

    private static List<SheetRow> TakeSample(IEnumerator<SheetRow> rows)
    {
        var sample = new List<SheetRow>();
        while (sample.Count < SampleRows && rows.MoveNext())
            sample.Add(rows.Current);
        return sample;
    }

    private static void ReadSheet(ReadingSession session, SheetInfo sheet, SheetHeader header, List<SheetRow> sample, RestOfSheet rest)
    {
        var setting = new SheetSetting(session, sheet, header);
        var data = sample.Where(row => row.Number > header.LastRow).ToList();
        var rowsBefore = session.Rows.Count;
        if (ProtocolReader.Fits(header))
            new ProtocolReader(session, sheet, header, setting).Read(rest.After(data));
        else if (JournalComparisonReader.Fits(header, data))
            new JournalComparisonReader(session, sheet, header, setting).Read(rest.After(data));
        else if (header.Has(ColumnRole.Score))
            new ScoreDistributionReader(session, sheet, header, setting).Read(rest.After(data));
        else
        {
            var reader = new MarkTableReader(session, sheet, header, setting, data);
            if (reader.IsUsable)
                reader.Read(rest.After(data));
            else
                ReportUnusable(session, sheet, header);
        }
        if (session.Rows.Count > rowsBefore && sheet.Hidden)
            session.Findings.Warn(FindingCodes.HiddenSheet,
                $"Лист «{sheet.Name}» скрыт, но на нём есть результаты; они прочитаны.", sheet.Name,
                found: "скрытый лист", action: "Убедитесь, что эти данные нужны, или удалите лист.");
    }

    private static bool IsLeftOut(ReadingSession session, SheetInfo sheet, SheetHeader header)
    {
        var name = Words.Plain(sheet.Name);
        var said = new[] { name }.Concat(header.Titles.Select(Words.Plain)).ToList();
        var attempts = said.Select(Captions.AttemptOf).ToList();
        if (attempts[0] == ColumnAttempt.WithRetake
            || attempts.Contains(ColumnAttempt.WithRetake) && !attempts.Contains(ColumnAttempt.First))
        {
            session.Findings.Note(FindingCodes.RetakeIgnored,
                $"Лист «{sheet.Name}» с пересдачей не читается: берутся результаты до пересдачи.", sheet.Name);
            return true;
        }
        var categories = said.Select(Captions.CategoryOf).ToList();
        var both = said.Any(text => text.Contains("втг", StringComparison.Ordinal) || text.Contains("текущего года", StringComparison.Ordinal));
        if (categories[0] == ColumnCategory.PreviousYears || categories.Contains(ColumnCategory.PreviousYears) && !both)
        {
            session.Findings.Note(FindingCodes.PreviousGraduatesIgnored,
                $"Лист «{sheet.Name}» с выпускниками прошлых лет (ВПЛ) не читается.", sheet.Name);
            return true;
        }
        return false;
    }

    private static void ReportUnusable(ReadingSession session, SheetInfo sheet, SheetHeader header) =>
        session.Findings.Error(FindingCodes.HeaderNotFound,
            $"На листе «{sheet.Name}» есть заголовки таблицы (строка {header.FirstRow}), но нет столбцов с числом участников и отметками.",
            sheet.Name, header.FirstRow, found: string.Join("; ", header.Columns.Select(column => column.Caption).Take(15)),
            expected: ExpectedCaptions, action: "Добавьте строку заголовков или возьмите наш шаблон.");

    private const string ExpectedCaptions =
        "«Группы участников», «Кол-во участников», «2», «3», «4», «5»; или «Муниципалитет», «ОО», «Всего участников», отметки; "
        + "или «Учебный год», «Школа», «Процедура», «Участников», «Не справились»; или протокол: «логин школы», «класс», «вариант», «всего баллов»";

    private static void ReportMissingHeaders(ReadingSession session, List<(string Sheet, int Row)> withoutHeader, int tables)
    {
        foreach (var (sheet, row) in withoutHeader)
        {
            if (tables > 0)
                session.Findings.Note(FindingCodes.SheetSkipped, $"На листе «{sheet}» нет таблицы результатов; лист пропущен.", sheet);
            else
                session.Findings.Error(FindingCodes.HeaderNotFound,
                    $"На листе «{sheet}» не найдена строка заголовков таблицы.", sheet, row, found: "строки без заголовков столбцов",
                    expected: ExpectedCaptions, action: "Добавьте строку заголовков или возьмите наш шаблон.");
        }
        if (withoutHeader.Count == 0 && tables == 0)
            session.Findings.Error(FindingCodes.NoRows, "В файле нет ни одной заполненной строки.", found: "пустые листы",
                expected: "таблица с результатами", action: "Проверьте, тот ли файл загружен.");
        else if (tables > 0 && session.Rows.Count == 0 && !session.Findings.HasErrors && session.Municipalities == 0)
            session.Findings.Error(FindingCodes.NoRows, "В файле есть заголовки таблицы, но нет ни одной строки школы с результатами.",
                expected: "строки школ под заголовком", action: "Проверьте, тот ли файл загружен.");
    }

    /// <summary>The sample again, then what has not been read yet; counts hidden rows on the way.</summary>
    private sealed class RestOfSheet(ReadingSession session, SheetInfo sheet, IEnumerator<SheetRow> rest, CancellationToken cancellation)
    {
        public IEnumerable<SheetRow> After(List<SheetRow> sample)
        {
            var hidden = 0;
            foreach (var row in sample)
            {
                hidden += row.Hidden ? 1 : 0;
                yield return row;
            }
            while (rest.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                hidden += rest.Current.Hidden ? 1 : 0;
                yield return rest.Current;
            }
            if (hidden > 0)
                session.Findings.Note(FindingCodes.HiddenRows, $"На листе «{sheet.Name}» есть скрытые строки ({hidden}); они прочитаны.", sheet.Name, found: $"{hidden}");
        }
    }
}
