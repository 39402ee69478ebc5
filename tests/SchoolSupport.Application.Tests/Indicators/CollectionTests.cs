using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>A collection from its opening to its closing, on a real database.</summary>
[Collection(AppCollection.Name)]
public sealed class CollectionTests(TestHost host)
{
    private static readonly AnswerKey Teachers = new("teachers"), Overloaded = new("teachers-36h");

    private sealed record Started(TestTenant Tenant, Guid Campaign, Guid School, Guid Other);

    [Fact]
    public async Task Draft_TakesAnythingTyped_AndNamesWhatItCannotRead()
    {
        var started = await StartAsync();
        await SaveAsync(started, (Teachers, "1 204"), (Overloaded, "нет"), (new("pupils"), "12,5"));
        var view = await ReadAsync(started);
        Assert.Equal(SubmissionState.Draft, view.Submission.State);
        Assert.Equal(1204, view.Answers[Teachers].Number);
        Assert.Equal(("нет", AnswerState.Empty), (view.Rows[Overloaded].Typed, view.Rows[Overloaded].State));
        Assert.Contains(view.Findings, f => f.Field == Overloaded && f.Message.StartsWith("Если таких нет, введите 0", StringComparison.Ordinal));
        Assert.Contains(view.Findings, f => f.Field == new AnswerKey("pupils") && f.Message.StartsWith("Нужно целое число", StringComparison.Ordinal));
        await Assert.ThrowsAsync<PreconditionException>(() => SchoolAsync(started, s => s.SubmitAsync(started.Campaign, started.School, CancellationToken.None)));
    }

    [Fact]
    public async Task PartAboveItsWhole_HoldsUpTheSubmission()
    {
        var started = await StartAsync();
        await SaveAsync(started, (Teachers, "14"), (Overloaded, "16"));
        Assert.Contains((await ReadAsync(started)).Findings, f => f.Field == Overloaded && f.Code == "part-above-whole");
        await SaveAsync(started, (Overloaded, "9"));
        Assert.DoesNotContain((await ReadAsync(started)).Findings, f => f.Field == Overloaded);
    }

    [Fact]
    public async Task Submission_Returned_IsCorrectedAndAccepted()
    {
        var started = await StartAsync();
        await FillAsync(started);
        Assert.True(await SchoolAsync(started, s => s.SubmitAsync(started.Campaign, started.School, CancellationToken.None)));
        await Assert.ThrowsAsync<PreconditionException>(() => SaveAsync(started, (Teachers, "20")));
        Assert.True(await DepartmentAsync(started, s => s.ReturnAsync(started.Campaign, started.School, new Dictionary<AnswerKey, string> { [Teachers] = "Сверьте с тарификацией" }, "", null, CancellationToken.None)));
        var returned = await ReadAsync(started);
        Assert.Equal("Сверьте с тарификацией", Assert.Single(returned.Submission.RemarkList).Text);
        await Assert.ThrowsAsync<PreconditionException>(() => SchoolAsync(started, s => s.SubmitAsync(started.Campaign, started.School, CancellationToken.None)));
        await SaveAsync(started, (Teachers, "21"));
        await SchoolAsync(started, s => s.SubmitAsync(started.Campaign, started.School, CancellationToken.None));
        await DepartmentAsync(started, s => s.AcceptAsync(started.Campaign, started.School, CancellationToken.None));
        Assert.Equal(SubmissionState.Accepted, (await ReadAsync(started)).Submission.State);
    }

    [Fact]
    public async Task Closing_FreezesWhatSchoolsEntered()
    {
        var started = await StartAsync();
        await FillAsync(started);
        await SchoolAsync(started, s => s.SubmitAsync(started.Campaign, started.School, CancellationToken.None));
        await ChangeAsync(started, (service, version) => service.CloseAsync(started.Campaign, version, CancellationToken.None));
        await Assert.ThrowsAsync<PreconditionException>(() => SaveAsync(started, (Teachers, "99")));
        await Assert.ThrowsAsync<PreconditionException>(() => DepartmentAsync(started, s => s.AcceptAsync(started.Campaign, started.School, CancellationToken.None)));
        Assert.Equal(20, (await ReadAsync(started)).Answers[Teachers].Number);
    }

    [Fact]
    public async Task OneField_OfTwoPeople_KeepsTheOtherValueAndNamesBoth()
    {
        var started = await StartAsync();
        await SaveAsync(started, (Teachers, "14"));
        var saved = (await SchoolAsync(started, s => s.SaveAsync(started.Campaign, started.School, [new TypedAnswer(Teachers, "15", false, null, Was: "")], CancellationToken.None)))!;
        Assert.Equal(new AnswerConflict(Teachers, "14", "15"), Assert.Single(saved.Conflicts));
        Assert.Equal(14, (await ReadAsync(started)).Answers[Teachers].Number);
    }

    [Fact]
    public async Task NextCollection_IsPrefilled_AndALargeChangeAsksForAComment()
    {
        var started = await StartAsync();
        await FillAsync(started);
        await SchoolAsync(started, s => s.SubmitAsync(started.Campaign, started.School, CancellationToken.None));
        var next = await StartAsync(started, MonthsLater(12));
        Assert.True(await SchoolAsync(next, s => s.PrefillAsync(next.Campaign, next.School, CancellationToken.None)));
        var view = await ReadAsync(next);
        Assert.True(view.Rows[Teachers].IsPrefilled);
        Assert.Equal(20, view.Answers[Teachers].Number);
        await SaveAsync(next, (Teachers, "40"));
        Assert.Contains((await ReadAsync(next)).Findings, f => f.Field == Teachers && f.AsksComment);
        await SchoolAsync(next, s => s.SaveAsync(next.Campaign, next.School, [new TypedAnswer(Teachers, "40", false, "Присоединена школа-сад")], CancellationToken.None));
        Assert.DoesNotContain((await ReadAsync(next)).Findings, f => f.Field == Teachers && f.AsksComment);
    }

