using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchoolSupport.Application.Indicators;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Indicators.Campaigns;
using SchoolSupport.Domain.Indicators.Forms;
using SchoolSupport.Domain.Indicators.Risks;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Indicators;

/// <summary>A department of sixty schools and a collection of 120 fields, from its opening to its closing: what was typed is what is counted in the end.</summary>
[Collection(AppCollection.Name)]
public sealed class LargeCollectionTests(TestHost host)
{
    private const int Schools = 60;
    private static readonly string[] Forms = ["contingent", "social-passport", "staff", "infrastructure", "risk-matrix", "teachers-support", "year-results", "satisfaction", "prevention"];

    [Fact]
    public async Task SixtySchools_FillByFormAndByExcel_AreReturnedCorrectedAcceptedAndFrozen()
    {
        var tenant = await host.NewTenantAsync();
        var schools = await tenant.AddSchoolsAsync(Schools);
        var campaign = await tenant.OpenCampaignAsync(schools, "Большой сбор", Forms);
        Assert.InRange((await ReadAsync(tenant, campaign, schools[0])).Forms.SelectMany(form => form.Questions).Count(), 120, 140);

        for (var i = 0; i < Schools; i++)
        {
            if (i % 2 == 0)
                await FillByFormAsync(tenant, campaign, schools[i], i);
            else
                await FillByExcelAsync(tenant, campaign, schools[i], i);
            Assert.True(await SubmitAsync(tenant, campaign, schools[i]));
        }
        // Every tenth is returned with a remark; it corrects the number, and the department accepts everybody.
        for (var i = 0; i < Schools; i += 10)
        {
            await DecideAsync(tenant, s => s.ReturnAsync(campaign, schools[i], new Dictionary<AnswerKey, string> { [new("teachers")] = "Сверьте с тарификацией" }, "", null, CancellationToken.None));
            await Assert.ThrowsAsync<PreconditionException>(() => SubmitAsync(tenant, campaign, schools[i]));
            await SaveAsync(tenant, campaign, schools[i], [new TypedAnswer(new("teachers"), Teachers(i).ToString(RussianText.Culture), false, "По тарификации")]);
            Assert.True(await SubmitAsync(tenant, campaign, schools[i]));
        }
        foreach (var school in schools)
            Assert.True(await DecideAsync(tenant, s => s.AcceptAsync(campaign, school, CancellationToken.None)));
        await CloseAsync(tenant, campaign);

        await AssertFrozenAsync(tenant, campaign, schools);
    }

