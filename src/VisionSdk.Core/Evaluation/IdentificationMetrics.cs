namespace VisionSdk;

/// <summary>Error rates of searches in a gallery that some probes are not enrolled in (open-set identification).</summary>
/// <remarks>ISO/IEC 19795-1: FPIR counts non-mated searches that return somebody, FNIR mated searches that do not return the mate.</remarks>
public static class IdentificationMetrics
{
    /// <summary>Both error rates at every threshold.</summary>
    /// <param name="searches">Searches, at least one mated and one non-mated.</param>
    /// <param name="maxRank">How many candidates are looked at: a mate behind this rank counts as not returned; at least 1.</param>
    /// <returns>
    /// A curve whose <see cref="RocPoint.FalseMatchRate"/> is the false-positive identification rate (FPIR) and whose
    /// <see cref="RocPoint.FalseNonMatchRate"/> is the false-negative identification rate (FNIR) at that rank.
    /// </returns>
    /// <exception cref="ArgumentException">One of the two kinds of search is missing, or a distance is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxRank"/> is below 1.</exception>
    public static RocCurve Curve(ReadOnlySpan<IdentificationSearch> searches, int maxRank = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRank, 1);
        var mated = new List<float>();
        var nonMated = new List<float>();
        foreach (var search in searches)
        {
            if (!search.IsMated)
            {
                nonMated.Add(search.NearestDistance);
            }
            else
            {
                // A mate that is ranked too low is missed at every threshold.
                mated.Add(search.MateRank <= maxRank ? search.MateDistance : float.PositiveInfinity);
            }
        }

        if (mated.Count == 0 || nonMated.Count == 0)
        {
            throw new ArgumentException(
                $"Open-set identification needs mated and non-mated searches; got {mated.Count} and {nonMated.Count}.",
                nameof(searches)
            );
        }

        return RocCurve.FromDistances([.. mated], [.. nonMated]);
    }

    /// <summary>Share of mated searches whose mate is among the first candidates, whatever its distance (closed-set rank-k rate).</summary>
    /// <param name="searches">Searches, at least one mated; non-mated ones are not counted.</param>
    /// <param name="rank">k, at least 1.</param>
    /// <returns>The rate, in [0, 1]; it rises with <paramref name="rank"/>.</returns>
    /// <exception cref="ArgumentException">There is no mated search.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rank"/> is below 1.</exception>
    public static double RankRate(ReadOnlySpan<IdentificationSearch> searches, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        var mated = 0;
        var hits = 0;
        foreach (var search in searches)
        {
            mated += search.IsMated ? 1 : 0;
            hits += search.IsMated && search.MateRank <= rank ? 1 : 0;
        }

        return mated > 0
            ? hits / (double)mated
            : throw new ArgumentException("A rank rate needs at least one mated search.", nameof(searches));
    }
}
