namespace VisionSdk.Storage;

/// <summary>A vector and its picture, ready to be stored.</summary>
internal sealed record SealedReference(EmbeddingRow Embedding, FaceCropRow? Crop);
