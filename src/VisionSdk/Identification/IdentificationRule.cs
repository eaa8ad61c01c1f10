namespace VisionSdk;

/// <summary>The threshold of a search among many.</summary>
/// <param name="MaxDistance">At or below it is a candidate.</param>
/// <param name="Threshold">The evidence, or <see langword="null"/> for a distance that the profile brings.</param>
/// <param name="ExpectedFalsePositiveRate">For the gallery's size; <see langword="null"/> without evidence.</param>
/// <param name="MeetsRequestedRate">Whether it is no more than what was asked for; <see langword="null"/> without evidence.</param>
/// <param name="Source">Where the threshold comes from.</param>
internal sealed record IdentificationRule(
    double MaxDistance,
    DecisionThreshold? Threshold,
    double? ExpectedFalsePositiveRate,
    bool? MeetsRequestedRate,
    EmbedderThresholds Source
)
{
    /// <summary>Takes the loosest measured threshold that keeps the rate in a gallery of a size, or else the strictest.</summary>
    /// <param name="profile">May bring a distance of its own.</param>
    /// <param name="source">Has the thresholds.</param>
    /// <param name="references">How many vectors a probe is compared with.</param>
    /// <param name="falsePositiveRate">What is asked for.</param>
    /// <exception cref="ThresholdUnavailableException">There is neither a measured threshold nor a distance.</exception>
    public static IdentificationRule Create(
        RecognitionProfile profile,
        EmbedderThresholds source,
        int references,
        double falsePositiveRate
    )
    {
        if (profile.MaxDistance is { } distance)
        {
            return new IdentificationRule(distance, Threshold: null, ExpectedFalsePositiveRate: null, null, source);
        }

        var threshold =
            IdentificationThresholds.Select(source.Values, references, falsePositiveRate)
            ?? throw new ThresholdUnavailableException(
                source.Embedder.Id,
                source.Embedder.Version,
                falsePositiveRate,
                []
            );
        var expected = IdentificationThresholds.ExpectedFalsePositiveRate(threshold.FalseMatchRate, references);
        return new IdentificationRule(threshold.Distance, threshold, expected, expected <= falsePositiveRate, source);
    }
}
