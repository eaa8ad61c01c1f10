using BenchmarkDotNet.Attributes;
using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>100,000 people enrolled at once, beside the same rows inserted by two prepared commands in one transaction.</summary>
[MemoryDiagnoser]
public class StoreBulkBenchmarks
{
    private readonly BulkStores _stores = new();
    private BulkRows _rows = null!;
    private string _plain = string.Empty;
    private string _sealed = string.Empty;

    [Params(100_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup() => _rows = BulkRows.Create(Rows);

    [GlobalCleanup]
    public void Cleanup() => _stores.Dispose();

    [IterationSetup]
    public void Begin()
    {
        _plain = _stores.CreateAsync(StoreEncryption.None).GetAwaiter().GetResult();
        _sealed = _stores.CreateAsync(StoreEncryption.Aes256Gcm).GetAwaiter().GetResult();
    }

    [IterationCleanup]
    public void End()
    {
        _stores.Delete(_plain);
        _stores.Delete(_sealed);
    }

    [Benchmark(Baseline = true, Description = "raw prepared commands")]
    public void Raw() => RawInserts.Run(_plain, _rows.Raw);

    [Benchmark(Description = "EnrollManyAsync, no encryption")]
    public async Task PlainAsync()
    {
        await using var store = await _stores.OpenAsync(_plain, StoreEncryption.None);
        await BulkStores.EnrollAsync(store, _rows.Enrolments);
    }

    [Benchmark(Description = "EnrollManyAsync, AES-256-GCM")]
    public async Task SealedAsync()
    {
        await using var store = await _stores.OpenAsync(_sealed, StoreEncryption.Aes256Gcm);
        await BulkStores.EnrollAsync(store, _rows.Enrolments);
    }
}
