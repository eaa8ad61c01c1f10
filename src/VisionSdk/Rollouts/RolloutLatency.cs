namespace VisionSdk;

/// <summary>How long both versions took for the same pictures, without waiting; to within 4.5 %.</summary>
public sealed record RolloutLatency
{
    /// <summary>Median of the present version.</summary>
    public required TimeSpan PrimaryMedian { get; init; }

    /// <summary>Median of the candidate.</summary>
    public required TimeSpan CandidateMedian { get; init; }

    /// <summary>What 95 % of the present version's decisions did not exceed.</summary>
    public required TimeSpan PrimaryP95 { get; init; }

    /// <summary>What 95 % of the candidate's did not.</summary>
    public required TimeSpan CandidateP95 { get; init; }

    /// <summary>How many times as long as the present version the candidate takes, in the median.</summary>
    public required double Ratio { get; init; }

    /// <summary>Lower bound of <see cref="Ratio"/>.</summary>
    public required double RatioLower { get; init; }

    /// <summary>Upper bound of <see cref="Ratio"/>; <see langword="null"/> when there are too few decisions to know one.</summary>
    public required double? RatioUpper { get; init; }

    internal static RolloutLatency? Create(LatencyHistogram primary, LatencyHistogram candidate, double confidence)
    {
        if (primary.Count == 0 || candidate.Count == 0)
        {
            return null;
        }

        // Each side leaves half of what the confidence leaves, so that both together leave no more.
        var each = (1 + confidence) / 2;
        var here = primary.QuantileBounds(0.5, each);
        var there = candidate.QuantileBounds(0.5, each);
        return new RolloutLatency
        {
            PrimaryMedian = primary.Quantile(0.5),
            CandidateMedian = candidate.Quantile(0.5),
            PrimaryP95 = primary.Quantile(0.95),
            CandidateP95 = candidate.Quantile(0.95),
            Ratio = candidate.Quantile(0.5) / primary.Quantile(0.5),
            RatioLower = here.Upper == TimeSpan.MaxValue ? 0 : there.Lower / here.Upper,
            RatioUpper =
                here.Lower == TimeSpan.Zero || there.Upper == TimeSpan.MaxValue ? null : there.Upper / here.Lower,
        };
    }
}
