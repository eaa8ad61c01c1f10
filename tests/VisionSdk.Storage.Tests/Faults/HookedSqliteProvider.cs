using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VisionSdk.Migrations.Sqlite;

namespace VisionSdk.Storage.Tests;

/// <summary>SQLite, with something done to the connection before each transaction that writes.</summary>
internal sealed class HookedSqliteProvider(string file) : StoreProvider
{
    private readonly SqliteStoreProvider _inner = new(file);

    /// <summary>Gets the connection and the name of a table of its database: the store's or the key vault's.</summary>
    public Action<SqliteConnection, string>? BeforeWrite { get; set; }

    /// <summary>Runs before each transaction that only reads.</summary>
    public Action? BeforeSnapshot { get; set; }

    /// <summary>Runs before each reading of vectors.</summary>
    public Action? BeforeVectors { get; set; }

    /// <summary>Gets the statement before rows are inserted by it.</summary>
    public Action<string>? BeforeInserts { get; set; }

    public override string Description => _inner.Description;

    public override bool IsEmbedded => _inner.IsEmbedded;

    public override string TableNamesQuery => _inner.TableNamesQuery;

    public override void Configure(DbContextOptionsBuilder<VisionDbContext> options) => _inner.Configure(options);

    public override void ConfigureKeys(
        DbContextOptionsBuilder<KeyVaultDbContext> options,
        string keyDirectory,
        Guid storeId
    ) => _inner.ConfigureKeys(options, keyDirectory, storeId);

    public override StoreFault? Classify(Exception exception) => _inner.Classify(exception);

    public override ValueTask<DbTransaction> BeginWriteAsync(
        DbConnection connection,
        string table,
        CancellationToken cancellationToken
    )
    {
        BeforeWrite?.Invoke((SqliteConnection)connection, table);
        return _inner.BeginWriteAsync(connection, table, cancellationToken);
    }

    public override ValueTask<DbTransaction> BeginSnapshotAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    )
    {
        BeforeSnapshot?.Invoke();
        return _inner.BeginSnapshotAsync(connection, cancellationToken);
    }

    public override ValueTask<VectorReader> ReadVectorsAsync(DbCommand command, CancellationToken cancellationToken)
    {
        BeforeVectors?.Invoke();
        return _inner.ReadVectorsAsync(command, cancellationToken);
    }

    public override RowInserter? CreateInserter(DbConnection connection, string statement)
    {
        BeforeInserts?.Invoke(statement);
        return _inner.CreateInserter(connection, statement);
    }

    public override Task<bool> ScrubAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _inner.ScrubAsync(connection, cancellationToken);

    public override Task BackupAsync(DbConnection connection, string path, CancellationToken cancellationToken) =>
        _inner.BackupAsync(connection, path, cancellationToken);

    public override Task<IReadOnlyList<string>> CheckIntegrityAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    ) => _inner.CheckIntegrityAsync(connection, cancellationToken);
}
