namespace SchoolSupport.Domain.Programs;

/// <summary>«Ежегодно», «каждый квартал», «не менее 2 раз в год».</summary>
internal sealed partial class DeadlineScanner
{
    private bool Rhythm()
    {
        var place = _at;
        var atLeast = AtLeast(ref place);
        if (AdverbOrEach(ref place) is { } every)
            return AddRhythm(new Rhythm(every, AtLeast: atLeast), place);
        if (WordAt(place, word => word is "по") && WordAt(place + 1, word => word is "полугодиям" or "кварталам" or "месяцам"))
            return AddRhythm(new Rhythm(DeadlineWords.SpanOf(At(place + 1).Text) ?? Recurrence.Month), place + 2);
        var times = Number(place);
        if (times is not null)
            place++;
        var counted = WordAt(place, word => word is "раз" or "раза" or "р");
        if (counted)
            place += IsAt(place + 1, ".") ? 2 : 1;
        // «Дважды в год» and «не менее 5 в год» do without the word.
        if (!counted && !(times is not null && (atLeast || WordAt(place - 1, word => word is "дважды" or "трижды" or "единожды"))))
            return false;
        if (!WordAt(place, word => word is "в" or "за" or "на") && !IsAt(place, "/"))
            return false;
        return AddRhythm(times ?? 1, atLeast, place + 1);
    }

    private bool AddRhythm(int times, bool atLeast, int place)
    {
        var spans = Number(place);
        if (spans is not null || WordAt(place, word => word.StartsWith("кажд", StringComparison.Ordinal)))
            place++;
        if (WordAt(place, word => word.StartsWith("календарн", StringComparison.Ordinal)))
            place++;
        if (WordAt(place, DeadlineWords.IsSchoolWord))
            return YearWordEnd(place) is { } end && AddRhythm(new Rhythm(Recurrence.Year, times, spans ?? 1, atLeast), end);
        if (WordAt(place, DeadlineWords.IsTerm))
        {
            _parts.Questions.Add(DeadlineQuestions.SchoolTerms);
            return AddRhythm(new Rhythm(Recurrence.Quarter, times, spans ?? 1, atLeast), place + 1);
        }
        return WordAt(place, word => DeadlineWords.SpanOf(word) is not null)
            && AddRhythm(new Rhythm(DeadlineWords.SpanOf(At(place).Text)!.Value, times, spans ?? 1, atLeast), place + 1);
    }

    private bool AddRhythm(Rhythm rhythm, int end)
    {
        // No such rhythm can be kept: «0 раз в год».
        if (rhythm.Times is < 1 or > 99 || rhythm.Spans is < 1 or > 10)
            return false;
        _parts.Rhythms.Add(rhythm);
        _at = end;
        return true;
    }

    private bool AtLeast(ref int place)
    {
        var start = place;
        if (IsAt(place, "не", "менее") || IsAt(place, "не", "реже") || IsAt(place, "не", "меньше") || IsAt(place, "как", "минимум"))
            place += 2;
        else if (IsAt(place, "минимум"))
            place++;
        if (place > start && IsAt(place, "чем"))
            place++;
        return place > start;
    }

    private Recurrence? AdverbOrEach(ref int place)
    {
        if (DeadlineWords.AdverbOf(At(place).Text) is { } adverb)
        {
            place++;
            return adverb;
        }
        if (!WordAt(place, word => word is "каждый" or "каждую" or "каждое" or "каждого" or "каждом") || !WordAt(place + 1, word => DeadlineWords.SpanOf(word) is not null))
            return null;
        place += 2;
        return DeadlineWords.SpanOf(At(place - 1).Text);
    }

    private int? Number(int index) => At(index).Kind switch
    {
        TokenKind.Number => At(index).Value,
        TokenKind.Word => DeadlineWords.NumberOf(At(index).Text),
        _ => null,
    };
}
