using VisionSdk.TestUtilities;

namespace VisionSdk.Storage.Tests;

/// <summary>A database of one test, with a key file and a key directory.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string KeyFile => _folder.At("store.key");

    public StoreOptions Options =>
        new()
        {
            KeyDirectory = _folder.At("keys"),
            MigrateOnOpen = true,
            Encryption = StoreEncryption.Aes256Gcm,
        };

    public abstract StoreProvider Provider { get; }

    public TemporaryFolder Folder => _folder;

    public IKeyProvider Keys => FileKeyProvider.OpenOrCreate(KeyFile);

    public Task<VisionStore> OpenAsync(StoreOptions? options = null, TimeProvider? time = null) =>
        VisionStore.OpenAsync(
            Provider,
            Keys,
            options ?? Options,
            time,
            cancellationToken: TestContext.Current.CancellationToken
        );

    public virtual ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
