using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;

namespace SchoolSupport.Web.Commands;

/// <summary><c>--program</c>: a municipal programme by its id, its title or the code of its template.</summary>
internal static class ProgramOption
{
    public static Option<string> Create(bool required) => new("--program") { Description = "id, title or template code of the programme", Required = required };

    /// <exception cref="CommandRefusedException">There is none, or several have the title or the template.</exception>
    public static async Task<Guid> FindAsync(AppDbContext db, string named, CancellationToken ct)
    {
        var id = Guid.TryParse(named, out var parsed) ? parsed : Guid.Empty;
        var found = await db.SupportPrograms.AsNoTracking().VisibleTo(db).Where(p => p.SchoolId == null && (p.Id == id || p.Title == named || p.TemplateCode == named))
            .Select(p => p.Id).ToListAsync(ct);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CommandRefusedException($"Нет программы «{named}»"),
            _ => throw new CommandRefusedException($"Программ «{named}» несколько; назовите id: {string.Join(", ", found)}"),
        };
    }
}
