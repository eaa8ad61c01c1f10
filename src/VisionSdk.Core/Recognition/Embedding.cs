using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>A vector that stands for one face, animal or product, together with the space that it lives in.</summary>
/// <param name="Space">The space; only embeddings of the same space can be compared.</param>
/// <param name="Values">The values; unit length where the model's manifest says so.</param>
public sealed record Embedding(EmbeddingSpaceId Space, ImmutableArray<float> Values)
{
    /// <summary>Number of values.</summary>
    public int Dimension => Values.Length;

    /// <summary>Whether space and every value are equal.</summary>
    /// <param name="other">The other embedding.</param>
    /// <returns><see langword="true"/> when they are equal bit for bit.</returns>
    public bool Equals(Embedding? other) =>
        other is not null && Space == other.Space && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Space, Values.Length, Values.IsDefaultOrEmpty ? 0 : Values[0]);
}
