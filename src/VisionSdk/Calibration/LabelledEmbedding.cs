namespace VisionSdk;

/// <summary>An embedding, and whose it is.</summary>
/// <param name="Identity">Any name of the identity; it is only compared, never kept.</param>
/// <param name="Embedding">The embedding.</param>
public sealed record LabelledEmbedding(string Identity, Embedding Embedding);
