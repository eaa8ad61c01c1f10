using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>An identity that is near enough to a picture.</summary>
/// <param name="Identity">The identity.</param>
/// <param name="ReferenceId">Its nearest reference.</param>
/// <param name="Distance">Distance to that reference in the model's metric; lower is nearer.</param>
public sealed record IdentifiedCandidate(IdentityRecord Identity, Guid ReferenceId, float Distance)
{
    /// <summary>
    /// The probability that a pair of this distance shows one identity, in [0, 1], for pairs of which a share of
    /// <see cref="CalibrationEvidence.Prior"/> does; <see langword="null"/> without a calibration that could support one.
    /// </summary>
    /// <remarks>
    /// The nearest of many is nearer by chance alone: for a decision among N identities look at
    /// <see cref="IdentificationResult.ExpectedFalsePositiveRate"/>, or move the prior with <see cref="MatchProbabilityModel.WithPrior"/>.
    /// </remarks>
    public double? MatchProbability { get; init; }

    /// <summary>Whether that reference was mapped from another model's for want of a picture, so that the distance is less certain: enrol the identity again.</summary>
    public bool IsBridged { get; init; }
}
