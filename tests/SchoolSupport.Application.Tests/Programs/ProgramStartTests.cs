using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>A filled template becomes rows: the counts, columns and indicators of the five programmes, and nothing lost on the way.</summary>
[Collection(AppCollection.Name)]
public sealed class ProgramStartTests(TestHost host)
{
    [Theory]
    [InlineData("two-groups", "88", "6")]
    [InlineData("three-directions", "7 25", "5 5")]
    [InlineData("order-model-roadmap", "29", "5")]
    [InlineData("year-plan", "24", "4")]
    [InlineData("transition-to-resilience", "23", "5")]
    public async Task Template_Started_HasItsMeasuresColumnsAndIndicators(string code, string measures, string columns)
    {
        var template = TemplateSamples.Filled(code).Program;
        var tree = await StartAsync(await host.NewTenantAsync(), code);

        Assert.Equal(measures, string.Join(' ', tree.Roadmaps.Select(r => r.Measures.Count)));
        Assert.Equal(columns, string.Join(' ', tree.Roadmaps.Select(r => r.Columns.Count)));
        Assert.Equal(template.Indicators.Select(i => i.Code), tree.Content.Indicators.Select(i => i.Code));
        Assert.Equal(template.Passport.Select(f => (f.Key, f.Label, f.Place.ToString())), tree.Content.Passport.Select(f => (f.Key, f.Label, f.Place.ToString())));
        Assert.Equal(template.Directions.Count, tree.Content.Directions.Count);
        Assert.Equal(template.Priorities.Sum(p => p.Measures.Count), tree.Content.ManagerialMeasures.Count);
        Assert.Equal(VersionStatus.Draft, tree.Version.Status);
        foreach (var (source, stored) in template.Roadmaps.Zip(tree.Roadmaps))
            AssertSame(source, stored);
    }

    [Fact]
    public async Task Template_WithOrders_PreparesThemWithoutNumber()
    {
        var tenant = await host.NewTenantAsync();
        var tree = await StartAsync(tenant, "order-model-roadmap");
        var order = await tenant.WithDbAsync(db => db.ProgramOrders.AsNoTracking().SingleAsync());
        var links = await tenant.WithDbAsync(db => db.ProgramOrderLinks.AsNoTracking().Where(l => l.OrderId == order.Id).ToListAsync());
        Assert.Equal("", order.Number);
        Assert.Contains(ProgramJson.Read<OrderDetails>(order.Details).Items, item => item.Number == "4.1");
        Assert.Equal([OrderSubject.Programme, OrderSubject.Roadmap, OrderSubject.SchoolList], links.Select(l => l.Approves).Order());
        Assert.All(links, l => Assert.Equal(tree.Version.Id, l.VersionId));
    }

    [Fact]
    public async Task Participant_OfAnotherTenant_IsRefused()
    {
        var (tenant, foreign) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var school = (await OzerskySamples.AddSchoolsAsync(foreign))["oz01"];
        await Assert.ThrowsAsync<PreconditionException>(() => StartAsync(tenant, "year-plan", new NewParticipant(school, "", "", new DateOnly(2026, 1, 1))));
        Assert.False(await tenant.WithDbAsync(db => db.SupportPrograms.AnyAsync()));
    }

    [Fact]
    public async Task SameId_StartedTwice_MakesOneProgramme()
    {
        var tenant = await host.NewTenantAsync();
        var source = new NewProgram { Id = Guid.CreateVersion7(), Title = "План", DocumentKind = "plan", SchoolTerm = "ОО" };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync(tenant, source)));
        Assert.Equal(source.Id, await tenant.WithDbAsync(db => db.SupportPrograms.Select(p => p.Id).SingleAsync()));
        Assert.Equal(1, await tenant.WithDbAsync(db => db.ProgramVersions.CountAsync()));
    }

    [Fact]
    public void Places_OfTemplatesAndProgrammes_AreTheSame() => Assert.Equal(Enum.GetNames<TemplatePlace>(), Enum.GetNames<FieldPlace>());

    [Fact]
    public void Questions_OfAllTemplates_HaveAnAnswerToGoTo() =>
        Assert.All(ProgramTemplates.All.SelectMany(t => t.Questions).Where(q => q.Key is not ("start-year" or "years" or "schools-term")),
            q => Assert.Equal("слово", TemplateSamples.Answers(1).With(q.Key, "слово").Names[q.Key]));

    private static void AssertSame(TemplateRoadmap source, RoadmapTree stored)
    {
        Assert.Equal(source.Columns.Select(c => (c.Kind, c.Heading)), stored.Columns.Select(c => (c.Kind, c.Heading)));
        Assert.Equal(source.Direction, stored.Row.Direction);
        Assert.Equal(source.AcademicPlan, stored.Row.AcademicPlan);
        // Measures of one section keep their order; sections are compared one by one.
        var titles = stored.Sections.ToDictionary(s => s.Row.Id, s => s.Row.Title);
        var kept = stored.Measures.OrderBy(m => m.Row.SortOrder).ToList();
        foreach (var (expected, found) in source.Measures.Zip(kept))
        {
            Assert.Equal((expected.Code, expected.Form is null, expected.Schools.Scope, expected.Schools.Group, expected.Level),
                (found.Row.Code, found.Row.Form is null, found.Row.SchoolScope, found.Row.GroupCode, found.Row.Level));
            Assert.Equal(expected.Artefacts, found.Row.Artefacts);
            Assert.Equal(expected.SubItems.Count, found.SubItems.Count);
            Assert.Equal(expected.Inherits.Keys.Order(), found.Inherited.Keys.Order());
            Assert.Equal(expected.Section is { } key ? source.Sections.Single(s => s.Key == key).Title : null, found.Row.SectionId is { } id ? titles[id] : null);
        }
    }

    private static async Task<ProgramTree> StartAsync(TestTenant tenant, string code, params NewParticipant[] participants)
    {
        var id = await CreateAsync(tenant, ProgramStart.From(TemplateSamples.Filled(code), "ОО", participants));
        await using var scope = tenant.Scope();
        var version = await scope.ServiceProvider.GetRequiredService<AppDbContext>().ProgramVersions.Where(v => v.ProgramId == id).Select(v => v.Id).SingleAsync();
        return (await scope.ServiceProvider.GetRequiredService<ProgramTreeReader>().ReadAsync(version, CancellationToken.None))!;
    }

    private static async Task<Guid> CreateAsync(TestTenant tenant, NewProgram source)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<ProgramService>().CreateAsync(source, CancellationToken.None);
    }
}
