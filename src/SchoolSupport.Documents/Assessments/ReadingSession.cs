using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Assessments;

/// <summary>What one reading has gathered so far, over all sheets of the file.</summary>
internal sealed class ReadingSession(ReadingContext context, string fileName, FindingList findings)
{
    private readonly List<ReadResultRow> _rows = [];
    private readonly Dictionary<string, ReadResultRow> _byKey = [];
    private readonly HashSet<ReadingQuestion> _questions = [];
    private readonly List<string> _columnsRead = [];
    private readonly List<string> _columnsIgnored = [];
    private readonly List<string> _municipalities = [];
    private readonly HashSet<string> _municipalityKeys = [];
    private readonly Dictionary<AcademicYear, string> _years = [];
    private bool _oursMet;

    public ReadingContext Context => context;
    public string FileName => fileName;
    public FindingList Findings => findings;
    public RowNames Names { get; } = new(
        [.. context.MunicipalityNames, .. context.AnsweredMunicipality is { } answered ? [answered] : Array.Empty<string>()],
        context.RegionName);

    public ResultsFileKind Kind { get; private set; }
    public int TotalRows { get; private set; }
    public int SkippedRows { get; private set; }
    public IReadOnlyList<ReadResultRow> Rows => _rows;

    /// <summary>Municipalities met so far.</summary>
    public int Municipalities => _municipalities.Count;

    public ResultsTemplate? Template { get; private set; }

    public void UseTemplate(ResultsTemplate template)
    {
        Template = template;
        Kind = ResultsFileKind.OwnTemplate;
    }

    public void SetKind(ResultsFileKind kind)
    {
        if (Kind == ResultsFileKind.Unknown)
            Kind = kind;
    }

    public void CountRow()
    {
        if (++TotalRows % 2_000 == 0)
            context.RowsRead?.Invoke(TotalRows);
    }

    public void Skip() => SkippedRows++;

    public void Ask(ReadingQuestion question) => _questions.Add(question);

    public void UseYear(AcademicYear year, string source) => _years.TryAdd(year, source);

    public void Columns(IEnumerable<SheetColumn> read, IEnumerable<SheetColumn> ignored)
    {
        foreach (var column in read)
            AddOnce(_columnsRead, column.Caption);
        foreach (var column in ignored)
            AddOnce(_columnsIgnored, column.Caption);
    }

    /// <summary>True when rows of this municipality are ours; remembers it for the question otherwise.</summary>
    public bool IsOurs(string municipality)
    {
        if (_municipalityKeys.Add(RowNames.MunicipalityKey(municipality)))
            _municipalities.Add(municipality);
        var ours = Names.IsOurs(municipality);
        _oursMet |= ours;
        return ours;
    }

    /// <summary>Adds a row; the same school, procedure and year twice is kept once or reported.</summary>
    public void Add(ReadResultRow row)
    {
        if (Template?.School(row.SchoolText) is { } known)
            row = row with { Login = row.Login ?? known.Login, Inn = row.Inn ?? known.Inn };
        var school = row.Login ?? Words.Key(row.SchoolText);
        var key = $"{school}|{row.ProcedureCode}|{row.Year.StartYear}|{row.Journal is null}";
        if (!_byKey.TryGetValue(key, out var earlier))
        {
            _byKey[key] = row;
            _rows.Add(row);
            return;
        }
        if (SameNumbers(earlier, row))
        {
            Skip();
            findings.Note(FindingCodes.DuplicateEqual,
                $"Школа «{Words.Short(row.SchoolText)}» указана дважды с одинаковыми числами (строки {earlier.Row} и {row.Row}); учтена один раз.",
                row.Sheet, row.Row, row.Column, Describe(row));
            return;
        }
        _rows.Add(row);
        findings.Error(FindingCodes.DuplicateDiffers,
            $"Школа «{Words.Short(row.SchoolText)}» указана дважды с разными числами: строка {earlier.Row} листа «{earlier.Sheet}» — {Describe(earlier)}; строка {row.Row} — {Describe(row)}.",
            row.Sheet, row.Row, row.Column, $"{Describe(earlier)}; {Describe(row)}", "одна строка на школу",
            "Оставьте в файле одну верную строку и загрузите его снова.");
    }

    public ResultsReading Finish()
    {
        AskForMunicipality();
        var codes = _rows.Select(row => row.ProcedureCode).Where(code => code.Length > 0).Distinct().ToList();
        var single = _years.Count == 1;
        return new ResultsReading(
            Kind, single ? _years.First().Key : null, single ? _years.First().Value : null, codes, _rows,
            findings.ToList(), [.. _questions.Order()], TotalRows, SkippedRows, _columnsRead, _columnsIgnored, _municipalities);
    }

    private void AskForMunicipality()
    {
        if (_municipalities.Count == 0 || _oursMet)
            return;
        Ask(ReadingQuestion.Municipality);
        findings.Error(FindingCodes.MunicipalityNotFound,
            "В файле нет строк вашего муниципалитета.",
            found: string.Join("; ", _municipalities.Take(30)),
            expected: string.Join("; ", context.MunicipalityNames),
            action: "Выберите муниципалитет из встреченных в файле или загрузите файл своего муниципалитета.");
    }

    private static bool SameNumbers(ReadResultRow a, ReadResultRow b) =>
        a.Participants == b.Participants && a.Failed == b.Failed && a.Mark2 == b.Mark2 && a.Mark3 == b.Mark3
        && a.Mark4 == b.Mark4 && a.Mark5 == b.Mark5 && a.Journal == b.Journal
        && (a.ScoreCounts ?? []).SequenceEqual(b.ScoreCounts ?? []);

    private static string Describe(ReadResultRow row) => row.Journal is { } journal
        ? $"понизили {journal.Lowered}, подтвердили {journal.Confirmed}, повысили {journal.Raised}"
        : $"участников {row.Participants?.ToString() ?? "нет"}, не справились {row.Failed?.ToString() ?? "нет"}";

    private static void AddOnce(List<string> list, string text)
    {
        if (text.Length > 0 && !list.Contains(text))
            list.Add(text);
    }
}
