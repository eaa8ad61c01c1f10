namespace VisionSdk;

/// <summary>Two pictures that were compared, and the truth about them.</summary>
/// <param name="Distance">Distance of their embeddings; lower is nearer. Positive infinity when a picture could not be embedded.</param>
/// <param name="IsSame">Whether both show the same identity.</param>
/// <param name="Fold">The fold of cross-validation that the pair belongs to; identities must not be shared between folds.</param>
public readonly record struct VerificationPair(float Distance, bool IsSame, int Fold = 0);
