using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Application.Schools;

/// <summary>
/// The tenant's whole register by what a school may be called: nobody makes a second school out of a spelling.
/// A register has tens of schools, at most some hundreds, so it is read whole.
/// </summary>
internal sealed class SchoolNames
{
    private sealed record Named(Guid Id, string ShortName, string FullName, string? Inn, string? Login, string? Code, DateOnly? ClosedOn);

    private readonly List<Named> _schools;
    private readonly Dictionary<string, Guid> _byName = [];
    private readonly Dictionary<string, Guid> _byAlias = [];

    private SchoolNames(List<Named> schools, IEnumerable<(Guid SchoolId, string Normalized)> aliases)
    {
        _schools = schools;
        foreach (var school in schools)
            foreach (var name in new[] { school.ShortName, school.FullName })
                _byName.TryAdd(KeyOf(name), school.Id);
        foreach (var (schoolId, normalized) in aliases)
            _byAlias[normalized] = schoolId;
    }

    public static async Task<SchoolNames> LoadAsync(AppDbContext db, CancellationToken ct)
    {
        var schools = await db.Schools.AsNoTracking()
            .Select(s => new Named(s.Id, s.ShortName, s.FullName, s.Inn, s.Login, s.Code, s.ClosedOn)).ToListAsync(ct);
        var aliases = await db.SchoolAliases.AsNoTracking().Select(a => new { a.SchoolId, a.Normalized }).ToListAsync(ct);
        return new SchoolNames(schools, aliases.Select(a => (a.SchoolId, a.Normalized)));
    }

    /// <summary>One key for all spellings of a name: without legal form, municipality, case, quotes, ё.</summary>
    public static string KeyOf(string name) => SchoolName.Normalize(name).Key;

    public string TitleOf(Guid id) => NaturalKey.Title(_schools.Single(s => s.Id == id).ShortName);

    /// <summary>The school that already has this name, officially or as an alias; null when nobody has.</summary>
    public Guid? ByName(string name)
    {
        var key = KeyOf(name);
        return _byName.TryGetValue(key, out var id) || _byAlias.TryGetValue(key, out id) ? id : null;
    }

    /// <summary>Everything in the details that another school has already.</summary>
    public IEnumerable<SchoolClash> ClashesOf(SchoolDetails details, Guid? self)
    {
        if (Other(s => details.Inn is not null && s.Inn == details.Inn, self) is { } inn)
            yield return Clash(nameof(details.Inn), inn, "Этот ИНН уже указан у школы «{0}»{1}. Проверьте номер.");
        if (Other(s => details.Login is not null && string.Equals(s.Login, details.Login, StringComparison.OrdinalIgnoreCase), self) is { } login)
            yield return Clash(nameof(details.Login), login, "Этот логин уже указан у школы «{0}»{1}. Проверьте логин.");
        if (Other(s => details.Code is not null && s.Code == details.Code, self) is { } code)
            yield return Clash(nameof(details.Code), code, "Этот код уже указан у школы «{0}»{1}. Проверьте код.");
        if (SameName(details.ShortName, self) is { } shortName)
            yield return Clash(nameof(details.ShortName), shortName, "В реестре уже есть школа с таким названием: «{0}»{1}. Вторую создать нельзя.");
        else if (SameName(details.FullName, self) is { } fullName)
            yield return Clash(nameof(details.FullName), fullName, "В реестре уже есть школа с таким полным названием: «{0}»{1}. Вторую создать нельзя.");
    }

    private Named? SameName(string name, Guid? self) =>
        ByName(name) is { } id && id != self ? _schools.Single(s => s.Id == id) : null;

    private Named? Other(Func<Named, bool> same, Guid? self) => _schools.FirstOrDefault(s => s.Id != self && same(s));

    private static SchoolClash Clash(string field, Named other, string message)
    {
        var title = NaturalKey.Title(other.ShortName);
        return new SchoolClash(field, other.Id, title, string.Format(message, title, other.ClosedOn is null ? "" : " (закрыта)"));
    }
}
