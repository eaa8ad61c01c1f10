using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The thresholds of one verification, taken from those that hold in the embedder's space, and the decision that they make.</summary>
/// <param name="Threshold">At or below it is a match.</param>
/// <param name="Band">Above the threshold and at or below this is inconclusive; <see langword="null"/> for no band.</param>
/// <param name="Metric">How embeddings are compared.</param>
/// <param name="Source">Where the thresholds come from.</param>
internal sealed record VerificationRule(
    DecisionThreshold Threshold,
    DecisionThreshold? Band,
    DistanceMetric Metric,
    EmbedderThresholds Source
)
{
    // Rates are written by people and by programs; 0.001 and 1e-3 must be the same rate whatever arithmetic made them.
    private const double RateTolerance = 1e-9;

    /// <summary>Takes the thresholds of the rates that are asked for.</summary>
    /// <exception cref="ThresholdUnavailableException">There is no threshold for the false-match rate.</exception>
    public static VerificationRule Create(EmbedderThresholds source, double falseMatchRate, double? inconclusiveRate)
    {
        var embedder = source.Embedder;
        DecisionThreshold? threshold = null;
        DecisionThreshold? band = null;
        foreach (var candidate in source.Values)
        {
            if (IsSameRate(candidate.FalseMatchRate, falseMatchRate))
            {
                threshold = candidate;
            }
            else if (
                candidate.FalseMatchRate > falseMatchRate
                && inconclusiveRate is { } loosest
                && (candidate.FalseMatchRate <= loosest || IsSameRate(candidate.FalseMatchRate, loosest))
                && (band is null || candidate.FalseMatchRate > band.FalseMatchRate)
            )
            {
                band = candidate;
            }
        }

        if (threshold is null)
        {
            var rates = source.Values.Select(static known => known.FalseMatchRate).Order().ToImmutableArray();
            throw new ThresholdUnavailableException(embedder.Id, embedder.Version, falseMatchRate, rates);
        }

        return new VerificationRule(threshold, band, embedder.Embedding?.Metric ?? DistanceMetric.Cosine, source);
    }

    /// <summary>Decides on a distance. A distance that is not a number is inconclusive, never a match.</summary>
    public VerificationDecision Decide(double distance) =>
        distance <= Threshold.Distance ? VerificationDecision.Match
        : distance > (Band?.Distance ?? Threshold.Distance) ? VerificationDecision.NoMatch
        : VerificationDecision.Inconclusive;

    /// <summary>Whether two numbers are meant as the same rate.</summary>
    public static bool IsSameRate(double left, double right) => Math.Abs(left - right) <= RateTolerance * right;
}
