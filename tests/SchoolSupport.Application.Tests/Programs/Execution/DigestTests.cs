using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Programs.Execution;
using SchoolSupport.Application.Tenants;
using SchoolSupport.Domain.Programs;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Programs.Execution;

/// <summary>Who gets a digest when, what stands in it, and that nobody gets two.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    // A database of its own: the digests of all its tenants are written at once.
    private readonly TestHost host = new();
    private ExecutionSetting at = null!;

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        at = await ExecutionSetting.CreateAsync(host);
        await at.Tenant.WithDbAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.DigestEnabled, true)));
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Fill_TellsEachWhatConcernsThem()
    {
        await AddProgramAsync();
        await SubscribeAsync(Roles.Methodist);
        await SubscribeAsync(Roles.SchoolDirector, at.First);

        await Planner(Noon).FillOutboxAsync(default);

        var (methodist, director) = (await LetterToAsync(Roles.Methodist), await LetterToAsync(Roles.SchoolDirector));
        Assert.Contains("просрочено 2, скоро срок 1", methodist.Subject);
        Assert.Contains("– 1.2. Просроченное школ — срок", methodist.Body);
        Assert.Contains("просрочено на 3 дня (Берёзовская СОШ)", methodist.Body);
        Assert.Contains("просрочено 1", director.Subject);
        Assert.DoesNotContain("Просроченное управления", director.Body);
        Assert.DoesNotContain("Берёзовская", director.Body);
        Assert.Contains("/account/digest", director.Body);
        Assert.DoesNotContain('\u00A0', director.Body);
    }

    [Fact]
    public async Task Fill_AgainOrOnAnotherNode_WritesNoSecondLetter()
    {
        await AddProgramAsync();
        await SubscribeAsync(Roles.Methodist);

        await Planner(Noon).FillOutboxAsync(default);
        await Planner(Noon.AddMinutes(5)).FillOutboxAsync(default);
        await Task.WhenAll(Planner(Noon.AddDays(1)).FillOutboxAsync(default), Planner(Noon.AddDays(1)).FillOutboxAsync(default));

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Fill_BeforeTheMorningOnAnotherWeekdayOrSwitchedOff_WritesNothing()
    {
        await AddProgramAsync();
        await SubscribeAsync(Roles.Methodist, weekday: 1);

        await Planner(Noon.AddHours(-6)).FillOutboxAsync(default);
        await Planner(Noon.AddDays(1)).FillOutboxAsync(default);
        await at.Tenant.WithDbAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.DigestEnabled, false)));
        await Planner(Noon).FillOutboxAsync(default);
        Assert.Equal(0, await CountAsync());

        await at.Tenant.WithDbAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.DigestEnabled, true)));
        await Planner(Noon).FillOutboxAsync(default);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Fill_DeactivatedPersonOrNothingToSay_WritesNothing()
    {
        await SubscribeAsync(Roles.Coordinator);
        await Planner(Noon).FillOutboxAsync(default);
        Assert.Equal(0, await CountAsync());

        await AddProgramAsync();
        var gone = await SubscribeAsync(Roles.Methodist);
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SchoolSupport.Application.Persistence.PlatformDbContext>().Users.Where(u => u.Id == gone).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsActive, false));
        await Planner(Noon).FillOutboxAsync(default);
        Assert.Equal(["coordinator@school.example"], await at.Tenant.WithDbAsync(db => db.Letters.Select(l => l.Recipient).ToListAsync()));
    }

    /// <summary>A Monday at noon by the tenant's clock; «today» of the digest is the real one, as the reader's clock is.</summary>
    private static DateTimeOffset Noon { get; } = NextMonday();

    private static DateTimeOffset NextMonday()
    {
        var day = ExecutionSetting.Today;
        while (day.DayOfWeek != DayOfWeek.Monday)
            day = day.AddDays(1);
        return new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.FromHours(3));
    }

    private Task<Guid> AddProgramAsync() => at.Tenant.AddProgramAsync(ProgramSamples.Program("Программа поддержки",
    [
        ProgramSamples.Measure("Просроченное управления", ProgramSamples.Until(ExecutionSetting.Today.AddDays(-10))),
        ProgramSamples.Measure("Просроченное школ", ProgramSamples.Until(ExecutionSetting.Today.AddDays(-3))) with { SchoolScope = SchoolScope.Participants },
        ProgramSamples.Measure("Скорое", ProgramSamples.Until(ExecutionSetting.Today.AddDays(7))),
        ProgramSamples.Measure("Далёкое", ProgramSamples.Until(ExecutionSetting.Today.AddDays(60))),
    ], at.First));

    private async Task<Guid> SubscribeAsync(string role, Guid? school = null, short weekday = 0)
    {
        var account = await at.Tenant.NewAccountAsync(role, school);
        await using var scope = at.Tenant.Scope(role, account.Id, school);
        await scope.ServiceProvider.GetRequiredService<Digests>().SubscribeAsync($"{role}@school.example", weekday, default);
        return account.Id;
    }

    private DigestLetters Planner(DateTimeOffset now) => new(host.Services.GetRequiredService<IServiceScopeFactory>(), new FixedTime(now), NullLogger<DigestLetters>.Instance);

    private Task<Letter> LetterToAsync(string role) => at.Tenant.WithDbAsync(db => db.Letters.AsNoTracking().SingleAsync(l => l.Recipient == $"{role}@school.example"));

    private Task<int> CountAsync() => at.Tenant.WithDbAsync(db => db.Letters.CountAsync());

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
