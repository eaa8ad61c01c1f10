using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;

namespace VisionSdk.Benchmarks;

/// <summary>A gallery filled from memory, beside a copy of the same bytes into memory that is as new.</summary>
[MemoryDiagnoser]
public class GalleryLoadBenchmarks
{
    private const int Rows = 100_000;
    private readonly Guid[] _ids = new Guid[Rows];
    private float[] _rows = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var vectors = await FaceVectors.LoadAsync();
        _rows = new float[Rows * FaceVectors.Dimension];
        for (var row = 0; row < Rows; row++)
        {
            FaceVectors.Write(vectors, row, Row(row));
            _ids[row] = new Guid(row, 0, 0, new byte[8]);
        }
    }

    [Benchmark(Baseline = true, Description = "copy")]
    public unsafe float Copy()
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)_rows.Length * sizeof(float), 64);
        for (var row = 0; row < Rows; row++)
        {
            Row(row).CopyTo(new Span<float>(memory + (row * FaceVectors.Dimension), FaceVectors.Dimension));
        }

        var last = memory[_rows.Length - 1];
        NativeMemory.AlignedFree(memory);
        return last;
    }

    [Benchmark(Description = "copy, cleared before it is freed")]
    public unsafe float CopyAndClear()
    {
        var length = (nuint)_rows.Length * sizeof(float);
        var memory = (float*)NativeMemory.AlignedAlloc(length, 64);
        for (var row = 0; row < Rows; row++)
        {
            Row(row).CopyTo(new Span<float>(memory + (row * FaceVectors.Dimension), FaceVectors.Dimension));
        }

        var last = memory[_rows.Length - 1];
        NativeMemory.Clear(memory, length);
        NativeMemory.AlignedFree(memory);
        return last;
    }

    [Benchmark(Description = "GalleryLoader")]
    public int Load() => Load(isQuantized: true);

    [Benchmark(Description = "GalleryLoader, no 8-bit copies")]
    public int LoadWithoutCodes() => Load(isQuantized: false);

    private int Load(bool isQuantized)
    {
        using var index = new GalleryIndex(
            FaceVectors.Dimension,
            DistanceMetric.Cosine,
            new GalleryIndexOptions { IsQuantized = isQuantized }
        );
        using var loader = index.BeginLoad(Rows);
        for (var row = 0; row < Rows; row++)
        {
            Row(row).CopyTo(loader.Add(_ids[row], _ids[row]));
        }

        loader.Complete();
        return index.Count;
    }

    private Span<float> Row(int row) => _rows.AsSpan(row * FaceVectors.Dimension, FaceVectors.Dimension);
}
