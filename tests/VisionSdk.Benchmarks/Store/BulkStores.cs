using Microsoft.Data.Sqlite;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>Stores in a temporary folder: empty ones to fill, and filled ones to load.</summary>
internal sealed class BulkStores : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("visionsdk-benchmarks-");
    private int _count;

    /// <summary>A store that knows the model and has the gallery, but nobody in it.</summary>
    public async Task<string> CreateAsync(StoreEncryption encryption)
    {
        var file = Path.Combine(_folder.FullName, $"{_count++}.db");
        await using var store = await OpenAsync(file, encryption);

        // The gallery comes with its first identity.
        var first = await store.EnrollAsync(BulkRows.Create(1).Enrolments[0] with { ExternalKey = "first" });
        await store.EraseAsync(StoreOptions.DefaultTenant, first.IdentityId);
        return file;
    }

    /// <summary>A store in which all are enrolled.</summary>
    public async Task<string> FillAsync(BulkRows rows, StoreEncryption encryption)
    {
        var file = await CreateAsync(encryption);
        await using var store = await OpenAsync(file, encryption);
        await EnrollAsync(store, rows.Enrolments);
        return file;
    }

    public Task<VisionStore> OpenAsync(string file, StoreEncryption encryption) =>
        VisionStore.OpenAsync(
            new SqliteStoreProvider(file),
            FileKeyProvider.OpenOrCreate(Path.Combine(_folder.FullName, "store.key")),
            new StoreOptions { KeyDirectory = Path.Combine(_folder.FullName, "keys"), Encryption = encryption }
        );

    /// <summary>Enrols all, and makes sure that all were stored.</summary>
    public static async Task EnrollAsync(VisionStore store, IReadOnlyList<Enrolment> enrolments)
    {
        var stored = 0;
        await foreach (var outcome in store.EnrollManyAsync(enrolments))
        {
            stored += outcome.Receipt is { IsNew: true }
                ? 1
                : throw new InvalidOperationException("One is missing.", outcome.Failure);
        }

        if (stored != enrolments.Count)
        {
            throw new InvalidOperationException("Some are missing.");
        }
    }

    /// <summary>Opens the store and searches once, which loads the gallery.</summary>
    public static async Task<int> LoadAsync(VisionStore store, Embedding probe) =>
        (await store.SearchAsync(new GalleryScope(StoreOptions.DefaultTenant), probe)).Embeddings;

    public void Delete(string file)
    {
        SqliteConnection.ClearAllPools();
        foreach (var path in (string[])[file, file + "-wal", file + "-shm"])
        {
            File.Delete(path);
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
