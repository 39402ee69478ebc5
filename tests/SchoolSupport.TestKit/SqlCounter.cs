using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SchoolSupport.TestKit;

/// <summary>
/// Counts the SQL commands that EF Core sends while a piece of work runs, also inside the server of a <see cref="TestHost"/>,
/// whatever other tests do meanwhile.
/// </summary>
public static class SqlCounter
{
    private static readonly AsyncLocal<ConcurrentQueue<string>?> Current = new();

    static SqlCounter() => DiagnosticListener.AllListeners.Subscribe(new Listeners());

    /// <returns>The commands' texts.</returns>
    public static async Task<IReadOnlyList<string>> CountAsync(Func<Task> work)
    {
        var commands = new ConcurrentQueue<string>();
        Current.Value = commands;
        try
        {
            await work();
        }
        finally
        {
            Current.Value = null;
        }
        return [.. commands];
    }

    private sealed class Listeners : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data)
                Current.Value?.Enqueue(data.Command.CommandText);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
