namespace VisionSdk;

/// <summary>Two pictures of which somebody knows whether they show the same identity.</summary>
/// <param name="First">One picture; no stream, since it is read twice.</param>
/// <param name="Second">The other; no stream either.</param>
/// <param name="IsSame">Whether they show the same identity.</param>
public sealed record LabelledImagePair(ImageSource First, ImageSource Second, bool IsSame);
