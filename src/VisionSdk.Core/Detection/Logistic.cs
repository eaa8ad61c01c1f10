namespace VisionSdk;

/// <summary>The logistic function and its inverse as a filter.</summary>
internal static class Logistic
{
    // Above it a float probability is so near to 1 that its rounding, some 2^-23, moves its logit by more than the margin.
    private const double LargestProbability = 1 - (1.0 / (1 << 16));
    private const double Margin = 0.05;

    /// <summary>σ(x) = 1 / (1 + e^−x).</summary>
    public static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));

    /// <summary>The inverse of σ, within ±16: beyond that σ is 0 or 1 to single precision.</summary>
    public static float Logit(float probability)
    {
        const double Limit = 16;
        return (float)Math.Clamp(Math.Log(probability / (1.0 - probability)), -Limit, Limit);
    }

    /// <summary>
    /// A logit below which σ is certainly under a probability. It is a little too low, so that nothing is lost by rounding: what passes must
    /// still be compared as a probability, but most of a score map never sees an exponential.
    /// </summary>
    public static float Floor(float probability)
    {
        if (probability <= 0)
        {
            return float.NegativeInfinity;
        }

        var p = Math.Min(probability, LargestProbability);
        return (float)(Math.Log(p / (1 - p)) - Margin);
    }
}
