using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchoolSupport.Application.Mail;
using SchoolSupport.Application.Persistence;
using SchoolSupport.TestKit;

namespace SchoolSupport.Application.Tests.Mail;

/// <summary>Letters from the outbox to a mail server that really listens: sent once, tried again when it fails, never doubled by a crash.</summary>
public sealed class LetterSenderTests : IAsyncLifetime
{
    // A database of its own: the outbox is shared by all tenants, and every sender takes whatever is next.
    private readonly TestHost host = new();
    private readonly TestSmtpServer server = new();
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        tenant = await host.NewTenantAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Send_WaitingLetter_ArrivesOnceWithItsWords()
    {
        var id = await AddAsync("Мероприятия на 03.09.2025: просрочено 2", "– 1.5. Утвердить состав групп\nи строка с точкой:\n.\nконец");

        Assert.True(await Sender().SendNextAsync(default));
        Assert.False(await Sender().SendNextAsync(default));

        var letter = Assert.Single(server.Letters);
        Assert.Equal("Мероприятия на 03.09.2025: просрочено 2", letter.Header("Subject"));
        Assert.Equal("– 1.5. Утвердить состав групп\nи строка с точкой:\n.\nконец", letter.Body.TrimEnd());
        Assert.Contains("metodist@school.example", letter.To);
        Assert.Equal($"<{id:N}@department.example>", letter.Header("Message-ID"));
        Assert.Equal("auto-generated", letter.Header("Auto-Submitted"));
        var stored = await LetterAsync(id);
        Assert.Equal((LetterStatus.Sent, 1), (stored.Status, stored.Attempts));
        Assert.NotNull(stored.SentAt);
    }

    [Theory]
    [InlineData("RCPT", "451 try later")]
    [InlineData("MAIL", "421 too busy")]
    [InlineData(".", "452 no space")]
    [InlineData("HELLO", "")]
    public async Task Send_ServerThatFailsForNow_IsTriedAgainLater(string command, string answer)
    {
        var id = await AddAsync();
        server.Answers[command] = answer;

        Assert.True(await Sender().SendNextAsync(default));

        var stored = await LetterAsync(id);
        Assert.Equal((LetterStatus.Waiting, 1, null), (stored.Status, stored.Attempts, stored.HandedAt));
        Assert.NotNull(stored.Failure);
        Assert.True(stored.RunAfter > stored.CreatedAt.AddSeconds(30));
        Assert.False(await Sender().SendNextAsync(default));

        server.Answers.Clear();
        await PassTimeAsync();
        Assert.True(await Sender().SendNextAsync(default));
        Assert.Single(server.Letters);
        Assert.Equal((LetterStatus.Sent, 2, null), ((await LetterAsync(id)).Status, (await LetterAsync(id)).Attempts, (await LetterAsync(id)).Failure));
    }

    [Fact]
    public async Task Send_NoServerAtAll_WaitsLongerEachTimeAndGivesUp()
    {
        var id = await AddAsync();
        var nobody = Sender(new SmtpTransport(Options.Create(Settings(port: 1))));
        var waits = new List<double>();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            Assert.True(await nobody.SendNextAsync(default));
            waits.Add(((await LetterAsync(id)).RunAfter - DateTimeOffset.UtcNow).TotalMinutes);
            await PassTimeAsync();
        }

