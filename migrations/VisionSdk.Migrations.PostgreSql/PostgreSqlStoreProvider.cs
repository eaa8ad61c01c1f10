using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using VisionSdk.Storage;

namespace VisionSdk.Migrations.PostgreSql;

/// <summary>A store in PostgreSQL, shared by several machines.</summary>
public sealed class PostgreSqlStoreProvider : StoreProvider
{
    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly string _keys;

    /// <summary>Names the databases.</summary>
    /// <param name="connectionString">A connection string of Npgsql that names the store's database.</param>
    /// <param name="keysConnectionString">
    /// That of the database that holds the data keys; <see langword="null"/> for one on the same server, named as the store's with <c>_keys</c>
    /// behind it. Leave it out of the backups of the store, or an erased identity comes back with them.
    /// </param>
    /// <exception cref="ArgumentException">A connection string is malformed or names no database.</exception>
    public PostgreSqlStoreProvider(string connectionString, string? keysConnectionString = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrWhiteSpace(_connection.Database))
        {
            throw new ArgumentException("The connection string names no database.", nameof(connectionString));
        }

        _keys =
            keysConnectionString
            ?? new NpgsqlConnectionStringBuilder(connectionString)
            {
                Database = _connection.Database + "_keys",
            }.ConnectionString;
    }

    /// <inheritdoc/>
    public override string Description =>
        $"PostgreSQL database '{_connection.Database}' on {_connection.Host}:{_connection.Port}";

    /// <inheritdoc/>
    public override bool IsEmbedded => false;

    /// <inheritdoc/>
    public override string TableNamesQuery =>
        "SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema()";

    /// <inheritdoc/>
    public override void Configure(DbContextOptionsBuilder<VisionDbContext> options) =>
        options.UseVisionSdkPostgreSql(_connection.ConnectionString);

    /// <inheritdoc/>
    public override void ConfigureKeys(
        DbContextOptionsBuilder<KeyVaultDbContext> options,
        string keyDirectory,
        Guid storeId
    ) => options.UseVisionSdkPostgreSql(_keys);

    /// <inheritdoc/>
    public override StoreFault? Classify(Exception exception) => PostgreSqlErrors.Classify(exception);

    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginSnapshotAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask<VectorReader> ReadVectorsAsync(
        DbCommand command,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        return new PostgreSqlVectorReader(await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// PostgreSQL keeps deleted rows until it is vacuumed, and its log until that is recycled; no client can see to either. What makes an
    /// erased identity unreadable there is the destroyed key, so this never says that nothing is left.
    /// </remarks>
    public override Task<bool> ScrubAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: PostgreSQL's own tools make its backups.</exception>
    public override Task BackupAsync(DbConnection connection, string path, CancellationToken cancellationToken) =>
        throw new NotSupportedException(
            $"A backup of PostgreSQL is made with its own tools: pg_dump --format=custom {_connection.Database}. Leave out the database of the keys."
        );

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> CheckIntegrityAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>([]);
}
