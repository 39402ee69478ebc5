using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Reports;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Web.Features.Programs;

namespace SchoolSupport.Web.Features.Reports;

/// <summary>What the pages of a programme's papers show. Null for a missing or foreign programme or version.</summary>
public sealed class ProgramPaperQueries(ProgramFrames frames, ProgramPaperService papers, ProgramTreeReader trees)
{
    public async Task<Guid?> VersionAsync(Guid id, int? version, CancellationToken ct) =>
        (await frames.FindAsync(id, ProgramTab.Papers, ct, version))?.Version.Id;

    public async Task<ProgramPapersPage?> PapersAsync(Guid id, ProgramPaperKind kind, int? version, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Papers, ct, version) is not { } frame
            || await papers.MakeAsync(id, frame.Version.Id, kind, ct) is not { } document)
            return null;
        return new ProgramPapersPage(frame, kind, document, papers.CanPrintPdf);
    }

    public async Task<VersionComparePage?> CompareAsync(Guid id, int? from, int? to, CancellationToken ct)
    {
        if (await frames.FindAsync(id, ProgramTab.Overview, ct, to) is not { } frame)
            return null;
        var earlier = from is null ? frame.Versions.FirstOrDefault(v => v.Number < frame.Version.Number) : frame.Versions.SingleOrDefault(v => v.Number == from);
        if (from is not null && earlier is null)
            return null;
        if (earlier is null)
            return new VersionComparePage(frame, null, []);
        var before = await trees.ReadAsync(earlier.Id, ct);
        var after = await trees.ReadAsync(frame.Version.Id, ct);
        return before is null || after is null ? null : new VersionComparePage(frame, earlier, VersionComparison.Of(before, after));
    }
}

/// <summary>A paper of a programme in the frame of the site.</summary>
public sealed record ProgramPapersPage(ProgramFrame Frame, ProgramPaperKind Kind, OfficialDocument Document, bool CanPrintPdf)
{
    public string At(ProgramPaperKind kind) => $"{Frame.Path}/papers?kind={ProgramPaperService.CodeOf(kind)}{Version}";

    public string FileAt(ReportFormat format) =>
        $"{Frame.Path}/papers/file?kind={ProgramPaperService.CodeOf(Kind)}&format={ReportService.CodeOf(format)}{Version}";

    private string Version => Frame.IsOtherVersion ? $"&version={Frame.Version.Number}" : "";
}

/// <param name="Earlier">Null: there is nothing to compare with.</param>
public sealed record VersionComparePage(ProgramFrame Frame, FrameVersion? Earlier, IReadOnlyList<RoadmapComparison> Roadmaps)
{
    public int Count => Roadmaps.Sum(roadmap => roadmap.Rows.Count);
}

public sealed record ProgramNoPdfPage(Guid Id, ProgramPaperKind Kind, int? Version, string Reason)
{
    public string FileAt(ReportFormat format) =>
        $"/programs/{Id}/papers/file?kind={ProgramPaperService.CodeOf(Kind)}&format={ReportService.CodeOf(format)}{(Version is { } number ? $"&version={number}" : "")}";
}
