namespace VisionSdk;

/// <summary>Two embeddings whose truth is known.</summary>
/// <param name="First">One embedding.</param>
/// <param name="Second">The other, of the same space.</param>
/// <param name="IsSame">Whether both are of one identity.</param>
/// <param name="Fold">
/// The fold of cross-validation; identities must not be shared between folds. When all pairs are of one fold, the list's order divides them.
/// </param>
public sealed record LabelledEmbeddingPair(Embedding First, Embedding Second, bool IsSame, int Fold = 0);
