namespace SchoolSupport.Documents.Reports;

/// <summary>A run of sections on pages of one orientation; every sheet begins on a new page.</summary>
/// <param name="HasHeading">The authority and the title stand on it.</param>
/// <param name="HasSignature">The signature stands at its end.</param>
public sealed record DocumentSheet(bool Landscape, bool IsAppendix, IReadOnlyList<DocumentSection> Sections, bool HasHeading, bool HasSignature)
{
    public double TextWidthMm => PaperFormat.TextWidth(Landscape);

    public static IReadOnlyList<DocumentSheet> Of(OfficialDocument document)
    {
        var body = new List<List<DocumentSection>> { new() };
        foreach (var section in document.Sections)
        {
            if (body[^1] is [.., var last] && last.Landscape != section.Landscape)
                body.Add([]);
            body[^1].Add(section);
        }
        var sheets = body.Select((sections, i) => new DocumentSheet(
            sections is [{ Landscape: true }, ..], IsAppendix: false, sections, HasHeading: i == 0, HasSignature: i == body.Count - 1));
        var appendices = document.Appendices.Select(a => new DocumentSheet(a.Landscape, IsAppendix: true, [a], HasHeading: false, HasSignature: false));
        return [.. sheets, .. appendices];
    }
}
