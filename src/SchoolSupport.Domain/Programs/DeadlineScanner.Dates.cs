namespace SchoolSupport.Domain.Programs;

/// <summary>Days, months, quarters and half-years, alone, in lists and from one to another.</summary>
internal sealed partial class DeadlineScanner
{
    private enum Lead { None, Since, Until, UntilInclusive }

    /// <param name="From">Differs from <paramref name="To"/> for «1-10 июня» and «3-4 квартал».</param>
    /// <param name="Own">The year inside of a date in figures.</param>
    private readonly record struct Piece(Unit From, Unit To, Years? Own = null);

    private bool Span()
    {
        var start = _at;
        var torn = !_separated;
        var lead = TakeLead();
        var place = _at;
        if (Pieces(ref place, lead == Lead.Since) is not { } pieces)
        {
            _at = start;
            return false;
        }
        _at = place;
        var years = YearsBehind(pieces[^1]);
        // «Июнь 2021 - август 2021», «с 1 сентября по 31 мая».
        if (pieces[^1].From == pieces[^1].To && RangeEnd(lead == Lead.Since) is { } end)
        {
            foreach (var piece in pieces.SkipLast(1))
                Add(piece, piece.Own, ref torn);
            _parts.Spans.Add(new DateSpan(pieces[^1].From, end.Unit, years, end.Years, torn));
            return true;
        }
        if (lead != Lead.None && pieces is [{ } only] && only.From == only.To)
            _parts.Spans.Add(lead == Lead.Since
                ? new DateSpan(only.From, null, years, null, torn)
                : new DateSpan(null, only.To, null, years, torn, Exclusive: lead == Lead.Until && only.To.Kind is not (UnitKind.Day or UnitKind.DayOfMonth)));
        else
            foreach (var piece in pieces)
                Add(piece, piece == pieces[^1] ? years : piece.Own, ref torn);
        return true;
    }

    private void Add(Piece piece, Years? years, ref bool torn)
    {
        _parts.Spans.Add(new DateSpan(piece.From, piece.To, null, years, torn));
        torn = false;
    }

    private Lead TakeLead() =>
        Take("не", "позднее") || Take("не", "позже") || Take("по") ? Lead.UntilInclusive
        : Take("не", "ранее") || Take("не", "раньше") || Take("с") || Take("со") || Take("от") ? Lead.Since
        : Take("до") || Take("к") || Take("ко") ? Lead.Until
        : Lead.None;

    private (Unit Unit, Years? Years)? RangeEnd(bool since)
    {
        if (!IsAt(_at, "-") && !(since && (IsAt(_at, "по") || IsAt(_at, "до"))))
            return null;
        var place = _at + 1;
        if (Pieces(ref place, since: false) is not [{ } end] || end.From != end.To)
            return null;
        _at = place;
        return (end.To, YearsBehind(end));
    }

    /// <summary>One or several units that share a word: «июня», «1-10 июня», «1, 3 квартал», «15.03.2023».</summary>
    private List<Piece>? Pieces(ref int place, bool since)
    {
        if (At(place) is { Kind: TokenKind.Date } date)
        {
            place++;
            return [OfDate(date)];
        }
        if (WordAt(place, word => DeadlineWords.MonthOf(word) is not null))
        {
            var month = new Unit(UnitKind.Month, DeadlineWords.MonthOf(At(place++).Text)!.Value);
            return [new Piece(month, month)];
        }
        if (WordAt(place, DeadlineWords.IsQuarter) && Number(place + 1) is >= 1 and <= 4 and { } quarter && !At(place + 1).IsYear)
        {
            place += 2;
            return [new Piece(new Unit(UnitKind.Quarter, quarter), new Unit(UnitKind.Quarter, quarter))];
        }
        return Numbered(ref place, since);
    }

    private static Piece OfDate(Token date)
    {
        var unit = date.Day == 0 ? new Unit(UnitKind.Month, date.Month) : new Unit(UnitKind.Day, date.Month, date.Day);
        return new Piece(unit, unit, date.Value == 0 ? null : new Years([date.Value]));
    }

