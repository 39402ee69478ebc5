using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Schools;
using SchoolSupport.Domain.Common;
using SchoolSupport.Web.Features.Shared;
using SchoolSupport.Web.Features.Tenants;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>Both values of everything that differs when somebody saved a school first. A missing or foreign school is null.</summary>
public sealed class SchoolConflictPages(AppDbContext db, HistoryQueries history)
{
    private const string Open = "школа действует";

    public async Task<ConflictPage?> EditingAsync(Guid id, SchoolForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } school)
            return null;
        var fields = mine.InWords().Zip(SchoolForm.Of(school).InWords())
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new ConflictField(pair.First.Label, pair.First.Value, pair.Second.Value));
        return await PageAsync(school, [.. fields], "edit", $"/schools/{id}/edit", ConflictPage.PostAgain(request, "Form.Version", school.Version.ToString()), ct);
    }

    /// <summary>A school that is closed by now keeps its closing until somebody undoes it.</summary>
    public async Task<ConflictPage?> ClosingAsync(Guid id, CloseSchoolForm mine, HttpRequest request, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } school)
            return null;
        var isClosed = school.ClosedOn is not null;
        return await PageAsync(school, [.. await ClosingAsync(school, mine.ClosedOn, mine.SuccessorId, mine.ToCommand().CountWithSuccessor, ct)],
            isClosed ? null : "close", isClosed ? $"/schools/{id}" : $"/schools/{id}/close", ConflictPage.PostAgain(request, "Form.Version", school.Version.ToString()), ct);
    }

    public async Task<ConflictPage?> ReopeningAsync(Guid id, HttpRequest request, CancellationToken ct) =>
        await FindAsync(id, ct) is not { } school ? null
            : await PageAsync(school, [.. await ClosingAsync(school, null, null, false, ct)], "reopen", $"/schools/{id}",
                ConflictPage.PostAgain(request, "version", school.Version.ToString()), ct);

    private async Task<IEnumerable<ConflictField>> ClosingAsync(School stored, DateOnly? closedOn, Guid? successorId, bool joins, CancellationToken ct)
    {
        var names = await db.Schools.AsNoTracking().Where(s => s.Id == successorId || s.Id == stored.SuccessorId).ToDictionaryAsync(s => s.Id, s => SchoolWords.Title(s.ShortName), ct);
        return new ConflictField[]
        {
            new("Дата закрытия", Day(closedOn), Day(stored.ClosedOn)),
            new("Правопреемница", Name(successorId), Name(stored.SuccessorId)),
            new("Прошлые результаты у правопреемницы", Results(closedOn, joins), Results(stored.ClosedOn, stored.CountWithSuccessor)),
        }.Where(field => field.Mine != field.Stored);

        string Name(Guid? id) => id is { } of ? names.GetValueOrDefault(of, "") : "";
        static string Day(DateOnly? on) => on is { } day ? RussianText.ShortDate(day) : Open;
        static string Results(DateOnly? on, bool joins) => on is null ? "" : joins ? "объединить" : "не учитывать";
    }

    private async Task<ConflictPage> PageAsync(School school, IReadOnlyList<ConflictField> fields, string? post, string takeStored,
        IReadOnlyList<KeyValuePair<string, string>> posted, CancellationToken ct)
    {
        var last = (await history.OfSchoolAsync(school.Id, 1, ct)).FirstOrDefault();
        return new ConflictPage($"Сведения о школе: {SchoolWords.Title(school.ShortName)}", fields, last?.Role ?? "", last?.When ?? "",
            takeStored, post is null ? null : $"/schools/{school.Id}/{post}", posted);
    }

    private Task<School?> FindAsync(Guid id, CancellationToken ct) => db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
}
