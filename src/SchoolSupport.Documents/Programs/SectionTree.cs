using System.Text.RegularExpressions;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Documents.Programs;

/// <summary>How a heading is set: two headings of one look stand on one level.</summary>
internal sealed record HeadingLook(bool Bold, bool Centred, bool Capitals);

/// <summary>Finds the parent of each heading by its number, and where there is none by its look.</summary>
internal sealed partial class SectionTree
{
    private sealed record Open(int Index, CodePath? Path, HeadingLook Look, int? Parent)
    {
        public bool HasContent { get; set; }
    }

    private readonly List<ReadSection> _sections = [];
    // The headings around the current place, outermost first.
    private readonly List<Open> _open = [];

    public IReadOnlyList<ReadSection> Sections => _sections;

    public int? Current => _open.Count > 0 ? _open[^1].Index : null;

    public CodePath? CurrentPath => _open.Count > 0 ? _open[^1].Path : null;

    /// <summary>The heading of the section that is open, printed again on the next page, perhaps with «(продолжение)».</summary>
    public bool IsRepeated(string text) =>
        _open.Count > 0 && string.Equals(_sections[^1].Text, GoesOn().Replace(text, ""), StringComparison.OrdinalIgnoreCase) && Current == _sections.Count - 1;

    [GeneratedRegex(@"\s*\(?\s*(?:продолжение|окончание)\s*\)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GoesOn();

    /// <param name="beforeHeading">The next row is a heading too.</param>
    public void Add(NumberedTitle title, string text, HeadingLook look, bool beforeHeading, RowPlace place)
    {
        var keep = title.Path switch
        {
            null => LevelsForUnnumbered(look, beforeHeading),
            { Depth: 1 } path => LevelsForSingle(path),
            var path => LevelsForDeep(path),
        };
        _open.RemoveRange(keep, _open.Count - keep);
        var parent = Current;
        if (_open.Count > 0)
            _open[^1].HasContent = true;
        _sections.Add(new ReadSection(_sections.Count, title.Number, title.Title, parent, text, place));
        _open.Add(new Open(_sections.Count - 1, title.Path, look, parent));
    }

    /// <summary>The last heading goes on in another row.</summary>
    public void Continue(CellText more)
    {
        var last = _sections[^1];
        _sections[^1] = last with { Title = CellText.Of(last.Title).GluedWith(more).Plain, Text = CellText.Of(last.Text).GluedWith(more).Plain };
    }

    /// <summary>
    /// The section of a measure; «3.4» after the heading «3.3» goes back to section 3, as it does not stand inside 3.3.
    /// </summary>
    public int? SectionOf(CodePath? code)
    {
        if (code is not null && _open.Count > 1 && _open[^1].Path is { } current && !current.Contains(code))
        {
            var around = _open.FindLastIndex(open => open.Path is { } path && path.IsParentOf(code));
            if (around >= 0)
                _open.RemoveRange(around + 1, _open.Count - around - 1);
        }
        if (_open.Count > 0)
            _open[^1].HasContent = true;
        return Current;
    }

    /// <summary>How many of the open headings stay around a heading such as «2.1».</summary>
    private int LevelsForDeep(CodePath path)
    {
        var around = _open.FindLastIndex(open => open.Path?.IsParentOf(path) == true);
        if (around < 0)
            around = _open.FindLastIndex(open => open.Path?.Contains(path) == true);
        if (around >= 0)
            return around + 1;
        // Its own numbering under a heading that has another or none: «II» above «1.1».
        var sibling = _open.FindIndex(open => open.Path?.Depth >= path.Depth);
        return sibling >= 0 ? sibling : _open.Count;
    }

    /// <summary>The same for «2» and «II».</summary>
    private int LevelsForSingle(CodePath path)
    {
        var sibling = _open.FindLastIndex(open => open.Path is { Depth: 1 } other && other.IsRoman == path.IsRoman);
        if (sibling >= 0)
            return sibling;
        var other = _open.FindLastIndex(open => open.Path is { Depth: 1 });
        if (other < 0)
            // An unnumbered heading right above holds numbered ones; one with rows of its own does not.
            return _open.FindIndex(open => open.Path is not null || open.HasContent) is var end and >= 0 ? end : _open.Count;
        // «I … 2»: departments change from Roman to arabic on the way. «II» and at once «1» is a level below.
        return _open[other].HasContent && path.Last == _open[other].Path!.Last + 1 ? other : other + 1;
    }

    private int LevelsForUnnumbered(HeadingLook look, bool beforeHeading)
    {
        if (_open.Count == 0)
            return 0;
        var alike = beforeHeading
            ? _open.FindIndex(open => open.Path is null && open.Look == look)
            : _open.FindLastIndex(open => open.Path is null && open.Look == look);
        if (!_open[^1].HasContent && (_open[^1].Path is not null || alike < _open.Count - 1 || !beforeHeading))
            return _open.Count;
        if (alike >= 0)
            return alike;
        // Headings of one level are often set unlike each other; only a heading right under another shows a level.
        return _open[^1].Path is null || _open[^1].Look == look ? _open.Count - 1 : _open.Count;
    }
}
