using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Assessments;
using SchoolSupport.Application.Identification;
using SchoolSupport.Application.Indicators.Contexts;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Assessments;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Contexts;
using SchoolSupport.Domain.Schools;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>Context verdicts from stored answers and results, counted by hand: five schools of one town, one of them of six pupils.</summary>
[Collection(AppCollection.Name)]
public sealed class ContextReaderTests(TestHost host)
{
    private static readonly AcademicYear Year = new(2024);

    [Fact]
    public async Task IndexQuadrantAndPeers_AreThoseCountedByHand()
    {
        var tenant = await TownAsync();
        var table = await ReadAsync(tenant);
        // (20 + 70 + 95 + 90) / 4, the first case of the domain reference.
        Assert.Equal(("68,75", ContextQuadrant.RiskGroup), (One(table, "А").Context.Index.Words, One(table, "А").Quadrant));
        // Nobody asked Д for its passport: no index, no place, and no guess.
        Assert.Equal(("не рассчитан", ContextQuadrant.NotPlaced), (One(table, "Д").Context.Index.Words, One(table, "Д").Quadrant));
        // 20 of 40 against 4 + 4 + 2 of 40 + 40 + 12 of Б, В, Г, whose index is within ten.
        var compared = One(table, "А").Comparison;
        Assert.Equal((20, 40, 10, 92, PeerStanding.Worse), (compared.School.Part, compared.School.Whole, compared.Peers.Part, compared.Peers.Whole, compared.Standing));
        // One of six may be chance, and six are never ranked: also when they wrote two works and are twelve participations.
        Assert.Equal((12, 6, 6), (One(table, "Г").Context.Low.Whole, One(table, "Г").Context.Examined, One(table, "Г").Context.Interval!.Value.Sample));
        Assert.Equal((PeerStanding.Alike, true, (int?)null), (One(table, "Г").Comparison.Standing, One(table, "Г").Comparison.SmallSample, One(table, "Г").High.Place));
    }

    [Fact]
    public async Task ResilienceAndHighResults_NeedTheListsOfBothYears()
    {
        var tenant = await TownAsync();
        Assert.Equal(ResilientState.Unknown, One(await ReadAsync(tenant), "Б").Context.Resilient);
        await using (var scope = tenant.Scope(Roles.Coordinator))
            foreach (var year in new[] { Year.Previous, Year })
                await scope.ServiceProvider.GetRequiredService<IdentificationService>().RunAsync(year, CancellationToken.None);
        var table = await ReadAsync(tenant);
        Assert.True(table.HasList);
        // Of nine procedures one is known: that the others are not low nobody can say. А is not in the group at all.
        Assert.Equal((Ternary.Unknown, ResilientState.Unknown), (One(table, "Б").Context.Now.AnyLow, One(table, "Б").Context.Resilient));
        Assert.Equal(ResilientState.NotApplicable, One(table, "А").Context.Resilient);
        Assert.Equal(Ternary.Yes, One(table, "А").Context.Now.AnyLow);
    }

    [Fact]
    public async Task Dynamics_ComparesEachProcedureWithItsYearBefore()
    {
        var table = await ReadAsync(await TownAsync());
        // 16 of 40 became 20 of 40.
        Assert.Equal(Dynamics.Worsened, One(table, "А").Context.Dynamics);
        Assert.Equal(Dynamics.Improved, One(table, "Б").Context.Dynamics);
        Assert.Equal(Dynamics.NoData, One(table, "Г").Context.Dynamics);
    }

    [Fact]
    public async Task ChangedMethod_IsTheNextVersion_AndJudgesAtOnce()
    {
        var tenant = await TownAsync();
        await using (var scope = tenant.Scope(Roles.Coordinator))
        {
            var service = scope.ServiceProvider.GetRequiredService<ContextRulesService>();
            var rules = ContextRuleSet.Standard with { IndexWeights = [1, 0, 0, 0], AdverseNeeded = 1, AdverseIndexAtMost = 20 };
            Assert.Equal(2, await service.AddVersionAsync(1, rules, "пороги по решению совета", CancellationToken.None));
            await Assert.ThrowsAsync<PreconditionException>(() => service.AddVersionAsync(1, rules, "по старой", CancellationToken.None));
            await Assert.ThrowsAsync<PreconditionException>(() => service.AddVersionAsync(2, rules with { AdverseNeeded = 2 }, "порогов меньше", CancellationToken.None));
        }
        var school = One(await ReadAsync(tenant), "А");
        // Only the parents' education counts now: 20 %, exactly the threshold.
        Assert.Equal(("20,00", Ternary.Yes), (school.Context.Index.Words, school.Context.Adverse.IsCandidate));
    }

