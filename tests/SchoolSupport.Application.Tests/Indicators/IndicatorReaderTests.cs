using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Schools;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Definitions;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>Indicators from stored answers and results, each value counted by hand from the schools of <see cref="MonitoringWorld"/>.</summary>
[Collection(AppCollection.Name)]
public sealed class IndicatorReaderTests(TestHost host)
{
    private const string Nor = "three-directions";
    private static readonly AcademicYear Year = new(2025);

    private static readonly (string Code, string Period, string Words, string Missing)[] Expected =
    [
        // А from 12 of 40 to 10 of 40, Б from 4 of 18 to 5 of 18; Г is closed.
        ("2.3.1-1", "2025-09", "1 из 2 (50,0 %)", ""),
        // А from 1 of 40 to none, Б stays.
        ("2.3.1-2", "2025-09", "1 из 2 (50,0 %)", ""),
        // Б did not say how many; В is not on the list.
        ("2.3.2-1", "2025-09", "12 из 20 (60,0 %)", "Б"),
        // The draft of 19 and the 18 of November count nowhere.
        ("2.3.3-4", "2025-09", "7 из 30 (23,3 %)", ""),
        // А had no internet in October.
        ("3.3.1-1", "2025-09", "1 из 3 (33,3 %)", ""),
        // And has it in September.
        ("3.3.1-3", "2025-09", "1 из 3 (33,3 %)", ""),
        // А 0 of 40, Б 1 of 18; В had no participants.
        ("3.3.3-3", "2025-09", "1 из 2 (50,0 %)", ""),
        // В alone had 0 of 22.
        ("3.3.3-4", "2025-09", "1 из 3 (33,3 %)", ""),
        // 15 of 30 and 10 of 10.
        ("4.3-2", "2026-01", "25 из 40 (62,5 %)", "В"),
        // What А wrote in January does not stand in for June.
        ("4.3-2", "2026-06", "6 из 8 (75,0 %)", "А В"),
        // Nobody fails: nothing to take a share of, and not 0 %.
        ("4.3-3", "2026-01", "нет данных", "В"),
        ("4.3-3", "2026-06", "1 из 4 (25,0 %)", "А В"),
    ];

    [Fact]
    public async Task Values_AreThoseCountedByHand()
    {
        var world = await WorldAsync();
        var found = await ReadAsync(world, await world.AddProgramAsync(Nor));
        Assert.Equal(Expected, Expected.Select(e => Told(found, e.Code, e.Period)));
    }

    [Fact]
    public async Task YearBefore_IsTheBaselineOfTrendAndStanding()
    {
        var world = await WorldAsync();
        var series = (await ReadAsync(world, await world.AddProgramAsync(Nor))).Series.Single(s => s.Definition.Code == "2.3.3-4");
        Assert.Equal(("3 из 30 (10,0 %)", IndicatorTrend.Better, IndicatorStanding.NoTarget), (Plain(series.Baseline!.Value.Words(series.Definition)), series.Trend, series.Standing));
        Assert.Equal(["2023-09", "2024-09", "2025-09"], series.Points.Select(p => p.Period.Key));
        Assert.Null(series.Points[0].Value.Value);
    }

    [Fact]
    public async Task ProductiveSchools_AreOfThoseIdentifiedThisYear_AndNotOfAnOlderList()
    {
        var world = await WorldAsync();
        var program = await world.AddProgramAsync(Nor);
        await world.CollectAsync("teachers-support", "2025-09", (world.A, SubmissionState.Accepted, [("events-productive", 1)]), (world.C, SubmissionState.Accepted, [("events-productive", 2)]));
        // А and Б are on a list of 2023, and that of this year is not made.
        Assert.Equal("нет данных", Told(await ReadAsync(world, program), "2.3.3-6", "2025-09").Words);

        await world.Tenant.WithDbAsync(async db =>
        {
            foreach (var school in new[] { world.B, world.C })
                db.SchoolGroups.Add(new SchoolGroup { SchoolId = school, GroupCode = "SHNOR_MUN", FromDate = new DateOnly(2025, 8, 25), Basis = "приказ № 2", CreatedAt = db.Now });
            return await db.SaveAsync("test.groups", CancellationToken.None);
        });
        var found = await ReadAsync(world, program);
        Assert.Equal(("2.3.3-6", "2025-09", "1 из 2 (50,0 %)", "Б"), Told(found, "2.3.3-6", "2025-09"));
        // All that are on the list, old or new: А, Б and В.
        Assert.Equal(3, found.Series.First(s => s.Definition.Code == "2.3.1-1").Points.Single(p => p.Period.Key == "2025-09").Value.Denominator);
    }

