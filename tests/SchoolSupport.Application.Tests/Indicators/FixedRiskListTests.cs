using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Indicators.Risks;
using SchoolSupport.Application.Notes;
using SchoolSupport.Application.Persistence;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Application.Tests.Notes;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Identification;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>A list of schools at risk that was fixed: it stays as it was, and everything that speaks of that October speaks of it.</summary>
[Collection(AppCollection.Name)]
public sealed class FixedRiskListTests(TestHost host)
{
    private static readonly AcademicYear Year = new(2024);

    [Fact]
    public async Task FixedList_StaysWhenAnAnswerIsCorrected_AndSaysWhatDiffers()
    {
        var world = await WorldAsync();
        Assert.StartsWith("расчёт на ", Plain((await ReadAsync(world)).Head.Standing), StringComparison.Ordinal);
        var id = await FixAsync(world, 0, order: "41-од");
        await AnswerAsync(world, world.B, "internet", 0);

        var matrix = await ReadAsync(world);

        Assert.Equal(id, matrix.Head.Run!.Id);
        Assert.Matches(@"^список зафиксирован \d\d\.\d\d\.\d{4}, № 1, приказ № 41-од от 12\.11\.2024$", Plain(matrix.Head.Standing));
        Assert.Equal((Ternary.Yes, Ternary.No), (Of(matrix, world.A), Of(matrix, world.B)));
        var changed = Assert.Single(matrix.Changes!.Verdicts);
        Assert.Equal((world.B, Ternary.No, Ternary.Yes), (changed.School.Id, changed.Fixed!.IsRisk, changed.Now.IsRisk));
        // Sources are kept with the values.
        Assert.StartsWith("Сведения для выявления рисковых школ", Assert.Single(matrix.Schools.Single(s => s.School.Id == world.A).SourcesOf(RiskIndicator.Internet)).Title, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(matrix.Schools.Single(s => s.School.Id == world.A).SourcesOf(RiskIndicator.VprMath4)).ResultId);

        await Assert.ThrowsAsync<PreconditionException>(() => FixAsync(world, 1));
        await Assert.ThrowsAsync<PreconditionException>(() => FixAsync(world, 0, "опоздали"));
        var second = await FixAsync(world, 1, "школа Б исправила ответ");
        var renewed = await ReadAsync(world);
        Assert.Equal((second, 2, Ternary.Yes), (renewed.Head.Run!.Id, renewed.Head.Run.Number, Of(renewed, world.B)));
        Assert.True(renewed.Changes!.IsEmpty);
        await using var scope = world.Tenant.Scope();
        var old = (await scope.ServiceProvider.GetRequiredService<RiskReader>().ReadRunAsync(id, null, CancellationToken.None))!;
        Assert.Equal(Ternary.No, Of(old, world.B));
        Assert.Null(old.Changes);
    }

