namespace VisionSdk;

/// <summary>The error rates of a comparison at every threshold, from distances whose truth is known.</summary>
/// <remarks>
/// <para>
/// The same points serve as ROC curve (true-accept rate over false-match rate) and as DET curve (false-non-match over false-match
/// rate, usually on logarithmic or normal-deviate axes): ISO/IEC 19795-1. A pair matches when its distance is at or below the
/// threshold, and all pairs of equal distance match together.
/// </para>
/// <para>
/// A pair that could not be compared (a face that was not found) may be given as positive infinity: it never matches at a finite
/// threshold, so the false-non-match rate then includes failures to acquire.
/// </para>
/// <para>Immutable and safe for concurrent use. Construction is O(n log n) in the number of distances, queries are O(log n).</para>
/// </remarks>
public sealed class RocCurve
{
    private readonly SortedDistances _genuine;
    private readonly SortedDistances _impostors;

    private RocCurve(SortedDistances genuine, SortedDistances impostors)
    {
        _genuine = genuine;
        _impostors = impostors;
        AreaUnderCurve = ComputeArea();
        (EqualErrorRate, EqualErrorThreshold) = ComputeEqualError();
    }

    /// <summary>Number of pairs of one identity.</summary>
    public int GenuineCount => _genuine.Count;

    /// <summary>Number of pairs of different identities.</summary>
    public int ImpostorCount => _impostors.Count;

    /// <summary>
    /// Area under the ROC curve, in [0, 1]: the probability that a pair of one identity is nearer than a pair of different ones,
    /// equal distances counting one half. 1 is a perfect separation, 0.5 is chance.
    /// </summary>
    /// <remarks>Exact: the Mann-Whitney statistic. Hanley and McNeil, Radiology 143(1), 1982.</remarks>
    public double AreaUnderCurve { get; }

    /// <summary>The rate at which false matches and false non-matches are equally frequent, in [0, 1].</summary>
    /// <remarks>Interpolated linearly on the segment of the curve that crosses FMR = FNMR.</remarks>
    public double EqualErrorRate { get; }

    /// <summary>The smallest observed distance at which the false-match rate is no longer below the false-non-match rate.</summary>
    public double EqualErrorThreshold { get; }

    /// <summary>Builds the curve.</summary>
    /// <param name="genuine">Distances of pairs of one identity; at least one.</param>
    /// <param name="impostors">Distances of pairs of different identities; at least one.</param>
    /// <returns>The curve; the spans are copied.</returns>
    /// <exception cref="ArgumentException">A set is empty, or a distance is NaN or negative infinity.</exception>
    public static RocCurve FromDistances(ReadOnlySpan<float> genuine, ReadOnlySpan<float> impostors) =>
        new(new SortedDistances(genuine, nameof(genuine)), new SortedDistances(impostors, nameof(impostors)));

    /// <summary>Builds the curve from labelled pairs.</summary>
    /// <param name="pairs">Pairs; at least one of one identity and one of different identities.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">One of the two kinds is missing, or a distance is NaN or negative infinity.</exception>
    public static RocCurve FromPairs(ReadOnlySpan<VerificationPair> pairs)
    {
        var genuine = new List<float>();
        var impostors = new List<float>();
        foreach (var pair in pairs)
        {
            (pair.IsSame ? genuine : impostors).Add(pair.Distance);
        }

        return FromDistances([.. genuine], [.. impostors]);
    }

    /// <summary>The error rates at a threshold.</summary>
    /// <param name="threshold">A finite distance.</param>
    /// <returns>The rates.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public RocPoint At(double threshold) =>
        new(
            threshold,
            FalseMatches(threshold) / (double)_impostors.Count,
            FalseNonMatches(threshold) / (double)_genuine.Count
        );

    /// <summary>How many pairs of different identities match at a threshold.</summary>
    /// <param name="threshold">A finite distance.</param>
    /// <returns>The number of them at or below it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public int FalseMatches(double threshold)
    {
        ThrowIfNotFinite(threshold);
        return _impostors.CountAtOrBelow(threshold);
    }