    [Fact]
    public async Task School_ReachesOnlyItsOwnSubmission_AndNoPreparedCollection()
    {
        var started = await StartAsync();
        Assert.Null(await SchoolAsync(started, s => s.SaveAsync(started.Campaign, started.Other, [new TypedAnswer(Teachers, "1", false, null)], CancellationToken.None)));
        var foreign = await StartAsync();
        Assert.Null(await SchoolAsync(started, s => s.SaveAsync(foreign.Campaign, started.School, [], CancellationToken.None)));
        var prepared = await CreateAsync(started.Tenant, [started.School], MonthsLater(3));
        Assert.Null(await SchoolAsync(started, s => s.SaveAsync(prepared, started.School, [], CancellationToken.None)));
    }

    [Fact]
    public async Task SchoolLetOff_KeepsItsAnswers_AndIsNotExpected()
    {
        var started = await StartAsync();
        await SaveAsync(started, (Teachers, "14"));
        await using (var scope = started.Tenant.Scope(Roles.Coordinator))
            Assert.True(await scope.ServiceProvider.GetRequiredService<CampaignService>().LetOffAsync(started.Campaign, started.School, CancellationToken.None));
        await Assert.ThrowsAsync<PreconditionException>(() => SaveAsync(started, (Teachers, "15")));
        Assert.Equal(14, (await ReadAsync(started)).Answers[Teachers].Number);
    }

    private static MonitoringPeriod MonthsLater(int months)
    {
        var day = ProgramSamples.Today.AddMonths(months);
        return MonitoringPeriod.OfMonth(day.Year, day.Month);
    }

    private async Task<Started> StartAsync()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await OzerskySamples.AddSchoolsAsync(tenant);
        return await StartAsync(new Started(tenant, Guid.Empty, schools["oz01"], schools["oz02"]), MonthsLater(0));
    }

    private static async Task<Started> StartAsync(Started at, MonitoringPeriod period)
    {
        var started = at with { Campaign = await CreateAsync(at.Tenant, [at.School, at.Other], period) };
        await ChangeAsync(started, (service, version) => service.OpenAsync(started.Campaign, version, CancellationToken.None));
        return started;
    }

    private static async Task<Guid> CreateAsync(TestTenant tenant, IReadOnlyCollection<Guid> schools, MonitoringPeriod period)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        return await scope.ServiceProvider.GetRequiredService<CampaignService>().CreateAsync(
            new NewCampaign("Сведения о рисках", null, period, ProgramSamples.Today, ProgramSamples.Today.AddDays(14), true, "", ["risk-matrix"], schools, false), CancellationToken.None);
    }

    private static async Task ChangeAsync(Started started, Func<CampaignService, uint, Task<bool>> change)
    {
        var version = await started.Tenant.WithDbAsync(db => db.Campaigns.Where(c => c.Id == started.Campaign).Select(c => c.Version).SingleAsync());
        await using var scope = started.Tenant.Scope(Roles.Methodist);
        Assert.True(await change(scope.ServiceProvider.GetRequiredService<CampaignService>(), version));
    }

    /// <summary>Every question that concerns the school gets an answer that fits.</summary>
    private static async Task FillAsync(Started started)
    {
        var form = FormPresets.Find("risk-matrix")!;
        var view = await ReadAsync(started);
        await SaveAsync(started, [.. form.QuestionsFor(view.Answers.Traits, view.Answers.Answers).Select(q => (new AnswerKey(q.Code), q.Kind switch
        {
            QuestionKind.YesNo => "да",
            QuestionKind.Text => "нет сведений",
            QuestionKind.Choice => q.Options[0].Code,
            _ => q.PartOf is null ? "20" : "1",
        }))]);
    }

    private static Task<SavedAnswers?> SaveAsync(Started started, params IReadOnlyList<(AnswerKey Key, string Typed)> typed) => SchoolAsync(started,
        s => s.SaveAsync(started.Campaign, started.School, [.. typed.Select(t => new TypedAnswer(t.Key, t.Typed, false, null))], CancellationToken.None));

    private static async Task<SubmissionView> ReadAsync(Started started)
    {
        await using var scope = started.Tenant.Scope(Roles.SchoolDirector, schoolId: started.School);
        return (await scope.ServiceProvider.GetRequiredService<SubmissionReader>().ReadAsync(started.Campaign, started.School, CancellationToken.None))!;
    }

    private static async Task<T> SchoolAsync<T>(Started started, Func<SubmissionService, Task<T>> work)
    {
        await using var scope = started.Tenant.Scope(Roles.SchoolDirector, schoolId: started.School);
        return await work(scope.ServiceProvider.GetRequiredService<SubmissionService>());
    }

    private static async Task<T> DepartmentAsync<T>(Started started, Func<SubmissionService, Task<T>> work)
    {
        await using var scope = started.Tenant.Scope(Roles.Methodist);
        return await work(scope.ServiceProvider.GetRequiredService<SubmissionService>());
    }
}
