using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Programs;
using SchoolSupport.Application.Programs.Templates;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs;

/// <summary>What a department defined itself goes along into the programme of other years and into its templates.</summary>
[Collection(AppCollection.Name)]
public sealed class CarriedIndicatorsTests(TestHost host)
{
    private const int Later = 3;

    private static readonly IndicatorDefinition Own = new()
    {
        Code = "С-1", Name = "Доля учителей, прошедших курсы", Unit = IndicatorUnit.Percent, Wish = IndicatorWish.Higher, Rhythm = IndicatorRhythm.Year, Scope = IndicatorScope.Municipality,
        Lines = [new IndicatorLine { Kind = IndicatorKind.Share, Numerator = "sum:teachers-trained", Denominator = "sum:teachers", Baseline = 41 }],
        Targets = [new IndicatorTarget(2024, TargetComparison.AtLeast, 60), new IndicatorTarget(2026, TargetComparison.AtLeast, 80), new IndicatorTarget(null, TargetComparison.AtMost, 100)],
    };

    [Fact]
    public async Task NextYear_TakesOwnDefinitionsAlong_WithTargetsAtTheSamePlaceOfThePlan()
    {
        var (tenant, program, changed, withdrawn) = await StartAsync();

        var next = await DoAsync<NextYearService, Guid?>(tenant, s => s.StartAsync(program, new StartNextYear(Later, false, null), CancellationToken.None));

        await AssertCarriedAsync(tenant, next!.Value, changed, withdrawn);
        // The old programme keeps its own.
        Assert.Equal(Own.Targets, (await NewestAsync(tenant, program)).Single(d => d.Code == Own.Code).Targets);
    }

    [Fact]
    public async Task TheNextVersionOfTheSameProgramme_KeepsItsDefinitionsAsTheyAre()
    {
        var (tenant, program, _, _) = await StartAsync();
        var before = await NewestAsync(tenant, program);

        Assert.Equal(program, await DoAsync<NextYearService, Guid?>(tenant, s => s.StartAsync(program, new StartNextYear(Later, true, null), CancellationToken.None)));

        Assert.Equal(before.Select(ProgramJson.Write), (await NewestAsync(tenant, program)).Select(ProgramJson.Write));
    }

    [Fact]
    public async Task OwnTemplate_KeepsOwnDefinitions_AndAProgrammeOfItBeginsWithThem()
    {
        var (tenant, program, changed, withdrawn) = await StartAsync();
        var id = (await DoAsync<OwnTemplateService, Guid?>(tenant, s => s.MakeAsync(program, 1, new DescribeTemplate("Наш шаблон", ""), CancellationToken.None)))!.Value;
        var template = (await DoAsync<OwnTemplateService, (TenantTemplate, OwnTemplate Template)?>(tenant, s => s.FindAsync(id, CancellationToken.None)))!.Value.Template;

        var made = await DoAsync<ProgramService, Guid>(tenant, s => s.CreateAsync(template.Start(template.FirstYear + Later, template.Years, "ОО", []), CancellationToken.None));

        await AssertCarriedAsync(tenant, made, changed, withdrawn);
        Assert.True(await DoAsync<IndicatorDefinitions, bool>(tenant, s => s.SaveAsync(made, Own with { Name = "Иначе" }, false, "уточнено", 1, CancellationToken.None)));
    }

    /// <summary>A programme of a template with an indicator of its own, a changed and a withdrawn one.</summary>
    private async Task<(TestTenant Tenant, Guid Program, string Changed, string Withdrawn)> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var presets = IndicatorPresets.Of("three-directions");
        var program = await tenant.AddProgramAsync(ProgramSamples.Program("Программа", [ProgramSamples.Measure("Совещание", ProgramSamples.Month(2025, 9))]) with
        {
            TemplateCode = "three-directions", PeriodFrom = new DateOnly(2024, 1, 1), PeriodTo = new DateOnly(2026, 12, 31),
        });
        await SaveAsync(Own, false, 0);
        await SaveAsync(presets[0] with { Name = "Иное название" }, false, presets[0].Version);
        await SaveAsync(presets[1], true, presets[1].Version);
        return (tenant, program, presets[0].Code, presets[1].Code);

        async Task SaveAsync(IndicatorDefinition definition, bool isWithdrawn, int basedOn) =>
            Assert.True(await DoAsync<IndicatorDefinitions, bool>(tenant, s => s.SaveAsync(program, definition, isWithdrawn, "решение управления", basedOn, CancellationToken.None)));
    }

    private static async Task AssertCarriedAsync(TestTenant tenant, Guid program, string changed, string withdrawn)
    {
        var all = await NewestAsync(tenant, program);
        var own = all.Single(d => d.Code == Own.Code);
        Assert.Equal([2024 + Later, 2026 + Later, null], own.Targets.Select(t => t.Year));
        Assert.Equal([60m, 80m, 100m], own.Targets.Select(t => t.Value));
        Assert.Null(own.Lines[0].Baseline);
        Assert.Equal("sum:teachers-trained", own.Lines[0].Numerator);
        Assert.Equal("Иное название", all.Single(d => d.Code == changed).Name);
        Assert.DoesNotContain(all, d => d.Code == withdrawn);
    }

    private static Task<IReadOnlyList<IndicatorDefinition>> NewestAsync(TestTenant tenant, Guid program) => DoAsync<IndicatorReader, IReadOnlyList<IndicatorDefinition>>(tenant,
        async s => [.. (await s.ReadAsync(program, new Domain.Common.AcademicYear(2025), null, CancellationToken.None))!.Series.Select(series => series.Definition).Distinct()]);

    private static async Task<TResult> DoAsync<TService, TResult>(TestTenant tenant, Func<TService, Task<TResult>> work) where TService : notnull
    {
        await using var scope = tenant.Scope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
