namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>
/// Answers of one school, or of the department, to several collections that may ask the same question. The newest answer counts; a whole is the one
/// of the collection that its part came from, where that collection asked it: pupils of June do not divide what was counted in October. Where it did
/// not, the newest whole counts, so that a denominator is entered once.
/// </summary>
public sealed class CollectedAnswers
{
    public static readonly CollectedAnswers None = new([]);

    private readonly IReadOnlyDictionary<string, Answer>[] _collections;

    /// <param name="newestFirst">By question, one collection after another; an empty answer is left out.</param>
    public CollectedAnswers(IReadOnlyList<IReadOnlyDictionary<string, Answer>> newestFirst) => _collections = [.. newestFirst];

    /// <summary>Of a single collection.</summary>
    public static implicit operator CollectedAnswers(Dictionary<string, Answer> answers) => new([answers]);

    /// <summary>The newest answer; empty when there is none.</summary>
    public Answer this[string question]
    {
        get
        {
            foreach (var collection in _collections)
                if (collection.TryGetValue(question, out var answer))
                    return answer;
            return default;
        }
    }

    public bool Contains(string question) => Newest(question) >= 0;

    /// <summary>The whole that a part is divided by; empty when nobody asked it.</summary>
    public Answer Whole(string whole, string part)
    {
        foreach (var collection in _collections)
            if (collection.ContainsKey(part))
                return collection.TryGetValue(whole, out var beside) ? beside : this[whole];
        return this[whole];
    }

    /// <summary>The same answers, those of the collections that the parts came from before all others.</summary>
    public CollectedAnswers Beside(IReadOnlyCollection<string> parts)
    {
        // Mostly the newest collection has the parts, and the order is right as it is.
        if (_collections.Length < 2 || parts.All(part => Newest(part) <= 0))
            return this;
        var first = Homes(parts);
        return new([.. first.Concat(Enumerable.Range(0, _collections.Length).Except(first)).Select(place => _collections[place])]);
    }

    /// <summary>Which collection the answer to a question is taken from, counted from the newest; −1 when none has it.</summary>
    /// <param name="parts">Questions whose own collections are asked first; none: the newest collection is.</param>
    public int PlaceOf(string question, IReadOnlyCollection<string> parts)
    {
        if (parts.Count == 1 && _collections.Length > 1)
            return Newest(parts.First()) is >= 0 and var only && _collections[only].ContainsKey(question) ? only : Newest(question);
        if (parts.Count > 1 && _collections.Length > 1)
            foreach (var home in Homes(parts))
                if (_collections[home].ContainsKey(question))
                    return home;
        return Newest(question);
    }

    private int Newest(string question)
    {
        for (var place = 0; place < _collections.Length; place++)
            if (_collections[place].ContainsKey(question))
                return place;
        return -1;
    }

    private SortedSet<int> Homes(IReadOnlyCollection<string> parts) => [.. parts.Select(Newest).Where(place => place >= 0)];
}
