namespace SchoolSupport.Domain.Programs;

/// <summary>Schedules of others, events, «в течение …», how often.</summary>
internal sealed partial class DeadlineScanner
{
    private static readonly string[] ScheduleNouns =
        ["график", "план", "расписани", "циклограмм", "положени", "приказ", "распоряжени", "регламент", "письм", "срок", "календар"];

    /// <summary>Phrases that tell an event on their own.</summary>
    private static readonly string[] EventWords =
        ["по необходимости", "при необходимости", "по запросу", "по запросам", "по заявке", "по заявкам", "по требованию", "по факту"];

    /// <summary>Phrases that tell one with the words behind them.</summary>
    private static readonly string[] EventLeads =
    [
        "по мере", "при наличии", "при поступлении", "при возникновении", "при выявлении", "по окончании", "по завершении", "по итогам", "по результатам",
        "в случае", "с момента", "со дня", "после",
    ];

    /// <summary>Dates behind a name or an event are short; a bound keeps long prose quick.</summary>
    private const int MostTokensOfDates = 24;

    /// <summary>«По графику …», «в соответствии с планом работы …», «в сроки, установленные …».</summary>
    private bool External()
    {
        if (_parts.HasExternal || (OwnersPlace() ?? TermsSetBy()) is not { } owner)
            return false;
        _parts.HasExternal = true;
        if (_isRest)
        {
            // Dates that are sought behind one schedule hold no second one; to look into it too would take for ever.
            _at = _tokens.Count;
            return true;
        }
        if (IsAt(owner, "работы") || IsAt(owner, "работ"))
            owner++;
        var end = Dates(owner);
        var words = Slice(owner, end).Trim(' ', ',', '.', ';', ':', '-');
        // «По графику 22»: no name begins with a figure.
        if (words.Length > 0 && !WordAt(owner, word => word.Length > 1) && !"«\"„“(".Contains(words[0], StringComparison.Ordinal))
            _parts.Unread.Add(words);
        else
            _parts.Owner = words.Length > 0 ? words : null;
        _at = end;
        return true;
    }

    /// <summary>Where behind a name dates begin that go on to the end of the line; the end when there are none.</summary>
    private int Dates(int name) =>
        Enumerable.Range(name, Math.Max(0, _tokens.Count - name)).Where(index => index >= _tokens.Count - MostTokensOfDates).FirstOrDefault(index => DatesBegin(index, name), _tokens.Count);

    /// <summary>The place after «по отдельному графику», where its owner may stand.</summary>
    private int? OwnersPlace()
    {
        var noun = IsAt(_at, "в", "соответствии", "с") || IsAt(_at, "в", "соответствии", "со") ? _at + 3
            : IsAt(_at, "согласно") || IsAt(_at, "по") ? _at + 1
            : _at == 0 && WordAt(0, IsScheduleNoun) && !IsAt(0, "срок") && !IsAt(0, "сроки") ? 0
            : -1;
        if (noun < 0)
            return null;
        while (WordAt(noun, IsAdjective) && !WordAt(noun, IsScheduleNoun))
            noun++;
        if (!WordAt(noun, IsScheduleNoun))
            return null;
        return IsAt(noun + 1, "-") && WordAt(noun + 2, IsScheduleNoun) ? noun + 3 : noun + 1;
    }

    /// <summary>«В сроки, установленные Рособрнадзором», «в установленные сроки», «по согласованию».</summary>
    private int? TermsSetBy()
    {
        if (IsAt(_at, "по", "согласованию"))
            return _at + (IsAt(_at + 2, "с") || IsAt(_at + 2, "со") ? 3 : 2);
        if (IsAt(_at, "в") && WordAt(_at + 1, IsSet) && WordAt(_at + 2, word => word is "сроки" or "срок"))
            return _at + 3;
        if (!IsAt(_at, "в", "сроки") && !IsAt(_at, "в", "срок") && !IsAt(_at, "сроки"))
            return null;
        var set = IsAt(_at, "сроки") ? _at + 1 : _at + 2;
        if (IsAt(set, ","))
            set++;
        return WordAt(set, IsSet) ? set + 1 : null;
    }

