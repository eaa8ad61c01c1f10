namespace VisionSdk;

/// <summary>
/// A rotation, uniform scale and translation in the plane, without reflection:
/// <c>x' = A·x − B·y + Tx</c>, <c>y' = B·x + A·y + Ty</c>.
/// </summary>
/// <param name="A">Scale times the cosine of the angle.</param>
/// <param name="B">Scale times the sine of the angle.</param>
/// <param name="Tx">Horizontal translation, in pixels of the target.</param>
/// <param name="Ty">Vertical translation, in pixels of the target.</param>
public readonly record struct SimilarityTransform(float A, float B, float Tx, float Ty)
{
    /// <summary>The transform that changes nothing.</summary>
    public static SimilarityTransform Identity => new(1, 0, 0, 0);

    /// <summary>The uniform scale, target pixels per source pixel.</summary>
    public float Scale => MathF.Sqrt((A * A) + (B * B));

    /// <summary>The angle, in radians, from the x axis towards the y axis.</summary>
    public float Angle => MathF.Atan2(B, A);

    /// <summary>Maps a point.</summary>
    /// <param name="x">Horizontal position in the source.</param>
    /// <param name="y">Vertical position in the source.</param>
    /// <returns>The position in the target.</returns>
    public (float X, float Y) Map(float x, float y) => ((A * x) - (B * y) + Tx, (B * x) + (A * y) + Ty);

    /// <summary>The transform that undoes this one.</summary>
    /// <returns>The inverse.</returns>
    /// <exception cref="InvalidOperationException">The scale is zero, so there is no inverse.</exception>
    public SimilarityTransform Invert()
    {
        var determinant = (A * A) + (B * B);
        if (!(determinant > 0))
        {
            throw new InvalidOperationException("A similarity transform of scale 0 has no inverse.");
        }

        var a = A / determinant;
        var b = -B / determinant;
        return new SimilarityTransform(a, b, -((a * Tx) - (b * Ty)), -((b * Tx) + (a * Ty)));
    }
}