    [Fact]
    public async Task MunicipalSites_CountThoseOfAnyDayOfTheYearThatIsOver()
    {
        var world = await WorldAsync();
        await world.Tenant.WithDbAsync(async db =>
        {
            // Ended in spring; ended before that year; began after it; regional ones count as they are in September.
            Add(world.A, "SITE_MUN", new DateOnly(2023, 9, 1), new DateOnly(2025, 5, 31));
            Add(world.B, "SITE_MUN", new DateOnly(2022, 9, 1), new DateOnly(2024, 8, 31));
            Add(world.C, "SITE_MUN", new DateOnly(2025, 9, 1), null);
            Add(world.B, "SITE_REG", new DateOnly(2022, 9, 1), new DateOnly(2025, 5, 31));
            Add(world.C, "SITE_REG", new DateOnly(2025, 9, 15), null);
            return await db.SaveAsync("test.groups", CancellationToken.None);

            void Add(Guid school, string code, DateOnly from, DateOnly? to) =>
                db.SchoolGroups.Add(new SchoolGroup { SchoolId = school, GroupCode = code, FromDate = from, ToDate = to, Basis = "приказ № 3", CreatedAt = db.Now });
        });
        var found = await ReadAsync(world, await world.AddProgramAsync(Nor));
        Assert.Equal("1", Told(found, "2.3.3-7", "2025-09").Words);
        // А and Б in 2023/2024.
        Assert.Equal("2", Told(found, "2.3.3-7", "2024-09").Words);
        Assert.Equal("1", Told(found, "2.3.3-8", "2025-09").Words);
    }

    [Fact]
    public async Task OfDepartmentAndForms_AreCountedWithTheirTargets()
    {
        var world = await WorldAsync();
        await world.CollectAsync("department", "2024/2025", (null, SubmissionState.Submitted, [("agreements", 6)]));
        await world.CollectAsync("social-passport", "2024/2025", (world.A, SubmissionState.Submitted, [("pupils", 600)]), (world.B, SubmissionState.Draft, [("pupils", 150)]));
        var found = await ReadAsync(world, await world.AddProgramAsync("order-model-roadmap"), new AcademicYear(2024));
        var (agreements, passports, low) = (One("P5"), One("P9"), One("P6"));
        Assert.Equal(("6", IndicatorStanding.Reached, IndicatorSource.Collected), (Plain(agreements.Current!.Value.Words(agreements.Definition)), agreements.Standing, agreements.Current.Value.Source));
        // Г still worked in that year; a draft is not handed in.
        Assert.Equal(("1 из 4 (25,0 %)", IndicatorStanding.NotReached), (Plain(passports.Current!.Value.Words(passports.Definition)), passports.Standing));
        Assert.Equal("3", Plain(low.Current!.Value.Words(low.Definition)));
        Assert.Equal(IndicatorStanding.NoData, One("P7").Standing);

        IndicatorSeries One(string code) => found.Series.Single(s => s.Definition.Code == code);
    }

    [Fact]
    public async Task RiskInOctober_IsTheVerdictOfTheRiskPage()
    {
        var world = await WorldAsync();
        var program = await world.AddProgramAsync(Nor);
        await using var scope = world.Tenant.Scope();
        var matrix = await scope.ServiceProvider.GetRequiredService<RiskReader>().ReadAsync(new AcademicYear(2024), null, CancellationToken.None);
        var facts = (await ReadAsync(world, program)).Archive.Facts(program, MonitoringPeriod.OfMonth(2025, 9));
        Assert.NotEmpty(facts.Schools);
        foreach (var school in facts.Schools)
        {
            var page = matrix.Schools.Single(s => MonitoringArchive.Key(s.School.Id) == school.Key).Verdict;
            Assert.Equal(
                page.Sections.SelectMany(section => section.Values).Select(value => value.ToString()).Append(page.IsRisk.ToString()),
                school.RiskInOctober!.Sections.SelectMany(section => section.Values).Select(value => value.ToString()).Append(school.RiskInOctober.IsRisk.ToString()));
        }
    }

