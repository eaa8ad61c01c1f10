using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>The thresholds that hold for an embedder: those that were measured in its space and stored, or else those of its package.</summary>
/// <param name="embedder">The embedder's manifest.</param>
/// <param name="stored">The calibration that holds in its space, if there is one.</param>
/// <remarks>Never some of the one and some of the other: what a decision rests on has one origin.</remarks>
internal sealed class EmbedderThresholds(ModelManifest embedder, StoredCalibration? stored = null)
{
    public ModelManifest Embedder => embedder;

    public ImmutableArray<DecisionThreshold> Values => stored?.Calibration?.Thresholds ?? embedder.Thresholds;

    /// <summary>Which calibration; <see langword="null"/> for the package's own thresholds.</summary>
    public CalibrationEvidence? Evidence { get; } = CalibrationEvidence.Of(stored);

    /// <summary>The probability that a pair of this distance shows one identity, where a calibration supports it.</summary>
    public double? ProbabilityAt(double distance) => stored?.Calibration?.Probability?.At(distance);

    public bool IsOf(ModelManifest manifest, StoredCalibration? current) =>
        ReferenceEquals(embedder, manifest) && ReferenceEquals(stored, current);
}
