using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The shapes that labelled boxes have on a network's input.</summary>
public static class AnchorShapes
{
    /// <summary>Takes every labelled box to the input.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="input">Size of the network's input, in pixels.</param>
    /// <param name="resize">How the network's pictures are fitted to it.</param>
    /// <returns>Width and height of each box, in pixels of the input.</returns>
    /// <exception cref="ArgumentException">The pictures keep their proportions, but the labels do not tell the size of one of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of <paramref name="input"/> is not positive.</exception>
    public static ImmutableArray<Anchor> Of(LabelSet labels, ImageSize input, ResizeMode resize)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var shapes = ImmutableArray.CreateBuilder<Anchor>(labels.BoxCount);
        foreach (var image in labels.Images)
        {
            var size =
                image.Size
                ?? (
                    resize == ResizeMode.Stretch
                        ? new ImageSize(1, 1)
                        : throw new ArgumentException(
                            $"The labels do not tell the size of '{image.Name}', which fitting by {resize} needs. Give the pictures too, or stretch them.",
                            nameof(labels)
                        )
                );
            var placement = Letterbox.Fit(new BoundingBox(0, 0, size.Width, size.Height), input, resize);
            foreach (var box in image.Boxes)
            {
                shapes.Add(
                    new Anchor(
                        box.Share.Width * size.Width * placement.ScaleX,
                        box.Share.Height * size.Height * placement.ScaleY
                    )
                );
            }
        }

        return shapes.MoveToImmutable();
    }
}
