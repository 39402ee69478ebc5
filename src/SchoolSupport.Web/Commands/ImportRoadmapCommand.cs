using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Import;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.Domain.Schools;

namespace SchoolSupport.Web.Commands;

/// <summary>
/// <c>import-roadmap</c>: looks at the roadmaps of a Word or Excel file and, with <c>--commit</c>, adds them to the draft of a programme, as the
/// import pages do. Exit code 2 when the file holds no roadmap or cannot be read.
/// </summary>
internal static class ImportRoadmapCommand
{
    public static Command Create()
    {
        var tenant = CommandLine.TenantOption();
        var file = new Option<string>("--file") { Description = "file with roadmaps (.docx or .xlsx)", Required = true };
        var table = new Option<int?>("--table") { Description = "number of one roadmap among those of the file; all of them without it" };
        var inherit = new Option<bool>("--inherit-empty") { Description = "empty cells that seem to continue the row above show its value" };
        var program = new Option<string?>("--program") { Description = "id or title of the programme" };
        var store = new Option<bool>("--commit") { Description = "store the roadmaps in the programme's draft; without it nothing is written" };
        var again = new Option<bool>("--again") { Description = "store tables of a file that this draft already holds once more" };
        var json = CommandLine.JsonOption();
        var command = new Command("import-roadmap", "read roadmaps from a Word or Excel file") { tenant, file, table, inherit, program, store, again, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            var call = new Call(parsed.GetValue(file)!, parsed.GetValue(table), parsed.GetValue(inherit), parsed.GetValue(store), parsed.GetValue(again), parsed.GetValue(json));
            return await RunAsync(services, call, parsed.GetValue(program), ct);
        }));
        return command;
    }

    private sealed record Call(string Path, int? Table, bool InheritsEmpty, bool Stores, bool StoresAgain, bool AsJson)
    {
        public string FileName => System.IO.Path.GetFileName(Path);

        public TableChoice ChoiceOf(ReadRoadmapTable table) => TableChoice.SuggestedFor(table) with { InheritsEmpty = InheritsEmpty };
    }

    private static async Task<int> RunAsync(IServiceProvider services, Call call, string? wanted, CancellationToken ct)
    {
        if (call.Stores && wanted is null)
            throw new CommandRefusedException("Укажите программу, в черновик которой сохранить таблицы: --program");
        var db = services.GetRequiredService<AppDbContext>();
        var program = wanted is null ? null : await FindAsync(db, wanted, ct);
        var content = await CommandLine.ReadFileAsync(call.Path, ct);
        var reading = new RoadmapReader().Read(content, call.FileName);
        var tables = Chosen(reading.Tables, call.Table);
        var stored = call.Stores && tables.Count > 0 ? await StoreAsync(services, call, program!, content, tables, ct) : null;
        if (call.AsJson)
            CommandLine.Print(RoadmapAnswer.Of(tables, program, call.ChoiceOf, stored));
        else
            RoadmapAnswer.Say(tables, program, call.ChoiceOf, stored);
        // Standard output is for the document alone.
        foreach (var finding in reading.Findings.Concat(tables.SelectMany(t => t.Findings)))
            await Console.Error.WriteLineAsync($"{Severity(finding.Severity)}: {finding.Message}{(finding.Action is { } action ? " " + action : "")}");
        if (tables.Count == 0)
            await Console.Error.WriteLineAsync($"В файле «{call.FileName}» нет дорожной карты.");
        return tables.Count > 0 ? CommandLine.Done : CommandLine.Forbidden;
    }

    private static List<ReadRoadmapTable> Chosen(IReadOnlyList<ReadRoadmapTable> tables, int? number)
    {
        if (number is null || tables.Count == 0)
            return [.. tables];
        return tables.SingleOrDefault(t => t.Index == number) is { } one ? [one]
            : throw new CommandRefusedException($"В файле нет таблицы {number}: дорожных карт {tables.Count} ({string.Join("; ", tables.Select(t => $"{t.Index} — {t.Place}"))})");
    }

    /// <summary>A programme by its id or by its whole title, letter case aside.</summary>
    private static async Task<SupportProgram> FindAsync(AppDbContext db, string wanted, CancellationToken ct)
    {
        var visible = db.SupportPrograms.AsNoTracking().EditableBy(db);
        var key = NaturalKey.Fold(wanted);
        var found = Guid.TryParse(wanted, out var id) ? await visible.Where(p => p.Id == id).ToListAsync(ct)
            : (await visible.ToListAsync(ct)).FindAll(p => NaturalKey.Fold(p.Title) == key);
        return found switch
        {
            [var one] => one,
            [] => throw new CommandRefusedException($"Нет программы «{wanted}»; ожидается её название целиком или идентификатор"),
            _ => throw new CommandRefusedException($"Программ с названием «{wanted}» несколько, укажите идентификатор: {string.Join(", ", found.Select(p => p.Id))}"),
        };
    }

    /// <summary>As the pages do it: the file is kept beside what was made of it.</summary>
    private static async Task<StoredRoadmaps> StoreAsync(
        IServiceProvider services, Call call, SupportProgram program, byte[] content, List<ReadRoadmapTable> tables, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDbContext>();
        var held = call.StoresAgain ? new HashSet<string>() : await HeldAsync(db, program.Id, content, ct);
        foreach (var table in tables.Where(t => held.Contains(ImportedRoadmap.TitleOf(t))))
            await Console.Error.WriteLineAsync($"предупреждение: таблица {table.Index} этого файла уже есть в черновике «{program.Title}» и второй раз не сохранена. Чтобы добавить её ещё раз, укажите --again");
        tables = tables.FindAll(t => !held.Contains(ImportedRoadmap.TitleOf(t)));
        if (tables.Count == 0)
            return new StoredRoadmaps(program, 0, []);
        var command = new CommitImport(tables.ToDictionary(t => t.Index, t => new CommitTable(call.ChoiceOf(t), null)), new Dictionary<string, Guid?>());
        try
        {
            if (!await services.GetRequiredService<RoadmapImportService>().ImportAsync(program.Id, call.FileName, content, command, ct))
                throw new CommandRefusedException($"Программы «{program.Title}» больше нет");
        }
        catch (PreconditionException refused)
        {
            throw new CommandRefusedException(refused.Message);
        }
        var matches = program.SchoolId is null ? await SchoolMentionMatches.LoadAsync(db, ct) : null;
        return new StoredRoadmaps(program, tables.Sum(t => t.Measures.Count), [.. tables.SelectMany(t => t.Measures).SelectMany(m => m.SchoolMentions).Distinct().Where(m => matches is not null && matches.Of(m).SchoolId is null)]);
    }

    /// <summary>Titles of tables of the draft, when the very same file was stored in this programme before; else none.</summary>
    private static async Task<IReadOnlySet<string>> HeldAsync(AppDbContext db, Guid programId, byte[] content, CancellationToken ct)
    {
        var sum = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!await db.ProgramImports.AnyAsync(i => i.ProgramId == programId && i.Sha256 == sum && i.CommittedAt != null, ct))
            return new HashSet<string>();
        return await (from version in db.ProgramVersions
                      join roadmap in db.Roadmaps on version.Id equals roadmap.VersionId
                      where version.ProgramId == programId && version.Status == VersionStatus.Draft
                      select roadmap.Title).ToHashSetAsync(ct);
    }

    private static string Severity(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "ошибка",
        FindingSeverity.Warning => "предупреждение",
        _ => "замечание",
    };
}

/// <param name="Measures">How many were stored; 0 when the draft held them all.</param>
/// <param name="Unmatched">Schools named in the file that a person has to find in the register.</param>
internal sealed record StoredRoadmaps(SupportProgram Program, int Measures, IReadOnlyList<string> Unmatched);
