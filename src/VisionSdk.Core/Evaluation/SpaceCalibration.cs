using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What was measured about the distances of one embedding space: thresholds for false-match rates, and the probability of a match.</summary>
public sealed record SpaceCalibration
{
    /// <summary>The space; nothing here says anything about another one.</summary>
    public required EmbeddingSpaceId Space { get; init; }

    /// <summary>Where the distances come from.</summary>
    public required CalibrationSource Source { get; init; }

    /// <summary>Name of the data, for people; no personal data.</summary>
    public required string DataSet { get; init; }

    /// <summary>Pairs of one identity that were compared.</summary>
    public required long GenuinePairs { get; init; }

    /// <summary>Pairs of different identities that were compared.</summary>
    public required long ImpostorPairs { get; init; }

    /// <summary>The thresholds, in rising order of their rates; never empty.</summary>
    public required ImmutableArray<DecisionThreshold> Thresholds { get; init; }

    /// <summary>The probability of a match; <see langword="null"/> where the data cannot support one.</summary>
    public MatchProbabilityModel? Probability { get; init; }

    /// <summary>How true the probabilities were on pairs that they were not trained on; <see langword="null"/> without <see cref="Probability"/>.</summary>
    public ReliabilityReport? Reliability { get; init; }

    /// <summary>The two-sided 95 % Clopper-Pearson interval of a threshold's true-accept rate.</summary>
    /// <param name="threshold">One of <see cref="Thresholds"/>.</param>
    /// <returns>The interval; <see langword="null"/> when there were no pairs of one identity.</returns>
    public ConfidenceInterval? TrueAcceptInterval(DecisionThreshold threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        return GenuinePairs > 0 && threshold.TrueAcceptRate is { } rate
            ? ClopperPearson.Interval((long)Math.Round(rate * GenuinePairs), GenuinePairs)
            : null;
    }
}
