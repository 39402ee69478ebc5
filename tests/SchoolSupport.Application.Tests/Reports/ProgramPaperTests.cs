using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Reports;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Application.Tests.Programs;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Reports;

/// <summary>What is printed of a programme opens without repair, and its roadmap is read back as it was.</summary>
[Collection(AppCollection.Name)]
public sealed class ProgramPaperTests(TestHost host)
{
    public static TheoryData<string, ReportFormat> All
    {
        get
        {
            var data = new TheoryData<string, ReportFormat>();
            foreach (var template in ProgramTemplates.All)
                foreach (var format in (ReportFormat[])[ReportFormat.Docx, ReportFormat.Xlsx])
                    data.Add(template.Code, format);
            return data;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Roadmap_PrintedAndReadAgain_IsTheSameInEveryField(string code, ReportFormat format)
    {
        var (tree, file) = await PrintAsync(code, ProgramPaperKind.Roadmap, format);
        var reading = new RoadmapReader().Read(file, $"карта.{ReportService.CodeOf(format)}");
        Assert.Equal(tree.Roadmaps.Count, reading.Tables.Count);
        foreach (var (roadmap, read) in tree.Roadmaps.Zip(reading.Tables))
            AssertSame(roadmap, read);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Programme_Printed_HoldsTheSameRoadmaps(string code, ReportFormat format)
    {
        var (tree, file) = await PrintAsync(code, ProgramPaperKind.Programme, format);
        var reading = new RoadmapReader().Read(file, $"программа.{ReportService.CodeOf(format)}");
        // Other tables of the document (passport, indicators, participants) are not taken for roadmaps.
        Assert.Equal(tree.Roadmaps.Select(r => r.Measures.Count), reading.Tables.Select(t => t.Measures.Count));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Paper_Written_IsValid(string code, ReportFormat format)
    {
        foreach (var kind in Enum.GetValues<ProgramPaperKind>())
        {
            var (_, file) = await PrintAsync(code, kind, format);
            using var stream = new MemoryStream(file);
            using OpenXmlPackage package = format == ReportFormat.Docx ? WordprocessingDocument.Open(stream, false) : SpreadsheetDocument.Open(stream, false);
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        }
    }

    /// <summary>The comparison sees a difference: one changed word turns it red.</summary>
    [Fact]
    public async Task Roadmap_WithAChangedWord_IsNotTheSame()
    {
        var (tree, file) = await PrintAsync("year-plan", ProgramPaperKind.Roadmap, ReportFormat.Docx);
        var table = new RoadmapReader().Read(file, "карта.docx").Tables.Single();
        var changed = table with { Measures = [table.Measures[0] with { Title = table.Measures[0].Title + "." }, .. table.Measures.Skip(1)] };
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSame(tree.Roadmaps[0], changed));
    }

    private async Task<(ProgramTree Tree, byte[] File)> PrintAsync(string code, ProgramPaperKind kind, ReportFormat format)
    {
        var tenant = await host.NewTenantAsync();
        var program = ProgramStart.From(TemplateSamples.Filled(code), "ОО", []);
        await using var scope = tenant.Scope(Roles.Methodist);
        var services = scope.ServiceProvider;
        var id = await services.GetRequiredService<ProgramService>().CreateAsync(program, CancellationToken.None);
        var version = await tenant.WithDbAsync(db => db.ProgramVersions.AsNoTracking().SingleAsync(v => v.ProgramId == id));
        var tree = await services.GetRequiredService<ProgramTreeReader>().ReadAsync(version.Id, CancellationToken.None);
        var file = await services.GetRequiredService<ProgramPaperService>().WriteAsync(id, version.Id, kind, format, CancellationToken.None);
        return (tree!, file!.Content);
    }

    private static void AssertSame(RoadmapTree roadmap, ReadRoadmapTable read)
    {
        Assert.Equal(roadmap.Columns.Select(c => $"{c.Kind}: {c.Heading}"), read.Columns.Select(c => $"{c.Kind}: {c.Heading}"));
        var sections = roadmap.Sections.Select(s => s.Row.Id).ToList();
        Assert.Equal(
            roadmap.Sections.Select(s => $"{Bare(s.Row.Number)} | {s.Row.Title} | {(s.Row.ParentId is { } parent ? sections.IndexOf(parent) : null)}"),
            read.Sections.Select(s => $"{Bare(s.Number)} | {s.Title} | {s.ParentIndex}"));
        Assert.Equal(
            roadmap.Measures.Select(m => Line(m.Row.SectionId is { } section ? sections.IndexOf(section) : null,
                column => RoadmapPaperTable.PrintedText(roadmap, m, column), roadmap.Columns)),
            read.Measures.Select(m => Line(m.SectionIndex, column => m.TextOf(column.Kind) ?? "", roadmap.Columns)));
    }

    private static string Line(int? section, Func<RoadmapColumnHeading, string> textOf, IReadOnlyList<RoadmapColumnHeading> columns) =>
        $"{section} | {string.Join(" | ", columns.Select(c => $"{c.Kind}={(c.Kind == RoadmapColumn.Code ? Bare(textOf(c)) : White(textOf(c)))}"))}";

    private static string White(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Bare(string? number) => (number ?? "").Trim().TrimEnd('.');
}