    private static bool IsSet(string word) =>
        word.StartsWith("установлен", StringComparison.Ordinal) || word.StartsWith("устанавлива", StringComparison.Ordinal) || word.StartsWith("утвержд", StringComparison.Ordinal)
        || word.StartsWith("определ", StringComparison.Ordinal) || word.StartsWith("указан", StringComparison.Ordinal) || word.StartsWith("предусмотр", StringComparison.Ordinal);

    private static bool IsScheduleNoun(string word) => ScheduleNouns.Any(noun => word.StartsWith(noun, StringComparison.Ordinal)) && word.Length <= 14 && !word.StartsWith("плани", StringComparison.Ordinal);

    private static bool IsAdjective(string word) =>
        word.EndsWith("ому", StringComparison.Ordinal) || word.EndsWith("ему", StringComparison.Ordinal) || word.EndsWith("ым", StringComparison.Ordinal)
        || word.EndsWith("ыми", StringComparison.Ordinal) || word.EndsWith("им", StringComparison.Ordinal) || word.EndsWith("ими", StringComparison.Ordinal);

    /// <summary>From this token on the line says dates and nothing else: they are no part of the owner's name.</summary>
    private bool DatesBegin(int index, int name)
    {
        if (index != name && !At(index - 1).Is(",") && !At(index - 1).Is("(") && !DeadlineWords.OpensDate(At(index).Text) && !At(index).IsYear && At(index).Kind != TokenKind.Date)
            return false;
        var rest = Scan(_line[At(index).Start..], isRest: true);
        return !rest.IsEmpty && rest is { Unread.Count: 0, Questions.Count: 0, HasExternal: false, Event: null };
    }

    /// <summary>«По мере …», «после …», «в течение 10 дней после …»: the rest of the line tells the event, but for dates at its end.</summary>
    private bool Event()
    {
        if (_parts.Event is not null || !(EventWords.Any(IsPhrase) || EventLeads.Any(IsLead) || DaysAfter()))
            return false;
        var end = _isRest ? _tokens.Count : Dates(_at + 2);
        _parts.Event = Slice(_at, end).TrimEnd(' ', '.', ',', ';', '(');
        _at = end;
        return true;
    }

    private bool IsPhrase(string phrase) => IsAt(_at, phrase.Split(' '));

    /// <summary>The lead and the word that it needs: «по мере готовности», never «по мере мая».</summary>
    private bool IsLead(string lead)
    {
        var words = lead.Split(' ');
        return IsAt(_at, words) && WordAt(_at + words.Length, word => word.Length > 1 && DeadlineWords.MonthOf(word) is null && DeadlineWords.NumberOf(word) is null && DeadlineWords.AdverbOf(word) is null);
    }

    private bool DaysAfter()
    {
        var number = IsAt(_at, "в", "течение") || IsAt(_at, "не", "позднее") ? _at + 2 : IsAt(_at, "за") ? _at + 1 : -1;
        if (number < 0 || (At(number).Kind != TokenKind.Number && DeadlineWords.NumberOf(At(number).Text) is null) || At(number).IsYear)
            return false;
        var unit = WordAt(number + 1, word => word.StartsWith("рабоч", StringComparison.Ordinal) || word.StartsWith("календарн", StringComparison.Ordinal)) ? number + 2 : number + 1;
        return WordAt(unit, word => word is "дня" or "дней" or "недель" or "недели" or "месяца" or "месяцев" or "месяц")
            && WordAt(unit + 1, word => word is "после" or "с" or "со" or "от" or "до");
    }

