namespace SchoolSupport.Domain.Indicators.Forms;

/// <summary>What became of a form's sections as wholes: another title, another order. Told once, not question by question.</summary>
/// <param name="Details">Each in Russian words.</param>
/// <param name="Aligned">The form before, with its sections under the titles and in the order of the form after; what is asked is the same.</param>
internal sealed record FormSections(IReadOnlyList<string> Details, FormDefinition Aligned)
{
    public static FormSections Compare(FormDefinition before, FormDefinition after)
    {
        var places = after.Sections.Select((part, place) => (part.Title, place)).ToDictionary(one => one.Title, one => one.place);
        var renamed = Renamed(before, after);
        FormSection[] titled = [.. before.Sections.Select(part => renamed.TryGetValue(part.Title, out var title) ? part with { Title = title } : part)];
        var details = renamed.Select(one => $"раздел: было «{one.Key}», стало «{one.Value}»").ToList();
        // Sections that are still there change places among themselves; one that is gone stays where it was.
        FormSection[] kept = [.. titled.Where(part => places.ContainsKey(part.Title))];
        FormSection[] ordered = [.. kept.OrderBy(part => places[part.Title])];
        if (!kept.SequenceEqual(ordered))
            details.Add($"порядок разделов: теперь {string.Join(", ", after.Sections.Select(part => $"«{part.Title}»"))}");
        var next = new Queue<FormSection>(ordered);
        return new FormSections(details, before with { Sections = [.. titled.Select(part => places.ContainsKey(part.Title) ? next.Dequeue() : part)] });
    }

    /// <summary>Old title → new one, where a title went, another came, and most of the questions stayed together under it.</summary>
    private static Dictionary<string, string> Renamed(FormDefinition before, FormDefinition after)
    {
        var titles = before.Sections.Select(part => part.Title).ToHashSet();
        var renamed = new Dictionary<string, string>();
        foreach (var gone in before.Sections.Where(part => after.Sections.All(one => one.Title != part.Title)))
        {
            var codes = gone.Questions.Select(question => question.Code).ToHashSet();
            if (after.Sections.FirstOrDefault(part => !titles.Contains(part.Title) && !renamed.ContainsValue(part.Title) && 2 * part.Questions.Count(question => codes.Contains(question.Code)) > codes.Count) is { } heir)
                renamed[gone.Title] = heir.Title;
        }
        return renamed;
    }
}
