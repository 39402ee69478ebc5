namespace SchoolSupport.Domain.Programs;

/// <summary>Years and academic years, behind a date or on their own; the edges of a year.</summary>
internal sealed partial class DeadlineScanner
{
    private bool StandaloneYears()
    {
        if (!At(_at).IsYear || ReadYears(since: false) is not { } years)
            return false;
        // «2020 год, 2021 год» was read as one; «2020 год 2020 год» stays two.
        _parts.Years.Add(years);
        return true;
    }

    /// <summary>«С 2020 по 2022 год», «с 2022 года», «до 2025 года».</summary>
    private bool Since()
    {
        var start = _at;
        var lead = TakeLead();
        if (lead == Lead.None || !At(_at).IsYear || ReadYears(lead == Lead.Since) is not { } years)
        {
            _at = start;
            return false;
        }
        if (years.Range || years.School)
            _parts.Years.Add(years);
        else if (lead == Lead.Since)
            _parts.Spans.Add(new DateSpan(new Unit(UnitKind.Day, 1, 1), null, years, null));
        else
            _parts.Spans.Add(new DateSpan(null, new Unit(UnitKind.Day, 12, 31), null, years, Exclusive: lead == Lead.Until));
        return true;
    }

    /// <summary>The years that belong to what was just read, its own or those behind it: «2021», «, 2021», «(2021)», «2020-2022 годы», «текущего года».</summary>
    private Years? YearsBehind(Piece piece)
    {
        if (piece.Own is { } own)
        {
            YearWord();
            return own;
        }
        if (WordAt(_at, word => word is "текущего" or "этого") && WordAt(_at + 1, DeadlineWords.IsYearWord))
            _at += 2;
        // «янв.22» is how a spreadsheet writes a month.
        if (piece.To.Kind == UnitKind.Month && DeadlineWords.IsShortMonth(At(_at - 1).Text) && IsAt(_at, ".") && At(_at + 1) is { Kind: TokenKind.Number, Text.Length: 2 } two)
        {
            _at += 2;
            return new Years([2000 + two.Value]);
        }
        var start = _at;
        while (IsAt(_at, ",") || IsAt(_at, "(") || IsAt(_at, ".") || IsAt(_at, "месяц") || IsAt(_at, "месяца") || IsAt(_at, "месяце") || IsAt(_at, "месяцы") || IsAt(_at, "в"))
            _at++;
        if (At(_at).IsYear && ReadYears(since: false) is { } years)
            return years;
        // «1 полугодие учебного года»: which one, the plan says.
        _at = piece.To.Kind != UnitKind.Quarter && WordAt(start, DeadlineWords.IsSchoolWord) && YearWordEnd(start) is { } end ? end : start;
        return null;
    }

    /// <summary>Years from the current place, with their word; null and nothing read when they make no sense.</summary>
    private Years? ReadYears(bool since)
    {
        var start = _at;
        var values = new List<int>();
        var (range, pairs, slashes, worded) = (false, 0, 0, false);
        while (At(_at).IsYear)
        {
            values.Add(At(_at++).Value);
            worded |= YearWord();
            if (PairEnd(since) is { } last)
            {
                slashes += IsAt(_at, "/") ? 1 : 0;
                _at += 2;
                worded |= YearWord();
                // Only the first year of an academic one is kept, so the pair is told from a longer range.
                if (last == values[^1] + 1)
                    pairs++;
                else if (last <= values[^1] || slashes > 0)
                    return Fail(start);
                range = true;
                values.AddRange(Enumerable.Range(values[^1] + 1, last - values[^1]));
            }
            if (!(IsAt(_at, ",") || IsAt(_at, "и") || IsAt(_at, ";")) || !At(_at + 1).IsYear)
                break;
            _at++;
        }
        var school = WordAt(_at, DeadlineWords.IsSchoolWord);
        if (school && YearWordEnd(_at) is { } end)
            _at = end;
        if (slashes > 0 || school)
            return pairs * 2 == values.Count && values.Count > 0 ? new Years([.. values.Where((_, i) => i % 2 == 0)], School: true) : Fail(start);
        return new Years(values, range && values.Zip(values.Skip(1)).All(pair => pair.Second == pair.First + 1), Doubtful: pairs == 1 && values.Count == 2 && !worded);
    }

    private Years? Fail(int start)
    {
        _at = start;
        return null;
    }

    /// <summary>The second year of «2020-2022», «2022/23», «2020 по 2022».</summary>
    private int? PairEnd(bool since)
    {
        if (!IsAt(_at, "-") && !IsAt(_at, "/") && !(since && IsAt(_at, "по")))
            return null;
        var next = At(_at + 1);
        if (next.IsYear)
            return next.Value;
        var short2 = next is { Kind: TokenKind.Number, Text.Length: 2 } && next.Value == (At(_at - 1).Value + 1) % 100 && At(_at - 1).IsYear;
        return short2 ? At(_at - 1).Value + 1 : null;
    }

    private bool YearWord()
    {
        var found = WordAt(_at, DeadlineWords.IsYearWord);
        if (found)
            _at += IsAt(_at + 1, ".") ? 2 : 1;
        return found;
    }

    /// <summary>«До конца 2023 года», «до конца мая», «до начала учебного года».</summary>
    private bool YearEdge()
    {
        var place = IsAt(_at, "к") || IsAt(_at, "ко") || IsAt(_at, "до") || IsAt(_at, "перед") ? _at + 1 : -1;
        var end = WordAt(place, word => word is "конца" or "концу");
        if (place < 0 || (!end && !WordAt(place, word => word is "начала" or "началу" or "началом")))
            return false;
        place++;
        while (WordAt(place, word => word is "нового" or "каждого" or "текущего" or "календарного" or "этого"))
            place++;
        if (WordAt(place, DeadlineWords.IsSchoolWord) && YearWordEnd(place) is { } after)
            return SchoolYearEdge(end, after);
        if (!end)
            return false;
        if (WordAt(place, DeadlineWords.IsYearWord))
            return AddUntil(new Unit(UnitKind.Day, 12, 31), null, place + 1);
        if (WordAt(place, IsPeriodWord))
        {
            _parts.Within = WithinKind.Period;
            _at = ProgrammeWordsEnd(place + 1);
            return true;
        }
        return EndOfUnit(place);
    }

    private bool EndOfUnit(int place)
    {
        var start = _at;
        _at = place;
        if (At(place).IsYear && ReadYears(since: false) is { } years)
            return AddUntil(new Unit(UnitKind.Day, 12, 31), years, _at);
        if (Pieces(ref place, since: false) is not [{ } piece])
        {
            _at = start;
            return false;
        }
        _at = place;
        return AddUntil(piece.To, YearsBehind(piece), _at);
    }

    private bool SchoolYearEdge(bool end, int after)
    {
        _parts.Questions.Add(DeadlineQuestions.SchoolYearEdge(Slice(_at, after)));
        return AddUntil(end ? new Unit(UnitKind.Day, 5, 31) : new Unit(UnitKind.Day, 8, 31), null, after);
    }

    private bool AddUntil(Unit last, Years? years, int end)
    {
        _parts.Spans.Add(new DateSpan(null, last, null, years, !_separated));
        _at = end;
        return true;
    }
}
