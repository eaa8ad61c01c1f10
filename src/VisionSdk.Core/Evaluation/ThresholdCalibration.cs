using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Chooses decision thresholds for false-match rates, with the evidence for each, and says which rates the data cannot support.</summary>
/// <remarks>
/// <para>
/// The rule for what data can support is the "rule of three": when n independent comparisons show no false match, the false-match
/// rate is below about 3/n with 95 % confidence (1 − 0.05^(1/n); Jovanovic and Levy, The American Statistician 51(2), 1997). A rate r is
/// therefore refused unless there are at least 3/r comparisons of different identities: 3,000 for one in a thousand, 3 million for one in
/// a million. With fewer, even a perfect result would not show that the rate is met.
/// </para>
/// <para>
/// The rate chosen for is the observed one. Its uncertainty is in the bounds of each threshold, and whoever needs a guarantee reads the
/// upper bound.
/// </para>
/// </remarks>
public static class ThresholdCalibration
{
    private const double ComparisonsPerFalseMatch = 3;

    /// <summary>
    /// The rates that a model package carries, rising: five in each decade from one in 100,000 to one in 100, so that a gallery of any size
    /// finds one that is hardly stricter than it needs.
    /// </summary>
    public static ImmutableArray<double> StandardRates { get; } =
    [
        .. (double[])[1e-5, 2e-5, 3e-5, 5e-5, 7e-5],
        .. (double[])[1e-4, 2e-4, 3e-4, 5e-4, 7e-4],
        .. (double[])[1e-3, 2e-3, 3e-3, 5e-3, 7e-3],
        1e-2,
    ];

    /// <summary>Chooses one threshold per rate: the largest distance whose observed false-match rate does not exceed it.</summary>
    /// <param name="impostors">Distances of pairs of different identities; at least one.</param>
    /// <param name="genuine">Distances of pairs of one identity, for the true-accept rate; may be empty.</param>
    /// <param name="rates">False-match rates, in (0, 1).</param>
    /// <param name="dataSet">Name of the data, for the record.</param>
    /// <returns>The thresholds and the refused rates, each in the order of <paramref name="rates"/>.</returns>
    /// <exception cref="ArgumentException">There are no impostor distances, a distance is NaN or negative infinity, or the data set has no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside (0, 1).</exception>
    public static CalibrationResult Select(
        ReadOnlySpan<float> impostors,
        ReadOnlySpan<float> genuine,
        ReadOnlySpan<double> rates,
        string dataSet
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataSet);
        var sortedImpostors = new SortedDistances(impostors, nameof(impostors));
        var sortedGenuine = genuine.IsEmpty ? null : new SortedDistances(genuine, nameof(genuine));
        var thresholds = ImmutableArray.CreateBuilder<DecisionThreshold>();
        var refused = ImmutableArray.CreateBuilder<RefusedRate>();
        foreach (var rate in rates)
        {
            var needed = RequiredComparisons(rate);
            var distance = sortedImpostors.LargestThreshold(rate);
            if (sortedImpostors.Count < needed)
            {
                refused.Add(new RefusedRate(rate, CalibrationRefusal.TooFewComparisons, needed, sortedImpostors.Count));
            }
            else if (distance < 0)
            {
                refused.Add(
                    new RefusedRate(rate, CalibrationRefusal.IndistinguishableImpostors, needed, sortedImpostors.Count)
                );
            }
            else
            {
                thresholds.Add(Describe(rate, distance, sortedImpostors, sortedGenuine, dataSet));
            }
        }

        return new CalibrationResult(thresholds.ToImmutable(), refused.ToImmutable());
    }

    /// <summary>How many comparisons of different identities a false-match rate needs.</summary>
    /// <param name="falseMatchRate">The rate, in (0, 1).</param>
    /// <returns>3 / rate, rounded up.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="falseMatchRate"/> is outside (0, 1) or NaN.</exception>
    public static long RequiredComparisons(double falseMatchRate)
    {
        if (!(falseMatchRate is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(falseMatchRate),
                falseMatchRate,
                "A false-match rate to calibrate for is between 0 and 1."
            );
        }

        // 3 / 0.001 must not become 3001 because 0.001 has no exact binary form.
        return (long)Math.Ceiling(ComparisonsPerFalseMatch / falseMatchRate * (1 - 1e-12));
    }

    private static DecisionThreshold Describe(
        double rate,
        double distance,
        SortedDistances impostors,
        SortedDistances? genuine,
        string dataSet
    )
    {
        var falseMatches = impostors.CountAtOrBelow(distance);
        var interval = ClopperPearson.Interval(falseMatches, impostors.Count);
        return new DecisionThreshold
        {
            FalseMatchRate = rate,
            Distance = distance,
            DataSet = dataSet,
            Comparisons = impostors.Count,
            FalseMatches = falseMatches,
            LowerBound = interval.Lower,
            UpperBound = interval.Upper,
            TrueAcceptRate = genuine is null ? null : genuine.CountAtOrBelow(distance) / (double)genuine.Count,
        };
    }
}