    [Fact]
    public async Task Commands_AreFew_AndTheSameForMoreSchools()
    {
        var tenant = await TownAsync();
        var few = await SqlCounter.CountAsync(() => ReadAsync(tenant));
        await OzerskySample.LoadAsync(tenant);
        var many = await SqlCounter.CountAsync(() => ReadAsync(tenant));
        Assert.Equal(few.Count, many.Count);
        Assert.InRange(few.Count, 2, 4);
    }

    private async Task<TestTenant> TownAsync()
    {
        var tenant = await host.NewTenantAsync();
        var ids = new Dictionary<string, Guid>();
        await tenant.WithDbAsync(async db =>
        {
            foreach (var name in new[] { "А", "Б", "В", "Г", "Д" })
            {
                var title = $"МБОУ «Школа {name}»";
                var school = new School
                {
                    ShortName = title, FullName = title, SortName = NaturalKey.SortName(title), SearchText = NaturalKey.SearchText(title), Kind = SchoolKind.Basic, TeachesBasic = true, IsUrban = true, CreatedAt = db.Now,
                };
                db.Schools.Add(school);
                ids[name] = school.Id;
            }
            db.SchoolGroups.Add(new SchoolGroup { SchoolId = ids["Б"], GroupCode = "SHNSU", FromDate = new DateOnly(2023, 9, 1), Basis = "приказ № 1", CreatedAt = db.Now });
            var math = await db.Procedures.Where(p => p.Code == ProcedureCodes.VprMath5).Select(p => p.Id).SingleAsync();
            foreach (var (name, year, failed, participants) in new[] { ("А", 2023, 16, 40), ("А", 2024, 20, 40), ("Б", 2023, 6, 40), ("Б", 2024, 4, 40), ("В", 2024, 4, 40), ("Г", 2024, 1, 6), ("Д", 2024, 3, 40) })
                db.Results.Add(new SchoolResult
                {
                    SchoolId = ids[name], ProcedureId = math, Year = year, VersionNumber = 1, IsCurrent = true, Participants = participants, Failed = failed,
                    Mark2 = failed, Mark3 = participants - failed, Mark4 = 0, Mark5 = 0, Source = ResultSource.Form, RecordedRole = "methodist", RecordedAt = db.Now,
                });
            var russian = await db.Procedures.Where(p => p.Code == ProcedureCodes.VprRussian5).Select(p => p.Id).SingleAsync();
            db.Results.Add(new SchoolResult
            {
                SchoolId = ids["Г"], ProcedureId = russian, Year = 2024, VersionNumber = 1, IsCurrent = true, Participants = 6, Failed = 1,
                Mark2 = 1, Mark3 = 5, Mark4 = 0, Mark5 = 0, Source = ResultSource.Form, RecordedRole = "methodist", RecordedAt = db.Now,
            });
            return await db.SaveAsync("test.town", CancellationToken.None);
        });
        await MonitoringWorld.CollectAsync(tenant, "social-passport", "2024/2025",
            (ids["А"], SubmissionState.Accepted, Passport(200, 40, 60, 10, 20)), (ids["Б"], SubmissionState.Accepted, Passport(200, 44, 56, 8, 18)),
            (ids["В"], SubmissionState.Submitted, Passport(200, 60, 40, 6, 10)), (ids["Г"], SubmissionState.Accepted, Passport(40, 10, 10, 2, 4)),
            // A draft counts nowhere.
            (ids["Д"], SubmissionState.Draft, Passport(200, 40, 60, 10, 20)));
        return tenant;
    }

    private static IReadOnlyList<(string, decimal)> Passport(decimal pupils, decimal higher, decimal incomplete, decimal registry, decimal nonNative) =>
        [("pupils", pupils), ("parents-higher", higher), ("incomplete-families", incomplete), ("registry-any", registry), ("non-native", nonNative)];

    private static PlacedSchool One(ContextTable table, string name) => table.Schools.Single(school => school.School.ShortName == $"МБОУ «Школа {name}»");

    private static async Task<ContextTable> ReadAsync(TestTenant tenant)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<ContextReader>().ReadAsync(Year, CancellationToken.None);
    }
}
