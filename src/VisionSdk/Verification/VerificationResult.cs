namespace VisionSdk;

/// <summary>Whether two pictures show the same person, and the evidence for it.</summary>
/// <remarks>
/// Match: distance ≤ <see cref="Threshold"/>. Inconclusive: above it but ≤ <see cref="InconclusiveThreshold"/>, or a picture without a usable face.
/// NoMatch: above both. Pictures without a usable face are states, not exceptions; an undecodable picture is an exception.
/// </remarks>
public sealed record VerificationResult
{
    /// <summary>The decision.</summary>
    public required VerificationDecision Decision { get; init; }

    /// <summary>Why the decision is inconclusive; <see cref="VerificationReason.None"/> when it is not.</summary>
    public required VerificationReason Reason { get; init; }

    /// <summary>
    /// Which picture <see cref="Reason"/> is about. When the two pictures have different problems it is the first's; <see cref="First"/> and
    /// <see cref="Second"/> tell both.
    /// </summary>
    public required VerificationSide ReasonSide { get; init; }

    /// <summary>Distance of the two embeddings in the model's metric, lower is nearer; <see langword="null"/> without two usable faces.</summary>
    public double? Distance { get; init; }

    /// <summary>Cosine similarity of the two embeddings, in [-1, 1], higher is nearer; <see langword="null"/> without two usable faces.</summary>
    public double? CosineSimilarity { get; init; }

    /// <summary>The threshold that separates a match, with its false-match rate, the data it was measured on, counts and bounds.</summary>
    public required DecisionThreshold Threshold { get; init; }

    /// <summary>The upper end of the inconclusive band, likewise; <see langword="null"/> when there is no band.</summary>
    public DecisionThreshold? InconclusiveThreshold { get; init; }

    /// <summary>The calibration that <see cref="Threshold"/> comes from; <see langword="null"/> when it is the model package's own.</summary>
    public CalibrationEvidence? Calibration { get; init; }

    /// <summary>
    /// The probability that both show one person, in [0, 1], for pairs of which a share of <see cref="CalibrationEvidence.Prior"/> does;
    /// <see langword="null"/> without a calibration that could support one. The decision does not depend on it.
    /// </summary>
    public double? MatchProbability { get; init; }

    /// <summary>What the first picture gave.</summary>
    public required VerifiedFace First { get; init; }

    /// <summary>What the second picture gave.</summary>
    public required VerifiedFace Second { get; init; }

    /// <summary>The models, where they ran, the embedding space and the time it took.</summary>
    public required Provenance Provenance { get; init; }
}
