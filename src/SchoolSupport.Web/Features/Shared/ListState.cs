using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>
/// The state of a list, kept in the address: <c>q</c> search, <c>sort</c>, <c>dir</c>, <c>page</c>, <c>size</c> and the
/// page's own filters. Addresses made here keep all other parameters; a changed filter goes back to page 1.
/// </summary>
public sealed record ListState
{
    public const int DefaultSize = 50;
    public const int SearchMaxLength = 200;
    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100];

    private const int MaxPage = 100_000;
    private readonly Dictionary<string, StringValues> _query;
    private readonly string _path;
    private readonly string _defaultSort;
    private readonly bool _defaultDescending;

    private ListState(HttpRequest request, IReadOnlyList<string> sorts, bool descending)
    {
        _path = request.PathBase + request.Path;
        _query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        _defaultSort = sorts[0];
        _defaultDescending = descending;
        Search = Filter("q") is { Length: <= SearchMaxLength } text ? text : null;
        Sort = sorts.FirstOrDefault(name => name == Filter("sort")) ?? _defaultSort;
        Descending = Filter("dir") switch { "desc" => true, "asc" => false, _ => Sort == _defaultSort && descending };
        Page = int.TryParse(Filter("page"), out var page) ? Math.Clamp(page, 1, MaxPage) : 1;
        Size = int.TryParse(Filter("size"), out var size) && Sizes.Contains(size) ? size : DefaultSize;
    }

    /// <summary>Trimmed; null when nothing was typed.</summary>
    public string? Search { get; }

    public string Sort { get; }
    public bool Descending { get; }

    /// <summary>1-based.</summary>
    public int Page { get; }

    public int Size { get; }
    public int Skip => (Page - 1) * Size;

    /// <summary>The address of the list without its query.</summary>
    public string Path => _path;

    /// <summary>Reads the query string; what is not known falls back to the default, so that no address ends in an error.</summary>
    /// <param name="sorts">The names that headings may ask for; the first is the default.</param>
    /// <param name="descending">The direction of the default order.</param>
    public static ListState From(HttpRequest request, IReadOnlyList<string> sorts, bool descending = false) =>
        new(request, sorts, descending);

    /// <summary>The trimmed value of one of the page's own parameters; null when empty.</summary>
    public string? Filter(string name)
    {
        var value = _query.GetValueOrDefault(name).FirstOrDefault()?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The parameters but for some, for the hidden fields of a search form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Except(params IReadOnlyList<string> names) =>
        from pair in _query
        where !names.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)
        from value in pair.Value
        where !string.IsNullOrEmpty(value)
        select KeyValuePair.Create(pair.Key, value);

    /// <summary>The address with one parameter set, or removed when the value is null; back to page 1.</summary>
    public string With(string name, string? value) => Url([(name, value), ("page", null)]);

    /// <summary>The address of another path, such as an export, with the same conditions.</summary>
    public string At(string path) => Address(path, [("page", null), ("size", null)]);

    public string PageUrl(int page) => Url([("page", page == 1 ? null : $"{page}")]);

    public string SizeUrl(int size) => Url([("size", size == DefaultSize ? null : $"{size}"), ("page", null)]);

    /// <summary>Sorts by a column; asked again for the same column, the other way round.</summary>
    public string SortUrl(string sort)
    {
        var descending = Sort == sort ? !Descending : sort == _defaultSort && _defaultDescending;
        return Url([("sort", sort), ("dir", descending ? "desc" : "asc"), ("page", null)]);
    }

    private string Url(IReadOnlyList<(string Name, string? Value)> changes) => Address(_path, changes);

    private string Address(string path, IReadOnlyList<(string Name, string? Value)> changes)
    {
        var kept = Except([.. changes.Select(change => change.Name)]).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
        var added = changes.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Name, change.Value));
        return QueryHelpers.AddQueryString(path, kept.Concat(added));
    }
}
