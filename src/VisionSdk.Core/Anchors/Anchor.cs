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
    public float ShapeIoU(Anchor other)
    {
        var intersection = (double)MathF.Min(Width, other.Width) * MathF.Min(Height, other.Height);
        var union = ((double)Width * Height) + ((double)other.Width * other.Height) - intersection;
        return intersection > 0 ? (float)(intersection / union) : 0;
    }
}
