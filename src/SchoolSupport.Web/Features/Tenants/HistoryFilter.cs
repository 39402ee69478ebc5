using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SchoolSupport.Application.Audit;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Web.Infrastructure;

namespace SchoolSupport.Web.Features.Tenants;

/// <summary>The conditions of the history's address; what is not known is no condition.</summary>
/// <param name="Id">Only the records of one row; needs <paramref name="Entity"/>.</param>
/// <param name="Before">Records older than this one: the key of the next page.</param>
public sealed record HistoryFilter(string? Entity, string? Id, string? Role, DateOnly? From, DateOnly? To, (DateTimeOffset At, Guid Id)? Before)
{
    private const string Path = "/settings/history";

    public static HistoryFilter Of(IQueryCollection query) => new(
        HistoryWords.Entities.ContainsKey(Text(query, "entity") ?? "") ? Text(query, "entity") : null,
        Guid.TryParse(Text(query, "id"), out var id) ? id.ToString() : null,
        Roles.All.ContainsKey(Text(query, "role") ?? "") || Text(query, "role") == Roles.System ? Text(query, "role") : null,
        Date(query, "from"),
        Date(query, "to"),
        Key(Text(query, "before")));

    public bool HasConditions => Entity is not null || Role is not null || From is not null || To is not null;

    /// <summary>The address of the page that begins after a record.</summary>
    public string After(AuditEntry last) => QueryHelpers.AddQueryString(Path, Parameters()
        .Append(KeyValuePair.Create("before", (string?)$"{last.At.UtcTicks}_{last.Id}")));

    private IEnumerable<KeyValuePair<string, string?>> Parameters() =>
        new (string Name, string? Value)[] { ("entity", Entity), ("id", Id), ("role", Role), ("from", Words(From)), ("to", Words(To)) }
            .Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value));

    public static string? Words(DateOnly? date) => date?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string? Text(IQueryCollection query, string name) =>
        query[name].FirstOrDefault()?.Trim() is { Length: > 0 } text ? text : null;

    private static DateOnly? Date(IQueryCollection query, string name) =>
        Text(query, name) is { } text && RussianModelBinding.TryReadDate(text, out var date) ? date : null;

    private static (DateTimeOffset, Guid)? Key(string? text)
    {
        var parts = text?.Split('_');
        return parts is { Length: 2 } && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var ticks)
            && ticks >= DateTime.UnixEpoch.Ticks && ticks < DateTime.MaxValue.Ticks && Guid.TryParse(parts[1], out var id)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
    }
}
