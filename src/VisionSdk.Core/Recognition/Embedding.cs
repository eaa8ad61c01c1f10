using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>A vector that stands for one face, animal or product, together with the space that it lives in.</summary>
/// <param name="Space">The space; only embeddings of the same space can be compared.</param>
/// <param name="Values">The values; unit length where the model's manifest says so.</param>
public sealed record Embedding(EmbeddingSpaceId Space, ImmutableArray<float> Values)
{
    /// <summary>Number of values.</summary>
    public int Dimension => Values.Length;

    /// <summary>Scales a vector to length 1, in place.</summary>
    /// <param name="values">The vector.</param>
    /// <exception cref="DegenerateEmbeddingException">The vector is empty or all zero, or a value is not finite; it is left as it was.</exception>
    /// <remarks>
    /// The length is summed in double precision and in order, so that it neither overflows nor underflows and that a stored vector
    /// is the same on every processor.
    /// </remarks>
    public static void Normalize(Span<float> values)
    {
        double squared = 0;
        foreach (var value in values)
        {
            squared += (double)value * value;
        }

        var length = Math.Sqrt(squared);
        if (!(length > 0 && double.IsFinite(length)))
        {
            throw new DegenerateEmbeddingException(
                $"A vector of {values.Length} values has length {length} and cannot be scaled to length 1. The picture gave the network nothing to describe; do not store it."
            );
        }

        foreach (ref var value in values)
        {
            value = (float)(value / length);
        }
    }

    /// <summary>The same direction with length 1.</summary>
    /// <returns>A new embedding of the same space.</returns>
    /// <exception cref="DegenerateEmbeddingException">The vector is empty or all zero, or a value is not finite.</exception>
    public Embedding ToUnitLength()
    {
        var values = Values.AsSpan().ToArray();
        Normalize(values);
        return this with { Values = ImmutableCollectionsMarshal.AsImmutableArray(values) };
    }

    /// <summary>Distance to another embedding of the same space.</summary>
    /// <param name="other">The other embedding.</param>
    /// <param name="metric">How they are compared: the metric of the model's manifest.</param>
    /// <returns>The distance; lower is nearer.</returns>
    /// <exception cref="EmbeddingSpaceMismatchException">The spaces or the dimensions differ.</exception>
    /// <exception cref="DegenerateEmbeddingException">The distance does not exist: a value is not finite, or a vector without direction.</exception>
    public float DistanceTo(Embedding other, DistanceMetric metric)
    {
        ThrowIfOtherSpace(other);
        return EmbeddingDistance.Compute(Values.AsSpan(), other.Values.AsSpan(), metric);
    }

    /// <summary>Cosine similarity to another embedding of the same space.</summary>
    /// <param name="other">The other embedding.</param>
    /// <returns>−1 (opposite) to 1 (same direction); higher is nearer.</returns>
    /// <exception cref="EmbeddingSpaceMismatchException">The spaces or the dimensions differ.</exception>
    /// <exception cref="DegenerateEmbeddingException">A vector is all zero, or a value is not finite.</exception>
    public float CosineSimilarityTo(Embedding other)
    {
        ThrowIfOtherSpace(other);
        return EmbeddingDistance.CosineSimilarity(Values.AsSpan(), other.Values.AsSpan());
    }

    /// <summary>Whether space and every value are equal.</summary>
    /// <param name="other">The other embedding.</param>
    /// <returns><see langword="true"/> when they are equal bit for bit.</returns>
    public bool Equals(Embedding? other) =>
        other is not null && Space == other.Space && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Space, Values.Length, Values.IsDefaultOrEmpty ? 0 : Values[0]);

    private void ThrowIfOtherSpace(Embedding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Space != other.Space)
        {
            throw new EmbeddingSpaceMismatchException(
                $"An embedding of space {Space} cannot be compared with one of space {other.Space}. Embed both pictures with the same model version.",
                Space,
                other.Space
            );
        }

        if (Values.AsSpan().Length != other.Values.AsSpan().Length)
        {
            throw new EmbeddingSpaceMismatchException(
                $"Two embeddings of space {Space} have {Values.AsSpan().Length} and {other.Values.AsSpan().Length} values; one of them is damaged.",
                Space,
                other.Space
            );
        }
    }
}
