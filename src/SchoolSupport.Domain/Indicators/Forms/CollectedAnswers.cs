namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>
/// Answers of one school, or of the department, to several collections that may ask the same question. The newest answer counts; a whole is the one
/// of the collection that its part came from, where that collection asked it: pupils of June do not divide what was counted in October. Where it did
/// not, the newest whole counts, so that a denominator is entered once.
/// </summary>
public sealed class CollectedAnswers
{
    public static readonly CollectedAnswers None = new([]);

    private readonly IReadOnlyList<IReadOnlyDictionary<string, Answer>> _collections;

    /// <param name="newestFirst">By question, one collection after another; an empty answer is left out.</param>
    public CollectedAnswers(IReadOnlyList<IReadOnlyDictionary<string, Answer>> newestFirst) => _collections = newestFirst;

    /// <summary>Of a single collection.</summary>
    public static implicit operator CollectedAnswers(Dictionary<string, Answer> answers) => new([answers]);

    /// <summary>The newest answer; empty when there is none.</summary>
    public Answer this[string question] => At(PlaceOf(question, []), question);

    public bool Contains(string question) => PlaceOf(question, []) >= 0;

    /// <summary>The whole that a part is divided by; empty when nobody asked it.</summary>
    public Answer Whole(string whole, string part) => At(PlaceOf(whole, [part]), whole);

    /// <summary>The same answers, those of the collections that the parts came from before all others.</summary>
    public CollectedAnswers Beside(IReadOnlyCollection<string> parts)
    {
        if (_collections.Count < 2)
            return this;
        var first = Homes(parts);
        return first.Count == 0 ? this : new([.. first.Concat(Enumerable.Range(0, _collections.Count).Except(first)).Select(place => _collections[place])]);
    }

    /// <summary>Which collection the answer to a question is taken from, counted from the newest; −1 when none has it.</summary>
    /// <param name="parts">Questions whose own collections are asked first; none: the newest collection is.</param>
    public int PlaceOf(string question, IReadOnlyCollection<string> parts)
    {
        if (parts.Count > 0 && _collections.Count > 1)
            foreach (var home in Homes(parts))
                if (_collections[home].ContainsKey(question))
                    return home;
        for (var place = 0; place < _collections.Count; place++)
            if (_collections[place].ContainsKey(question))
                return place;
        return -1;
    }

    private SortedSet<int> Homes(IReadOnlyCollection<string> parts) => [.. parts.Select(part => PlaceOf(part, [])).Where(place => place >= 0)];

    private Answer At(int place, string question) => place < 0 ? default : _collections[place][question];
}
