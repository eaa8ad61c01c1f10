using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace VisionSdk.Storage;

/// <summary>
/// Keeps identities, their embeddings and pictures, anchor sets, model versions and the audit of it all, through crashes, concurrent
/// writers and erasure requests.
/// </summary>
/// <remarks>
/// Thread-safe; open one per database and process and share it. Several processes may use the same database. Whatever an awaited write
/// returns is durable. Every method throws <see cref="StoreException"/> when the database fails.
/// </remarks>
public sealed partial class VisionStore : IAsyncDisposable
{
    private readonly StoreContexts _contexts;
    private readonly GroupCommitWriter<WriteScope> _writer;
    private readonly KeyVault? _vault;
    private readonly StoreDigests _digests;
    private readonly StoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private VisionStore(
        StoreContexts contexts,
        StoreInfoRow info,
        KeyVault? vault,
        StoreOptions options,
        TimeProvider time,
        ILogger logger
    )
    {
        _contexts = contexts;
        _vault = vault;
        _options = options;
        _time = time;
        _logger = logger;
        StoreId = info.StoreId;
        Encryption = info.Encryption;
        _digests = new StoreDigests(vault is null ? info.StoreId.ToByteArray() : vault.DigestKey.ToArray());
        _writer = new GroupCommitWriter<WriteScope>(
            contexts.Provider,
            () => new WriteScope(contexts.Provider, contexts.Create(), time),
            options,
            time
        );
    }

    /// <summary>Names the store; copies and backups of it have the same id.</summary>
    public Guid StoreId { get; }

    /// <summary>What the store does to personal data.</summary>
    public StoreEncryption Encryption { get; }

    /// <summary>The database in words, without secrets.</summary>
    public string Description => _contexts.Provider.Description;

    /// <summary>Opens a store, and creates or migrates it first where that is allowed.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="keys">Opens the store's keys; may be <see langword="null"/> only for stores without encryption.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="logger">Where to log; <see langword="null"/> for nowhere.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The store, to be disposed by the caller.</returns>
    /// <exception cref="StoreException">
    /// The schema is missing, outdated, newer or foreign, the key is wrong or missing, or the database fails; see <see cref="StoreException.Failure"/>.
    /// </exception>
    /// <remarks>Erasures that were cut off are completed before this returns.</remarks>
    public static async Task<VisionStore> OpenAsync(
        StoreProvider provider,
        IKeyProvider? keys,
        StoreOptions? options = null,
        TimeProvider? time = null,
        ILogger? logger = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(provider);
        options ??= new StoreOptions();
        time ??= TimeProvider.System;
        await PrepareSchemaAsync(provider, options, cancellationToken).ConfigureAwait(false);
        var contexts = new StoreContexts(provider, options, time);
        var (info, isNew) = await contexts
            .ReadAsync(
                "Opening the store",
                (context, token) => ReadInfoAsync(context, options, time, token),
                cancellationToken
            )
            .ConfigureAwait(false);
        var vault =
            info.Encryption == StoreEncryption.None
                ? null
                : await KeyVault
                    .OpenAsync(
                        provider,
                        keys ?? throw KeyMissing(provider),
                        options,
                        info.StoreId,
                        isNew,
                        time,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
        var store = new VisionStore(contexts, info, vault, options, time, logger ?? NullLogger.Instance);
        try
        {
            await store.CompleteErasuresAsync(cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for the writes that are under way and closes the store.</summary>
    /// <returns>Completes when everything is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        if (_vault is not null)
        {
            await _vault.DisposeAsync().ConfigureAwait(false);
        }

        DisposeGalleries();
    }

    private static async Task PrepareSchemaAsync(
        StoreProvider provider,
        StoreOptions options,
        CancellationToken cancellationToken
    )
    {
        var schema = new StoreSchema(provider);
        var status = await schema.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        schema.ThrowIfUnusable(status);
        if (status.State == StoreSchemaState.Current)
        {
            return;
        }

        if (options.MigrateOnOpen ?? provider.IsEmbedded)
        {
            await schema.MigrateAsync(options.MigrationTimeout, cancellationToken).ConfigureAwait(false);
            return;
        }

        throw status.State == StoreSchemaState.Missing
            ? new StoreException(
                StoreFailure.SchemaMissing,
                $"{provider.Description} has no VisionSdk schema, and the application does not allow to create it. Call StoreSchema.MigrateAsync, or set MigrateOnOpen."
            )
            : new StoreException(
                StoreFailure.SchemaOutdated,
                $"{provider.Description} lacks {status.Pending.Length} migrations, the first is {status.Pending[0]}, and the application does not allow to apply them. Make a backup and call StoreSchema.MigrateAsync, or set MigrateOnOpen."
            );
    }

    private static async Task<(StoreInfoRow Info, bool IsNew)> ReadInfoAsync(
        VisionDbContext context,
        StoreOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var info = await context.StoreInfo.AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (info is null)
        {
            await CreateInfoAsync(context, options, time, cancellationToken).ConfigureAwait(false);
            info = await context.StoreInfo.AsNoTracking().SingleAsync(cancellationToken).ConfigureAwait(false);
        }

        var isNew = !await context.Identities.AnyAsync(cancellationToken).ConfigureAwait(false);
        return (info, isNew);
    }

    private static async Task CreateInfoAsync(
        VisionDbContext context,
        StoreOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        context.StoreInfo.Add(
            new StoreInfoRow
            {
                Id = 1,
                StoreId = Guid.NewGuid(),
                Encryption = options.Encryption,
                CreatedAt = time.GetUtcNow(),
            }
        );
        context.Tenants.Add(NewTenant(StoreOptions.DefaultTenant, time));
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Another process was first; what it made is read next. Anything else shows there.
            context.ChangeTracker.Clear();
        }
    }

    private static TenantRow NewTenant(string name, TimeProvider time) =>
        new()
        {
            Name = name,
            CreatedAt = time.GetUtcNow(),
            AuditHead = AuditChain.Origin,
        };

    private static StoreException KeyMissing(StoreProvider provider) =>
        new(
            StoreFailure.WrongKey,
            $"{provider.Description} encrypts personal data and no key provider was given. Give the one that the store was made with."
        );
}
