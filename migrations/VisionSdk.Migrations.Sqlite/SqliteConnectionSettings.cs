using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>Sets what SQLite keeps per connection rather than in the file.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    // 16 MiB of pages instead of 2, and a checkpoint every 40 MB of log instead of 4: the indexes of digests are random, so that a large
    // transaction changes most of their pages, and writing them out again and again took a third of its time.
    // SQLite's own busy handler sleeps 1, 2, 5 ... 100 ms; that of the ADO provider always 150 ms.
    private const string Common =
        "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
        + "PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=10000; ";

    private static readonly SqliteConnectionSettings Full = new(Common + "PRAGMA synchronous=FULL;");
    private static readonly SqliteConnectionSettings Normal = new(Common + "PRAGMA synchronous=NORMAL;");

    private readonly string _pragmas;

    private SqliteConnectionSettings(string pragmas) => _pragmas = pragmas;

    public static SqliteConnectionSettings For(SqliteDurability durability) =>
        durability == SqliteDurability.Normal ? Normal : Full;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    private void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
    }
}
