using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.Sqlite;

/// <summary>A store in a SQLite file beside the application.</summary>
public sealed class SqliteStoreProvider : StoreProvider
{
    private const int CheckpointAttempts = 20;
    private static readonly TimeSpan CheckpointPause = TimeSpan.FromMilliseconds(50);

    private readonly string _connectionString;
    private readonly SqliteDurability _durability;

    /// <summary>Names the file.</summary>
    /// <param name="pathOrConnectionString">A path such as <c>vision.db</c>, or a connection string such as <c>Data Source=vision.db</c>.</param>
    /// <param name="durability">What survives a loss of power; <see cref="SqliteDurability.Full"/> unless the work can be done again.</param>
    /// <exception cref="ArgumentException">It is empty, a malformed connection string, or names a database in memory, which does not outlive a connection.</exception>
    public SqliteStoreProvider(
        string pathOrConnectionString = "vision.db",
        SqliteDurability durability = SqliteDurability.Full
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);
        var builder = pathOrConnectionString.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(pathOrConnectionString)
            : new SqliteConnectionStringBuilder { DataSource = pathOrConnectionString };
        if (builder.DataSource is "" or ":memory:" || builder.Mode == SqliteOpenMode.Memory)
        {
            throw new ArgumentException(
                "The store needs a file: a database in memory is gone with its connection. Name a file, in a temporary folder if it is for a test.",
                nameof(pathOrConnectionString)
            );
        }

        builder.DataSource = Path.GetFullPath(builder.DataSource);
        FilePath = builder.DataSource;
        _connectionString = builder.ConnectionString;
        _durability = durability;
    }

    /// <summary>The database file, as a full path.</summary>
    public string FilePath { get; }

    /// <inheritdoc/>
    public override string Description => $"SQLite file '{FilePath}'";

    /// <inheritdoc/>
    public override bool IsEmbedded => true;

    /// <inheritdoc/>
    public override bool MayExist => File.Exists(FilePath);

    /// <inheritdoc/>
    public override string TableNamesQuery =>
        "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";

    /// <inheritdoc/>
    public override void Configure(DbContextOptionsBuilder<VisionDbContext> options) =>
        options.UseVisionSdkSqlite(_connectionString, _durability);

    /// <inheritdoc/>
    public override void ConfigureKeys(
        DbContextOptionsBuilder<KeyVaultDbContext> options,
        string keyDirectory,
        Guid storeId
    )
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(keyDirectory, $"{storeId:N}.keys.db"),
        };
        options.UseVisionSdkSqlite(file.ConnectionString, _durability);
    }

    /// <inheritdoc/>
    public override StoreFault? Classify(Exception exception) => SqliteErrors.Classify(exception);

    /// <inheritdoc/>
    /// <remarks>See <see cref="SqliteWriteLock"/> for how processes take turns.</remarks>
    public override async ValueTask<DbTransaction> BeginWriteAsync(
        DbConnection connection,
        string table,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        var sqlite = (SqliteConnection)connection;
        var transaction = sqlite.BeginTransaction(deferred: true);
        try
        {
            await SqliteWriteLock.TakeAsync(sqlite, table, cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginSnapshotAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));
    }

    /// <inheritdoc/>
    public override ValueTask<VectorReader> ReadVectorsAsync(DbCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<VectorReader>(new SqliteVectorReader((SqliteCommand)command));
    }

    /// <inheritdoc/>
    public override RowInserter CreateInserter(DbConnection connection, string statement)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(statement);
        return new SqliteRowInserter((SqliteConnection)connection, statement);
    }

    /// <inheritdoc/>
    /// <remarks>Moves the write-ahead log into the file and empties it; with secure deletion no byte of a deleted row is left then.</remarks>
    public override async Task<bool> ScrubAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        for (var attempt = 0; attempt < CheckpointAttempts; attempt++)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            if (await row.ReadAsync(cancellationToken).ConfigureAwait(false) && row.GetInt32(0) == 0)
            {
                return true;
            }

            await Task.Delay(CheckpointPause, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <inheritdoc/>
    /// <remarks><c>VACUUM INTO</c>: a compact copy without free pages.</remarks>
    public override async Task BackupAsync(DbConnection connection, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $path;";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "$path";
        parameter.Value = Path.GetFullPath(path);
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> CheckIntegrityAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        var problems = new List<string>();
        foreach (var check in (string[])["PRAGMA integrity_check;", "PRAGMA foreign_key_check;"])
        {
            using var command = connection.CreateCommand();
            command.CommandText = check;
            using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var text = Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture) ?? string.Empty;
                if (text != "ok")
                {
                    problems.Add(row.FieldCount == 1 ? text : $"a row of '{text}' refers to nothing");
                }
            }
        }

        return problems;
    }
}
