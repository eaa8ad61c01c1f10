namespace VisionSdk.Cli;

/// <summary>A picture and the objects in it.</summary>
/// <param name="File">Path of the picture.</param>
/// <param name="DisplaySize">
/// The size that the picture really has, when the file holds it stretched to another one; <see langword="null"/> when the file is as it is.
/// </param>
/// <param name="TruthFor">The objects, in pixels of a picture of the given size.</param>
internal sealed record LabelledPicture(
    string File,
    ImageSize? DisplaySize,
    Func<ImageSize, IReadOnlyList<GroundTruthBox>> TruthFor
);
