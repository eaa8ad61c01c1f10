namespace VisionSdk;

/// <summary>A picture that becomes a reference.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Request">How it was read.</param>
/// <param name="Probe">What was read.</param>
internal sealed record ReferenceSource(EnrolmentPicture Picture, FaceRequest Request, Probe Probe);