    /// <summary>«По итогам учебных полугодия, года»: periods of the school, not an event.</summary>
    private bool Outcomes()
    {
        if (!IsAt(_at, "по", "итогам") && !IsAt(_at, "по", "результатам") && !IsAt(_at, "по", "окончании"))
            return false;
        var rest = _tokens.Skip(_at + 2).ToList();
        if (rest.Count == 0 || !rest.All(IsOfOutcomes))
            return false;
        bool Has(Func<string, bool> test) => rest.Any(token => test(token.Text));
        _parts.Outcomes = Has(DeadlineWords.IsTerm) || Has(DeadlineWords.IsQuarter) ? new Schedule(ScheduleKind.Recurring) { Every = Recurrence.Quarter }
            : Has(word => word.StartsWith("месяц", StringComparison.Ordinal)) ? new Schedule(ScheduleKind.Recurring) { Every = Recurrence.Month }
            // The first half-year is summed up in January, the year in June.
            : Has(DeadlineWords.IsHalfYear) ? new Schedule(ScheduleKind.Recurring) { Every = Recurrence.HalfYear, AnchorMonths = [1, 6] }
            : new Schedule(ScheduleKind.Recurring) { Every = Recurrence.Year, FromMonth = 6 };
        if (Has(DeadlineWords.IsTerm))
            _parts.Questions.Add(DeadlineQuestions.SchoolTerms);
        else if (_parts.Outcomes is { FromMonth: 6 } && !Has(DeadlineWords.IsSchoolWord))
            _parts.Questions.Add(DeadlineQuestions.YearEnd);
        _at = _tokens.Count;
        return true;
    }

    private static bool IsOfOutcomes(Token token) =>
        token.Text is "," or "и" or "(" or ")" or "." or "/" || DeadlineWords.IsSchoolWord(token.Text) || DeadlineWords.IsYearWord(token.Text)
        || DeadlineWords.IsHalfYear(token.Text) || DeadlineWords.IsTerm(token.Text) || DeadlineWords.IsQuarter(token.Text)
        || token.Text.StartsWith("кажд", StringComparison.Ordinal) || token.Text.StartsWith("месяц", StringComparison.Ordinal);

    /// <summary>«В течение (учебного) года», «в течение всего периода», «весь срок реализации программы».</summary>
    private bool Within()
    {
        var place = IsAt(_at, "в", "течение") || IsAt(_at, "в", "течении") || IsAt(_at, "на", "протяжении") || IsAt(_at, "в", "теч") ? _at + 2 : _at;
        if (place > _at && IsAt(place, "."))
            place++;
        var led = place > _at;
        for (; WordAt(place, word => word is "весь" or "всего" or "всей" or "полного" or "каждого" or "текущего" or "календарного"); place++)
            led |= !WordAt(place, word => word is "каждого" or "текущего" or "календарного");
        if (Take("круглогодично") || Take("круглый", "год"))
            _parts.Within = WithinKind.Year;
        else if (WordAt(place, DeadlineWords.IsSchoolWord) && YearWordEnd(place) is { } end)
            (_parts.Within, _at) = (WithinKind.SchoolYear, end);
        else if (led && WordAt(place, DeadlineWords.IsYearWord))
            (_parts.Within, _at) = (WithinKind.Year, place + 1);
        else if (WordAt(place, IsPeriodWord) && (led || ProgrammeWordsEnd(place + 1) > place + 2))
            (_parts.Within, _at) = (WithinKind.Period, ProgrammeWordsEnd(place + 1));
        else if (led && At(place).IsYear)
            (_parts.Within, _at) = (WithinKind.Year, place);
        else if (led && place > _at && DeadlineWords.OpensUnit(At(place), At(place + 1)))
            _at = place;
        else
            return false;
        return true;
    }

    private static bool IsPeriodWord(string word) => word is "период" or "периода" or "срок" or "срока" or "времени" or "программы";

    private int ProgrammeWordsEnd(int index)
    {
        while (WordAt(index, DeadlineWords.IsProgrammeWord))
            index++;
        return index;
    }

    /// <summary>After «учебного года», «уч. г.»; null when no year word stands there.</summary>
    private int? YearWordEnd(int index)
    {
        while (WordAt(index, DeadlineWords.IsSchoolWord) || IsAt(index, "."))
            index++;
        return WordAt(index, DeadlineWords.IsYearWord) ? index + 1 : null;
    }

    private bool EachSchoolYear()
    {
        var each = IsAt(_at, "на") || IsAt(_at, "к") ? _at + 1 : _at;
        if (!WordAt(each, word => word is "каждый" or "каждому") || !WordAt(each + 1, DeadlineWords.IsSchoolWord) || YearWordEnd(each + 1) is not { } end)
            return false;
        _parts.EachSchoolYear = true;
        _at = end;
        return true;
    }
}