    [Fact]
    public async Task FixedList_IsWhatIndicatorsAndNotesSpeakOf()
    {
        var world = await WorldAsync();
        await FixAsync(world, 0);
        await AnswerAsync(world, world.A, "internet", 1);
        await using var scope = world.Tenant.Scope();
        var archive = await scope.ServiceProvider.GetRequiredService<MonitoringReader>().ReadAsync(Year.Next, Year.Next, [], CancellationToken.None);
        Assert.Equal(Ternary.Yes, archive.Facts(null, MonitoringPeriod.OfMonth(2025, 9)).Find(MonitoringArchive.Key(world.A))!.RiskInOctober!.IsRisk);
        var note = NoteSamples.TextOf((await NoteSamples.ReadAsync(world.Tenant, NoteKind.RiskList, "2024/2025")).Internal);
        Assert.Matches(@"Основа справки: список зафиксирован \d\d\.\d\d\.\d{4}, № 1\.", note);
        Assert.Contains("После фиксации данные или методика изменились", note, StringComparison.Ordinal);
        Assert.Contains("список зафиксирован", NoteSamples.TextOf((await NoteSamples.ReadAsync(world.Tenant, NoteKind.RiskMonitoring, "2025-09")).Internal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task YearBefore_IsComparedAsItWasFixed()
    {
        var world = await WorldAsync();
        await FixAsync(world, 0);
        // Corrected after it was fixed: the comparison of the next October does not move.
        await AnswerAsync(world, world.A, "internet", 1);
        await AnswerAsync(world, world.B, "internet", 0);
        var next = await ReadAsync(world, Year.Next);
        Assert.Equal((Ternary.Yes, Ternary.No), (next.Schools.Single(s => s.School.Id == world.A).Before!.IsRisk, next.Schools.Single(s => s.School.Id == world.B).Before!.IsRisk));
        Assert.Contains(", № 1", Plain(next.Head.StandingBefore!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedMethod_JudgesWhatIsNotFixed_AndLeavesWhatIs()
    {
        var world = await WorldAsync();
        await SetMethodAsync(world, 1, RiskRuleSet.Standard with { Aggregation = RiskAggregation.AtLeast, SectionsNeeded = 2 });
        var computed = await ReadAsync(world);
        Assert.Equal((2, Ternary.No), (computed.Rules.Version, Of(computed, world.A)));
        await FixAsync(world, 0);
        await SetMethodAsync(world, 2, RiskRuleSet.Standard);
        var stays = await ReadAsync(world);
        Assert.Equal((2, Ternary.No, 3), (stays.Rules.Version, Of(stays, world.A), stays.Changes!.MethodInForce!.Version));
        Assert.Equal([world.A], stays.Changes.Verdicts.Select(one => one.School.Id));
        await using var scope = world.Tenant.Scope(Roles.Coordinator);
        var service = scope.ServiceProvider.GetRequiredService<RiskRulesService>();
        await Assert.ThrowsAsync<PreconditionException>(() => service.AddVersionAsync(2, RiskRuleSet.Standard, "по старой", CancellationToken.None));
        await Assert.ThrowsAsync<PreconditionException>(() => service.AddVersionAsync(3, RiskRuleSet.Standard with { Aggregation = RiskAggregation.AtLeast, SectionsNeeded = 9 }, "слишком много", CancellationToken.None));
        var archive = await scope.ServiceProvider.GetRequiredService<MonitoringReader>().ReadAsync(Year.Next, Year.Next, [], CancellationToken.None);
        Assert.Equal(Ternary.No, archive.Facts(null, MonitoringPeriod.OfMonth(2025, 9)).Find(MonitoringArchive.Key(world.A))!.RiskInOctober!.IsRisk);
    }

    [Theory]
    [InlineData("update risk_runs set reason = 'иначе' where id = $1")]
    [InlineData("delete from risk_runs where id = $1")]
    [InlineData("update risk_run_schools set is_risk = 0 where run_id = $1")]
    [InlineData("delete from risk_run_schools where run_id = $1")]
    [InlineData("insert into risk_run_schools (tenant_id, run_id, school_id, facts, sources, is_risk, sections) select app_tenant(), $1, id, '{}', '[]', 2, array[2,2,2,2]::smallint[] from schools where short_name like '%Добавленная%'")]
    public async Task FixedList_IsFrozenByTheDatabaseToo(string sql)
    {
        var world = await WorldAsync();
        var id = await FixAsync(world, 0);
        await world.Tenant.WithDbAsync(async db =>
        {
            db.Schools.Add(NoteSamples.School("Добавленная"));
            return await db.SaveAsync("test.school", CancellationToken.None);
        });
        var refused = await Assert.ThrowsAsync<PostgresException>(() => world.Tenant.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            sql.Replace("'{}'", "'{{}}'", StringComparison.Ordinal).Replace("$1", "{0}", StringComparison.Ordinal), id)));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    [Fact]
    public async Task NothingKnown_IsNotFixed()
    {
        var tenant = await host.NewTenantAsync();
        await tenant.AddSchoolsAsync(2);
        await using var scope = tenant.Scope(Roles.Head);
        var refused = await Assert.ThrowsAsync<PreconditionException>(() => scope.ServiceProvider.GetRequiredService<RiskListService>().FixAsync(new FixRiskList(Year, 0, "", "", null), CancellationToken.None));
        Assert.StartsWith("Фиксировать нечего", refused.Message, StringComparison.Ordinal);
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ');

    private static Ternary Of(RiskMatrix matrix, Guid school) => matrix.Schools.Single(s => s.School.Id == school).Verdict.IsRisk;

    private static async Task<RiskMatrix> ReadAsync(MonitoringWorld world, AcademicYear? year = null)
    {
        await using var scope = world.Tenant.Scope();
        return await scope.ServiceProvider.GetRequiredService<RiskReader>().ReadAsync(year ?? Year, null, CancellationToken.None);
    }

    private static async Task<Guid> FixAsync(MonitoringWorld world, int basedOn, string reason = "", string order = "")
    {
        await using var scope = world.Tenant.Scope(Roles.Head);
        return await scope.ServiceProvider.GetRequiredService<RiskListService>()
            .FixAsync(new FixRiskList(Year, basedOn, reason, order, order.Length == 0 ? null : new DateOnly(2024, 11, 12)), CancellationToken.None);
    }

    private static async Task SetMethodAsync(MonitoringWorld world, int basedOn, RiskRuleSet rules)
    {
        await using var scope = world.Tenant.Scope(Roles.Coordinator);
        await scope.ServiceProvider.GetRequiredService<RiskRulesService>().AddVersionAsync(basedOn, rules, "решение совета", CancellationToken.None);
    }

    /// <summary>Corrects what a school answered in October.</summary>
    private static Task AnswerAsync(MonitoringWorld world, Guid school, string question, decimal value) => world.Tenant.WithDbAsync(db =>
        db.FormAnswers.Where(a => a.Question == question && db.Submissions.Any(s => s.Id == a.SubmissionId && s.SchoolId == school && db.Campaigns.Any(c => c.Id == s.CampaignId && c.Period == "2024-10")))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Number, value)));

    private async Task<MonitoringWorld> WorldAsync() => await MonitoringWorld.CreateAsync(await host.NewTenantAsync());
}
