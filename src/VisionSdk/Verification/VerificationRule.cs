using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The thresholds of one verification, taken from the model's calibration, and the decision that they make.</summary>
/// <param name="Threshold">At or below it is a match.</param>
/// <param name="Band">Above the threshold and at or below this is inconclusive; <see langword="null"/> for no band.</param>
/// <param name="Metric">How embeddings are compared.</param>
internal sealed record VerificationRule(DecisionThreshold Threshold, DecisionThreshold? Band, DistanceMetric Metric)
{
    // Rates are written by people and by programs; 0.001 and 1e-3 must be the same rate whatever arithmetic made them.
    private const double RateTolerance = 1e-9;

    /// <summary>Takes the thresholds of the rates that are asked for.</summary>
    /// <exception cref="ThresholdUnavailableException">The model is not calibrated for the false-match rate.</exception>
    public static VerificationRule Create(ModelManifest embedder, double falseMatchRate, double? inconclusiveRate)
    {
        DecisionThreshold? threshold = null;
        DecisionThreshold? band = null;
        foreach (var candidate in embedder.Thresholds)
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
            var rates = embedder.Thresholds.Select(static known => known.FalseMatchRate).Order().ToImmutableArray();
            throw new ThresholdUnavailableException(embedder.Id, embedder.Version, falseMatchRate, rates);
        }

        return new VerificationRule(threshold, band, embedder.Embedding?.Metric ?? DistanceMetric.Cosine);
    }

    /// <summary>Decides on a distance. A distance that is not a number is inconclusive, never a match.</summary>
    public VerificationDecision Decide(double distance) =>
        distance <= Threshold.Distance ? VerificationDecision.Match
        : distance > (Band?.Distance ?? Threshold.Distance) ? VerificationDecision.NoMatch
        : VerificationDecision.Inconclusive;

    private static bool IsSameRate(double left, double right) => Math.Abs(left - right) <= RateTolerance * right;
}
