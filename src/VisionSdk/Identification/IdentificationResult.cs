using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Who is in a picture, and the evidence for it.</summary>
public sealed record IdentificationResult
{
    /// <summary>The decision.</summary>
    public required IdentificationDecision Decision { get; init; }

    /// <summary>Why the decision is inconclusive; <see cref="VerificationReason.None"/> when it is not.</summary>
    public required VerificationReason Reason { get; init; }

    /// <summary>The identities at or below <see cref="MaxDistance"/>, nearest first; empty means unknown.</summary>
    public ImmutableArray<IdentifiedCandidate> Candidates { get; init; } = [];

    /// <summary>Distance of the nearest identity, near enough or not; <see langword="null"/> when nothing could be compared.</summary>
    public float? NearestDistance { get; init; }

    /// <summary>The distance at or below which an identity is a candidate, for as many comparisons as there were.</summary>
    public required double MaxDistance { get; init; }

    /// <summary>The evidence for <see cref="MaxDistance"/>; <see langword="null"/> when the profile brings its own distance.</summary>
    public DecisionThreshold? Threshold { get; init; }

    /// <summary>The calibration that <see cref="Threshold"/> comes from; <see langword="null"/> when it is the model package's own, or the profile brings its own distance.</summary>
    public CalibrationEvidence? Calibration { get; init; }

    /// <summary>
    /// The share of strangers that are taken for somebody, expected for <see cref="Compared"/> references: 1 − (1 − FMR)^N, with the
    /// false-match rate of <see cref="Threshold"/>, in [0, 1]; <see langword="null"/> without a measured threshold.
    /// </summary>
    /// <remarks>It takes the comparisons as independent, which makes it an upper estimate where an identity has several references.</remarks>
    public double? ExpectedFalsePositiveRate { get; init; }

    /// <summary>
    /// Whether <see cref="ExpectedFalsePositiveRate"/> is no more than what was asked for; <see langword="null"/> when it is not known. It is
    /// <see langword="false"/> when the gallery is too large even for the model's strictest threshold: then let a person confirm, or narrow the
    /// gallery by tags.
    /// </summary>
    public bool? MeetsRequestedRate { get; init; }

    /// <summary>How many identities the gallery has; 0 when the picture gave nothing to compare.</summary>
    public required int GalleryIdentities { get; init; }

    /// <summary>How many references they have; 0 when the picture gave nothing to compare.</summary>
    public required int GalleryReferences { get; init; }

    /// <summary>How many of them passed the filters and were compared: N.</summary>
    public required int Compared { get; init; }

    /// <summary>What the picture gave.</summary>
    public required VerifiedFace Face { get; init; }

    /// <summary>The models, where they ran, the embedding space and the time it took.</summary>
    public required Provenance Provenance { get; init; }
}
