using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VisionSdk;

/// <summary>
/// Vectors as 8-bit integers with one scale: <c>value ≈ scale · (code − 128)</c>. Rows are unsigned and probes signed, because that is
/// what the processors' 8-bit products take; the 128 then costs one subtraction per search and not one per row.
/// </summary>
internal static unsafe class ByteCodes
{
    public const int Zero = 128;

    private const int Largest = 127;
    private const int Step = 16;

    /// <summary>Encodes a row.</summary>
    /// <param name="values">Values, a multiple of 16.</param>
    /// <param name="codes">At least as many bytes; the rest is cleared.</param>
    /// <returns>The scale.</returns>
    public static float Encode(ReadOnlySpan<float> values, Span<byte> codes)
    {
        var largest = LargestMagnitude(values);
        var inverse = largest > 0 ? Largest / largest : 0;
        if (!float.IsFinite(inverse))
        {
            inverse = 0;
        }

        var zero = Vector256.Create(Zero);
        for (var i = 0; i < values.Length; i += Step)
        {
            var low = Round(Vector256.Create(values.Slice(i, 8)) * inverse) + zero;
            var high = Round(Vector256.Create(values.Slice(i + 8, 8)) * inverse) + zero;
            var both = Vector256.Narrow(low, high).AsUInt16();
            Vector128.Narrow(both.GetLower(), both.GetUpper()).CopyTo(codes[i..]);
        }

        codes[values.Length..].Clear();
        return inverse > 0 ? largest / Largest : 0;
    }

    // The values are known to be finite, so that the comparison need not look for anything else.
    private static float LargestMagnitude(ReadOnlySpan<float> values)
    {
        var low = Vector256<float>.Zero;
        var high = Vector256<float>.Zero;
        for (var i = 0; i < values.Length; i += Step)
        {
            low = Vector256.MaxNative(low, Vector256.Abs(Vector256.Create(values.Slice(i, 8))));
            high = Vector256.MaxNative(high, Vector256.Abs(Vector256.Create(values.Slice(i + 8, 8))));
        }

        var both = Vector256.MaxNative(low, high);
        var half = Vector128.MaxNative(both.GetLower(), both.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[1]), MathF.Max(half[2], half[3]));
    }

    /// <summary>Sum of the products of a row's codes and a probe's codes.</summary>
    /// <param name="row">Codes of a row.</param>
    /// <param name="probe">Codes of a probe, each 128 less.</param>
    /// <param name="count">Number of codes, a multiple of 64.</param>
    /// <returns>The sum; it is exact.</returns>
    public static int Dot(byte* row, sbyte* probe, int count)
    {
        if (AvxVnni.IsSupported)
        {
            return DotVnni(row, probe, count);
        }

        if (Avx512BW.IsSupported)
        {
            return DotAvx512(row, probe, count);
        }

        return Avx2.IsSupported ? DotAvx2(row, probe, count) : DotPortable(row, probe, count);
    }

    /// <summary>The same with the products of AVX-VNNI.</summary>
    internal static int DotVnni(byte* row, sbyte* probe, int count)
    {
        // Two sums: one would wait for itself.
        var even = Vector256<int>.Zero;
        var odd = Vector256<int>.Zero;
        for (var i = 0; i < count; i += 2 * Vector256<byte>.Count)
        {
            even = AvxVnni.MultiplyWideningAndAdd(even, Vector256.Load(row + i), Vector256.Load(probe + i));
            odd = AvxVnni.MultiplyWideningAndAdd(odd, Vector256.Load(row + i + 32), Vector256.Load(probe + i + 32));
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>The same with AVX-512 where the 8-bit products are missing.</summary>
    internal static int DotAvx512(byte* row, sbyte* probe, int count)
    {
        var sum = Vector512<int>.Zero;
        for (var i = 0; i < count; i += Vector256<byte>.Count)
        {
            sum += Avx512BW.MultiplyAddAdjacent(
                Avx512BW.ConvertToVector512Int16(Vector256.Load(row + i)),
                Avx512BW.ConvertToVector512Int16(Vector256.Load(probe + i))
            );
        }

        return Vector512.Sum(sum);
    }

    /// <summary>The same with AVX2, whose own 8-bit product saturates: in 16 bits, pairs of products added up in 32.</summary>
    internal static int DotAvx2(byte* row, sbyte* probe, int count)
    {
        var even = Vector256<int>.Zero;
        var odd = Vector256<int>.Zero;
        for (var i = 0; i < count; i += Vector256<byte>.Count)
        {
            // Rows follow each other, but the processor's own prefetch stops at pages of 4 KiB.
            Sse.Prefetch0(row + i + 4096);
            var codes = Vector256.Load(row + i).AsUInt16();
            var factors = Vector256.Load(probe + i).AsInt16();
            even += Avx2.MultiplyAddAdjacent(
                (codes & Vector256.Create((ushort)byte.MaxValue)).AsInt16(),
                Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(factors, 8), 8)
            );
            odd += Avx2.MultiplyAddAdjacent((codes >>> 8).AsInt16(), Vector256.ShiftRightArithmetic(factors, 8));
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>The same with what every processor has.</summary>
    internal static int DotPortable(byte* row, sbyte* probe, int count)
    {
        var sum = Vector256<int>.Zero;
        for (var i = 0; i < count; i += Vector128<byte>.Count)
        {
            // 255 · 127 fits 16 bits.
            var (rowLow, rowHigh) = Vector128.Widen(Vector128.Load(row + i));
            var (probeLow, probeHigh) = Vector128.Widen(Vector128.Load(probe + i));
            var (a, b) = Vector256.Widen(Vector256.Create(rowLow.AsInt16() * probeLow, rowHigh.AsInt16() * probeHigh));
            sum += a + b;
        }

        return Vector256.Sum(sum);
    }

    private static Vector256<int> Round(Vector256<float> values) => Vector256.ConvertToInt32(Vector256.Round(values));
}
