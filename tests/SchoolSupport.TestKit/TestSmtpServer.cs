using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace SchoolSupport.TestKit;

/// <summary>A letter as it came over the wire.</summary>
/// <param name="Source">Headers and body, as sent.</param>
public sealed partial record ReceivedLetter(string From, string To, string Source)
{
    /// <summary>The value of a header, decoded; empty when the letter has none.</summary>
    public string Header(string name)
    {
        var head = Fold().Replace(Source[..Source.IndexOf("\r\n\r\n", StringComparison.Ordinal)], " ").Split("\r\n");
        var line = head.FirstOrDefault(h => h.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase));
        return line is null ? "" : Decoded(line[(name.Length + 2)..]);
    }

    /// <summary>The text, which the application sends as base64.</summary>
    public string Body => Encoding.UTF8.GetString(Convert.FromBase64String(
        Source[(Source.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Replace("\r\n", "", StringComparison.Ordinal))).ReplaceLineEndings("\n");

    private static string Decoded(string value) => Word().Replace(value, word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value))).Trim();

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[^?]*)\?=\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}

/// <summary>A mail server on this machine that speaks as much SMTP as is needed, keeps what it takes, and fails when it is told to.</summary>
public sealed class TestSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ReceivedLetter> letters = new();
    private readonly Task accepting;

    public TestSmtpServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }
    /// <summary>Those that were taken.</summary>
    public IReadOnlyList<ReceivedLetter> Letters => [.. letters];

    /// <summary>Answers to a command («RCPT», «.» for the end of the letter) instead of the usual ones; an empty answer closes the connection.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (OperationCanceledException) { }
        catch (SocketException) when (stop.IsCancellationRequested) { }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var open = client;
        var stream = open.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var (from, to) = ("", "");
        if (!await SayAsync(stream, "HELLO", "220 test"))
            return;
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (command == "MAIL")
                from = line;
            if (command == "RCPT")
                to = line;
            if (command == "DATA")
            {
                if (!await SayAsync(stream, "DATA", "354 go on"))
                    return;
                var source = await ReadLetterAsync(reader);
                if (!Answers.ContainsKey("."))
                    letters.Enqueue(new ReceivedLetter(from, to, source));
                command = ".";
            }
            if (!await SayAsync(stream, command, command == "QUIT" ? "221 bye" : "250 ok") || command == "QUIT")
                return;
        }
    }

    private async Task<string> ReadLetterAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return text.ToString();
    }

    private async Task<bool> SayAsync(NetworkStream stream, string command, string usual)
    {
        var answer = Answers.GetValueOrDefault(command, usual);
        if (answer.Length == 0)
            return false;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stop.Token);
        return true;
    }
}
