namespace SchoolSupport.Domain.Programs;

/// <summary>Finds the parts of a deadline in one line: from left to right, each word once, and what nobody knows is kept apart.</summary>
internal sealed partial class DeadlineScanner
{
    private readonly string _line;
    private readonly List<Token> _tokens;
    private readonly DeadlineParts _parts = new();
    private int _at;

    /// <summary>A comma, «и» or the beginning stands before the current place; else what follows is torn from its sign.</summary>
    private bool _separated = true;

    /// <summary>The line is the rest of another, behind «по графику …».</summary>
    private readonly bool _isRest;

    private DeadlineScanner(string line, bool isRest)
    {
        _line = line;
        _isRest = isRest;
        _tokens = DeadlineTokens.Of(line);
        MendMonths();
    }

    public static DeadlineParts Scan(string line) => Scan(line, isRest: false);

    private static DeadlineParts Scan(string line, bool isRest)
    {
        var scanner = new DeadlineScanner(line, isRest);
        while (scanner._at < scanner._tokens.Count)
            scanner.Step();
        return scanner._parts;
    }

    private void Step()
    {
        if (Separator() || Take("по", "данным"))
            return;
        if (External() || Outcomes() || Event() || Within() || EachSchoolYear() || Rhythm() || YearEdge() || Span() || Since() || StandaloneYears() || Continuous() || Vague())
        {
            _separated = false;
            return;
        }
        if (!Word(0, DeadlineWords.IsNoise))
            _parts.Unread.Add(Slice(_at, _at + 1));
        _at++;
    }

    private bool Separator()
    {
        var text = Peek().Text;
        // A dash that joins no two dates only sets a word off: «сентябрь – ежегодно».
        var dash = text == "-" && Peek(1).Kind == TokenKind.Word && DeadlineWords.MonthOf(Peek(1).Text) is null && _at > 0;
        if (!dash && text is not ("," or ";" or "и" or "/" or "(" or ")" or "." or ":" or "…" or "\"" or "«" or "»"))
            return false;
        // A slash sets terms apart without joining them into a list.
        _separated |= text is "," or ";" or "и" or "(";
        _at++;
        return true;
    }

    /// <summary>A month with one slip of the pen is read and asked about.</summary>
    private void MendMonths()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            if (token.Kind != TokenKind.Word || DeadlineWords.MonthOf(token.Text) is not null || DeadlineWords.MonthWithSlip(token.Text) is not { } month)
                continue;
            _tokens[i] = token with { Text = MonthWords.Nominative(month) };
            _parts.Questions.Add(DeadlineQuestions.Slip(Slice(i, i + 1), MonthWords.Nominative(month)));
        }
    }

    private bool Continuous()
    {
        var found = Take("постоянно") || Take("непрерывно") || Take("бессрочно") || Take("на", "постоянной", "основе") || Take("в", "постоянном", "режиме");
        _parts.Continuous |= found;
        return found;
    }

    /// <summary>Words that promise something without saying when; they are understood as far as possible and asked about.</summary>
    private bool Vague()
    {
        var word = Slice(_at, _at + 1);
        switch (Peek().Text)
        {
            case "регулярно" or "систематически" or "периодически" or "своевременно" or "ежедневно":
                _parts.Continuous = true;
                _parts.Questions.Add(DeadlineQuestions.NoFrequency(word));
                break;
            case "ориентировочно" or "примерно" or "предположительно" or "около" or "планируется":
                _parts.Questions.Add(DeadlineQuestions.Approximate(word));
                break;
            case "конец" or "конце" or "начало" or "начале" or "середина" or "середине" when Word(1, text => DeadlineWords.MonthOf(text) is not null):
                _parts.Questions.Add(DeadlineQuestions.PartOfMonth(Slice(_at, _at + 2)));
                break;
            default:
                return false;
        }
        _at++;
        return true;
    }

    private Token Peek(int ahead = 0) => At(_at + ahead);

    private Token At(int index) => index >= 0 && index < _tokens.Count ? _tokens[index] : new Token(TokenKind.Sign, "", _line.Length, _line.Length);

    private bool Word(int ahead, Func<string, bool> test) => WordAt(_at + ahead, test);

    private bool WordAt(int index, Func<string, bool> test) => At(index).Kind == TokenKind.Word && test(At(index).Text);

    private bool IsAt(int index, params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
            if (!At(index + i).Is(words[i]))
                return false;
        return true;
    }

    /// <summary>Steps over these words when they all stand here.</summary>
    private bool Take(params ReadOnlySpan<string> words)
    {
        if (!IsAt(_at, words))
            return false;
        _at += words.Length;
        return true;
    }

    /// <summary>The words of the line as written, from one token to before another.</summary>
    private string Slice(int from, int to) => from >= to || from >= _tokens.Count ? "" : _line[At(from).Start..At(to - 1).End];
}