    [Fact]
    public async Task EveryPreset_OfEveryTemplate_IsComputedOrAsksForData()
    {
        var world = await WorldAsync();
        foreach (var template in IndicatorPresets.All.Select(preset => preset.Template).Distinct())
        {
            var found = await ReadAsync(world, await world.AddProgramAsync(template));
            Assert.Equal(IndicatorPresets.Of(template).SelectMany(d => d.Lines.Select(line => (d.Code, line.Part))), found.Series.Select(s => (s.Definition.Code, s.Line.Part)));
            Assert.All(found.Series, series => Assert.All(series.Now, point => Assert.True(
                point.Value.Value is not null || point.Value.Missing.Count > 0 || point.Value.Denominator == Fraction.Zero || series.Line.Minus is not null, $"{series.Definition.Code}: no value and nothing missing")));
        }
    }

    [Fact]
    public async Task ReadingTwice_GivesTheSame_AndStoresNothing()
    {
        var world = await WorldAsync();
        var program = await world.AddProgramAsync(Nor);
        var history = await world.Tenant.WithDbAsync(db => db.AuditEntries.CountAsync());
        Assert.Equal(Values(await ReadAsync(world, program)), Values(await ReadAsync(world, program)));
        Assert.Equal(history, await world.Tenant.WithDbAsync(db => db.AuditEntries.CountAsync()));

        static IEnumerable<string> Values(ProgramIndicators found) =>
            found.Series.SelectMany(s => s.Points.Select(p => $"{s.Definition.Code} {s.Line.Part} {p.Period} {p.Value.Words(s.Definition)} {string.Join(',', p.Value.Missing)}"));
    }

    [Fact]
    public async Task Commands_AreTheSameForMoreSchoolsAndCollections()
    {
        var world = await WorldAsync();
        var program = await world.AddProgramAsync(Nor);
        var few = await SqlCounter.CountAsync(() => ReadAsync(world, program));
        await OzerskySample.LoadAsync(world.Tenant);
        await world.CollectAsync("teachers-support", "2024-11", (world.B, SubmissionState.Accepted, [("teachers-route", 2)]));
        var many = await SqlCounter.CountAsync(() => ReadAsync(world, program));
        Assert.Equal(few.Count, many.Count);
        Assert.InRange(many.Count, 3, 6);
    }

    [Fact]
    public async Task ProgramWithoutTemplate_HasNone_AndForeignOneIsNotFound()
    {
        var world = await WorldAsync();
        var plain = await world.Tenant.AddProgramAsync(ProgramSamples.Program("Без шаблона", [ProgramSamples.Measure("Совещание", ProgramSamples.Month(2025, 9))]));
        Assert.Empty((await ReadAsync(world, plain)).Series);
        var stranger = await host.NewTenantAsync();
        await using var scope = stranger.Scope();
        Assert.Null(await scope.ServiceProvider.GetRequiredService<IndicatorReader>().ReadAsync(plain, Year, null, CancellationToken.None));
    }

    private async Task<MonitoringWorld> WorldAsync() => await MonitoringWorld.CreateAsync(await host.NewTenantAsync());

    private static async Task<ProgramIndicators> ReadAsync(MonitoringWorld world, Guid program, AcademicYear? year = null)
    {
        await using var scope = world.Tenant.Scope(Roles.Methodist);
        return (await scope.ServiceProvider.GetRequiredService<IndicatorReader>().ReadAsync(program, year ?? Year, null, CancellationToken.None))!;
    }

    private static (string Code, string Period, string Words, string Missing) Told(ProgramIndicators found, string code, string period)
    {
        var series = found.Series.First(s => s.Definition.Code == code);
        var value = series.Points.Single(p => p.Period.Key == period).Value;
        var names = found.Archive.Schools.ToDictionary(s => MonitoringArchive.Key(s.Id), s => s.ShortName.Trim('»')[^1..]);
        return (code, period, Plain(value.Words(series.Definition)), string.Join(' ', value.Missing.Select(key => names[key]).Order()));
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