    private List<Piece>? Numbered(ref int place, bool since)
    {
        var at = place;
        var numbers = new List<(int From, int To)>();
        while (Number(at) is { } number && !At(at).IsYear)
        {
            var joins = numbers.Count > 0 && (IsAt(at - 1, "-") || IsAt(at - 1, "по") || IsAt(at - 1, "до"));
            if (joins)
                numbers[^1] = (numbers[^1].From, number);
            else
                numbers.Add((number, number));
            at++;
            var range = IsAt(at, "-") || (since && (IsAt(at, "по") || IsAt(at, "до")));
            if (!(range || IsAt(at, ",") || IsAt(at, "и")) || (Number(at + 1) is null && At(at + 1).Kind != TokenKind.Date))
                break;
            at++;
        }
        if (numbers.Count == 0)
            return null;
        var pieces = At(at).Kind == TokenKind.Date ? DaysBeforeDate(numbers, at) : OfWord(numbers, ref at);
        // OfWord stands behind the word already.
        place = pieces is null ? place : At(at).Kind == TokenKind.Date ? at + 1 : at;
        return pieces;
    }

    /// <summary>«1-10.06.2023», «01 и 15.03».</summary>
    private List<Piece>? DaysBeforeDate(List<(int From, int To)> numbers, int at)
    {
        var date = At(at);
        var own = date.Value == 0 ? null : new Years([date.Value]);
        var range = IsAt(at - 1, "-") || IsAt(at - 1, "по") || IsAt(at - 1, "до");
        if (date.Day == 0 || numbers.Count != 1 || !(range || IsAt(at - 1, "и") || IsAt(at - 1, ",")) || !IsDay(numbers[0].From, date.Month))
            return null;
        var first = new Unit(UnitKind.Day, date.Month, numbers[0].From);
        var last = new Unit(UnitKind.Day, date.Month, date.Day);
        return range ? [new Piece(first, last, own)] : [new Piece(first, first, own), new Piece(last, last, own)];
    }

    private List<Piece>? OfWord(List<(int From, int To)> numbers, ref int at)
    {
        if (at > 0 && !WordAt(at, _ => true))
            return null;
        var word = At(at++).Text;
        if (DeadlineWords.MonthOf(word) is { } month)
            return char.IsAsciiLetter(At(at - 2).Text[0]) ? null : Of(numbers, day => IsDay(day, month), day => new Unit(UnitKind.Day, month, day));
        if (DeadlineWords.IsQuarter(word))
        {
            if (word == "кв" && IsAt(at, "."))
                at++;
            return Of(numbers, quarter => quarter is >= 1 and <= 4, quarter => new Unit(UnitKind.Quarter, quarter));
        }
        if (word is "числа" or "число" or "числу")
            return Of(numbers, day => day is >= 1 and <= 31, day => new Unit(UnitKind.DayOfMonth, 0, day));
        if (DeadlineWords.IsHalfYear(word))
            return HalfYears(numbers, at);
        return DeadlineWords.IsDecade(word) && DeadlineWords.MonthOf(At(at).Text) is { } ofMonth ? Decade(numbers, ofMonth, ref at) : null;
    }

    private static List<Piece>? Of(List<(int From, int To)> numbers, Func<int, bool> exists, Func<int, Unit> unit) =>
        numbers.All(pair => exists(pair.From) && exists(pair.To)) ? [.. numbers.Select(pair => new Piece(unit(pair.From), unit(pair.To)))] : null;

    /// <summary>Of an academic year the first half-year is September to December, the second January to May.</summary>
    private List<Piece>? HalfYears(List<(int From, int To)> numbers, int at)
    {
        var years = at;
        while (At(years).IsYear || IsAt(years, "/") || IsAt(years, "-") || At(years).Kind == TokenKind.Number)
            years++;
        if (!WordAt(years, DeadlineWords.IsSchoolWord))
            return Of(numbers, half => half is 1 or 2, half => new Unit(UnitKind.HalfYear, half));
        return numbers.All(pair => pair.From == pair.To && pair.From is 1 or 2)
            ? [.. numbers.Select(pair => pair.From == 1
                ? new Piece(new Unit(UnitKind.Month, 9), new Unit(UnitKind.Month, 12))
                : new Piece(new Unit(UnitKind.Month, 1), new Unit(UnitKind.Month, 5)))]
            : null;
    }

    private static List<Piece>? Decade(List<(int From, int To)> numbers, int month, ref int at)
    {
        at++;
        return Of(numbers, decade => decade is >= 1 and <= 3, _ => default) is null ? null
            : [.. numbers.Select(pair => new Piece(
                new Unit(UnitKind.Day, month, (pair.From * 10) - 9),
                new Unit(UnitKind.Day, month, pair.To == 3 ? DateTime.DaysInMonth(2000, month) : pair.To * 10)))];
    }

    private static bool IsDay(int day, int month) => day >= 1 && day <= DateTime.DaysInMonth(2000, month);
}
