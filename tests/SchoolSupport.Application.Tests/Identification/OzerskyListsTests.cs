using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Identification;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Identification;

[Collection(AppCollection.Name)]
public sealed class OzerskyListsTests(TestHost host)
{
    [Fact]
    public async Task Run_ThreeYearsOfTheSample_ListsEqualTheOracle()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        using var expected = OzerskySample.Expected();
        foreach (var list in expected.RootElement.GetProperty("lists").EnumerateObject())
        {
            var run = await RunAsync(tenant, list.Name);
            var wanted = list.Value.EnumerateArray()
                .Select(s => (sample.Schools[s.GetProperty("school").GetString()!], Criteria: string.Join(',', s.GetProperty("criteria").EnumerateArray())))
                .OrderBy(s => s.Item1).ToArray();
            var found = run.Evaluation.Schools.Where(s => s.Verdict.Verdict == Verdict.Included)
                .Select(s => (s.SchoolId, Criteria: string.Join(',', Criteria(s.Verdict)))).OrderBy(s => s.SchoolId).ToArray();
            Assert.Equal(wanted, found);
        }
    }

    /// <summary>The margins that the mockup of the page prints.</summary>
    [Theory]
    [InlineData("oz11", "Меньше на 1 ученика", "ВПР, математика, 5 класс: 4 из 11, порог 4")]
    [InlineData("oz08", "Меньше на 1 ученика", "ОГЭ, математика: 3 из 10, порог 3")]
    [InlineData("oz12", "Меньше на 1 ученика", "ВПР, русский язык, 5 класс: 1 из 1, порог 1")]
    [InlineData("oz10", "—", "Считается после уточнения данных за 2023/2024 год.")]
    [InlineData("oz03", "Ещё 1 ученик", "ВПР, русский язык, 5 класс: 29 из 97, порог 30")]
    [InlineData("oz04", "Ещё 7 учеников", "ЕГЭ, математика базовая: 0 из 4, порог 2; ЕГЭ, математика профильная: 0 из 16, порог 5")]
    [InlineData("oz13", "Ещё 1 ученик", "ЕГЭ, математика профильная: 1 из 4, порог 2")]
    public async Task Run_ListOf2024_MarginsAreThoseOfTheMockup(string school, string headline, string detail)
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        var run = await RunAsync(tenant, "2024/2025");
        await using var scope = tenant.Scope();
        var titles = await scope.ServiceProvider.GetRequiredService<RunReader>().TitlesAsync(CancellationToken.None);
        var found = run.Evaluation.Schools.Single(s => s.SchoolId == sample.Schools[school]);
        var explanation = run.Evaluation.Explain(found, titles);
        Assert.Equal(headline, explanation.MarginHeadline.Replace('\u00A0', ' '));
        Assert.Equal(detail, explanation.MarginDetail.Replace('\u00A0', ' '));
    }

    [Fact]
    public async Task Run_SchoolClosedOnTheFirstDayOfTheYear_IsJudgedBeforeAndNamedAfter()
    {
        var tenant = await host.NewTenantAsync();
        var sample = await OzerskySample.LoadAsync(tenant);
        Assert.Contains((await RunAsync(tenant, "2023/2024")).Evaluation.Schools, s => s.SchoolId == sample.Schools["oz14"]);
        Assert.DoesNotContain((await RunAsync(tenant, "2024/2025")).Evaluation.Schools, s => s.SchoolId == sample.Schools["oz14"]);
        await using var scope = tenant.Scope();
        var inputs = await scope.ServiceProvider.GetRequiredService<FactsLoader>().LoadAsync(AcademicYear.Parse("2024/2025"), CancellationToken.None);
        Assert.Equal([sample.Schools["oz14"]], FactsAssembler.Assemble(inputs).ClosedBefore.Select(s => s.Id));
    }

    [Fact]
    public async Task Run_StoredVerdicts_EqualTheRestoredOnes()
    {
        var tenant = await host.NewTenantAsync();
        await OzerskySample.LoadAsync(tenant);
        var run = await RunAsync(tenant, "2024/2025");
        var stored = await tenant.WithDbAsync(db => db.Verdicts.Where(v => v.RunId == run.Id).ToDictionaryAsync(v => v.SchoolId));
        Assert.Equal(13, stored.Count);
        foreach (var school in run.Evaluation.Schools)
        {
            var row = stored[school.SchoolId];
            Assert.Equal((short)school.Verdict.Verdict, row.Verdict);
            Assert.Equal((short)school.Verdict.Criterion1, row.CriterionOne);
            Assert.Equal((short)school.Verdict.Criterion2, row.CriterionTwo);
            Assert.Equal(school.Verdict.Margin?.Pupils, row.Margin);
            Assert.Equal(18, row.ResultIds.Length);
        }
    }

    private static async Task<RunView> RunAsync(TestTenant tenant, string year)
    {
        await using var scope = tenant.Scope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(AcademicYear.Parse(year), CancellationToken.None);
        Assert.True(outcome.IsNew);
        return (await scope.ServiceProvider.GetRequiredService<RunReader>().FindAsync(outcome.RunId, CancellationToken.None))!;
    }

    private static IEnumerable<int> Criteria(LowResultsVerdict verdict)
    {
        if (verdict.Criterion1 == Ternary.Yes)
            yield return 1;
        if (verdict.Criterion2 == Ternary.Yes)
            yield return 2;
    }
}
