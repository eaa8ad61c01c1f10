namespace VisionSdk;

/// <summary>Two pictures whose truth is known.</summary>
/// <param name="First">One picture.</param>
/// <param name="Second">The other.</param>
/// <param name="IsSame">Whether both show one identity.</param>
/// <param name="Fold">
/// The fold of cross-validation; identities must not be shared between folds. When all pairs are of one fold, the list's order divides them.
/// </param>
public sealed record LabelledPicturePair(ImageSource First, ImageSource Second, bool IsSame, int Fold = 0);
