using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VisionSdk;

/// <content>The same for processors with FMA and without vectors of 512 bits.</content>
internal static unsafe partial class RowSums
{
    private const int HalfStep = 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Dot256(float* row, float* probe, int length)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= length - HalfStep; i += HalfStep)
        {
            Prefetch256(row + i);
            a = Fma.MultiplyAdd(Vector256.Load(row + i), Vector256.Load(probe + i), a);
            b = Fma.MultiplyAdd(Vector256.Load(row + i + 8), Vector256.Load(probe + i + 8), b);
            c = Fma.MultiplyAdd(Vector256.Load(row + i + 16), Vector256.Load(probe + i + 16), c);
            d = Fma.MultiplyAdd(Vector256.Load(row + i + 24), Vector256.Load(probe + i + 24), d);
        }

        for (; i < length; i += Vector256<float>.Count)
        {
            a = Fma.MultiplyAdd(Vector256.Load(row + i), Vector256.Load(probe + i), a);
        }

        return Vector256.Sum(a + b + (c + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SquaredDistance256(float* row, float* probe, int length)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= length - HalfStep; i += HalfStep)
        {
            Prefetch256(row + i);
            a = AddSquaredDifference(row + i, probe + i, a);
            b = AddSquaredDifference(row + i + 8, probe + i + 8, b);
            c = AddSquaredDifference(row + i + 16, probe + i + 16, c);
            d = AddSquaredDifference(row + i + 24, probe + i + 24, d);
        }

        for (; i < length; i += Vector256<float>.Count)
        {
            a = AddSquaredDifference(row + i, probe + i, a);
        }

        return Vector256.Sum(a + b + (c + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddSquaredDifference(float* row, float* probe, Vector256<float> sum)
    {
        var difference = Vector256.Load(row) - Vector256.Load(probe);
        return Fma.MultiplyAdd(difference, difference, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch256(float* at)
    {
        Sse.Prefetch0(at + Ahead);
        Sse.Prefetch0(at + Ahead + 16);
    }
}
