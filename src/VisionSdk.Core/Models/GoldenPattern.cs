namespace VisionSdk;

/// <summary>The generator of golden inputs: xorshift32, simple enough to be written again in any language.</summary>
/// <remarks>Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003: shifts 13, 17, 5.</remarks>
public static class GoldenPattern
{
    /// <summary>Fills a tensor.</summary>
    /// <param name="seed">Start of the sequence; not 0.</param>
    /// <param name="minimum">Smallest value.</param>
    /// <param name="maximum">End of the range, exclusive.</param>
    /// <param name="destination">The values, in order: <c>minimum + (state / 2^32) · (maximum − minimum)</c>, computed in double, rounded to float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seed"/> is 0.</exception>
    public static void Fill(uint seed, float minimum, float maximum, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfZero(seed);
        var state = seed;
        for (var i = 0; i < destination.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            destination[i] = (float)(minimum + (state / 4294967296.0 * ((double)maximum - minimum)));
        }
    }
}
