using Microsoft.EntityFrameworkCore;

namespace SchoolSupport.Application.Persistence;

/// <summary>For the few operations that need two saves or a lock.</summary>
internal static class Transactions
{
    /// <summary>Runs work in a transaction; inside one that is already open it just runs.</summary>
    public static async Task<T> InTransactionAsync<T>(this AppDbContext db, Func<Task<T>> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
            return await work();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await work();
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>Until the end of the transaction nobody else of this tenant does the same kind of work.</summary>
    public static Task LockAsync(this AppDbContext db, string what, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A lock lives as long as its transaction.");
        var key = $"{db.TenantId}:{what}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
    }
}
