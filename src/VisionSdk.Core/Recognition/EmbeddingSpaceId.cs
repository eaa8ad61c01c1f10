namespace VisionSdk;

/// <summary>
/// Names the space that an embedding lives in: a hash over the weights, the preprocessing, the aligner and the normalisation.
/// Embeddings of two spaces are never compared.
/// </summary>
/// <param name="Value">64 lower-case hexadecimal digits (SHA-256).</param>
public readonly record struct EmbeddingSpaceId(string Value)
{
    /// <summary>The first 12 digits, for people.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() => Value is { Length: > 12 } ? Value[..12] : Value ?? string.Empty;
}
