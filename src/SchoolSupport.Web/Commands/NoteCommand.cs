using System.CommandLine;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Pdf;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Reports;

namespace SchoolSupport.Web.Commands;

/// <summary><c>note</c>: writes the analytical note of a period to a file: the approved one, else the draft, else one made from the data of now.</summary>
internal static class NoteCommand
{
    private static readonly string Kinds = string.Join(", ", NoteKinds.All.Select(words => words.Code));

    public static Command Create()
    {
        var tenant = CommandLine.TenantOption();
        var kind = new Option<string>("--kind") { Description = Kinds, Required = true };
        var period = new Option<string>("--period") { Description = "2025-09, 2026-01, 2026-06, or 2024/2025 for risk-list", Required = true };
        var format = new Option<string>("--format") { Description = "docx, pdf or xlsx", Required = true };
        var output = new Option<string>("--out") { Description = "file to write", Required = true };
        var edition = new Option<string>("--edition") { Description = "internal or publication", DefaultValueFactory = _ => "internal" };
        var program = ProgramOption.Create(required: false);
        var json = CommandLine.JsonOption();
        var command = new Command("note", "write an analytical note to a file") { tenant, kind, period, program, format, output, edition, json };
        command.SetAction((parsed, ct) => CommandLine.ForTenantAsync(parsed.GetValue(tenant)!, async (services, _) =>
        {
            var wanted = NoteKinds.Find(parsed.GetValue(kind)) ?? throw new CommandRefusedException($"--kind: «{parsed.GetValue(kind)}» — неизвестное значение; бывает {Kinds}");
            var asked = NoteKinds.Period(wanted, parsed.GetValue(period)) ?? throw new CommandRefusedException(
                $"--period: за период «{parsed.GetValue(period)}» такой справки не бывает; ожидается, например, {string.Join(" или ", NoteKinds.PeriodsIn(wanted, new Domain.Common.AcademicYear(2024)).Select(one => one.Key))}");
            var chosen = ReportCommand.Choice<ReportEdition>("--edition", parsed.GetValue(edition)!, ReportService.CodeOf);
            var written = ReportCommand.Choice<ReportFormat>("--format", parsed.GetValue(format)!, ReportService.CodeOf);
            var about = new NoteSubject(wanted, asked, await ProgramAsync(services, wanted, asked, parsed.GetValue(program), ct), parsed.GetValue(program) is null);
            var note = await WriteAsync(services.GetRequiredService<NotePaperService>(), about, chosen, written, ct);
            var path = Path.GetFullPath(parsed.GetValue(output)!);
            await ReportCommand.SaveAsync(path, note.File.Content, ct);
            if (parsed.GetValue(json))
                CommandLine.Print(new
                {
                    kind = NoteKinds.Of(wanted).Code, period = asked.Key, program = about.ProgramId, edition = ReportService.CodeOf(chosen), format = ReportService.CodeOf(written),
                    state = note.State switch { NoteState.Approved => "approved", NoteState.Draft => "draft", _ => "unsaved" }, file = path, bytes = note.File.Content.Length,
                });
            else
                Console.WriteLine(path);
            return CommandLine.Done;
        }));
        return command;
    }

    /// <summary>Whose note is meant; null where the department has no programme that it would tell of.</summary>
    /// <exception cref="CommandRefusedException">Nobody said which of several.</exception>
    private static async Task<Guid?> ProgramAsync(IServiceProvider services, NoteKind kind, MonitoringPeriod period, string? named, CancellationToken ct)
    {
        if (named is not null)
            return await ProgramOption.FindAsync(services.GetRequiredService<AppDbContext>(), named, ct);
        var programs = await services.GetRequiredService<NoteReader>().ProgramsOfAsync(kind, period, ct);
        return programs.Count switch
        {
            0 => null,
            1 => programs[0].Id,
            _ => throw new CommandRefusedException($"Такая справка бывает у нескольких программ; назовите одну в --program: {string.Join("; ", programs.Select(p => $"«{p.Title}» ({p.Id})"))}"),
        };
    }

    private static async Task<NoteFile> WriteAsync(NotePaperService papers, NoteSubject about, ReportEdition edition, ReportFormat format, CancellationToken ct)
    {
        try
        {
            var (file, obstacle) = await papers.WriteLatestAsync(about, edition, format, ct);
            return file ?? throw new CommandRefusedException(obstacle!);
        }
        catch (Exception refused) when (refused is PdfUnavailableException or PdfLayoutException)
        {
            throw new CommandRefusedException(refused.Message);
        }
    }
}
