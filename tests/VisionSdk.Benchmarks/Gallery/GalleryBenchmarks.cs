using BenchmarkDotNet.Attributes;

namespace VisionSdk.Benchmarks;

/// <summary>One search of a gallery, ten candidates, beside a bare read of the same bytes.</summary>
[MemoryDiagnoser]
public class GalleryBenchmarks
{
    private const int Tile = 16;
    private static readonly GallerySearchOptions Exact = new() { MaxCandidates = 10 };
    private static readonly GallerySearchOptions Codes = Exact with { Precision = GalleryPrecision.Quantized };

    private ReadRoof _roof = null!;
    private GalleryIndex _index = null!;
    private GalleryIndex _parallel = null!;
    private float[] _vectors = null!;
    private ReadOnlyMemory<float>[] _tile = null!;
    private int _probe;

    [Params(100_000, 1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _vectors = await FaceVectors.LoadAsync();
        _roof = new ReadRoof(Rows);
        _index = Fill(1);
        _parallel = Fill(2);
        _tile = [.. Enumerable.Range(0, Tile).Select(_ => (ReadOnlyMemory<float>)Probe().ToArray())];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _roof.Dispose();
        _index.Dispose();
        _parallel.Dispose();
    }

    [Benchmark(Baseline = true, Description = "sum of the same bytes")]
    public float Roof() => _roof.Sum();

    [Benchmark(Description = "sum of the same bytes, two threads")]
    public float RoofParallel() => _roof.SumByTwo();

    [Benchmark(Description = "Full")]
    public float Full() => _index.Search(Probe(), Exact)[0].Distance;

    [Benchmark(Description = "Quantized")]
    public float Quantized() => _index.Search(Probe(), Codes)[0].Distance;

    [Benchmark(Description = "Full, two threads")]
    public float FullParallel() => _parallel.Search(Probe(), Exact)[0].Distance;

    [Benchmark(Description = "Quantized, two threads")]
    public float QuantizedParallel() => _parallel.Search(Probe(), Codes)[0].Distance;

    [Benchmark(OperationsPerInvoke = Tile, Description = "Full, 16 probes at once")]
    public int FullMany() => _index.SearchMany(_tile, Exact).Length;

    private GalleryIndex Fill(int threads)
    {
        var index = new GalleryIndex(
            FaceVectors.Dimension,
            DistanceMetric.Cosine,
            new GalleryIndexOptions { MaxParallelism = threads }
        );
        using var loader = index.BeginLoad(Rows);
        for (var row = 0; row < Rows; row++)
        {
            FaceVectors.Write(
                _vectors,
                row,
                loader.Add(new Guid(row, 0, 0, new byte[8]), new Guid(row, 1, 0, new byte[8]))
            );
        }

        loader.Complete();
        return index;
    }

    private ReadOnlySpan<float> Probe()
    {
        var count = _vectors.Length / FaceVectors.Dimension;
        _probe = (_probe + 7) % count;
        return _vectors.AsSpan(_probe * FaceVectors.Dimension, FaceVectors.Dimension);
    }
}
