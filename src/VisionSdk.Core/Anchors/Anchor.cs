using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>Width and height of an anchor, in grid cells for YOLO heads and in input pixels where a decoder says so.</summary>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct Anchor(float Width, float Height)
{
    /// <summary>Area, in the square of the unit of the sides.</summary>
    [JsonIgnore]
    public float Area => Width * Height;

    /// <summary>Intersection over union of two shapes that share a centre: how alike they are, wherever they stand.</summary>
    /// <param name="other">The other shape, in the same unit.</param>
    /// <returns>0 (one of them has no area) to 1 (equal).</returns>
    /// <remarks>Redmon and Farhadi, "YOLO9000: Better, Faster, Stronger", CVPR 2017, section 2, "Dimension Clusters".</remarks>
    public float ShapeIoU(Anchor other) => (float)ShapeIoU(this, other);

    /// <summary>The same before rounding, for sums over many boxes.</summary>
    internal static double ShapeIoU(Anchor first, Anchor second)
    {
        var intersection = (double)MathF.Min(first.Width, second.Width) * MathF.Min(first.Height, second.Height);
        var union = ((double)first.Width * first.Height) + ((double)second.Width * second.Height) - intersection;
        return intersection > 0 ? intersection / union : 0;
    }
}
