using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>The client's store: opened on first use, once, and closed with the client.</summary>
/// <remarks>Opening belongs to nobody: a caller that stops waiting does not stop it. A failure is forgotten, so that the next caller tries again.</remarks>
internal sealed class StoreSource(
    VisionSdkOptions sdk,
    VisionPipelines pipelines,
    IDataProtectionProvider? protection,
    TimeProvider time,
    ILoggerFactory loggers
) : IAsyncDisposable
{
    private const string KeyRingFolder = "ring";

    private readonly VisionStoreOptions _options = sdk.Store;
    private readonly Lock _gate = new();
    private Task<VisionStore>? _opening;
    private LocalKeyRing? _ring;

    /// <summary>The database.</summary>
    public StoreProvider Provider => _options.Provider ?? CreateSqlite();

    /// <summary>Whether there may be a store: it is open, or its database exists.</summary>
    public bool MayExist
    {
        get
        {
            lock (_gate)
            {
                return _opening is { IsCompletedSuccessfully: true } || Provider.MayExist;
            }
        }
    }

    /// <summary>Gets the store.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public async ValueTask<VisionStore> GetAsync(CancellationToken cancellationToken)
    {
        Task<VisionStore> opening;
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = Task.Run(
                    () => pipelines.OpenStoreAsync(OpenAsync, CancellationToken.None),
                    CancellationToken.None
                );
            }

            opening = _opening;
        }

        return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls the store within the time that a call may take.</summary>
    /// <param name="operation">What is done, for messages.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VisionTimeoutException">It takes too long.</exception>
    public async Task<T> CallAsync<T>(
        string operation,
        Func<VisionStore, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        var store = await GetAsync(cancellationToken).ConfigureAwait(false);
        return await pipelines
            .CallStoreAsync(operation, token => call(store, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        Task<VisionStore>? opening;
        lock (_gate)
        {
            opening = _opening;
        }

        if (opening is not null)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully)
            {
                var store = await opening.ConfigureAwait(false);
                await store.DisposeAsync().ConfigureAwait(false);
            }
        }

        _ring?.Dispose();
    }

    private Task<VisionStore> OpenAsync(CancellationToken cancellationToken)
    {
        var defaults = new StoreOptions();
        var storeOptions = defaults with
        {
            MigrateOnOpen = _options.MigrateOnOpen,
            MigrationTimeout = _options.MigrationTimeout,
            WriteRetries = sdk.Resilience.Store.Retries,
            WriteRetryDelay = sdk.Resilience.Store.RetryDelay,
            Encryption = _options.Encrypt ? StoreEncryption.Aes256Gcm : StoreEncryption.None,
            KeyDirectory = _options.KeyDirectory is { } directory
                ? BesideApplication(directory)
                : defaults.KeyDirectory,
        };
        return VisionStore.OpenAsync(
            Provider,
            _options.Keys ?? CreateKeys(storeOptions.KeyDirectory),
            storeOptions,
            time,
            loggers.CreateLogger("VisionSdk"),
            cancellationToken
        );
    }

    private SqliteStoreProvider CreateSqlite() =>
        new(
            _options.Database.Contains('=', StringComparison.Ordinal)
                ? _options.Database
                : BesideApplication(_options.Database)
        );

    private IKeyProvider CreateKeys(string keyDirectory)
    {
        if (_options.KeyFile is { } file)
        {
            return FileKeyProvider.OpenOrCreate(BesideApplication(file));
        }

        if (protection is not null)
        {
            return new DataProtectionKeyProvider(protection);
        }

        _ring ??= new LocalKeyRing(Path.Combine(keyDirectory, KeyRingFolder), loggers);
        return new DataProtectionKeyProvider(_ring.Provider);
    }

    private static string BesideApplication(string path) => Path.Combine(AppContext.BaseDirectory, path);
}
