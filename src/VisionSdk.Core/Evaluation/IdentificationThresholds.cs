namespace VisionSdk;

/// <summary>Which of a model's measured thresholds is right for a search among many.</summary>
/// <remarks>
/// Every comparison is another chance for a false match, so that a gallery needs a stricter threshold than a single comparison. ISO/IEC 19795-1
/// calls the two rates false-match rate (FMR) and false-positive identification rate (FPIR).
/// </remarks>
public static class IdentificationThresholds
{
    /// <summary>The share of searches for a stranger that find somebody: 1 − (1 − FMR)^N.</summary>
    /// <param name="falseMatchRate">FMR of one comparison, in [0, 1].</param>
    /// <param name="comparisons">N, how many references are compared; at least 0.</param>
    /// <returns>FPIR, in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <remarks>It takes the comparisons as independent: an upper estimate where an identity has several references.</remarks>
    public static double ExpectedFalsePositiveRate(double falseMatchRate, int comparisons)
    {
        if (!(falseMatchRate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falseMatchRate), falseMatchRate, "A rate is in [0, 1].");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(comparisons);

        // One comparison has exactly its own rate: rounding must not make it the next larger number, which a caller did not allow.
        return comparisons == 1 ? falseMatchRate : 1 - Math.Pow(1 - falseMatchRate, comparisons);
    }

    /// <summary>Takes the loosest threshold that keeps a false-positive rate in a gallery, or the strictest when none does.</summary>
    /// <param name="thresholds">The model's thresholds.</param>
    /// <param name="comparisons">How many references are compared; at least 0.</param>
    /// <param name="falsePositiveRate">The rate that is asked for, in [0, 1].</param>
    /// <returns>A threshold; <see langword="null"/> when there is none to choose from.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="comparisons"/> is negative.</exception>
    public static DecisionThreshold? Select(
        IEnumerable<DecisionThreshold> thresholds,
        int comparisons,
        double falsePositiveRate
    )
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        DecisionThreshold? strictest = null;
        DecisionThreshold? loosest = null;
        foreach (var threshold in thresholds)
        {
            if (strictest is null || threshold.FalseMatchRate < strictest.FalseMatchRate)
            {
                strictest = threshold;
            }

            if (
                (loosest is null || threshold.FalseMatchRate > loosest.FalseMatchRate)
                && ExpectedFalsePositiveRate(threshold.FalseMatchRate, comparisons) <= falsePositiveRate
            )
            {
                loosest = threshold;
            }
        }

        return loosest ?? strictest;
    }
}
