using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Whether stated probabilities come true.</summary>
/// <remarks>
/// All figures are for pairs of which a share of <see cref="Prior"/> shows one identity; the pairs that were judged are weighted to that.
/// Bins in which no probability fell are left out.
/// </remarks>
public sealed record ReliabilityReport
{
    /// <summary>Pairs of one identity that were judged.</summary>
    public required long GenuinePairs { get; init; }

    /// <summary>Pairs of two identities that were judged.</summary>
    public required long ImpostorPairs { get; init; }

    /// <summary>Share of pairs of one identity that the figures are for, in (0, 1).</summary>
    public required double Prior { get; init; }

    /// <summary>Expected calibration error: the mean distance between what was stated and what came true, over the bins, in [0, 1].</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>Brier score: mean squared error of the stated probability, in [0, 1]; a constant statement of the prior scores prior · (1 − prior).</summary>
    public required double BrierScore { get; init; }

    /// <summary>Mean negative natural logarithm of the probability that was given to what came true; at least 0.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The reliability table, from low to high probabilities.</summary>
    public required ImmutableArray<ReliabilityBin> Bins { get; init; }
}
