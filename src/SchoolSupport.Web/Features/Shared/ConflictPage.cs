using Microsoft.AspNetCore.Mvc;

namespace SchoolSupport.Web.Features.Shared;

/// <summary>Somebody saved the same thing while this person was editing it: both values side by side, two ways on.</summary>
/// <param name="What">What was being edited, «Сведения о школе: СОШ № 3».</param>
/// <param name="Fields">Only the fields whose values differ.</param>
/// <param name="ChangedBy">The role of who saved, «Координатор».</param>
/// <param name="ChangedAt">When, in the tenant's time, «03.09.2025, 14:20».</param>
/// <param name="TakeStoredPath">The page of the form, which then shows what is stored.</param>
/// <param name="WriteMinePath">Where the form is posted to; null when what is stored leaves no place for it.</param>
/// <param name="Posted">Everything that was posted, with the version replaced by the stored one.</param>
public sealed record ConflictPage(
    string What,
    IReadOnlyList<ConflictField> Fields,
    string ChangedBy,
    string ChangedAt,
    string TakeStoredPath,
    string? WriteMinePath,
    IReadOnlyList<KeyValuePair<string, string>> Posted)
{
    private const string ForgeryField = "__RequestVerificationToken";

    /// <summary>The fields of the request's form with the version field replaced, so that posting them again overwrites knowingly.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> PostAgain(HttpRequest request, string versionField, string storedVersion)
    {
        var again = request.Form
            .Where(field => field.Key != ForgeryField && !string.Equals(field.Key, versionField, StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));
        return [.. again, KeyValuePair.Create(versionField, storedVersion)];
    }
}

/// <param name="Mine">As typed; empty for nothing.</param>
/// <param name="Stored">As stored now; empty for nothing.</param>
public sealed record ConflictField(string Label, string Mine, string Stored);

public static class ConflictResult
{
    /// <summary>The conflict page, answered with 409.</summary>
    public static ViewResult Conflicting(this Controller controller, ConflictPage page)
    {
        var result = controller.View("Conflict", page);
        result.StatusCode = StatusCodes.Status409Conflict;
        return result;
    }
}