    private static async Task AssertFrozenAsync(TestTenant tenant, Guid campaign, IReadOnlyList<Guid> schools)
    {
        var stored = await tenant.WithDbAsync(db => (from answer in db.FormAnswers
                                                     join submission in db.Submissions on answer.SubmissionId equals submission.Id
                                                     where submission.CampaignId == campaign && answer.Question == "teachers"
                                                     select new { submission.SchoolId, submission.State, answer.Number }).ToListAsync());
        Assert.Equal(Enumerable.Range(0, Schools).Sum(Teachers), stored.Sum(s => s.Number));
        Assert.All(stored, s => Assert.Equal(SubmissionState.Accepted, s.State));
        await Assert.ThrowsAsync<PreconditionException>(() => SaveAsync(tenant, campaign, schools[0], [new TypedAnswer(new("teachers"), "99", false, null)]));
        var frozen = await tenant.WithDbAsync(async db => (await db.Campaigns.SingleAsync(c => c.Id == campaign)).Frozen!);
        Assert.Equal(Schools, frozen.Forms);
        Assert.Equal(frozen, await tenant.WithDbAsync(db => CampaignSnapshot.TakeAsync(db, campaign, CancellationToken.None)));
        // The matrix counts the same numbers: 3 of a school's teachers, to each school its own whole.
        await using var scope = tenant.Scope();
        var matrix = await scope.ServiceProvider.GetRequiredService<RiskReader>().ReadAsync(CollectionSamples.ThisMonth.Academic, null, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, Schools).Select(i => $"{Teachers(i)}").Order(),
            matrix.Schools.Select(school => school.Inputs.Facts.Share(RiskIndicator.Overload).Whole.ToString(RussianText.Culture)).Order());
    }

    private static int Teachers(int school) => 20 + school;

    /// <summary>Every fourth number is typed with a space between the thousands, or with a unit, as people do.</summary>
    private static string Typed(FormQuestion question, int school) => question.Kind switch
    {
        QuestionKind.YesNo => "да",
        QuestionKind.Choice => question.Options[0].Text,
        QuestionKind.Text => "По данным школы",
        QuestionKind.Percent => "50,5",
        QuestionKind.Number => question.LeastValue > 2 ? "42,5" : "2,5",
        _ when question.Code == "teachers" => Teachers(school).ToString(RussianText.Culture),
        _ when question.Code == "pupils" => "900",
        _ when question.Code is "pupils-primary" or "pupils-basic" => question.Code == "pupils-basic" ? "500" : "400",
        _ when question.Code == "pupils-secondary" => "0",
        _ => question.PartOf is null ? Math.Clamp(30, question.LeastValue ?? 0, question.GreatestValue ?? 30).ToString("0", RussianText.Culture) : "3",
    };

    private static async Task FillByFormAsync(TestTenant tenant, Guid campaign, Guid school, int number)
    {
        var view = await ReadAsync(tenant, campaign, school);
        foreach (var form in view.Forms)
            await SaveAsync(tenant, campaign, school, [.. form.Questions.Where(q => q.Scope == QuestionScope.School).Select(q => new TypedAnswer(new(q.Code), Typed(q, number), false, null))]);
    }

    private static async Task FillByExcelAsync(TestTenant tenant, Guid campaign, Guid school, int number)
    {
        var questions = (await ReadAsync(tenant, campaign, school)).Forms.SelectMany(form => form.Questions).DistinctBy(q => q.Code).ToDictionary(q => q.Code);
        var empty = (await tenant.AsSchoolAsync(school, s => s.GetRequiredService<FormFileService>().WriteAsync(campaign, school, CancellationToken.None)))!;
        var filled = CollectionSamples.Fill(empty.Content, code => Typed(questions[code], number));
        var preview = (await tenant.AsSchoolAsync(school, s => s.GetRequiredService<FormFileService>().ReadAsync(campaign, school, filled, "анкета.xlsx", CancellationToken.None)))!;
        Assert.Null(preview.Refusal);
        Assert.DoesNotContain(preview.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal(preview.Changes.Count, await SaveAsync(tenant, campaign, school, [.. preview.Changes.Select(c => new TypedAnswer(c.Key, c.Typed, c.IsNotApplicable, null, c.Stored))]));
    }

    private static Task<SubmissionView> ReadAsync(TestTenant tenant, Guid campaign, Guid school) =>
        tenant.AsSchoolAsync(school, async s => (await s.GetRequiredService<SubmissionReader>().ReadAsync(campaign, school, CancellationToken.None))!);

    private static Task<int> SaveAsync(TestTenant tenant, Guid campaign, Guid school, IReadOnlyList<TypedAnswer> answers) =>
        tenant.AsSchoolAsync(school, async s => (await s.GetRequiredService<SubmissionService>().SaveAsync(campaign, school, answers, CancellationToken.None))!.Saved);

    private static Task<bool> SubmitAsync(TestTenant tenant, Guid campaign, Guid school) =>
        tenant.AsSchoolAsync(school, s => s.GetRequiredService<SubmissionService>().SubmitAsync(campaign, school, CancellationToken.None));

    private static async Task<bool> DecideAsync(TestTenant tenant, Func<SubmissionService, Task<bool>> decision)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        return await decision(scope.ServiceProvider.GetRequiredService<SubmissionService>());
    }

    private static async Task CloseAsync(TestTenant tenant, Guid campaign)
    {
        await using var scope = tenant.Scope(Roles.Methodist);
        Assert.True(await scope.ServiceProvider.GetRequiredService<CampaignService>().CloseAsync(campaign, await tenant.CampaignVersionAsync(campaign), CancellationToken.None));
    }
}
