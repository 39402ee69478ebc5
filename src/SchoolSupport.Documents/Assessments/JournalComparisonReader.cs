using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Assessments;

namespace SchoolSupport.Documents.Assessments;

/// <summary>
/// ФИС ОКО «Сравнение отметок с отметками по журналу»: under each school's row stand «Понизили», «Подтвердили»,
/// «Повысили», «Всего»; or these four are columns. Gives no marks.
/// </summary>
internal sealed class JournalComparisonReader
{
    private readonly ReadingSession _session;
    private readonly SheetInfo _sheet;
    private readonly SheetSetting _setting;
    private readonly SheetHeader _header;
    private readonly SchoolRows _schools;
    private readonly CountReading _counts;
    private readonly SheetColumn? _people;
    private readonly int _name;
    private Open? _open;

    private sealed class Open(SheetRow row, RowSchool school)
    {
        public SheetRow Row { get; } = row;
        public RowSchool School { get; } = school;
        public ReadNumber Lowered { get; set; }
        public ReadNumber Confirmed { get; set; }
        public ReadNumber Raised { get; set; }
        public ReadNumber Total { get; set; }
    }

    public JournalComparisonReader(ReadingSession session, SheetInfo sheet, SheetHeader header, SheetSetting setting)
    {
        _session = session;
        _sheet = sheet;
        _setting = setting;
        _header = header;
        _schools = new SchoolRows(session, sheet, header);
        _counts = new CountReading(session.Findings, sheet.Name);
        _people = header.All(ColumnRole.Participants).FirstOrDefault(column => column.Unit != ColumnUnit.Percent) ?? header.Find(ColumnRole.Roster);
        _name = (header.Find(ColumnRole.School) ?? header.Columns[0]).Index;
        session.SetKind(ResultsFileKind.VprJournalComparison);
        session.Columns(header.Columns.Where(column => column.Role != ColumnRole.Percent), header.All(ColumnRole.Percent));
    }

    /// <summary>True when the rows under the header are groups of the comparison, or its columns are.</summary>
    public static bool Fits(SheetHeader header, IReadOnlyList<SheetRow> sample) =>
        header.Has(ColumnRole.Lowered) && header.Has(ColumnRole.Raised)
        || header.Find(ColumnRole.School) is { } school && sample.Take(40).Any(row => RoleOf(row.Text(school.Index)) == ColumnRole.Lowered);

    public void Read(IEnumerable<SheetRow> rows)
    {
        if (_header.Has(ColumnRole.Lowered))
        {
            ReadColumns(rows);
            return;
        }
        foreach (var row in rows)
        {
            var text = row.Text(_name);
            var role = RoleOf(text);
            if (role == ColumnRole.Other && Words.Plain(text) is not ("всего" or "итого"))
            {
                Close();
                if (_schools.Next(row) is { } school)
                    _open = new Open(row, school);
                continue;
            }
            _session.CountRow();
            Take(row, role);
        }
        Close();
    }

    private void Take(SheetRow row, ColumnRole role)
    {
        if (_open is null)
        {
            _session.Skip();
            return;
        }
        var number = _counts.Count(row, _people, _open.School.Text);
        switch (role)
        {
            case ColumnRole.Lowered: _open.Lowered = number; break;
            case ColumnRole.Confirmed: _open.Confirmed = number; break;
            case ColumnRole.Raised: _open.Raised = number; break;
            default: _open.Total = number; break;
        }
    }

    private void ReadColumns(IEnumerable<SheetRow> rows)
    {
        SheetColumn? Column(ColumnRole role) => _header.All(role).FirstOrDefault(column => column.Unit != ColumnUnit.Percent);
        var (lowered, confirmed, raised) = (Column(ColumnRole.Lowered), Column(ColumnRole.Confirmed), Column(ColumnRole.Raised));
        foreach (var row in rows)
        {
            if (_schools.Next(row) is not { } school)
                continue;
            _open = new Open(row, school)
            {
                Lowered = _counts.Count(row, lowered, school.Text),
                Confirmed = _counts.Count(row, confirmed, school.Text),
                Raised = _counts.Count(row, raised, school.Text),
                Total = _counts.Count(row, _people, school.Text),
            };
            Close();
        }
    }

    private void Close()
    {
        if (_open is not { } open)
            return;
        _open = null;
        if (!open.Lowered.IsGood && !open.Confirmed.IsGood && !open.Raised.IsGood)
        {
            _session.Skip();
            return;
        }
        var sum = (int)(open.Lowered.Value + open.Confirmed.Value + open.Raised.Value);
        var total = open.Total.IsGood ? (int)open.Total.Value : sum;
        if (!open.Lowered.IsGood || !open.Confirmed.IsGood || !open.Raised.IsGood || sum != total)
        {
            _session.Findings.Error(FindingCodes.JournalIncomplete,
                $"Строка {open.Row.Number}, «{Words.Short(open.School.Text)}»: понизили, подтвердили и повысили вместе {sum}, а всего {total}.",
                _sheet.Name, open.Row.Number, _people?.Letter, $"{sum}", $"{total}", "Проверьте строки этой школы.");
            return;
        }
        var procedure = _setting.ProcedureOf(new ProcedureHint(_setting.Hint.Family ?? ExamFamily.Vpr, null, null, null));
        _session.Add(new ReadResultRow(_sheet.Name, open.Row.Number, null, _people?.Letter, open.School.Text, open.School.Login,
            open.School.Inn, open.School.Municipality, procedure, _setting.Year, null, null, null, null, null, null, false,
            Journal: new JournalComparison((int)open.Lowered.Value, (int)open.Confirmed.Value, (int)open.Raised.Value, total)));
    }

    private static ColumnRole RoleOf(string text) => Captions.RoleOf(Words.Plain(text)) switch
    {
        ColumnRole.Lowered => ColumnRole.Lowered,
        ColumnRole.Confirmed => ColumnRole.Confirmed,
        ColumnRole.Raised => ColumnRole.Raised,
        _ => Words.Plain(text) switch
        {
            var plain when plain.StartsWith("понизил", StringComparison.Ordinal) => ColumnRole.Lowered,
            var plain when plain.StartsWith("подтвердил", StringComparison.Ordinal) => ColumnRole.Confirmed,
            var plain when plain.StartsWith("повысил", StringComparison.Ordinal) => ColumnRole.Raised,
            _ => ColumnRole.Other,
        },
    };
}
