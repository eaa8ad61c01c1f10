namespace VisionSdk;

/// <summary>Finds the similarity transform that maps one set of points onto another with the least squared error.</summary>
/// <remarks>
/// Umeyama, "Least-Squares Estimation of Transformation Parameters Between Two Point Patterns", IEEE TPAMI 13(4), 1991, without
/// reflection. In the plane the singular value decomposition has a closed form: with centred points (x, y) and (u, v),
/// A = Σ(x·u + y·v) / Σ(x² + y²) and B = Σ(x·v − y·u) / Σ(x² + y²). Sums are taken in double precision.
/// </remarks>
public static class SimilarityEstimator
{
    // Below this fraction of the two spreads' product the rotation is decided by rounding: points that coincide, or a mirror image.
    private const double MinRelativeCorrelation = 1e-9;

    /// <summary>Estimates the transform from source points to target points.</summary>
    /// <param name="source">Points in the source plane; at least two. Confidences are not used.</param>
    /// <param name="target">The same points in the target plane, in the same order.</param>
    /// <param name="transform">The transform from source to target; <see cref="SimilarityTransform.Identity"/> when there is none.</param>
    /// <returns>
    /// <see langword="false"/> when the points do not determine one: fewer than two, all source points or all target points
    /// coincide, a coordinate is not finite, or the target is a mirror image that no rotation fits better than another.
    /// </returns>
    /// <exception cref="ArgumentException">The two sets differ in length.</exception>
    public static bool TryEstimate(
        ReadOnlySpan<Keypoint> source,
        ReadOnlySpan<Keypoint> target,
        out SimilarityTransform transform
    )
    {
        if (source.Length != target.Length)
        {
            throw new ArgumentException(
                $"A transform needs as many target points as source points; got {source.Length} and {target.Length}.",
                nameof(target)
            );
        }

        transform = SimilarityTransform.Identity;
        if (source.Length < 2)
        {
            return false;
        }

        var (sourceX, sourceY) = Centroid(source);
        var (targetX, targetY) = Centroid(target);
        double dot = 0;
        double cross = 0;
        double sourceSpread = 0;
        double targetSpread = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var x = source[i].X - sourceX;
            var y = source[i].Y - sourceY;
            var u = target[i].X - targetX;
            var v = target[i].Y - targetY;
            dot += (x * u) + (y * v);
            cross += (x * v) - (y * u);
            sourceSpread += (x * x) + (y * y);
            targetSpread += (u * u) + (v * v);
        }

        var correlation = Math.Sqrt((dot * dot) + (cross * cross));

        // Written so that NaN and infinity end here too.
        if (!(correlation > MinRelativeCorrelation * Math.Sqrt(sourceSpread) * Math.Sqrt(targetSpread)))
        {
            return false;
        }

        // The translation is computed from the rounded A and B, so that the centroids still meet.
        var a = (float)(dot / sourceSpread);
        var b = (float)(cross / sourceSpread);
        var found = new SimilarityTransform(
            a,
            b,
            (float)(targetX - (a * sourceX) + (b * sourceY)),
            (float)(targetY - (b * sourceX) - (a * sourceY))
        );
        if (!float.IsFinite(found.Scale) || found.Scale == 0 || !float.IsFinite(found.Tx) || !float.IsFinite(found.Ty))
        {
            return false;
        }

        transform = found;
        return true;
    }

    private static (double X, double Y) Centroid(ReadOnlySpan<Keypoint> points)
    {
        double x = 0;
        double y = 0;
        foreach (var point in points)
        {
            x += point.X;
            y += point.Y;
        }

        return (x / points.Length, y / points.Length);
    }
}
