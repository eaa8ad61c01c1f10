using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace VisionSdk.Storage;

/// <summary>Looks after the schema of a store that is not open: for set-up, for upgrades and for operators.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class StoreSchema
{
    private const string LockTable = "__EFMigrationsLock";

    private readonly StoreContexts _contexts;

    /// <summary>Names the database.</summary>
    /// <param name="provider">The database.</param>
    public StoreSchema(StoreProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _contexts = new StoreContexts(provider, new StoreOptions(), TimeProvider.System);
    }

    /// <summary>Compares the schema with the one that this version needs. Nothing is changed.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How it stands.</returns>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public Task<StoreSchemaStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync("Reading the schema", ReadStatusAsync, cancellationToken);

    /// <summary>Creates the schema, or brings it up to date.</summary>
    /// <param name="timeout">How long it may take, waiting for other processes that migrate included.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How it stands afterwards.</returns>
    /// <exception cref="StoreException">
    /// The schema is foreign or newer, the time was not enough because a lock is held (<see cref="StoreFailure.SchemaLocked"/>), or the
    /// database cannot be written.
    /// </exception>
    public async Task<StoreSchemaStatus> MigrateAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var status = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfUnusable(status);
        if (status.State == StoreSchemaState.Current)
        {
            return status;
        }

        using var limit = new CancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var isFirst = true; status.State != StoreSchemaState.Current; isFirst = false)
            {
                status = await TryMigrateAsync(status, isFirst, either.Token).ConfigureAwait(false);
                ThrowIfUnusable(status);
            }

            return status;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreException(
                StoreFailure.SchemaLocked,
                $"Migrating {_contexts.Provider.Description} took longer than {timeout.TotalSeconds} s, because another process is migrating or was cut off while it did. When none is running, release the lock with StoreSchema.UnlockAsync.",
                exception
            );
        }
    }

    /// <summary>Removes the lock that a migration left when it was cut off. Make sure that none is running.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there was a lock.</returns>
    /// <exception cref="StoreException">The database cannot be written.</exception>
    public Task<bool> UnlockAsync(CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync(
            "Unlocking the schema",
            static async (context, token) =>
            {
                if (!await IsLockedAsync(context, token).ConfigureAwait(false))
                {
                    return false;
                }

                await context.Database.ExecuteSqlRawAsync($"DELETE FROM \"{LockTable}\";", token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Migrates; what it threw is forgotten when another process has applied a migration meanwhile, since the rest can be tried then.</summary>
    /// <remarks>
    /// EF holds the lock of PostgreSQL for one migration at a time, so that two processes can both find the next one missing. Each is a
    /// transaction: the second process fails and leaves no trace.
    /// </remarks>
    private async Task<StoreSchemaStatus> TryMigrateAsync(
        StoreSchemaStatus before,
        bool isFirst,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await _contexts
                .ReadAsync(
                    "Migrating the schema",
                    static async (context, token) =>
                    {
                        await context.Database.MigrateAsync(token).ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            var after = await GetStatusAsync(cancellationToken).ConfigureAwait(false);

            // The first time another process may just have created the database itself.
            if (!isFirst && after.Pending.Length >= before.Pending.Length)
            {
                throw;
            }

            return after;
        }
    }

    /// <summary>Throws when the store must not be touched, whatever the application allows.</summary>
    internal void ThrowIfUnusable(StoreSchemaStatus status)
    {
        if (status.State == StoreSchemaState.Newer)
        {
            throw new StoreException(
                StoreFailure.SchemaNewer,
                $"{_contexts.Provider.Description} was made by a newer version of VisionSdk: migration {status.Applied[^1]} is not known here. Update VisionSdk; nothing was changed."
            );
        }

        if (status.State == StoreSchemaState.Foreign)
        {
            throw new StoreException(
                StoreFailure.SchemaForeign,
                $"{_contexts.Provider.Description} has tables that are not VisionSdk's. Name another database; nothing was changed."
            );
        }
    }

    private async Task<StoreSchemaStatus> ReadStatusAsync(VisionDbContext context, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations().ToList();
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (
            !await creator.ExistsAsync(cancellationToken).ConfigureAwait(false)
            || !await creator.HasTablesAsync(cancellationToken).ConfigureAwait(false)
        )
        {
            return new StoreSchemaStatus(StoreSchemaState.Missing, [], [.. known], IsLocked: false);
        }

        var history = context.GetService<IHistoryRepository>();
        var applied = await history.ExistsAsync(cancellationToken).ConfigureAwait(false)
            ? (await history.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false))
                .Select(static row => row.MigrationId)
                .ToList()
            : [];
        var isLocked = await IsLockedAsync(context, cancellationToken).ConfigureAwait(false);
        var isOurs = applied.Count > 0 && applied[0] == known[0];
        var pending = known.Except(applied, StringComparer.Ordinal).ToList();
        var state = isOurs
            ? applied.Except(known, StringComparer.Ordinal).Any()
                ? StoreSchemaState.Newer
                : pending.Count > 0
                    ? StoreSchemaState.Outdated
                    : StoreSchemaState.Current
            // A first migration that was cut off leaves its lock and an empty history.
            : applied.Count == 0 && await HasOnlyMigrationTablesAsync(context, cancellationToken).ConfigureAwait(false)
                ? StoreSchemaState.Missing
                : StoreSchemaState.Foreign;
        return new StoreSchemaStatus(state, [.. applied], [.. pending], isLocked);
    }

    private static async Task<bool> IsLockedAsync(VisionDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await context
                    .Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM \"{LockTable}\"")
                    .SingleAsync(cancellationToken)
                    .ConfigureAwait(false) > 0;
        }
        catch (System.Data.Common.DbException)
        {
            // The table exists only where a provider locks by one.
            return false;
        }
    }

    private async Task<bool> HasOnlyMigrationTablesAsync(VisionDbContext context, CancellationToken cancellationToken)
    {
        var tables = await context
            .Database.SqlQueryRaw<string>(_contexts.Provider.TableNamesQuery)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return tables.TrueForAll(static name => name.StartsWith("__EFMigrations", StringComparison.Ordinal));
    }
}
