namespace VisionSdk;

/// <summary>Whether a picture shows the identity that it claims to show, and the evidence for it.</summary>
public sealed record ClaimResult
{
    /// <summary>The decision.</summary>
    public required VerificationDecision Decision { get; init; }

    /// <summary>Why the decision is inconclusive, or what else it rests on: see <see cref="VerificationReason"/>.</summary>
    public required VerificationReason Reason { get; init; }

    /// <summary>The identity that was claimed.</summary>
    public required Guid IdentityId { get; init; }

    /// <summary>Distance to the nearest reference in the model's metric, lower is nearer; <see langword="null"/> when nothing could be compared.</summary>
    public double? Distance { get; init; }

    /// <summary>The reference that is nearest.</summary>
    public Guid? ReferenceId { get; init; }

    /// <summary>Whether that reference was mapped from another model's for want of a picture, so that the distance is less certain: enrol the identity again.</summary>
    public bool IsBridged { get; init; }

    /// <summary>How many references the identity has. Each is another chance for a false match, so the rate of the threshold rises with them.</summary>
    public required int References { get; init; }

    /// <summary>The distance at or below which it is a match.</summary>
    public required double MaxDistance { get; init; }

    /// <summary>The evidence for <see cref="MaxDistance"/>; <see langword="null"/> when the profile brings its own distance.</summary>
    public DecisionThreshold? Threshold { get; init; }

    /// <summary>The upper end of the inconclusive band; <see langword="null"/> when there is no band.</summary>
    public DecisionThreshold? InconclusiveThreshold { get; init; }

    /// <summary>The calibration that <see cref="Threshold"/> comes from; <see langword="null"/> when it is the model package's own, or the profile brings its own distance.</summary>
    public CalibrationEvidence? Calibration { get; init; }

    /// <summary>
    /// The probability that the picture shows the identity, in [0, 1], for pairs of which a share of <see cref="CalibrationEvidence.Prior"/>
    /// does; <see langword="null"/> without a calibration that could support one. It is that of the nearest reference: too high where an
    /// identity has many. The decision does not depend on it.
    /// </summary>
    public double? MatchProbability { get; init; }

    /// <summary>What the picture gave.</summary>
    public required VerifiedFace Face { get; init; }

    /// <summary>The models, where they ran, the embedding space and the time it took.</summary>
    public required Provenance Provenance { get; init; }
}