    /// <summary>How many pairs of one identity do not match at a threshold.</summary>
    /// <param name="threshold">A finite distance.</param>
    /// <returns>The number of them above it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public int FalseNonMatches(double threshold)
    {
        ThrowIfNotFinite(threshold);
        return _genuine.Count - _genuine.CountAtOrBelow(threshold);
    }

    /// <summary>The largest threshold whose false-match rate does not exceed a target, and the rates there.</summary>
    /// <param name="falseMatchRate">The target, in [0, 1].</param>
    /// <returns>
    /// The point; its <see cref="RocPoint.TrueAcceptRate"/> is "TAR at FMR". The threshold is the largest single-precision number
    /// below the first distance that would be one false match too many, so the observed rate may be lower than the target.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="falseMatchRate"/> is outside [0, 1] or NaN.</exception>
    public RocPoint AtFalseMatchRate(double falseMatchRate)
    {
        if (!(falseMatchRate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falseMatchRate), falseMatchRate, "A rate is in [0, 1].");
        }

        return At(_impostors.LargestThreshold(falseMatchRate));
    }

    /// <summary>Every point at which a rate changes, from "nothing matches" upwards.</summary>
    /// <returns>
    /// A first point (−∞, 0, 1), then one per distinct distance in ascending order; the last is (FMR, FNMR) = (1, 0). Enumerated lazily:
    /// with millions of distances take only what a plot needs.
    /// </returns>
    public IEnumerable<RocPoint> Points()
    {
        yield return new RocPoint(double.NegativeInfinity, 0, 1);
        var genuine = 0;
        var impostor = 0;
        while (genuine < _genuine.Count || impostor < _impostors.Count)
        {
            var distance = Math.Min(
                genuine < _genuine.Count ? _genuine[genuine] : float.PositiveInfinity,
                impostor < _impostors.Count ? _impostors[impostor] : float.PositiveInfinity
            );
            genuine = SkipAtOrBelow(_genuine, genuine, distance);
            impostor = SkipAtOrBelow(_impostors, impostor, distance);
            yield return new RocPoint(
                distance,
                impostor / (double)_impostors.Count,
                (_genuine.Count - genuine) / (double)_genuine.Count
            );
        }
    }

    private static int SkipAtOrBelow(SortedDistances distances, int index, float limit)
    {
        while (index < distances.Count && distances[index] <= limit)
        {
            index++;
        }

        return index;
    }

    private double ComputeArea()
    {
        // Twice the number of ordered pairs, so that ties count whole; wider than long, since it grows with the product of both sets.
        Int128 doubled = 0;
        var below = 0;
        var atOrBelow = 0;
        for (var i = 0; i < _genuine.Count; i++)
        {
            while (below < _impostors.Count && _impostors[below] < _genuine[i])
            {
                below++;
            }

            atOrBelow = SkipAtOrBelow(_impostors, Math.Max(below, atOrBelow), _genuine[i]);
            doubled += (2L * (_impostors.Count - atOrBelow)) + (atOrBelow - below);
        }

        return (double)doubled / (2.0 * _genuine.Count * _impostors.Count);
    }

    private (double Rate, double Threshold) ComputeEqualError()
    {
        var before = default(RocPoint);
        foreach (var point in Points())
        {
            var excess = point.FalseMatchRate - point.FalseNonMatchRate;
            if (excess >= 0)
            {
                var missing = before.FalseNonMatchRate - before.FalseMatchRate;
                var share = missing / (missing + excess);
                var rate = before.FalseMatchRate + (share * (point.FalseMatchRate - before.FalseMatchRate));
                return (rate, point.Threshold);
            }

            before = point;
        }

        // The last point is (1, 0), so the loop always returns.
        throw new System.Diagnostics.UnreachableException();
    }

    private static void ThrowIfNotFinite(double threshold)
    {
        if (!double.IsFinite(threshold))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is a finite distance.");
        }
    }
}
