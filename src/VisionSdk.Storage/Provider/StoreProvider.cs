using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>What a store must know of its database beyond EF Core: the provider packages derive from it.</summary>
/// <remarks>Instances are immutable and may be shared between threads and stores.</remarks>
public abstract class StoreProvider
{
    /// <summary>The database in words, without secrets: <c>SQLite file '/data/vision.db'</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Whether the application usually owns the schema, so that it is created and migrated on first use by default.</summary>
    public abstract bool IsEmbedded { get; }

    /// <summary>Whether there may be a database to open. Asking creates nothing.</summary>
    /// <value>Default true: of a server only opening can tell.</value>
    public virtual bool MayExist => true;

    /// <summary>A query with one column, <c>Value</c>, that lists the tables of the database.</summary>
    public abstract string TableNamesQuery { get; }

    /// <summary>Sets up the context of the store.</summary>
    /// <param name="options">The options to fill.</param>
    public abstract void Configure(DbContextOptionsBuilder<VisionDbContext> options);

    /// <summary>Sets up the context of the key vault, which must not lie in the store's own database.</summary>
    /// <param name="options">The options to fill.</param>
    /// <param name="keyDirectory">The directory for keys, if the provider keeps them in a file; it may not exist yet.</param>
    /// <param name="storeId">The store.</param>
    public abstract void ConfigureKeys(
        DbContextOptionsBuilder<KeyVaultDbContext> options,
        string keyDirectory,
        Guid storeId
    );

    /// <summary>Recognises an error of the database.</summary>
    /// <param name="exception">The error; wrapped ones are looked into.</param>
    /// <returns>What it is; <see langword="null"/> when it is no error of this database.</returns>
    public abstract StoreFault? Classify(Exception exception);

    /// <summary>Begins a transaction that writes, as soon as no other writer is in the way.</summary>
    /// <param name="connection">An open connection to the store or to the key vault.</param>
    /// <param name="table">A table of that database.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The transaction, to be disposed by the caller.</returns>
    public virtual ValueTask<DbTransaction> BeginWriteAsync(
        DbConnection connection,
        string table,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BeginTransactionAsync(cancellationToken);
    }

    /// <summary>Begins a transaction that only reads: all of its queries see the same state, and no writer waits for it.</summary>
    /// <param name="connection">An open connection to the store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The transaction, to be disposed by the caller.</returns>
    public abstract ValueTask<DbTransaction> BeginSnapshotAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    );

    /// <summary>Opens a reader over vectors as they lie in the database, without materialising rows.</summary>
    /// <param name="command">
    /// A command on an open connection whose columns are: embedding id, identity id, kind, scheme, vector.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A reader, to be disposed by the caller.</returns>
    public abstract ValueTask<VectorReader> ReadVectorsAsync(DbCommand command, CancellationToken cancellationToken);

    /// <summary>Prepares a statement that inserts one row, for many rows.</summary>
    /// <param name="connection">An open connection to the store or to the key vault, in a transaction.</param>
    /// <param name="statement">The statement; its parameters are <c>@p0</c>, <c>@p1</c> and so on, in this order.</param>
    /// <returns>The inserter, to be disposed by the caller; <see langword="null"/> to send batches of ADO.NET, as is best for a server.</returns>
    public virtual RowInserter? CreateInserter(DbConnection connection, string statement) => null;

    /// <summary>Removes what deleted rows may have left in files that the provider owns.</summary>
    /// <param name="connection">An open connection to the store or to the key vault.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether nothing is left; <see langword="false"/> when readers still hold an older state, or when the provider cannot tell.</returns>
    public abstract Task<bool> ScrubAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Writes a consistent copy of the store while it is in use. Keys are not part of it.</summary>
    /// <param name="connection">An open connection to the store.</param>
    /// <param name="path">The file to write; it must not exist.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when the copy is on disk.</returns>
    public abstract Task BackupAsync(DbConnection connection, string path, CancellationToken cancellationToken);

    /// <summary>Checks the integrity of the database's own structures.</summary>
    /// <param name="connection">An open connection to the store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Problems in words; none when all is well.</returns>
    public abstract Task<IReadOnlyList<string>> CheckIntegrityAsync(
        DbConnection connection,
        CancellationToken cancellationToken
    );
}
