using System.Numerics;

namespace VisionSdk;

/// <summary>Finds the few scores that matter among many.</summary>
internal static class ScoreScan
{
    /// <summary>Index of the first value at or after a start that is at or above a minimum; the length when there is none. NaN is below everything.</summary>
    public static int IndexOfAtLeast(ReadOnlySpan<float> values, float minimum, int start)
    {
        var i = SkipBelow(values, minimum, start);
        while (i < values.Length && !(values[i] >= minimum))
        {
            i++;
        }

        return i;
    }

    // Whole vectors, as long as every lane is below; most of a score map goes by here.
    private static int SkipBelow(ReadOnlySpan<float> values, float minimum, int start)
    {
        var floor = new Vector<float>(minimum);
        var i = start;
        while (
            i <= values.Length - Vector<float>.Count
            && !Vector.GreaterThanOrEqualAny(new Vector<float>(values[i..]), floor)
        )
        {
            i += Vector<float>.Count;
        }

        return i;
    }
}
