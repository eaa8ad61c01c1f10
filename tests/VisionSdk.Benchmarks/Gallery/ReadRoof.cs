using System.Runtime.Intrinsics;

namespace VisionSdk.Benchmarks;

/// <summary>As many bytes as a gallery's values, in memory of the same kind, and nothing done with them but a sum: no exact search can be faster.</summary>
internal sealed unsafe class ReadRoof : IDisposable
{
    private readonly nuint _count;
    private readonly NativeBuffer _memory;
    private readonly float* _values;

    public ReadRoof(int rows)
    {
        _count = (nuint)rows * FaceVectors.Dimension;
        _memory = new NativeBuffer(_count * sizeof(float));
        _values = (float*)_memory.Pointer;
        for (nuint i = 0; i < _count; i++)
        {
            _values[i] = i % 7;
        }
    }

    public float Sum() => Sum(0, _count);

    /// <summary>The same by two threads: what the machine's memory gives a second one.</summary>
    public float SumByTwo()
    {
        var halves = new float[2];
        var middle = _count / 128 * 64;
        Parallel.Invoke(() => halves[0] = Sum(0, middle), () => halves[1] = Sum(middle, _count));
        return halves[0] + halves[1];
    }

    private float Sum(nuint start, nuint end)
    {
        var a = Vector512<float>.Zero;
        var b = a;
        var c = a;
        var d = a;
        for (var i = start; i < end; i += 64)
        {
            a += Vector512.LoadAligned(_values + i);
            b += Vector512.LoadAligned(_values + i + 16);
            c += Vector512.LoadAligned(_values + i + 32);
            d += Vector512.LoadAligned(_values + i + 48);
        }

        return Vector512.Sum(a + b + c + d);
    }

    public void Dispose() => _memory.Dispose();
}
