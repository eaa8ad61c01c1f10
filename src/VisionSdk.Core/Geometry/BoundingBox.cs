using System.Globalization;

namespace VisionSdk;

/// <summary>An axis-aligned box in pixels, origin at the top left, x to the right and y downwards.</summary>
/// <param name="X">Left edge, in pixels.</param>
/// <param name="Y">Top edge, in pixels.</param>
/// <param name="Width">Width in pixels; a box with a width or height of zero or less is empty.</param>
/// <param name="Height">Height in pixels.</param>
/// <remarks>
/// Results are in pixels of the displayed (EXIF-upright) source image and may stick out of it until <see cref="Clip"/> is called.
/// Edges are continuous coordinates: a box over the whole of a 640x480 image is (0, 0, 640, 480).
/// </remarks>
public readonly record struct BoundingBox(float X, float Y, float Width, float Height)
{
    /// <summary>Left edge, in pixels.</summary>
    public float Left => X;

    /// <summary>Top edge, in pixels.</summary>
    public float Top => Y;

    /// <summary>Right edge (exclusive), in pixels.</summary>
    public float Right => X + Width;

    /// <summary>Bottom edge (exclusive), in pixels.</summary>
    public float Bottom => Y + Height;

    /// <summary>Horizontal centre, in pixels.</summary>
    public float CenterX => X + (Width / 2);

    /// <summary>Vertical centre, in pixels.</summary>
    public float CenterY => Y + (Height / 2);

    /// <summary>Whether the box covers no area: a side is zero, negative or not a number.</summary>
    public bool IsEmpty => !(Width > 0 && Height > 0);

    /// <summary>Area in square pixels; 0 for an empty box.</summary>
    public float Area => IsEmpty ? 0 : Width * Height;

    /// <summary>Creates a box from its corners.</summary>
    /// <param name="left">Left edge, in pixels.</param>
    /// <param name="top">Top edge, in pixels.</param>
    /// <param name="right">Right edge (exclusive), in pixels.</param>
    /// <param name="bottom">Bottom edge (exclusive), in pixels.</param>
    /// <returns>The box.</returns>
    public static BoundingBox FromLeftTopRightBottom(float left, float top, float right, float bottom) =>
        new(left, top, right - left, bottom - top);

    /// <summary>Creates a box from its centre and size.</summary>
    /// <param name="centerX">Horizontal centre, in pixels.</param>
    /// <param name="centerY">Vertical centre, in pixels.</param>
    /// <param name="width">Width, in pixels.</param>
    /// <param name="height">Height, in pixels.</param>
    /// <returns>The box.</returns>
    public static BoundingBox FromCenter(float centerX, float centerY, float width, float height) =>
        new(centerX - (width / 2), centerY - (height / 2), width, height);

    /// <summary>Cuts off what sticks out of an image.</summary>
    /// <param name="size">The image's size, in pixels.</param>
    /// <returns>The part inside <c>(0, 0, size.Width, size.Height)</c>; empty when nothing is inside.</returns>
    public BoundingBox Clip(ImageSize size) => Intersect(new BoundingBox(0, 0, size.Width, size.Height));

    /// <summary>The common part of two boxes.</summary>
    /// <param name="other">The other box.</param>
    /// <returns>The intersection; a box of size zero when they do not overlap.</returns>
    public BoundingBox Intersect(BoundingBox other)
    {
        var left = MathF.Max(Left, other.Left);
        var top = MathF.Max(Top, other.Top);
        var right = MathF.Min(Right, other.Right);
        var bottom = MathF.Min(Bottom, other.Bottom);
        return new BoundingBox(left, top, MathF.Max(right - left, 0), MathF.Max(bottom - top, 0));
    }

    /// <summary>Grows or shrinks the box about its centre.</summary>
    /// <param name="factor">Factor on both sides; 1 leaves the box as it is, 1.2 adds 10 % of the side on each side.</param>
    /// <returns>The scaled box, with the same centre.</returns>
    public BoundingBox ScaleAboutCenter(float factor) => FromCenter(CenterX, CenterY, Width * factor, Height * factor);

    /// <summary>Intersection over union (Jaccard index) of two boxes.</summary>
    /// <param name="other">The other box.</param>
    /// <returns>0 (disjoint, or one of them empty) to 1 (equal).</returns>
    /// <remarks>
    /// Exactly symmetric, and 1 for a box and itself, however far from the origin it lies.
    /// Jaccard, "The Distribution of the Flora in the Alpine Zone", New Phytologist 11(2), 1912.
    /// </remarks>
    public float IntersectionOverUnion(BoundingBox other)
    {
        var intersection = Overlap(other);
        return intersection > 0 ? (float)(intersection / (ExactArea + other.ExactArea - intersection)) : 0;
    }

    /// <summary>Generalized intersection over union: IoU minus the share of the smallest enclosing box that neither box covers.</summary>
    /// <param name="other">The other box.</param>
    /// <returns>-1 (far apart) to 1 (equal); equals IoU when the enclosing box is fully covered. 0 when both boxes are empty.</returns>
    /// <remarks>Rezatofighi et al., "Generalized Intersection over Union", CVPR 2019.</remarks>
    public float GeneralizedIntersectionOverUnion(BoundingBox other)
    {
        if (IsEmpty && other.IsEmpty)
        {
            return 0;
        }

        var enclosing = Span(X, Width, other.X, other.Width) * Span(Y, Height, other.Y, other.Height);
        if (!(enclosing > 0))
        {
            return 0;
        }

        var intersection = Overlap(other);
        var union = ExactArea + other.ExactArea - intersection;
        var uncovered = Math.Max(enclosing - union, 0);
        return (float)((intersection / union) - (uncovered / enclosing));
    }

    // In double: products of two floats are exact and cannot overflow, so boxes of any finite size have an IoU.
    private double ExactArea => IsEmpty ? 0 : (double)Width * Height;

    private double Overlap(BoundingBox other)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return 0;
        }

        var width = Overlap(X, Width, other.X, other.Width);
        var height = Overlap(Y, Height, other.Y, other.Height);
        return width > 0 && height > 0 ? width * height : 0;
    }

    // From the distance of the starts, not from the ends: start + length rounds, and for a small box far from the origin it rounds to nothing.
    private static double Overlap(double start, double length, double otherStart, double otherLength) =>
        otherStart >= start
            ? Math.Min(length - (otherStart - start), otherLength)
            : Math.Min(length, otherLength - (start - otherStart));

    private static double Span(double start, double length, double otherStart, double otherLength) =>
        otherStart >= start
            ? Math.Max(length, otherStart - start + otherLength)
            : Math.Max(start - otherStart + length, otherLength);

    /// <summary>The box for people, in tenths of a pixel, such as <c>(12.5, 40) 640x480</c>.</summary>
    /// <returns>The text; the same in every culture.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"({X:0.#}, {Y:0.#}) {Width:0.#}x{Height:0.#}");
}
