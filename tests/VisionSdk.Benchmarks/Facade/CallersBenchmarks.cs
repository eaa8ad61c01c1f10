using BenchmarkDotNet.Attributes;

namespace VisionSdk.Benchmarks;

/// <summary>Throughput of one client under one and two callers. On two idle cores two callers should take little more than half the time.</summary>
public class CallersBenchmarks
{
    private const int Calls = 64;

    private VisionClient _client = null!;
    private ImageSource _source = null!;

    [GlobalSetup]
    public void Setup()
    {
        _client = VisionClient.Create();
        _source = ImageSource.FromBytes(File.ReadAllBytes(Photographs.Jpeg(1)));
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _client.DisposeAsync();

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls, Description = "one caller")]
    public Task One() => CallAsync(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Description = "two callers")]
    public Task Two() => Task.WhenAll(Task.Run(() => CallAsync(Calls / 2)), Task.Run(() => CallAsync(Calls / 2)));

    private async Task CallAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _client.DetectAsync(_source, DetectOptions.Faces);
        }
    }
}
