using System.Numerics.Tensors;

namespace VisionSdk;

/// <summary>Distances between two vectors of the same space. Lower is nearer for every metric.</summary>
/// <remarks>
/// These work on bare values and cannot know whether both come from the same space; <see cref="Embedding.DistanceTo"/> checks it.
/// Sums are vectorised, so the last bits may differ between processors.
/// </remarks>
public static class EmbeddingDistance
{
    /// <summary>Distance by the metric that a model's manifest names.</summary>
    /// <param name="first">One vector.</param>
    /// <param name="second">The other, of the same length.</param>
    /// <param name="metric">How they are compared.</param>
    /// <returns>The distance, as the named method documents it.</returns>
    /// <exception cref="ArgumentException">The vectors are empty or differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="metric"/> is unknown.</exception>
    /// <exception cref="DegenerateEmbeddingException">The distance does not exist: a value is not finite, or a vector without direction.</exception>
    public static float Compute(ReadOnlySpan<float> first, ReadOnlySpan<float> second, DistanceMetric metric) =>
        metric switch
        {
            DistanceMetric.Cosine => Cosine(first, second),
            DistanceMetric.Euclidean => Euclidean(first, second),
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown distance metric."),
        };

    /// <summary>Cosine distance, 1 − cosine similarity.</summary>
    /// <param name="first">One vector; it need not have length 1.</param>
    /// <param name="second">The other, with as many values; it need not have length 1 either.</param>
    /// <returns>0 (same direction) to 2 (opposite).</returns>
    /// <exception cref="ArgumentException">The vectors are empty or differ in length.</exception>
    /// <exception cref="DegenerateEmbeddingException">A vector is all zero, or a value is not finite.</exception>
    public static float Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second) =>
        1 - CosineSimilarity(first, second);

    /// <summary>Cosine similarity: the cosine of the angle between two vectors.</summary>
    /// <param name="first">One vector; it need not have length 1.</param>
    /// <param name="second">The other, with as many values; it need not have length 1 either.</param>
    /// <returns>−1 (opposite) to 1 (same direction); higher is nearer.</returns>
    /// <exception cref="ArgumentException">The vectors are empty or differ in length.</exception>
    /// <exception cref="DegenerateEmbeddingException">A vector is all zero, or a value is not finite.</exception>
    public static float CosineSimilarity(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ThrowIfNotComparable(first, second);

        // Rounding can carry the quotient a few ulp beyond 1.
        var similarity = TensorPrimitives.CosineSimilarity(first, second);
        return float.IsNaN(similarity) ? throw NotComparable("cosine") : Math.Clamp(similarity, -1, 1);
    }

    /// <summary>Euclidean distance.</summary>
    /// <param name="first">One vector.</param>
    /// <param name="second">The other, with as many values; it need not have length 1 either.</param>
    /// <returns>0 (equal) upwards; at most 2 for unit vectors.</returns>
    /// <exception cref="ArgumentException">The vectors are empty or differ in length.</exception>
    /// <exception cref="DegenerateEmbeddingException">A value is not finite.</exception>
    public static float Euclidean(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ThrowIfNotComparable(first, second);
        var distance = TensorPrimitives.Distance(first, second);
        return float.IsFinite(distance) ? distance : throw NotComparable("Euclidean");
    }

    private static void ThrowIfNotComparable(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.Length != second.Length || first.IsEmpty)
        {
            throw new ArgumentException(
                $"Two vectors are compared value by value; got {first.Length} and {second.Length} values.",
                nameof(second)
            );
        }
    }

    private static DegenerateEmbeddingException NotComparable(string metric) =>
        new($"The {metric} distance does not exist: a vector is all zero or has a value that is not finite.");
}
