using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>Takes the one write lock of a file, in turn with other processes.</summary>
/// <remarks>
/// SQLite's own busy handler waits longer and longer, up to 100 ms at a time, while newcomers try every millisecond: with 16 processes some
/// waited for a minute. Here everybody asks at the same short, random intervals, so that everybody has the same chance.
/// </remarks>
internal static class SqliteWriteLock
{
    private const int LongestPauseMs = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task TakeAsync(SqliteConnection connection, string table, CancellationToken cancellationToken)
    {
        var handle = connection.Handle!;

        // The first statement that writes takes the lock, also when it changes nothing. It has read nothing before, so waiting helps.
        var statement = $"DELETE FROM {table} WHERE 0;";
        var start = Stopwatch.GetTimestamp();
        raw.sqlite3_busy_timeout(handle, 0);
        try
        {
            int code;
            while (IsBusy(code = raw.sqlite3_exec(handle, statement)) && Stopwatch.GetElapsedTime(start) < Limit)
            {
                await Task.Delay(Random.Shared.Next(1, LongestPauseMs), cancellationToken).ConfigureAwait(false);
            }

            SqliteException.ThrowExceptionForRC(code, handle);
        }
        finally
        {
            raw.sqlite3_busy_timeout(handle, (int)Limit.TotalMilliseconds);
        }
    }

    private static bool IsBusy(int code) => (code & 0xFF) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
}
