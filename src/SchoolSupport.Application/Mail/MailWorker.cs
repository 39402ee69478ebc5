using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchoolSupport.Application.Mail;

/// <summary>Puts letters into the outbox when their time has come.</summary>
public interface ILetterSource
{
    /// <summary>Called every few minutes by every node: must bear it.</summary>
    Task FillOutboxAsync(CancellationToken ct);
}

/// <summary>Fills and empties the outbox in the background. Does nothing while no mail server is configured.</summary>
public sealed class MailWorker(IEnumerable<ILetterSource> letters, LetterSender sender, IOptions<MailOptions> options, ILogger<MailWorker> log) : BackgroundService
{
    private static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FillEvery = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn)
            return;
        var filledFor = FillEvery;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (filledFor >= FillEvery)
                {
                    filledFor = TimeSpan.Zero;
                    foreach (var source in letters)
                        await source.FillOutboxAsync(stoppingToken);
                }
                while (await sender.SendNextAsync(stoppingToken)) { }
                await Task.Delay(SendEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database is away, or one digest failed: wait, the server goes on answering.
                log.LogError(error, "The outbox could not be served");
                await Task.Delay(SendEvery, stoppingToken);
            }
            filledFor += SendEvery;
        }
    }
}
