using System.Text.Json;

namespace SchoolSupport.Documents.Pdf;

/// <summary>The browser ended or broke the connection.</summary>
internal sealed class BrowserGoneException(string message) : Exception(message);

/// <summary>
/// The DevTools protocol over a pair of pipes: JSON messages that end with a zero byte. Unlike the port for the same protocol,
/// nobody else on the machine can connect, and the browser ends by itself when this process ends.
/// </summary>
internal sealed class DevToolsPipe : IDisposable
{
    private const int MaxMessageBytes = 256 * 1024 * 1024;

    private readonly Stream _toBrowser;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _waiting = [];
    private int _lastId;
    private bool _isClosed;

    public DevToolsPipe(Stream toBrowser, Stream fromBrowser)
    {
        _toBrowser = toBrowser;
        Ended = Task.Run(() => ReadAsync(fromBrowser));
    }

    /// <summary>Completes when the browser closes its end.</summary>
    public Task Ended { get; }

    public async Task<JsonElement> SendAsync(string method, object parameters, string? session, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Interlocked.Increment(ref _lastId);
        lock (_waiting)
        {
            if (_isClosed)
                throw new BrowserGoneException("The browser is gone.");
            _waiting.Add(id, answer);
        }
        try
        {
            await WriteAsync(session is null ? new { id, method, @params = parameters } : new { id, method, @params = parameters, sessionId = session }, cancellation);
            return await answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (_waiting)
                _waiting.Remove(id);
        }
    }

    private async Task WriteAsync(object message, CancellationToken cancellation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message);
        await _writing.WaitAsync(cancellation);
        try
        {
            // Half a message would spoil all that follow, so a write that began is not cancelled.
            await _toBrowser.WriteAsync(bytes, CancellationToken.None);
            await _toBrowser.WriteAsync(new byte[] { 0 }, CancellationToken.None);
            await _toBrowser.FlushAsync(CancellationToken.None);
        }
        catch (IOException error)
        {
            throw new BrowserGoneException(error.Message);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync(Stream fromBrowser)
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (await fromBrowser.ReadAsync(buffer) is var count and > 0)
                Split(buffer.AsSpan(0, count), message);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or JsonException or InvalidDataException)
        {
            // The end of the connection, whatever its reason, is told to everyone who waits below.
        }
        lock (_waiting)
        {
            _isClosed = true;
            foreach (var answer in _waiting.Values)
                answer.TrySetException(new BrowserGoneException("The browser closed the connection."));
        }
    }

    private void Split(ReadOnlySpan<byte> bytes, MemoryStream message)
    {
        while (bytes.IndexOf((byte)0) is var end and >= 0)
        {
            message.Write(bytes[..end]);
            Dispatch(message);
            message.SetLength(0);
            bytes = bytes[(end + 1)..];
        }
        message.Write(bytes);
        if (message.Length > MaxMessageBytes)
            throw new InvalidDataException("A message of the browser is too long.");
    }

    private void Dispatch(MemoryStream message)
    {
        using var json = JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length));
        if (!json.RootElement.TryGetProperty("id", out var id))
            return;
        TaskCompletionSource<JsonElement>? answer;
        lock (_waiting)
            _waiting.TryGetValue(id.GetInt32(), out answer);
        if (json.RootElement.TryGetProperty("result", out var result))
            answer?.TrySetResult(result.Clone());
        else
            answer?.TrySetException(new BrowserGoneException("The browser refused: " + json.RootElement.GetProperty("error").GetRawText()));
    }

    public void Dispose()
    {
        _toBrowser.Dispose();
        _writing.Dispose();
    }
}
