using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>A way to lay a photo on the input: as it is, or smaller and moved, as if it had been taken from farther away.</summary>
/// <param name="Size">Sides of what is shown, as a multiple of the photo's.</param>
/// <param name="X">How far the photo lies from the left edge, as a share of its width.</param>
/// <param name="Y">How far the photo lies from the top edge, as a share of its height.</param>
internal readonly record struct PhotoView(float Size, float X, float Y)
{
    /// <summary>The whole photo, then ever farther. Confidences are near 1 in photos that are easy; the far views show what a wrong reading costs.</summary>
    public static ImmutableArray<PhotoView> All { get; } =
    [
        new(1, 0, 0),
        new(1.3f, 0.2f, 0.1f),
        new(1.6f, 0, 0.5f),
        new(2, 0.8f, 0.2f),
        new(2.5f, 0.3f, 1.3f),
        new(3, 1.7f, 0.7f),
    ];

    public BoundingBox RegionOf(ImageSize photo) =>
        new(-X * photo.Width, -Y * photo.Height, Size * photo.Width, Size * photo.Height);
}