        Assert.Equal(waits.Take(5).Order(), waits.Take(5));
        Assert.Equal((LetterStatus.Failed, 6, "Почтовый сервер недоступен."), ((await LetterAsync(id)).Status, (await LetterAsync(id)).Attempts, (await LetterAsync(id)).Failure));
        Assert.False(await nobody.SendNextAsync(default));
    }

    [Fact]
    public async Task Send_RecipientThatDoesNotExist_IsNotTriedAgain()
    {
        var id = await AddAsync();
        server.Answers["RCPT"] = "550 no such user";

        await Sender().SendNextAsync(default);

        Assert.Equal((LetterStatus.Failed, "Почтовый сервер ответил отказом 550."), ((await LetterAsync(id)).Status, (await LetterAsync(id)).Failure));
    }

    [Fact]
    public async Task Send_SenderThatDiesBetweenSendingAndMarking_MakesNoSecondLetter()
    {
        var id = await AddAsync();
        var dying = new DiesAfterSending(new SmtpTransport(Options.Create(Settings())));
        _ = Sender(dying).SendNextAsync(default);
        await dying.Sent;
        Assert.Single(server.Letters);
        Assert.Equal(LetterStatus.Waiting, (await LetterAsync(id)).Status);

        // Its lock still holds; then it runs out.
        Assert.False(await Sender().SendNextAsync(default));
        await PassTimeAsync();
        Assert.True(await Sender().SendNextAsync(default));
        Assert.False(await Sender().SendNextAsync(default));

        Assert.Single(server.Letters);
        Assert.Equal(LetterStatus.Failed, (await LetterAsync(id)).Status);
        Assert.Contains("неизвестно", (await LetterAsync(id)).Failure);
    }

    [Fact]
    public async Task Send_SenderThatDiesBeforeSending_IsTakenOver()
    {
        var id = await AddAsync();
        await tenant.WithDbAsync(db => db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.LockedUntil, DateTimeOffset.UtcNow.AddMinutes(-1)).SetProperty(l => l.Attempts, 1)));

        Assert.True(await Sender().SendNextAsync(default));

        Assert.Single(server.Letters);
        Assert.Equal(LetterStatus.Sent, (await LetterAsync(id)).Status);
    }

    [Fact]
    public async Task Send_ManySendersAtOnce_SendEachLetterOnce()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
            ids.Add(await AddAsync($"Письмо {i}"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => { while (await Sender().SendNextAsync(default)) { } }));

        Assert.Equal(ids.Select(id => $"<{id:N}@department.example>").Order(), server.Letters.Select(l => l.Header("Message-ID")).Order());
    }

    [Theory]
    [InlineData("metodist@school.example", true)]
    [InlineData("metodist@school.example\r\nBcc: all@school.example", false)]
    [InlineData("Методист <metodist@school.example>", false)]
    [InlineData("metodist@localhost", false)]
    [InlineData("metodist", false)]
    [InlineData("", false)]
    public void IsAddress_TakesOnePlainAddressOnly(string text, bool expected) => Assert.Equal(expected, MailOptions.IsAddress(text));

    [Fact]
    public void Problems_OfSettings_AreNamedOnlyWhenMailIsOn()
    {
        Assert.Empty(new MailOptions { From = "nobody" }.Problems());
        Assert.Equal(2, new MailOptions { Host = "mail.example", From = "nobody" }.Problems().Count);
        Assert.Empty(Settings().Problems());
    }

    private MailOptions Settings(int? port = null) => new()
    {
        Host = "127.0.0.1", Port = port ?? server.Port, UseTls = false, From = "noreply@department.example", FromName = "Управление образования",
        SiteAddress = "https://school.example", TimeoutSeconds = 10,
    };

    private LetterSender Sender(IMailTransport? transport = null) => new(
        host.Services.GetRequiredService<DataSources>(), transport ?? new SmtpTransport(Options.Create(Settings())), NullLogger<LetterSender>.Instance);

    private Task<Guid> AddAsync(string subject = "Сводка", string body = "Текст") => tenant.WithDbAsync(async db =>
    {
        var letter = new Letter { DedupeKey = $"{Guid.NewGuid()}", Recipient = "metodist@school.example", Subject = subject, Body = body, RunAfter = db.Now.AddSeconds(-1), CreatedAt = db.Now };
        db.Letters.Add(letter);
        await db.SaveAsync("test.letter", default);
        return letter.Id;
    });

    private Task<Letter> LetterAsync(Guid id) => tenant.WithDbAsync(db => db.Letters.AsNoTracking().SingleAsync(l => l.Id == id));

    /// <summary>Locks run out and waits are over.</summary>
    private Task<int> PassTimeAsync() => tenant.WithDbAsync(db => db.Letters.Where(l => l.Status == LetterStatus.Waiting).ExecuteUpdateAsync(set => set
        .SetProperty(l => l.RunAfter, DateTimeOffset.UtcNow.AddMinutes(-1)).SetProperty(l => l.LockedUntil, l => l.LockedUntil == null ? null : DateTimeOffset.UtcNow.AddMinutes(-1))));

    /// <summary>The letter leaves, and the process never gets to say so.</summary>
    private sealed class DiesAfterSending(IMailTransport real) : IMailTransport
    {
        private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent => sent.Task;

        public async Task SendAsync(OutgoingLetter letter, CancellationToken ct)
        {
            await real.SendAsync(letter, ct);
            sent.SetResult();
            await new TaskCompletionSource().Task;
        }
    }
}
