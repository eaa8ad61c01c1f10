using BenchmarkDotNet.Attributes;
using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>The first search of a gallery, which loads it, beside the blobs copied into one array.</summary>
[MemoryDiagnoser]
public class StoreLoadBenchmarks
{
    private readonly BulkStores _stores = new();
    private Embedding _probe = null!;
    private string _plain = string.Empty;
    private string _sealed = string.Empty;

    [Params(100_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var rows = BulkRows.Create(Rows);
        _probe = rows.Enrolments[0].References[0].Embedding;
        _plain = await _stores.FillAsync(rows, StoreEncryption.None);
        _sealed = await _stores.FillAsync(rows, StoreEncryption.Aes256Gcm);
    }

    [GlobalCleanup]
    public void Cleanup() => _stores.Dispose();

    [Benchmark(Baseline = true, Description = "raw blobs")]
    public float Raw() => RawVectors.Read(_plain, Rows);

    [Benchmark(Description = "open and first search, no encryption")]
    public async Task<int> PlainAsync()
    {
        await using var store = await _stores.OpenAsync(_plain, StoreEncryption.None);
        return await BulkStores.LoadAsync(store, _probe);
    }

    [Benchmark(Description = "open and first search, AES-256-GCM")]
    public async Task<int> SealedAsync()
    {
        await using var store = await _stores.OpenAsync(_sealed, StoreEncryption.Aes256Gcm);
        return await BulkStores.LoadAsync(store, _probe);
    }
}
