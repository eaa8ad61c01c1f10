using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VisionSdk.ML;

/// <summary>Weighted sums of rows of bytes and of neighbouring pixels: the two halves of separable resampling.</summary>
internal static class WeightedRows
{
    /// <summary>Sums bytes down a column: <c>sums[i] = Σ weights[r] · first[r · stride + i]</c>.</summary>
    /// <param name="first">The bytes from the start of the first row on.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="weights">One weight per row, at least one.</param>
    /// <param name="sums">One sum per byte of a row.</param>
    public static void SumColumns(ReadOnlySpan<byte> first, int stride, ReadOnlySpan<float> weights, Span<float> sums)
    {
        // The only bounds check of the vector loops: the last row must be there in full.
        _ = first.Slice((weights.Length - 1) * stride, sums.Length);
        var done =
            Avx512F.IsSupported ? SumColumns512(first, stride, weights, sums)
            : Avx2.IsSupported ? SumColumns256(first, stride, weights, sums)
            : Vector128.IsHardwareAccelerated ? SumColumns128(first, stride, weights, sums)
            : 0;
        SumColumnsScalar(first, stride, weights, sums, done);
    }

    internal static int SumColumns512(
        ReadOnlySpan<byte> first,
        int stride,
        ReadOnlySpan<float> weights,
        Span<float> sums
    )
    {
        ref var bytes = ref MemoryMarshal.GetReference(first);
        var i = 0;
        for (; i <= sums.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var sum = Vector512<float>.Zero;
            ref var column = ref Unsafe.Add(ref bytes, i);
            foreach (var weight in weights)
            {
                var values = Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref column));
                sum = Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(values), Vector512.Create(weight), sum);
                column = ref Unsafe.Add(ref column, stride);
            }

            sum.CopyTo(sums[i..]);
        }

        return i;
    }

    internal static int SumColumns256(
        ReadOnlySpan<byte> first,
        int stride,
        ReadOnlySpan<float> weights,
        Span<float> sums
    )
    {
        ref var bytes = ref MemoryMarshal.GetReference(first);
        var i = 0;
        for (; i <= sums.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var sum = Vector256<float>.Zero;
            ref var column = ref Unsafe.Add(ref bytes, i);
            foreach (var weight in weights)
            {
                var eight = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref column)).AsByte();
                var values = Avx2.ConvertToVector256Int32(eight);
                sum = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(values), Vector256.Create(weight), sum);
                column = ref Unsafe.Add(ref column, stride);
            }

            sum.CopyTo(sums[i..]);
        }

        return i;
    }

    internal static int SumColumns128(
        ReadOnlySpan<byte> first,
        int stride,
        ReadOnlySpan<float> weights,
        Span<float> sums
    )
    {
        ref var bytes = ref MemoryMarshal.GetReference(first);
        var i = 0;
        for (; i <= sums.Length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            var sum = Vector128<float>.Zero;
            ref var column = ref Unsafe.Add(ref bytes, i);
            foreach (var weight in weights)
            {
                sum = Vector128.MultiplyAddEstimate(LoadPixel(ref column), Vector128.Create(weight), sum);
                column = ref Unsafe.Add(ref column, stride);
            }

            sum.CopyTo(sums[i..]);
        }

        return i;
    }

    internal static void SumColumnsScalar(
        ReadOnlySpan<byte> first,
        int stride,
        ReadOnlySpan<float> weights,
        Span<float> sums,
        int start
    )
    {
        for (var i = start; i < sums.Length; i++)
        {
            var sum = 0f;
            for (var row = 0; row < weights.Length; row++)
            {
                sum += first[(row * stride) + i] * weights[row];
            }

            sums[i] = sum;
        }
    }

    /// <summary>Sums neighbouring pixels of four floats.</summary>
    /// <param name="row">Four floats per held pixel, from <see cref="ResampleAxis.HeldStart"/> on.</param>
    /// <param name="axis">The taps of each canvas pixel.</param>
    /// <param name="canvas">Four floats per canvas pixel, from <see cref="ResampleAxis.CanvasStart"/> on.</param>
    public static void SumPixels(ReadOnlySpan<float> row, ResampleAxis axis, Span<float> canvas)
    {
        var pixels = MemoryMarshal.Cast<float, Vector128<float>>(row);
        var target = MemoryMarshal.Cast<float, Vector128<float>>(canvas);
        for (var x = axis.CanvasStart; x < axis.CanvasEnd; x++)
        {
            var weights = axis.WeightsOf(x, out var start);
            var taps = pixels.Slice(start - axis.HeldStart, weights.Length);
            var sum = Vector128<float>.Zero;
            for (var i = 0; i < taps.Length; i++)
            {
                sum = Vector128.MultiplyAddEstimate(taps[i], Vector128.Create(weights[i]), sum);
            }

            target[x - axis.CanvasStart] = sum;
        }
    }

    /// <summary>One pixel of four bytes as four floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadPixel(ref readonly byte pixel)
    {
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(in pixel)).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }
}
